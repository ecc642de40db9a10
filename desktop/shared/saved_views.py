"""How an officer looked at a list: filter, order and columns under a name, to be looked at so again."""

from __future__ import annotations

from desktop.declare.fields import LongText, Text
from desktop.declare.records import Record


class SavedView(Record):
    """`of` is the record type's name; `content` is what a list page wrote and reads, JSON."""

    title = "Cách xem"
    plural = "Cách xem đã lưu"
    help = "Bộ lọc, thứ tự và các cột của một danh sách, lưu dưới một tên. Xóa dòng thì chỉ mất cách xem."
    icon = "columns"
    menu = "Danh mục"
    key = ("of", "name")
    shown_by = ("name",)
    listed = ("name", "of")

    of = Text("Danh sách", required=True, indexed=True, longest=80)
    name = Text("Tên", required=True, longest=80)
    content = LongText("Nội dung", required=True, hint="Chương trình ghi; không cần sửa.")
