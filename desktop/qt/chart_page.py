"""All charts of all components, two cards a row; asks the workspace and draws nothing itself."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QPushButton, QScrollArea, QWidget

from desktop.declare.charts import Chart, Drawing
from desktop.declare.components import Change
from desktop.declare.problems import Refusal
from desktop.declare.reading import Where
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.page import Page, Route
from desktop.qt.tasks import Progress, Tasks

if TYPE_CHECKING:
    from desktop.qt.chart_card import ChartCard
    from desktop.workspace import Workspace

_log = logging.getLogger(__name__)

Answered = list[tuple[Chart, Drawing | str]]
"""Each chart with its answer, or with the sentence why there is none."""


def answers(workspace: Workspace, charts: Sequence[Chart], progress: Progress) -> Answered:
    """Ask every chart, each alone: one that fails does not take the others with it."""
    # The painter is imported here, beside the window: it takes a third of a second the first time.
    import desktop.qt.chart_card  # noqa: F401

    found: Answered = []
    for number, chart in enumerate(charts):
        progress(number, len(charts))
        try:
            found.append((chart, workspace.drawing(chart)))
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


class ChartPage(Page):
    """Cards with a chart each. A click on a bar leads to its records."""

    name = "charts"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Biểu đồ"))
        self.cards: list[ChartCard] = []
        self._stale = True
        self._grid = QGridLayout()
        self._grid.setSpacing(tokens.M)
        self._grid.setContentsMargins(0, 0, tokens.S, 0)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setLayout(self._grid)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setWidget(inside)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)
        self._again = QPushButton(_("Tính lại"))
        self._again.clicked.connect(self.reload)
        self.heading.addWidget(self._again)

    def opened(self, route: Route) -> None:
        if self._stale:
            self.reload()

    def records_changed(self, changes: Sequence[Change]) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Ask all charts again, beside the window."""
        self._stale = False
        workspace, charts = self.workspace, self.workspace.charts()
        self.tasks.read(
            lambda progress: answers(workspace, charts, progress), self._show, _("Đang vẽ biểu đồ")
        )

    def _show(self, answered: Answered) -> None:
        from desktop.qt.chart_card import ChartCard

        empty_layout(self._grid)
        self.cards = []
        self.show_counts(_("{count} biểu đồ").format(count=len(answered)))
        row = 0
        for component in self.workspace.catalog.loaded():
            own = [(chart, answer) for chart, answer in answered if chart in component.charts]
            if not own:
                continue
            heading = QLabel(translate(component.title))
            heading.setFont(tokens.font("section"))
            self._grid.addWidget(heading, row, 0, 1, 2)
            row += 1
            for number, (chart, answer) in enumerate(own):
                card = ChartCard(title_of(chart), chart.kind)
                self._fill(card, chart, answer)
                self._grid.addWidget(card, row + number // 2, number % 2)
            row += (len(own) + 1) // 2
        if not answered:
            empty = QLabel(_("Chưa có thành phần nào khai báo biểu đồ."))
            empty.setObjectName("quiet")
            self._grid.addWidget(empty, 0, 0)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self._grid.setRowStretch(row, 1)

    def _fill(self, card: ChartCard, chart: Chart, answer: Drawing | str) -> None:
        if isinstance(answer, str):
            card.show_failure(answer)
        else:
            card.show_drawing(answer)
        card.chosen.connect(lambda where: self._open(chart, where))
        card.kept.connect(lambda path: self.say(_("Đã lưu hình {path}").format(path=path)))
        card.refused.connect(lambda refusal: self.notice.say(str(refusal), "WARN"))
        self.cards.append(card)

    def _open(self, chart: Chart, where: Where) -> None:
        self.go(Route("records", record_type=getattr(chart, "over", None), where=tuple(where)))
