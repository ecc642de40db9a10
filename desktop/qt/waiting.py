"""What waits to be done, one line each: what, where, how many, and the way there; shows nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from desktop.declare.charts import Chart, Drawing
from desktop.declare.dates import show_date, shown_time
from desktop.declare.numbers import show_number
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.text import Plural, _, translate
from desktop.qt.page import Route
from desktop.shared.calendar import Agenda, ReportingPeriod, SupervisionVisit, read_agenda
from desktop.shared.capital import CarryOver
from desktop.shared.indicators import IndicatorValue
from desktop.shared.ledger import TOLD_ACTS, Carried, read_carried
from desktop.shared.open_figures import read_open_figures, says_open
from desktop.shared.place_splits import SplitDecision
from desktop.shared.places import Place
from desktop.shared.programme import LineTree
from desktop.shared.returned import WAITING, ReturnedRows
from desktop.workspace.open_splits import OpenSplit, read_open_splits

if TYPE_CHECKING:
    from desktop.storage.drafts import Draft
    from desktop.workspace import Workspace

_MOST_DATES = 4
_MOST_ACTS = 3
_MOST_BATCHES = 3
_MOST_CAUSES = 4
_MOST_SPLITS = 3
_MILLION = 1_000_000
_SOON = 120
"""So many days before its deadline carried-over money is told of."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: a number, a sentence that goes on from it, and where it is done."""

    number: int
    sentence: str
    grade: str
    route: Route


