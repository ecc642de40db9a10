"""All charts of all components, two cards a row; asks the workspace and draws nothing itself."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.charts import Chart, Drawing
from desktop.declare.problems import Refusal
from desktop.declare.reading import Where
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.boundary_switch import says_day
from desktop.qt.chart_filter import ChartFilter
from desktop.qt.columns import Columns
from desktop.qt.list_panel import EmptyPanel
from desktop.qt.page import AskedPage, Page, Route
from desktop.qt.page_scroll import PageScroll
from desktop.qt.pinning import offer_pin, tell_pictures
from desktop.qt.tasks import Progress, Tasks
from desktop.shared.pinned import CHART
from desktop.workspace.dashboard import pinned_charts

if TYPE_CHECKING:
    from desktop.declare.components import Change
    from desktop.qt.chart_card import ChartCard
    from desktop.qt.chart_figures import Mark
    from desktop.workspace import Workspace

_log = logging.getLogger(__name__)

Answered = list[tuple[Chart, Drawing | str]]
"""Each chart with its answer, or with the sentence why there is none."""


def answers(
    workspace: Workspace,
    charts: Sequence[Chart],
    progress: Progress,
    wheres: Mapping[type[Record], Where] | None = None,
) -> Answered:
    """Ask every chart, each alone: one that fails does not take the others with it.

    `wheres` are the records that count, by type; all where a type is not in it.
    """
    # What the painter reckons with is imported here, beside the window; the painter itself makes classes of
    # Qt, and that the window's thread alone may do.
    import_module("numpy")
    found: Answered = []
    for number, chart in enumerate(charts):
        progress(number, len(charts))
        try:
            found.append((chart, workspace.drawing(chart, (wheres or {}).get(chart.over, ()))))
        except Refusal as refusal:
            found.append((chart, str(refusal)))
        except Exception as failure:
            _log.error("chart %s raised %s", chart.name, type(failure).__name__)
            found.append(
                (
                    chart,
                    _("Biểu đồ này gặp lỗi khi tính. Hãy báo người hỗ trợ tên “{name}”.").format(
                        name=chart.name
                    ),
                )
            )
    return found


def title_of(chart: Chart) -> str:
    """The question of a chart in the language in use."""
    return translate(str(getattr(chart, "title", chart.name)))


def empty_layout(layout: QLayout) -> None:
    """Take all widgets out of a layout and let them go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def card_for(page: Page, chart: Chart) -> ChartCard:
    """A card for a chart on a page: a bar leads to its records, a kept picture is told."""
    from desktop.qt.chart_card import ChartCard

    def open_records(mark: Mark) -> None:
        over, told = mark.over or chart.over, (mark.end - mark.start, mark.reading.splitlines()[0])
        page.go(Route("records", record_type=over, where=tuple(mark.where or ()), figure=told))

    card = ChartCard(title_of(chart), chart.kind)
    card.chosen.connect(open_records)
    tell_pictures(page, card)
    offer_pin(page, card, CHART, chart.name)
    return card


class ChartPage(AskedPage):
    """Cards with a chart each. A click on a bar leads to its records."""

    name = "charts"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Biểu đồ"))
        self.cards: dict[str, ChartCard] = {}
        self._scroll = PageScroll(self)
        self.filter = ChartFilter(workspace)
        self.filter.changed.connect(self.reload)
        self.body.addWidget(self.filter)
        self.empty = EmptyPanel()
        self.empty.acted.connect(lambda: self.go(Route("import")))
        for part in (self.empty, self._scroll):
            self.body.addWidget(part, 1)
            part.hide()
        self._again = QPushButton(_("Tính lại"))
        self._again.clicked.connect(self.reload)
        self.heading.addWidget(self._again)

    def opened(self, route: Route) -> None:
        self._show_pinned()
        if route.record_type is not None:
            self.filter.show_type(route.record_type, route.where)
        elif self._stale:
            self.reload()

    def records_changed(self, changes: Sequence[Change]) -> None:
        super().records_changed(changes)
        self._show_pinned()

    def _show_pinned(self) -> None:
        names = {chart.name for chart in pinned_charts(self.workspace)} if self.cards else set()
        for name, card in self.cards.items():
            card.show_pinned(name in names)

    def reload(self) -> None:
        """Ask all charts again, beside the window; what is asked meanwhile is asked after that."""
        if self._must_wait():
            return
        workspace, asked = self.workspace, self.filter.asked()
        charts = [one for one in workspace.charts() if asked.record_type in (None, one.over)]

        def work(progress: Progress) -> Answered:
            wheres = asked.wheres(workspace, list({one.over for one in charts}))
            return answers(workspace, charts, progress, wheres)

        self._ask(work, self._show, _("Đang vẽ biểu đồ"))

    def _show(self, answered: Answered) -> None:
        """Fill the cards where they stand, so that nothing moves; lay them out where they are others."""
        if list(self.cards) != [chart.name for chart, _answer in answered]:
            self.cards = {chart.name: card_for(self, chart) for chart, _answer in answered}
            self._fill(answered)
            self._scroll.setWidget(self._laid_out(answered))
        else:
            self._fill(answered)
        is_empty = bool(answered) and not any(_is_told(answer) for _chart, answer in answered)
        none = _("Chưa có số liệu để vẽ biểu đồ. Nhập danh sách từ Excel, hoặc thêm từng hồ sơ.")
        asked = self.filter.nothing_asked()
        self.empty.say((asked or none) if is_empty else "", "" if asked else _("Nhập từ Excel"))
        self._scroll.setVisible(not is_empty)
        self.show_counts("" if is_empty else _("{count} biểu đồ").format(count=len(answered)))

    def _fill(self, answered: Answered) -> None:
        asked = self.filter.asked()
        for chart, answer in answered:
            if isinstance(answer, str):
                self.cards[chart.name].show_failure(answer)
            else:
                notes = (asked.lacks(chart.over), says_day(self.workspace.as_of))
                self.cards[chart.name].show_drawing(answer, note=" · ".join(filter(None, notes)))

    def _laid_out(self, answered: Answered) -> QWidget:
        """Two columns for each component; a card goes where there is more room."""
        inside = QWidget()
        inside.setObjectName("page")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.M)
        for component in self.workspace.catalog.loaded():
            own = [self.cards[chart.name] for chart, _answer in answered if chart in component.charts]
            if own:
                heading = QLabel(translate(component.title))
                heading.setFont(tokens.font("section"))
                whole.addWidget(heading)
                whole.addWidget(_two_columns(own))
        if not answered:
            says = _("Chưa có biểu đồ nào về “{title}”.")
            asked = self.filter.asked().record_type
            empty = QLabel(
                says.format(title=translate(asked.plural))
                if asked
                else _("Chưa có thành phần nào khai báo biểu đồ.")
            )
            empty.setObjectName("quiet")
            whole.addWidget(empty)
        whole.addStretch(1)
        return inside


def _is_told(answer: Drawing | str) -> bool:
    """Whether a chart has something to say: a figure, or why it has none."""
    return isinstance(answer, str) or any(any(series.values) for series in answer.series)


def _two_columns(cards: Sequence[ChartCard]) -> Columns:
    row = Columns()
    columns, heights = [QVBoxLayout(), QVBoxLayout()], [0, 0]
    for column in columns:
        column.setSpacing(tokens.M)
        row.add(column)
    for card in cards:
        place = heights.index(min(heights))
        columns[place].addWidget(card)
        heights[place] += card.sizeHint().height()
    for column in columns:
        column.addStretch(1)
    return row
