"""The report on capital: plan and disbursement by line and place, what lapses, what must be matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from desktop.declare.dates import show_date
from desktop.declare.ordering import word_order
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.reports import (
    MONEY,
    NUMBER,
    PERCENT,
    Asked,
    Document,
    Figure,
    Paragraph,
    Part,
    Report,
    Table,
    TableColumn,
    TableRow,
)
from desktop.declare.text import _
from desktop.shared.capital import CapitalFact, CarryOver
from desktop.shared.capital_outline import Outline, OutlineRow, read_outline
from desktop.shared.carried_acts import read_acts, read_matches
from desktop.shared.ledger import Carried, MatchDuty
from desktop.shared.places import Place
from desktop.shared.rates import Match, Rate, Rates, rates

_PROJECT = 1
"""How deep the outline of each place goes: programme and project."""


class CapitalAnswer(NamedTuple):
    """What the report on capital is made of; every report that tells of capital takes it from here."""

    outline: Outline
    by_place: tuple[tuple[str, str, Outline], ...]
    """Each place with money of its own: id, name and outline."""

    acts: tuple[tuple[CarryOver, Carried], ...]
    duties: tuple[tuple[str, MatchDuty, Match], ...]
    day: date
    where: Where


def read_capital_answer(reader: Reader, asked: Asked) -> CapitalAnswer:
    """The ledger of a place in a budget year (the newest), up to the day the figures of a period count to."""
    within, until = asked.within(), _until(asked)
    where = [*within, *until]
    outline = read_outline(reader, where, asked.period.year if asked.period else None)
    own: Where = (*where, Condition("budget_year", "is", outline.year))
    ids = [row[0] for row in reader.totals(CapitalFact, ["place"], where=own) if row[0]]
    names = reader.names(Place, ids)
    in_order = sorted(ids, key=lambda id: word_order(names.get(id, id)))
    by_place = [
        (id, names.get(id, id), read_outline(reader, [*until, Condition("place", "is", id)], outline.year))
        for id in in_order
    ]
    # Acts and duties stay those of their own place, as it was.
    stored, day = reader.as_stored(), _day(asked)
    duties = read_matches(stored, within, outline.year, until)
    told = reader.names(Place, {duty.place for duty, _match in duties})
    return CapitalAnswer(
        outline,
        tuple(by_place),
        tuple(read_acts(stored, within, outline.year, day, until)),
        tuple((told.get(duty.place, ""), duty, match) for duty, match in duties),
        day,
        own,
    )


def _until(asked: Asked) -> list[Condition]:
    last = asked.period.kept_to if asked.period else None
    return [] if last is None else [Condition("as_of", "to", last)]


def _day(asked: Asked) -> date:
    """The day the days left are counted from: today, or the last of a period that is over."""
    last = asked.period.kept_to if asked.period else None
    return asked.today if last is None else min(asked.today, last)


def answer_capital(reader: Reader, asked: Asked) -> Document:
    """The report whole."""
    found = read_capital_answer(reader, asked)
    year = str(found.outline.year) if found.outline.year else _("(chưa có số)")
    return Document(
        _("Báo cáo kế hoạch vốn và giải ngân"),
        tuple(capital_parts(found)),
        lines=(_("Năm ngân sách {year}").format(year=year), *asked.lines()),
        figures=capital_figures(found),
        lies=True,
    )


def capital_figures(found: CapitalAnswer) -> dict[str, Figure]:
    """The three rates with their denominators, of all and of each line; what is left of what was carried."""
    if not found.outline.rows:
        return {name: each._replace(value=None) for name, each in _rate_figures("", rates(()), ())}
    figures = dict(_rate_figures("", found.outline.total, found.where))
    programme = ""
    for row in found.outline.rows:
        programme = programme if row.depth else f"{row.code}."
        name = f"{programme}{row.code}." if row.depth else programme
        figures.update(_rate_figures(name, row.rates, row.where))
    # Several acts may speak of one sum: what lapses is told of each, and never added up.
    figures["acts"] = Figure(len(found.acts), NUMBER, _("văn bản"))
    for number, (act, carried) in enumerate(found.acts, 1):
        where = (Condition("id", "is", act.id),)
        figures[f"act_{number}.left"] = Figure(carried.left, MONEY, "", CarryOver, where)
        figures[f"act_{number}.days"] = Figure(carried.days, NUMBER, _("ngày"), CarryOver, where)
    return figures


def _rate_figures(before: str, told: Rates, where: Where) -> Iterator[tuple[str, Figure]]:
    for name, rate in (("", told.total), ("this_year_", told.this_year), ("carried_", told.carried)):
        yield f"{before}{name}plan", Figure(rate.plan, MONEY, "", CapitalFact, where)
        yield f"{before}{name}disbursed", Figure(rate.disbursed, MONEY, "", CapitalFact, where)
        yield f"{before}{name}percent", Figure(rate.percent, PERCENT, "", CapitalFact, where)


def capital_parts(found: CapitalAnswer) -> Iterator[Part]:
    """The parts of a report that tells of capital."""
    if not found.outline.rows:
        yield Paragraph(_("Chưa có số liệu vốn của kỳ này."))
        return
    yield Paragraph(
        _(
            "Kế hoạch vốn được chi {plan}, đã giải ngân {disbursed}, đạt {percent}. Trong đó vốn giao trong "
            "năm {this_year_plan}, giải ngân {this_year_disbursed}, đạt {this_year_percent}; vốn các năm "
            "trước chuyển sang {carried_plan}, giải ngân {carried_disbursed}, đạt {carried_percent}."
        ),
        figures=tuple(name for name, _figure in _rate_figures("", found.outline.total, ())),
    )
    yield Table(
        _outline_columns(_("Dự án, nội dung")),
        tuple(map(_outline_row, found.outline.rows)) + _total(found),
        title=_("Vốn theo dự án, tiểu dự án, nội dung"),
        notes=(_("Tỷ lệ = giải ngân / kế hoạch cùng cột; vốn năm trước chuyển sang tính riêng."),),
    )
    if len(found.by_place) > 1:
        yield Table(
            _outline_columns(_("Địa bàn, dự án")),
            tuple(_place_rows(found)) + _total(found),
            title=_("Vốn theo địa bàn và dự án"),
        )
    yield from _acts(found)
    if found.duties:
        yield _duties(found.duties)


def _outline_columns(first: str) -> tuple[TableColumn, ...]:
    parts = (_("Tổng số"), _("Giao trong năm"), _("Năm trước chuyển sang"))
    rates = [
        column
        for part in parts
        for column in (
            TableColumn(_("Kế hoạch"), MONEY, width=11, group=part),
            TableColumn(_("Giải ngân"), MONEY, width=11, group=part),
            TableColumn(_("Tỷ lệ"), PERCENT, width=7, group=part),
        )
    ]
    return (TableColumn(_("TT"), width=5), TableColumn(first, width=28), *rates)


def _cells(told: Rates) -> tuple[int | Decimal | None, ...]:
    each: list[Rate] = [told.total, told.this_year, told.carried]
    return tuple(cell for rate in each for cell in (rate.plan, rate.disbursed, rate.percent))


def _outline_row(row: OutlineRow) -> TableRow:
    name = f"{row.code} {row.name}" if row.depth else row.name
    return TableRow(
        (row.mark, name, *_cells(row.rates)),
        depth=row.depth,
        is_total=row.depth == 0,
        over=CapitalFact,
        where=row.where,
    )


def _place_rows(found: CapitalAnswer) -> Iterator[TableRow]:
    for number, (place, name, outline) in enumerate(found.by_place, 1):
        where = (*found.where, Condition("place", "is", place))
        cells = (str(number), name, *_cells(outline.total))
        yield TableRow(cells, is_total=True, over=CapitalFact, where=where)
        for row in outline.rows:
            if row.depth == _PROJECT:
                yield TableRow(
                    ("", f"{row.code} {row.name}", *_cells(row.rates)),
                    depth=1,
                    over=CapitalFact,
                    where=row.where,
                )


def _total(found: CapitalAnswer) -> tuple[TableRow, ...]:
    cells = ("", _("Tổng cộng"), *_cells(found.outline.total))
    return (TableRow(cells, is_total=True, over=CapitalFact, where=found.where),)


def _acts(found: CapitalAnswer) -> Iterator[Part]:
    rows = [
        TableRow(
            (
                act.basis,
                str(act.from_year),
                show_date(act.deadline),
                carried.carried,
                carried.disbursed,
                carried.left,
                carried.days,
            ),
            over=CarryOver,
            where=(Condition("id", "is", act.id),),
        )
        for act, carried in found.acts
    ]
    yield Table(
        (
            TableColumn(_("Văn bản cho phép"), width=30),
            TableColumn(_("Vốn năm"), width=8),
            TableColumn(_("Hạn giải ngân"), width=11),
            TableColumn(_("Được kéo dài"), MONEY, width=12),
            TableColumn(_("Đã giải ngân"), MONEY, width=12),
            TableColumn(_("Còn lại"), MONEY, width=12),
            TableColumn(_("Còn"), NUMBER, _("ngày"), width=9),
        ),
        tuple(rows),
        title=_("Vốn kéo dài, hạn giải ngân"),
        notes=(_("Số ngày còn lại tính từ {day}; số âm là đã quá hạn.").format(day=show_date(found.day)),)
        if rows
        else (),
        empty=_("Không có văn bản kéo dài vốn nào sang năm này."),
    )


def _duties(duties: Sequence[tuple[str, MatchDuty, Match]]) -> Table:
    rows = [
        TableRow(
            (
                place,
                MatchDuty.capital_kind.format(duty.capital_kind) if duty.capital_kind else "",
                match.central,
                duty.ratio,
                match.required,
                match.provided,
                match.short,
            ),
            over=MatchDuty,
            where=(Condition("id", "is", duty.id),),
        )
        for place, duty, match in duties
    ]
    return Table(
        (
            TableColumn(_("Địa phương"), width=22),
            TableColumn(_("Loại vốn"), width=14),
            TableColumn(_("Vốn NSTW"), MONEY, width=12),
            TableColumn(_("Tỷ lệ đối ứng"), PERCENT, width=9),
            TableColumn(_("Phải bố trí"), MONEY, width=12),
            TableColumn(_("Đã bố trí"), MONEY, width=12),
            TableColumn(_("Còn thiếu"), MONEY, width=12),
        ),
        tuple(rows),
        title=_("Vốn đối ứng"),
    )


CAPITAL_REPORT = Report(
    "capital",
    "Kế hoạch vốn và giải ngân",
    answer_capital,
    about="Vốn theo dự án và địa bàn, ba tỷ lệ giải ngân, vốn kéo dài còn bao nhiêu ngày.",
    basis="TT 37/2025/TT-BTC",
)
