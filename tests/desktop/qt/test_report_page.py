"""Asks whether the page shows a report as it prints, leads to its records, and keeps it as files."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog

from desktop.declare.reading import Condition
from desktop.qt.page import Route
from desktop.qt.report_page import ReportPage
from desktop.qt.report_paper import print_pdf
from desktop.qt.tasks import Tasks
from desktop.shared import CapitalFact, IndicatorValue, ProgrammeLine, ReportingDuty, ReportingPeriod
from desktop.shared.indicators import IndicatorDefinition
from desktop.testing import na_son
from desktop.workspace import Workspace


@pytest.fixture
def page(qtbot: Any, workspace: Workspace) -> Iterator[ReportPage]:
    place = na_son(workspace)
    with workspace.writing("Số liệu") as writing:
        line = next(iter(writing.rows(ProgrammeLine, [Condition("code", "is", "DA4.1")]))).id
        writing.save(
            CapitalFact(
                line=line,
                place=place,
                capital_kind="investment",
                source="central",
                plan_year=2026,
                budget_year=2026,
                as_of=date(2026, 5, 10),
                assigned=100_000_000,
                disbursed=20_000_001,
            )
        )
        indicator = next(iter(writing.rows(IndicatorDefinition, [Condition("code", "is", "I05")]))).id
        writing.save(
            IndicatorValue(
                indicator=indicator,
                place=place,
                year=2026,
                period="year",
                edition="official",
                value=Decimal(80),
            )
        )
        duty = next(iter(writing.rows(ReportingDuty, [Condition("code", "is", "BC-NAM-XA")]))).id
        planned = writing.save(
            ReportingPeriod(
                name="Báo cáo năm của xã, năm 2026",
                duty=duty,
                place=place,
                edition="first",
                period_start=date(2025, 12, 15),
                period_end=date(2026, 12, 14),
                cutoff_on=date(2026, 12, 14),
                due_on=date(2026, 12, 25),
                state="open",
            )
        )
    tasks = Tasks()
    shown = ReportPage(workspace, tasks)
    shown.setProperty("planned", planned.id)
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    tasks.close()


def look(qtbot: Any, page: ReportPage, **where: str) -> str:
    before = page.written
    page.opened(Route("reports", **where))
    qtbot.waitUntil(lambda: page.written is not before and not page.tasks.running())
    return page.paper.toPlainText()


def test_that_a_report_is_shown_as_it_prints_and_leads_to_its_records(qtbot: Any, page: ReportPage) -> None:
    text = look(qtbot, page, text="capital")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "20,000001 triệu đồng" in text and "DA4" in text
    assert "Căn cứ: TT 37/2025/TT-BTC. Mẫu biểu: chưa xác nhận." in page.about.text()
    gone: list[Route] = []
    page.wants.connect(gone.append)
    page.follow(QUrl("figure:disbursed"))
    page.follow(QUrl("row:0:0"))
    assert [route.record_type for route in gone] == [CapitalFact, CapitalFact]
    with page.workspace.reading() as reader:
        assert [reader.count(CapitalFact, route.where) for route in gone] == [1, 1]


def test_that_a_report_of_the_calendar_is_opened_for_its_place_and_period(
    qtbot: Any, page: ReportPage
) -> None:
    text = look(qtbot, page, text="period", record=str(page.property("planned")))
    assert "Báo cáo năm của xã, năm 2026" in text and "Địa bàn: Xã Na Son" in text
    assert page.filter.asked().place == na_son(page.workspace)
    assert page.period.currentText() == "Báo cáo năm của xã, năm 2026"


def test_that_a_second_edition_is_seen_for_its_own_days(qtbot: Any, page: ReportPage) -> None:
    look(qtbot, page, text="period", record=str(page.property("planned")))
    with page.workspace.writing("Lịch") as writing:
        first = writing.get(ReportingPeriod, str(page.property("planned")))
        days = {"cutoff_on": date(2027, 1, 10), "due_on": date(2027, 1, 31)}
        later = writing.save(ReportingPeriod(**first.values() | days | {"edition": "update"}))
    assert "Số liệu tính đến ngày 10/01/2027." in look(qtbot, page, text="period", record=later.id)
    assert page.period.currentText() == first.name


def test_that_the_report_is_kept_as_word_excel_and_pdf(qtbot: Any, page: ReportPage, tmp_path: Path) -> None:
    look(qtbot, page, text="capital")
    for kind in ("docx", "xlsx", "pdf"):
        with qtbot.waitSignal(page.says):
            page.keep(tmp_path / f"a.{kind}")
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "a.docx")).paragraphs]
    assert "BÁO CÁO KẾ HOẠCH VỐN VÀ GIẢI NGÂN" in texts
    assert "Số liệu" in openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_file_is_offered_under_the_name_of_what_it_holds(
    qtbot: Any, page: ReportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(qtbot, page, text="capital")
    offered: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (offered.append(asked[2]) or "", ""))
    page.report.setCurrentIndex(page.report.findData("obstacles"))
    page.ask_and_keep(".docx")
    assert offered[0].startswith("bao-cao-ke-hoach-von-va-giai-ngan-")
    page.reload()
    assert not any(button.isEnabled() for button in (page.word, page.excel, page.pdf, page.print))
    qtbot.waitUntil(page.word.isEnabled)


def test_that_a_report_takes_only_what_it_can_be_asked_for(qtbot: Any, page: ReportPage) -> None:
    look(qtbot, page, text="obstacles")
    assert page.period.isHidden() and not page.filter.isHidden()
    assert page.masked.isHidden()


def test_that_a_long_document_has_pages(qtbot: Any, tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(200))
    html = f"<table border=1><thead><tr><th>TT</th></tr></thead>{rows}</table>"
    assert print_pdf(html, tmp_path / "a.pdf", True) > print_pdf(html, tmp_path / "b.pdf", False) > 1
