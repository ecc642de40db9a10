"""The grid of a record page: how the table looks, what is copied, what the selection adds up to."""

from __future__ import annotations

import html
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.declare.numbers import show_number
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.record_table import RecordTable, is_figure, shown_kind, usual_width

_Index = QModelIndex | QPersistentModelIndex
_MOST_SUMMED = 20_000
_SIGN_WIDTH = 30


class RecordGrid(QTableView):
    """Cells are selected as in Excel; `stands_on` tells the row whose record the form shows."""

    stands_on = Signal(int)
    summed = Signal(str)
    wants_form = Signal()
    asks_menu = Signal(QModelIndex, QPoint)

    def __init__(self, table: RecordTable) -> None:
        super().__init__()
        self.table = table
        # Made before the model is set, because that already calls what uses it.
        self._sum_later = QTimer(self, singleShot=True, interval=60)
        self._sum_later.timeout.connect(lambda: self.summed.emit(self.summary()))
        self.setModel(table)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.asks_menu.emit(self.indexAt(at), at))
        self.doubleClicked.connect(lambda _index: self.wants_form.emit())
        self._set_headers()

    def _set_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        # Fixed heights: asking each of a million rows for its own would take minutes.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(tokens.row_height())
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows.setMinimumWidth(_SIGN_WIDTH + tokens.S)
        columns.setFixedHeight(tokens.header_height())
        columns.setMinimumSectionSize(_SIGN_WIDTH)
        columns.setHighlightSections(False)
        columns.setSectionsMovable(False)
        columns.setSortIndicatorShown(True)
        columns.setSortIndicatorClearable(False)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        columns.setSectionsClickable(True)
        columns.sortIndicatorChanged.connect(self._sort)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if column > 0:
            self.table.sort(column, order)

    def set_widths(self, widths: Sequence[int] = ()) -> None:
        """Give the columns the widths kept from last time, or the usual ones of their kinds."""
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(0, _SIGN_WIDTH)
        letter = QFontMetrics(tokens.font()).averageCharWidth()
        heading = QFontMetrics(header.font())
        for number, name in enumerate(self.table.columns, 1):
            if number <= len(widths):
                self.setColumnWidth(number, widths[number - 1])
                continue
            usual = letter * usual_width(self.table.record_type.fields[name])
            title = heading.horizontalAdvance(self.table.headerData(number, Qt.Orientation.Horizontal)) + 34
            self.setColumnWidth(number, max(usual, min(title, 240)))

    def widths(self) -> list[int]:
        """The widths of the columns, to be kept."""
        return [self.columnWidth(number) for number in range(1, len(self.table.columns) + 1)]

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell of another row; cells of the same row show the same record."""
        super().currentChanged(current, previous)
        if current.row() != self.table.current_row:
            self.table.current_row = current.row()
            self.viewport().update()
            self.stands_on.emit(current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Add the selection up a moment later, when it stands still."""
        super().selectionChanged(selected, deselected)
        self._sum_later.start()

    def go_to(self, row: int, column: int = 1) -> None:
        """Stand on a row, in sight."""
        index = self.table.index(row, min(column, len(self.table.columns)))
        aside = self.horizontalScrollBar().value()
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.horizontalScrollBar().setValue(aside)

    def summary(self) -> str:
        """`Chọn 12 ô: tổng 528.000.000 · TB 44.000.000`; empty for a single cell."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(number) for number in range(selection.count())]
        count = sum(each.width() * each.height() for each in ranges)
        if count < 2:
            return ""
        says = _("Chọn {count} ô").format(count=group_digits(count))
        if count > _MOST_SUMMED:
            return says
        figures: list[Decimal] = []
        units: set[str] = set()
        for each in ranges:
            for column in range(max(1, each.left()), each.right() + 1):
                field = self.table.field_at(column)
                if field is None or not is_figure(field):
                    continue
                units.add(getattr(shown_kind(field), "unit", ""))
                records = (self.table.record_at(row) for row in range(each.top(), each.bottom() + 1))
                found = (getattr(record, field.name) for record in records if record is not None)
                figures += [Decimal(value) for value in found if value is not None]
        if not figures:
            return says
        unit = f" {translate(units.pop())}" if len(units) == 1 else ""
        total = sum(figures, Decimal(0))
        return says + _(": tổng {total}{unit} · TB {mean}{unit}").format(
            total=show_number(total), mean=show_number(round(total / len(figures), 2)), unit=unit.rstrip()
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with headings; Enter or F2 goes into the form."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.wants_form.emit()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selection on the clipboard with its headings, as text and as a table for Excel."""
        cells = sorted((index.row(), index.column()) for index in self.selectedIndexes() if index.column())
        if not cells:
            return
        columns = sorted({column for _row, column in cells})
        chosen = set(cells)
        rows: list[list[str]] = [[self._heading(column) for column in columns]]
        for row in sorted({row for row, _column in cells}):
            rows.append([self._text(row, column) if (row, column) in chosen else "" for column in columns])
        data = QMimeData()
        data.setText("\n".join("\t".join(cell.replace("\t", " ") for cell in row) for row in rows))
        data.setHtml(self._as_html(rows, columns))
        QGuiApplication.clipboard().setMimeData(data)

    def _as_html(self, rows: Sequence[Sequence[str]], columns: Sequence[int]) -> str:
        # Excel must keep 011085009675 and "=…" as the text they are; figures it may count with.
        fields = [self.table.field_at(column) for column in columns]
        styles = ["" if field and is_figure(field) else r"mso-number-format:'\@'" for field in fields]
        head = "".join(f"<th>{html.escape(cell)}</th>" for cell in rows[0])
        body = "".join(
            "<tr>" + "".join(f'<td style="{style}">{html.escape(cell)}</td>'
                             for cell, style in zip(row, styles, strict=True)) + "</tr>"
            for row in rows[1:]
        )  # fmt: skip
        return f'<meta charset="utf-8"><table><tr>{head}</tr>{body}</table>'

    def _heading(self, column: int) -> str:
        return str(self.table.headerData(column, Qt.Orientation.Horizontal))

    def _text(self, row: int, column: int) -> str:
        text: Any = self.table.data(self.table.index(row, column))
        return str(text or "")
