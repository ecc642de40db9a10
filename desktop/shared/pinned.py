"""Which charts, scoreboards and maps an office keeps before its eyes, in which order and how large."""

from __future__ import annotations

from desktop.declare.fields import Choice, Integer, Text
from desktop.declare.records import Record

CHART, INDICATORS, MAP = "chart", "indicators", "map"
KINDS = {CHART: "Biểu đồ", INDICATORS: "Bảng chỉ tiêu", MAP: "Bản đồ"}
SMALL, MEDIUM, WIDE = "small", "medium", "wide"
SIZES = {SMALL: "Gọn", MEDIUM: "Vừa", WIDE: "Rộng cả trang"}


class PinnedCard(Record):
    """`name` is that of the chart, or says which board or map it is; cards stand by `position`."""

    title = "Thẻ đã ghim"
    plural = "Các thẻ đã ghim"
    help = "Biểu đồ, bảng chỉ tiêu và bản đồ trên trang Bảng theo dõi. Xóa dòng thì chỉ bỏ ghim."
    icon = "pin"
    menu = "Danh mục"
    key = ("kind", "name")
    shown_by = ("kind", "name")
    listed = ("position", "kind", "name", "size")

    kind = Choice("Loại thẻ", KINDS, required=True)
    name = Text("Tên", required=True, longest=160, hint="Chương trình ghi; không cần sửa.")
    position = Integer("Thứ tự", minimum=1, maximum=10_000, required=True)
    size = Choice("Cỡ", SIZES, required=True)
