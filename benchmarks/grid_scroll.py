"""How long a hundred pages of a grid take to scroll by, against Qt's own table of an SQL query."""

from __future__ import annotations

from collections.abc import Callable

from grid_show import COLUMNS, application, on_screen, query_model, record_table, scrolled
from measure import Target, Work, run
from PySide6.QtWidgets import QTableView

from desktop.qt.record_grid import RecordGrid


def qt_scroll(rows: int) -> Work:
    """Qt's model, which has read the rows it has passed."""
    application()
    model = query_model(rows)
    view = QTableView()
    view.setModel(model)
    on_screen(view)
    return lambda: scrolled(view, model)


def ours_scroll(rows: int) -> Work:
    """Our table, with the signs of problems."""
    application()
    table = record_table(rows)
    table.show(COLUMNS)
    grid = RecordGrid(table)
    grid.widths.put()
    on_screen(grid)
    return lambda: scrolled(grid, table)


def ours_jump(rows: int) -> Work:
    """To the last row, and painted."""
    application()
    table = record_table(rows)
    table.show(COLUMNS)
    grid = RecordGrid(table)
    on_screen(grid)
    return _jump(grid)


def _jump(grid: RecordGrid) -> Callable[[], None]:
    def jump() -> None:
        grid.scrollToBottom()
        grid.viewport().repaint()

    return jump


if __name__ == "__main__":
    run(
        "scroll a hundred pages",
        {"QSqlQueryModel": qt_scroll, "ours": ours_scroll, "ours, jump to the end": ours_jump},
        {"ours": Target(2.0, over_mb=40)},
        rows=1_000_000,
    )
