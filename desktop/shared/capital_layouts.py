"""Tables of capital plan and disbursement whose columns spread over plan years and sources; knows no file."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.declare.layouts import Column, ExcelLayout, HeadingWords
from desktop.shared.capital import CapitalFact
from desktop.shared.places import COMMUNES

_DAY = r"(?:hết )?(?:ngày )?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
_SIGNED = r"kèm theo (?:quyết định|nghị quyết).* ngày (\d{1,2}(?:[/.-]\d{1,2}[/.-]| tháng \d{1,2} năm )\d{4})"
"""A plan says the day of the decision it comes with, figures of payment the day they were closed."""

_ONE_PROJECT = r"^(?!\W*(?:căn cứ|theo|kèm theo) )(?!(?:.*(?<!tiểu )\bdự án \d+\b){2})"
_PROJECT = rf"{_ONE_PROJECT}.*?\b((?:tiểu dự án \d+\W+(?:thuộc |của )?)?dự án \d+)\b"
"""A line of the title that names one project; of two, nobody knows whose the rows are."""

_LINES = (
    *("Dự án", "Dự án, nội dung", "Dự án, tiểu dự án, nội dung", "Danh mục", "Danh mục dự án"),
    *("Danh mục chương trình, dự án", "Chương trình, dự án", "Tên dự án, tiểu dự án", "Dự án, tiểu dự án"),
    *("Dự án thành phần", "Nội dung, dự án thành phần", "Tiểu dự án", "Nội dung thực hiện"),
    *("Nội dung, nhiệm vụ", "Nội dung chi", "Tên dự án"),
)
_BESIDE = (
    *("Còn lại", "Vốn còn lại", "Số vốn còn lại", "Chưa giải ngân", "Số chưa giải ngân", "Chênh lệch"),
    *("Thu hồi tạm ứng", "Thu hồi vốn tạm ứng", "Số thu hồi tạm ứng", "Hoàn tạm ứng"),
    *("Chưa phân bổ", "Số chưa phân bổ", "Ước giải ngân cả năm", "Tổng mức đầu tư", "Tỷ lệ phân bổ"),
)
"""What stands beside the money and is worked out from it, or is no money of a plan."""

_PAID = "giai ngan|gn|thanh toan|thuc hien|th|da chi|da su dung"
_PLANNED = "ke hoach|khv|du toan|phan bo|giao|von|kinh phi"

_LEFT = (
    "uoc|du kien|nhu cau|de nghi|trung han|(?<!tong )giai doan|con lai|chua (?:giai ngan|phan bo)"
    "|tong muc dau tu|luy ke von|da bo tri|khoi luong hoan thanh|cung ky"
    "|(?:keo dai|chuyen nguon|chuyen) sang nam sau"
    "|(?:thu hoi|hoan|thanh toan) (?:von )?tam ung"
)
"""What is expected, left over or asked for, the whole of a work, what was done: no field is for these."""

_WORDS = HeadingWords(
    fields={
        "rate": "ty le(?!.*phan bo)|dat",
        "plan": "sau (?:khi )?dieu chinh(?: bo sung)?",
        "advance": "(?<!thu hoi )(?<!thanh toan )(?<!hoan )tam ung",
        "settled": "quyet toan",
        "cancelled": "huy(?: bo)?(?: du toan| ke hoach)?|thu hoi(?! (?:von )?tam ung)",
        "adjusted": "dieu chinh(?: bo sung)?(?: tang| giam)+(?: ke hoach| du toan| von)*"
        "|dieu chinh(?: bo sung)?",
        "allocated": "da phan bo(?: chi tiet)?|phan bo chi tiet",
        "disbursed": _PAID,
        "assigned": _PLANNED,
    },
    beside={
        "advance": rf"von|kinh phi|(?:{_PLANNED}|{_PAID})(?=.*\|.*tam ung)",
        "settled": rf"von|kinh phi|(?:{_PLANNED}|{_PAID})(?=.*\|.*quyet toan)",
        "cancelled": rf"von|kinh phi|(?:{_PLANNED})(?=.*\|.*(?:huy|thu hoi))",
        "adjusted": rf"(?:{_PLANNED})(?=.*\bdieu chinh(?: bo sung)? (?:tang|giam)\b)",
        "allocated": rf"von|kinh phi|(?:{_PLANNED})(?=.*\|.*phan bo)",
        "disbursed": rf"von|kinh phi|(?:{_PLANNED})(?=.*\|.*\b(?:{_PAID})\b)"
        r"|(?:(?<=\bgiai ngan )|(?<=\bthanh toan ))ke hoach(?= von)",
    },
    wholes={"source": {"local": ("province", "district", "commune")}},
    apart={
        "plan_year": r"(?:(?:keo dai|chuyen nguon|chuyen) (?:tu )?(?:nam )?)?(20\d\d)"
        r"(?: (?:cho phep |phep )?(?:keo dai|chuyen nguon|chuyen))*"
        r"|(?:nam truoc )?(?:cho phep |phep )?(?:keo dai|chuyen nguon)"
        r"(?: tu)?(?: nam truoc)?(?: chuyen)?(?: sang)?",
        "capital_kind": {
            "investment": "(?:nguon |von |chi |kinh phi )*(?:dau tu(?: phat trien| cong)?|dtpt|xdcb)",
            # A heading of `SN` alone is written out as in lists of people.
            "recurrent": "(?:nguon |von |chi |kinh phi )*(?:su nghiep|thuong xuyen|ctx)|^nam sinh$",
        },
        "source": {
            "central": "(?:nguon |von )*(?:ngan sach )?trung uong(?: ho tro| cap| giao)?",
            "local": "(?:nguon |von )*ngan sach dia phuong(?: doi ung)?"
            "|(?:nguon |von )*(?:ngan sach )?doi ung(?: dia phuong)?"
            "|(?:nguon |von )+dia phuong(?: doi ung)?|^dia phuong(?: doi ung)?$",
            "province": "(?:nguon |von )*ngan sach (?:cap )?tinh|^tinh$",
            "district": "(?:nguon |von )*ngan sach (?:cap )?huyen|^huyen$",
            "commune": "(?:nguon |von )*ngan sach (?:cap )?xa|^xa$",
            "credit": "(?:nguon |von )*tin dung(?: chinh sach)?(?: xa hoi)?",
            "integrated": "(?:nguon |von )*long ghep",
            "people_cash": "(?:nhan |nguoi )?dan (?:dong gop|gop)(?: tien)?",
            "other": "(?:nguon |von )*(?:huy dong )?khac",
        },
    },
    filling="nam|so|tien|gia tri|ngan sach nha nuoc|da|luy ke|ket qua|su dung|sang|tu dau nam|phan tram"
    "|hang|nguon|tang|giam"
    "|so voi|chia ra|bao gom|gom|do|chi tiet|cho|tren dia ban|theo|xa|phuong|dia phuong|dia ban|don vi|ke",
    aside=r"(?:tinh )?(?:den )?(?:het )?(?:ngay )?\d{1,2} \d{1,2} 20\d\d|sang (?:nam )?20\d\d"
    r"|den (?:het )?(?:ngay )?\d{1,2} \d{1,2}(?! \d)"
    r"|den (?:het |cuoi )?quy (?:[1-4]|i{1,3}|iv)(?: (?:nam )?20\d\d)?"
    r"|(?<=\btong )(?:so |cong )?giai doan 20\d\d 20\d\d|truoc (?:khi )?dieu chinh"
    r"|den (?:het |cuoi )?thang \d{1,2}(?: (?:nam )?20\d\d)?|\d{1,2} thang(?: dau nam)?(?: (?:nam )?20\d\d)?",
    spread={"line": r"(?:tieu )?du an (?:thanh phan )?\d.*|t?da ?\d.*", "place": ""},
    above={"disbursed": "giai ngan|thanh toan", "assigned": "ke hoach|du toan|phan bo|giao"},
    amount="so tien",
    left=_LEFT,
    minus={"adjusted": r"^(?!.*\btang\b).*\bgiam\b"},
    shares={"disbursed": "rate"},
    until="as_of",
    since="plan_year",
    stands_for={"plan": ("assigned", "adjusted", "cancelled")},
    onward=r"(?:keo dai|chuyen nguon|chuyen) sang (?:nam )?(20\d\d)",
    same={"budget_year": ("plan_year", "keo dai|chuyen nguon|chuyen sang")},
    in_part=r"^(?!.*\bluy ke\b)(?=.*\b(?:giai ngan|thanh toan|thuc hien|th|chi)\b)"
    r".*(?<!den )(?<!het )(?<!cung )(?<!\d )\b(?:thang|quy|ky)\b(?! dau)",
)


def _columns() -> Iterator[Column]:
    yield Column(("Nội dung", "Nội dung, dự án", *_LINES), "line")
    yield Column(COMMUNES, "place")
    yield Column(("Ghi chú",), "note")
    yield Column(_BESIDE, "")
    yield Column(("Tỷ lệ giải ngân | Chung", "Tỷ lệ giải ngân"), "rate")


def _layout(name: str, title: str, kind: str, words: tuple[str, ...]) -> ExcelLayout:
    return ExcelLayout(
        name,
        title,
        CapitalFact,
        columns=list(_columns()),
        outline=("under",),
        words=words,
        constants={"capital_kind": kind} if kind else {},
        told_above={
            "budget_year": r"\b(?:năm |đến (?:hết )?(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-])(20\d\d)",
            "plan_year": r"\b(?:kế hoạch|dự toán|kinh phí|vốn)\b(?!.*kéo dài).*?\bnăm (20\d\d)",
            "as_of": (
                rf"(?:\b(?:tính|ngân|toán|hiện|lũy kế|luỹ kế|số liệu) |^\W*)đến {_DAY}",
                rf"\bđến (?:hết )?(?=ngày ){_DAY}",
                _SIGNED,
            ),
            "place": r"^UBND (tỉnh .+)$",
            "line": _PROJECT,
            "under": rf"{_ONE_PROJECT}.*?(?<!tiểu )\b(dự án \d+)\b",
        },
        nested=True,
        by_words=_WORDS,
    )


LAYOUTS = [
    _layout("capital_investment", "Giải ngân vốn đầu tư", "investment", ("vốn đầu tư",)),
    _layout("capital_recurrent", "Giải ngân vốn sự nghiệp", "recurrent", ("vốn sự nghiệp",)),
    _layout("capital_of_both", "Kế hoạch vốn và giải ngân", "", ()),
]
