"""One household and all it received in every component; finds, shows and leads on, changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPageLayout, QResizeEvent, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.components import Change
from desktop.declare.numbers import show_number
from desktop.declare.problems import Problem
from desktop.declare.text import _, fold_words, translate
from desktop.qt import tokens
from desktop.qt.columns import Columns
from desktop.qt.household_act_dialog import HouseholdActDialog, act_titles
from desktop.qt.icons import icon
from desktop.qt.links import link
from desktop.qt.list_panel import EmptyPanel
from desktop.qt.page import Page, Route
from desktop.qt.panel import panel, panel_title
from desktop.qt.plain_table import Cell, PlainTable, Row
from desktop.qt.problem_list import ProblemList
from desktop.qt.search_line import Found, SearchLine
from desktop.qt.tasks import Tasks
from desktop.qt.whole_files import with_kind
from desktop.shared import Household, Person
from desktop.shared.officers import NAMES
from desktop.workspace.household_acts import Done, members_of
from desktop.workspace.stories import Entry, Story, find_households, lent_in, read_story
from desktop.workspace.story_files import (
    amounts_of,
    counted,
    heading_lines,
    headings_of,
    member_row,
    printed,
    sum_title,
    write_story,
)

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.workspace import Workspace

_BAND = 164
_PROBLEMS = 92


class HouseholdPage(Page):
    """A line to find by; the household, its members and years; what it received; what is wrong there."""

    name = "household"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Hộ và hỗ trợ"))
        self.story: Story | None = None
        self._act = ""
        self._entries: list[Entry | None] = []
        self.search = SearchLine(self._look, wait=150)
        self.search.setPlaceholderText(_("Tìm hộ theo tên chủ hộ, thành viên, số CCCD hoặc bản"))
        self.search.setAccessibleName(_("Tìm hộ, không cần dấu"))
        self.search.setClearButtonEnabled(True)
        self.search.picked.connect(lambda found: self.show_household(found.value))
        self._export = QPushButton(icon("export"), _("Xuất ra Excel"))
        self._export.clicked.connect(self.ask_and_export)
        self._print = QPushButton(icon("print"), _("In"))
        self._print.setToolTip("Ctrl+P")
        self._print.clicked.connect(self.ask_and_print)
        self._keys = QShortcut("Ctrl+P", self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._keys.activated.connect(self.ask_and_print)
        self._acts = QPushButton(icon("merge"), _("Biến động hộ"))
        menu = QMenu(self._acts)
        for kind, title in act_titles().items():
            menu.addAction(title).triggered.connect(partial(self.ask_act, kind))
        self._acts.setMenu(menu)
        bar = QHBoxLayout()
        bar.setSpacing(tokens.S)
        for part, stretch in ((self.search, 1), (self._acts, 0), (self._export, 0), (self._print, 0)):
            bar.addWidget(part, stretch)
        self.body.addLayout(bar)
        self._hint = EmptyPanel()
        self._hint.acted.connect(lambda: self.go(Route("records", Household)))
        self.body.addWidget(self._hint, 1)
        self._whole = QWidget()
        self.body.addWidget(self._whole, 1)
        self._fill()
        self._say_empty(_("Gõ tên chủ hộ để xem hộ đã nhận gì ở mọi dự án, từ nguồn nào, theo văn bản nào."))

    def _fill(self) -> None:
        self.head = _WholeText(wordWrap=True)
        self.head.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._name = _WholeText(wordWrap=True)
        self._name.setFont(tokens.font("section"))
        self.to_household = link(_("Mở hồ sơ hộ"), self._open_household)
        self.members = PlainTable(_("Nhân khẩu"))
        self.mask_copied(self.members, 0, 2)
        self.members.entered.connect(self._open_member)
        self.years = PlainTable(_("Theo năm"))
        self.supports = PlainTable(_("Hỗ trợ đã nhận và dự kiến"))
        self.supports.entered.connect(self._open_support)
        self.problems = ProblemList()
        self.problems.chosen.connect(self._open_problem)
        band = Columns()
        self._people, self._by_year = panel_title(""), panel_title("")
        facts = _card(self._name, self.head, self.to_household)
        people = panel(self._people, self.members)
        years = panel(self._by_year, self.years)
        for card, stretch in ((facts, 5), (people, 8), (years, 9)):
            band.add(card, stretch)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        for card in (people, years):
            card.setMinimumHeight(_BAND + tokens.XL)
        column.addWidget(band)
        column.addWidget(panel(self.supports), 1)
        column.addWidget(panel(panel_title(_("Vấn đề của hộ và các hỗ trợ")), self.problems))
        for table in (self.members, self.years):
            table.setMinimumHeight(_BAND - tokens.XL)
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.supports.setMinimumHeight(tokens.header_height() + 6 * tokens.row_height())

    def opened(self, route: Route) -> None:
        if route.record:
            self.show_household(route.record)
        elif self.story is not None:
            self.show_household(self.story.household.id or "")
        self.search.setFocus()

    def records_changed(self, changes: Sequence[Change]) -> None:
        if self.story is None:
            return
        told = set(self.story.types) | {
            "Person",
            "PovertyYear",
            "SupportLimit",
            "SupportScheme",
            "PaymentList",
        }
        supporting = {name for name, each in self.workspace.catalog.record_types.items() if each.supports}
        touched = {change.record_type for change in changes}
        named = {f"{change.component}.{change.record_type}" for change in changes}
        if touched & told or named & supporting:
            self.show_household(self.story.household.id or "")

    def boundaries_changed(self) -> None:
        if self.story is not None:
            self.show_household(self.story.household.id or "")

    def show_household(self, household: str) -> None:
        """Read the story of a household beside the window and show it."""
        workspace = self.workspace
        self.tasks.read(
            lambda _progress: read_story(workspace, household), self._show, _("Đang đọc hỗ trợ của hộ")
        )

    def _look(self, text: str) -> list[Found]:
        return [Found(*found) for found in find_households(self.workspace, text)]

    def _say_empty(self, sentence: str) -> None:
        self._hint.say(sentence, _("Mở danh sách hộ"))
        self._whole.setVisible(not sentence)
        for button in (self._acts, self._export, self._print):
            button.setEnabled(not sentence)
        if sentence:
            self.show_counts("")

    def _show(self, story: Story | None) -> None:
        self.story = story
        if story is None:
            self._say_empty(_("Hộ này không còn trong dữ liệu. Tìm hộ khác ở ô trên."))
            return
        self._say_empty("")
        self.show_counts(counted(story))
        _name, address, facts = heading_lines(story)
        born = Household.birth.format(story.household.birth)
        self._name.setText(f"{story.household.head_name or ''}{', ' + born if born else ''}")
        self._name.grow()
        numbers = " · ".join(story.numbers)
        lines = (address, facts.replace("; ", "\n"), numbers, *story.events[:3])
        self.head.setText("\n".join(line for line in lines if line))
        self.head.grow()
        self._acts.setEnabled(story.household.ended_on is None)
        self.grey_what_writes(self._acts)
        self._show_people(story)
        self._show_supports(story)
        self.problems.show_problems(story.problems, lambda problem: _list_of(story, problem))
        self.problems.setFixedHeight(_PROBLEMS if story.problems else tokens.row_height() + tokens.M)

    def _show_people(self, story: Story) -> None:
        self._people.setText(_("Nhân khẩu · {count}").format(count=len(story.members)))
        names = [_("Họ và tên"), _("Quan hệ"), _("Ngày sinh")]
        self.members.show_rows(
            names, [member_row(one) for one in story.members], [20, 11, 11], stretch=0, wrap=True
        )
        is_lent = lent_in(story.entries) > 0
        self._by_year.setText(_("Theo năm (đồng, chưa kể vốn vay)") if is_lent else _("Theo năm (đồng)"))
        promises = any(line.planned for line in story.years)
        rows: list[Row] = [
            [
                str(line.year or _("Chưa rõ")),
                ", ".join(line.classes),
                _money(line.approved),
                _money(line.paid),
                *([_money(line.planned)] if promises else []),
            ]
            for line in story.years
        ]
        names = [_("Năm"), _("Diện hộ"), _("Được duyệt"), _("Đã chi"), *([_("Dự kiến")] if promises else [])]
        self.years.show_rows(names, rows, [8, 14, 12, 12, 12][: len(names)], stretch=1)

    def _show_supports(self, story: Story) -> None:
        sources = story.sources()
        rows: list[Row] = []
        self._entries = []
        for title, entries in story.by_component():
            for entry in entries:
                rows.append(_support_row(entry, sources))
                self._entries.append(entry)
            rows.append(_sum_row(_("Cộng {title}").format(title=title), entries, sources))
            self._entries.append(None)
        if len({entry.component for entry in story.entries}) != 1:
            rows.append(_sum_row(_("Tổng cộng"), story.entries, sources))
            self._entries.append(None)
        widths = [9, 30, 13, 26, *([10] * (len(sources) + 2))]
        self.supports.show_rows(headings_of(story), rows, widths, stretch=1, wrap=True)
        self.supports.stand_on(0)

    def _open_household(self) -> None:
        if self.story is not None:
            self.go(Route("records", Household, record=self.story.household.id or ""))

    def _open_member(self, row: int) -> None:
        if self.story is not None:
            self.go(Route("records", Person, record=self.story.members[row].id or ""))

    def _open_support(self, row: int) -> None:
        entry = self._entries[row]
        if entry is not None and not entry.is_private:
            self.go(Route("records", entry.support.record_type, record=entry.support.record))

    def _open_problem(self, problem: Problem) -> None:
        record_type = self.story.types.get(problem.record_type) if self.story else None
        if record_type is not None and problem.record:
            self.go(Route("records", record_type, record=problem.record, field=problem.field))

    def ask_act(self, kind: str) -> None:
        """Ask what a new head, a split or a merger needs, then do it beside the window."""
        if self.story is None:
            return
        household = self.story.household.id or ""
        with self.workspace.store.reading() as reader:
            members = members_of(reader, household)
        dialog = HouseholdActDialog(self.workspace, kind, household, members, self)
        dialog.accepted.connect(partial(self._do, dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _do(self, dialog: HouseholdActDialog) -> None:
        deed, title = dialog.deed, dialog.windowTitle()
        if deed is not None:
            self._act = title.lower()
            self.tasks.write(lambda _progress: deed(), self._done, _("Đang ghi"))

    def _done(self, done: Done) -> None:
        self.say(_("Đã ghi: {act}").format(act=self._act), done.change_set, self._act)
        self.show_household(done.household)

    def ask_and_export(self) -> None:
        """Ask for a file and write the story into it."""
        if self.story is None or not self.may(NAMES):
            return
        memory = QSettings()
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(str(memory.value("folders/export", documents)))
        subject = fold_words(self.story.household.head_name or "").title().replace(" ", "")
        name = f"HoTro_{subject}_{datetime.now():%Y%m%d_%H%M}.xlsx"
        title, kinds = _("Xuất ra Excel"), _("Tệp Excel (*.xlsx)")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(folder / name), kinds)
        if chosen:
            path = with_kind(Path(chosen), ".xlsx")
            memory.setValue("folders/export", str(path.parent))
            self.export(path)

    def export(self, path: Path) -> None:
        """Write the story into a workbook."""
        story = self.story
        if story is not None:

            def work(_progress: object) -> None:
                write_story(story, path)
                self.note_export(_("Hộ và hỗ trợ"), len(story.entries), path)

            self.tasks.write_file(
                work,
                lambda _written: self._tell(path),
                _("Đang xuất ra Excel"),
            )

    def _tell(self, path: Path) -> None:
        says = _("Đã xuất hỗ trợ của hộ ra {file}.").format(file=path.name)
        opens = QUrl.fromLocalFile(str(path))
        self.notice.say(says, "", ((_("Mở tệp"), lambda: QDesktopServices.openUrl(opens)),))
        self.say(says)

    def ask_and_print(self) -> None:
        """Ask for a printer and print the story."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if self.story is None or not self.may(NAMES):
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the story across the page."""
        if self.story is not None:
            printer.setPageOrientation(QPageLayout.Orientation.Landscape)
            document = QTextDocument()
            document.setHtml(printed(self.story, date.today()))
            document.print_(printer)
            self.note_export(_("Hộ và hỗ trợ"), len(self.story.entries))


def _money(amount: int) -> Cell:
    return Cell(show_number(amount) if amount else "", number=True)


def _support_row(entry: Entry, sources: Sequence[str]) -> Row:
    done = entry.support.is_paid_in_full
    state = Cell(entry.state, "GOOD" if done else "", quiet=not entry.support.received)
    texts = [Cell(entry.day), Cell(entry.what), state, Cell(entry.under, quiet=True)]
    return [*texts, *(_money(amount) for amount in amounts_of([entry], sources))]


def _sum_row(title: str, entries: Sequence[Entry], sources: Sequence[str]) -> Row:
    amounts = amounts_of(entries, sources)
    money = [Cell(show_number(amount) if amount else "", number=True, bold=True) for amount in amounts]
    return ["", Cell(sum_title(title, entries), bold=True), "", "", *money]


def _list_of(story: Story, problem: Problem) -> str:
    """The list the record at fault stands in."""
    record_type = story.types.get(problem.record_type)
    return translate(record_type.title) if record_type else ""


class _WholeText(QLabel):
    """Lines that wrap and are never cut: its card, which asks no text, is made as high as they are."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grow()

    def grow(self) -> None:
        """Ask for the height of the text in the width there is."""
        # A label counts what it asked for before as its least.
        self.setMinimumHeight(0)
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


def _card(name: QLabel, facts: QLabel, way: QPushButton) -> QFrame:
    card = QFrame()
    card.setObjectName("panel")
    column = QVBoxLayout(card)
    column.setContentsMargins(tokens.M + 1, tokens.S + 1, tokens.M, tokens.S)
    column.setSpacing(tokens.XS)
    column.addWidget(name)
    column.addWidget(facts, 1)
    column.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
    return card
