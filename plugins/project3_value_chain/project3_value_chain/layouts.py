"""Workbooks of production projects and their members that offices already keep; knows no file."""

from desktop.api import Column, ExcelLayout
from desktop.shared.layouts import DECISION_IN_ONE
from project3_value_chain.members import ProjectMember
from project3_value_chain.projects import ProductionProject

_AMONG = "Số hộ tham gia | Trong đó"
_YEAR = r"(?<!tháng \d )(?<!tháng \d\d )\bnăm (20\d\d)"
"""The year of a title; the line that dates and signs the list tells another one."""

_MONTH = r"(?:từ |đến |hết |tháng |năm )*"
_FROM_TO = rf"{_MONTH}(?P<starts_on>\d[\d/.]*) ?(?:-|–|đến) ?{_MONTH}(?P<ends_on>\d[\d/.]*)"
_PLACE = r"(?:(?P<village>.*\S)\s*[,;–-]\s*)?(?P<commune>xã\s.+)"
_KIND = (
    r"HTX|Hợp tác xã|Công ty|Doanh nghiệp|DN|THT|Tổ hợp tác|Hội LHPN|Hội Phụ nữ|Hội Nông dân|Hội ND|"
    r"Hội Cựu chiến binh|Hội CCB|Đoàn Thanh niên|UBND|Phòng|Trung tâm|Ban quản lý"
)
_LEAD = rf"(?!.*(?:đại diện|chủ trì)\W*$)(?=(?P<group_kind>{_KIND})\s)(?P<lead_name>.+)"
_SIZE = r"(?P<area>[\d.,]+) ?ha|(?P<animals>[\d.,]+) ?con\b.*"
"""A cell of both days; of a village and its commune; of a unit's name, whose first words say its kind; of
hectares or of animals."""

_CODE = ("Mã dự án", "Mã DA", "Mã số dự án", "Mã số DA")
"""What offices head the number of a project by where they write `DA01`."""

LAYOUTS = [
    ExcelLayout(
        "production_projects",
        "Danh mục dự án phát triển sản xuất (Dự án 3)",
        ProductionProject,
        columns=[
            Column(("TT", "STT", "Số TT"), "number"),
            Column(_CODE, "number", pieces=r"\D{0,6}(?P<number>\d+)"),
            Column(("Địa điểm | Bản", "Địa điểm | Thôn", "Địa điểm | Thôn, bản"), "village"),
            Column(("Địa điểm | Xã",), "commune"),
            Column(("Địa điểm thực hiện", "Nơi thực hiện", "Địa điểm"), "village", pieces=_PLACE),
            Column(("Địa điểm | Loại địa bàn",), "area_type"),
            Column(("Số hộ tham gia | Tổng số", "Số hộ tham gia | Tổng"), "households"),
            Column((f"{_AMONG} | Hộ nghèo", f"{_AMONG} | Nghèo"), "poor"),
            Column((f"{_AMONG} | Cận nghèo", f"{_AMONG} | Hộ cận nghèo"), "near_poor"),
            Column((f"{_AMONG} | Mới thoát nghèo", f"{_AMONG} | Hộ mới thoát nghèo"), "escaped"),
            Column((f"{_AMONG} | Khác", f"{_AMONG} | Hộ khác", "Số hộ | Trong đó | Khác"), "others"),
            Column(("Số hộ tham gia | Hộ DTTS",), "minority_households"),
            Column(("Số hộ tham gia | Nữ chủ hộ",), "women_heads"),
            Column(("Kinh phí thực hiện | Tổng", "Kinh phí | Tổng"), "total"),
            Column(("Kinh phí thực hiện | NSNN hỗ trợ", "Kinh phí | NSNN"), "state_money"),
            Column(("Kinh phí thực hiện | Trong đó hỗ trợ trực tiếp hộ",), "direct_money"),
            Column(("Kinh phí thực hiện | Vốn vay",), "credit"),
            Column(("Kinh phí thực hiện | Dân đóng góp",), "people_money"),
            Column(
                ("Kinh phí thực hiện | Tỷ lệ NSNN (%)", "Kinh phí thực hiện | Tỷ lệ NSNN"), "stated_share"
            ),
            Column(("Thời gian | Bắt đầu",), "starts_on"),
            Column(("Thời gian | Kết thúc",), "ends_on"),
            Column(("Thời gian thực hiện", "Thời gian"), "starts_on", pieces=_FROM_TO),
            Column(("Quy mô", "Quy mô thực hiện", "Quy mô dự án"), "area", pieces=_SIZE),
            Column(("Quyết định phê duyệt | Số", "Quyết định | Số"), "decision_no"),
            Column(("Quyết định phê duyệt | Ngày", "Quyết định | Ngày"), "decision_date"),
            Column(("Quyết định phê duyệt | Cơ quan",), "decision_by"),
            Column(
                ("Quyết định phê duyệt", "Số, ngày quyết định", "Số, ngày QĐ", "Quyết định", "QĐ phê duyệt"),
                "decision_no",
                pieces=DECISION_IN_ONE,
            ),
            Column(
                (
                    *("Đơn vị chủ trì / đại diện", "Đại diện/chủ trì", "Đơn vị chủ trì, đại diện"),
                    *("Chủ trì liên kết", "Đại diện, chủ trì", "Đơn vị thực hiện"),
                ),
                "group_kind",
                pieces=_LEAD,
            ),
        ],
        words=("dự án", "mô hình"),
        told_above={"list_year": _YEAR},
    ),
    ExcelLayout(
        "production_members",
        "Danh sách hộ tham gia dự án phát triển sản xuất (Dự án 3)",
        ProjectMember,
        columns=[
            Column(("Dự án số", "Số dự án"), "project_number"),
            Column(_CODE, "project_number", pieces=r"\D{0,6}(?P<project_number>\d+)"),
            Column(("Nữ", "Giới tính | Nữ", "Phụ nữ"), "sex", mark="female"),
            Column(("Nam", "Giới tính | Nam"), "sex", mark="male"),
        ],
        words=("hộ tham gia",),
        told_above={"list_year": _YEAR, "project": r"^\W*(?:tên )?dự án\s*:\s*(.+)$"},
    ),
]
