"""What is wrong in a declaration of support, as findings for its author; loads nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.catalog.catalog import LoadedComponent, Targets
from desktop.declare.fields import Choice, Computed, Date, Details, Field, Integer, Money, Reference, Text
from desktop.declare.records import Record
from desktop.declare.supports import SOURCES, Support

_HOUSEHOLDS = ("shared.Household", "shared.Person")


def support_faults(record_type: type[Record]) -> Iterator[str]:
    """What is wrong in the supports of a record type by itself."""
    for support in record_type.supports:
        where = f"C17 {record_type.__name__}, support {support.kind}:"
        for says in _faults(record_type, support):
            yield f"{where} {says}"


def _faults(record_type: type[Record], support: Support) -> Iterator[str]:
    fields = record_type.fields
    led = support.kind.rpartition(".")[0]
    if not support.title and not isinstance(fields.get(support.kind), Choice):
        yield "a kind needs a title, unless it names a Choice of the record"
    if led and (not isinstance(fields.get(led), Reference) or support.kind in support.kinds(record_type)):
        yield f"kind names {support.kind}, which is no Choice of a record that is led to"
    if support.through and not isinstance(fields.get(support.through), Details):
        yield f"through names {support.through}, which holds no rows"
        return
    rows = _rows_of(record_type, support)
    if not isinstance(rows.get(support.whom), Reference):
        yield f"whom names {support.whom}, which is no Reference"
    for source, name in support.amounts.items():
        if source not in SOURCES:
            yield f"{source} is none of the sources {', '.join(SOURCES)}"
        if not isinstance(_kept(rows.get(name)), Money):
            yield f"{name} is no Money and cannot be an amount"
    if support.paid and not isinstance(_kept(rows.get(support.paid)), Money):
        yield f"paid names {support.paid}, which is no Money"
    for place, kinds in (("on", (Date,)), ("year", (Integer,)), ("decision", (Text,))):
        name = getattr(support, place)
        if name and not isinstance(_kept(fields.get(name)), kinds):
            yield f"{place} names {name}, which is no {kinds[0].__name__}"
    for name in support.told:
        if name not in fields:
            yield f"told names {name}, which is no field"
    if support.programme and not isinstance(fields.get(support.programme), Text | Choice | Reference):
        yield f"programme names {support.programme}, which is no Text, Choice or Reference"
    for test in (*support.where, *support.received):
        if test.field not in fields or not fields[test.field].stored:
            yield f"a condition names {test.field}, which is no field"


def leads_to_no_household(record_type: type[Record], targets: Targets) -> Iterator[str]:
    """Supports whose `whom` leads elsewhere than to a household or a person of one."""
    for support in record_type.supports:
        reference = _rows_of(record_type, support).get(support.whom)
        if isinstance(reference, Reference):
            found = targets.of(reference)
            if len(found) == 1 and found[0].qualified_name() not in _HOUSEHOLDS:
                yield (
                    f"C17 {record_type.__name__}.{support.whom} leads to {found[0].__name__}, "
                    "which is neither a household nor a person"
                )


def unlike_titles(component: LoadedComponent, loaded: Sequence[LoadedComponent]) -> Iterator[str]:
    """Kinds that an earlier component calls by another title: a rule across components would mislead."""
    earlier = loaded[: loaded.index(component)]
    known = {kind: title for one in reversed(earlier) for kind, title in _kinds_of(one)}
    for kind, title in _kinds_of(component):
        if known.get(kind, title) != title:
            yield f"C17 support {kind} is called {known[kind]} by another component, not {title}"


def _kinds_of(component: LoadedComponent) -> Iterator[tuple[str, str]]:
    for record_type in component.record_types:
        for support in record_type.supports:
            yield from support.kinds(record_type).items()


def _rows_of(record_type: type[Record], support: Support) -> dict[str, Field[object]]:
    held = record_type.fields.get(support.through)
    return held.of.fields if isinstance(held, Details) else record_type.fields


def _kept(declared: Field[object] | None) -> Field[object] | None:
    return declared.kind_of if isinstance(declared, Computed) else declared
