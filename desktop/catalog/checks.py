"""What is wrong in a component's declarations, as findings with an id for its author; loads nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from types import FunctionType
from typing import Any

from desktop.catalog.catalog import LoadedComponent, Targets, references_of
from desktop.catalog.support_checks import leads_to_no_household, support_faults, unlike_titles
from desktop.declare.charts import Chart
from desktop.declare.fields import (
    Choice,
    Computed,
    Date,
    Decimal,
    Details,
    Field,
    Integer,
    Money,
    Reference,
    SumOf,
    Text,
)
from desktop.declare.indicators import Indicator
from desktop.declare.layouts import Column, ExcelLayout
from desktop.declare.norms import KINDS, LegalText, Norm
from desktop.declare.records import Record
from desktop.declare.reports import PERIOD, PLACE, Report
from desktop.declare.rules import Rule, Twice

ANSWERS: dict[str, tuple[str, type]] = {
    "record_types": ("register_record_types", Record),
    "rules": ("register_rules", Rule),
    "norms": ("register_norms", Norm),
    "texts": ("register_legal_texts", LegalText),
    "indicators": ("register_indicators", Indicator),
    "charts": ("register_charts", Chart),
    "reports": ("register_reports", Report),
    "layouts": ("register_excel_layouts", ExcelLayout),
    "migrations": ("register_migrations", FunctionType),
}
"""What each hook is asked for: where the answers are kept, the hook, and the word they must be."""

_TAKEN = {*vars(Record), *Record.__annotations__, "id", "changed_in"}


def fits(answer: object, word: type) -> bool:
    """Whether an answer is of the word its hook asks for."""
    if word is Record:
        return isinstance(answer, type) and issubclass(answer, Record)
    return isinstance(answer, word)


def own_faults(component: LoadedComponent) -> Iterator[str]:
    """What is wrong in a component by itself, each finding after its id; for its author, in English."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", component.name):
        yield f"C13 the component's name {component.name} must be lower-case words joined by _"
    for name in _repeated(record_type.__name__ for record_type in component.record_types):
        yield f"C01 record type {name} is declared twice"
    for record_type in component.record_types:
        yield from _record_faults(record_type)
        yield from support_faults(record_type)
    for rule in component.rules:
        yield from _rule_faults(rule)
    for chart in component.charts:
        yield from _chart_faults(chart)
    for indicator in component.indicators:
        yield from _indicator_faults(indicator)
    for report in component.reports:
        yield from _report_faults(report)
    for layout in component.layouts:
        yield from _layout_faults(layout)
    for norm in component.norms:
        yield from _norm_faults(norm)
    for number, migration in enumerate(component.migrations, 1):
        name = getattr(migration, "__name__", "")
        if not name.startswith(f"m{number:03d}_"):
            yield f"C08 migration {number} must be named m{number:03d}_…, not {name}"


def shared_faults(component: LoadedComponent, loaded: Sequence[LoadedComponent]) -> Iterator[str]:
    """What is wrong beside the others: things that are not there, and names that belong to an earlier one."""
    known = {record_type for each in loaded for record_type in each.record_types}
    targets = Targets(component, loaded)
    for record_type in component.record_types:
        for reference in references_of(record_type):
            found = len(targets.of(reference))
            if found != 1:
                to = reference.to if isinstance(reference.to, str) else reference.to.__name__
                says = "which no component declares" if not found else "a name of several types"
                yield f"C11 {record_type.__name__}.{reference.name} leads to {to}, {says}"
        yield from leads_to_no_household(record_type, targets)
    yield from unlike_titles(component, loaded)
    speaking = [
        *((f"rule {rule.name}", rule.over) for rule in component.rules),
        *((f"chart {chart.name}", chart.over) for chart in component.charts),
        *((f"layout {layout.name}", layout.record) for layout in component.layouts),
    ]
    for what, record_type in speaking:
        if record_type not in known:
            yield f"C15 {what} speaks of {record_type.__name__}, which no component declares"
    earlier = loaded[: loaded.index(component) + 1]
    for kind in ("charts", "reports", "layouts", "indicators"):
        names = [each.name for one in earlier for each in getattr(one, kind)]
        own = {each.name for each in getattr(component, kind)}
        for name in _repeated(names):
            if name in own:
                yield f"C12 the name {name} is taken by another of the {kind}"


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _unknown(record_type: type[Record], names: Iterable[str]) -> list[str]:
    return [name for name in names if name and name not in record_type.fields]


