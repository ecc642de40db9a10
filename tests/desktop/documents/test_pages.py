"""Asks whether a document as HTML keeps its edges."""

import re
from datetime import date

import pytest

from desktop.declare.reports import Document, Letterhead, Table, TableColumn, TableRow
from desktop.documents.pages import html_of


@pytest.mark.parametrize("groups", [("", "", ""), ("", "Năm", "Năm")])
def test_that_a_table_ends_where_the_text_ends(groups: tuple[str, ...]) -> None:
    columns = tuple(TableColumn("Vốn", width=7, group=group) for group in groups)
    table = Table(columns, (TableRow(("a", "b", "c")),))
    html = html_of(Document("Báo cáo", (table,)), Letterhead("UBND xã", "Na Son", date(2026, 1, 5)))
    shares = re.findall(r"<th[^>]* width='([\d.]+)%'", html)
    assert len(shares) == len(columns)
    assert sum(map(float, shares)) == pytest.approx(100, abs=0.01)
