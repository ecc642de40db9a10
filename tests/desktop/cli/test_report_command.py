"""The command that writes a report: its file, its figures in whole đồng, by place, period and day."""

from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl

from desktop.catalog import load_catalog
from desktop.declare.reading import Condition
from desktop.shared import CapitalFact, ProgrammeLine
from desktop.shared.place_events import unit_id
from desktop.workspace import Workspace
from tests.desktop.cli.visits import Command, shown

KEO_LOM = unit_id("03376", "commune", None)


def put(database: Path) -> None:
    """Money of the former Keo Lôm, told twice in the year."""
    workspace = Workspace.open(database, load_catalog())
    with workspace.writing("Vốn") as writing:
        line = next(iter(writing.rows(ProgrammeLine, [Condition("code", "is", "DA4.1")]))).id
        for month, disbursed in ((5, 20_000_001), (10, 30_000_000)):
            writing.save(
                CapitalFact(
                    line=line,
                    place=KEO_LOM,
                    capital_kind="investment",
                    source="central",
                    plan_year=2026,
                    budget_year=2026,
                    as_of=date(2026, month, 10),
                    assigned=100_000_000,
                    disbursed=disbursed,
                )
            )
    workspace.close()


def test_that_a_report_is_written_with_its_figures(command: Command, database: Path, tmp_path: Path) -> None:
    put(database)
    ran = command("report", "capital", "-o", "a.docx", "--period", "2026-H1", "--place", "11")
    assert ran.status == 0
    assert ran.answer["file"] == str(tmp_path / "a.docx")
    assert (ran.answer["figures"]["plan"], ran.answer["figures"]["disbursed"]) == (100_000_000, 20_000_001)
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "a.docx")).paragraphs]
    assert "Kỳ: 6 tháng đầu năm 2026" in texts and any("20,000001 triệu đồng" in text for text in texts)
    year = command("report", "capital", "-o", "a.xlsx", "--as-of", "2025-07-01")
    assert year.answer["figures"]["1719.DA4.disbursed"] == 30_000_000
    words = {value for row in openpyxl.load_workbook("a.xlsx").worksheets[0].values for value in row}
    assert "Theo địa giới ngày 01/07/2025" in words
    noted = command("list", "ExportNote").answer["rows"]
    assert [(each["how"], each["people"], each["file"]) for each in noted] == [
        ("document", "nobody", "a.docx"),
        ("document", "nobody", "a.xlsx"),
    ]


def test_that_a_pdf_is_printed_by_the_windows(command: Command) -> None:
    printed: list[Any] = []

    def keep(html: str, path: Path, lies: bool) -> None:
        printed.append((html, path.name, lies))

    ran = command("report", "obstacles", "-o", "a.pdf", "--language", "en", screen=shown(print_pdf=keep))
    ((html, name, lies),) = printed
    assert (ran.status, name, lies) == (0, "a.pdf", True)
    assert "DIFFICULTIES, OBSTACLES AND PROPOSALS" in html
    assert ran.answer["figures"] == {"obstacles": 0}
