"""Two lists beside each other on one sheet are two tables; one list with an empty column is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.declare.records import Record
from desktop.excel.cells import SheetCells
from desktop.excel.found import FoundTable
from desktop.excel.recognise import recognise, take_as
from desktop.workspace.importing import accept
from tests.desktop.excel.lists import LAYOUT, Village, Well, plan_of, register, sheet

HEAD = ("STT", "Chủ hộ", "Bản", "Năm sinh", "Số quyết định")
LEFT = [(1, "Tòng Văn Khụt", "Bản Na Son", 1980, "01/QĐ"), (2, "Tòng Thị Mai", "Bản Na Son", 1975, "02/QĐ")]
RIGHT = [
    (1, "Lò Thị Hoa", "Bản Tìa Ghênh", 1989, "03/QĐ"),
    (2, "Giàng A Páo", "Bản Tìa Ghênh", 1990, "04/QĐ"),
    (3, "Vàng A Dơ", "Bản Tìa Ghênh", 1991, "05/QĐ"),
]


def beside(left: list[Any], right: list[Any], *merged: str) -> SheetCells:
    """The rows of two blocks with an empty column between them, below a title over both."""
    width = max(map(len, left))
    empty = (None,) * width
    rows: list[tuple[Any, ...]] = [("DANH SÁCH HỘ ĐƯỢC HỖ TRỢ GIẾNG",), ()]
    for place in range(max(len(left), len(right))):
        own = tuple(left[place]) if place < len(left) else empty
        rows.append((*own, *empty[len(own) :], None, *(right[place] if place < len(right) else ())))
    return sheet(rows, *merged, name="Giếng")


def found(cells: SheetCells, types: list[type[Record]] | None = None) -> list[FoundTable]:
    return recognise([cells], types or [Village, Well], [LAYOUT], "a.xlsx")


def said(table: FoundTable) -> list[Any]:
    return [table.cells.value(row, table.column_of("owner")) for row in table.data_rows]


@pytest.mark.parametrize("types", [[Village, Well], [Well]])
def test_that_two_lists_beside_each_other_are_two_tables(types: list[type[Record]]) -> None:
    total = (None, "Tổng cộng", None, None, None)
    cells = beside([("BẢN NA SON",), HEAD, *LEFT, total], [("BẢN TÌA GHÊNH",), HEAD, *RIGHT], "A1:K1")
    left, right = found(cells, types)
    assert (left.record_type, right.record_type) == (Well, Well)
    assert said(left) == ["Tòng Văn Khụt", "Tòng Thị Mai"]
    assert said(right) == ["Lò Thị Hoa", "Giàng A Páo", "Vàng A Dơ"]
    assert (left.apart, right.apart) == ("cột A–E", "cột G–K")
    assert right.spot(right.data_rows[0], right.column_of("owner")).cell == "H5"
    assert [skipped.kind for skipped in left.skipped if skipped.kind == "total"] == ["total"]
    again = take_as(right, Well)
    assert (said(again), again.apart) == (said(right), right.apart)


def test_that_one_list_with_an_empty_column_within_is_one_table() -> None:
    rows: list[Any] = [(*row[:3], None, *row[3:]) for row in (HEAD, *LEFT)]
    [table] = found(sheet([("DANH SÁCH GIẾNG",), *rows], name="Giếng"))
    assert said(table) == ["Tòng Văn Khụt", "Tòng Thị Mai"]
    assert table.apart == ""


def test_that_a_list_beside_one_that_is_not_known_is_read_without_its_columns() -> None:
    other = [("TT", "Loại vật tư", "Quy cách"), (1, "Ống nhựa", "D21"), (2, "Xi măng", "PC30")]
    well, rest = found(beside([HEAD, *LEFT], other))
    assert (well.record_type, said(well), len(well.columns)) == (Well, ["Tòng Văn Khụt", "Tòng Thị Mai"], 5)
    assert (rest.record_type, rest.apart, rest.number) == (None, "cột G–I", 2)
    assert "hãy chọn loại hồ sơ" in rest.reason and not rest.shares_rows


def test_that_a_heading_said_again_behind_an_empty_column_is_told() -> None:
    rows: list[Any] = [(*HEAD, None, "Người giám hộ", "Năm sinh")]
    rows += [(*row, None, "Tòng Văn Xuân", 1955) for row in LEFT]
    [table] = found(sheet([("DANH SÁCH GIẾNG",), *rows], name="Giếng"))
    assert said(table) == ["Tòng Văn Khụt", "Tòng Thị Mai"]
    assert any("tách thành hai trang" in doubt for doubt in table.doubts)


def test_that_the_rows_of_both_lists_come_in(tmp_path: Path) -> None:
    wells = register(tmp_path)
    result = accept(wells, plan_of(wells, beside([HEAD, *LEFT], [HEAD, *RIGHT])))
    assert [(table.new, table.refused) for table in result.tables] == [(2, 0), (3, 0)]
    with wells.store.reading() as reader:
        assert reader.count(Well) == 5
    wells.close()


def test_that_a_list_that_begins_some_rows_lower_is_a_table_of_its_own() -> None:
    right = [(None,) * len(HEAD), (None,) * len(HEAD), ("DANH SÁCH GIẾNG KHOAN",), HEAD, *RIGHT]
    left = [HEAD, *LEFT, *((n, f"Lò Văn {n}", "Bản Na Son", 1980, f"0{n}/QĐ") for n in range(3, 8))]
    one, two = found(beside(left, right))
    assert (one.header_rows, two.header_rows) == ((3, 3), (6, 6))
    assert (one.data_rows, two.data_rows) == ([4, 5, 6, 7, 8, 9, 10], [7, 8, 9])


def test_that_a_remark_beside_a_list_is_no_list() -> None:
    remark = ("Ghi chú:", "giếng khoan", "do xã", "tự làm")
    (table,) = found(beside([HEAD, *LEFT, *LEFT], [(), (), remark]))
    assert table.column_of("owner") == 2
