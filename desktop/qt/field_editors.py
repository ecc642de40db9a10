"""One editor for each kind of field; every value passes through the field's own parse and format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from desktop.declare import fields as kinds
from desktop.declare.dates import first_day
from desktop.declare.fields import Field, Habit
from desktop.declare.norms import Norm
from desktop.declare.problems import Problem
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.edit_line import RestOfText, UnitLine, rest_of
from desktop.qt.icons import icon
from desktop.qt.in_words import InWords
from desktop.qt.legal_basis import open_basis
from desktop.qt.norm_line import NormLine
from desktop.qt.problem_list import FieldMessages

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_LARGE = 1000


class Editor(QWidget):
    """Edits one value. `take(value)` shows it, `value()` gives what is there now or raises `ValueError`.

    `edited` comes with every keystroke, `left` when the officer goes on: only then is a value judged.
    No value travels in a signal, because money does not fit into Qt's whole numbers. `goes_on` leads to the
    field after this one by Enter; False where nobody says which that is.
    """

    edited = Signal()
    left = Signal()
    settles = Signal(object)
    """A Problem of the field that is to be accepted, or asked about again."""

    def __init__(self, field: Field[Any], workspace: Workspace) -> None:
        super().__init__()
        self.field = field
        self.workspace = workspace
        self.habit: Habit = workspace.habit()
        self.goes_on: Callable[[], bool] = lambda: False
        self._messages: FieldMessages | None = None
        self._norms: NormLine | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._line = QHBoxLayout()
        self._line.setSpacing(tokens.XS)
        self._column.addLayout(self._line)
        self._told = QVBoxLayout()
        self._told.setSpacing(2)
        self._is_told_apart = False
        self.build()
        self._column.addLayout(self._told)
        self.setFocusProxy(self.inner())
        self.call(translate(field.label))
        self.inner().setAccessibleDescription(translate(field.hint))
        self.inner().setToolTip(translate(field.hint))
        self.inner().installEventFilter(self)

    def build(self) -> None:
        """Put the widgets into `_line`."""
        raise NotImplementedError

    def inner(self) -> QWidget:
        """The widget that takes the keys."""
        raise NotImplementedError

    def only_show(self, why: str) -> None:
        """Take no typing any more; what is there can still be read, copied and opened, if it may be."""
        self.setToolTip(why)
        self.setEnabled(False)

    def call(self, told: str) -> None:
        """Tell a screen reader what is edited here."""
        self.inner().setAccessibleName(told)

    def take(self, value: Any) -> None:
        """Show a value; does not count as an edit."""
        raise NotImplementedError

    def value(self) -> Any:
        """What is there now, read by the field."""
        raise NotImplementedError

    def remark(self) -> str:
        """A sentence where reading changed more than the writing."""
        return ""

    def typed(self) -> Any:
        """What stands here, readable or not, as JSON may hold it; `retype` brings it back."""
        return self.field.to_store(self.value())

    def retype(self, typed: Any) -> None:
        """Put back what `typed` told."""
        self.take(self.field.from_store(typed))

    def told_apart(self) -> QVBoxLayout:
        """The lines under the editor, for somebody who has more room for them than the editor is wide."""
        self._column.removeItem(self._told)
        self._told.setParent(None)
        self._is_told_apart = True
        return self._told

    @property
    def messages(self) -> FieldMessages:
        """The line under the editor, made when there is first something to say."""
        if self._messages is None:
            self._messages = FieldMessages()
            self._messages.asks_basis.connect(lambda basis: open_basis(basis, self.workspace, self))
            self._messages.settles.connect(self.settles)
            self._told.addWidget(self._messages)
        return self._messages

    def show_norms(self, norms: Sequence[Norm]) -> None:
        """Say under the editor which norms the value is held against."""
        if self._norms is None and norms:
            self._norms = NormLine()
            self._norms.linkActivated.connect(lambda basis: open_basis(basis, self.workspace, self))
            at = self._told.indexOf(self._messages) if self._messages is not None else -1
            self._told.insertWidget(at, self._norms)
        if self._norms is not None:
            self._norms.show_norms(norms)

    def show_problems(self, problems: list[Problem]) -> None:
        """Say at the editor what is wrong, and colour its edge."""
        if problems or self._messages is not None:
            self.messages.show_problems(problems)
        grade = problems[0].grade.value if problems and problems[0].is_open else ""
        inner = self.inner()
        if inner.property("grade") != grade:
            inner.setProperty("grade", grade)
            inner.style().polish(inner)
        label = translate(self.field.label)
        told = ". ".join([label, *(problem.message for problem in problems)])
        self.call(told if problems else label)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the officer leaves, and let the window undo where the line itself has nothing to undo."""
        if event.type() == QEvent.Type.FocusOut and not _popup_is_open():
            self.settle()
            self.fit()
            self.left.emit()
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.fit()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.can_undo()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.can_redo()
            if undo or redo:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def settle(self) -> None:
        """Rewrite what was typed as the field shows it, once the officer has left."""

    def fit(self) -> None:
        """Say beneath what the editor is too narrow for."""

    def can_undo(self) -> bool:
        """Whether the editor itself has typing to take back."""
        return False

    def can_redo(self) -> bool:
        """Whether it has typing to bring again."""
        return False


def _popup_is_open() -> bool:
    return QApplication.activePopupWidget() is not None


