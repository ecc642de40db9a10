"""Workbooks on indicators that provinces keep; knows no file."""

from desktop.declare.layouts import Column, ExcelLayout, HeadingWords
from desktop.shared.indicators import IndicatorValue, PhaseFunds, PhaseResult
from desktop.shared.places import COMMUNES

_FIRST_YEARS = (2021, 2026)
_YEARS = ("year_1", "year_2", "year_3", "year_4", "year_5")


def _results(first_year: int) -> ExcelLayout:
    """The table of results over five years, one column for each."""
    return ExcelLayout(
        f"phase_results_{first_year}",
        f"Kết quả mục tiêu, chỉ tiêu {first_year}-{first_year + 4}",
        PhaseResult,
        outline=("group",),
        words=("chỉ tiêu",),
        constants={"first_year": first_year},
        by_words=_words_of_results(first_year),
    )


def _words_of_results(first_year: int) -> HeadingWords:
    """The year before the first one is the base, in so many words where it is the last of another phase; the
    last one is the target where that is said.
    """
    last, before = first_year + 4, first_year - 1
    base = rf"(?:hien trang|thuc trang|so lieu)[a-z ]*{before}|{before} goc|goc {before}"
    if before - 4 not in _FIRST_YEARS:
        base += f"|{before}"
    # What was achieved of a target, or stands below one as its result, is none.
    target = r"(?<!ket qua )(?<!thuc hien )(?<!\bth )(?<!dat )(?!.*\b(?:ket qua|thuc hien|th|dat|uoc)\b)"
    target += rf"(?:muc tieu|chi tieu)[a-z ]*(?:{first_year} )?{last}"
    planned = rf"ke hoach(?: giao)? (?:den|giai doan|cuoi)[a-z ]*(?:{first_year} )?{last}"
    years = {
        name: f"(?:(?<=thuc hien )(?:chi tieu|muc tieu|ke hoach) )?(?:nam )?{first_year + number}"
        for number, name in enumerate(_YEARS)
    }
    return HeadingWords(
        fields={"target": f"{target}|{planned}", "base": base, **years},
        apart={},
        filling="uoc|thuc hien|th|ket qua|dat|qua|cac|cong|nam|hien trang|thuc trang|goc|so lieu|gia tri",
    )


def _funds(first_year: int) -> ExcelLayout:
    return ExcelLayout(
        f"phase_funds_{first_year}",
        f"Nguồn lực huy động {first_year}-{first_year + 4}",
        PhaseFunds,
        columns=[Column(("Nguồn",), "source_name"), Column(("Số vốn",), "amount")],
        words=(f"nguồn lực huy động {first_year}-{first_year + 4}",),
        constants={"first_year": first_year},
    )


_SET = " ke hoach| chi tieu| muc tieu"
_PLANNED = "(?:chi tieu |muc tieu )*(?:ke hoach|khv)(?: giao| tinh giao| tren giao)*"
_WORDS = HeadingWords(
    fields={"value": ""},
    apart={
        "year": r"(20\d\d)",
        "period": {
            "half": "6 thang(?: dau)?(?: nam)?",
            "quarter": "9 thang(?: dau)?(?: nam)?",
            "year": "ca nam|nam",
        },
        "edition": {
            "estimate": "uoc(?: ket qua| thuc hien| th| dat)*(?: ke hoach| chi tieu)*",
            "official": f"(?:ket qua )?(?:thuc hien|th)(?: dat|{_SET})*|ket qua|dat duoc",
            "plan": f"{_PLANNED}|(?:chi tieu|muc tieu)(?: giao| den)*|giao",
        },
    },
    filling="den|so lieu|gia tri|cac xa|xa|phuong|dia phuong|dia ban|chia ra|do|chi tiet|theo|cho",
    aside=r"(?:tinh )?(?:den )?(?:het )?(?:ngay )?\d{1,2} \d{1,2} 20\d\d",
    spread={"place": ""},
    above={"value": ".*"},
    implied={"year": {"period": "year"}},
)


_BESIDE = (
    *("Đơn vị tính", "ĐVT", "Đơn vị", "Cơ quan chủ trì", "Cơ quan theo dõi", "Đơn vị chủ trì"),
    *("Tỷ lệ", "Tỷ lệ đạt", "Tỷ lệ đạt kế hoạch", "Tỷ lệ hoàn thành", "Tỷ lệ hoàn thành kế hoạch", "Đạt"),
    *("So sánh", "So với kế hoạch", "Tỷ lệ so với kế hoạch", "So sánh TH/KH", "Tăng, giảm", "Mức tăng, giảm"),
    *("So với cùng kỳ", "So sánh cùng kỳ", "So với cùng kỳ năm trước", "So với năm trước"),
)
"""What stands beside the figures and is worked out from them, or said of the indicator elsewhere."""


def _values() -> ExcelLayout:
    """Figures of one or more years, or of several places, beside each other."""
    return ExcelLayout(
        "indicator_values",
        "Kế hoạch và kết quả thực hiện chỉ tiêu",
        IndicatorValue,
        columns=[Column(COMMUNES, "place"), Column(_BESIDE, "")],
        outline=("place",),
        told_above={
            "period": (r"\b(6 tháng|9 tháng|cả năm)\b", r"^(?!.*\b(?:quý|tháng)\b).*\b(năm) 20\d\d"),
            "edition": (
                r"\b(ước thực hiện)\b",
                r"\b(kết quả thực hiện|kết quả)\b",
                r"\b(kế hoạch|chỉ tiêu giao)\b",
            ),
        },
        by_words=_WORDS,
    )


LAYOUTS = [*map(_results, _FIRST_YEARS), *map(_funds, _FIRST_YEARS), _values()]
