"""Tables of capital plan and disbursement whose columns spread over plan years and sources; knows no file."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.declare.layouts import Column, ExcelLayout
from desktop.shared.capital import CapitalFact

_YEARS = range(2021, 2036)
_SOURCES = {
    "central": ("NSTW", "Ngân sách trung ương"),
    "local": ("NSĐP", "Ngân sách địa phương"),
    "province": ("NS tỉnh", "Ngân sách tỉnh"),
    "commune": ("NS xã", "Ngân sách xã"),
}
_MEASURES = {
    "assigned": ("Kế hoạch vốn được sử dụng", "Kế hoạch vốn"),
    "disbursed": ("Đã giải ngân", "Giải ngân"),
}
_OF_A_YEAR = {
    "assigned": ("Kế hoạch vốn năm {year}", "Kế hoạch giao năm {year}", "Kế hoạch năm {year}"),
    "disbursed": ("Giải ngân vốn năm {year}", "Giải ngân kế hoạch năm {year}"),
}
_OF_NO_YEAR = {
    "assigned": ("Kế hoạch vốn", "Kế hoạch giao", "Kế hoạch"),
    "disbursed": ("Lũy kế giải ngân", "Đã giải ngân", "Giải ngân"),
}


def _columns() -> Iterator[Column]:
    yield Column(("Nội dung", "Nội dung, dự án", "Dự án"), "line")
    yield Column(("Ghi chú",), "note")
    for field, uppers in _MEASURES.items():
        for year in _YEARS:
            for source, leaves in _SOURCES.items():
                headings = [
                    f"{upper} | {middle} | {leaf}"
                    for upper in uppers
                    for middle in (f"Vốn năm {year}", f"Vốn năm {year} kéo dài")
                    for leaf in leaves
                ]
                dated = [upper.format(year=year) for upper in _OF_A_YEAR[field]]
                headings += [f"{upper} | {leaf}" for upper in dated for leaf in leaves]
                yield Column(headings, field, apart={"plan_year": year, "source": source})
        for source, leaves in _SOURCES.items():
            headings = [f"{upper} | {leaf}" for upper in _OF_NO_YEAR[field] for leaf in leaves]
            yield Column(headings, field, apart={"source": source})
    for upper in _MEASURES["assigned"]:
        yield Column((f"{upper} | Tổng số",), "plan")
    yield Column(("Tỷ lệ giải ngân | Chung", "Tỷ lệ giải ngân"), "rate")


def _layout(name: str, title: str, kind: str, words: tuple[str, ...]) -> ExcelLayout:
    return ExcelLayout(
        name,
        title,
        CapitalFact,
        columns=list(_columns()),
        outline=("under",),
        words=words,
        constants={"capital_kind": kind},
        told_above={
            "budget_year": r"\bnăm (20\d\d)",
            "as_of": r"\b(?:tính|ngân) đến (?:hết )?(?:ngày )?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})",
            "place": r"^UBND (tỉnh .+)$",
        },
        nested=True,
    )


LAYOUTS = [
    _layout("capital_investment", "Giải ngân vốn đầu tư", "investment", ("vốn đầu tư",)),
    _layout("capital_recurrent", "Giải ngân vốn sự nghiệp", "recurrent", ("vốn sự nghiệp",)),
]
