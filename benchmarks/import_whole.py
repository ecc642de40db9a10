"""A whole import - read, recognise, parse, check, save with history - against expat and `executemany` alone.

The workbook is that of `excel_read.py`, the register that of `store_write.py`, whose floor writes rows that
are ready into the very table. `preview` is the same work rolled back, `again` the import of a workbook whose
rows are all there already.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import excel_read
import store_write
from measure import Target, Work, run

from desktop.catalog import Catalog, LoadedComponent
from desktop.storage.store import Store
from desktop.workspace import Workspace
from desktop.workspace.importing import accept, preview, recognise_files

REGISTER = store_write.Household


def floor(rows: int) -> Work:
    read = excel_read.floor(rows)
    insert = store_write.plain_insert(sqlite3, None)(rows)

    def work() -> None:
        read()
        insert()

    return work


def empty() -> Workspace:
    """A new database that knows the register and nothing else."""
    REGISTER.component = "bench"
    catalog = Catalog([LoadedComponent("bench", "Đo", record_types=[REGISTER])])
    folder = Path(tempfile.mkdtemp(prefix="import-whole-"))
    return Workspace(catalog, Store.open(folder / "ours.db", catalog.types_by_component()))


def ours(rows: int) -> Work:
    path, workspace = excel_read.workbook(rows), empty()

    def work() -> None:
        result = accept(workspace, recognise_files(workspace, [path]))
        assert result.tables[0].new == rows, result.problems[:3]

    return work


def rolled_back(rows: int) -> Work:
    path, workspace = excel_read.workbook(rows), empty()

    def work() -> None:
        assert preview(workspace, recognise_files(workspace, [path])).tables[0].new == rows

    return work


def again(rows: int) -> Work:
    path, workspace = excel_read.workbook(rows), empty()
    accept(workspace, recognise_files(workspace, [path]))

    def work() -> None:
        assert accept(workspace, recognise_files(workspace, [path])).tables[0].unchanged == rows

    return work


if __name__ == "__main__":
    cases = {"floor": floor, "accept": ours, "preview": rolled_back, "again": again}
    targets = {"accept": Target(2.5, peak_mb=200), "preview": Target(2.5, peak_mb=200), "again": Target(2.5)}
    run("whole import", cases, targets, rows=50_000)
