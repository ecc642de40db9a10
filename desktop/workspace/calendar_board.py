"""Who owes which report and answer by when, and the plan of a year's reports; paints nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from desktop.declare.reading import Condition, Reader
from desktop.declare.text import _
from desktop.declare.values import plain_value
from desktop.shared.calendar import (
    DONE,
    DUE,
    FUTURE,
    LATE,
    OPEN,
    ReportingDuty,
    ReportingPeriod,
    SupervisionVisit,
    standing,
)
from desktop.shared.office import COMMUNE, PROVINCE, Office, read_office
from desktop.shared.open_figures import read_open_figures
from desktop.shared.places import Place
from desktop.shared.reporting_plan import planned

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

ORDER = (LATE, DUE, OPEN, FUTURE, DONE)
_WAITS = (LATE, DUE, OPEN)
_OWED_AT = {COMMUNE: ("unit", "commune"), PROVINCE: ("province",)}


@plain_value
class Owed:
    """A report or recommendation and where it stands; `days` to its day are negative once it is past."""

    item: ReportingPeriod | SupervisionVisit
    standing: str
    days: int | None
    duty: ReportingDuty | None = None


@plain_value
class CalendarBoard:
    """What is owed, the most pressing first; how many reports of the year are not in the calendar yet."""

    year: int
    owed: tuple[Owed, ...] = ()
    missing: int = 0
    office: bool = False
    """Whether it is known whose calendar this is: without an office nothing can be planned."""

    places: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The codes of the indicators a report still waits for, by its id."""


def read_calendar(workspace: Workspace, place: str, year: int | None, today: date) -> CalendarBoard:
    """The calendar of a place (all where none is named) and a year: of the periods that are owed in it.

    Where no year is named it is this year's, and all that waits is in it: late of last year, due in the next.
    """
    asked = year or today.year
    with workspace.store.reading() as reader, workspace.reading() as seen:
        where = [Condition("place", "in", workspace.places_within(place))] if place else []
        duties = {duty.id: duty for duty in reader.rows(ReportingDuty)}
        owed = [
            Owed(each, standing(each, today), (each.due_on - today).days, duties.get(each.duty))
            for each in seen.rows(ReportingPeriod, where)
        ]
        owed += [
            Owed(each, standing(each, today), (each.due_on - today).days if each.due_on else None)
            for each in seen.rows(SupervisionVisit, where)
        ]
        owed = [one for one in owed if _day(one.item).year == asked or (not year and one.standing in _WAITS)]
        owed.sort(key=lambda one: (ORDER.index(one.standing), one.days is None, one.days or 0))
        office = read_office(reader)
        missing = len(_missing(reader, office, asked))
        names = seen.names(Place, {one.item.place for one in owed})
        begun = [one.item for one in owed if one.standing in _WAITS]
        figures = read_open_figures((each for each in begun if isinstance(each, ReportingPeriod)), reader)
    return CalendarBoard(asked, tuple(owed), missing, office is not None, names, figures)


def _day(item: ReportingPeriod | SupervisionVisit) -> date:
    return item.due_on or (item.visited_on if isinstance(item, SupervisionVisit) else item.period_end)


def plan_year(workspace: Workspace, year: int) -> tuple[int, int | None]:
    """Add the periods of a year that are not there yet, as one change set: how many, and its number."""
    with workspace.writing(_("Lập lịch báo cáo năm {year}").format(year=year)) as writing:
        periods = _missing(writing, read_office(writing), year)
        writing.save_all(periods)
    return len(periods), writing.number or None


def _missing(reader: Reader, office: Office | None, year: int) -> list[ReportingPeriod]:
    """The periods that duties ask of the office, and of its communes, and that nobody has entered."""
    known = {
        (period.duty, period.place, period.period_end, period.edition)
        for period in reader.rows(ReportingPeriod)
    }
    asked = [
        period
        for duty in reader.rows(ReportingDuty)
        for place in _who(duty, office, reader)
        for period in planned(duty, year, place)
    ]
    return [each for each in asked if (each.duty, each.place, each.period_end, each.edition) not in known]


def _who(duty: ReportingDuty, office: Office | None, reader: Reader) -> Iterator[str]:
    """Who owes a duty, as far as it is this office's to see; of communes a province minds no monthly ones."""
    if office is None or office.place is None:
        return
    if duty.owed_by in _OWED_AT.get(office.level, ()):
        yield office.place
    elif office.level == PROVINCE and duty.owed_by == "commune" and duty.frequency != "month":
        below = [Condition("parent", "is", office.place), Condition("valid_to", "empty")]
        yield from (unit.id for unit in reader.rows(Place, below) if unit.id and unit.kind == "commune")
