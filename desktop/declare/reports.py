"""Questions whose answer is an official document, and that document as plain values; knows no printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.declare.fields.base import MASK
from desktop.declare.norms import PRESUMED
from desktop.declare.numbers import show_number
from desktop.declare.reading import Condition
from desktop.declare.text import _
from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.declare.reading import Reader, Where
    from desktop.declare.records import Record

TEXT, NUMBER, MONEY, PERCENT = "text", "number", "money", "percent"
"""What a column or a figure holds; money is whole đồng and is shown in triệu đồng, the unit of reports."""
PLACE, PERIOD = "place", "period"
_MILLION = 1_000_000
_SMALLEST = Decimal("0.000001")


def in_unit(value: int | Decimal, kind: str) -> int | Decimal:
    """A number in the unit of reports: money in triệu đồng to the đồng, else as exact as it was written."""
    if kind == MONEY:
        return Decimal(value) / _MILLION
    # Only a division without end has more decimals than people write.
    return value.quantize(_SMALLEST, ROUND_HALF_UP) if isinstance(value, Decimal) else value


def shown(value: Any, kind: str = TEXT) -> str:
    """A value as a report writes it: `1.234,5` for 1,234,500,000 đồng; nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return show_number(in_unit(value, kind))
    return str(value)


class Figure(NamedTuple):
    """An exact figure that knows its name: whole đồng, a count, a share; None where nobody told it.

    `where` of `over` leads to the records it was made of.
    """

    value: int | Decimal | None
    kind: str = NUMBER
    unit: str = ""
    over: type[Record] | None = None
    where: Where = ()

    def show(self) -> str:
        """`452 triệu đồng`, `56,1 %`; one that is missing says so."""
        if self.value is None:
            return _("(chưa có số)")
        unit = {MONEY: _("triệu đồng"), PERCENT: "%"}.get(self.kind, self.unit)
        return f"{shown(self.value, self.kind)} {unit}".rstrip()


class Heading(NamedTuple):
    """The heading of a part."""

    text: str


@plain_value
class Paragraph:
    """A paragraph; `{name}` stands for a figure of the document, where `figures` names it.

    A `note` stands small below what it speaks of. `where` of `over` leads to what it tells of.
    """

    text: str
    _: KW_ONLY
    figures: tuple[str, ...] = ()
    note: bool = False
    over: type[Record] | None = None
    where: Where = ()


class TableColumn(NamedTuple):
    """A column of a table; `width` is its share of the page, one that is `sensitive` tells of persons.

    Columns beside each other with the same `group` stand under one heading.
    """

    title: str
    kind: str = TEXT
    unit: str = ""
    width: int = 10
    group: str = ""
    sensitive: bool = False

    @property
    def is_number(self) -> bool:
        """Whether its values stand at the right."""
        return self.kind != TEXT

    @property
    def heading(self) -> str:
        """Its title with its unit; that of money is told once for the whole table."""
        unit = "%" if self.kind == PERCENT else self.unit
        return f"{self.title} ({unit})" if unit else self.title


@plain_value
class TableRow:
    """One row, a cell for each column; `depth` is how far it is indented; `where` leads to its records."""

    cells: tuple[str | int | Decimal | None, ...]
    _: KW_ONLY
    depth: int = 0
    is_total: bool = False
    over: type[Record] | None = None
    where: Where = ()


@plain_value
class Table:
    """Rows under headings; `empty` is said where there are none."""

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...] = ()
    _: KW_ONLY
    title: str = ""
    notes: tuple[str, ...] = ()
    empty: str = ""

    @property
    def measured_in(self) -> str:
        """What its money is told in; nothing where it tells of none."""
        has_money = any(column.kind == MONEY for column in self.columns)
        return _("Đơn vị tính: triệu đồng") if has_money else ""

    def groups(self) -> list[tuple[str, int, int]]:
        """Each heading over several columns with its first column and how many; one without is alone."""
        found: list[tuple[str, int, int]] = []
        for place, column in enumerate(self.columns):
            if column.group and found and found[-1][0] == column.group:
                found[-1] = (column.group, found[-1][1], found[-1][2] + 1)
            else:
                found.append((column.group, place, 1))
        return found

    @property
    def is_grouped(self) -> bool:
        """Whether its headings need two rows."""
        return any(column.group for column in self.columns)


Part = Heading | Paragraph | Table


def _usual_signers() -> tuple[str, ...]:
    return _("Người lập biểu"), _("Thủ trưởng đơn vị")