@dataclass(slots=True)
class Waiting:
    """What the stored records say is waiting, with the names of the places they speak of."""

    agenda: Agenda = field(default_factory=Agenda)
    carried: list[tuple[CarryOver, Carried]] = field(default_factory=list)
    batches: list[ReturnedRows] = field(default_factory=list)
    drafts: list[tuple[Draft, type[Record], str]] = field(default_factory=list)
    """What was typed when the program broke off, with the name of its record; empty for a new one."""

    splits: list[OpenSplit] = field(default_factory=list)
    stuck: list[tuple[Chart, Drawing]] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    figures: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The indicators a report still waits for, by its id."""


def read_waiting(workspace: Workspace, today: date) -> Waiting:
    """Ask the shared records of what waits today; for the worker."""
    waiting = Waiting()
    known = set(workspace.catalog.record_types.values())
    with workspace.store.reading() as reader:
        if {ReportingPeriod, SupervisionVisit} <= known:
            waiting.agenda = read_agenda(reader, today)
            pressing = (*waiting.agenda.late, *waiting.agenda.due)[:_MOST_DATES]
            reports = (each for each in pressing if isinstance(each, ReportingPeriod))
            waiting.figures = read_open_figures(reports, reader) if IndicatorValue in known else {}
        if CarryOver in known:
            waiting.carried = _lapsing(reader, today)
        if ReturnedRows in known:
            where = [Condition("state", "is", WAITING), Condition("waiting", "from", 1)]
            waiting.batches = sorted(reader.rows(ReturnedRows, where), key=lambda one: -one.waiting)
        waiting.drafts = list(_left(workspace, reader))
        waiting.splits = read_open_splits(workspace)
        waiting.places = reader.names(Place, {id for id in _places_of(waiting) if id})
    return waiting


def _left(workspace: Workspace, reader: Reader) -> Iterator[tuple[Draft, type[Record], str]]:
    for draft in workspace.store.drafts.left():
        record_type = workspace.catalog.record_types.get(draft.record_type)
        if record_type is None:
            continue
        names = reader.names(record_type, [draft.record]) if draft.record else {}
        if not draft.record or names:
            yield draft, record_type, names.get(draft.record, "")


def _lapsing(reader: Reader, today: date) -> list[tuple[CarryOver, Carried]]:
    tree = LineTree(reader)
    found = [(act, read_carried(act, reader, today, tree)) for act in reader.rows(CarryOver, TOLD_ACTS)]
    pressing = [(act, carried) for act, carried in found if carried.left and 0 <= carried.days <= _SOON]
    return sorted(pressing, key=lambda one: one[1].days)


def _places_of(waiting: Waiting) -> Iterator[str | None]:
    yield from (item.place for item in (*waiting.agenda.late, *waiting.agenda.due)[:_MOST_DATES])
    yield from (act.place for act, _carried in waiting.carried)
    yield from (batch.place for batch in waiting.batches)


_COMPLETE: Mapping[str, Sequence[str]] = {}


def waiting_lines(waiting: Waiting, workspace: Workspace, today: date) -> list[Line]:
    """All of it, the most pressing kind first."""
    return [
        *draft_lines(waiting.drafts),
        *dated_lines(waiting.agenda, today, waiting.places, waiting.figures),
        *money_lines(waiting.carried, waiting.places),
        *returned_lines(waiting.batches, waiting.places, workspace.catalog.record_types),
        *split_lines(waiting.splits),
        *stuck_lines(waiting.stuck),
    ]


def draft_lines(drafts: Sequence[tuple[Draft, type[Record], str]]) -> list[Line]:
    """Records that somebody was typing when the program broke off."""
    lines = []
    for draft, record_type, name in drafts:
        title = translate(record_type.title)
        says = _("phiếu đang nhập dở lúc {time}, chưa lưu: {name}").format(
            time=shown_time(draft.at), name=name or _("{title} mới").format(title=title)
        )
        route = Route("records", record_type, record=draft.record, new=not draft.record)
        lines.append(Line(1, says, "WARN", route))
    return lines


def dated_lines(
    agenda: Agenda, today: date, places: dict[str, str], figures: Mapping[str, Sequence[str]] = _COMPLETE
) -> list[Line]:
    """Reports and recommendations that are late or due soon, the most pressing few by their days; how many
    more there are, and how many are still open."""
    lines = []
    for item in (*agenda.late, *agenda.due)[:_MOST_DATES]:
        days = (item.due_on - today).days if item.due_on else 0
        late, soon = _("ngày quá hạn: {name} (hạn {day})"), _("ngày nữa đến hạn: {name} (hạn {day})")
        name = (
            item.spoken("name") if isinstance(item, ReportingPeriod) else item.recommendation or item.subject
        )
        named = _with_place(name.rstrip(". "), item.place, places)
        route = Route("records", type(item), record=item.id or "")
        says = (late if days < 0 else soon).format(name=named, day=show_date(item.due_on or today))
        if still := figures.get(item.id or ""):
            says += _("; {count} chỉ tiêu chưa có số: {named}").format(
                count=len(still), named=says_open(still)
            )
        lines.append(Line(abs(days), says, "BLOCK" if days < 0 else "WARN", route))
    rest = len(agenda.late) + len(agenda.due) - len(lines)
    if rest > 0:
        says = _("báo cáo, kiến nghị khác quá hạn hoặc sắp đến hạn")
        lines.append(Line(rest, says, "WARN", Route("calendar")))
    if agenda.open:
        says = _("báo cáo, kiến nghị đang trong kỳ, chưa đến hạn")
        lines.append(Line(len(agenda.open), says, "NOTE", Route("calendar")))
    return lines


def money_lines(carried: Sequence[tuple[CarryOver, Carried]], places: dict[str, str]) -> list[Line]:
    """Money that lapses unless it is paid before its deadline."""
    lines = []
    for act, amount in carried[:_MOST_ACTS]:
        says = _("ngày nữa hết hạn giải ngân: còn {left} triệu đồng vốn {year} kéo dài theo {act}").format(
            left=show_number(round(amount.left / _MILLION)),
            year=act.from_year,
            act=_with_place(act.basis, act.place, places),
        )
        lines.append(Line(amount.days, says, "WARN", Route("records", CarryOver, record=act.id or "")))
    return lines


def returned_lines(
    batches: Sequence[ReturnedRows], places: dict[str, str], types: dict[str, type[Record]]
) -> list[Line]:
    """Imports whose returned rows have not come back; one line for all beyond the largest few."""
    lines = []
    for batch in batches[:_MOST_BATCHES]:
        kind = types.get(batch.record_type)
        parts = [batch.file, batch.sheet, translate(kind.plural) if kind else ""]
        named = " · ".join(dict.fromkeys(part for part in parts if part))
        says = _("dòng bị trả lại chưa nhập lại: {name} (trả ngày {day})").format(
            name=_with_place(named, batch.place, places), day=show_date(batch.returned_on)
        )
        lines.append(Line(batch.waiting, says, "WARN", Route("records", ReturnedRows, record=batch.id or "")))
    rest = batches[_MOST_BATCHES:]
    if rest:
        where = (Condition("id", "in", [batch.id for batch in rest]),)
        says = _("dòng bị trả lại của {count} trang khác").format(count=len(rest))
        rows = sum(batch.waiting for batch in rest)
        lines.append(Line(rows, says, "WARN", Route("records", ReturnedRows, where=where)))
    return lines


def way_to_divide(place: str) -> Route:
    """A new decision on the figures of a unit, with the units it may go to."""
    return Route("records", SplitDecision, where=(Condition("place", "is", place),), new=True)


def split_lines(splits: Sequence[OpenSplit]) -> list[Line]:
    """Units that became several and whose figures wait for somebody's decision; the form asks for it."""
    lines = []
    for split in splits[:_MOST_SPLITS]:
        says = _("hồ sơ của {name}, nay là nhiều đơn vị: ghi ai quyết định chia, theo thôn hay theo tỷ lệ")
        lines.append(Line(split.records, says.format(name=split.name), "WARN", way_to_divide(split.place)))
    rest = splits[_MOST_SPLITS:]
    if rest:
        says = _("hồ sơ của {count} đơn vị khác cũng chờ quyết định chia")
        records = sum(split.records for split in rest)
        lines.append(Line(records, says.format(count=len(rest)), "WARN", Route("records", SplitDecision)))
    return lines


def stuck_lines(stuck: Iterable[tuple[Chart, Drawing]]) -> list[Line]:
    """For each cause how many records cannot go on for it, the most frequent causes first."""
    lines = []
    for chart, drawing in stuck:
        for series in drawing.series[:1]:
            for label, value, where in zip(drawing.labels, series.values, series.wheres, strict=False):
                if value:
                    says = _("{title} đang vướng: {cause}").format(
                        title=translate(Plural(chart.over.title)).lower(), cause=label
                    )
                    lines.append(
                        Line(int(value), says, "WARN", Route("records", chart.over, where=tuple(where)))
                    )
    return sorted(lines, key=lambda line: -line.number)[:_MOST_CAUSES]


def _with_place(name: str, place: str | None, places: dict[str, str]) -> str:
    return f"{name}, {places[place]}" if place in places else name
