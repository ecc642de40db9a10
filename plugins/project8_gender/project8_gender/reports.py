"""The settlement comparison, and what Project 8 has reached, as documents; compares and counts nothing."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.api import (
    MONEY,
    NUMBER,
    PERCENT,
    TEXT,
    Asked,
    Condition,
    Document,
    Figure,
    Paragraph,
    Reader,
    Report,
    Table,
    TableColumn,
    TableRow,
    Where,
    _,
)
from desktop.shared.rates import share
from project8_gender.aims import Aimed, aimed_of, given
from project8_gender.contents import QUANTITIES
from project8_gender.figures import UNITS, count_reached
from project8_gender.models import KINDS, STANDINGS, Model
from project8_gender.settlement import compare, headings, nothing, with_sums
from project8_gender.settlement import sums as sums_told
from project8_gender.spending import TO_SETTLE
from project8_gender.targets import UNOFFICIAL, Target

_WIDTHS = (14, 20, 16, 22, 9, 13, 13, 9)
_MONEY = (5, 6)
_COUNTS = (4, 7)


def answer_settlement(reader: Reader, asked: Asked) -> Document:
    """What is over the norm, without one, or told differently by two texts, by legal basis."""
    where = [*asked.within("commune"), *asked.during("paid_on")]
    groups = compare(reader, where)
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
    told = [Paragraph(says + ".") for says in sums_told(groups)] or [Paragraph(nothing(reader, where))]
    return Document(
        _("Bảng đối chiếu quyết toán"),
        (*told, Table(tuple(columns), tuple(rows))) if rows else tuple(told),
        lines=asked.lines(),
        figures=figures,
        signed_by=(_("Người lập biểu"), _("Kế toán"), _("Thủ trưởng đơn vị")),
        lies=True,
    )


def answer_results(reader: Reader, asked: Asked) -> Document:
    """Models by kind and standing, and each quantity of Project 8 with its target of the latest year."""
    where = asked.within("commune")
    targets = given(reader, asked.within("place"))
    year = max((target.year for target in targets), default=asked.today.year)
    models = _models_table(reader, where)
    aimed = {each.quantity: each for each in aimed_of(reader, targets, year)}
    counted = {name: count_reached(reader, name, where, year) for name in QUANTITIES}
    figures = {name: Figure(count, NUMBER, _(UNITS[name])) for name, count in counted.items()}
    behind = sum(each.reached < each.wanted for each in aimed.values())
    figures["given"] = Figure(len(aimed), NUMBER, _("chỉ tiêu"))
    figures["behind"] = Figure(behind, NUMBER, _("chỉ tiêu"))
    says = _("Năm {year}: được giao {given}, còn {behind} chưa đạt.").replace("{year}", str(year))
    none = _("Năm {year}: chưa giao chỉ tiêu nào; chỉ có số tính từ hồ sơ.").format(year=year)
    told = Paragraph(says, figures=("given", "behind")) if aimed else Paragraph(none)
    tables = (*([models] if models.rows else []), _quantities_table(counted, aimed))
    return Document(
        _("Mô hình và kết quả Dự án 8"),
        (told, *tables, Paragraph(_(UNOFFICIAL))),
        lines=asked.lines(),
        figures=figures,
        lies=True,
    )


def _models_table(reader: Reader, where: Where) -> Table:
    """New, strengthened and stopped models apart, for they are never added up in one heap."""
    found = reader.totals(Model, ["kind", "standing"], where=where)
    counts = {(kind, of): count for kind, of, count in found}
    rows = [
        TableRow(
            (_(title), *(counts.get((kind, of), 0) for of in STANDINGS)),
            over=Model,
            where=(*where, Condition("kind", "is", kind)),
        )
        for kind, title in KINDS.items()
        if any(counts.get((kind, of)) for of in STANDINGS)
    ]
    if rows:
        sums = (sum(counts.get((kind, of), 0) for kind in KINDS) for of in STANDINGS)
        rows.append(TableRow((_("Cộng"), *sums), is_total=True, over=Model, where=tuple(where)))
    columns = (TableColumn(_(title), NUMBER, width=14) for title in STANDINGS.values())
    title = _("Mô hình theo loại và tình trạng")
    return Table((TableColumn(_("Loại mô hình"), width=30), *columns), tuple(rows), title=title)


def _quantities_table(counted: Mapping[str, int], aimed: Mapping[str, Aimed]) -> Table:
    """What the records show of each quantity, and how far places are that were given a target."""
    rows = []
    for name, title in QUANTITIES.items():
        own = aimed.get(name)
        told = (own.wanted, own.reached, share(own.reached, own.wanted)) if own else (None, None, None)
        over = Target if own else None
        which = (Condition("id", "in", list(own.targets)),) if own else ()
        rows.append(TableRow((_(title), _(UNITS[name]), counted[name], *told), over=over, where=which))
    return Table(
        (
            TableColumn(_("Chỉ tiêu"), width=34),
            TableColumn(_("Đơn vị tính"), width=10),
            TableColumn(_("Tính từ hồ sơ"), NUMBER, width=11),
            TableColumn(_("Kế hoạch"), NUMBER, width=11),
            TableColumn(_("Đã đạt"), NUMBER, width=11),
            TableColumn(_("Tỷ lệ"), PERCENT, width=9),
        ),
        tuple(rows),
        title=_("Các chỉ tiêu Dự án 8"),
    )


REPORTS = [
    Report(
        "gender_settlement",
        "Bảng đối chiếu quyết toán",
        answer_settlement,
        about="Khoản chi vượt định mức, chưa có định mức hoặc hai văn bản khác nhau, theo căn cứ.",
    ),
    Report(
        "gender_results",
        "Mô hình và kết quả Dự án 8",
        answer_results,
        about="Mô hình theo loại, mới hay củng cố; từng chỉ tiêu tính từ hồ sơ, so với kế hoạch được giao.",
        takes=("place",),
    ),
]
