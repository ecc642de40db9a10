"""The desktop's reports on made-up figures: alike on every page, by place, by day, by right."""

from datetime import date
from decimal import Decimal as Dec
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition
from desktop.declare.reports import Document, Period, Report, Table, TableColumn, TableRow
from desktop.shared import (
    CapitalFact,
    CarryOver,
    IndicatorDefinition,
    IndicatorValue,
    MatchDuty,
    Obstacle,
    Office,
    Officer,
    ProgrammeLine,
    ReportingDuty,
    ReportingPeriod,
)
from desktop.shared.periods import of_calendar
from desktop.shared.place_events import unit_id
from desktop.workspace import Workspace
from desktop.workspace.as_of import AsOf
from desktop.workspace.capital_board import read_capital
from desktop.workspace.obstacle_board import read_obstacles
from desktop.workspace.reporting import (
    FILES,
    Written,
    asked_of,
    keep_report,
    period_named,
    place_named,
    write_report,
)

KEO_LOM, TOWN = unit_id("03376", "commune", None), unit_id("03203", "commune", None)
NA_SON = unit_id("03203", "commune", date(2025, 7, 1))
TODAY = date(2026, 11, 22)


def plan(
    writing: Any,
    name: str = "Báo cáo năm của xã, năm 2026",
    code: str = "BC-NAM-XA",
    begins: date = date(2025, 12, 15),
) -> None:
    """The commune's report on the year, or another one that ends on the same day."""
    duty = next(iter(writing.rows(ReportingDuty, [Condition("code", "is", code)]))).id
    writing.save(
        ReportingPeriod(
            name=name,
            duty=duty,
            place=NA_SON,
            edition="first",
            period_start=begins,
            period_end=date(2026, 12, 14),
            cutoff_on=date(2026, 12, 14),
            due_on=date(2026, 12, 25),
            state="open",
        )
    )


@pytest.fixture
def kept(workspace: Workspace) -> Workspace:
    """Money of two former communes, an act, a duty of matching, an indicator, an obstacle and a duty."""
    with workspace.writing("Số liệu") as writing:
        line = next(iter(writing.rows(ProgrammeLine, [Condition("code", "is", "DA4.1")]))).id

        def fact(place: str, plan_year: int, month: int, assigned: int, disbursed: int) -> CapitalFact:
            return CapitalFact(
                line=line,
                place=place,
                capital_kind="investment",
                source="central",
                plan_year=plan_year,
                budget_year=2026,
                as_of=date(2026, month, 10),
                assigned=assigned,
                disbursed=disbursed,
            )

        writing.save_all(
            [
                fact(KEO_LOM, 2026, 5, 100_000_000, 10_000_000),
                fact(KEO_LOM, 2026, 10, 100_000_000, 40_000_001),
                fact(TOWN, 2025, 5, 60_000_000, 30_000_000),
                CarryOver(
                    basis="NQ 01", from_year=2025, to_year=2026, deadline=date(2026, 12, 31), place=NA_SON
                ),
                MatchDuty(place=NA_SON, year=2026, ratio=Dec(10), basis="NQ 02"),
            ]
        )
        indicator = next(iter(writing.rows(IndicatorDefinition, [Condition("code", "is", "I05")]))).id
        other = next(iter(writing.rows(IndicatorDefinition, [Condition("code", "is", "I08")]))).id
        told = {"place": NA_SON, "year": 2026, "period": "year"}
        writing.save_all(
            [
                IndicatorValue(indicator=indicator, edition="official", value=Dec(80), **told),
                IndicatorValue(indicator=other, edition="plan", value=Dec(95), **told),
                Obstacle(name="Thiếu bản đồ", cause="land_papers", place=NA_SON, level="province"),
            ]
        )
        plan(writing)
    return workspace


def written(workspace: Workspace, name: str, place: str = "", period: str = "") -> Written:
    report = workspace.catalog.report(name)
    asked = asked_of(workspace, report, place, period_named(period) if period else None, TODAY)
    return write_report(workspace, report, asked)


def figures(workspace: Workspace, name: str, place: str = "", period: str = "") -> dict[str, Any]:
    found = written(workspace, name, place, period).document.figures
    return {key: figure.value for key, figure in found.items()}


def test_that_the_report_on_capital_tells_the_three_rates_with_their_denominators(kept: Workspace) -> None:
    told = figures(kept, "capital", NA_SON, "2026")
    assert (told["plan"], told["disbursed"]) == (160_000_000, 70_000_001)
    assert (told["this_year_plan"], told["this_year_disbursed"]) == (100_000_000, 40_000_001)
    assert (told["carried_plan"], told["carried_disbursed"]) == (60_000_000, 30_000_000)
    assert (told["1719.DA4.plan"], told["act_1.left"], told["act_1.days"]) == (160_000_000, 30_000_000, 39)