@plain_value
class Document:
    """What a report answers: lines below the title, parts in order, and every figure by its name.

    `signed_by` are who signs, from left to right: whoever made it and the head of the office, unless told
    otherwise. A wide document `lies` on the page.
    """

    title: str
    parts: tuple[Part, ...] = ()
    _: KW_ONLY
    lines: tuple[str, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    signed_by: tuple[str, ...] = field(default_factory=_usual_signers)
    lies: bool = False

    def tell(self, paragraph: Paragraph) -> str:
        """A paragraph with its figures in it."""
        text = paragraph.text
        for name in paragraph.figures:
            text = text.replace(f"{{{name}}}", self.figures[name].show())
        return text

    def tables(self) -> Iterator[Table]:
        """Its tables in order."""
        return (part for part in self.parts if isinstance(part, Table))

    @property
    def names_persons(self) -> bool:
        """Whether any column tells of persons."""
        return any(column.sensitive for table in self.tables() for column in table.columns)

    def masked(self) -> Document:
        """The same with dots for what tells of persons."""
        return replace(self, parts=tuple(map(_masked, self.parts)))


def _masked(part: Part) -> Part:
    if not isinstance(part, Table):
        return part
    hidden = [column.sensitive for column in part.columns]
    rows = (
        replace(
            row,
            cells=tuple(
                MASK if hides and cell else cell for hides, cell in zip(hidden, row.cells, strict=True)
            ),
        )
        for row in part.rows
    )
    return replace(part, rows=tuple(rows))


class Period(NamedTuple):
    """The days a report speaks of, both in it, with the year they count to.

    Figures are counted to the last day, or to `cutoff` where another was set.
    """

    name: str
    year: int
    first: date
    last: date
    is_whole_year: bool = False
    cutoff: date | None = None

    @property
    def until(self) -> date:
        """The day figures are counted to."""
        return self.cutoff or self.last

    @property
    def kept_to(self) -> date | None:
        """The day behind which nothing counts; a year nobody set a day for counts whole, as its books do."""
        return None if self.is_whole_year and self.cutoff is None else self.until


class Asked(NamedTuple):
    """What a report is asked for: a place with all below it, a period, and on which day.

    No `place` means all, no `period` whatever there is. `places` are the ids conditions name the place by.
    `record_types` are all there are by their full names, for filters that were kept as text.
    """

    today: date
    place: str = ""
    place_name: str = ""
    places: tuple[str, ...] = ()
    period: Period | None = None
    as_of: date | None = None
    record_types: Mapping[str, type[Record]] = MappingProxyType({})

    def within(self, name: str = "place") -> list[Condition]:
        """That records are of the place, by the field of that name."""
        return [Condition(name, "in", list(self.places))] if self.place else []

    def during(self, name: str) -> list[Condition]:
        """That the day in a field lies in the period; for a year nobody cut off, in the calendar's year."""
        if self.period is None:
            return []
        first, last = self.period.first, self.period.until
        if self.period.kept_to is None:
            first, last = date(self.period.year, 1, 1), date(self.period.year + 1, 1, 1) - timedelta(days=1)
        return [Condition(name, "from", first), Condition(name, "to", last)]

    def lines(self) -> tuple[str, ...]:
        """The lines below a title: of where, of when, by which boundaries."""
        found = []
        if self.place_name:
            found.append(_("Địa bàn: {place}").format(place=self.place_name))
        if self.period is not None:
            found.append(_("Kỳ: {period}").format(period=self.period.name))
        if self.as_of is not None:
            found.append(_("Theo địa giới ngày {day}").format(day=f"{self.as_of:%d/%m/%Y}"))
        return tuple(found)


class Letterhead(NamedTuple):
    """Whose paper it is: the office, where it sits, the day it is written on, and what stands at its foot."""

    office: str
    seat: str
    day: date
    foot: tuple[str, ...] = ()

    @property
    def nation(self) -> tuple[str, str]:
        """The national heading of every state document."""
        return _("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), _("Độc lập - Tự do - Hạnh phúc")

    @property
    def dated(self) -> str:
        """`Na Son, ngày 05 tháng 01 năm 2026`: days and the first two months carry a zero."""
        month = f"{self.day.month:02d}" if self.day.month < 3 else str(self.day.month)
        says = (
            _("{seat}, ngày {day} tháng {month} năm {year}")
            if self.seat
            else _("ngày {day} tháng {month} năm {year}")
        )
        return says.format(seat=self.seat, day=f"{self.day.day:02d}", month=month, year=self.day.year)


@plain_value
class Report:
    """A question whose answer is a document: `answer(reader, asked) -> Document`.

    `about` says in a sentence what it is for. `takes` says whether a place and a period may be asked for;
    the boundaries of a day always may, the reader sees to them. `basis` is the text that asks for it,
    `confidence` how sure its form is: one that was not read in the text says so at its foot.
    """

    name: str
    title: str
    answer: Callable[[Reader, Asked], Document]
    _: KW_ONLY
    about: str = ""
    takes: Sequence[str] = (PLACE, PERIOD)
    basis: str = ""
    confidence: str = PRESUMED
