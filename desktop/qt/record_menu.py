"""The menu of a cell of a record page: what can be done with it and with its record; does none of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.declare.reading import Condition
from desktop.declare.text import _
from desktop.qt.icons import icon
from desktop.qt.page import Route
from desktop.workspace.cell_changes import can_be_typed
from desktop.workspace.stories import household_of

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.qt.list_page import ListPage


def cell_menu(page: ListPage, index: QModelIndex, delete: Callable[[Record], object]) -> QMenu | None:
    """The menu of one cell; None where there is no record."""
    record = page.table.record_at(index.row())
    field = page.table.field_at(index.column()) if index.isValid() else None
    if record is None:
        return None
    menu = QMenu(page)
    if field is not None and field.stored:
        value = getattr(record, field.name)
        test = Condition(field.name, "empty") if value is None else Condition(field.name, "is", value)
        text = _("Chỉ hiện dòng có “{value}”").format(value=index.data() or _("chưa ghi"))
        menu.addAction(icon("filter"), text.replace("&", "&&"), lambda: page.filter_by([*page.where, test]))
        menu.addSeparator()
    if field is not None and can_be_typed(field):
        _add(menu, "edit", _("Sửa ô này"), "F2").triggered.connect(lambda: page.grid.begin_edit(index))
    writes = page.writes
    for picture, text, keys, deed in (
        ("copy", _("Sao chép"), QKeySequence(QKeySequence.StandardKey.Copy), "copy"),
        ("", _("Cắt"), QKeySequence(QKeySequence.StandardKey.Cut), "cut"),
        ("", _("Dán…"), QKeySequence(QKeySequence.StandardKey.Paste), "paste"),
        ("", _("Điền xuống"), "Ctrl+D", "fill_down"),
        ("", _("Xóa nội dung ô"), "Del", "clear"),
        ("", _("Tìm và thay…"), "Ctrl+H", "replace"),
    ):
        _add(menu, picture, text, keys).triggered.connect(partial(writes.do, deed))
    menu.addAction(_("Sao chép kèm tiêu đề"), lambda: writes.copy(headings=True))
    menu.addSeparator()
    household = household_of(page.workspace, record)
    if household:
        way = Route("household", record=household)
        menu.addAction(icon("people"), _("Mọi hỗ trợ của hộ này"), lambda: page.go(way))
    menu.addAction(icon("delete"), _("Xóa hồ sơ này"), lambda: delete(record))
    return menu


def _add(menu: QMenu, picture: str, text: str, keys: str | QKeySequence) -> QAction:
    action = menu.addAction(icon(picture), text) if picture else menu.addAction(text)
    # Shown, not bound: the grid hears its keys itself.
    action.setShortcut(QKeySequence(keys))
    action.setShortcutVisibleInContextMenu(True)
    return action
