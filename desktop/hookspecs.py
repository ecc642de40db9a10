"""The questions the desktop asks a plugin; answers are plain values, no hook gets a window or an engine."""

# Return types are not evaluated: pluggy reads names of arguments only, and the words stay importable alone.
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from desktop.declare.charts import Chart
    from desktop.declare.components import Change, Component, Schema
    from desktop.declare.indicators import Indicator
    from desktop.declare.layouts import ExcelLayout
    from desktop.declare.norms import LegalText, Norm
    from desktop.declare.reading import Reader
    from desktop.declare.records import Record
    from desktop.declare.reports import Report
    from desktop.declare.rules import Rule

PROJECT = "ntp_desktop"
ENTRY_POINTS = "ntp_desktop.components"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def register_component() -> Component:  # type: ignore[empty-body]
    """Who am I: name, title, the API I need. The only hook a plugin must answer."""


@hookspec
def register_record_types() -> list[type[Record]]:  # type: ignore[empty-body]
    """The record types, in menu order."""


@hookspec
def register_rules() -> list[Rule]:  # type: ignore[empty-body]
    """Rules over several records."""


@hookspec
def register_norms() -> list[Norm]:  # type: ignore[empty-body]
    """The rule pack: amounts and shares with legal basis and dates."""


@hookspec
def register_legal_texts() -> list[LegalText]:  # type: ignore[empty-body]
    """The texts its rules cite, so that a cited number leads to issuer, dates and what it replaces."""


@hookspec
def register_indicators() -> list[Indicator]:  # type: ignore[empty-body]
    """Figures computed from the component's records."""


@hookspec
def register_charts() -> list[Chart]:  # type: ignore[empty-body]
    """Questions whose answers can be drawn."""


@hookspec
def register_reports() -> list[Report]:  # type: ignore[empty-body]
    """Questions whose answer is an official document."""


@hookspec
def register_excel_layouts() -> list[ExcelLayout]:  # type: ignore[empty-body]
    """Workbooks that already exist and map to the component's fields."""


@hookspec
def register_migrations() -> list[Callable[[Schema], None]]:  # type: ignore[empty-body]
    """Steps `m001_…`, `m002_…` from older tables to today's, in order; never removed, never changed."""


@hookspec
def records_did_change(changes: Sequence[Change], reader: Reader) -> None:
    """Notice after a save of records this component declared; reads only."""


@hookspec
def register_field_editors() -> dict[Any, Any]:  # type: ignore[empty-body]
    """In `qt.py`: an editor class for each own kind of field."""


@hookspec
def register_pages(workspace: Any) -> list[Any]:  # type: ignore[empty-body]
    """In `qt.py`: page classes, each with `name` and `menu_title`, for what a grid and a form cannot show."""
