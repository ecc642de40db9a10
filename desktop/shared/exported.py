"""Which data left the program: who took what, when and into which file; knows no workbook and no store."""

from __future__ import annotations

from desktop.declare.fields import Choice, Date, Integer, Text
from desktop.declare.records import Record

WORKBOOK, FORM, PREFILLED = "workbook", "form", "prefilled"
DOCUMENT, PRINTED = "document", "printed"
NAMED, MASKED, NOBODY = "named", "masked", "nobody"


class ExportNote(Record):
    """One export, without a word of what it held; its change set, whose number it has, seals it."""

    title = "Lần xuất dữ liệu"
    plural = "Nhật ký xuất dữ liệu"
    icon = "export"
    menu = "Danh mục"
    key = ("number",)
    shown_by = ("what", "file")
    sorted_by = ("number",)
    confidential = True
    kept = "Nhật ký ghi việc đã làm; ghi nhầm thì vẫn để nguyên."

    number = Integer("Lần ghi số", required=True, grouped=False)
    exported_on = Date("Ngày xuất", precision="day", required=True, indexed=True)
    at = Text("Lúc", longest=5)
    account = Text("Tài khoản máy tính", longest=80, required=True)
    what = Text("Nội dung đã xuất", required=True)
    how = Choice(
        "Cách xuất",
        {
            WORKBOOK: "Tệp Excel",
            FORM: "Mẫu của cơ quan",
            PREFILLED: "Mẫu ghi sẵn",
            DOCUMENT: "Tệp báo cáo",
            PRINTED: "Bản in, PDF",
        },
        required=True,
    )
    lines = Integer("Số dòng đã xuất", minimum=0)
    people = Choice(
        "Họ tên, dữ liệu cá nhân",
        {NAMED: "Có", MASKED: "Đã che", NOBODY: "Không có"},
        required=True,
    )
    file = Text("Tên tệp xuất ra", longest=255)
