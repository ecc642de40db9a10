"""From a dropped workbook to saved records: files, columns, values, preview; reads no cell itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton

from desktop.declare.components import Change
from desktop.declare.problems import Refusal
from desktop.declare.records import Record
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.drop_area import workbooks_in
from desktop.qt.import_columns import ColumnsStep
from desktop.qt.import_files import FilesStep
from desktop.qt.import_foot import ImportFoot
from desktop.qt.import_layouts import ask_and_keep_layouts, ask_for_layouts
from desktop.qt.import_preview import PreviewStep, Sheet, made_ready
from desktop.qt.import_returning import told
from desktop.qt.import_settling import SettleStep, to_settle
from desktop.qt.import_telling import first_saved, held_back_words, left_out_words, named, saved_words
from desktop.qt.import_work import WorkLine
from desktop.qt.links import link
from desktop.qt.page import Page, Route
from desktop.qt.tasks import Progress, Tasks

if TYPE_CHECKING:
    from desktop.workspace import Workspace
    from desktop.workspace.importing import Corrections, ImportPlan, ImportResult
    from desktop.workspace.layout_memory import Known

FILES, COLUMNS, SETTLE, PREVIEW = range(4)
Answer = tuple["ImportResult", list[Sheet]]


class ImportPage(Page):
    """Four steps one can walk back and forth; nothing is saved before the one button is pressed."""

    name = "import"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Nhập từ Excel"))
        self.setAcceptDrops(True)
        self._type: type[Record] | None = None
        self._files: list[Path] = []
        self.plan: ImportPlan | None = None
        self.result: ImportResult | None = None
        self._to_save = self._refused = 0
        self._work = WorkLine()
        self._work.stopped.connect(self.cancel)
        self._work.gave_up.connect(lambda: self.notice.say(_("Đã hủy. Không có gì được ghi."), "NOTE"))
        self._work.turned.connect(self._refresh)
        self._work.failed.connect(self._failed)
        self.files = FilesStep([each for each in workspace.catalog.record_types.values() if each.key])
        self.columns = ColumnsStep(workspace)
        self.settle = SettleStep(workspace)
        self._wanted = PREVIEW
        self.preview = PreviewStep(workspace)
        self.preview.other.answered.connect(self._look_again)
        self.files.brought.connect(self.take)
        self.files.retyped.connect(self._retyped)
        self.columns.remapped.connect(self._plan_changed)
        self.columns.asks_anew.connect(self._read_anew)
        self.columns.uses_file.connect(self._ask_for_layouts)
        self.columns.keeps_file.connect(lambda: ask_and_keep_layouts(self, self.plan))
        for part in (self.files, self.columns.given, self.settle):
            part.refused.connect(lambda says: self.notice.say(says, "WARN"))
        self.settle.settled.connect(self._plan_changed)
        self._steps = QStackedWidget()
        for step in (self.files, self.columns, self.settle, self.preview):
            self._steps.addWidget(step)
        self.body.addLayout(self._step_line())
        self.body.addWidget(self._steps, 1)
        self.foot = self._foot()
        self.body.addWidget(self.foot)
        self._go_to(FILES)

    def _step_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        self._buttons = QButtonGroup(self)
        words = (_("1  Tệp"), _("2  Cột"), _("3  Xử lý"), _("4  Xem trước"))
        for number, word in enumerate(words):
            button = QToolButton()
            button.setObjectName("action")
            button.setText(word)
            button.setCheckable(True)
            self._buttons.addButton(button, number)
            row.addWidget(button)
        self._buttons.idClicked.connect(self._go_to)
        row.addStretch(1)
        row.addWidget(self._work, 99)
        row.addWidget(link(_("Lịch sử nhập"), lambda: self.go(Route("imports"))))
        return row

    def _foot(self) -> ImportFoot:
        foot = ImportFoot()
        self.again, self.returning, self.primary = foot.again, foot.returning, foot.primary
        self.drafts, self.whole = foot.drafts, foot.whole
        self.again.clicked.connect(self.start_anew)
        self.returning.wanted.connect(self.write_corrections)
        self.drafts.toggled.connect(self._keep_drafts)
        self.whole.toggled.connect(lambda _on: self._refresh())
        self.primary.clicked.connect(self._go_on)
        return foot

    def opened(self, route: Route) -> None:
        if route.record_type is not None or self.plan is None:
            self._type = route.record_type
        about = _("Nhập từ Excel: {title}").format(title=translate(self._type.plural)) if self._type else ""
        self.title.setText(about or _("Nhập từ Excel"))
        if route.files:
            self.take(list(route.files))
        elif self.plan is None:
            self.files.area.choose.setFocus()

    def may_close(self) -> bool:
        if self._work.writes:
            self.notice.say(_("Đang ghi dữ liệu; hãy đợi xong hoặc bấm Hủy trước khi đóng."), "WARN")
            return False
        return True

    def take(self, files: Sequence[Path], said: Sequence[Known] = ()) -> None:
        """Look at workbooks: which tables they hold and what each is. They are read in the background.

        `said` is how another office reads such lists.
        """
        if self._work.is_busy:
            self.notice.say(_("Đang làm việc với tệp trước; hãy đợi hoặc bấm Hủy."), "NOTE")
            return
        self.start_anew()
        self._files = list(files)
        workspace, record_type = self.workspace, self._type

        def work(progress: Progress) -> ImportPlan:
            from desktop.workspace import importing

            return importing.recognise_files(
                workspace,
                files,
                record_type=record_type,
                said=said,
                progress=progress,
                cancelled=progress.cancelled,
            )

        self._work.begin(
            self.tasks.read, work, self._recognised, _("Đang đọc {file}").format(file=named(files))
        )

    def _recognised(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.drafts.setChecked(plan.drafts)
        self.files.show_plan(plan, self._files)
        self._go_to(FILES)
        says, ways = plan.says_left_out(), [(_("Dùng tệp mẫu…"), self._ask_for_layouts)]
        if not plan.understood():
            none = _("Không thấy bảng nào chương trình nhận ra. Chọn bảng rồi cho biết đó là gì.")
            self.notice.say(f"{says}\n{none}".strip(), "WARN", tuple(ways))
        elif says:
            self.notice.say(says, "WARN")
        (self.primary if self.primary.isEnabled() else self.files.tables).setFocus()

    def _plan_changed(self) -> None:
        self.files.tell_again()
        self.result = None
        self._refresh()

    def _retyped(self) -> None:
        self.notice.hide()
        self.columns.forget()
        self._plan_changed()

    def _ask_for_layouts(self) -> None:
        said = ask_for_layouts(self)
        if said:
            self.take(self._files, said)

    def _read_anew(self) -> None:
        table = self.columns.current()
        if self.plan is not None and table is not None:
            self.plan.read_anew(table)
            self.columns.show_plan(self.plan)
            self._plan_changed()

    def _keep_drafts(self, keeps: bool) -> None:
        if self.plan is not None and self.plan.drafts != keeps:
            self.plan.drafts = keeps
            self._look_again()

    def _look_again(self) -> None:
        """Something was said in the preview itself: it is made anew and shown."""
        self.result = None
        self._go_to(PREVIEW)

    def look_ahead(self) -> None:
        """Do the whole save and take it back, to show what it would do."""
        if self.plan is None or self._work.is_busy:
            return
        workspace, plan = self.workspace, self.plan

        def work(progress: Progress) -> Answer:
            from desktop.workspace import importing

            result = importing.preview(workspace, plan, progress=progress, cancelled=progress.cancelled)
            return result, made_ready(result)

        self._work.begin(self.tasks.read, work, self._previewed, _("Đang xem trước"))

    def _previewed(self, answer: Answer) -> None:
        self._show_result(*answer)
        self._go_to(self._wanted)
        open_now = to_settle(answer[0])
        if open_now and self._wanted == PREVIEW:
            self.notice.say(open_now, "NOTE", ((_("Xử lý"), lambda: self._go_to(SETTLE)),))

    def accept(self) -> None:
        """Save the good rows as one change set; the others stay in the file."""
        if self.plan is None or self.result is None or self._work.is_busy:
            return
        workspace, plan, whole = self.workspace, self.plan, self.whole.isChecked()

        def work(progress: Progress) -> Answer:
            from desktop.workspace import importing

            result = importing.accept(
                workspace, plan, all_or_nothing=whole, progress=progress, cancelled=progress.cancelled
            )
            return result, made_ready(result)

        self._work.begin(self.tasks.write, work, self._accepted, _("Đang ghi"))

    def _accepted(self, answer: Answer) -> None:
        self._show_result(*answer)
        result, refused = answer[0], self._refused
        left_out = list(self.plan.left_out) if self.plan else []
        says = saved_words(self._to_save, refused) + left_out_words(left_out)
        acts: list[tuple[str, Callable[[], object]]] = []
        first = first_saved(answer[1])
        if first is not None:
            acts.append((_("Xem hồ sơ"), lambda: self.go(Route("records", first))))
        if result.change_set is not None:
            number = result.change_set
            acts.append((_("Hoàn tác"), lambda: self.undo(number)))
        self.notice.say(says, "WARN" if refused or left_out else "", tuple(acts))
        self.say(says, result.change_set, _("nhập {file}").format(file=named(self._files)))
        self._go_to(PREVIEW)

    def undo(self, change_set: int) -> None:
        """Take the whole import back."""
        self.undoes.emit(change_set)

    def records_changed(self, changes: Sequence[Change]) -> None:
        """A preview no longer holds once the data have changed, nor a saved import that was taken back."""
        if self._work.is_busy or self.result is None:
            return
        saved_as = self.result.change_set
        latest = self.workspace.store.change_sets(limit=3) if saved_as is not None else []
        if saved_as is None or any(one.undoes == saved_as for one in latest):
            self.result = None
            self._go_to(min(self._steps.currentIndex(), COLUMNS))
            if self.isVisible():  # what took it back is gone with its notice
                self.primary.setFocus()

    def write_corrections(self, path: Path, own: bool = False) -> None:
        """Write what was refused and why: into a copy of the workbook itself (`own`), or the rows alone."""
        result = self.result
        if result is None:
            return

        def work(progress: Progress) -> list[Corrections]:
            from desktop.workspace import importing

            progress(0)
            if own:
                return importing.write_own_corrections(result, path)
            importing.write_corrections(result, path)
            return [importing.Corrections(path)]

        def tell(written: list[Corrections]) -> None:
            says, grade = told(written, own)
            self.say(says)
            if own:
                self.notice.say(says, grade)

        self._work.begin(self.tasks.write, work, tell, _("Đang lưu tệp sửa lỗi"))

    def cancel(self) -> None:
        """Give up what runs; nothing of it is kept."""
        self._work.cancel()

    def start_anew(self) -> None:
        """Forget the files and begin with the invitation."""
        self.plan = self.result = None
        self._files = []
        self.notice.hide()
        self.files.show_plan(None)
        self.files.area.choose.setFocus()
        self._go_to(FILES)

    def _failed(self, failure: Exception) -> None:
        if isinstance(failure, Refusal):
            self.notice.say(str(failure), "BLOCK")
        else:
            self.tasks.failed.emit(failure)

    def _show_result(self, result: ImportResult, sheets: list[Sheet]) -> None:
        self.result = result
        self._to_save = sum(sheet.counts["new"] + sheet.counts["changed"] for sheet in sheets)
        self._refused = sum(sheet.counts["refused"] for sheet in sheets)
        still = self.plan if result.change_set is None else None
        self.preview.show_result(sheets, self.workspace.habit(), still)
        if self.plan is not None:
            self.settle.show_questions(self.plan, result.questions, result.likely)

    def _go_to(self, step: int) -> None:
        """Show a step; the preview is made when it is asked for and there is none that still holds."""
        if step in (SETTLE, PREVIEW) and self.result is None:
            self._wanted = step
            self.look_ahead()
            step = self._steps.currentIndex()
        if step == SETTLE:
            self.notice.hide()
        if step == COLUMNS and self.plan is not None and not self.columns.shows(self.plan):
            self.columns.show_plan(self.plan)
        self._steps.setCurrentIndex(step)
        self._refresh()

    def _go_on(self) -> None:
        if self._steps.currentIndex() == PREVIEW and self.result is not None:
            self.accept()
        else:
            self._go_to(PREVIEW)

    def _refresh(self) -> None:
        step, busy = self._steps.currentIndex(), self._work.is_busy
        usable = self.plan is not None and bool(self.plan.understood())
        self._buttons.button(step).setChecked(True)
        for number in (COLUMNS, SETTLE, PREVIEW):
            self._buttons.button(number).setEnabled(usable and not busy)
        result = self.result
        to_save, refused = (self._to_save, self._refused) if result else (0, 0)
        saved = result is not None and result.change_set is not None
        self.primary.setVisible(self.plan is not None)
        self.again.setVisible(self.plan is not None)
        self.again.setEnabled(not busy)
        self.returning.show_for(result, refused, busy)
        ahead = step == PREVIEW and result is not None
        self.drafts.setVisible(step == PREVIEW and not saved and (refused > 0 or self.drafts.isChecked()))
        self.drafts.setEnabled(not busy)
        lacks = refused > 0 or (self.plan is not None and bool(self.plan.left_out))
        self.whole.setVisible(step == PREVIEW and not saved and lacks)
        held_back = self.whole.isChecked() and refused > 0 and not saved
        self.primary.setText(
            (_("Đã ghi") if saved else _("Ghi {count} dòng").format(count=group_digits(to_save)))
            if ahead
            else _("Xem trước")
        )
        may_save = to_save > 0 and not saved and not held_back
        self.primary.setToolTip(held_back_words(refused) if ahead and held_back else "")
        self._enable_primary(not busy and usable and (may_save or not ahead), busy)
        self.foot.fold()
        if self.plan is not None:
            rows = sum(len(table.data_rows) for table in self.plan.understood())
            self.show_counts(_("{count} dòng dữ liệu").format(count=group_digits(rows)))
        else:
            self.show_counts("")

    def _enable_primary(self, usable: bool, busy: bool) -> None:
        """A button that turns grey would hand the keyboard on to the top bar: the page keeps it meanwhile."""
        has_keyboard = self.primary.hasFocus() or self.hasFocus()
        if has_keyboard:
            self.setFocus()
        self.primary.setEnabled(usable)
        self.grey_what_writes(self.primary)
        if has_keyboard and not busy and self.primary.isEnabled():
            self.primary.setFocus()
        elif has_keyboard and not busy and self._steps.currentIndex() == PREVIEW:
            self.preview.grid.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if workbooks_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = workbooks_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.take(paths)
