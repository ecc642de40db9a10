"""Asks whether indicators, their figures and provinces' reports keep their rules; Sơn La's are the test."""

from decimal import Decimal as Dec
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop.declare.problems import Grade, Problem
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.shared import (
    IndicatorDefinition,
    IndicatorValue,
    PhaseFunds,
    PhaseResult,
    Place,
    ReportingDuty,
)
from desktop.shared.indicators import YearTarget
from desktop.shared.scoreboard import Score, scoreboard
from desktop.testing import na_son
from desktop.workspace import Workspace, importing

SON_LA = [
    ("Thu nhập bình quân người DTTS", "triệu đồng/người/năm", "≥ 39,2", "39,2", "Đạt"),
    ("Tỷ lệ hộ nghèo, cận nghèo giảm bình quân/năm", "điểm %", "≥ 3", 4.47, "Vượt"),
    ("Bản có đường ô tô đến trung tâm được cứng hóa", "%", "≥70", 78.3, "Vượt mục tiêu"),
    ("Hộ được sử dụng điện lưới quốc gia", "%", "≥ 99%", 0.995, "Vượt KH"),
    ("Dân số nông thôn được sử dụng nước hợp vệ sinh", "%", "≥90", 97.5, "Vượt"),
    ("Đồng bào DTTS tham gia BHYT", "%", 0.98, 98, "Đạt"),
    ("Trẻ em suy dinh dưỡng thể nhẹ cân", "%", "<15%", "17,4", "Đạt"),
    ("Cán bộ là người DTTS cấp xã", "%", "≥85", "Trên 86", "Đạt MT"),
]


def told(record: Record, field: str) -> list[Problem]:
    return [problem for problem in record.problems() if problem.field == field]


def place_of(workspace: Workspace, code: str, kind: str = "province") -> str:
    with workspace.store.reading() as reader:
        where = [
            Condition("code", "is", code),
            Condition("kind", "is", kind),
            Condition("valid_to", "empty"),
        ]
        return next(place.id for place in reader.rows(Place, where) if place.id)


def seeded(workspace: Workspace, code: str) -> str:
    with workspace.store.reading() as reader:
        return next(
            each.id for each in reader.rows(IndicatorDefinition, [Condition("code", "is", code)]) if each.id
        )


def value(workspace: Workspace, code: str, **values: Any) -> IndicatorValue:
    given = {"place": na_son(workspace), "year": 2025, "period": "year", "edition": "official", **values}
    saved = workspace.save(IndicatorValue(indicator=seeded(workspace, code), **given))
    assert isinstance(saved, IndicatorValue)
    return saved


def found(workspace: Workspace, rule: str) -> list[Problem]:
    problems = workspace.check(IndicatorValue).problems
    return [problem for problem in problems if problem.rule.endswith(rule)]


def write_son_la(file: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["UBND TỈNH SƠN LA"])
    sheet.append(["KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU, CHỈ TIÊU GIAI ĐOẠN 2021-2025"])
    sheet.append(["TT", "Mục tiêu, chỉ tiêu", "Đơn vị tính", "Mục tiêu đến năm 2025", "Kết quả thực hiện"])
    sheet["F3"] = "Đánh giá"
    sheet.append([None, None, None, None, "Năm 2025 (ước)"])
    for column in "ABCDF":
        sheet.merge_cells(f"{column}3:{column}4")
    for number, line in enumerate(SON_LA, 1):
        sheet.append([number, *line])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, float) and cell.value < 1:
                cell.number_format = "0.0%"
    book.save(file)
    return file


def test_that_son_la_s_figures_are_read_and_judged(workspace: Workspace, tmp_path: Path) -> None:
    plan = importing.recognise_files(workspace, [write_son_la(tmp_path / "chi-tieu.xlsx")])
    result = importing.accept(workspace, plan)
    (table,) = result.tables
    assert table.record_type is PhaseResult
    assert (table.read, table.new, table.refused) == (8, 7, 1)
    blocks = [(str(each.spot), each.field) for each in table.problems() if each.grade is Grade.BLOCK]
    assert blocks == [("Sheet!F11", "assessment")]
    with workspace.store.reading() as reader:
        lines = {line.indicator: line for line in reader.rows(PhaseResult)}
    electricity, income = lines[SON_LA[3][0]], lines[SON_LA[0][0]]
    assert (electricity.target, electricity.year_5, electricity.judged) == ("≥ 99", "99,5", "exceeded")
    assert (income.year_5, income.assessment, income.judged) == ("39,2", "met", "met")
    assert (lines[SON_LA[7][0]].year_5, lines[SON_LA[5][0]].target) == ("> 86", "98")
    assert {line.first_year for line in lines.values()} == {2021}
    assert {line.place for line in lines.values()} == {place_of(workspace, "14")}
    met = workspace.drawing("phase_met")
    assert sum(int(count or 0) for count in met.series[0].values) == 7
    assert "7" in met.sentence
    assert workspace.drawing("phase_progress").series[0].values[0] == 100


