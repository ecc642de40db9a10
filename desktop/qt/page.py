"""What every page is: a title line that says how many, a line for notices, a body; knows no page by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.qt import tokens
from desktop.qt.notice_bar import NoticeBar
from desktop.shared.exported import PRINTED, WORKBOOK

if TYPE_CHECKING:
    from desktop.declare.components import Change
    from desktop.declare.reading import Where
    from desktop.declare.records import Record
    from desktop.qt.plain_table import PlainTable
    from desktop.qt.tasks import Progress, Task, Tasks
    from desktop.workspace import Workspace

T = TypeVar("T")
Figure = tuple[float, str]
"""A number, and how it was told."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where to go: a page by name, and what to show there.

    Names: `home`, `import`, `imports` (its history), `problems`, `charts`, `dashboard`, `map`, `household`,
    `capital`, `indicators`, `obstacles`, `calendar`, `reports`, `components`, `office`, `help`, and `records`
    with its record type.
    `where` filters the list, `record` is the one to stand on, `new` opens the form on an empty record (the
    office at the first start), `text` is searched for (the name of a topic of `help`, of a report; for
    `problems` the title of a rule, or a grade that is then shown alone), `files` are the workbooks to import.
    `figure` is the number that led to a list.
    """

    page: str
    record_type: type[Record] | None = None
    where: Where = ()
    record: str = ""
    field: str = ""
    new: bool = False
    text: str = ""
    files: tuple[Path, ...] = ()
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What happened, for the status bar; `change_set` can be taken back and is then called `deed`."""

    text: str
    change_set: int | None = None
    deed: str = ""


class Page(QWidget):
    """One page of the window. Fill `body`; say counts with `show_counts`; the rest comes from here.

    A page is given the open database (`workspace`) and the worker (`tasks`), keeps no session and no
    window. It goes elsewhere by `go(Route(…))` and tells what it did by `say(…)`.
    """

    name: ClassVar[str] = ""
    menu_title: ClassVar[str] = ""
    """Of a component's own page: its title and its line in the navigation, in Vietnamese."""

    wants = Signal(object)
    says = Signal(object)
    undoes = Signal(int)
    """The number of a change set that was made on this page and is to be taken back."""

    typed = Signal()
    """Asks for the sign in the window's title to be set anew, by what `is_typed_in` then says."""

    selected = Signal(str)
    """What the status bar says of the selection: its count, sum and mean."""

    def __init__(self, workspace: Workspace, tasks: Tasks, title: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.tasks = tasks
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = QLabel(title)
        self.title.setFont(tokens.font("page"))
        self.title.setAccessibleName(title)
        # Where the keyboard stands before anything of the page is stepped on.
        self.setAccessibleName(title)
        # In a narrow window it takes a second line beside its title.
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.counts = QLabel(wordWrap=True, alignment=right)
        self.counts.setObjectName("quiet")
        self.heading = QHBoxLayout()
        self.heading.setSpacing(tokens.M)
        self.heading.addWidget(self.title)
        self.heading.addWidget(self.counts, 1)
        self.notice = NoticeBar()
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.M)
        column.addLayout(self.heading)
        column.addWidget(self.notice)
        column.addLayout(self.body, 1)

    def opened(self, route: Route) -> None:
        """Called each time the page comes to the front, with what is to be shown."""

    def records_changed(self, changes: Sequence[Change]) -> None:
        """Called after every write, on the window's thread; reload what shows a touched record type."""

    def boundaries_changed(self) -> None:
        """Called when places are to be seen by the boundaries of another day; nothing stored has changed."""
        self.records_changed(())

    def is_typed_in(self) -> bool:
        """Whether something typed here is not saved yet; the window's title then has an asterisk."""
        return False

    def may_close(self) -> bool:
        """Whether the page can be left for good; False keeps it, after it has said why."""
        return True

    def is_held(self) -> bool:
        """Whether something on it says why it was not written."""
        return any(bar.holds() for bar in self.findChildren(NoticeBar))

    def say_unwritten(self) -> list[Exception]:
        """Say what was refused and stands nowhere else, where there is any; why each was refused."""
        return []

    def may(self, right: str) -> bool:
        """Whether whoever sits here has a right (`desktop.shared.officers`); if not, it says who has."""
        guard = self.workspace.guard
        if guard.may(right):
            return True
        self.notice.say(str(guard.refusal(right)), "WARN")
        return False

    def grey_what_writes(self, *buttons: QWidget) -> None:
        """Where nothing can be written buttons that write are grey and say why."""
        grey_what_writes(self.workspace, *buttons)

    def mask_copied(self, table: PlainTable, *columns: int) -> None:
        """Whoever may not see names copies a mask from these columns, which tell of persons."""
        table.mask_copied(columns, self.workspace.guard.hides_names)

    def note_export(self, what: str, lines: int, path: Path | None = None) -> None:
        """Note down that names left the program: into a file, or without one on paper."""
        from desktop.workspace.export_notes import note_export

        note_export(self.workspace, what, WORKBOOK if path else PRINTED, lines=lines, path=path)

    def go(self, route: Route) -> None:
        """Ask the window for another page."""
        self.wants.emit(route)

    def say(self, text: str, change_set: int | None = None, deed: str = "") -> None:
        """Tell a success in the status bar; with its change set it becomes the next thing to undo.

        `deed` is what the menu then offers to undo: `sửa Vàng A Dí`.
        """
        self.says.emit(Said(text, change_set, deed))

    def show_counts(self, text: str) -> None:
        """The right end of the title line: `255 hồ sơ · 12 vấn đề`."""
        self.counts.setText(text)


def grey_what_writes(workspace: Workspace, *buttons: QWidget) -> None:
    """What `Page.grey_what_writes` does, for a part that knows no page."""
    why = workspace.guard.why_not_written
    for button in buttons if why is not None else ():
        button.setEnabled(False)
        button.setToolTip(str(why))


class AskedPage(Page):
    """A page whose answer is worked out beside the window, and again once what it is of was written.

    Give `reload`, which begins by setting `_stale` to False; or, where an answer takes long, by leaving
    off where it `_must_wait`, and then asks by `_ask`.
    """

    asked_of: ClassVar[frozenset[str]] = frozenset()
    """The record types the answer is of; none means all."""

    not_asked_of: ClassVar[frozenset[str]] = frozenset({"SavedView", "PinnedCard"})
    """What says how lists and pages are looked at, and is part of hardly an answer."""

    def __init__(self, workspace: Workspace, tasks: Tasks, title: str) -> None:
        super().__init__(workspace, tasks, title)
        self._stale = True
        self._task: Task | None = None

    def reload(self) -> None:
        """Ask again, beside the window."""

    def opened(self, route: Route) -> None:
        if self._stale:
            self.reload()

    def records_changed(self, changes: Sequence[Change]) -> None:
        touched = {change.record_type for change in changes}
        if touched and touched <= self.not_asked_of:
            return
        if not self.asked_of or self.asked_of & touched:
            self._ask_again()

    def boundaries_changed(self) -> None:
        self._ask_again()

    def _ask_again(self) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def _must_wait(self) -> bool:
        """Whether an answer is still being worked out; the page is then asked again after it."""
        self._stale = self._task is not None
        return self._stale

    def _ask(self, work: Callable[[Progress], T], then: Callable[[T], None], title: str) -> None:
        self._task = self.tasks.read(work, then, title)
        self._task.ended.connect(self._ended)

    def _ended(self) -> None:
        given_up = self._task is not None and self._task.progress.cancelled()
        self._task = None
        if self._stale and self.isVisible():
            self.reload()
        elif given_up:
            self._stale = True
