"""Which tables a workbook holds, of which record type, and where each field stands; stores nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.declare.layouts import ExcelLayout
from desktop.declare.problems import Refusal
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.cells import SheetCells
from desktop.excel.describing import not_understood
from desktop.excel.found import FoundColumn, FoundTable, Skipped, WrittenTotal
from desktop.excel.known_rows import find_ids, skip_known, skip_sample
from desktop.excel.legacy_text import repair
from desktop.excel.matching import Vocabulary
from desktop.excel.near_terms import Wordings
from desktop.excel.own_marks import without_marks
from desktop.excel.owned import owned_fields, part_owned
from desktop.excel.sheet_tables import SheetTables
from desktop.excel.side_by_side import (
    count_their_rows,
    name_a_column_again,
    repeat_a_heading,
    seen_side_by_side,
)
from desktop.excel.stamps import CORRECTIONS, TEMPLATE, Stamp, is_own_page, stamp_of

__all__ = ["FoundColumn", "FoundTable", "Skipped", "WrittenTotal", "recognise", "take_as"]


def recognise(
    sheets: Sequence[SheetCells],
    types: Sequence[type[Record]],
    layouts: Sequence[ExcelLayout],
    file: str,
) -> list[FoundTable]:
    """The tables of a workbook in the order of its sheets; a sheet that is not understood says why.

    With one type alone (an officer has chosen it) whatever can be read as that type is.
    """
    sheets = without_marks(sheets)
    stamp = stamp_of(sheets)
    if stamp is not None:
        return _recognise_ours(
            [sheet for sheet in sheets if not is_own_page(sheet)], types, layouts, file, stamp
        )
    vocabularies = _vocabularies(types, layouts)
    found: list[FoundTable] = []
    for sheet in sheets:
        repair(sheet)
        found.extend(_tables(sheet, vocabularies, file, len(types) == 1) or [not_understood(sheet, file)])
    return found


def _tables(
    sheet: SheetCells, vocabularies: Sequence[Vocabulary], file: str, is_chosen: bool
) -> list[FoundTable]:
    """The tables of a sheet, one below the other or side by side."""
    tables = SheetTables(sheet, vocabularies, file, is_chosen).tables()
    sheets = seen_side_by_side(sheet)
    parts = [SheetTables(part, vocabularies, file, is_chosen).tables() for part in sheets]
    if not any(parts):
        return tables
    are_lists = name_a_column_again(parts) if all(parts) else count_their_rows(sheets)
    if tables and not are_lists:
        if not all(parts) and repeat_a_heading(sheets):
            says = _(
                "Có cột trống ở giữa và tiêu đề lặp lại: nếu là hai bảng cạnh nhau, hãy tách thành hai trang."
            )
            tables[0].doubt(says)
        return tables
    found = zip(sheets, parts, strict=True)
    beside = [table for part, own in found for table in own or [not_understood(part, file)]]
    for number, table in enumerate(beside, 1):
        table.number = number
        table.apart = " · ".join(filter(None, (table.cells.part, table.apart)))
    return beside


def take_as(table: FoundTable, record_type: type[Record], layouts: Sequence[ExcelLayout] = ()) -> FoundTable:
    """The same table read as another record type, by the best of the layouts that are of that type.

    Raises `Refusal` where no heading fits.
    """
    vocabularies = _vocabularies([record_type], layouts)
    tables = SheetTables(table.cells, vocabularies, table.file, True).tables()
    if not tables:
        raise Refusal(
            _("Trang “{sheet}” không có hàng tên cột nào khớp với “{title}”.").format(
                sheet=table.sheet, title=translate(record_type.title)
            ),
            _("Kiểm tra tên cột, hoặc chép dữ liệu vào mẫu của loại hồ sơ này."),
        )
    same = [each for each in tables if each.header_rows == table.header_rows]
    beside = [each for each in same or tables if each.number == table.number]
    again = (beside or same or tables)[0]
    again.number = table.number
    again.apart = " · ".join(filter(None, (again.cells.part, again.apart)))
    return again


def _vocabularies(types: Sequence[type[Record]], layouts: Sequence[ExcelLayout]) -> list[Vocabulary]:
    own = [layout for layout in layouts if layout.record in types]
    words = {layout.record: layout.words for layout in own if layout.words}
    shared = Wordings()
    found = [Vocabulary(layout.record, layout, layout.words, wordings=shared) for layout in own]
    return found + [
        Vocabulary(record_type, None, words.get(record_type, ()), wordings=shared) for record_type in types
    ]


def _recognise_ours(
    sheets: Sequence[SheetCells],
    types: Sequence[type[Record]],
    layouts: Sequence[ExcelLayout],
    file: str,
    stamp: Stamp,
) -> list[FoundTable]:
    """The tables of a workbook that was made here, which says itself what it holds."""
    if stamp.is_newer:
        raise Refusal(
            _("Tệp {file} do phiên bản mới hơn của chương trình ghi ra.").format(file=file),
            _("Cài phiên bản mới rồi nhập lại, hoặc xin nơi gửi xuất bằng phiên bản này."),
        )
    own = [record_type for record_type in types if record_type.qualified_name() == stamp.record_type]
    if not own:
        here = f"“{translate(types[0].title)}”" if len(types) == 1 else ""
        raise Refusal(
            _("Tệp {file} là bảng “{title}”, không phải {here}.").format(
                file=file,
                title=sheets[0].name if sheets else stamp.record_type,
                here=here or _("loại hồ sơ nào đang cài ở đây"),
            ),
            _("Chọn đúng tệp, hoặc đúng loại hồ sơ để nhập."),
        )
    if stamp.is_masked:
        raise Refusal(
            _("Tệp {file} đã che thông tin cá nhân nên không nhập lại được.").format(file=file),
            _("Xuất lại không che nếu cần sửa và nhập lại."),
        )
    if stamp.kind == CORRECTIONS:
        named = [layout for layout in layouts if layout.name == stamp.layout]
        vocabularies = _vocabularies(own, named)
    else:
        vocabularies = [Vocabulary(own[0], is_ours=True)]
    sheets, owned = part_owned(sheets, stamp)
    found: list[FoundTable] = []
    for sheet in sheets:
        tables = SheetTables(sheet, vocabularies, file, True).tables()
        for table in tables:
            table.is_ours, table.sure = stamp.kind != CORRECTIONS, 1.0
            table.as_of, table.level = stamp.as_of, stamp.level
            find_ids(table)
            if stamp.kind == TEMPLATE:
                skip_sample(table, stamp)
                skip_known(table, stamp)
        found.extend(tables or [not_understood(sheet, file)])
    _share_owned(found, owned)
    return found


def _share_owned(found: Sequence[FoundTable], owned: Mapping[str, SheetCells]) -> None:
    """Give the sheets with owned rows to their table; a cover sheet put in front of it is none."""
    table = next((table for table in found if table.record_type), None)
    if table is not None:
        for name, sheet in owned.items():
            _take_owned(table, name, sheet)


def _take_owned(table: FoundTable, name: str, sheet: SheetCells) -> None:
    """Let a table know the sheet with the rows its records own."""
    assert table.record_type is not None
    field = owned_fields(table.record_type).get(name)
    rows = (
        SheetTables(sheet, [Vocabulary(field.of, is_ours=True)], table.file, True).tables() if field else []
    )
    if field is None or not rows:
        says = _("Trang “{sheet}” không đọc được nên các dòng ở đó không được nhập.")
        table.doubt(says.format(sheet=sheet.name))
        return
    find_ids(rows[0])
    rows[0].is_ours = True
    table.owned[name] = rows[0]
    says = _("Kèm {count} dòng của trang “{sheet}”.")
    table.notes.append(says.format(count=len(rows[0].data_rows), sheet=sheet.name))
