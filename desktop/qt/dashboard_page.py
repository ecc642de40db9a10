"""The cards an office has pinned, in its own order and sizes, asked about one place and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.chart_filter import ChartFilter
from desktop.qt.columns import NARROW
from desktop.qt.dashboard_cards import Answers, Key, ask, fill, key_of, make
from desktop.qt.page import AskedPage, Route
from desktop.qt.page_scroll import PageScroll
from desktop.qt.pinning import keep_pin, write_card
from desktop.qt.tasks import Progress, Tasks
from desktop.shared.pinned import CHART, SIZES, WIDE, PinnedCard
from desktop.workspace import dashboard

if TYPE_CHECKING:
    from desktop.declare.components import Change
    from desktop.qt.card import Card
    from desktop.workspace import Workspace


@dataclass
class _Slot:
    """A card on the page with its own buttons."""

    card: Card
    kept: PinnedCard
    earlier: QToolButton
    later: QToolButton
    sizes: dict[str, QAction] = field(default_factory=dict)


class DashboardPage(AskedPage):
    """Two columns; a wide card takes both. Nothing pinned yet says how to."""

    name = "dashboard"
    not_asked_of = frozenset({"SavedView"})

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Bảng theo dõi"))
        self.slots: dict[Key, _Slot] = {}
        self._answers: Answers = {}
        self._shown: Sequence[_Slot] = ()
        self._is_narrow = False
        self.filter = ChartFilter(workspace)
        self.filter.changed.connect(self.reload)
        inside = QWidget()
        inside.setObjectName("page")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        self.grid = QGridLayout()
        self.grid.setSpacing(tokens.M)
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)
        whole.addLayout(self.grid)
        whole.addStretch(1)
        self._scroll = PageScroll(self)
        self._scroll.setWidget(inside)
        self.empty = self._empty()
        self.body.addWidget(self.filter)
        self.body.addWidget(self.empty)
        self.body.addWidget(self._scroll, 1)

    def _empty(self) -> QWidget:
        says = QLabel(_("Chưa ghim thẻ nào. Ở góc mỗi biểu đồ, bảng chỉ tiêu và bản đồ có lệnh Ghim."))
        says.setObjectName("quiet")
        way = QPushButton(_("Mở Biểu đồ"))
        way.setObjectName("primary")
        way.clicked.connect(lambda _checked=False: self.go(Route("charts")))
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setSpacing(tokens.M)
        column.addStretch(1)
        column.addWidget(says, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(way, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        panel.hide()
        return panel

    def records_changed(self, changes: Sequence[Change]) -> None:
        if changes and {change.record_type for change in changes} == {PinnedCard.__name__}:
            self._pins_changed()
        else:
            super().records_changed(changes)

    def _pins_changed(self) -> None:
        """Cards that stay keep their answer; only what is new is asked."""
        kept = dashboard.pinned_cards(self.workspace)
        if any(key_of(card) not in self._answers for card in kept):
            self._ask_again()
        else:
            self._arrange(kept)

    def reload(self) -> None:
        """Ask all cards again, beside the window; what is asked meanwhile is asked after that."""
        if self._must_wait():
            return
        workspace, asked = self.workspace, self.filter.asked()

        def work(progress: Progress) -> tuple[list[PinnedCard], Answers]:
            kept = dashboard.pinned_cards(workspace)
            return kept, ask(workspace, kept, asked, progress)

        self._ask(work, self._show, _("Đang tính các thẻ"))

    def _show(self, answered: tuple[list[PinnedCard], Answers]) -> None:
        kept, self._answers = answered
        self._arrange(kept)

    def _arrange(self, kept: Sequence[PinnedCard]) -> None:
        """Put the cards where they belong; one that was there before stays the same widget."""
        wanted = {key_of(card): card for card in kept if key_of(card) in self._answers}
        for key in self.slots.keys() - wanted.keys():
            gone = self.slots.pop(key).card
            gone.hide()
            gone.deleteLater()
        shown = []
        for key, card in wanted.items():
            slot = self.slots.get(key) or self._new_slot(card)
            self.slots[key], slot.kept = slot, card
            fill(slot.card, card, self._answers[key], self.filter.asked(), self.workspace)
            shown.append(slot)
        self._lay_out(shown)
        self.empty.setVisible(not shown)
        self._scroll.setVisible(bool(shown))
        self.filter.setVisible(bool(shown))
        self.show_counts(_("{count} thẻ").format(count=len(shown)) if shown else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window every card takes the row."""
        super().resizeEvent(event)
        if (self.width() < NARROW) != self._is_narrow:
            self._is_narrow = not self._is_narrow
            self._lay_out(self._shown)

    def _lay_out(self, shown: Sequence[_Slot]) -> None:
        while self.grid.takeAt(0) is not None:
            pass
        self._shown = shown
        row, hole = 0, -1
        for place, slot in enumerate(shown):
            if slot.kept.size == WIDE or self._is_narrow:
                self.grid.addWidget(slot.card, row, 0, 1, 2)
                row += 1
            elif hole >= 0:
                # Beside a card that stands alone above a wide one.
                self.grid.addWidget(slot.card, hole, 1)
                hole = -1
            else:
                self.grid.addWidget(slot.card, row, 0)
                row, hole = row + 1, row
            slot.earlier.setEnabled(place > 0)
            slot.later.setEnabled(place < len(shown) - 1)
            slot.sizes[slot.kept.size].setChecked(True)
            slot.card.show()

    def _new_slot(self, kept: PinnedCard) -> _Slot:
        card = make(self, kept)
        earlier = card.add_tool("left", _("Chuyển lên trước"), lambda: self._move(slot, -1))
        later = card.add_tool("right", _("Chuyển ra sau"), lambda: self._move(slot, 1))
        slot = _Slot(card, kept, earlier, later)
        card.menu.addSeparator()
        group = QActionGroup(card)
        for size, title in SIZES.items():
            action = card.menu.addAction(translate(title), partial(self._resize, slot, size))
            action.setCheckable(True)
            group.addAction(action)
            slot.sizes[size] = action
        card.show_pinned(True)
        if kept.kind != CHART:
            card.pinned.connect(lambda wanted: keep_pin(self, *key_of(kept), card.question, wanted))
        return slot

    def _move(self, slot: _Slot, by: int) -> None:
        title, id = slot.card.question, slot.kept.id or ""
        says = _("Đã chuyển chỗ “{title}”").format(title=title)
        write_card(self, lambda: dashboard.move(self.workspace, id, by, title), says)

    def _resize(self, slot: _Slot, size: str) -> None:
        title, id = slot.card.question, slot.kept.id or ""
        says = _("Đã đổi cỡ “{title}”").format(title=title)
        write_card(self, lambda: dashboard.resize(self.workspace, id, size, title), says)
