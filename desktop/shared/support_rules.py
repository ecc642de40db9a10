"""Finds households whose supports, of whatever components, break a `SupportLimit`; knows no component."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, groupby
from weakref import WeakKeyDictionary

from desktop.declare.dates import first_day
from desktop.declare.numbers import show_number
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.rules import Rule
from desktop.declare.supports import Supported
from desktop.declare.text import _, translate
from desktop.shared.support_limits import APART, CEILING, SupportLimit

Found = tuple[type[Record], Finding]
_told: WeakKeyDictionary[Reader, list[Found]] = WeakKeyDictionary()
"""What was found among all records, for as long as the moment it was found at is read."""


def rules_over(record_types: Sequence[type[Record]]) -> list[Rule]:
    """One rule for each record type that declares supports: its records are told where theirs do not fit."""
    return [
        Rule(
            "",
            "supports_keep_their_limits",
            "Hỗ trợ này không đi cùng {others} của hộ.",
            record_type,
            _Limits(record_type),
            about="Các hỗ trợ của một hộ đi được cùng nhau",
        )
        for record_type in record_types
        if record_type.supports
    ]


class _Limits:
    """The findings about one record type; over all records every type is answered by one search."""

    def __init__(self, record_type: type[Record]) -> None:
        self.record_type = record_type

    def __call__(self, reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
        if among is not None:
            found = list(find_broken(reader, (self.record_type, among)))
        else:
            if reader not in _told:
                _told[reader] = list(find_broken(reader))
            found = _told[reader]
        for record_type, finding in found:
            if record_type is self.record_type and (among is None or finding.record in among):
                yield finding


def find_broken(reader: Reader, beside: tuple[type[Record], frozenset[str]] | None = None) -> Iterator[Found]:
    """What breaks a limit, of all households or of those that some records support."""
    by_kinds: dict[tuple[str, ...], list[SupportLimit]] = {}
    for limit in reader.rows(SupportLimit):
        by_kinds.setdefault(tuple(kind for kind in (limit.first, limit.second) if kind), []).append(limit)
    for kinds, limits in by_kinds.items():
        told = reader.supports(kinds=kinds, beside=beside, at_least=2)
        for _household, supports in groupby(told, key=lambda each: each.household):
            received = list(supports)
            for limit in limits:
                yield from broken_by(limit, received)


def broken_by(limit: SupportLimit, supports: Sequence[Supported]) -> Iterator[Found]:
    """What of one household's supports breaks a limit, said of each record that is part of it."""
    within = [each for each in supports if each.kind in (limit.first, limit.second)]
    if limit.kind == CEILING:
        yield from _above(limit, within)
        return
    for one, two in combinations(within, 2):
        if _collide(limit, one, two):
            earlier, later = sorted((one, two), key=day_of)
            if limit.holds_on(day_of(later)):
                yield _pair(limit, later, earlier, limit.applied_grade)
                # What came first was right then; it is told, so that both are seen from either.
                same = day_of(earlier) == day_of(later)
                yield _pair(limit, earlier, later, limit.applied_grade if same else Grade.NOTE)


def day_of(support: Supported) -> date:
    """The day a support counts from; what tells neither day nor year counts as the earliest."""
    if support.on is not None:
        return first_day(support.on)
    return date(support.year, 1, 1) if support.year else date.min


def _collide(limit: SupportLimit, one: Supported, two: Supported) -> bool:
    if one.record == two.record:
        return False
    if limit.kind == APART:
        fits = {one.kind, two.kind} == {limit.first, limit.second}
    else:
        fits = one.kind == two.kind and (
            one.record_type is not two.record_type or bool(limit.within_one_list)
        )
    return fits and _near(limit, one, two)


def _near(limit: SupportLimit, one: Supported, two: Supported) -> bool:
    return limit.years is None or abs(day_of(one).year - day_of(two).year) < limit.years


def _pair(limit: SupportLimit, own: Supported, other: Supported, grade: Grade) -> Found:
    says = _("Hộ này còn được hỗ trợ {kind} ({other}): {limit}.")
    written = says.format(kind=_kind_of(other), other=tell(other), limit=translate(limit.name).rstrip("."))
    return own.record_type, _finding(limit, own, [other], grade, written)


def _above(limit: SupportLimit, supports: Sequence[Supported]) -> Iterator[Found]:
    if sum(_money(limit, each) for each in supports) <= (limit.amount or 0):
        return
    counted = sorted((each for each in supports if limit.holds_on(day_of(each))), key=day_of)
    for position, last in enumerate(counted):
        near = [each for each in counted[: position + 1] if _near(limit, each, last)]
        total = sum(_money(limit, each) for each in near)
        if len({each.record for each in near}) > 1 and total > (limit.amount or 0) and _money(limit, last):
            others = [each for each in near if each.record != last.record]
            says = _("Cộng với {others}, hộ này được {total} đ, vượt mức {limit} đ: {name}.")
            written = says.format(
                others="; ".join(f"{_kind_of(each)} ({tell(each)})" for each in others[:3]),
                total=show_number(total),
                limit=show_number(limit.amount or 0),
                name=translate(limit.name).rstrip("."),
            )
            yield last.record_type, _finding(limit, last, others, limit.applied_grade, written)


def _money(limit: SupportLimit, support: Supported) -> int:
    return support.amounts.get(limit.source, 0) if limit.source else support.total


def _kind_of(support: Supported) -> str:
    return _("khác") if support.support.sensitive else support.title.lower()


def tell(support: Supported) -> str:
    """Where a support stands, in a few words: `Lịch sử hỗ trợ, QĐ 167/2008/QĐ-TTg, 2010, 8.400.000 đ`."""
    if support.support.sensitive:
        return translate(support.record_type.menu) or _("hồ sơ riêng tư")
    money = f"{show_number(support.total)} đ" if support.total else ""
    day = support.record_type.fields[support.support.on].format(support.on) if support.on else ""
    told = (
        translate(support.record_type.plural),
        support.programme,
        support.decision,
        day or str(support.year or ""),
        money,
    )
    return ", ".join(part for part in told if part)


def _finding(
    limit: SupportLimit, own: Supported, others: Sequence[Supported], grade: Grade, sentence: str
) -> Finding:
    name = translate(limit.name).rstrip(".")
    return Finding(
        record=own.record,
        related=tuple(other.record for other in others if not other.support.sensitive),
        field=own.support.through or own.support.whom,
        grade=grade,
        basis=limit.basis,
        sentence=sentence,
        rule=limit.code,
        about=_("{name} trong mức trần").format(name=name) if limit.kind == CEILING else name,
    )
