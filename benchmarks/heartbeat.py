"""How long the window keeps an officer waiting while a workbook of 50,000 rows is read, tried and saved.

A timer of the window beats every 5 ms. The longest wait between two beats is what a click or a key may have
to wait; it is told for each step of the import page, beside that of an idle window in the same run. Beside
it stands the longest wait in which the program itself was at work: a machine that is busy with other things
stretches the first and not the second, so that one is judged.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import excel_read
import import_whole
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.qt.import_page import ImportPage
from desktop.qt.style import dress
from desktop.qt.tasks import Tasks

LONGEST_MS = 50


class Heart:
    """Beats in the window's thread and remembers the longest pause, and the longest one of our own making."""

    def __init__(self) -> None:
        self._forget()
        self._timer = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _forget(self) -> None:
        self.longest = self.longest_own = 0.0
        self._last, self._worked = time.perf_counter(), time.process_time()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.process_time()
        wait = now - self._last
        self.longest = max(self.longest, wait)
        self.longest_own = max(self.longest_own, min(wait, worked - self._worked))
        self._last, self._worked = now, worked

    def during(self, deed: Callable[[], object], done: Callable[[], bool]) -> tuple[float, float, float]:
        """From the deed until it is done: the longest wait in ms, that of our own making, and the seconds."""
        self._forget()
        began = self._last
        loop, looking = QEventLoop(), QTimer(interval=20)
        looking.timeout.connect(lambda: loop.quit() if done() else None)
        looking.start()
        QTimer.singleShot(0, deed)
        loop.exec()
        return self.longest * 1000, self.longest_own * 1000, time.perf_counter() - began


def main(rows: int) -> int:
    """Measure every step; the exit status is 1 when one of them keeps the window waiting too long."""
    path, workspace = excel_read.workbook(rows), import_whole.empty()
    dress(QApplication([]))
    tasks = Tasks()
    page = ImportPage(workspace, tasks)
    page.resize(1158, 650)
    page.show()
    heart, started = Heart(), time.perf_counter()
    steps: dict[str, tuple[Callable[[], object], Callable[[], bool]]] = {
        "idle": (lambda: None, lambda: time.perf_counter() - started > 1),
        "read": (lambda: page.take([path]), lambda: page.plan is not None and not tasks.running()),
        "preview": (page.look_ahead, lambda: page.result is not None and not tasks.running()),
        "save": (page.accept, lambda: page.result is not None and page.result.change_set is not None),
    }
    print(f"heartbeat: {rows:,} rows, waits of our own of more than {LONGEST_MS} ms are too long")
    longest = 0.0
    for name, (deed, done) in steps.items():
        wait, own, seconds = heart.during(deed, done)
        longest = max(longest, own)
        print(f"{name:>10}  longest wait {wait:6.1f} ms   our own {own:6.1f} ms   in {seconds:5.2f} s")
    tasks.close()
    workspace.close()
    return 0 if longest <= LONGEST_MS else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
