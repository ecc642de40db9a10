"""What each import brought, from which file and how it was read; knows no workbook and no store."""

from __future__ import annotations

from desktop.declare.fields import Date, Details, Integer, LongText, Text
from desktop.declare.records import Record
from desktop.shared.type_names import RecordTypeName


class ImportedSheet(Record):
    """One table of an import: where it stood, what became of its rows, how its columns were read."""

    title = "Trang đã nhập"

    file = Text("Tên tệp đã nhập", required=True)
    file_mark = Text("Dấu vân tay của tệp", longest=64)
    sheet = Text("Trang tính", required=True)
    record_type = RecordTypeName("Loại hồ sơ của trang", required=True, longest=120)
    read = Integer("Số dòng đọc được", minimum=0)
    new = Integer("Số dòng mới", minimum=0)
    edited = Integer("Số dòng thay đổi", minimum=0)
    unchanged = Integer("Số dòng giữ nguyên", minimum=0)
    refused = Integer("Số dòng bị trả lại", minimum=0)
    skipped = Integer("Số dòng bỏ qua", minimum=0)
    layout = LongText("Nội dung mẫu", longest=500_000)


class ImportBatch(Record):
    """One import; who and when stand with its change set, whose number it has."""

    title = "Lần nhập"
    plural = "Lịch sử nhập"
    icon = "history"
    menu = "Danh mục"
    key = ("number",)
    shown_by = ("number", "files")
    listed = ("number", "imported_on", "files", "read", "new", "edited", "unchanged", "refused")

    number = Integer("Lần ghi số", required=True, grouped=False)
    imported_on = Date("Ngày nhập", precision="day", required=True, indexed=True)
    files = LongText("Tệp đã nhập", required=True)
    marks = LongText("Dấu vân tay của các tệp")
    read = Integer("Số dòng đọc được", minimum=0)
    new = Integer("Số dòng mới", minimum=0)
    edited = Integer("Số dòng thay đổi", minimum=0)
    unchanged = Integer("Số dòng giữ nguyên", minimum=0)
    refused = Integer("Số dòng bị trả lại", minimum=0)
    sheets = Details("Các trang đã nhập", of=ImportedSheet)
