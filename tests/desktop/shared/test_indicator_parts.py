"""Figures by sex and by people: what they must say, how they add up, how places are taken together."""

from decimal import Decimal as Dec
from typing import Any

from desktop.declare.reading import Condition
from desktop.shared import IndicatorDefinition, IndicatorValue, scoring
from desktop.shared.indicator_parts import IndicatorPart, misfits, rolled_up_parts
from desktop.testing import na_son
from desktop.workspace import Workspace


def part(sex: str = "", people: str = "", *, above: int = -1, below: int = -1) -> IndicatorPart:
    share = {"numerator": above, "denominator": below}
    told = {name: Dec(figure) for name, figure in share.items() if figure >= 0}
    return IndicatorPart(sex=sex or None, people=people or None, **told)


def counted(value: int, **whose: str) -> IndicatorPart:
    return IndicatorPart(value=Dec(value), **whose)


def rules_of(record: Any) -> list[str]:
    return [problem.rule.rpartition(".")[2] for problem in record.problems()]


def test_that_part_says_whose_it_is() -> None:
    assert rules_of(part(above=1, below=2)) == ["part_says_whose_it_is"]
    assert rules_of(part("female", above=1, below=2)) == []


def test_that_part_has_a_figure() -> None:
    assert rules_of(part("female")) == ["part_has_a_figure"]
    assert rules_of(counted(3, people="hmong")) == []


def test_that_denominator_of_a_part_is_not_zero() -> None:
    assert rules_of(part("male", above=0, below=0)) == ["denominator_of_a_part_is_not_zero"]


def test_that_part_is_told_once() -> None:
    twice = IndicatorValue(parts=[counted(1, sex="male"), counted(2, sex="male")])
    assert "part_is_told_once" in rules_of(twice)
    once = IndicatorValue(parts=[counted(1, sex="male"), counted(2, sex="male", people="thai")])
    assert "part_is_told_once" not in rules_of(once)


def test_that_shares_of_places_roll_up_by_numerators_and_who_lags_stands_first() -> None:
    told = [
        [
            part("male", above=1, below=10),
            part("female", above=9, below=10),
            part(people="hmong", above=2, below=8),
        ],
        [part("male", above=90, below=100), part("female", above=10, below=100)],
    ]
    scores = rolled_up_parts(scoring.RATIO, told, scale=100)
    assert [(each.name, round(each.figure, 1), each.places) for each in scores] == [
        ("Nữ", Dec("17.3"), 2),
        ("Nam", Dec("82.7"), 2),
        ("Hmông", Dec(25), 1),
    ]


def test_that_both_sexes_are_the_whole_and_peoples_can_only_be_less() -> None:
    whole = IndicatorValue(value=Dec(10))
    sexes = [counted(4, sex="male"), counted(5, sex="female")]
    assert list(misfits(scoring.ABSOLUTE, whole, sexes)) == [("sex", "value", Dec(9), Dec(10))]
    assert not list(misfits(scoring.ABSOLUTE, whole, sexes[:1]))
    peoples = [counted(7, people="thai"), counted(2, people="hmong"), counted(9, people="minorities")]
    assert not list(misfits(scoring.ABSOLUTE, whole, peoples)), (
        "all minorities together are no further people"
    )
    with_kinh = [*peoples, counted(2, people="kinh")]
    assert {each[0] for each in misfits(scoring.ABSOLUTE, whole, with_kinh)} == {"people"}


def test_that_parts_are_within_the_whole_parts_are_told_as_defined_and_sex_and_people_are_parts(
    workspace: Workspace,
) -> None:
    with workspace.store.reading() as reader:
        definition = next(reader.rows(IndicatorDefinition, [Condition("code", "is", "I08")]))
    workspace.save(definition.changed(by_sex=True, by_people=True))
    same: dict[str, Any] = {
        "indicator": definition.id, "place": na_son(workspace), "period": "year", "edition": "official",
        "numerator": Dec(90), "denominator": Dec(100), "value": Dec(90),
    }  # fmt: skip
    sexes = [part("male", above=50, below=52), part("female", above=42, below=48)]
    workspace.save(IndicatorValue(year=2024, parts=sexes, **same))
    workspace.save(IndicatorValue(year=2025, group="Nữ", **same))
    found = {
        problem.rule.rpartition(".")[2]: problem.message
        for problem in workspace.check(IndicatorValue).problems
    }
    assert "Cộng tử số theo giới tính được 92" in found["parts_are_within_the_whole"]
    assert "phân tổ theo dân tộc" in found["parts_are_told_as_defined"]
    assert "Nữ" in found["sex_and_people_are_parts"]


def test_that_the_chart_puts_the_widest_gap_first(workspace: Workspace) -> None:
    assert workspace.drawing("indicators_by_people").labels == ()
    with workspace.store.reading() as reader:
        wanted = [Condition("code", "in", ["I08", "I15"]), Condition("programme", "is", "phase_1")]
        first, second = reader.rows(IndicatorDefinition, wanted)
    for definition, women in ((first, 40), (second, 20)):
        parts = [part("male", above=45, below=50), part("female", above=women, below=50)]
        whole: dict[str, Any] = {"numerator": Dec(45 + women), "denominator": Dec(100)}
        workspace.save(
            IndicatorValue(
                indicator=definition.id, place=na_son(workspace), year=2025, period="year",
                edition="official", value=Dec(45 + women), parts=parts, **whole,
            )
        )  # fmt: skip
    drawing = workspace.drawing("indicators_by_people")
    assert [label.split(" ")[0] for label in drawing.labels] == [second.code, first.code]
    assert {one.name: one.values for one in drawing.series} == {"Nữ": (40, 80), "Nam": (90, 90)}
    assert not drawing.adds_up and "Nữ 40, Nam 90" in drawing.sentence


def test_that_the_chart_measures_sexes_by_sexes_and_peoples_by_peoples(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        wanted = [Condition("code", "in", ["I08", "I15"]), Condition("programme", "is", "phase_1")]
        first, second = reader.rows(IndicatorDefinition, wanted)
    told = {
        first.id: [counted(500, sex="male"), counted(480, sex="female"), counted(3, people="hmong")],
        second.id: [counted(500, sex="male"), counted(3, people="hmong")],
    }
    for indicator, parts in told.items():
        workspace.save(
            IndicatorValue(
                indicator=indicator, place=na_son(workspace), year=2025, period="year",
                edition="official", value=Dec(980), parts=parts,
            )
        )  # fmt: skip
    drawing = workspace.drawing("indicators_by_people")
    assert [label.split(" ")[0] for label in drawing.labels] == [first.code]
    assert "Nữ 480, Nam 500" in drawing.sentence
