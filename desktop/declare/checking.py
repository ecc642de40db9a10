"""Which of many records may have a problem, found in one compiled pass; says not what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal as Dec
from inspect import getattr_static
from operator import itemgetter
from typing import Any

from desktop.declare.fields import Choice, Computed, Details, Field, NationalId, Reference, Text
from desktop.declare.glances import glances
from desktop.declare.norms import NormBook
from desktop.declare.records import Record

Test = Callable[[Sequence[Record], NormBook, date], list[int]]
_compiled: dict[tuple[type[Record], date], Test] = {}


def suspects(record_type: type[Record], records: Sequence[Record], norms: NormBook) -> list[int]:
    """Positions of the records that `problems` must be asked of; the others surely have none.

    All fields and rules of a sound record are passed in one expression, so that a long list of mostly sound
    records costs little more than looking at its values. A rule that needs no asking of the values at hand
    (see `glances`) is not asked.
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
    given: dict[str, Any] = {"date": date, "Dec": Dec}
    tests = [*_field_tests(record_type, local, given), *_rule_tests(record_type, local, given)]
    sound = "\n                and ".join(tests or ["True"])
    lines = [
        "def test(records, norms, today):",
        "    found = []",
        "    for position, record in enumerate(records):",
        "        try:",
        *_reading(record_type, local, given),
        f"            if ({sound}):",
        "                continue",
        "        except Exception:",
        "            pass",
        "        found.append(position)",
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
        if _checks_more(type(field)):
            given[f"check_{value}"] = field.check
            sure = f"not any(True for problem in check_{value}({value}))"
        # Of words the empty ones count as missing; of figures a zero does not.
        is_words = isinstance(field, Text | Choice | NationalId | Reference)
        there, missing = (value, f"not {value}") if is_words else (f"{value} is not None", f"{value} is None")
        if field.required:
            yield f"{there} and ({sure})" if sure else there
        elif sure:
            yield f"({missing} or {sure})"


def _rule_tests(record_type: type[Record], local: Mapping[str, str], given: dict[str, Any]) -> Iterator[str]:
    """The rules, those that a look at the same values spares together behind that look."""
    behind: dict[str, list[str]] = {}
    for number, (rule, seen) in enumerate(
        zip(record_type.rules, glances(record_type, record_type.rules), strict=True)
    ):
        given[f"rule_{number}"] = rule.asks
        asked = f"rule_{number}(record, norms)" if rule.wants_norms else f"rule_{number}(record)"
        looks = [" and ".join(_is_empty(record_type, name, local[name]) for name in seen.empty)]
        if seen.one:
            given[f"content_{number}"] = frozenset(seen.values)
            looks.append(f"{local[seen.one]} in content_{number}")
        look = " or ".join(f"({each})" for each in looks if each)
        behind.setdefault(look, []).append(f"{asked} in (True, None)")
    for look, asked_rules in behind.items():
        together = " and ".join(asked_rules)
        yield f"({look} or {together})" if look else together


def _is_empty(record_type: type[Record], name: str, value: str) -> str:
    is_rows = isinstance(record_type.fields[name], Details)
    return f"not {value}" if is_rows else f"{value} is None"


def _checks_more(kind: type[Field[Any]]) -> bool:
    """Whether a kind of field has a check of its own that the quick test it inherits knows nothing of."""
    return _distance(kind, "check") < _distance(kind, "quick")


def _distance(kind: type[Field[Any]], name: str) -> int:
    return next(steps for steps, base in enumerate(kind.__mro__) if name in vars(base))
