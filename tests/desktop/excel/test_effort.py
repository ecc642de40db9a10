"""Counts what reading a large list asks, because time cannot be tested; what is read is asked elsewhere."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.catalog import Catalog
from desktop.excel import near_terms, rows_of_groups, sheet_tables
from desktop.excel.corrections import RefusedRows, write_refused
from desktop.excel.found import FoundColumn, FoundGroup, FoundTable
from desktop.excel.headings import Heading
from desktop.excel.matching import Vocabulary
from desktop.excel.near_terms import Wordings
from desktop.excel.recognise import recognise
from desktop.shared.capital import CapitalFact
from tests.desktop.excel.lists import sheet

ROWS = 400


def counted(monkeypatch: pytest.MonkeyPatch, holder: Any, name: str) -> list[Any]:
    """What a function was called with from now on, one entry each; it still answers."""
    asked: list[Any] = []
    real: Callable[..., Any] = getattr(holder, name)

    def ask(*values: Any, **named: Any) -> Any:
        asked.append(values)
        return real(*values, **named)

    monkeypatch.setattr(holder, name, ask)
    return asked


def found(catalog: Catalog, rows: list[tuple[Any, ...]]) -> list[FoundTable]:
    types, layouts = list(catalog.record_types.values()), list(catalog.layouts.values())
    return recognise([sheet(rows)], types, layouts, "ds.xlsx")


def test_that_no_cell_is_asked_for_a_unit_that_no_group_tells(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = ("TT", "Họ và tên chủ hộ", "Năm sinh", "Dân tộc", "Bản", "Xã", "NSTW (đồng)", "Đội", "Đợt", "Ô")
    own = [(n, f"Lò Văn {n}", 1980, "Thái", "Na Son", "Na Son", 40_000_000 + n) for n in range(ROWS)]
    rows = [(*row, f"Đội {row[0]}", f"Đợt {row[0]}", f"Ô {row[0]}") for row in own]
    asked = counted(monkeypatch, rows_of_groups, "is_unit")
    (table,) = found(catalog, [("DANH SÁCH HỘ NGHÈO ĐƯỢC HỖ TRỢ NHÀ Ở",), head, *rows])
    assert table.record_type is not None and len(table.data_rows) == ROWS
    assert not asked


def test_that_cells_are_asked_for_units_until_too_many_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    few = ("Xã Na Son", "Xã Pu Nhi", "Xã Xa Dung")
    rows = [("Xã Na S" + "o" * n, f"Đội {n}", few[n % 3]) for n in range(ROWS)]
    table = FoundTable("ds.xlsx", "Trang 1", sheet(rows), record_type=CapitalFact)
    table.columns = [FoundColumn(column, "") for column in (1, 2, 3)]
    table.data_rows = list(range(1, ROWS + 1))
    table.groups = [FoundGroup(0, "Huyện Điện Biên Đông", 1, "place")]
    asked = counted(monkeypatch, rows_of_groups, "is_unit")
    rows_of_groups.take_units(table)
    # Both columns of units are asked throughout, each text once; the other until a tenth of it is none.
    assert len(asked) == ROWS + (ROWS // 10 + 1) + 3


def heading_words(catalog: Catalog) -> list[str]:
    fields = (field for record_type in catalog.record_types.values() for field in record_type.fields.values())
    return sorted({word for field in fields for word in (field.label, *field.headings)})


@pytest.mark.parametrize(("columns", "rows"), [(1500, 1), (12, 60)])
def test_that_an_odd_sheet_is_compared_with_few_kinds_of_list(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, columns: int, rows: int
) -> None:
    """A sheet of nothing but words of headings, in which no table may stand at all."""
    words, chance = heading_words(catalog), random.Random(1)
    lines = [tuple(chance.choices(words, k=columns)) for _row in range(rows)]
    compared = counted(monkeypatch, Vocabulary, "matches")
    spelt = counted(monkeypatch, near_terms, "nearness")
    found(catalog, [("DANH SÁCH",), *lines])
    assert sum(len(headings) for _vocabulary, headings, *_above in compared) < 2 * 150_000
    assert len(spelt) < 100 * len(words)


def test_that_a_titled_list_below_many_rows_of_words_is_found(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_tables, "_MOST_COMPARED", 2000)
    head = ("Họ và tên chủ hộ", "Dân tộc", "Bản", "Xã", "Diện hộ", "Giới tính", "Ghi chú")
    words = ("Dân tộc", "Bản", "Xã", "Hộ nghèo", "Giới tính", "Ghi chú")
    above = [("DANH SÁCH HỘ NGHÈO",), head, *[(f"Lò Văn {n}", *words) for n in range(60)]]
    own = ("TT", "Họ và tên chủ hộ", "Năm sinh", "Dân tộc", "Bản", "Xã", "NSTW (đồng)")
    rows = [(n, f"Vàng A {n}", 1980, "Thái", "Na Son", "Na Son", 40_000_000) for n in (1, 2, 3)]
    titled = ("DANH SÁCH HỘ NGHÈO ĐƯỢC HỖ TRỢ NHÀ Ở",)
    first, last = found(catalog, [*above, (None,), titled, own, *rows])
    assert last.record_type is not None and last.record_type.__name__ == "HousingCase"
    assert len(last.data_rows) == 3
    (told,) = [says for says in first.doubts if "chỉ tìm bảng khác" in says]
    assert told not in last.doubts


def test_that_a_heading_is_compared_with_few_terms(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    words = heading_words(catalog)
    asked = counted(monkeypatch, near_terms, "nearness")
    shared = Wordings()
    vocabularies = [Vocabulary(each, wordings=shared) for each in catalog.record_types.values()]
    for column, word in enumerate(words[:50]):
        for vocabulary in vocabularies:
            vocabulary.matches([Heading(column, (word,))])
    assert len(asked) < 50 * len(vocabularies)


def test_that_the_rows_below_refused_ones_are_gone_through_once(tmp_path: Path) -> None:
    class Rows(dict[int, int]):
        """Owners of rows that count how often somebody went through them."""

        asked = 0

        def items(self) -> Any:
            Rows.asked += 1
            return super().items()

    cells = sheet([("a", "b"), *[(n, n) for n in range(ROWS)]])
    table = FoundTable("ds.xlsx", "Trang 1", cells, record_type=CapitalFact)
    own = FoundTable("ds.xlsx", "Trang 1", cells, record_type=CapitalFact)
    own.columns = table.columns = [FoundColumn(1, "a"), FoundColumn(2, "b")]
    own.owners = Rows({row + 1: row for row in range(2, ROWS, 2)})
    table.data_rows, table.owned = list(range(2, ROWS, 2)), {"items": own}
    write_refused([RefusedRows(table, [(row, []) for row in table.data_rows])], tmp_path / "a.xlsx")
    assert Rows.asked <= 2
    told = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert told.max_row >= 2 * len(table.data_rows)