class LineEditor(Editor):
    """A line of text; what most kinds need. The length is judged when it is left, never while typing."""

    line: QLineEdit
    rest: RestOfText | None = None

    def build(self) -> None:
        self.line = self.make_line()
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.returnPressed.connect(lambda: self.goes_on() or self.line.focusNextChild())
        self._line.addWidget(self.line, 1)

    def make_line(self) -> QLineEdit:
        """The line itself."""
        return QLineEdit()

    def inner(self) -> QWidget:
        return self.line

    def only_show(self, why: str) -> None:
        self.setToolTip(why)
        self.line.setReadOnly(True)
        for fills in self.line.actions():
            fills.setEnabled(False)

    def take(self, value: Any) -> None:
        self.line.setText(self.field.format(value, self.habit))
        self.line.setCursorPosition(0)
        self.fit()

    def value(self) -> Any:
        return self.field.parse(self.line.text(), self.habit)

    def remark(self) -> str:
        try:
            value = self.value()
        except ValueError:
            return ""
        return "" if value is None else self.field.remark(self.line.text(), value)

    def typed(self) -> Any:
        return self.line.text()

    def retype(self, typed: Any) -> None:
        self.line.setText(typed)

    def settle(self) -> None:
        try:
            shown = self.field.format(self.value(), self.habit)
        except ValueError:
            return
        if shown != self.line.text() and not self.remark():
            self.line.setText(shown)

    def fit(self) -> None:
        # In a cell there is no room beneath; a line that is not laid out yet knows no width.
        if not self._is_told_apart or not self.line.isVisible():
            return
        if self.window().focusWidget() is not self.line:
            # What is seen is its beginning: the rest beneath goes on from there.
            self.line.setCursorPosition(0)
        tells = rest_of(self.line)
        if self.rest is None and tells:
            self.rest = RestOfText()
            self._told.insertWidget(0, self.rest)
        if self.rest is not None:
            self.rest.show_text(tells)

    def can_undo(self) -> bool:
        return self.line.isUndoAvailable()

    def can_redo(self) -> bool:
        return self.line.isRedoAvailable()


class NumberEditor(LineEditor):
    """Figures with their unit behind them; a large one is shown grouped while it is typed."""

    in_words: InWords | None = None

    def make_line(self) -> QLineEdit:
        unit = getattr(self.field, "unit", "")
        return UnitLine(translate(unit)) if unit else QLineEdit()

    def build(self) -> None:
        super().build()
        self.read_as = QLabel()
        self.read_as.setObjectName("quiet")
        self.read_as.setFont(tokens.font("small"))
        self.read_as.hide()
        self._column.addWidget(self.read_as)
        self.line.textEdited.connect(self._show_grouped)
        if isinstance(self.field, kinds.Money):
            self.in_words = InWords()
            self._told.addWidget(self.in_words)

    def take(self, value: Any) -> None:
        super().take(value)
        self.read_as.hide()
        if self.in_words is not None:
            self.in_words.show_amount(value)

    def settle(self) -> None:
        super().settle()
        self.read_as.hide()

    def _show_grouped(self, text: str) -> None:
        try:
            value = self.field.parse(text, self.habit)
        except ValueError:
            value = None
        shown = self.field.format(value, self.habit)
        tells = value is not None and abs(value) >= _LARGE and shown != text.strip()
        unit = getattr(self.field, "unit", "")
        self.read_as.setText(f"= {shown} {translate(unit)}" if tells else "")
        self.read_as.setVisible(tells)
        if self.in_words is not None:
            self.in_words.show_amount(value)


class DateEditor(LineEditor):
    """A day, a month or a year as officers write it, with a calendar; Ctrl+; is today."""

    def make_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(_("ngày/tháng/năm"))
        opens = QAction(icon("calendar", tokens.theme().quiet), _("Mở lịch"), line)
        opens.triggered.connect(self._open_calendar)
        line.addAction(opens, QLineEdit.ActionPosition.TrailingPosition)
        today = QAction(line)
        today.setShortcut("Ctrl+;")
        today.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        today.triggered.connect(lambda: self._choose(date.today()))
        line.addAction(today)
        return line

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        try:
            value = self.value()
        except ValueError:
            value = None
        if value is not None:
            calendar.setSelectedDate(first_day(value))  # type: ignore[arg-type]
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        for chosen in (calendar.clicked, calendar.activated):
            chosen.connect(lambda day: self._choose(day.toPython()))
            chosen.connect(menu.close)
        menu.popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))

    def _choose(self, day: date) -> None:
        self.line.setText(self.field.format(day, self.habit))
        self.edited.emit()
        self.left.emit()


class LongTextEditor(Editor):
    """Several lines; Tab goes on to the next field."""

    def build(self) -> None:
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 3 + tokens.L)
        self.text.textChanged.connect(self.edited.emit)
        self._line.addWidget(self.text, 1)

    def inner(self) -> QWidget:
        return self.text

    def only_show(self, why: str) -> None:
        self.setToolTip(why)
        self.text.setReadOnly(True)

    def take(self, value: Any) -> None:
        self.text.blockSignals(True)
        self.text.setPlainText(self.field.format(value, self.habit))
        self.text.blockSignals(False)
        if self.text.hasFocus():
            self.text.moveCursor(QTextCursor.MoveOperation.End)

    def value(self) -> Any:
        return self.field.parse(self.text.toPlainText(), self.habit)

    def typed(self) -> Any:
        return self.text.toPlainText()

    def retype(self, typed: Any) -> None:
        self.text.setPlainText(typed)

    def can_undo(self) -> bool:
        return self.text.document().isUndoAvailable()

    def can_redo(self) -> bool:
        return self.text.document().isRedoAvailable()
