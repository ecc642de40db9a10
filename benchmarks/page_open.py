"""How long a page over 100,000 cases takes to stand there in the real window, beside the same of ten.

`first` is the way there for the first time, which makes the page and its form; `again` is every later one.
By the processor's time of the window's thread, for other programs run beside it.
"""

from __future__ import annotations

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

_AGAIN = 0.1
"""Seconds in which a page must stand there."""


def seconds(window: MainWindow, record_type: type[Record]) -> float:
    """From the wish to the painted page."""
    start = time.thread_time()
    window.open(Route("records", record_type))
    QApplication.processEvents()
    window.repaint()
    took = time.thread_time() - start
    _rest(window)
    window.open(Route("help"))
    QApplication.processEvents()
    _rest(window)
    return took


def _rest(window: MainWindow) -> None:
    """Give up what was begun beside the window: checks of all records are measured elsewhere."""
    while running := window.tasks.running():
        for task in running:
            task.cancel()
        QApplication.processEvents()


def measure(rows: int) -> dict[str, tuple[float, float]]:
    """For each record type the first time and the median of those that follow."""
    workspace = made_workspace(rows)
    window = MainWindow(workspace)
    window.show()
    _rest(window)
    found = {}
    for name in TYPES:
        record_type = workspace.catalog.record_types[name]
        took = [seconds(window, record_type) for _turn in range(8)]
        found[record_type.__name__] = (took[0], statistics.median(took[1:]))
    window.close()
    workspace.close()
    return found


if __name__ == "__main__":
    application()
    measure(10)  # loads what a first page needs
    few, many = measure(10), measure(100_000)
    for name, (first, again) in many.items():
        says = "met" if again <= _AGAIN else "MISSED"
        line = f"  {name:<16} first {first * 1000:5.0f} ms ({first / few[name][0]:4.2f} of ten)   "
        print(line + f"again {again * 1000:4.0f} ms ({again / few[name][1]:4.2f})   target <= 100 ms: {says}")
    sys.exit(0 if all(again <= _AGAIN for _first, again in many.values()) else 1)
