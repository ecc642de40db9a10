"""The page of one record type: its list, and the form of the current record beside it; knows no one type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QVBoxLayout

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.list_page import ListPage
from desktop.qt.page import Route
from desktop.qt.record_form import RecordForm
from desktop.qt.record_menu import cell_menu

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.declare.problems import Problem
    from desktop.declare.records import Record
    from desktop.qt.tasks import Progress, Tasks
    from desktop.workspace import Workspace

_NAMES_IN_SIGHT = 320
"""Points a list beside a form must have, or the form stands in its place."""


class RecordPage(ListPage):
    """Every record type has one; nothing in it knows which."""

    name = "records"

    def __init__(self, workspace: Workspace, tasks: Tasks, record_type: type[Record]) -> None:
        super().__init__(workspace, tasks, record_type)
        self._form: RecordForm | None = None
        self._room = QFrame()
        self._room.setObjectName("panel")
        self._inside = QVBoxLayout(self._room)
        self._inside.setContentsMargins(1, 1, 1, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(tokens.M)
        self.splitter.addWidget(self.list_panel)
        self.splitter.addWidget(self._room)
        self.splitter.setStretchFactor(0, 1)
        self._room.setMinimumWidth(tokens.FORM_WIDTH - 60)
        self._is_tight = self._was_beside = False
        self.splitter.setSizes([10_000, tokens.FORM_WIDTH])
        self.body.addWidget(self.splitter, 1)
        self._connect()
        self.table.waits_with_signs = True
        self.show_first()

    def _connect(self) -> None:
        self.bar.add_button.clicked.connect(lambda: self.add())
        self.bar.form_button.toggled.connect(self._show_form)
        self.grid.stands_on.connect(self._stand_on)
        self.grid.wants_field.connect(self._go_into_form)
        self.grid.asks_menu.connect(self._open_menu)
        for keys, deed in (
            (QKeySequence(QKeySequence.StandardKey.New), self.add),
            (QKeySequence(QKeySequence.StandardKey.Find), self.bar.search.setFocus),
            (QKeySequence(Qt.Key.Key_F4), self.bar.form_button.toggle),
            (QKeySequence(Qt.Key.Key_F6), self._change_sides),
            (QKeySequence(QKeySequence.StandardKey.Refresh), self.reload),
            (QKeySequence(QKeySequence.StandardKey.Print), lambda: self.form.ask_and_print()),
            (QKeySequence("Ctrl+Return"), self.toggle_whole_form),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    @property
    def form(self) -> RecordForm:
        """The form beside the list; made when it is first asked for, for the list must not wait for it."""
        if self._form is None:
            self._form = form = RecordForm(self.workspace, self.tasks, self.record_type, self._room)
            self._inside.addWidget(form)
            form.show()
            form.saved.connect(self._saved)
            form.gave_up.connect(self._gave_up)
            form.steps.connect(self._step)
            form.turned_dirty.connect(lambda dirty: self.bar.lead(not dirty))
            form.turned_dirty.connect(lambda _dirty: self.typed.emit())
            self._stand_on(self.grid.currentIndex().row())
        return self._form

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the list is seen, its problems are looked for and the form comes beside it."""
        super().paintEvent(event)
        if self.table.waits_with_signs:
            QTimer.singleShot(0, self, self.table.show_signs)
        if self._form is None and self._room.isVisible():
            QTimer.singleShot(0, self, lambda: self.form)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for both, the list comes first and the form stands in its place."""
        super().resizeEvent(event)
        is_tight = self.width() < self._room.minimumWidth() + _NAMES_IN_SIGHT
        if is_tight == self._is_tight:
            return
        self._is_tight = is_tight
        button = self.bar.form_button
        if is_tight:
            self._was_beside = button.isChecked()
            stands = self.focusWidget()
            shown = button.isChecked() and stands is not None and self._room.isAncestorOf(stands)
        else:
            shown = button.isChecked() or self._was_beside
        button.blockSignals(True)
        button.setChecked(shown)
        button.blockSignals(False)
        self._make_room(shown)

    def _make_room(self, shown: bool) -> None:
        self._room.setVisible(shown)
        self.list_panel.setVisible(not (shown and self._is_tight))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A list is pasted where there is none yet, too: no grid is there to take the key."""
        is_empty = not self.table.rowCount() and not self.table.where
        if is_empty and event.matches(QKeySequence.StandardKey.Paste):
            self.writes.paste()
        else:
            super().keyPressEvent(event)

    # -- what is shown

    def opened(self, route: Route) -> None:
        """Show what the way here asks for; without a wish everything stays as it was left."""
        self.bar.add_button.setEnabled(self.may(self.record_type.guarded) and not self.record_type.kept)
        if route.where or route.record or route.text or route.figure:
            self.bar.put_words(route.text)
            self.filter_by(route.where, route.figure)
        if route.new:
            self.add()
        elif route.record:
            self.show_record(route.record, route.field)
            if not route.field:
                (self.form.fields.focus_first if self._is_tight else self.grid.setFocus)()
        else:
            self.stand_in_list()
            if self.standing() is None and not self.is_beginning() and self.table.rowCount():
                self.grid.go_to(0)
        self.check()

    def stand_in_list(self) -> None:
        """Put the keyboard into the rows, also where the form stood in their place."""
        if self._is_tight:
            self.bar.form_button.setChecked(False)
        super().stand_in_list()

    def leave(self) -> bool:
        """Keep what was typed in a cell and in the form; False where something cannot be read."""
        return self.grid.editing.commit() and (self._form is None or self._form.leave())

    def say_unwritten(self) -> list[Exception]:
        """The form's as well: what was typed into a record that stands there no more."""
        of_form = self._form.draft.unwritten.say_all() if self._form is not None else []
        return super().say_unwritten() + of_form

    def standing(self) -> str | None:
        """The record in the form, or the one it will show."""
        at = self.grid.currentIndex().row()
        record = self._form.record if self._form is not None else self.table.record_at(at)
        return record.id if record else None

    def stood_nowhere(self) -> None:
        """An empty list has an empty form, and the keyboard does not stay in what is hidden."""
        if self._form is not None:
            stands = QApplication.focusWidget()
            was_inside = stands is not None and self._form.isAncestorOf(stands)
            self._form.show_record(None)
            if was_inside:
                self.stand_in_list()

    def is_beginning(self) -> bool:
        """Whether the form holds a new record."""
        return self._form is not None and self._form.record is not None and not self._form.record.id

    def is_typed_in(self) -> bool:
        """Whether the form holds what is not saved."""
        return self._form is not None and self._form.dirty

    def show_anew(self, id: str) -> None:
        """Fill the form again, unless somebody types in it."""
        if self._form is not None and not self._form.dirty:
            self._show_in_form(id)

    def show_record(self, id: str, field: str = "") -> None:
        """Stand on one record, and on one of its fields where that is named."""
        row = self.table.row_of(id)
        if row < 0 and self.table.where:
            self.bar.put_words("")
            self.filter_by(())
            row = self.table.row_of(id)
        if row >= 0:
            self.grid.go_to(row)
        if self.form.record is None or self.form.record.id != id:
            self._show_in_form(id)
        self.bar.form_button.setChecked(True)
        if field:
            self.form.focus_field(field)

    # -- the form

    def _stand_on(self, row: int) -> None:
        record = self.table.record_at(row) if self._form is not None else None
        if self._form is None or record is None or self.standing() == record.id:
            return
        before = self._form.record
        if not self._form.leave():
            back = self.table.row_of(before.id) if before and before.id else -1
            QTimer.singleShot(0, self, lambda: self.grid.go_to(back) if back >= 0 else None)
            return
        self._show_in_form(record.id or "")

    def _gave_up(self) -> None:
        """Back to the row one stood on; what is hidden in the form has lost the keyboard."""
        self._stand_on(self.grid.currentIndex().row())
        if self.list_panel.isVisible():
            self.stand_in_list()
        else:
            self.form.fields.focus_first()

    def _show_in_form(self, id: str) -> None:
        with self.workspace.store.reading() as reader:
            record = reader.get(self.record_type, id)
        self.form.show_record(record, self.table.found.get(id, ()))

    def add(self) -> None:
        """An empty record in the form, filled with what office and filter say of all and what is pinned."""
        if not self.may(self.record_type.guarded):
            return
        if self.record_type.kept:
            self.notice.say(_("Danh sách này do chương trình ghi, không thêm tay."), "NOTE")
            return
        carried = self.form.to_carry()
        if not self.form.leave():
            return
        self.bar.form_button.setChecked(True)
        self.form.begin(self.record_type(**(self.known_of_new() | carried)))

    def _step(self, by: int) -> None:
        """To the record above or below (Ctrl+PgUp, Ctrl+PgDn), on the field one stood in."""
        at, field = self.grid.currentIndex(), self.form.fields.focused()
        if 0 <= at.row() + by < self.table.rowCount():
            self.grid.go_to(at.row() + by, max(1, at.column()))
            if field:
                self.form.focus_field(field)

    def _go_into_form(self, field: str = "") -> None:
        self.bar.form_button.setChecked(True)
        if field:
            self.form.focus_field(field)
        else:
            self.form.fields.focus_first()

    def _change_sides(self) -> None:
        """From the grid into the form and back (F6)."""
        if self.grid.hasFocus() or not self._room.isVisible():
            self._go_into_form()
        elif self._is_tight:
            self.bar.form_button.setChecked(False)
        else:
            self.grid.setFocus()

    def _show_form(self, shown: bool) -> None:
        self._make_room(shown)
        if not shown:
            self.grid.setFocus()
        elif self._is_tight:
            self.form.fields.focus_first()

    def toggle_whole_form(self) -> None:
        """Let the form fill the page, or give the grid its place again (Ctrl+Enter)."""
        if self._is_tight:
            self.bar.form_button.toggle()
            return
        self.bar.form_button.setChecked(True)
        is_whole = self.list_panel.isVisible()
        if is_whole:
            # Before the list goes, or the keys would be wherever Qt sends them.
            self._go_into_form()
        self.list_panel.setVisible(not is_whole)
        if not is_whole:
            self.grid.setFocus()

    def _saved(self, stored: Record, changed: bool, was_stored: bool) -> None:
        name = self.workspace.name_of(self.record_type, stored.id or "")
        if not was_stored and self.form.record is not None and self.form.record.id == stored.id:
            row = self.table.row_of(stored.id or "")
            if row >= 0:
                self.grid.go_to(row)
        if changed:
            deed = (_("sửa {name}") if was_stored else _("thêm {name}")).format(name=name)
            says = _("Đã lưu {name}").format(name=name)
            if self.table.where and not self.table.fits(stored.id or ""):
                says += _("; hồ sơ này không khớp điều kiện đang tìm, lọc nên không hiện trong danh sách")
            self.say(says, stored.changed_in, deed)
        else:
            self.say(_("Không có gì thay đổi"))

    def _show_found(self, found: Mapping[str, Sequence[Problem]]) -> None:
        super()._show_found(found)
        if self._form is not None and (standing := self.standing()):
            self._form.hear(found.get(standing, ()))

    def _open_menu(self, index: QModelIndex, at: QPoint) -> None:
        menu = cell_menu(self, index, self.delete)
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.grid.viewport().mapToGlobal(at))

    def delete(self, record: Record) -> None:
        """Delete a record as a change set; the status bar offers to take it back."""
        name = self.workspace.name_of(self.record_type, record.id or "")
        # A record that is kept stays in the form while the refusal is read.
        if self.standing() == record.id and not record.kept:
            self.stood_nowhere()

        def work(_progress: Progress) -> int:
            self.workspace.delete(record)
            return int(self.workspace.store.change_sets(limit=1)[0].number)

        def then(number: int) -> None:
            deed = _("xóa {name}").format(name=name)
            self.say(_("Đã xóa {name}").format(name=name), number, deed)

        self.tasks.write(work, then, _("Đang xóa"))

    def may_close(self) -> bool:
        """What was typed is kept; what cannot be read holds the page."""
        self._memory.setValue(self._widths, self.grid.widths.drawn())
        return self.leave()
