"""Everything the components declared, checked and frozen; loads plugins one by one and knows no database."""

from __future__ import annotations

import importlib.metadata as metadata
import logging
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import pluggy

from desktop import __version__, hookspecs
from desktop.declare.charts import Chart
from desktop.declare.components import API_VERSION, Change, Component, Schema
from desktop.declare.fields import Details, Field, Reference
from desktop.declare.indicators import Indicator
from desktop.declare.layouts import ExcelLayout
from desktop.declare.norms import NormBook
from desktop.declare.problems import Refusal
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.rules import Rule
from desktop.declare.text import _

_log = logging.getLogger(__name__)

LOADED, FAILED, OFF = "loaded", "failed", "off"
_LISTS = {
    "record_types": "register_record_types",
    "rules": "register_rules",
    "norms": "register_norms",
    "indicators": "register_indicators",
    "charts": "register_charts",
    "layouts": "register_excel_layouts",
    "migrations": "register_migrations",
}


@dataclass(slots=True)
class LoadedComponent:
    """One component as it is here: what it brings, or why it is not there.

    `failure` is a sentence for an officer, `details` the traceback for the one who mends it.
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
    norms: list[Any] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    layouts: list[ExcelLayout] = field(default_factory=list)
    migrations: list[Callable[[Schema], None]] = field(default_factory=list)
    plugins: pluggy.PluginManager | None = None


class Catalog:
    """All that was declared, by whom, and what failed."""

    def __init__(self, components: Sequence[LoadedComponent]) -> None:
        self.components = sorted(components, key=lambda component: (component.order, component.name))
        self.record_types: dict[str, type[Record]] = {
            record_type.qualified_name(): record_type
            for component in self.loaded()
            for record_type in component.record_types
        }
        self.rules = [rule for component in self.loaded() for rule in component.rules]
        self.charts = {chart.name: chart for component in self.loaded() for chart in component.charts}
        self.indicators = [each for component in self.loaded() for each in component.indicators]
        self.layouts = {layout.name: layout for component in self.loaded() for layout in component.layouts}
        self.norms = NormBook(norm for component in self.loaded() for norm in component.norms)

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
        wanted = name.casefold()
        found = [
            record_type
            for qualified, record_type in self.record_types.items()
            if wanted in (qualified.casefold(), record_type.__name__.casefold())
        ]
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
            _("Các biểu đồ đang có: ") + ", ".join(self.charts),
        )

    def component_of(self, record_type: type[Record]) -> LoadedComponent:
        """The component that declared a record type."""
        return next(each for each in self.loaded() if record_type in each.record_types)

    def target_of(self, reference: Reference) -> type[Record]:
        """The record type a reference leads to."""
        if isinstance(reference.to, str):
            return self.record_type(reference.to)
        return reference.to

    def tell(self, changes: Sequence[Change], reader: Reader) -> None:
        """Notice to the components whose records changed; what fails there stays there."""
        for component in self.loaded():
            own = [change for change in changes if change.component == component.name]
            if own and component.plugins:
                try:
                    component.plugins.hook.records_did_change(changes=own, reader=reader)
                except Exception as failure:
                    _log.error("%s failed in records_did_change: %s", component.name, type(failure).__name__)


def load_catalog(*, safe: bool = False, entry_points: Iterable[metadata.EntryPoint] | None = None) -> Catalog:
    """Load the desktop's own component, then every installed one, each alone.

    A component that fails becomes an entry with its failure and the rest goes on. `safe` loads none but
    our own.
    """
    import desktop.shared

    components = [_load_module("shared", desktop.shared, __version__)]
    points = (
        metadata.entry_points(group=hookspecs.ENTRY_POINTS) if entry_points is None else list(entry_points)
    )
    for point in sorted(points, key=lambda point: point.name):
        if safe:
            components.append(_off(point))
        elif any(component.name == point.name for component in components):
            components.append(_failed(point, _("Hai phần cùng mang tên “{name}”.").format(name=point.name)))
        else:
            components.append(_load(point))
    _check_together(components)
    return Catalog(components)


def _off(point: metadata.EntryPoint) -> LoadedComponent:
    return LoadedComponent(
        point.name,
        _title_of(point),
        _version_of(point),
        OFF,
        _("Đang chạy ở chế độ an toàn, không nạp thành phần."),
    )


def _failed(point: metadata.EntryPoint, failure: str, details: str = "") -> LoadedComponent:
    return LoadedComponent(point.name, _title_of(point), _version_of(point), FAILED, failure, details)


def _version_of(point: metadata.EntryPoint) -> str:
    return point.dist.version if point.dist else ""


def _title_of(point: metadata.EntryPoint) -> str:
    summary = point.dist.metadata["Summary"] if point.dist and "Summary" in point.dist.metadata else ""
    return summary or point.name


def _load(point: metadata.EntryPoint) -> LoadedComponent:
    missing = _missing_requirement(point)
    if missing:
        return _failed(point, _("Thiếu thư viện “{name}” mà thành phần này cần.").format(name=missing))
    try:
        module = point.load()
    except (Exception, SystemExit) as failure:
        _log.error("component %s failed on import: %s", point.name, type(failure).__name__)
        return _failed(point, _("Không nạp được mã của thành phần."), traceback.format_exc())
    return _load_module(point.name, module, _version_of(point), point)


def _missing_requirement(point: metadata.EntryPoint) -> str:
    from packaging.requirements import InvalidRequirement, Requirement

    for line in (point.dist.requires or []) if point.dist else []:
        try:
            needed = Requirement(line)
        except InvalidRequirement:
            return line
        if needed.marker and not needed.marker.evaluate({"extra": ""}):
            continue
        try:
            version = metadata.version(needed.name)
        except metadata.PackageNotFoundError:
            return needed.name
        if not needed.specifier.contains(version, prereleases=True):
            return str(needed)
    return ""


def _load_module(
    name: str, module: ModuleType, version: str, point: metadata.EntryPoint | None = None
) -> LoadedComponent:
    plugins = pluggy.PluginManager(hookspecs.PROJECT)
    plugins.add_hookspecs(hookspecs)
    loaded = LoadedComponent(name, name, version, plugins=plugins, module=module.__name__)
    step = "register"
    try:
        plugins.register(module, name)
        plugins.check_pending()
        loaded.hooks = sorted(caller.name for caller in plugins.get_hookcallers(module) or ())
        step = "register_component"
        _introduce(loaded, plugins)
        for kind, hook in _LISTS.items():
            step = hook
            setattr(loaded, kind, [each for answer in getattr(plugins.hook, hook)() for each in answer])
        for record_type in loaded.record_types:
            record_type.component = name
        loaded.charts = [_named(chart, name, number) for number, chart in enumerate(loaded.charts, 1)]
    except Refusal as refusal:
        loaded.state, loaded.failure = FAILED, str(refusal)
    except (Exception, SystemExit) as failure:
        _log.error("component %s failed in %s: %s", name, step, type(failure).__name__)
        loaded.state, loaded.details = FAILED, traceback.format_exc()
        loaded.failure = _("Thành phần gặp lỗi khi trả lời “{hook}”.").format(hook=step)
        if loaded.title == name and point is not None:
            loaded.title = _title_of(point)
    if loaded.state == LOADED:
        _check(loaded)
    return loaded


def _introduce(loaded: LoadedComponent, plugins: pluggy.PluginManager) -> None:
    answers: list[Component] = plugins.hook.register_component()
    if not answers:
        raise Refusal(_("Thành phần không cho biết mình là gì (thiếu register_component)."))
    component = answers[0]
    loaded.title, loaded.order, loaded.icon = component.title, component.order, component.icon
    loaded.help = component.help
    if component.needs_api > API_VERSION:
        raise Refusal(
            _("Thành phần cần chương trình mới hơn (API {needs}, ở đây là {have}).").format(
                needs=component.needs_api, have=API_VERSION
            ),
            _("Hãy cập nhật chương trình."),
        )
    if component.name != loaded.name:
        raise Refusal(
            _("Tên trong gói là “{point}” nhưng thành phần tự gọi là “{name}”.").format(
                point=loaded.name, name=component.name
            )
        )


def _named(chart: Chart, component: str, number: int) -> Chart:
    if chart.name:
        return chart
    import dataclasses

    return dataclasses.replace(chart, name=f"{component}_{number}")


def _check(loaded: LoadedComponent) -> None:
    faults = list(_faults(loaded))
    if faults:
        loaded.state = FAILED
        loaded.failure = _("Khai báo của thành phần có {count} lỗi: {first}").format(
            count=len(faults), first=faults[0]
        )
        loaded.details = "\n".join(faults)


def _faults(loaded: LoadedComponent) -> Iterator[str]:
    """What is wrong in a declaration, each beginning with a finding's id; for developers, in English."""
    names = [record_type.__name__ for record_type in loaded.record_types]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"C01 record type {name} is declared twice"
    for record_type in loaded.record_types:
        yield from _record_faults(record_type)
    for chart in loaded.charts:
        for name in (chart.group_by, chart.split_by, chart.total):
            if name and name not in chart.over.fields:
                yield f"C06 chart {chart.name}: {chart.over.__name__} has no field {name}"
    for layout in loaded.layouts:
        for column in layout.columns:
            if column.field not in layout.record.fields:
                yield f"C07 layout {layout.name}: {layout.record.__name__} has no field {column.field}"
    for number, migration in enumerate(loaded.migrations, 1):
        if not migration.__name__.startswith(f"m{number:03d}_"):
            yield f"C08 migration {number} must be named m{number:03d}_…, not {migration.__name__}"


