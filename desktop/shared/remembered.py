"""How the columns of a list were read once, so that the next list like it is read so; knows no workbook."""

from __future__ import annotations

from desktop.declare.fields import Date, Integer, LongText, Text
from desktop.declare.records import Record


class RememberedLayout(Record):
    """What an officer said of a list with certain headings: columns, units, dates, values for all rows."""

    title = "Mẫu bảng đã nhớ"
    plural = "Mẫu bảng đã nhớ khi nhập"
    help = (
        "Cách đọc cột đã chọn ở bước Cột khi nhập Excel, dùng lại cho tệp sau có cùng các tiêu đề cột. "
        "Xóa dòng thì tệp sau được nhận dạng lại từ đầu."
    )
    icon = "columns"
    menu = "Danh mục"
    key = ("of", "headings")
    shown_by = ("label", "sheet")
    listed = ("label", "sheet", "columns", "constants", "remembered_on")

    of = Text("Loại hồ sơ", required=True, longest=120, indexed=True)
    label = Text("Loại bảng")
    sheet = Text("Trang tính")
    columns = Integer("Số cột được dùng", minimum=0)
    constants = LongText("Giá trị cho mọi dòng")
    layout = LongText("Nội dung mẫu", required=True, longest=500_000)
    headings = Text("Mẫu bảng", required=True, longest=40, hint="Dấu vân tay của các tiêu đề cột.")
    remembered_on = Date("Ngày nhớ", precision="day", required=True)
