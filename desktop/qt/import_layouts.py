"""Asks for the file by which lists are read in another office, or into which it goes; reads no list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.qt.whole_files import with_kind

if TYPE_CHECKING:
    from desktop.qt.page import Page
    from desktop.workspace.importing import ImportPlan
    from desktop.workspace.layout_memory import Known


def ask_for_layouts(page: Page) -> Sequence[Known]:
    """What a chosen file says of reading lists; nothing where none was chosen or it cannot be used."""
    chosen, _kind = QFileDialog.getOpenFileName(page, _("Dùng tệp mẫu bố cục"), "", _pattern())
    return known_of(page, Path(chosen)) if chosen else ()


def known_of(page: Page, path: Path) -> Sequence[Known]:
    """What a file says of reading lists; what is wrong with it is said on the page."""
    from desktop.workspace.layout_files import read_layouts
    from desktop.workspace.layout_memory import Known

    try:
        return [Known(each, file=path.name) for each in read_layouts(path, page.workspace.catalog)]
    except Refusal as refusal:
        page.notice.say(str(refusal), "BLOCK")
        return ()


def ask_and_keep_layouts(page: Page, plan: ImportPlan | None) -> None:
    """Write how the tables of a plan are read into a file that is chosen."""
    if plan is None:
        return
    offered = f"{plan.files[0].stem}-mau.json" if plan.files else "mau.json"
    chosen, _kind = QFileDialog.getSaveFileName(page, _("Lưu mẫu bố cục"), offered, _pattern())
    if chosen:
        keep_layouts(page, plan, with_kind(Path(chosen), ".json"))


def keep_layouts(page: Page, plan: ImportPlan, path: Path) -> None:
    """Write how the tables of a plan are read; what stands against it is said on the page."""
    from desktop.workspace.layout_files import write_layouts
    from desktop.workspace.layout_memory import layout_to_keep

    try:
        write_layouts(path, filter(None, map(layout_to_keep, plan.understood())))
    except Refusal as refusal:
        page.notice.say(str(refusal), "BLOCK")
        return
    page.say(_("Đã lưu mẫu bố cục {file}").format(file=path.name))


def _pattern() -> str:
    return _("Mẫu bố cục (*.json)")