def _record_faults(record_type: type[Record]) -> Iterator[str]:
    name = record_type.__name__
    if not record_type.title or not isinstance(record_type.title, str):
        yield f"C02 {name} has no title"
    for place in ("key", "shown_by", "listed", "sorted_by"):
        named = getattr(record_type, place)
        if not isinstance(named, tuple | list):
            yield f"C03 {name}: {place} must be a tuple of names of fields"
            continue
        for unknown in _unknown(record_type, named):
            yield f"C03 {name}: {place} names {unknown}, which is no field"
    for unknown in _unknown(record_type, chain(record_type.known_by, *record_type.known_by.values())):
        yield f"C03 {name}: known_by names {unknown}, which is no field"
    for rule in record_type.rules:
        for unknown in _unknown(record_type, [rule.field]):
            yield f"C04 {name}.{rule.name} points to {unknown}, which is no field"
    for label in _repeated(declared.label for declared in record_type.fields.values() if declared.label):
        yield f"C05 {name}: two fields are labelled {label}"
    for field_name, declared in record_type.fields.items():
        yield from _field_faults(record_type, field_name, declared)


def _field_faults(record_type: type[Record], name: str, declared: Field[Any]) -> Iterator[str]:
    where = f"{record_type.__name__}.{name}"
    if not declared.label:
        yield f"C05 {where} has no label"
    yield from _bound_faults(where, declared)
    if not name.isascii():
        yield f"C09 {where}: names are plain letters; what officers read is the label"
    if name in _TAKEN or name.startswith("_") or "__" in name:
        yield f"C09 {where}: this name is taken by records themselves or by the store"
    if name == "words" and isinstance(declared, Details):
        yield f"C09 {where}: the store keeps the words of the record under this name"
    if isinstance(declared, Reference):
        named = (*declared.hints, *_ours(declared), *declared.together, declared.as_written)
        for other in _unknown(record_type, named):
            yield f"C10 {where} names {other}, which is no field"
    if isinstance(declared, Choice) and declared.as_written:
        for other in _unknown(record_type, (declared.as_written,)):
            yield f"C10 {where} names {other}, which is no field"
    if isinstance(declared, Computed) and isinstance(declared.of, SumOf):
        for other in _unknown(record_type, declared.of.names):
            yield f"C10 {where} adds up {other}, which is no field"
    if isinstance(declared, Details):
        if any(isinstance(each, Details) for each in declared.of.fields.values()):
            yield f"C16 {where}: rows that a record owns cannot own rows"
        else:
            yield from _record_faults(declared.of)


def _bound_faults(where: str, declared: Field[Any]) -> Iterator[str]:
    if isinstance(declared, Choice) and not declared.options:
        yield f"C05 {where} has no options"
    least, most = getattr(declared, "minimum", None), getattr(declared, "maximum", None)
    if least is not None and most is not None and least > most:
        yield f"C05 {where}: its minimum is above its maximum"
    if declared.default is not None:
        try:
            is_sound = not list(declared.check(declared.default)) and bool(declared.format(declared.default))
        except (TypeError, ValueError, AttributeError):
            is_sound = False
        if not is_sound:
            yield f"C05 {where}: its default {declared.default!r} is no value of this field"


def _ours(reference: Reference) -> list[str]:
    return [own for way in (*reference.found_by, reference.within) for own in way.values()]


