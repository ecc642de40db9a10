"""The scoreboard of the indicators as a card: verdict, target, result; knows no store."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.card import Card
from desktop.qt.indicator_page import GRADES, course_of, score_title, written
from desktop.qt.plain_table import Cell, PlainTable, Row
from desktop.shared import scoring
from desktop.shared.indicators import PhaseResult
from desktop.shared.standings import COMPUTED, Standing
from desktop.workspace.indicator_board import IndicatorBoard

_ROWS = {"small": 5, "medium": 9, "wide": 14}
_ORDER = (scoring.NOT_MET, scoring.UNKNOWN, None, scoring.MET, scoring.EXCEEDED)


class ScoreCard(Card):
    """Those not met stand first. `chosen` carries the `Standing` of a row."""

    def __init__(self, question: str = "", parent: QWidget | None = None) -> None:
        self.table = PlainTable(question or score_title())
        # What a neighbour is higher is left free below the rows.
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addStretch(1)
        super().__init__(question or score_title(), [held], parent)
        self.table.verticalHeader().sectionResized.connect(lambda *_three: self._fit())
        self._shown: tuple[IndicatorBoard, str, str] = IndicatorBoard(), "medium", ""
        self._standings: list[Standing] = []
        self.table.entered.connect(lambda row: self.chosen.emit(self._standings[row]))

    def show_board(self, board: IndicatorBoard, size: str = "medium", note: str = "") -> None:
        """Fill the card; a small one shows the first rows and says how many there are."""
        self._shown = board, size, note
        told = [each for each in board.standings if each.kind != COMPUTED or each.target is not None]
        told.sort(key=lambda each: _ORDER.index(each.judged if each.judged in _ORDER else None))
        self._standings = told[: _ROWS[size]]
        says = [_("Năm {year}").format(year=board.year)] if board.year else []
        if len(self._standings) < len(told):
            counts = {"shown": len(self._standings), "all": len(told)}
            says.append(_("{shown} dòng đầu trong {all}").format(**counts))
        self.unit.setText(" · ".join([*says, note] if note else says))
        self.unit.setVisible(bool(self.unit.text()))
        self.table.setVisible(bool(told))
        self._fill(size == "wide")
        good = sum(1 for each in told if each.judged in (scoring.MET, scoring.EXCEEDED))
        summed = _("{good} trong {whole} chỉ tiêu đạt hoặc vượt mục tiêu.")
        nothing = _("Chưa có số liệu chỉ tiêu nào.")
        self.sentence.setText(summed.format(good=good, whole=len(told)) if told else nothing)

    def _fill(self, wide: bool) -> None:
        names = [_("Đánh giá"), _("Chỉ tiêu"), _("Mục tiêu"), _("Thực hiện"), _("Đơn vị")]
        widths = [11, 20, 8, 8, 9]
        if wide:
            names, widths = [*names, _("Diễn biến")], [*widths, 12]
        self.table.show_rows(
            names, [_row(each, wide) for each in self._standings], widths, stretch=1, wrap=True
        )
        self._fit()

    def _fit(self) -> None:
        """As high as all its rows."""
        frame = self.table.height() - self.table.viewport().height() - self.table.horizontalHeader().height()
        rows = self.table.verticalHeader().length()
        self.table.setFixedHeight(tokens.header_height() + rows + max(2, frame))

    def again(self) -> ScoreCard:
        card = ScoreCard(self.question)
        card.show_board(*self._shown)
        return card

    def sizeHint(self) -> QSize:
        return QSize(520, super().sizeHint().height())


def _row(standing: Standing, wide: bool) -> Row:
    judged = standing.judged or ""
    row = [
        Cell(PhaseResult.assessment.format(judged) if judged else "", GRADES.get(judged, "")),
        Cell(standing.title, tip="\n".join(filter(None, (standing.title, standing.place)))),
        Cell(written(standing.target), number=True),
        Cell(written(standing.actual) or _computed(standing), number=True, bold=True),
        Cell(standing.unit, quiet=True),
    ]
    course = tuple(float(figure) for figure in standing.course)
    return [*row, Cell(course=course, tip=course_of(standing))] if wide else row


def _computed(standing: Standing) -> str:
    return "" if standing.computed is None else written(scoring.Bound("=", standing.computed))
