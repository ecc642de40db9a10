"""Asks whether figures of a province are compared with its communes, and what counts as reached."""

from datetime import date
from typing import Any

from desktop.declare.norms import NormBook
from desktop.declare.reports import Asked
from desktop.declare.text import add_catalog, use_language
from desktop.resources import resource
from desktop.shared import Place
from project8_gender import INDICATORS
from project8_gender.contents import QUANTITIES, ActivityKind
from project8_gender.figures import count_reached, measure_matched
from project8_gender.norms import NORMS
from project8_gender.reports import answer_results
from project8_gender.targets import RULES, Target
from tests.desktop.held import Held
from tests.plugins.project8_gender.sound import COMMUNE, OTHER, activity, ask, expense, found, line, model

PROVINCE = "00000000-0000-7000-8000-000000000010"
PLACES = (
    Place(id=PROVINCE, code="11", name="Tỉnh Điện Biên", kind="province"),
    Place(id=COMMUNE, code="03203", name="Xã Na Son", kind="commune", parent=PROVINCE),
    Place(id=OTHER, code="03370", name="Xã Pu Nhi", kind="commune", parent=PROVINCE),
)


def target(id: str, place: str, wanted: int | None = None, **values: Any) -> Target:
    return Target(id=id, place=place, quantity="teams", year=2025, target=wanted, **values)


def test_that_figure_is_the_sum_of_the_communes() -> None:
    name = "figure_is_the_sum_of_the_communes"
    parts = (target("1", COMMUNE, 4, reported=3), target("2", OTHER, 5, reported=5))
    assert ask(RULES, name, *PLACES, *parts, target("3", PROVINCE, 9, reported=8)) == []
    wrong = ask(RULES, name, *PLACES, *parts, target("3", PROVINCE, 10, reported=8))
    assert found(wrong) == [("3", "WARN", "target")]
    assert "10" in wrong[0].message and "9" in wrong[0].message and wrong[0].related == ("1", "2")
    both = ask(RULES, name, *PLACES, *parts, target("3", PROVINCE, 10, reported=9))
    assert [problem.field for problem in both] == ["target", "reported"]
    add_catalog(resource("translations"))
    use_language("en")
    (said,) = ask(RULES, name, *PLACES, *parts, target("3", PROVINCE, 10))
    assert said.message.startswith("The figure “plan” says 10")
    assert ask(RULES, name, *PLACES, target("3", PROVINCE, 10)) == []
    assert ask(RULES, name, *PLACES, *parts, target("3", PROVINCE, 10), among=frozenset({"9"})) == []


def test_that_only_what_still_goes_on_is_reached() -> None:
    held = Held(
        [
            model(id="1"),
            model(id="2", state="stopped"),
            model(id="3", decision_date=date(2025, 1, 1)),
            model(id="4", kind="address"),
            model(id="5", kind="address", origin="strengthened"),
            model(id="6", kind="livelihood"),
            model(id="7", kind="cooperative", technology="Bán hàng trực tuyến", commune=OTHER),
        ]
    )
    reached = {quantity: count_reached(held, quantity) for quantity in QUANTITIES}
    assert reached == {
        "teams": 2,
        "addresses_new": 1,
        "addresses_upgraded": 1,
        "clubs": 0,
        "savings_groups": 0,
        "livelihood_groups": 1,
        "dialogues": 0,
        "trained": 0,
        "cadres": 0,
        "mothers": 0,
    }
    assert count_reached(held, "teams", year=2024) == 1


def test_that_a_model_stands_from_its_day_until_it_stops() -> None:
    held = Held(
        [
            model(id="1", decision_date=None),
            model(id="2", decision_date=date(2025, 5, 1)),
            model(id="3", state="stopped", stopped_on=date(2025, 2, 1)),
            model(id="4", state="stopped", stopped_on=date(2026, 2, 1), decision_date=date(2025, 9, 1)),
        ]
    )
    assert [count_reached(held, "teams", year=year) for year in (2024, 2025, 2026)] == [2, 3, 2]
    assert count_reached(held, "teams") == 2


def test_that_female_cadres_are_the_women_among_those_present() -> None:
    kind = ActivityKind(id="c", name="Nâng cao năng lực cán bộ nữ", content="ND3", counts_as="cadres")
    held = Held([kind, activity(id="1", kind="c", women=20), activity(id="2", kind="c", women=None)])
    assert count_reached(held, "cadres", year=2025) == 80


def test_that_dialogues_are_counted_and_people_added_up_by_the_tree() -> None:
    talk = ActivityKind(id="d", name="Đối thoại", content="ND3", counts_as="dialogues")
    course = ActivityKind(id="t", name="Tập huấn", content="ND4", counts_as="trained")
    held = Held(
        [talk, course, *(activity(id=str(n), kind=kind) for n, kind in enumerate(("d", "d", "t", "x")))]
    )
    assert count_reached(held, "dialogues", year=2025) == 2
    assert count_reached(held, "trained", year=2025) == 60
    assert count_reached(held, "trained", year=2024) == 0


def test_that_a_mother_is_counted_once_however_many_lines_she_has() -> None:
    held = Held([line(id="1"), line(id="2", item="kit"), line(id="3", birth=date(1990, 1, 1))])
    assert count_reached(held, "mothers") == 2
    assert count_reached(held, "mothers", year=2024) == 0


def test_that_each_indicator_answers() -> None:
    held = Held([expense(id="1"), expense(id="2", unit_price=80_000), line(id="3")], NormBook(NORMS))
    assert all(each.compute(held, []).value is not None for each in INDICATORS)
    matched = measure_matched(held, [])
    assert (matched.numerator, matched.denominator, matched.value) == (440_000, 760_000, 58)
    assert measure_matched(Held(), []).value is None


def test_that_the_report_tells_models_apart_and_every_quantity_with_its_target() -> None:
    records = [
        *PLACES,
        model(id="1"),
        model(id="2", kind="address", origin="strengthened"),
        model(id="3", kind="address", state="stopped"),
        target("t", COMMUNE, 4),
        target("p", PROVINCE, 4),
    ]
    held = Held(records)
    document = answer_results(held, Asked(date(2026, 11, 22)))
    models, quantities = document.tables()
    assert [row.cells for row in models.rows] == [
        ("Tổ truyền thông cộng đồng", 1, 0, 0, 0),
        ("Địa chỉ tin cậy", 0, 1, 0, 1),
        ("Cộng", 1, 1, 0, 1),
    ]
    told = {row.cells[0]: row.cells[2:] for row in quantities.rows}
    assert list(told) == list(QUANTITIES.values())
    assert told["Tổ truyền thông cộng đồng"] == (1, 4, 1, 25)
    assert told["CLB Thủ lĩnh của sự thay đổi"] == (0, None, None, None)
    assert document.tell(document.parts[0]) == "Năm 2025: được giao 1 chỉ tiêu, còn 1 chỉ tiêu chưa đạt."
    for name in QUANTITIES:
        assert document.figures[name].value == count_reached(held, name, year=2025)
    empty = answer_results(Held(), Asked(date(2026, 11, 22)))
    assert "chưa giao chỉ tiêu nào" in empty.tell(empty.parts[0])
