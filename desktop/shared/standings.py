"""Where every indicator stands in a year: reported, computed, forecast, and what holds it up; no store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from desktop.declare.indicators import Indicator, Measured
from desktop.declare.ordering import word_order
from desktop.declare.reading import Condition, Reader, Sort, Where
from desktop.declare.records import Record
from desktop.declare.text import fold_words, translate
from desktop.shared import scoring
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue, PhaseResult
from desktop.shared.obstacles import Obstacle
from desktop.shared.office import CENTRAL, read_office
from desktop.shared.outlook import Outlook, read_outlooks
from desktop.shared.places import Place, places_within
from desktop.shared.scoreboard import Score, scoreboards
from desktop.shared.scoring import Bound

_COURSE = 5
_YEARS = tuple(f"year_{number}" for number in range(1, 6))
Figure = tuple[Indicator, Measured | None]
REPORTED, PHASE, COMPUTED = "reported", "phase", "computed"


class Standing(NamedTuple):
    """One indicator: `kind` says whether it was reported for a year, for five years, or only computed.

    `course` are its figures year by year; `missing` is what is missing to the target (0 or less where it is
    reached); `expected` is what the year comes to if it goes on as until `on`; `computed` is what the records
    give, `difference` how much that is above the reported figure. None where something cannot be said.
    `where` of `record_type` leads to what it is made of, `indicator` names the one that was computed.
    """

    kind: str
    title: str
    unit: str
    record_type: type[Record] | None
    where: Where = ()
    base: Bound | None = None
    target: Bound | None = None
    actual: Bound | None = None
    course: tuple[Decimal, ...] = ()
    trend: Decimal | None = None
    missing: Decimal | None = None
    judged: str | None = None
    on: date | None = None
    expected: Decimal | None = None
    expects: str | None = None
    computed: Decimal | None = None
    difference: Decimal | None = None
    failed: bool = False
    place: str = ""
    obstacles: tuple[tuple[str, str], ...] = ()
    indicator: str = ""


class Standings:
    """Joins what was reported with what was computed; each computed figure is shown once."""

    def __init__(self, reader: Reader, where: Where, year: int | None, figures: Mapping[str, Figure]) -> None:
        self._reader, self._where, self._year = reader, where, year
        self._figures = figures
        self._by_title = {fold_words(indicator.title): name for name, (indicator, _) in figures.items()}
        self._scores: dict[int, dict[str, Score]] = {}
        if year is not None:
            boards = scoreboards(reader, where, range(year - _COURSE + 1, year + 1))
            for each, scores in boards.items():
                self._scores[each] = {score.definition.id or "": score for score in scores}
        self._shown: set[str] = set()
        self._stuck: dict[str, list[tuple[str, str]]] = defaultdict(list)
        unsolved = (*where, Condition("indicator", "filled"), Condition("solved_on", "empty"))
        for obstacle in reader.rows(Obstacle, unsolved, [Sort("name")]):
            self._stuck[obstacle.indicator].append((obstacle.id or "", obstacle.name))

    def reported(self) -> Iterator[Standing]:
        """Indicators reported for the year or for a part of it."""
        if self._year is None:
            return
        scores = self._scores[self._year]
        outlooks = read_outlooks(self._reader, self._where, self._year)
        wanted = sorted({*scores, *outlooks})
        rows = self._reader.rows(IndicatorDefinition, [Condition("id", "in", wanted)])
        for definition in sorted(rows, key=lambda each: (each.programme, word_order(each.code))):
            yield self._standing(
                definition, scores.get(definition.id or ""), outlooks.get(definition.id or "")
            )

    def _standing(
        self, definition: IndicatorDefinition, score: Score | None, outlook: Outlook | None
    ) -> Standing:
        target = score.target if score else outlook.plan if outlook else None
        target = target or definition.target_at(self._year or 0)
        actual = score.actual if score else outlook.figure if outlook else None
        values = score.values if score else outlook.values if outlook else ()
        missing = None
        if actual and target:
            missing = scoring.distance(actual.value, target.value, definition.direction)
        expected = outlook.expected if outlook and not score else None
        expects = None
        if expected is not None and target:
            expects = scoring.judge(Bound("=", expected), target, definition.direction)
        computed, difference, failed = self._computed(definition, actual)
        return Standing(
            REPORTED,
            f"{definition.code} {definition.spoken('name')}",
            definition.spoken("unit"),
            IndicatorValue,
            (Condition("id", "in", [value.id for value in values]),),
            None if definition.base is None else Bound("=", definition.base),
            target,
            actual,
            self._course(definition),
            score.trend if score else None,
            missing,
            score.judged if score else None,
            outlook.on if outlook and not score else None,
            expected,
            expects,
            computed,
            difference,
            failed,
            obstacles=tuple(self._stuck[definition.id or ""]),
            indicator=self._named(definition),
        )

    def _computed(
        self, definition: IndicatorDefinition, actual: Bound | None
    ) -> tuple[Decimal | None, Decimal | None, bool]:
        """What the records give for an indicator, named by its definition or having the same title."""
        name = self._named(definition)
        if not name:
            return None, None, False
        self._shown.add(name)
        _indicator, figure = self._figures[name]
        if figure is None or figure.value is None:
            return None, None, figure is None
        value = Decimal(figure.value)
        return value, value - actual.value if actual else None, False

    def _named(self, definition: IndicatorDefinition) -> str:
        """The computed figure that belongs to a definition; empty where there is none."""
        name = definition.computed_by or ""
        return name if name in self._figures else self._by_title.get(fold_words(definition.name), "")

    def _course(self, definition: IndicatorDefinition) -> tuple[Decimal, ...]:
        """The figures of the years up to this one, the oldest first; before its time those it continues."""
        own, before = definition.id or "", definition.continues or ""
        told = (scores.get(own) or scores.get(before) for scores in self._scores.values())
        return tuple(score.actual.value for score in told if score and score.actual)

    def phases(self) -> Iterator[Standing]:
        """Lines of the reports on five years, place by place."""
        lines = self._phase_lines()
        places = self._reader.names(Place, {line.place for line in lines})
        for line in sorted(lines, key=lambda each: (-each.first_year, places.get(each.place, ""))):
            figures = dict(line.figures())
            years = [figures[name] for name in _YEARS if name in figures]
            actual, target = years[-1] if years else None, figures.get("target")
            missing = None
            if actual and target:
                direction = scoring.direction_of(target.sign)
                missing = scoring.distance(actual.value, target.value, direction)
            yield Standing(
                PHASE,
                line.indicator,
                line.unit or "",
                PhaseResult,
                (Condition("id", "is", line.id),),
                figures.get("base"),
                target,
                actual,
                tuple(year.value for year in years),
                years[-1].value - years[-2].value if len(years) > 1 else None,
                missing,
                line.judged or line.assessment,
                place=f"{places.get(line.place, '')}, {line.first_year}-{line.first_year + 4}",
            )

    def _phase_lines(self) -> list[PhaseResult]:
        """The lines of the place that was asked for; where none was, those of the office's own province."""
        lines = list(self._reader.rows(PhaseResult, self._where))
        office = read_office(self._reader) if lines and not self._where else None
        if office is None or office.level == CENTRAL or not office.province:
            return lines
        # Another province's results are kept to compare with: they are no results of this office.
        own = places_within(office.province, self._reader)
        return [line for line in lines if line.place in own]

    def only_computed(self) -> Iterator[Standing]:
        """Figures of components that nobody reported beside."""
        for name, (indicator, figure) in self._figures.items():
            if name in self._shown:
                continue
            target = indicator.targets.get(self._year or date.today().year)
            wanted = "≤" if indicator.direction == scoring.DOWN else "≥"
            bound = None if target is None else Bound(wanted, Decimal(target))
            value = None if figure is None or figure.value is None else Decimal(figure.value)
            judged = missing = None
            if value is not None and bound is not None:
                judged = scoring.judge(Bound("=", value), bound, indicator.direction)
                missing = scoring.distance(value, bound.value, indicator.direction)
            yield Standing(
                COMPUTED,
                translate(indicator.title),
                translate(indicator.unit),
                None,
                base=None if indicator.base is None else Bound("=", Decimal(indicator.base)),
                target=bound,
                judged=judged,
                missing=missing,
                computed=value,
                failed=figure is None,
                indicator=name,
            )
