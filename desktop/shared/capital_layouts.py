"""Tables of capital plan and disbursement whose columns spread over plan years and sources; knows no file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.declare.layouts import Column, ExcelLayout
from desktop.shared.capital import CapitalFact

_YEARS = range(2021, 2036)
_SOURCES = {"central": "NSTW", "local": "NSĐP", "province": "NS tỉnh", "commune": "NS xã"}
"""Headings are compared with short forms written out, so that these say the long ones as well."""

_DAY = r"(?:hết )?(?:ngày )?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
_KINDS = {"investment": "Vốn đầu tư", "recurrent": "Vốn sự nghiệp"}
_MEASURES = {
    "assigned": ("Kế hoạch vốn được sử dụng", "Kế hoạch vốn", "Vốn giao"),
    "disbursed": ("Đã giải ngân", "Giải ngân", "Thanh toán"),
}
_OF_A_YEAR = {
    "assigned": (
        *("Kế hoạch vốn năm {year}", "Kế hoạch giao năm {year}", "Kế hoạch năm {year}"),
        *("Vốn giao năm {year}", "Kế hoạch vốn năm {year} kéo dài"),
    ),
    "disbursed": ("Giải ngân vốn năm {year}", "Giải ngân kế hoạch năm {year}"),
}
_OF_NO_YEAR = {
    "assigned": ("Kế hoạch vốn", "Kế hoạch giao", "Kế hoạch", "Vốn giao"),
    "disbursed": ("Lũy kế giải ngân", "Đã giải ngân", "Giải ngân", "Thanh toán"),
}


def _columns() -> Iterator[Column]:
    yield Column(
        ("Nội dung", "Nội dung, dự án", "Dự án", "Dự án, nội dung", "Dự án, tiểu dự án, nội dung"), "line"
    )
    yield Column(("Ghi chú",), "note")
    for field in _MEASURES:
        # A heading that says the kind as well is read so before one that leaves it out.
        yield from _by_source(field, [("capital_kind", kind, words) for kind, words in _KINDS.items()])
        yield from _by_source(field, [("", "", "")])
    for upper in _MEASURES["assigned"]:
        yield Column((f"{upper} | Tổng số",), "plan")
    yield Column(("Tỷ lệ giải ngân | Chung", "Tỷ lệ giải ngân"), "rate")


def _by_source(field: str, kinds: Sequence[tuple[str, str, str]]) -> Iterator[Column]:
    for source, leaf in _SOURCES.items():
        for name, kind, words in kinds:
            apart = {"source": source} | ({name: kind} if name else {})
            last = f"{words} | {leaf}" if words else leaf
            for year in _YEARS:
                headings = [f"{upper.format(year=year)} | {last}" for upper in _OF_A_YEAR[field]]
                headings += [] if words else _spread_over(field, year, leaf)
                yield Column(headings, field, apart={"plan_year": year} | apart)
            yield Column([f"{upper} | {last}" for upper in _OF_NO_YEAR[field]], field, apart=apart)


def _spread_over(field: str, year: int, leaf: str) -> list[str]:
    """Headings of several plan years beside each other under one measure."""
    middles = (f"Vốn năm {year}", f"Vốn năm {year} kéo dài")
    return [f"{upper} | {middle} | {leaf}" for upper in _MEASURES[field] for middle in middles]


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
            "as_of": rf"(?:\b(?:tính|ngân|số liệu) |^\W*)đến {_DAY}",
            "place": r"^UBND (tỉnh .+)$",
        },
        nested=True,
    )


LAYOUTS = [
    _layout("capital_investment", "Giải ngân vốn đầu tư", "investment", ("vốn đầu tư",)),
    _layout("capital_recurrent", "Giải ngân vốn sự nghiệp", "recurrent", ("vốn sự nghiệp",)),
    _layout("capital_of_both", "Kế hoạch vốn và giải ngân", "", ()),
]
