"""What stands in the way, what it holds up, and the paragraph a report takes of it; changes nothing."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.reading import Condition
from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.chart_filter import ChartFilter
from desktop.qt.icons import icon
from desktop.qt.list_panel import EmptyPanel
from desktop.qt.page import AskedPage, Route
from desktop.qt.panel import panel
from desktop.qt.plain_table import Cell, PlainTable, Row
from desktop.qt.tasks import Tasks
from desktop.shared.held_up import Held
from desktop.shared.norm_conflicts import NormConflict
from desktop.shared.obstacles import Line, Obstacle
from desktop.workspace.obstacle_board import ObstacleBoard, read_obstacles

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_NAMED, _COUNTED = "obstacle", "records"
_GRADES = {"found": "WARN", "asked": "WARN", "answered": "NOTE", "solved": "GOOD"}


class _Paragraph(QTextBrowser):
    """Ends where a line ends; the wheel and the keys go on by whole lines."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        line, margin = self.fontMetrics().lineSpacing(), round(self.document().documentMargin())
        self.verticalScrollBar().setSingleStep(line)
        self.setViewportMargins(0, 0, 0, max(0, self.height() - margin) % line)
        super().resizeEvent(event)


class ObstaclePage(AskedPage):
    """Above: each obstacle with its state and what it holds up. Below: the paragraph, ready to be copied."""

    name = "obstacles"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Vướng mắc, kiến nghị"))
        self.board = ObstacleBoard()
        self._is_moved = False
        self.filter = ChartFilter(workspace)
        self.filter.year.hide()
        self.filter.changed.connect(self.reload)
        self.table = PlainTable(_("Khó khăn, vướng mắc"))
        self.table.entered.connect(self.open_obstacle)
        self.table.chosen.connect(self._choose)
        # Rows are as high as their texts, which the table finds out last.
        self.table.verticalHeader().sectionResized.connect(lambda *_three: self._share())
        self.records = QPushButton(icon("filter"), _("Hồ sơ bị ảnh hưởng"))
        self.records.clicked.connect(lambda: self.open_records(self.table.current()))
        self.record = QPushButton(icon("edit"), _("Mở vướng mắc"))
        self.record.clicked.connect(lambda: self.open_obstacle(self.table.current()))
        self.new = QPushButton(icon("add"), _("Thêm"))
        self.new.clicked.connect(lambda: self.go(Route("records", Obstacle, new=True)))
        self.text = _Paragraph(openLinks=False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.anchorClicked.connect(self._follow)
        self.text.setAccessibleName(_("Khó khăn, vướng mắc, kiến nghị"))
        self.copy = QPushButton(icon("copy"), _("Chép đoạn này"))
        self.copy.clicked.connect(self.copy_paragraph)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(tokens.S)
        bar.addWidget(self.filter, 1)
        for button in (self.records, self.record, self.new):
            bar.addWidget(button)
        self.body.addLayout(bar)
        title = QLabel(_("Khó khăn, vướng mắc, kiến nghị"))
        title.setFont(tokens.font("section"))
        heading = QHBoxLayout()
        heading.addWidget(title, 1)
        heading.addWidget(self.copy)
        heading.setContentsMargins(0, tokens.S, 0, tokens.S)
        written = QWidget()
        column = QVBoxLayout(written)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(panel(self.text), 1)
        self.text.document().setDocumentMargin(tokens.M)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(panel(self.table))
        self._parts.addWidget(written)
        self._parts.splitterMoved.connect(lambda _at, _part: setattr(self, "_is_moved", True))
        self.empty = EmptyPanel()
        self.empty.acted.connect(self.new.click)
        for part in (self.empty, self._parts):
            self.body.addWidget(part, 1)
            part.hide()

    def opened(self, route: Route) -> None:
        super().opened(route)
        self.table.setFocus()

    def reload(self) -> None:
        """Count again what is held up, beside the window."""
        self._stale = False
        workspace, place = self.workspace, self.filter.asked().place
        self.tasks.read(
            lambda _progress: read_obstacles(workspace, place), self._show, _("Đang đếm hồ sơ bị ảnh hưởng")
        )

    def _show(self, board: ObstacleBoard) -> None:
        self.board = board
        still = sum(1 for each in board.held if each.obstacle.state != "solved")
        counts = _("{whole} vướng mắc · {still} chưa giải quyết")
        self.show_counts(counts.format(whole=len(board.held), still=still) if board.held else "")
        none = _("Chưa ghi khó khăn, vướng mắc nào. Ghi lại để báo cáo nói rõ việc gì chậm, ai giải quyết.")
        self.empty.say("" if board.held else none, _("Thêm"))
        self._parts.setVisible(bool(board.held))
        headings = [_("Nguyên nhân"), _("Vướng mắc"), _("Cấp giải quyết"), _("Tình trạng"), _("Ảnh hưởng")]
        rows = [_row(held, board.places.get(held.obstacle.place, "")) for held in board.held]
        self.table.show_rows(headings, rows, [17, 30, 13, 17, 26], stretch=1, wrap=True)
        self.table.stand_on(0)
        self.text.setHtml("<br>".join(map(_as_html, board.lines)))
        self._choose(self.table.current())
        if board.conflicts:
            self._offer_question(board.conflicts[0], len(board.conflicts) - 1)
        else:
            self.notice.hide()

    def _share(self) -> None:
        """The list as high as its rows, the paragraph with what is left, where nobody drew it otherwise."""
        if self._is_moved:
            return
        whole = sum(self._parts.sizes())
        rows = self.table.verticalHeader().length() + self.table.horizontalHeader().height()
        above = min(rows + tokens.S, whole * 3 // 5)
        self._parts.setSizes([above, whole - above])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _offer_question(self, conflict: NormConflict, more: int) -> None:
        """Offer to ask the upper level which of two norms is applied."""
        says = conflict.question
        if more:
            says += " " + _("Còn {count} khoản khác cũng vậy.").format(count=more)
        where = (Condition("cause", "is", "norm"), Condition("clause", "is", conflict.clause))
        route = Route("records", Obstacle, where=where, new=True)
        self.notice.say(says, "WARN", ((_("Soạn kiến nghị"), lambda: self.go(route)),))

    def _choose(self, row: int) -> None:
        held = self.board.held[row] if 0 <= row < len(self.board.held) else None
        self.record.setEnabled(held is not None)
        self.records.setEnabled(held is not None and held.affected is not None)

    def open_obstacle(self, row: int) -> None:
        """Go to the obstacle itself."""
        if 0 <= row < len(self.board.held):
            self.go(Route("records", Obstacle, record=self.board.held[row].obstacle.id or ""))

    def open_records(self, row: int) -> None:
        """Go to the records it holds up, the very ones that were counted."""
        held = self.board.held[row] if 0 <= row < len(self.board.held) else None
        if held is not None and held.affected is not None:
            self.go(Route("records", held.affected.record_type, where=held.affected.where))

    def _follow(self, way: QUrl) -> None:
        """From a name of the paragraph to its obstacle, from a figure to the records it counts."""
        kind, _sign, id = way.toString().partition(":")
        found = (row for row, held in enumerate(self.board.held) if held.obstacle.id == id)
        (self.open_records if kind == _COUNTED else self.open_obstacle)(next(found, -1))

    def copy_paragraph(self) -> None:
        """Put the paragraph on the clipboard."""
        QGuiApplication.clipboard().setText(self.board.paragraph)
        self.say(_("Đã chép đoạn khó khăn, vướng mắc, kiến nghị."))


def _as_html(line: Line) -> str:
    """A line with its name and its figures as links."""
    told = escape(line.text)
    for kind, words in ((_NAMED, line.name), (_COUNTED, line.holds_up)):
        if words:
            link = f"<a href='{kind}:{line.obstacle}'>{escape(words)}</a>"
            told = told.replace(escape(words), link, 1)
    return told


def _row(held: Held, place: str) -> Row:
    one = held.obstacle
    state = Obstacle.state.format(one.state)
    affects = held.affected.show() if held.affected else ""
    return [
        Cell(Obstacle.cause.format(one.cause)),
        Cell(f"{one.name}\n{place}" if place else one.name, tip=one.clause or ""),
        Cell(Obstacle.level.format(one.level)),
        Cell(state, _GRADES[one.state]),
        Cell(_("chưa tính được"), "WARN", tip=held.why) if held.why else Cell(affects),
    ]
