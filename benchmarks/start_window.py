"""How long from the birth of the process to the first painted window and to an open database.

The floor is a bare window of Qt alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import BUILD, Seconds, Target, Work, run

ROOT = Path(__file__).resolve().parent.parent

BARE = """
import sys, time
from PySide6.QtCore import QTimer, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTableWidget, QToolBar

class Window(QMainWindow):
    painted = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self.told)

    def told(self):
        print(time.time(), flush=True)
        QApplication.quit()

application = QApplication([])
window = Window()
bar = QToolBar()
for text in ("A", "B", "C", "D", "E"):
    bar.addAction(text)
window.addToolBar(bar)
dock = QDockWidget("D")
window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
window.setCentralWidget(QTableWidget(30, 9))
window.resize(1366, 768)
window.show()
application.exec()
"""

OURS = """
import sys, time
from desktop.qt import app

def told(start):
    print(time.time(), flush=True)
    start.window.close()

app.Start.open_database = told
app.run("none.db", language="vi")
"""

READY = """
import sys, time
from desktop.qt import app

def told(start, workspace):
    print(time.time(), flush=True)
    start._workspace = workspace
    start.window.close()

app.Start._use = told
app.run(sys.argv[1], language="vi")
"""


def _painted(source: str, *arguments: str) -> Work:
    environment = dict(os.environ, PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen")
    # An installed program has its bytecode; the round that is dropped makes it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(BUILD / "bytecode")

    def start() -> Seconds:
        with tempfile.TemporaryDirectory() as folder:
            environment["XDG_CONFIG_HOME"] = folder
            began = time.time()
            command = [sys.executable, "-c", source, *arguments]
            answer = subprocess.run(
                command, env=environment, cwd=folder, capture_output=True, text=True, check=True
            )
            return Seconds(float(answer.stdout.split()[0]) - began)

    return start


def bare(rows: int) -> Work:
    """A window with tool bar, dock and table, nothing imported but Qt."""
    return _painted(BARE)


def ours(rows: int) -> Work:
    """The program's own window."""
    return _painted(OURS)


def ready(rows: int) -> Work:
    """The program's own window with a database of the country's units open beside it."""
    from desktop.workspace import open_workspace

    database = BUILD / "ready.db"
    database.parent.mkdir(parents=True, exist_ok=True)
    open_workspace(database).close()
    return _painted(READY, str(database))


if __name__ == "__main__":
    cases = {"bare": bare, "first painted": ours, "database ready": ready}
    run("start", cases, {"first painted": Target(1.2), "database ready": Target(3.5)}, rows=1)
