"""The map: which figure colours the dots, what makes their size, of which place and year; draws none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.boundary_switch import says_day
from desktop.qt.chart_filter import Asked, ChartFilter
from desktop.qt.columns import Columns
from desktop.qt.list_panel import EmptyPanel
from desktop.qt.map_card import MapCard
from desktop.qt.page import AskedPage, Page, Route
from desktop.qt.pick_box import PickBox
from desktop.qt.pinning import keep_pin, tell_pictures
from desktop.qt.tasks import Progress, Tasks
from desktop.shared.pinned import MAP
from desktop.workspace import dashboard
from desktop.workspace.map_board import Choice, Dot, MapBoard, colours, read_map, sizes

if TYPE_CHECKING:
    from desktop.declare.components import Change
    from desktop.workspace import Workspace

_EQUAL = Choice("equal", "", "")
_KEPT = "map/chosen"
_BETWEEN = "|"
_ONE_LINE = 1000
"""Points: in less what is asked stands in two lines."""
_Answer = tuple[list[Choice], list[Choice], MapBoard]


def pin_name(colour: Choice, size: Choice) -> str:
    """The name a map is pinned under."""
    return f"{colour.name}{_BETWEEN}{size.name}"


def ask_map(workspace: Workspace, name: str, asked: Asked, progress: Progress) -> MapBoard | None:
    """The map pinned under a name; None where its indicator is not there any more. For the worker."""
    colour_name, _between, size_name = name.partition(_BETWEEN)
    colour = next((one for one in colours(workspace) if one.name == colour_name), None)
    size = next((one for one in sizes(workspace) if one.name == size_name), _EQUAL)
    return _read(workspace, colour, size, asked, progress) if colour else None


def _read(workspace: Workspace, colour: Choice, size: Choice, asked: Asked, progress: Progress) -> MapBoard:
    record_type = workspace.catalog.record_types.get(size.name)
    where = asked.wheres(workspace, [record_type])[record_type] if record_type else ()
    return read_map(
        workspace, colour, size, place=asked.place, year=asked.year, where=where, progress=progress
    )


def _standing(box: QComboBox) -> str:
    return box.currentData().name if box.currentData() else ""


def _place_of(choices: Sequence[Choice], name: str) -> int:
    return next((place for place, choice in enumerate(choices) if choice.name == name), 0)


def _fill(box: QComboBox, choices: Sequence[Choice], shown: str) -> None:
    """Offer what there is now, standing on what stood there: it may have been chosen meanwhile."""
    if [box.itemData(place) for place in range(box.count())] == choices:
        return
    wanted = _standing(box) or shown
    box.clear()
    for choice in choices:
        box.addItem(choice.title or _("Mọi chấm như nhau"), choice)
    box.setCurrentIndex(_place_of(choices, wanted))


def open_dot(page: Page, card: MapCard, dot: Dot) -> None:
    """Go to the records of a place."""
    figure = (float(dot.value or dot.count), card.told_of(dot))
    page.go(Route("records", record_type=dot.over, where=tuple(dot.where), figure=figure))


class MapPage(AskedPage):
    """Two boxes choose colour and size; what was chosen last is kept."""

    name = "map"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Bản đồ"))
        self.filter = ChartFilter(workspace)
        self.filter.year.setItemText(0, _("Năm mới nhất"))
        self.filter.changed.connect(self.reload)
        self.coloured_by, self.sized_by = self._box(_("Màu chấm theo")), self._box(_("Cỡ chấm theo"))
        self.card = MapCard()
        self.card.chosen.connect(lambda dot: open_dot(self, self.card, dot))
        tell_pictures(self, self.card)
        self.card.pinned.connect(self._pin)
        asked = Columns(_ONE_LINE)
        asked.add(self.filter, 0)
        asked.add(self._choices())
        self.body.addWidget(asked)
        self.empty = EmptyPanel()
        self.empty.acted.connect(lambda: self.go(Route("import")))
        for part in (self.empty, self.card):
            self.body.addWidget(part, 1)
            part.hide()

    def _box(self, name: str) -> QComboBox:
        box = PickBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(20)
        box.activated.connect(lambda _place: self._chosen())
        return box

    def _choices(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        for box, stretch in ((self.coloured_by, 3), (self.sized_by, 2)):
            label = QLabel(box.accessibleName())
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box, stretch)
        return line

    def opened(self, route: Route) -> None:
        if self._stale:
            self.reload()
        self._show_pinned()

    def records_changed(self, changes: Sequence[Change]) -> None:
        super().records_changed(changes)
        self._show_pinned()

    def _chosen(self) -> None:
        QSettings().setValue(_KEPT, self._name())
        self._show_pinned()
        self.reload()

    def _name(self) -> str:
        colour, size = self.coloured_by.currentData(), self.sized_by.currentData()
        return pin_name(colour, size) if colour and size else ""

    def _show_pinned(self) -> None:
        name = self._name()
        self.card.show_pinned(bool(name) and dashboard.is_pinned(self.workspace, MAP, name))

    def _pin(self, wanted: bool) -> None:
        keep_pin(self, MAP, self._name(), self.card.question, wanted)

    def reload(self) -> None:
        """Ask again, beside the window; what is chosen meanwhile is asked after that."""
        if self._must_wait():
            return
        colour, _between, size = str(QSettings().value(_KEPT) or "").partition(_BETWEEN)
        wanted = _standing(self.coloured_by) or colour, _standing(self.sized_by) or size
        workspace, asked = self.workspace, self.filter.asked()

        def work(progress: Progress) -> _Answer:
            coloured, sized = colours(workspace), [*sizes(workspace), _EQUAL]
            if not coloured:
                return coloured, sized, MapBoard(_EQUAL, _EQUAL)
            meant = coloured[_place_of(coloured, wanted[0])], sized[_place_of(sized, wanted[1])]
            return coloured, sized, _read(workspace, *meant, asked, progress)

        self._ask(work, self._show, _("Đang vẽ bản đồ"))

    def _say_empty(self, none: str) -> None:
        asked = self.filter.nothing_asked()
        self.empty.say((asked or none) if none else "", "" if asked else _("Nhập từ Excel"))

    def _show(self, answer: _Answer) -> None:
        coloured, sized, board = answer
        _fill(self.coloured_by, coloured, board.colour.name)
        _fill(self.sized_by, sized, board.size.name)
        self.card.show_board(board, "page", says_day(self.workspace.as_of))
        none = _("Chưa có nơi nào có số liệu để vẽ. Nhập danh sách hoặc biểu chỉ tiêu để so sánh các nơi.")
        is_empty = not board.dots and not board.lost
        self._say_empty(none if is_empty else "")
        self.card.setVisible(not is_empty)
        known = len(board.told)
        whole = len(board.dots) + len(board.lost)
        counts = _("{known} trong {whole} nơi có số liệu").format(known=known, whole=whole)
        self.show_counts("" if is_empty else counts)
        self._show_pinned()