def test_that_a_period_counts_what_was_known_at_its_end(kept: Workspace) -> None:
    with kept.writing("Đối ứng") as writing:
        (fact,) = writing.rows(CapitalFact, [Condition("as_of", "is", date(2026, 10, 10))])
        alike = {name: getattr(fact, name) for name in ("line", "place", "plan_year", "budget_year", "as_of")}
        local = {"capital_kind": "investment", "source": "province", "assigned": 9_000_000, "disbursed": 0}
        writing.save(CapitalFact(**alike, **local))
    told = figures(kept, "capital", period="2026-H1")
    assert (told["plan"], told["disbursed"]) == (160_000_000, 40_000_000)
    # The deadline is looked at from the end of the period, not from a day nobody knew of.
    assert told["act_1.days"] == (date(2026, 12, 31) - date(2026, 6, 14)).days

    def provided(period: str) -> list[Any]:
        tables = {table.title: table for table in written(kept, "capital", period=period).document.tables()}
        return [row.cells[5] for row in tables["Vốn đối ứng"].rows]

    assert (provided("2026-H1"), provided("2026")) == ([0], [9_000_000])


def test_that_the_obstacles_of_a_past_period_are_said_to_be_those_of_today(kept: Workspace) -> None:
    def said(period: str) -> bool:
        parts = written(kept, "period", NA_SON, period).document.parts
        return any("Vướng mắc tính đến ngày 22/11/2026" in getattr(part, "text", "") for part in parts)

    assert (said("2026-H1"), said("2026")) == (True, False)


def test_that_a_year_of_the_calendar_counts_no_further_than_it_says(kept: Workspace) -> None:
    with kept.reading() as reader:
        (planned,) = reader.rows(ReportingPeriod)
    planned.cutoff_on = date(2026, 9, 15)
    report = kept.catalog.report("period")
    document = write_report(
        kept, report, asked_of(kept, report, NA_SON, of_calendar(planned), TODAY)
    ).document
    # What was paid in October came after the day the report says it counts to.
    assert document.figures["capital.disbursed"].value == 40_000_000
    said = [getattr(part, "text", "") for part in document.parts]
    assert said.count("Số liệu tính đến ngày 15/09/2026.") == 1
    whole = written(kept, "period", NA_SON, "2026").document
    assert not any("Số liệu tính đến" in getattr(part, "text", "") for part in whole.parts)


def test_that_every_report_and_page_tells_the_same_dong(kept: Workspace) -> None:
    board = read_capital(kept, NA_SON, 2026, TODAY)
    alone, joined = figures(kept, "capital", NA_SON, "2026"), figures(kept, "period", NA_SON, "2026")
    assert alone["disbursed"] == board.outline.total.total.disbursed == joined["capital.disbursed"]
    assert {f"capital.{name}": value for name, value in alone.items()}.items() <= joined.items()
    for name in ("indicators", "obstacles"):
        own = figures(kept, name, NA_SON, "2026" if name == "indicators" else "")
        assert {f"{name}.{key}": value for key, value in own.items()}.items() <= joined.items()
    ((_act, carried),) = board.acts
    assert alone["act_1.left"] == carried.left
    assert figures(kept, "obstacles")["obstacles"] == len(read_obstacles(kept).held)


def test_that_a_report_is_as_reported_or_by_the_boundaries_of_a_day(kept: Workspace) -> None:
    def places() -> list[tuple[Any, ...]]:
        tables = {table.title: table for table in written(kept, "capital").document.tables()}
        table = tables.get("Vốn theo địa bàn và dự án")
        return [row.cells[1:4] for row in table.rows if row.is_total] if table else []

    assert places() == [
        ("Thị trấn Điện Biên Đông", 60_000_000, 30_000_000),
        ("Xã Keo Lôm", 100_000_000, 40_000_001),
        ("Tổng cộng", 160_000_000, 70_000_001),
    ]
    kept.as_of = AsOf(date(2025, 7, 1))
    # One commune today: no table of places, and not a đồng lost.
    assert places() == []
    assert figures(kept, "capital")["disbursed"] == 70_000_001
    assert "Theo địa giới ngày 01/07/2025" in written(kept, "capital").document.lines


