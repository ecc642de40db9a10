"""The editors of a record's fields under their section headings; knows neither store nor rule."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from desktop.declare.fields import Computed, Details, Field, Text
from desktop.declare.problems import Grade, Problem
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.computed_editor import ComputedEditor
from desktop.qt.editors_by_kind import editor_for
from desktop.qt.enter_keys import EnterKeys
from desktop.qt.field_editors import Editor

if TYPE_CHECKING:
    from desktop.declare.norms import Norm, NormBook
    from desktop.declare.records import Record
    from desktop.workspace import Workspace

_LABEL_WIDTH = 132
_WIDEST = 720


class FormFields(QScrollArea):
    """Labels left, editors right, in the order of the record; the signals carry the field's name.

    Empty until `fill`, which is asked for where it stands in its place: whatever is moved is dressed anew.
    """

    edited = Signal(str)
    left = Signal(str)
    ended = Signal()
    """Enter was pressed in the last field."""

    asks_history = Signal(str)
    settles = Signal(object)
    """A Problem that is to be accepted, or asked about again."""

    def __init__(self, workspace: Workspace, record_type: type[Record]) -> None:
        super().__init__()
        self.workspace, self.record_type = workspace, record_type
        self.editors: dict[str, Editor] = {}
        self._taken: Record | None = None
        self._shown: dict[str, list[Problem]] = {}
        self._rows: dict[str, int] = {}
        self._beginnings: list[int] = []
        self.passes: Callable[[str], bool] = lambda _name: False
        """Whether Enter steps over a field."""
        self._sought = ""
        self.edited.connect(lambda _name: setattr(self, "_sought", ""))
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._bring_into_sight)
        self.verticalScrollBar().rangeChanged.connect(lambda *_range: self._laid_out.start())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab goes from field to field; the area between them is no stop.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setMaximumWidth(_WIDEST)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, tokens.S, tokens.S, tokens.M)
        self._grid.setHorizontalSpacing(tokens.XS)
        self._grid.setVerticalSpacing(tokens.XS)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self.setWidget(inside)

    def fill(self) -> None:
        """Make the editors."""
        section, number, row = "", 0, 0
        not_written = self.workspace.guard.why_not_written
        for name, field in self.record_type.fields.items():
            if field.section and field.section != section:
                section, number = field.section, number + 1
                self._grid.addWidget(_heading(number, translate(section)), row, 0, 1, 2)
                self._beginnings.append(row)
                row += 1
            editor = editor_for(field, self.workspace)
            editor.edited.connect(lambda name=name: self.edited.emit(name))
            editor.left.connect(lambda name=name: self.left.emit(name))
            editor.settles.connect(self.settles)
            editor.goes_on = partial(self._go_on, name)
            keys = EnterKeys(editor.inner())
            keys.goes_on.connect(partial(self._go_on, name))
            keys.goes_back.connect(partial(self._go_back, name))
            stays = translate(self.record_type.kept) if self.record_type.stays(name) else ""
            if why := str(not_written or stays):
                editor.only_show(why)
            self.editors[name] = editor
            label = FieldLabel(field)
            label.clicked.connect(lambda name=name: self.asks_history.emit(name))
            label.setBuddy(editor.inner())
            self._beginnings.append(row)
            if isinstance(field, Details):
                self._grid.addWidget(label, row, 0, 1, 2)
                row += 1
                self._grid.addWidget(editor, row, 0, 1, 2)
            else:
                self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(editor, row, 1, Qt.AlignmentFlag.AlignTop)
            self._rows[name] = row
            # Beneath the label too: a norm and its text take five lines where only the editor is.
            self._grid.addLayout(editor.told_apart(), row + 1, 0, 1, 3)
            row += 2
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def put_behind(self, name: str, widget: QWidget) -> None:
        """Give the editor of a field a neighbour on its right."""
        self._grid.addWidget(widget, self._rows[name], 2, Qt.AlignmentFlag.AlignTop)

    def show_field(self, name: str, shown: bool) -> None:
        """Show the line of a field, or take it away where it has nothing to say."""
        self.editors[name].setVisible(shown)
        label = self._grid.itemAtPosition(self._rows[name], 0)
        if label is not None and (widget := label.widget()) is not None:
            widget.setVisible(shown)

    def whole_height(self, width: int) -> int:
        """How high the fields are, written this wide, with what is said at them."""
        self._grid.activate()
        return self._grid.totalHeightForWidth(width)

    def take(self, record: Record) -> None:
        """Show the values of a record."""
        self._taken = record
        for name, editor in self.editors.items():
            editor.take(getattr(record, name))
        self.verticalScrollBar().setValue(0)

    def values(self) -> tuple[dict[str, Any], list[Problem]]:
        """What can be read, by field, and a problem for each editor that cannot be."""
        values: dict[str, Any] = {}
        unread: list[Problem] = []
        for name, editor in self.editors.items():
            if isinstance(editor.field, Computed):
                continue
            try:
                values[name] = editor.value()
            except ValueError as failure:
                unread.append(editor.field.wrong(str(failure)))
        return values, unread

    def remarks(self) -> list[Problem]:
        """Where reading changed more than the writing, and what a new text takes away unseen."""
        said = (
            (editor.field, editor.remark() or self._takes_away(editor)) for editor in self.editors.values()
        )
        return [field.wrong(remark, Grade.NOTE) for field, remark in said if remark]

    def _takes_away(self, editor: Editor) -> str:
        before = getattr(self._taken, editor.field.name, None)
        if before is None or not isinstance(editor.field, Text):
            return ""
        try:
            return editor.field.takes_away(before, editor.value())
        except ValueError:
            return ""

    def typed(self, among: Collection[str] | None = None) -> dict[str, Any]:
        """What stands in the editors, of some fields or of all, to be brought back by `retype`."""
        found: dict[str, Any] = {}
        for name, editor in self.editors.items():
            if not isinstance(editor.field, Computed) and (among is None or name in among):
                with suppress(ValueError):
                    found[name] = editor.typed()
        return found

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put back what `typed` told."""
        for name, kept in typed.items():
            if name in self.editors:
                self.editors[name].retype(kept)

    def settle(self) -> None:
        """Rewrite what was typed as the fields show it."""
        for editor in self.editors.values():
            editor.settle()

    def show_computed(self, record: Record, norms: NormBook) -> None:
        """Show what is worked out from the record as it stands, and where norms draw the line."""
        for name, editor in self.editors.items():
            if isinstance(editor.field, Computed):
                editor.take(getattr(record, name))
                if isinstance(editor, ComputedEditor) and editor.bar and editor.field.against:
                    editor.bar.stand_against(editor.field.against(record, norms))

    def show_norms(self, norms: Mapping[str, Sequence[Norm]]) -> None:
        """Say at each field which norms speak of it."""
        for name, editor in self.editors.items():
            editor.show_norms(norms.get(name, ()))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say at each field what is wrong with it."""
        by_field: dict[str, list[Problem]] = {}
        for problem in problems:
            by_field.setdefault(problem.field, []).append(problem)
        for name, editor in self.editors.items():
            said = by_field.get(name, [])
            if said != self._shown.get(name, []):
                editor.show_problems(said)
        self._shown = by_field

    def focus_first(self) -> None:
        """Stand on the first field that can be typed into and is not stepped over."""
        for name, editor in self.editors.items():
            if not isinstance(editor.field, Computed) and not self.passes(name):
                self.focus(name)
                return

    def _go_on(self, name: str) -> bool:
        """By Enter to the field after this one, over those that are stepped over; from the last one out."""
        names = list(self.editors)
        if not self._stop_at(names[names.index(name) + 1 :]):
            self.ended.emit()
        return True

    def _go_back(self, name: str) -> None:
        """By Shift+Enter to the field before this one."""
        names = list(self.editors)
        self._stop_at(names[names.index(name) - 1 :: -1] if names.index(name) else [])

    def _stop_at(self, names: Sequence[str]) -> bool:
        for name in names:
            editor = self.editors[name]
            is_stop = editor.inner().focusPolicy() & Qt.FocusPolicy.TabFocus and editor.isEnabled()
            if is_stop and editor.isVisible() and not self.passes(name):
                self.focus(name)
                return True
        return False

    def focused(self) -> str:
        """The field one stands in; empty where it is none."""
        at = QApplication.focusWidget()
        return next((name for name, each in self.editors.items() if at and each.isAncestorOf(at)), "")

    def focus(self, name: str) -> None:
        """Stand on one field, with its message in sight."""
        editor = self.editors.get(name)
        if editor is not None:
            # As by Tab: what stands there is selected and gives way to what is typed.
            editor.inner().setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(editor, 0, self.viewport().height() // 3)
            self._sought = name
            self._laid_out.start()

    def _bring_into_sight(self) -> None:
        """The editor that was gone to, with what is said of it as that is laid out; at least the editor."""
        name = self._sought
        if self.focused() != name or name not in self._rows:
            return
        row = self._rows[name]
        self._grid.activate()
        box = self._grid.cellRect(row, 0) | self._grid.cellRect(row, 1) | self._grid.cellRect(row + 1, 0)
        if box.isEmpty() or self.editors[name].height() > box.height():
            # Not laid out yet: the editor stands in sight, its message will grow downwards.
            return
        self.ensureVisible(0, box.bottom(), 0, tokens.M)
        self.ensureVisible(0, box.top(), 0, tokens.M)
        self._begin_with_a_whole_field(box.top())

    def _begin_with_a_whole_field(self, least: int) -> None:
        """Scroll on to where the next field or heading begins, if that is not below `least`."""
        bar = self.verticalScrollBar()
        tops = (self._grid.cellRect(row, 0).top() for row in self._beginnings)
        bar.setValue(min((top for top in tops if bar.value() <= top <= least), default=bar.value()))


def _heading(number: int, text: str) -> QLabel:
    heading = QLabel(f"{number}  {text}")
    heading.setFont(tokens.font("section"))
    heading.setContentsMargins(0, tokens.S, 0, tokens.XS)
    return heading


class FieldLabel(QLabel):
    """The label of a field; a click on it asks for the history of the field."""

    clicked = Signal()

    def __init__(self, field: Field[Any]) -> None:
        text = translate(field.label)
        super().__init__(f"{text}\N{NO-BREAK SPACE}*" if field.required else text, wordWrap=True)
        self.setMinimumWidth(_LABEL_WIDTH)
        self.setContentsMargins(0, tokens.XS + 1, 0, 0)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        hint = translate(field.hint)
        tip = f"{hint} ({_('bắt buộc')})".strip() if field.required else hint
        self.setToolTip("\n".join(filter(None, (tip, _("Bấm để xem lịch sử của mục (F7)")))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)
