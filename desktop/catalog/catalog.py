"""The components as they are here, and all they declared by name; knows no plugin file and no database."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pluggy

from desktop.declare.charts import Chart
from desktop.declare.components import Change, Schema
from desktop.declare.fields import Details, Field, Reference
from desktop.declare.indicators import Indicator
from desktop.declare.layouts import ExcelLayout
from desktop.declare.norms import LegalText, Norm, NormBook
from desktop.declare.problems import Refusal
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.reports import Report
from desktop.declare.rules import Rule
from desktop.declare.text import _
from desktop.shared import paid_rules, support_rules, village_list

_log = logging.getLogger(__name__)

LOADED, FAILED, OFF = "loaded", "failed", "off"
FAILURES = (Exception, SystemExit)
"""What a component may raise without taking the program with it."""


@dataclass(slots=True)
class LoadedComponent:
    """One component as it is here: what it brings, or why it is not there.

    `failure` is a sentence for an officer, `details` the traceback or the findings for the one who mends it.
    """

    name: str
    title: str
    version: str = ""
    state: str = LOADED
    failure: str = ""
    details: str = ""
    order: int = 100
    icon: str = "plugin"
    help: str = ""
    module: str = ""
    hooks: list[str] = field(default_factory=list)
    record_types: list[type[Record]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    norms: list[Norm] = field(default_factory=list)
    texts: list[LegalText] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    layouts: list[ExcelLayout] = field(default_factory=list)
    migrations: list[Callable[[Schema], None]] = field(default_factory=list)
    plugins: pluggy.PluginManager | None = None

    def note_failure(self, hook: str) -> None:
        """Keep the exception being handled as what went wrong in a hook; the values in it are not logged."""
        kind = sys.exc_info()[0]
        _log.error("component %s failed in %s: %s", self.name, hook, kind.__name__ if kind else "")
        self.failure = _("Thành phần gặp lỗi khi trả lời “{hook}”.").format(hook=hook)
        self.details = traceback.format_exc()


class Catalog:
    """All that was declared, by whom, and what failed."""

    def __init__(self, components: Sequence[LoadedComponent]) -> None:
        self.components = sorted(components, key=lambda component: (component.order, component.name))
        self.record_types: dict[str, type[Record]] = {
            record_type.qualified_name(): record_type
            for component in self.loaded()
            for record_type in component.record_types
        }
        self.by_plain_name = {each.__name__: each for each in self.record_types.values()}
        """Record types by the name that problems carry."""
        self.rules = [rule for component in self.loaded() for rule in component.rules]
        for rules_over in (support_rules.rules_over, paid_rules.rules_over, village_list.rules_over):
            self.rules += rules_over(list(self.record_types.values()))
        self.charts = {chart.name: chart for component in self.loaded() for chart in component.charts}
        self.reports = {report.name: report for component in self.loaded() for report in component.reports}
        self.indicators = [each for component in self.loaded() for each in component.indicators]
        self.layouts = {layout.name: layout for component in self.loaded() for layout in component.layouts}
        texts = {text.number: text for component in self.loaded() for text in component.texts}
        self.norms = NormBook((norm for component in self.loaded() for norm in component.norms), texts)
        self.texts = self.norms.texts
        self._targets = {
            reference: found[0]
            for component in self.loaded()
            for told in [Targets(component, list(self.loaded()))]
            for record_type in component.record_types
            for reference in references_of(record_type)
            if (found := told.of(reference))
        }

    def loaded(self) -> Iterator[LoadedComponent]:
        """The components that work."""
        return (component for component in self.components if component.state == LOADED)

    def types_by_component(self) -> dict[str, list[type[Record]]]:
        """Component name → its record types: what a store makes tables of."""
        return {component.name: component.record_types for component in self.loaded()}

    def migrations(self) -> dict[str, list[Callable[[Schema], None]]]:
        """Component name → its migrations in order."""
        return {component.name: component.migrations for component in self.loaded()}

    def types_of(self, component: str) -> list[type[Record]]:
        """The record types of one component, in menu order."""
        return next((each.record_types for each in self.loaded() if each.name == component), [])

    def record_type(self, name: str) -> type[Record]:
        """The record type of a name as in the code: `HousingCase`, or `housing.HousingCase`.

        Raises `Refusal` where no type, or more than one, has this name.
        """
        found = [each for each in self.record_types.values() if each.goes_by(name)]
        if len(found) == 1:
            return found[0]
        if found:
            choices = ", ".join(record_type.qualified_name() for record_type in found)
            raise Refusal(
                _("Có nhiều loại hồ sơ tên “{name}”.").format(name=name), _("Ghi rõ một trong: ") + choices
            )
        known = ", ".join(sorted(record_type.__name__ for record_type in self.record_types.values()))
        raise Refusal(_("Không có loại hồ sơ “{name}”.").format(name=name), _("Các loại đang có: ") + known)

    def chart(self, name: str) -> Chart:
        """The chart of a name. Raises `Refusal` where there is none."""
        if name in self.charts:
            return self.charts[name]
        raise Refusal(
            _("Không có biểu đồ “{name}”.").format(name=name),
            _("Các biểu đồ đang có: ") + (", ".join(self.charts) or _("chưa có")),
        )

    def report(self, name: str) -> Report:
        """The report of a name. Raises `Refusal` where there is none."""
        if name in self.reports:
            return self.reports[name]
        raise Refusal(
            _("Không có báo cáo “{name}”.").format(name=name),
            _("Các báo cáo đang có: ") + (", ".join(self.reports) or _("chưa có")),
        )

    def component_of(self, record_type: type[Record]) -> LoadedComponent:
        """The component that declared a record type."""
        return next(each for each in self.loaded() if record_type in each.record_types)

    def hiding(self, record_type: type[Record], masked: bool | None) -> Callable[[Field[Any]], bool] | None:
        """What a list of these records hides, or None; `masked` left out, it is as the type asks."""
        wanted = record_type.confidential if masked is None else masked
        return self.is_personal if wanted else None

    def is_personal(self, declared: Field[Any]) -> bool:
        """Whether a value tells of a person; one that leads to a record is shown by what names that."""
        if declared.sensitive or not isinstance(declared, Reference):
            return declared.sensitive
        target = self.target_of(declared)
        return any(target.fields[name].sensitive for name in target.shown_by)

    def target_of(self, reference: Reference) -> type[Record]:
        """The record type a reference leads to."""
        found = self._targets.get(reference)
        if found is not None:
            return found
        return self.record_type(reference.to) if isinstance(reference.to, str) else reference.to

    def tell(self, changes: Sequence[Change], reader: Reader) -> None:
        """Notice to the components whose records changed; what fails there stays there."""
        for component in self.loaded():
            own = [change for change in changes if change.component == component.name]
            if own and component.plugins:
                try:
                    component.plugins.hook.records_did_change(changes=own, reader=reader)
                except FAILURES:
                    component.note_failure("records_did_change")


def references_of(record_type: type[Record]) -> Iterator[Reference]:
    """The references of a record type and of the rows it owns."""
    for declared in record_type.fields.values():
        if isinstance(declared, Reference):
            yield declared
        elif isinstance(declared, Details):
            yield from (each for each in declared.of.fields.values() if isinstance(each, Reference))


class Targets:
    """Where the references of one component lead, each name or type looked for once."""

    def __init__(self, component: LoadedComponent, loaded: Sequence[LoadedComponent]) -> None:
        self._component = component
        self._loaded = loaded
        self._told: dict[type[Record] | str, list[type[Record]]] = {}

    def of(self, reference: Reference) -> list[type[Record]]:
        """What a reference may lead to: one type, or none or several where the declaration is at fault.

        A name means a type of the component's own before one of another component.
        """
        if reference.to not in self._told:
            own = [each for each in self._component.record_types if reference.means(each)]
            others = (each for one in self._loaded for each in one.record_types if reference.means(each))
            self._told[reference.to] = own or list(others)
        return self._told[reference.to]
