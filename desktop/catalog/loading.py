"""Loads the components one by one, each alone, and keeps what fails by its name; knows no database."""

from __future__ import annotations

import dataclasses
import importlib.metadata as metadata
import importlib.util
import logging
import sys
import traceback
from collections.abc import Iterable, Iterator
from types import FunctionType, ModuleType
from typing import Any

import pluggy

from desktop import __version__, hookspecs
from desktop.catalog.catalog import FAILED, FAILURES, LOADED, OFF, Catalog, LoadedComponent
from desktop.catalog.checks import ANSWERS, fits, own_faults, shared_faults
from desktop.catalog.plugin_folders import find_plugins
from desktop.declare.components import API_VERSION, Component
from desktop.declare.problems import Refusal
from desktop.declare.text import _

_log = logging.getLogger(__name__)
_OUR_DISTRIBUTION = "ntp-desktop"


def load_catalog(*, safe: bool = False, entry_points: Iterable[metadata.EntryPoint] | None = None) -> Catalog:
    """Load the desktop's own component, then every installed one, each alone.

    A component that fails becomes an entry with its failure and the rest goes on. `safe` loads none but
    our own.
    """
    import desktop.shared

    own = LoadedComponent("shared", "shared", __version__, module=desktop.shared.__name__)
    _ask(own, desktop.shared)
    components = [own]
    if entry_points is None:
        find_plugins()
        entry_points = metadata.entry_points(group=hookspecs.ENTRY_POINTS)
    for point in sorted(entry_points, key=lambda point: (point.name, _distribution_of(point))):
        found = LoadedComponent(point.name, _title_of(point), _version_of(point), module=point.module)
        if safe:
            found.state = OFF
            found.failure = _("Đang chạy ở chế độ an toàn, không nạp thành phần.")
        elif any(component.name == point.name for component in components):
            _fail(found, _("Hai thành phần cùng mang tên “{name}”.").format(name=point.name))
        else:
            _load(found, point)
        components.append(found)
    _compare(components)
    return Catalog(components)


def _fail(component: LoadedComponent, failure: str, details: str = "") -> None:
    component.state, component.failure, component.details = FAILED, failure, details


def _distribution_of(point: metadata.EntryPoint) -> str:
    return str(point.dist.name) if point.dist else ""


def _version_of(point: metadata.EntryPoint) -> str:
    return str(point.dist.version or "") if point.dist else ""


def _title_of(point: metadata.EntryPoint) -> str:
    summary = point.dist.metadata["Summary"] if point.dist and "Summary" in point.dist.metadata else ""
    return str(summary or point.name)


def _load(component: LoadedComponent, point: metadata.EntryPoint) -> None:
    missing = _missing_requirement(point)
    if missing:
        _fail(component, _("Thiếu thư viện “{name}” mà thành phần này cần.").format(name=missing))
        return
    try:
        module = point.load()
    except FAILURES as failure:
        _log.error("component %s failed on import: %s", point.name, type(failure).__name__)
        if isinstance(failure, ModuleNotFoundError) and failure.name:
            says = _("Thiếu thư viện “{name}” mà thành phần này cần.").format(name=failure.name)
        else:
            says = _("Không nạp được mã của thành phần.")
        _fail(component, says, traceback.format_exc())
    else:
        _ask(component, module)


def _missing_requirement(point: metadata.EntryPoint) -> str:
    """What the distribution of a component says it needs and is not here, without importing it."""
    needs = [line for line in (point.dist.requires or []) if line != _OUR_DISTRIBUTION] if point.dist else []
    return _first_missing(needs) if needs else ""


def _first_missing(needs: Iterable[str]) -> str:
    # Imported here: most components need the desktop alone, and a start need not wait for the others' words.
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name

    for line in needs:
        try:
            needed = Requirement(line)
        except InvalidRequirement:
            return line
        if needed.marker and not needed.marker.evaluate({"extra": ""}):
            continue
        try:
            # A checkout that was never installed is the desktop all the same.
            ours = canonicalize_name(needed.name) == _OUR_DISTRIBUTION
            version = __version__ if ours else metadata.version(needed.name)
        except metadata.PackageNotFoundError:
            return needed.name
        if not needed.specifier.contains(version, prereleases=True):
            return str(needed)
    return ""


def _ask(component: LoadedComponent, module: ModuleType) -> None:
    """Ask each hook alone; the first that fails ends it."""
    component.plugins = plugins = pluggy.PluginManager(hookspecs.PROJECT)
    plugins.add_hookspecs(hookspecs)
    hook = "register_component"
    try:
        component.hooks = _register(plugins, module, component.name)
        _introduce(component, plugins)
        for kind, (hook, word) in ANSWERS.items():
            setattr(component, kind, list(_answers(plugins, hook, word)))
        hook = "register_record_types"
        _take_in(component)
        faults = list(own_faults(component))
    except Refusal as refusal:
        _fail(component, str(refusal), traceback.format_exc())
    except FAILURES:
        component.state = FAILED
        component.note_failure(hook)
    else:
        if faults:
            _misdeclared(component, faults)


