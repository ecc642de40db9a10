"""A rule told as tests of the values it reads, found by asking it of stand-ins; judges no record.

What a rule asks of a record's values is told in line by the pass over many records, which then need not call
it. A rule that does more than compare and reckon (it calls a library, walks over owned rows, looks at what is
no field) is asked itself, but only where the tests in line come to that point.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Choice, Computed, Date, Details, Field, SumOf, YesNo
from desktop.declare.standins import (
    ANY,
    CHOICE,
    DATE,
    CannotTell,
    Names,
    Norms,
    Path,
    WantsOneByOne,
    one_of,
    there,
)
from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.declare.rules import RecordRule

_MOST_WAYS = 64
"""Ways through one rule that are followed."""
_LONGEST = (24, 12, 8, 6, 4)
"""Tests on a way that is followed to its end; of a rule with too many ways the longer ones end sooner."""

_BESIDES = frozenset(("__dict__", "id", "changed_in"))
"""What a rule may read of a record beside its fields; then the fields alone do not decide."""


@plain_value
class Fork:
    """A test in line, and what follows where it holds and where it does not."""

    test: str
    holds: Tests
    fails: Tests


Tests = Fork | bool
"""True: the rule is content. False: the rule itself must be asked."""


class _TooMany(Exception):
    """There are more ways through a rule than are worth following."""


@dataclass
class Unfolder:
    """Unfolds the rules of one record type; `local` are the variables that hold the values of its fields."""

    record_type: type[Record]
    local: Mapping[str, str]
    names: Names = field(default_factory=Names)

    def __post_init__(self) -> None:
        self._stand_in = _stand_in(self.record_type)

    def tests(self, rule: RecordRule) -> Tests:
        """The rule as tests, or False where it can only be asked."""
        one_by_one: set[str] = set()
        lengths = iter(_LONGEST)
        longest = next(lengths)
        while longest:
            try:
                return _Ways(self, rule, one_by_one, longest).after([])
            except WantsOneByOne as wanted:
                one_by_one.add(wanted.source)
            except _TooMany:
                longest = next(lengths, 0)
        return False

    def is_content(self, rule: RecordRule, path: Path, one_by_one: Collection[str]) -> bool:
        """Whether the rule is content on a path; False too where it cannot be told."""
        record = self._stand_in()
        values = _Values(self, path, one_by_one)
        object.__getattribute__(record, "__dict__")["_values"] = values
        try:
            answer = rule.asks(record, Norms(path)) if rule.wants_norms else rule.asks(record)
        except WantsOneByOne:
            raise
        except (CannotTell, Exception):
            return False
        return answer is True or answer is None


@dataclass
class _Ways:
    """All ways through one rule."""

    of: Unfolder
    rule: RecordRule
    one_by_one: Collection[str]
    longest: int
    followed: int = 0

    def after(self, answers: list[bool]) -> Tests:
        """What follows when the first tests were answered like this."""
        self.followed += 1
        if self.followed > _MOST_WAYS:
            raise _TooMany
        path = Path(self.of.names, answers, self.longest)
        found: Tests = self.of.is_content(self.rule, path, self.one_by_one)
        taken = list(path.taken.items())
        for place in range(len(taken) - 1, len(answers) - 1, -1):
            before = [answer for _test, answer in taken[:place]]
            found = _fork(taken[place][0], found, self.after([*before, False]))
        return found


def _fork(test: str, holds: Tests, fails: Tests) -> Tests:
    return holds if holds == fails else Fork(test, holds, fails)


class _Values:
    """The stand-ins for the values of one record on one path."""

    def __init__(self, unfolder: Unfolder, path: Path, one_by_one: Collection[str]) -> None:
        self._fields = unfolder.record_type.fields
        self._local, self._path, self._one_by_one = unfolder.local, path, one_by_one
        self._known: dict[str, Any] = {}

    def of(self, name: str) -> Any:
        """The stand-in for the value of a field, the same one each time."""
        if name not in self._known:
            self._known[name] = self._value(name, self._fields[name])
        return self._known[name]

    def _value(self, name: str, kind: Field[Any]) -> Any:
        path = self._path
        if isinstance(kind, Computed):
            source, kind = path.names.aside(self._worked_out(kind)), kind.kind_of
        else:
            source = self._local[name]
        if isinstance(kind, Details):
            # Owned rows may be an empty list as well as nothing; what is in them is not told in line.
            if path.is_so(f"{source} is None"):
                return None
            if path.is_so(f"not {source}"):
                return []
            raise CannotTell
        if isinstance(kind, YesNo):
            return one_of(path, source, (True, False), "is")
        if isinstance(kind, Choice):
            if source in self._one_by_one:
                return one_of(path, source, kind.options)
            return there(path, source, CHOICE)
        return there(path, source, DATE if isinstance(kind, Date) else ANY)

    def _worked_out(self, kind: Computed[Any]) -> str:
        if isinstance(kind.of, SumOf) and self._local.keys() >= set(kind.of.names):
            return kind.of.source(self._local)
        return f"record.{kind.name}"


def _stand_in(record_type: type[Record]) -> type[Record]:
    """The record type, whose records hold stand-ins for all values."""
    fields = record_type.fields

    def read(self: Record, name: str) -> Any:
        own = object.__getattribute__(self, "__dict__")
        if "_values" in own:
            if name in fields:
                return own["_values"].of(name)
            if name in _BESIDES:
                raise CannotTell
        return object.__getattribute__(self, name)

    return type(record_type.__name__, (record_type,), {"__getattribute__": read})
