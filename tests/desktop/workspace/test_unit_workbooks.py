"""A workbook as the statistics office writes it keeps the units current; what is there stays."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from desktop.declare.reading import Condition
from desktop.shared.place_events import unit_id
from desktop.shared.places import Place, PlaceLink
from desktop.shared.unit_conversions import UnitConversion
from desktop.workspace import Workspace
from desktop.workspace.importing import accept, recognise_files

FIRST = date(2025, 7, 1)
HEADINGS = (
    "Tỉnh/thành phố (mã)",
    "Tên xã mới",
    "Mã xã mới",
    "Tên xã cũ",
    "Mã xã cũ",
    "Ghi chú",
    "Quận/huyện (mã)",
    "Tỉnh cũ (mã)",
)
ROWS = (
    ("11", "Xã Na Son", "03203", "Thị trấn Điện Biên Đông", "03203", "Nhập toàn bộ", "101", "11"),
    ("11", "Xã Na Son", "03203", "Xã Na Son", "03205", "Nhập toàn bộ", "101", "11"),
    ("11", "Xã Na Son", "03203", "Xã Keo Lôm", "03376", "Nhập toàn bộ", "101", "11"),
    ("11", "Xã Thử Nghiệm", "99901", "Xã Thử Một", "99900", "Nhập toàn bộ", "101", "11"),
    ("11", "Xã Thử Nghiệm", "99901", "Xã Thử Hai", "99902", "Nhập một phần", "101", "11"),
)


def test_that_the_offices_workbook_adds_units_and_keeps_the_pack(
    workspace: Workspace, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Bảng chuyển đổi đơn vị hành chính cấp xã mới - cũ"])
    sheet.append(list(HEADINGS))
    for row in ROWS:
        sheet.append(list(row))
    path = tmp_path / "BangChuyenDoi.xlsx"
    book.save(path)
    with workspace.store.reading() as reader:
        units, links = reader.count(Place), reader.count(PlaceLink)

    result = accept(workspace, recognise_files(workspace, [path]))

    assert not result.blocks, [problem.message for problem in result.problems]
    with workspace.store.reading() as reader:
        assert reader.count(UnitConversion) == len(ROWS)
        assert reader.count(Place) == units + 3
        assert reader.count(PlaceLink) == links + 2
        made = reader.get(Place, unit_id("99901", "commune", FIRST))
        assert made is not None and made.name == "Xã Thử Nghiệm" and made.unit_type == "xã"
        assert made.parent == unit_id("11", "province", FIRST)
        kinds = [link.kind for link in reader.rows(PlaceLink, [Condition("new", "is", made.id)])]
    assert sorted(kinds) == ["part", "whole"]
    assert result.change_set is not None
    workspace.undo(result.change_set)
    with workspace.store.reading() as reader:
        assert (reader.count(Place), reader.count(PlaceLink)) == (units, links)