def _register(plugins: pluggy.PluginManager, module: ModuleType, name: str) -> list[str]:
    """The names of the hooks a module answers. Raises `Refusal` for one that nobody asks or hears."""
    marked = f"{hookspecs.PROJECT}_impl"
    unmarked = [
        hook
        for hook in vars(hookspecs)
        if isinstance(said := vars(module).get(hook), FunctionType) and not hasattr(said, marked)
    ]
    if unmarked:
        raise Refusal(
            _("Câu trả lời “{hook}” thiếu dấu @hookimpl nên không ai nghe.").format(hook=", ".join(unmarked))
        )
    try:
        plugins.register(module, name)
    except pluggy.PluginValidationError as failure:
        asked = [hook for hook in vars(hookspecs) if repr(hook) in str(failure)]
        raise Refusal(
            _("Câu trả lời “{hook}” đòi thứ mà chương trình không đưa.").format(hook=", ".join(asked))
        ) from failure
    callers = plugins.get_hookcallers(module) or []
    try:
        plugins.check_pending()
    except pluggy.PluginValidationError as failure:
        unknown = ", ".join(caller.name for caller in callers if not caller.has_spec())
        raise Refusal(
            _("Thành phần trả lời “{hook}”, là điều chương trình không hỏi.").format(hook=unknown)
        ) from failure
    return sorted(caller.name for caller in callers)


def _introduce(component: LoadedComponent, plugins: pluggy.PluginManager) -> None:
    answers = plugins.hook.register_component()
    if not answers or not isinstance(answers[0], Component):
        raise Refusal(_("Thành phần không cho biết mình là gì (thiếu register_component)."))
    said: Component = answers[0]
    component.title, component.order = said.title, said.order
    component.icon, component.help = said.icon, said.help
    if said.needs_api > API_VERSION:
        raise Refusal(
            _("Thành phần cần chương trình mới hơn (API {needs}, ở đây là {have}).").format(
                needs=said.needs_api, have=API_VERSION
            ),
            _("Hãy cập nhật chương trình."),
        )
    if said.name != component.name:
        raise Refusal(
            _("Tên trong gói là “{point}” nhưng thành phần tự gọi là “{name}”.").format(
                point=component.name, name=said.name
            )
        )


def _answers(plugins: pluggy.PluginManager, hook: str, word: type) -> Iterator[Any]:
    caller = getattr(plugins.hook, hook)
    answers = caller()
    if len(answers) < len(caller.get_hookimpls()):
        raise Refusal(_("“{hook}” không trả lời gì: có lẽ thiếu “return”.").format(hook=hook))
    for answer in answers:
        for each in answer if isinstance(answer, Iterable) else [answer]:
            if not fits(each, word):
                raise Refusal(
                    _("“{hook}” phải trả lời một danh sách {word}, không phải {given}.").format(
                        hook=hook, word=word.__name__, given=type(each).__name__
                    )
                )
            yield each


def _take_in(component: LoadedComponent) -> None:
    """Record types learn whose they are, and charts without a name get one."""
    for record_type in component.record_types:
        # Looked up in the class itself: a type that extends another component's is its own.
        owner = vars(record_type).get("component") or component.name
        if owner != component.name:
            raise Refusal(
                _("Loại hồ sơ {type} thuộc thành phần “{owner}”.").format(
                    type=record_type.__name__, owner=owner
                )
            )
        record_type.component = component.name
    component.charts = [
        chart if chart.name else dataclasses.replace(chart, name=f"{component.name}_{number}")
        for number, chart in enumerate(component.charts, 1)
    ]


def without(catalog: Catalog, name: str, failure: str, details: str) -> Catalog:
    """The catalog as it is where one component more has failed, and those that cannot be without it."""
    components = [dataclasses.replace(component) for component in catalog.components]
    for component in components:
        if component.name == name and component.state == LOADED:
            _fail(component, failure, details)
    _compare(components)
    return Catalog(components)


def _misdeclared(component: LoadedComponent, faults: list[str]) -> None:
    _fail(
        component,
        _(
            "Thành phần khai báo sai {count} chỗ, trước hết là {id}; hãy gửi chi tiết cho người viết nó."
        ).format(count=len(faults), id=faults[0].partition(" ")[0]),
        "\n".join(faults),
    )


def _compare(components: list[LoadedComponent]) -> None:
    """What one component takes away from others by failing is looked at again, until nothing changes."""
    while True:
        loaded = [component for component in components if component.state == LOADED]
        found = ((component, list(shared_faults(component, loaded))) for component in loaded)
        broken = next(((component, faults) for component, faults in found if faults), None)
        if broken is None:
            return
        _misdeclared(*broken)


def ask_windows(catalog: Catalog, hook: str, **arguments: Any) -> Iterator[tuple[LoadedComponent, Any]]:
    """What the components answer in their `qt.py`, which is loaded only when a window asks.

    One that fails is noted and passed over; its records stay usable.
    """
    for component in catalog.loaded():
        name = f"{component.module}.qt"
        try:
            if component.plugins is None or not _has_windows(component.module):
                continue
            if not component.plugins.has_plugin(name):
                module = importlib.import_module(name)
                component.hooks = sorted({*component.hooks, *_register(component.plugins, module, name)})
            answers = getattr(component.plugins.hook, hook)(**arguments)
        except Refusal as refusal:
            component.failure, component.details = str(refusal), traceback.format_exc()
        except FAILURES:
            component.note_failure(hook)
        else:
            yield from ((component, answer) for answer in answers)


def _has_windows(module: str) -> bool:
    """Whether a component's package holds a `qt.py`; a component of one file never does."""
    is_package = hasattr(sys.modules.get(module), "__path__")
    return is_package and importlib.util.find_spec(f"{module}.qt") is not None