def test_that_the_report_of_a_period_names_its_duty_and_what_is_missing(kept: Workspace) -> None:
    document = written(kept, "period", NA_SON, "2026").document
    said = "\n".join(getattr(part, "text", "") for part in document.parts)
    assert "Báo cáo năm của xã, năm 2026" in said and "25/12/2026" in said and "TT 01/2022" in said
    assert "Còn thiếu số của các chỉ tiêu: I08 " in said
    told = figures(kept, "period", NA_SON, "2026")
    assert (told["missing"], told["indicators.I05.actual"]) == (1, 80)
    assert "indicators.I08.actual" not in told


def test_that_only_a_duty_of_the_same_days_and_with_figures_is_answered(kept: Workspace) -> None:
    with kept.writing("Lịch") as writing:
        plan(writing, "Báo cáo không kèm biểu", "TD-QUY")
        plan(writing, "Báo cáo 6 tháng cuối năm", "BC-DAN-TOC-NAM", date(2026, 6, 15))
    said = [getattr(part, "text", "") for part in written(kept, "period", NA_SON, "2026").document.parts]
    answered = [text for text in said if text.startswith("Báo cáo này trả lời chế độ")]
    assert len(answered) == 1 and "Báo cáo năm của xã, năm 2026" in answered[0]


def test_that_nothing_is_made_up_where_nothing_is_known(workspace: Workspace) -> None:
    document = written(workspace, "period", NA_SON, "2026-Q1").document
    assert document.figures["capital.plan"].show() == "(chưa có số)"
    assert any("Chưa có số liệu vốn" in getattr(part, "text", "") for part in document.parts)


def test_that_a_report_goes_into_word_excel_and_pdf(kept: Workspace, tmp_path: Path) -> None:
    kept.save(Office(name="UBND xã Na Son", level="commune", commune=NA_SON))
    found, printed = written(kept, "period", NA_SON, "2026"), []
    for kind in FILES:
        keep_report(found, tmp_path / f"a{kind}", lambda html, path, lies: printed.append((html, lies)))
    word = docx.Document(str(tmp_path / "a.docx"))
    texts = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "UBND XÃ NA SON" in texts and "Na Son, ngày 22 tháng 11 năm 2026" in texts
    assert "160" in texts and "70,000001" in texts
    section = word.sections[0]
    assert round(section.page_width.mm) == 297 and section.different_first_page_header_footer
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    values = [value for page in book.worksheets for row in page.values for value in row]
    assert 70.000001 in values and "UBND XÃ NA SON" in values
    assert [page.title for page in book.worksheets if page.sheet_state != "visible"] == ["Số liệu"]
    exact = {row[0]: row[1] for row in book["Số liệu"].values}
    assert exact["capital.disbursed"] == 70_000_001
    ((html, lies),) = printed
    assert lies and "70,000001" in html and "<thead>" in html


PERSONS = Document("Hộ", (Table((TableColumn("Chủ hộ", sensitive=True),), (TableRow(("Vàng A Ví Dụ",)),)),))
LIST = Report("persons", "Danh sách hộ", lambda reader, asked: PERSONS, takes=())


def test_that_names_are_hidden_when_asked_for_and_from_whoever_may_not_see_them(workspace: Workspace) -> None:
    asked = asked_of(workspace, LIST, today=TODAY)
    assert not write_report(workspace, LIST, asked).is_masked
    hidden = write_report(workspace, LIST, asked, masked=True)
    assert hidden.is_masked and "Họ tên và dữ liệu cá nhân được che." in hidden.letterhead.foot
    workspace.save(Officer(account=workspace.store.account, may_appoint=True, may_see_names=False))
    (table,) = write_report(workspace, LIST, asked).document.tables()
    assert table.rows[0].cells == ("•••",)
    with pytest.raises(Refusal, match="họ tên"):
        write_report(workspace, LIST, asked, masked=False)


def test_that_what_a_report_does_not_take_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Refusal, match="địa bàn"):
        asked_of(workspace, LIST, NA_SON)
    with pytest.raises(Refusal, match="kỳ"):
        asked_of(workspace, LIST, period=Period("", 2026, TODAY, TODAY))
    with pytest.raises(Refusal, match="99999"):
        place_named(workspace, "99999")
    assert place_named(workspace, "03203") == NA_SON


def test_that_a_report_that_fails_is_named_and_nothing_of_it_is_logged(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(reader: Any, asked: Any) -> Document:
        raise KeyError("Vàng A Ví Dụ")

    broken = Report("broken", "Hỏng", fails)
    with pytest.raises(Refusal, match="broken"):
        write_report(workspace, broken, asked_of(workspace, broken))
    assert [each.getMessage() for each in caplog.records] == ["report broken raised KeyError"]
