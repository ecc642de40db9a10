"""Which of many records may have a problem, found in one compiled pass; says not what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal as Dec
from inspect import getattr_static
from operator import itemgetter
from typing import Any

from desktop.declare.fields import Choice, Computed, Details, Field, NationalId, Reference, Text
from desktop.declare.norms import NormBook
from desktop.declare.records import Record
from desktop.declare.standins import Names
from desktop.declare.unfolding import Tests, Unfolder

Test = Callable[[Sequence[Record], NormBook, date], list[int]]
_STEP = " " * 4
_ASIDE = re.compile(r"\baside_\d+\b")
_compiled: dict[tuple[type[Record], date], Test] = {}


def suspects(record_type: type[Record], records: Sequence[Record], norms: NormBook) -> list[int]:
    """Positions of the records that `problems` must be asked of; the others surely have none.

    All fields and rules of a sound record are passed in one expression, so that a long list of mostly sound
    records costs little more than looking at its values. What rules ask of values is told in line there (see
    `unfolding`).
    """
    # What a rule is content with is found out anew each day, for it may look at the calendar.
    asked = (record_type, date.today())
    test = _compiled.get(asked)
    if test is None:
        test = _compiled[asked] = _compile(record_type)
    return test(records, norms, asked[1])


def _compile(record_type: type[Record]) -> Test:
    read = [name for name, field in record_type.fields.items() if not isinstance(field, Computed)]
    local = {name: f"value_{number}" for number, name in enumerate(read)}
    given: dict[str, Any] = {"date": date, "Dec": Dec, "suspects": suspects}
    sound = "\n                and ".join(_field_tests(record_type, local, given)) or "True"
    names = Names()
    rules = list(_rule_lines(record_type, local, given, names))
    given |= names.constants
    lines = [
        "def test(records, norms, today):",
        "    found = []",
        "    norm_at = norms.at",
        "    for position, record in enumerate(records):",
        "        try:",
        *_reading(record_type, local, given),
        f"            if not ({sound}):",
        *_suspect(" " * 16),
        *(f"            {name} = ..." for name in names.asides.values()),
        *rules,
        "        except Exception:",
        "            found.append(position)",
        "    return found",
    ]
    # The source is made of names and limits that the record type declared in code, never of anything read.
    exec(compile("\n".join(lines), f"<test of {record_type.__name__}>", "exec"), given)
    test: Test = given["test"]
    return test


def _reading(record_type: type[Record], local: Mapping[str, str], given: dict[str, Any]) -> Iterator[str]:
    """Lines that put every value into its local variable, all at once where nothing is in the way."""
    plain = [name for name in local if _is_read_plainly(record_type, name)]
    yield from (f"            {local[name]} = record.{name}" for name in local if name not in plain)
    if len(plain) > 1:
        given["pick"] = itemgetter(*plain)
        given["empty"] = {name: record_type.fields[name].default for name in plain}
        values = ", ".join(local[name] for name in plain)
        yield "            own = record.__dict__"
        yield "            try:"
        yield f"                {values} = pick(own)"
        yield "            except KeyError:"
        yield f"                {values} = pick({{**empty, **own}})"
    else:
        yield from (f"            {local[name]} = record.{name}" for name in plain)


def _is_read_plainly(record_type: type[Record], name: str) -> bool:
    """Whether reading the field of a record is nothing but looking into what the record holds."""
    field = record_type.fields[name]
    return (
        getattr_static(record_type, name) is field
        and type(field).__get__ is Field.__get__
        and record_type.__getattribute__ is object.__getattribute__
    )


def _field_tests(record_type: type[Record], local: Mapping[str, str], given: dict[str, Any]) -> Iterator[str]:
    for name, value in local.items():
        field = record_type.fields[name]
        sure = field.quick(value)
        if isinstance(field, Choice):
            given[f"options_{field.name}"] = field.options
        if type(field) is Details:
            given[f"rows_{value}"] = field.of
            sure = f"not suspects(rows_{value}, {value}, rows_{value}.norms)"
        elif _checks_more(type(field)):
            given[f"check_{value}"] = field.check
            sure = f"not any(True for problem in check_{value}({value}))"
        # Of words and rows the empty ones count as missing; of figures a zero does not.
        is_words = isinstance(field, Text | Choice | NationalId | Reference | Details)
        there, missing = (value, f"not {value}") if is_words else (f"{value} is not None", f"{value} is None")
        if field.required:
            yield f"{there} and ({sure})" if sure else there
        elif sure:
            yield f"({missing} or {sure})"


def _rule_lines(
    record_type: type[Record], local: Mapping[str, str], given: dict[str, Any], names: Names
) -> Iterator[str]:
    """The rules as tests in line; a rule is called where they come to what only itself can tell."""
    unfolder = Unfolder(record_type, local, names)
    for number, rule in enumerate(record_type.rules):
        given[f"rule_{number}"] = rule.asks
        asked = f"rule_{number}(record, norms)" if rule.wants_norms else f"rule_{number}(record)"
        yield from _lines(unfolder.tests(rule), f"{asked} not in (True, None)", names, " " * 12)


def _lines(
    tests: Tests, asked: str, names: Names, indent: str, known: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Nested tests of one rule; `known` are the asides that were worked out on the way."""
    if tests is True:
        return
    if tests is False:
        yield f"{indent}if {asked}:"
        yield from _suspect(indent + _STEP)
        return
    for name in _asides(tests.test, names):
        if name not in known:
            yield f"{indent}if {name} is ...:"
            yield f"{indent}{_STEP}{name} = {names.source_of(name)}"
    known = known.union(_asides(tests.test, names))
    if tests.holds is True:
        yield f"{indent}if not ({tests.test}):"
        yield from _lines(tests.fails, asked, names, indent + _STEP, known)
        return
    yield f"{indent}if {tests.test}:"
    yield from _lines(tests.holds, asked, names, indent + _STEP, known)
    if tests.fails is not True:
        yield f"{indent}else:"
        yield from _lines(tests.fails, asked, names, indent + _STEP, known)


def _asides(test: str, names: Names) -> Iterator[str]:
    """The asides a test speaks of, each after those it rests on."""
    for name in _ASIDE.findall(test):
        yield from _asides(names.source_of(name), names)
        yield name


def _suspect(indent: str) -> Iterator[str]:
    yield f"{indent}found.append(position)"
    yield f"{indent}continue"


def _checks_more(kind: type[Field[Any]]) -> bool:
    """Whether a kind of field has a check of its own that the quick test it inherits knows nothing of."""
    return _distance(kind, "check") < _distance(kind, "quick")


def _distance(kind: type[Field[Any]], name: str) -> int:
    return next(steps for steps, base in enumerate(kind.__mro__) if name in vars(base))