@pytest.mark.parametrize(
    ("target", "result", "said", "grades"),
    [
        ("< 15", "17,4", "met", [Grade.BLOCK]),
        ("≥ 90", "> 80", "exceeded", [Grade.BLOCK]),
        ("≥ 90", "> 80", "unknown", []),
        ("≥ 70", "78,3", "met", []),
        ("≥ 70", "70", "exceeded", [Grade.WARN]),
        ("≥ 70", "78,3", "not_met", [Grade.BLOCK]),
        ("≥ 70", None, "met", []),
    ],
)
def test_that_assessment_agrees_with_result(
    target: str, result: str | None, said: str, grades: list[Grade]
) -> None:
    line = PhaseResult(indicator="x", unit="%", target=target, year_5=result, assessment=said)
    assert [problem.grade for problem in told(line, "assessment")] == grades


def test_that_percents_are_on_one_scale() -> None:
    line = PhaseResult(unit="%", target="≥ 90", year_3="95,6", year_4="0,968", year_5="97,5")
    (problem,) = told(line, "year_4")
    assert problem.grade is Grade.WARN
    assert "96,8" in problem.message
    assert told(line.changed(unit="lần"), "year_4") == []
    assert told(line.changed(year_4="96,8"), "year_4") == []


def test_that_a_figure_of_a_province_is_found_by_its_name(workspace: Workspace) -> None:
    field, habit = IndicatorValue.place, workspace.habit()
    assert field.parse("Tỉnh Sơn La", habit) == place_of(workspace, "14")
    assert field.parse("Na Son", habit) == na_son(workspace)


def test_that_a_written_figure_is_kept_in_one_writing() -> None:
    field = PhaseResult.target
    assert [field.parse(typed) for typed in ("≥39.2", "Trên 98%", 97.5, 100, "-", None)] == [
        "≥ 39,2", "> 98", "97,5", "100", None, None,
    ]  # fmt: skip
    assert field.parse(field.format("> 98")) == "> 98"
    with pytest.raises(ValueError):
        field.parse(True)


def test_that_funds_of_a_phase_are_kept_in_dong() -> None:
    assert PhaseFunds.amount.parse("6154 tỷ") == 6_154_000_000_000


def test_that_denominator_is_not_zero() -> None:
    wrong = IndicatorValue(numerator=Dec(3), denominator=Dec(0), value=Dec(0))
    assert [problem.grade for problem in told(wrong, "denominator")] == [Grade.BLOCK]
    assert told(wrong.changed(denominator=Dec(4)), "denominator") == []


def test_that_numerator_has_its_denominator() -> None:
    assert told(IndicatorValue(numerator=Dec(3)), "denominator")
    assert told(IndicatorValue(denominator=Dec(3)), "denominator")
    assert not told(IndicatorValue(), "denominator")


def test_that_says_what_is_wanted() -> None:
    assert told(YearTarget(year=2025), "value")
    assert not told(YearTarget(year=2025, words="cơ bản không còn"), "value")


def test_that_multiple_names_its_base_year() -> None:
    assert told(IndicatorDefinition(kind="multiple"), "base_year")
    assert not told(IndicatorDefinition(kind="multiple", base_year=2020), "base_year")


def test_that_year_has_one_target() -> None:
    twice = [YearTarget(year=2025, value=Dec(1)), YearTarget(year=2025, value=Dec(2))]
    assert told(IndicatorDefinition(kind="ratio", targets=twice), "targets")
    assert not told(IndicatorDefinition(kind="ratio", targets=twice[:1]), "targets")


def test_that_value_agrees_with_its_parts(workspace: Workspace) -> None:
    value(workspace, "I05", numerator=Dec(783), denominator=Dec(1000), value=Dec("78.3"))
    assert found(workspace, "value_agrees_with_its_parts") == []
    value(workspace, "I07", numerator=Dec(783), denominator=Dec(1000), value=Dec(80))
    (problem,) = found(workspace, "value_agrees_with_its_parts")
    assert (problem.field, problem.grade) == ("value", Grade.BLOCK)
    assert "78,3" in problem.message


def test_that_percent_is_not_a_fraction(workspace: Workspace) -> None:
    value(workspace, "I08", value=Dec("0.975"))
    value(workspace, "I07", value=Dec("0.995"), numerator=Dec(995), denominator=Dec(1000))
    value(workspace, "I02", value=Dec("0.9"))
    problems = found(workspace, "percent_is_not_a_fraction")
    meant = sorted(percent for percent in ("97,5", "99,5") for each in problems if percent in each.message)
    assert meant == ["97,5", "99,5"]
    assert {problem.grade for problem in problems} == {Grade.WARN}
    assert found(workspace, "value_agrees_with_its_parts") == []


