"""Reports of Project 1: who waits for the land office alone, and how far cases and money are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from desktop.api import (
    MONEY,
    NUMBER,
    PERCENT,
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
    _,
)
from desktop.shared.rates import Rate
from project1_housing.breakdowns import (
    cells_of,
    households_by,
    money_by_source,
    money_table,
    paid_by_commune,
    paid_table,
    source_figures,
)
from project1_housing.papers import BODIES, CAUSES
from project1_housing.payments import CAPITAL, Paid
from project1_housing.portfolio import HOUSEHOLD_CONTENTS, answer_steps, paid_of
from project1_housing.waiting import (
    PAPER_CONTENTS,
    Waiting,
    by_commune,
    causes_among,
    find_waiting,
    headings,
    line_of,
    short_causes,
    told_of,
)
from project1_housing.works import WaterWork

_PERSON = 2
"""Where the name of the household stands in a line of the list."""
_WIDTHS = (9, 9, 12, 10, 9, 11, 15, 11, 8, 8)


def answer_land_office(reader: Reader, asked: Asked) -> Document:
    """The list for the land office: counts by commune and cause, then who, what for, and who must act."""
    where = asked.within("commune")
    waiting = find_waiting(reader, where)
    parts = [Paragraph(told_of(waiting)), *_helped(reader, where)]
    tables = [_by_commune(waiting), _list(waiting)] if waiting else []
    return Document(
        _("Danh sách hộ vướng giấy tờ đất"),
        (*parts, *tables),
        lines=asked.lines(),
        figures=_waiting_figures(waiting) | _proof_figures(reader, where),
        lies=True,
    )


def _waiting_figures(waiting: Sequence[Waiting]) -> dict[str, Figure]:
    figures = {"waiting": Figure(len(waiting), NUMBER, _("hồ sơ"))}
    causes, bodies = Counter(each.cause for each in waiting), Counter(each.body for each in waiting)
    figures |= {f"cause.{each}": Figure(causes[each], NUMBER, _("hồ sơ")) for each in CAUSES if causes[each]}
    return figures | {
        f"body.{each}": Figure(bodies[each], NUMBER, _("hồ sơ")) for each in BODIES if bodies[each]
    }


def _proof_figures(reader: Reader, where: Sequence[Condition]) -> dict[str, Figure]:
    asked = [*where, Condition("proof", "filled")]
    count = sum(reader.count(kind, asked) for kind in PAPER_CONTENTS)
    return {"with_other_paper": Figure(count, NUMBER, _("hồ sơ"))}


def _helped(reader: Reader, where: Sequence[Condition]) -> Iterator[Paragraph]:
    """Those another paper stands in for: they need not wait for the certificate."""
    if _proof_figures(reader, where)["with_other_paper"].value:
        says = _("{with_other_paper} dùng giấy tờ thay thế cho giấy chứng nhận, bản đồ địa chính.")
        yield Paragraph(says, figures=("with_other_paper",))


def _by_commune(waiting: Sequence[Waiting]) -> Table:
    causes, words = causes_among(waiting), short_causes()
    counted = (TableColumn(words[cause], NUMBER, width=9) for cause in causes)
    columns = (TableColumn(_("Xã"), width=24), *counted, TableColumn(_("Cộng"), NUMBER, width=9))
    whole, *rows = by_commune(waiting)
    told = [TableRow((commune, *counts)) for commune, counts in rows]
    return Table(
        columns,
        (*told, TableRow((whole[0], *whole[1]), is_total=True)),
        title=_("Số hồ sơ theo xã và giấy tờ"),
    )


def _list(waiting: Sequence[Waiting]) -> Table:
    columns = [
        TableColumn(heading, width=width, sensitive=place == _PERSON)
        for place, (heading, width) in enumerate(zip(headings(), _WIDTHS, strict=True))
    ]
    rows = [
        TableRow(
            (str(number), *line_of(each), each.proof),
            over=each.kind,
            where=(Condition("id", "is", each.record),),
        )
        for number, each in enumerate(waiting, 1)
    ]
    other = TableColumn(_("Giấy tờ thay thế"), width=10)
    return Table((TableColumn(_("STT"), width=5), *columns, other), tuple(rows), title=_("Danh sách từng hộ"))


def answer_progress(reader: Reader, asked: Asked) -> Document:
    """How far the cases of each content are, and what of its state money was paid out."""
    where = asked.within("commune")
    drawing = answer_steps(reader, where)
    parts: list[Paragraph | Table] = [Paragraph(drawing.sentence)]
    if drawing.series:
        rows = [
            TableRow((series.name, *map(_whole, series.values), sum(map(_whole, series.values))))
            for series in drawing.series
        ]
        sums = [sum(_whole(each.values[at]) for each in drawing.series) for at in range(len(drawing.labels))]
        rows.append(TableRow((_("Cộng"), *sums, sum(sums)), is_total=True))
        counted = (TableColumn(label, NUMBER, width=11) for label in drawing.labels)
        columns = (TableColumn(_("Bước"), width=28), *counted, TableColumn(_("Cộng"), NUMBER, width=9))
        parts.append(Table(columns, tuple(rows), title=_("Hồ sơ theo bước đã thực hiện")))
    paid = {kind: paid_of(reader, kind, where) for kind in (*HOUSEHOLD_CONTENTS, WaterWork)}
    rates = {
        kind: Rate(disbursed, approved)
        for kind, (approved, disbursed) in paid.items()
        if approved or disbursed
    }
    whole = sum(rates.values(), Rate(0, 0))
    figures = {"approved": Figure(whole.plan, MONEY), "disbursed": Figure(whole.disbursed, MONEY)}
    figures["percent"] = Figure(whole.percent, PERCENT)
    for at, label in enumerate(drawing.labels):
        over = next(kind for kind in HOUSEHOLD_CONTENTS if _(kind.plural) == label)
        count = sum(_whole(each.values[at]) for each in drawing.series)
        figures[f"cases.{over.__name__}"] = Figure(count, NUMBER, _("hồ sơ"), over, tuple(where))
    if rates:
        parts.append(_money(rates, whole, where))
    by_commune_and_source = money_by_source(reader, where)
    by_commune = paid_by_commune(reader, where, asked.today)
    figures["left_over"] = Figure(sum(left for _commune, _rate, left in by_commune), MONEY)
    tables = (
        paid_table(reader, by_commune),
        money_table(reader, by_commune_and_source),
        *(households_by(reader, where, name) for name in ("poverty_class", "ethnicity")),
    )
    parts += [table for table in tables if table.rows]
    figures |= source_figures(by_commune_and_source)
    return Document(
        _("Tiến độ và giải ngân Dự án 1"),
        tuple(parts),
        lines=asked.lines(),
        figures=figures,
        lies=True,
    )


def _whole(value: int | float | Decimal | None) -> int:
    return int(value or 0)


def _by_capital(rates: Mapping[type[Paid], Rate]) -> Iterator[tuple[str, Rate]]:
    """The sum of each kind of capital, where there is more than one."""
    kinds = {kind.capital for kind in rates}
    for capital, title in CAPITAL.items() if len(kinds) > 1 else ():
        yield title, sum((rate for kind, rate in rates.items() if kind.capital == capital), Rate(0, 0))


def _money(rates: Mapping[type[Paid], Rate], whole: Rate, where: Sequence[Condition]) -> Table:
    rows = [
        TableRow(
            (_(kind.plural), _(CAPITAL[kind.capital]), *cells_of(rate)),
            over=kind,
            where=tuple(where),
        )
        for kind, rate in rates.items()
    ]
    said = _("Cộng {capital}")
    rows += [
        TableRow((said.format(capital=_(title).lower()), "", *cells_of(each)), is_total=True)
        for title, each in _by_capital(rates)
    ]
    total = TableRow((_("Cộng"), "", *cells_of(whole)), is_total=True)
    return Table(
        (
            TableColumn(_("Nội dung"), width=30),
            TableColumn(_("Loại vốn"), width=14),
            TableColumn(_("NSNN được duyệt"), MONEY, width=16),
            TableColumn(_("Đã giải ngân"), MONEY, width=16),
            TableColumn(_("Tỷ lệ"), PERCENT, width=9),
        ),
        (*rows, total),
        title=_("Vốn nhà nước theo nội dung"),
    )


REPORTS = [
    Report(
        "housing_land_office",
        "Danh sách hộ vướng giấy tờ đất",
        answer_land_office,
        about="Hộ chỉ còn vướng giấy tờ đất: nguyên nhân, việc phải làm, cơ quan phải làm, giấy tờ thay thế.",
        takes=("place",),
    ),
    Report(
        "housing_progress",
        "Tiến độ và giải ngân Dự án 1",
        answer_progress,
        about="Hồ sơ đến bước nào, vốn nhà nước đã giải ngân, vốn theo nguồn, hộ theo diện và dân tộc.",
        takes=("place",),
    ),
]
