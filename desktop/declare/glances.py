"""What a rule looks at before it is content, found by asking it of nearly empty records; judges nothing.

A rule answers by the fields it reads. Where it is content after reading some of them and nothing else, it
is content with every record that holds the same in those, and need not be asked there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Choice, Computed, Details, Field, YesNo

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.declare.rules import RecordRule

_BESIDES = frozenset(("__dict__", "id", "changed_in"))
"""What a rule may read of a record beside its fields; then the fields alone do not decide."""


@dataclass(frozen=True, slots=True)
class Glance:
    """The rule is content while all `empty` fields are empty, or while `one` holds one of `values`."""

    empty: tuple[str, ...] = ()
    one: str = ""
    values: tuple[Any, ...] = ()


@dataclass(slots=True)
class _Seen:
    """What was read, in order, and whether that was more than fields."""

    fields: dict[str, None] = field(default_factory=dict)
    strayed: bool = False


def glances(record_type: type[Record], rules: Iterable[RecordRule]) -> list[Glance]:
    """Where each rule needs no asking; a glance at nothing where it must always be asked."""
    probe = _probe(record_type)
    return [_glance(probe, rule) for rule in rules]


def _glance(probe: type[Record], rule: RecordRule) -> Glance:
    seen, content = _ask(probe, rule, {})
    looked = tuple(seen.fields)
    if seen.strayed or not looked:
        return Glance()
    # Owned rows may be an empty list as well as nothing.
    rows: dict[str, Any] = {name: [] for name in looked if isinstance(probe.fields[name], Details)}
    is_sure = content and (not rows or _is_content_with(probe, rule, rows, looked))
    first = looked[0]
    values = tuple(
        value
        for value in _written(probe.fields[first])
        if _is_content_with(probe, rule, {first: value}, (first,))
    )
    return Glance(looked if is_sure else (), first if values else "", values)


def _written(kind: Field[Any]) -> Sequence[Any]:
    """What may stand in a field of few values."""
    if isinstance(kind, Choice):
        return tuple(kind.options)
    return (True, False) if isinstance(kind, YesNo) else ()


def _is_content_with(
    probe: type[Record], rule: RecordRule, values: dict[str, Any], looked: tuple[str, ...]
) -> bool:
    seen, content = _ask(probe, rule, values)
    return content and not seen.strayed and set(seen.fields) <= set(looked)


def _ask(probe: type[Record], rule: RecordRule, values: dict[str, Any]) -> tuple[_Seen, bool]:
    seen = _Seen()
    record = probe()
    object.__getattribute__(record, "__dict__").update({"_seen": seen, "_holds": values})
    try:
        answer = rule.asks(record, _NoNorms(seen)) if rule.wants_norms else rule.asks(record)
    except Exception:
        return seen, False
    return seen, answer is True or answer is None


def _probe(record_type: type[Record]) -> type[Record]:
    """The record type, whose records note what is read of them."""
    plain = {name for name, kind in record_type.fields.items() if not isinstance(kind, Computed)}

    def read(self: Record, name: str) -> Any:
        own = object.__getattribute__(self, "__dict__")
        if name in plain:
            own["_seen"].fields[name] = None
            return own["_holds"].get(name)
        if name in _BESIDES and "_seen" in own:
            own["_seen"].strayed = True
        return object.__getattribute__(self, name)

    return type(record_type.__name__, (record_type,), {"__getattribute__": read})


class _NoNorms:
    """Stands for the norms: a rule that asks for one does not go by the fields alone."""

    def __init__(self, seen: _Seen) -> None:
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        self._seen.strayed = True
        raise LookupError(name)