def test_that_assessment_agrees_with_target(workspace: Workspace) -> None:
    value(workspace, "I17", value=Dec("17.4"), assessment="met")
    value(workspace, "I05", value=Dec("78.3"), assessment="exceeded")
    (problem,) = found(workspace, "assessment_agrees_with_target")
    assert (problem.field, problem.grade) == ("assessment", Grade.BLOCK)
    value(workspace, "I05", value=Dec(80), edition="plan")
    assert len(found(workspace, "assessment_agrees_with_target")) == 2


def test_that_the_pack_holds_every_indicator_with_how_sure_it_is() -> None:
    definitions = IndicatorDefinition.first_records()
    codes = [each.code for each in definitions if each.programme == "phase_1"]
    assert codes == [f"I{number:02d}" for number in range(1, 28)]
    assert len({each.id for each in definitions}) == len(definitions)
    for each in definitions:
        assert each.confidence and each.source and not each.problems()
        assert each.targets and all(target.confidence and target.source for target in each.targets)
    duties = ReportingDuty.first_records()
    assert duties and all(each.confidence and each.source and not each.problems() for each in duties)
    drafts = [each for each in definitions if "I22" <= each.code <= "I27"]
    assert all(not each.basis and each.confidence != "H" for each in drafts)


def test_that_a_new_database_holds_the_pack_ready_to_be_changed(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        kept = reader.get(IndicatorDefinition, seeded(workspace, "I17"))
    assert kept is not None and kept.direction == "down"
    assert [(target.year, target.sign, target.value) for target in kept.targets] == [(2025, "<", 15)]
    changed = workspace.save(kept.changed(unit="% trẻ"))
    assert isinstance(changed, IndicatorDefinition) and changed.unit == "% trẻ"


def scores(workspace: Workspace, **options: Any) -> dict[str, Score]:
    with workspace.store.reading() as reader:
        return {score.definition.code: score for score in scoreboard(reader, **options)}


def test_that_the_scoreboard_says_target_actual_trend_and_distance(workspace: Workspace) -> None:
    assert scores(workspace) == {}
    value(workspace, "I05", value=Dec(75), year=2024)
    value(workspace, "I05", value=Dec(77), edition="estimate")
    value(workspace, "I05", value=Dec("78.3"))
    value(workspace, "I17", value=Dec("17.4"))
    found = scores(workspace)
    roads, underweight = found["I05"], found["I17"]
    assert roads.actual is not None and roads.actual.show() == "78,3"
    assert (roads.judged, roads.trend, roads.missing) == ("exceeded", Dec("3.3"), Dec("-8.3"))
    assert (underweight.judged, underweight.missing) == ("not_met", Dec("2.4"))
    drawing = workspace.drawing("indicators_met")
    assert drawing.series[0].values == (1, 0, 1, 0)
    assert workspace.drawing("indicators_progress").labels[0].startswith("I17")


def test_that_the_scoreboard_rolls_communes_up_by_numerators(workspace: Workspace) -> None:
    other = place_of(workspace, "03127", "commune")
    value(workspace, "I05", value=Dec(50), numerator=Dec(1), denominator=Dec(2))
    value(workspace, "I05", value=Dec(90), numerator=Dec(90), denominator=Dec(100), place=other)
    actual = scores(workspace)["I05"].actual
    assert actual is not None and round(actual.value, 2) == Dec("89.22")
    (series,) = workspace.drawing("indicators_met").series
    # One indicator of two communes is one that is met: the bar leads to as many records as it counts.
    with workspace.store.reading() as reader:
        led = [reader.count(over, where) for over, where in zip(series.overs, series.wheres, strict=True)]
    assert tuple(led) == series.values and sum(led) == 1
    province = place_of(workspace, "11")
    value(workspace, "I05", value=Dec(88), place=province)
    actual = scores(workspace)["I05"].actual
    assert actual is not None and actual.value == 88


def test_that_continues_another() -> None:
    own = IndicatorDefinition.example().changed(id="i1", continues="i1")
    assert [each for each in own.problems() if each.rule.endswith("continues_another")]
    other = own.changed(continues="i2")
    assert not [each for each in other.problems() if each.rule.endswith("continues_another")]


def test_that_an_indicator_is_found_by_code_name_or_both_and_a_name_of_two_is_both(
    workspace: Workspace,
) -> None:
    with workspace.store.reading() as reader:
        everything = {each.code: each for each in reader.rows(IndicatorDefinition)}
        one = everything["I10"]
        for text in (one.code, one.name.upper(), f"{one.code}, {one.name}"):
            assert IndicatorDefinition.find(text, {}, reader) == [one.id]
        twice = "Thu nhập bình quân người dân tộc thiểu số"
        assert len(IndicatorDefinition.find(twice, {}, reader)) == 2
