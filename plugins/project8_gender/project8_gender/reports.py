"""The settlement comparison as a document an accountant sends to the province; it compares nothing itself."""

from __future__ import annotations

from desktop.api import (
    MONEY,
    NUMBER,
    TEXT,
    Asked,
    Document,
    Figure,
    Paragraph,
    Reader,
    Report,
    Table,
    TableColumn,
    TableRow,
    _,
)
from project8_gender.settlement import compare, headings, with_sums
from project8_gender.settlement import sums as sums_told
from project8_gender.spending import TO_SETTLE

_WIDTHS = (14, 20, 16, 22, 9, 13, 13, 9)
_MONEY = (5, 6)
_COUNTS = (4, 7)


def answer_settlement(reader: Reader, asked: Asked) -> Document:
    """What is over the norm, without one, or told differently by two texts, by legal basis."""
    groups = compare(reader, [*asked.within("commune"), *asked.during("paid_on")])
    columns = [
        # Money is told in the unit of the table, whatever the page beside it writes.
        TableColumn(
            heading.partition(" (")[0] if place in _MONEY else heading,
            MONEY if place in _MONEY else NUMBER if place in _COUNTS else TEXT,
            width=width,
        )
        for place, (heading, width) in enumerate(zip(headings(), _WIDTHS, strict=True))
    ]
    rows = [
        TableRow(tuple(line), over=group.over, where=group.where)
        if group
        else TableRow(tuple(line), is_total=True)
        for group, line in with_sums(groups)
    ]
    figures = {
        "lines": Figure(sum(each.lines for each in groups), NUMBER, _("khoản")),
        "amount": Figure(sum(each.amount for each in groups), MONEY),
        "beyond": Figure(sum(each.beyond for each in groups), MONEY),
        "explained": Figure(sum(each.explained for each in groups), NUMBER, _("khoản")),
    }
    for state in TO_SETTLE:
        own = [each for each in groups if each.state == state]
        figures[f"{state}.lines"] = Figure(sum(each.lines for each in own), NUMBER, _("khoản"))
        figures[f"{state}.amount"] = Figure(sum(each.amount for each in own), MONEY)
    nothing = _("Mọi khoản chi đều khớp định mức, không có gì phải giải trình.")
    told = [Paragraph(says + ".") for says in sums_told(groups)] or [Paragraph(nothing)]
    return Document(
        _("Bảng đối chiếu quyết toán"),
        (*told, Table(tuple(columns), tuple(rows))) if rows else tuple(told),
        lines=asked.lines(),
        figures=figures,
        signed_by=(_("Người lập biểu"), _("Kế toán"), _("Thủ trưởng đơn vị")),
        lies=True,
    )


REPORTS = [
    Report(
        "gender_settlement",
        "Bảng đối chiếu quyết toán",
        answer_settlement,
        about="Khoản chi vượt định mức, chưa có định mức hoặc hai văn bản khác nhau, theo căn cứ.",
    )
]