def _rule_faults(rule: Rule) -> Iterator[str]:
    named = [rule.field]
    if isinstance(rule.finds, Twice):
        named += [*rule.finds.by, *rule.finds.differing, *(test.field for test in rule.finds.where)]
    for unknown in _unknown(rule.over, named):
        yield f"C04 rule {rule.name}: {rule.over.__name__} has no field {unknown}"


def _chart_faults(chart: Chart) -> Iterator[str]:
    if not chart.title:
        yield f"C06 chart {chart.name} has no title"
    if not chart.group_by and chart.answer is None:
        yield f"C06 chart {chart.name} needs group_by or answer"
    named = [chart.group_by, chart.split_by, chart.total, *(test.field for test in chart.where)]
    for unknown in _unknown(chart.over, named):
        yield f"C06 chart {chart.name}: {chart.over.__name__} has no field {unknown}"
    figure = chart.over.fields.get(chart.total)
    if isinstance(figure, Computed):
        figure = figure.kind_of
    if figure is not None and not isinstance(figure, Integer | Decimal | Money):
        yield f"C06 chart {chart.name}: {chart.total} is no figure and cannot be summed"
    for name in named:
        if name in chart.over.fields and not chart.over.fields[name].stored:
            yield f"C06 chart {chart.name}: {name} holds rows and cannot be drawn"


def _indicator_faults(indicator: Indicator) -> Iterator[str]:
    if indicator.over is None:
        if indicator.sex or indicator.people:
            yield f"C19 indicator {indicator.name} names fields but not the records it is made of (over)"
        return
    for unknown in _unknown(indicator.over, [indicator.sex, indicator.people]):
        yield f"C19 indicator {indicator.name}: {indicator.over.__name__} has no field {unknown}"


def _report_faults(report: Report) -> Iterator[str]:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", report.name):
        yield f"C18 report {report.name}: its name must be lower-case letters, digits and _"
    if not report.title:
        yield f"C18 report {report.name} has no title"
    if not callable(report.answer):
        yield f"C18 report {report.name} needs a function that answers it"
    for other in set(report.takes) - {PLACE, PERIOD}:
        yield f"C18 report {report.name} takes {other}, which is neither {PLACE} nor {PERIOD}"


def _layout_faults(layout: ExcelLayout) -> Iterator[str]:
    named = [*layout.outline, *layout.constants, *layout.told_above]
    for column in layout.columns:
        named += [column.field, *column.also, *column.apart, *_groups(column.pieces)]
        yield from _column_faults(layout, column)
    for unknown in dict.fromkeys(_unknown(layout.record, named)):
        yield f"C07 layout {layout.name}: {layout.record.__name__} has no field {unknown}"


def _groups(pattern: str) -> list[str]:
    try:
        return list(re.compile(pattern).groupindex)
    except re.error:
        return []


def _column_faults(layout: ExcelLayout, column: Column) -> Iterator[str]:
    where, declared = (
        f"C07 layout {layout.name}, column {column.field}:",
        layout.record.fields.get(column.field),
    )
    if isinstance(column.headings, str) or not column.headings:
        yield f"{where} headings must be a list of at least one heading"
    if column.pieces and next(iter(_groups(column.pieces)), "") != column.field:
        yield f"{where} pieces is a pattern whose named groups are fields, {column.field} the first of them"
    parts = ("day", "month", "year") if isinstance(declared, Date) else ("family", "given")
    if column.part and (column.part not in parts or not isinstance(declared, Date | Text)):
        yield f"{where} part is the day, month or year of a date, the family or given name of a person"
    if isinstance(declared, Choice) and column.mark is not None and column.mark not in declared.options:
        yield f"{where} {column.mark!r} is none of the options"


def _norm_faults(norm: Norm) -> Iterator[str]:
    if norm.kind not in KINDS:
        yield f"C14 norm {norm.code}: {norm.kind} is none of {', '.join(KINDS)}"
    if norm.valid_to is not None and norm.valid_to < norm.valid_from:
        yield f"C14 norm {norm.code} ends before it begins"
