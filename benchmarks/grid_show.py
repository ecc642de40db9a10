"""How long a grid of a million records takes to stand there, against Qt's own table of an SQL query."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from measure import BUILD, Target, Work, run
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtSql import QSqlDatabase, QSqlQueryModel
from PySide6.QtWidgets import QApplication, QTableView
from store_query import TABLE, made_store
from store_write import Household

from desktop.catalog import Catalog, LoadedComponent
from desktop.qt.record_grid import RecordGrid
from desktop.qt.record_table import RecordTable
from desktop.qt.style import dress
from desktop.workspace import Workspace

COLUMNS = ["owner", "national_id", "village", "commune", "year", "members", "area", "cost", "central"]


def application() -> QApplication:
    """The dressed application."""
    running = QApplication.instance()
    made = running if isinstance(running, QApplication) else QApplication([])
    dress(made)
    return made


def query_model(rows: int) -> QSqlQueryModel:
    """The same columns of the same file, read by Qt in C++."""
    made_store(rows).close()
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setDatabaseName(str(BUILD / f"query-{rows}.db"))
    database.open()
    model = QSqlQueryModel()
    model.setQuery(f"SELECT {', '.join(COLUMNS)} FROM {TABLE}", database)
    return model


def record_table(rows: int) -> RecordTable:
    """Our table over the same records."""
    component = LoadedComponent("bench", "bench", record_types=[Household])
    Household.component = "bench"
    return RecordTable(Workspace(Catalog([component]), made_store(rows)), Household)


def on_screen(view: QTableView) -> None:
    """Show a view and wait until it is painted."""
    view.resize(1000, 1040)
    view.show()
    application().processEvents()
    view.viewport().repaint()


def qt_show(rows: int) -> Work:
    """Ask the query, show the table."""
    application()
    model = query_model(rows)
    database = QSqlDatabase.database()
    view = QTableView()

    def show() -> None:
        model.setQuery(f"SELECT {', '.join(COLUMNS)} FROM {TABLE}", database)
        view.setModel(model)
        on_screen(view)

    return show


def ours_show(rows: int) -> Work:
    """Count, read the first page, show the grid."""
    application()
    table = record_table(rows)
    grid = RecordGrid(table)

    def show() -> None:
        table.show(COLUMNS)
        grid.widths.put()
        on_screen(grid)

    return show


def scrolled(view: QTableView, model: QAbstractItemModel, pages: int = 100, rows: int = 36) -> None:
    """Go down page by page, each painted twice as a screen does."""
    for page in range(1, pages + 1):
        while model.rowCount() <= page * rows and model.canFetchMore(model.index(-1, -1)):
            model.fetchMore(model.index(-1, -1))
        view.verticalScrollBar().setValue(page * rows)
        view.viewport().repaint()
        view.viewport().repaint()


if __name__ == "__main__":
    run(
        "show a grid of a million records",
        {"QSqlQueryModel": qt_show, "ours": ours_show},
        {"ours": Target(3.0, over_mb=40)},
        rows=1_000_000,
    )
