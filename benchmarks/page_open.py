"""How long a page over 100,000 cases takes to stand there in the real window, beside the same of ten.

`first` is the way there for the first time, which makes the page; `form` what its form takes beside the list
that is painted already; `again` is every later way, to the painted page with its form.
By the processor's time of the window's thread, for other programs run beside it.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from grid_show import application
from made_cases import TYPES, made_workspace
from PySide6.QtWidgets import QApplication

from desktop.declare.records import Record
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route

_MOST = 0.1
"""Seconds in which a page must stand there."""


def seconds(window: MainWindow, record_type: type[Record]) -> tuple[float, float]:
    """From the wish to the painted list, and from there to the painted form."""
    start = time.thread_time()
    window.open(Route("records", record_type))
    # All that is laid out and painted, but no timer: the form comes by one.
    QApplication.sendPostedEvents()
    window.repaint()
    listed = time.thread_time()
    QApplication.processEvents()
    window.repaint()
    done = time.thread_time()
    _rest(window)
    window.open(Route("help"))
    QApplication.processEvents()
    _rest(window)
    return listed - start, done - listed


def _rest(window: MainWindow) -> None:
    """Give up what was begun beside the window: checks of all records are measured elsewhere."""
    while running := window.tasks.running():
        for task in running:
            task.cancel()
        QApplication.processEvents()


def measure(rows: int) -> dict[str, tuple[float, float, float]]:
    """For each record type the first list, its form, and the median of the whole page at later times."""
    workspace = made_workspace(rows)
    window = MainWindow(workspace)
    window.show()
    _rest(window)
    gc.freeze()  # as the program does once it has loaded what it is made of
    found = {}
    for name in TYPES:
        record_type = workspace.catalog.record_types[name]
        first, *later = [seconds(window, record_type) for _turn in range(8)]
        found[record_type.__name__] = (*first, statistics.median(map(sum, later)))
    window.close()
    workspace.close()
    return found


if __name__ == "__main__":
    application()
    measure(10)  # loads what a first page needs
    few, many = measure(10), measure(100_000)
    for name, figures in many.items():
        says = "met" if max(figures[0], figures[2]) <= _MOST else "MISSED"
        told = [
            f"{what} {figure * 1000:4.0f} ms ({figure / of_ten:4.2f} of ten)"
            for what, figure, of_ten in zip(("first", "form", "again"), figures, few[name], strict=True)
        ]
        print(f"  {name:<16} {'   '.join(told)}   target first, again <= 100 ms: {says}")
    sys.exit(0 if all(max(first, again) <= _MOST for first, _form, again in many.values()) else 1)
