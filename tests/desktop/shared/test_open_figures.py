"""On 12 June the program says which figures are still open for the half-year that ends on 14 June."""

from datetime import date
from decimal import Decimal as Dec
from typing import Any

from desktop.declare.reading import Condition
from desktop.qt.waiting import read_waiting, waiting_lines
from desktop.shared import IndicatorDefinition, IndicatorValue, ReportingDuty, ReportingPeriod
from desktop.shared.open_figures import read_open_figures, says_open
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.calendar_board import read_calendar

TODAY = date(2026, 6, 12)


def report(workspace: Workspace, duty: str, **more: Any) -> ReportingPeriod:
    with workspace.store.reading() as reader:
        found = next(reader.rows(ReportingDuty, [Condition("code", "is", duty)]))
    days = {"period_start": date(2025, 12, 15), "period_end": date(2026, 6, 14)}
    days |= {"cutoff_on": date(2026, 6, 14), "due_on": date(2026, 6, 25)}
    given = {"name": f"Báo cáo {duty}", "place": na_son(workspace), "edition": "first", "state": "open"}
    saved = workspace.save(ReportingPeriod(duty=found.id, **{**given, **days, **more}))
    assert isinstance(saved, ReportingPeriod)
    return saved


def value(workspace: Workspace, code: str, **more: Any) -> None:
    with workspace.store.reading() as reader:
        found = next(reader.rows(IndicatorDefinition, [Condition("code", "is", code)]))
    given = {"place": na_son(workspace), "year": 2025, "period": "year", "edition": "official"}
    workspace.save(IndicatorValue(indicator=found.id, value=Dec(5), **{**given, **more}))


def test_that_a_report_names_the_figures_it_waits_for(workspace: Workspace) -> None:
    for code in ("I05", "I08"):
        value(workspace, code)
    value(workspace, "I17", year=2026, edition="plan")
    value(workspace, "I05", year=2026, period="half", edition="estimate")
    half = report(workspace, "BC-DAN-TOC-6T")
    other = report(workspace, "RS-NGHEO-SB", name="Rà soát hộ nghèo")
    sent = report(workspace, "BC-DAN-TOC-6T", name="Đã gửi", edition="update", state="sent", sent_on=TODAY)
    with workspace.store.reading() as reader:
        found = read_open_figures([half, other, sent], reader)
    assert [each[:4] for each in found[half.id or ""]] == ["I08 ", "I17 "] and list(found) == [half.id]
    assert read_calendar(workspace, "", 2026, TODAY).figures == found
    told = [line.sentence for line in waiting_lines(read_waiting(workspace, TODAY), workspace, TODAY)]
    first = found[half.id or ""][0]
    assert any(text.endswith(f"; 2 chỉ tiêu chưa có số: {first}, …") for text in told)


def test_that_a_complete_report_waits_for_nothing(workspace: Workspace) -> None:
    value(workspace, "I05")
    value(workspace, "I05", year=2026, period="half")
    report(workspace, "BC-DAN-TOC-6T")
    assert read_calendar(workspace, "", 2026, TODAY).figures == {}
    assert says_open(["I08 Nước sạch"]) == "I08 Nước sạch"
