"""Asks whether the ledger stands as an outline whose upper rows hold exactly what stands under them."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from desktop.shared import CapitalFact, LineLink
from desktop.shared.capital_outline import Outline, read_outline
from desktop.shared.programme_lines import lasting_id
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.importing import accept, recognise_files

MILLION = 1_000_000


def save(workspace: Workspace, code: str, **values: Any) -> None:
    whole = {
        "line": lasting_id("2026" if code.startswith("HP") else "1719", code),
        "place": na_son(workspace),
        "capital_kind": "investment",
        "source": "central",
        "plan_year": 2026,
        "budget_year": 2026,
        "as_of": date(2026, 10, 31),
        "assigned": 100 * MILLION,
        **values,
    }
    workspace.save(CapitalFact(**whole))


def outline(workspace: Workspace, **asked: Any) -> Outline:
    with workspace.store.reading() as reader:
        return read_outline(reader, **asked)


def test_that_lines_stand_under_their_project_and_programme(workspace: Workspace) -> None:
    save(workspace, "DA1.a", disbursed=40 * MILLION)
    save(workspace, "DA1.e", assigned=0)
    save(workspace, "DA3.2", assigned=50 * MILLION, adjusted=-10 * MILLION, cancelled=5 * MILLION)
    save(workspace, "DA3.1", plan_year=2025, assigned=20 * MILLION, disbursed=20 * MILLION)
    save(workspace, "HP2", assigned=7 * MILLION)
    found = outline(workspace)
    assert [(row.mark, row.code) for row in found.rows] == [
        ("I", "1719"),
        ("1", "DA1"),
        ("a", "DA1.a"),
        ("e", "DA1.e"),
        ("2", "DA3"),
        ("a", "DA3.1"),
        ("b", "DA3.2"),
        ("II", "2026"),
        ("1", "HP2"),
    ]
    by_code = {row.code: row for row in found.rows}
    three = by_code["DA3"]
    assert (three.sums.assigned, three.sums.adjusted, three.sums.plan) == (
        70 * MILLION,
        -15 * MILLION,
        55 * MILLION,
    )
    assert (three.rates.this_year.plan, three.rates.carried.plan) == (35 * MILLION, 20 * MILLION)
    assert three.rates.carried.percent == 100 and three.rates.total.plan == three.sums.plan
    assert (
        found.sums.plan
        == sum(row.sums.plan for row in found.rows if row.depth == 0)
        == found.total.total.plan
    )


def test_that_each_row_leads_to_its_facts(workspace: Workspace) -> None:
    save(workspace, "DA3.1")
    save(workspace, "DA3.2")
    save(workspace, "DA1.a")
    save(workspace, "DA3.2", plan_year=2025, budget_year=2025)
    rows = {row.code: row for row in outline(workspace).rows}
    with workspace.store.reading() as reader:
        assert reader.count(CapitalFact, rows["DA3"].where) == 2
        assert reader.count(CapitalFact, rows["1719"].where) == 3


def test_that_another_year_may_be_asked_for(workspace: Workspace) -> None:
    save(workspace, "DA1.a")
    save(workspace, "DA1.b", plan_year=2025, budget_year=2025)
    assert outline(workspace).years == (2026, 2025)
    assert [row.code for row in outline(workspace, year=2025).rows] == ["1719", "DA1", "DA1.b"]
    assert outline(workspace, year=2024).rows == ()


def test_that_money_of_an_old_line_is_seen_where_it_continues_to_the_dong(workspace: Workspace) -> None:
    save(workspace, "DA3.2", plan_year=2025, assigned=100 * MILLION + 1, adjusted=-1, disbursed=7)
    save(workspace, "DA2", plan_year=2025, assigned=30 * MILLION)
    save(workspace, "DA1.a", plan_year=2025, assigned=4 * MILLION)
    save(workspace, "HP2", assigned=5 * MILLION)
    parts = [("DA3", "HP1", Decimal("0.333333")), ("DA3", "HP2", Decimal("0.5")), ("DA2", "HP2", None)]
    with workspace.writing("Tiếp nối") as writing:
        for old, new, share in parts:
            writing.save(LineLink(old=lasting_id("1719", old), new=lasting_id("2026", new), share=share))
    asis, seen = outline(workspace), outline(workspace, continued=True)
    assert asis.sums == seen.sums and asis.total == seen.total
    rows = {(row.depth, row.code): row for row in seen.rows}
    two = rows[1, "HP2"]
    assert two.sums.plan == 5 * MILLION + 30 * MILLION + 50 * MILLION
    tops = [row for row in seen.rows if row.depth == 0]
    assert [row.code for row in tops] == ["1719", "2026"]
    assert sum(row.sums.plan for row in tops) == asis.sums.plan
    assert sum(row.sums.disbursed for row in tops) == 7
    assert rows[1, "DA3"].sums.plan == asis.sums.plan - 4 * MILLION - two.sums.plan - rows[1, "HP1"].sums.plan
    traced = [row for row in seen.rows if row.depth == 2 and "tiếp nối" in row.name]
    assert sorted(row.code for row in traced) == ["DA2", "DA3", "DA3"]
    with workspace.store.reading() as reader:
        assert reader.count(CapitalFact, two.where) == 3
        assert {reader.count(CapitalFact, row.where) for row in traced} == {1}


def test_that_what_continues_where_is_imported_from_excel(workspace: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nội dung cũ", "Tiếp tục ở", "Tỷ lệ", "Căn cứ"])
    sheet.append(["DA3.2", "HP2", 0.6, "CV 12/BNNMT"])
    sheet.append(["DA3.2", "Hợp phần thứ nhất: nội dung chung cả nước", 0.4, "CV 12/BNNMT"])
    sheet.append(["DA99", "HP1", None, None])
    book.save(tmp_path / "tiep-noi.xlsx")
    result = accept(workspace, recognise_files(workspace, [tmp_path / "tiep-noi.xlsx"]))
    assert [(table.record_type, table.new, table.refused) for table in result.tables] == [(LineLink, 2, 1)]
    save(workspace, "DA3.2", plan_year=2025, assigned=10 * MILLION)
    rows = {row.code: row.sums.plan for row in outline(workspace, continued=True).rows if row.depth == 1}
    assert rows == {"HP1": 4 * MILLION, "HP2": 6 * MILLION}


def test_that_an_empty_ledger_has_no_year(workspace: Workspace) -> None:
    assert outline(workspace) == Outline()


def test_that_a_line_of_a_programme_that_is_over_says_what_it_continues_as(workspace: Workspace) -> None:
    save(workspace, "DA1.a")
    save(workspace, "DA2")
    workspace.save(LineLink(old=lasting_id("1719", "DA2"), new=lasting_id("2026", "HP2")))
    assert [row.code for row in outline(workspace).rows if row.is_open_end] == ["DA1"]
