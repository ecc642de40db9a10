"""The form of one record: its editors, what is wrong at each, save and give up; knows no list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget

from desktop.declare.asked_norms import asked_norms
from desktop.declare.problems import Grade, Problem, Refusal
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.carried_fields import CarriedFields
from desktop.qt.errors import show_failure
from desktop.qt.field_history import open_field_history
from desktop.qt.form_accepting import FormAccepting
from desktop.qt.form_draft import FormDraft
from desktop.qt.form_fields import FormFields
from desktop.qt.form_head import FormHead
from desktop.qt.history_tab import HistoryTab
from desktop.qt.notice_bar import NoticeBar
from desktop.qt.problem_tab import ProblemTab

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.qt.tasks import Tasks
    from desktop.workspace import Workspace

_JUDGE_AFTER = 300


class RecordForm(QFrame):
    """Shows a record, lets it be edited, saves it as one change set.

    A record that only warns is saved without a question; one that blocks can be kept as a draft. `saved`
    carries the record as it is stored now, whether the write changed anything, and whether it was there
    before. `gave_up` tells that a new record was not wanted after all; `steps` asks for the record `by`
    places further in the list.
    """

    saved = Signal(object, bool, bool)
    gave_up = Signal()
    turned_dirty = Signal(bool)
    steps = Signal(int)

    def __init__(
        self, workspace: Workspace, tasks: Tasks, record_type: type[Record], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.tasks, self.record_type = workspace, tasks, record_type
        self.record: Record | None = None
        self.dirty = self._asked_to_save = False
        self.problems: list[Problem] = []
        self._others: Sequence[Problem] = ()
        self.touched: set[str] = set()
        self._being_written: Record | None = None
        self.fields = FormFields(workspace, record_type)
        self.fields.edited.connect(self._edited)
        self.fields.left.connect(lambda _name: self.judge())
        self._lay_out()
        self.fields.fill()
        self.carried = CarriedFields(self.fields, record_type)
        self.draft = FormDraft(self)
        self._judge_later = QTimer(self, singleShot=True, interval=_JUDGE_AFTER)
        self._judge_later.timeout.connect(self._work_out)
        for keys, deed in ((QKeySequence(QKeySequence.StandardKey.Save), self.save),
                           (QKeySequence(Qt.Key.Key_Escape), self.give_up),
                           (QKeySequence(Qt.Key.Key_F8), self.carried.turn),
                           (QKeySequence(Qt.Key.Key_F7), lambda: self.ask_history(self.fields.focused())),
                           (QKeySequence("Ctrl+PgUp"), lambda: self.steps.emit(-1)),
                           (QKeySequence("Ctrl+PgDown"), lambda: self.steps.emit(1))):  # fmt: skip
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)
        self.show_record(None)

    def _lay_out(self) -> None:
        self.head = FormHead(self.fields.ended)
        self.name, self.state = self.head.name, self.head.state
        self.save_button, self.cancel_button = self.head.save_button, self.head.cancel_button
        self.save_button.clicked.connect(lambda: self.save())
        self.cancel_button.clicked.connect(self.give_up)
        self.head.step_buttons.steps.connect(self.steps)
        self.head.print_button.clicked.connect(self.ask_and_print)
        self.notice = NoticeBar()
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(_("Các phần của phiếu"))
        self.problem_tab = ProblemTab(self.workspace)
        self.problem_list = self.problem_tab.list
        self.problem_list.chosen.connect(lambda problem: self.focus_field(problem.field))
        self.accepting = FormAccepting(self)
        self.problem_tab.settles.connect(self.accepting.settle)
        self.problem_tab.takes_back.connect(self.accepting.take_back)
        self.fields.settles.connect(self.accepting.settle)
        self.fields.asks_history.connect(self.ask_history)
        self.history = HistoryTab(self.workspace)
        titles = (_("Hồ sơ"), _("Vấn đề"), _("Lịch sử"))
        for part, title in zip((self.fields, self.problem_tab, self.history), titles, strict=True):
            self.tabs.addTab(part, title)
        self.tabs.currentChanged.connect(lambda _tab: self.show_history())
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.M, tokens.M, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(self.head)
        column.addLayout(self.notice.inset(tokens.M))
        column.addWidget(self.tabs, 1)
        self._room = QWidget()
        column.addWidget(self._room, 1)

    # -- what is shown

    def show_record(self, record: Record | None, others: Sequence[Problem] = ()) -> None:
        """Show a record, or nothing; `others` are problems that a check over all records found."""
        self.record = record
        self._others = self._beside(others)
        self.touched.clear()
        self._asked_to_save = False
        self.notice.hide()
        self.tabs.setVisible(record is not None)
        self._room.setVisible(record is None)
        if record is None:
            self.problems = []
            self.name.setText(_("Chưa chọn hồ sơ"))
        else:
            self.fields.take(record)
            self.name.setText(self._name_of(record))
            self.carried.show_pins(not record.id)
        self._set_dirty(False)
        self.judge()
        self.show_history()
        if record is not None:
            self.draft.begin(record)

    def hear(self, others: Sequence[Problem]) -> None:
        """Take what a check over all records found meanwhile; while somebody types it waits for saving."""
        if self.record is not None and not self.dirty:
            self._others = self._beside(others)
            self.judge()

    def _beside(self, others: Sequence[Problem]) -> Sequence[Problem]:
        """What a check found and the record does not say by itself: its own goes as it is corrected here."""
        own = self.workspace.problems_of(self.record) if others and self.record is not None else []
        known = {(each.rule, each.message) for each in own}
        return [each for each in others if (each.rule, each.message) not in known]

    def begin(self, record: Record) -> None:
        """Show an empty record (or one filled beforehand) and stand on its first field to fill."""
        self.show_record(record)
        self.tabs.setCurrentIndex(0)
        self.fields.focus_first()

    def to_carry(self) -> dict[str, Any]:
        """What the pinned fields hand on to the next new record."""
        return self.carried.values(self.now()[0]) if self.record is not None else {}

    def _name_of(self, record: Record) -> str:
        if not record.id:
            return _("{title} mới").format(title=translate(self.record_type.title))
        return self.workspace.name_of(self.record_type, record.id)

    def focus_field(self, name: str) -> None:
        """Stand on a field."""
        self.tabs.setCurrentIndex(0)
        self.fields.focus(name)

    # -- what is wrong

    def now(self) -> tuple[Record, list[Problem]]:
        """The record as it stands in the editors, and what could not be read."""
        assert self.record is not None
        values, unread = self.fields.values()
        return self.record.changed(**values), unread

    def judge(self) -> None:
        """Say at each field what is wrong with the record as it stands."""
        if self.record is None:
            self._say_state()
            return
        record, unread = self.now()
        names = {each.field for each in unread}
        own = [each for each in self.workspace.problems_of(record) if each.field not in names]
        known = {(each.rule, each.message) for each in own}
        others = [each for each in self._others if (each.rule, each.message) not in known]
        others = self.workspace.marked(others, record) if others else []
        self.problems = sorted([*unread, *own, *others, *self.fields.remarks()], key=lambda each: each.rank)
        shown = [each for each in self.problems if self._may_say(each)]
        book = self.workspace.book_for(record)
        self.fields.show_computed(self.workspace.judged(record), book)
        self.fields.show_norms(asked_norms(record, book))
        self.fields.show_problems(shown)
        self.problem_tab.show_problems(shown, self._label_of)
        count = sum(each.is_open for each in shown)
        self.tabs.setTabText(1, _("Vấn đề ({count})").format(count=count) if count else _("Vấn đề"))
        self._say_state()

    def _may_say(self, problem: Problem) -> bool:
        # A new record is not scolded for what nobody has come to yet.
        assert self.record is not None
        return bool(self.record.id) or self._asked_to_save or problem.field in self.touched

    def _label_of(self, problem: Problem) -> str:
        field = self.record_type.fields.get(problem.field)
        return translate(field.label) if field else ""

    def _work_out(self) -> None:
        # A form that was closed meanwhile asks nothing of a database that may be closed as well.
        if self.record is not None and self.isVisible():
            record = self.workspace.judged(self.now()[0])
            self.fields.show_computed(record, self.workspace.book_for(record))

    # -- editing and saving

    def _edited(self, name: str) -> None:
        self.touched.add(name)
        self._set_dirty(True)
        self._judge_later.start()
        self.draft.edited()

    def _set_dirty(self, dirty: bool) -> None:
        turned, self.dirty = dirty != self.dirty, dirty
        self.head.show_buttons(self.record is not None, self._is_stored(), dirty)
        self._say_state()
        if turned:
            self.turned_dirty.emit(dirty)

    def _is_stored(self) -> bool:
        return self.record is not None and bool(self.record.id)

    def _say_state(self) -> None:
        if self.record is None:
            self.state.setText(_("Chọn một dòng để xem và sửa."))
            return
        blocks = sum(problem.grade is Grade.BLOCK for problem in self.problems)
        parts = [_("chưa lưu")] if self.dirty or not self.record.id else []
        if blocks and (self._is_stored() or self._asked_to_save):
            parts.append(_("{count} chỗ phải sửa").format(count=blocks))
        self.state.setText(" · ".join(parts) or _("đã lưu"))

    def save(self, as_draft: bool = False) -> None:
        """Save what stands in the form; a draft may hold what blocks."""
        if self.record is None or not (self.dirty or not self._is_stored()) or self._is_being_written():
            return
        self.fields.settle()
        self._asked_to_save = True
        self.judge()
        record, unread = self.now()
        if unread:
            self._say_unread(unread)
            return
        # What other records say against it is asked again once it is saved.
        beside = {(each.rule, each.message) for each in self._others}
        grave = (each for each in self.problems if each.grade is Grade.BLOCK)
        blocks = [each for each in grave if (each.rule, each.message) not in beside]
        if blocks and not as_draft:
            says = _("Còn {count} chỗ phải sửa trước khi hồ sơ hợp lệ.").format(count=len(blocks))
            acts = (
                (_("Tới chỗ đó"), lambda: self.focus_field(blocks[0].field)),
                (_("Lưu nháp"), lambda: self.save(as_draft=True)),
            )
            self.notice.say(says, "BLOCK", acts)
            return
        self._write(record)

    def _say_unread(self, unread: Sequence[Problem]) -> None:
        says = _("Có {count} ô chưa đọc được nên chưa lưu.").format(count=len(unread))
        self.notice.say(says, "BLOCK", ((_("Tới ô đó"), lambda: self.focus_field(unread[0].field)),))

    def _write(self, record: Record) -> None:
        before, draft, typed = record.changed_in, self.draft.key, self.typed()

        def kept(stored: Any) -> None:
            self._being_written = None
            if self.record is not None and (self.record is edited or self.record.id == stored.id):
                self._take_stored(stored, record)
            self.draft.forget(draft)
            self.saved.emit(stored, stored.changed_in != before, bool(record.id))

        def stays() -> None:
            self._being_written = None
            self.accepting.forget()
            self._set_dirty(self.dirty or self.record is edited)

        def refused(failure: Exception) -> None:
            stays()
            back = None if self.record is edited else partial(self.draft.reopen, edited, typed, draft)
            self.draft.say_refused(failure, record, draft, back)
            if not isinstance(failure, Refusal):
                show_failure(failure, self)

        assert self.record is not None
        edited, self._being_written = self.record, record
        task = self.tasks.write(self.draft.saving(record, edited), kept, _("Đang lưu"), refused)
        task.ended.connect(lambda: stays() if task.is_given_up else None)

    def _is_being_written(self) -> bool:
        """Whether just what stands in the form is on its way into the store: it must not be written twice."""
        written = self._being_written
        if written is None or self.record is None:
            return False
        return self.record.id == written.id and self.now()[0].values() == written.values()

    def _take_stored(self, stored: Record, written: Record) -> None:
        typed_since = self.now()[0].values() != written.values()
        self.record, self.draft.key = stored, stored.id or ""
        self.name.setText(self._name_of(stored))
        self.carried.show_pins(False)
        self.notice.hide()
        if not typed_since:
            self.fields.take(stored)
            self.touched.clear()
        self._set_dirty(typed_since)
        self.judge()
        self.show_history()

    def typed(self) -> dict[str, Any]:
        """What was typed and is not stored; of a stored record no more: the rest may be changed elsewhere."""
        return self.fields.typed(self.touched if self._is_stored() else None)

    def leave(self) -> bool:
        """Keep what was typed and let go; False where something cannot be read, which is then said."""
        if self.record is None or not self.dirty or self._is_being_written():
            return True
        self.fields.settle()
        record, unread = self.now()
        if unread:
            self._asked_to_save = True
            self.judge()
            self._say_unread(unread)
            return False
        if record.values() != self.record.values():
            self._write(record)
        else:
            self.draft.forget(self.draft.key)
        self._set_dirty(False)
        return True

    def give_up(self) -> None:
        """Take back what was typed since the last save; it can be brought again from the bar."""
        if self.record is None:
            return
        self.accepting.forget()
        if not self.dirty:
            if not self._is_stored():
                self._drop_new()
            return
        self.draft.with_stored(self.record, partial(self._give_up, self.typed(), self.record))

    def _give_up(self, typed: Mapping[str, Any], was: Record, now: Record | None) -> None:
        self.draft.forget(self.draft.key)
        if self._is_stored():
            self.show_record(now or was)
        else:
            self._drop_new()
        back = ((_("Lấy lại"), lambda: self.retype(was, typed)),)
        self.notice.say(_("Đã bỏ những gì vừa gõ."), "NOTE", back)

    def _drop_new(self) -> None:
        self.show_record(None)
        self.gave_up.emit()

    def retype(self, record: Record, typed: Mapping[str, Any]) -> None:
        """Show a record with what was once typed into its form."""
        self.show_record(record)
        self.fields.retype(typed)
        self.touched.update(typed)
        self._set_dirty(True)
        self.judge()
        self.draft.edited()
        self.fields.focus_first()

    def ask_history(self, name: str) -> None:
        """What stood in one field over time (F7, or a click on its label)."""
        if self.record is not None and name:
            open_field_history(self.workspace, self.record, name, self)

    def ask_and_print(self) -> None:
        """The record on paper as it stands in the form; a new one as a form to fill by hand."""
        # Imported here: few print, and the printing system is slow to load.
        from desktop.qt.record_print import RecordPrint

        if self.record is not None:
            dialog = RecordPrint(self.workspace, self.workspace.judged(self.now()[0]), self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def show_history(self) -> None:
        """Tell what happened to the record, where that is in sight."""
        if self.tabs.currentWidget() is self.history:
            self.history.show_history(self.record)

    def sizeHint(self) -> QSize:
        """As wide as the tokens say."""
        return QSize(tokens.FORM_WIDTH, super().sizeHint().height())
