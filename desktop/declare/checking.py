"""Which of many records may have a problem, found in one compiled pass; says not what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal as Dec
from typing import Any

from desktop.declare.fields import Choice, Computed, Field, NationalId, Reference, Text
from desktop.declare.norms import NormBook
from desktop.declare.records import Record

Test = Callable[[Sequence[Record], NormBook, date], list[int]]
_compiled: dict[type[Record], Test] = {}


def suspects(record_type: type[Record], records: Sequence[Record], norms: NormBook) -> list[int]:
    """Positions of the records that `problems` must be asked of; the others surely have none.

    All fields and rules of a sound record are passed in one expression, so that a long list of mostly sound
    records costs little more than looking at its values.
    """
    test = _compiled.get(record_type)
    if test is None:
        test = _compiled[record_type] = _compile(record_type)
    return test(records, norms, date.today())


def _compile(record_type: type[Record]) -> Test:
    given: dict[str, Any] = {"date": date, "Dec": Dec}
    reads, tests = [], []
    for number, (name, field) in enumerate(record_type.fields.items()):
        if isinstance(field, Computed):
            continue
        local = f"value_{number}"
        sure = field.quick(local)
        if isinstance(field, Choice):
            given[f"options_{field.name}"] = field.options
        if _checks_more(type(field)):
            given[f"check_{number}"] = field.check
            sure = f"not any(True for problem in check_{number}({local}))"
        # Of words the empty ones count as missing; of figures a zero does not.
        is_words = isinstance(field, Text | Choice | NationalId | Reference)
        there, missing = (local, f"not {local}") if is_words else (f"{local} is not None", f"{local} is None")
        if field.required:
            tests.append(f"{there} and ({sure})" if sure else there)
        elif sure:
            tests.append(f"({missing} or {sure})")
        else:
            continue
        reads.append(f"            {local} = record.{name}")
    for number, (rule, _needed) in enumerate(record_type._judged):
        given[f"rule_{number}"] = rule.asks
        asked = f"rule_{number}(record, norms)" if rule.wants_norms else f"rule_{number}(record)"
        tests.append(f"{asked} in (True, None)")
    sound = "\n                and ".join(tests or ["True"])
    lines = [
        "def test(records, norms, today):",
        "    found = []",
        "    for position, record in enumerate(records):",
        "        try:",
        *reads,
        f"            if ({sound}):",
        "                continue",
        "        except Exception:",
        "            pass",
        "        found.append(position)",
        "    return found",
    ]
    source = "\n".join(lines)
    # The source is made of names and limits that the record type declared in code, never of anything read.
    exec(compile(source, f"<test of {record_type.__name__}>", "exec"), given)
    test: Test = given["test"]
    return test


def _checks_more(kind: type[Field[Any]]) -> bool:
    """Whether a kind of field has a check of its own that the quick test it inherits knows nothing of."""
    return _distance(kind, "check") < _distance(kind, "quick")


def _distance(kind: type[Field[Any]], name: str) -> int:
    return next(steps for steps, base in enumerate(kind.__mro__) if name in vars(base))