def _record_faults(record_type: type[Record]) -> Iterator[str]:
    name = record_type.__name__
    if not record_type.title:
        yield f"C02 {name} has no title"
    for key in (*record_type.key, *record_type.shown_by):
        if key not in record_type.fields:
            yield f"C03 {name}: key or shown_by names {key}, which is no field"
    for rule in record_type.rules:
        if rule.field and rule.field not in record_type.fields:
            yield f"C04 {name}.{rule.name} points to {rule.field}, which is no field"
    for field_name, declared in record_type.fields.items():
        yield from _field_faults(record_type, field_name, declared)


def _field_faults(record_type: type[Record], name: str, declared: Field[Any]) -> Iterator[str]:
    where = f"{record_type.__name__}.{name}"
    if not declared.label:
        yield f"C05 {where} has no label"
    if name in ("id", "changed_in") or name.startswith("_") or "__" in name:
        yield f"C09 {where}: this name is the store's own"
    if isinstance(declared, Reference):
        for other in (*declared.hints, *declared.found_by.values(), declared.as_written):
            if other and other not in record_type.fields:
                yield f"C10 {where} names {other}, which is no field"
    if isinstance(declared, Details):
        yield from _record_faults(declared.of)


def _check_together(components: list[LoadedComponent]) -> None:
    """References must lead to a record type that is there; names of charts and layouts belong to one."""
    known = {
        record_type.__name__
        for component in components
        if component.state == LOADED
        for record_type in component.record_types
    }
    taken: set[str] = set()
    for component in components:
        if component.state != LOADED:
            continue
        faults = [
            f"C11 {record_type.__name__}.{name} leads to {target}, which no component declares"
            for record_type in component.record_types
            for name, declared in record_type.fields.items()
            if isinstance(declared, Reference)
            for target in [declared.to if isinstance(declared.to, str) else declared.to.__name__]
            if target not in known
        ]
        for name in [chart.name for chart in component.charts] + [each.name for each in component.layouts]:
            if name in taken:
                faults.append(f"C12 the name {name} is taken")
            taken.add(name)
        if faults:
            component.state, component.details = FAILED, "\n".join(faults)
            component.failure = _("Khai báo của thành phần có {count} lỗi: {first}").format(
                count=len(faults), first=faults[0]
            )
