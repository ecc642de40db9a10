"""Asks whether the window is painted before anything heavy is loaded, and whether the data follow."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Runs the program as a user would; when it wants the database, its window has been painted.
PAINTED = """
import sys
import desktop.__main__
from desktop.qt import app

HEAVY = {"sqlalchemy", "alembic", "sqlcipher3", "numpy", "pyqtgraph", "openpyxl", "python_calamine", "docx",
         "pluggy", "rapidfuzz", "importlib.metadata", "desktop.catalog", "desktop.shared"}

def look(start):
    loaded = sorted(HEAVY & sys.modules.keys())
    app.QApplication.instance().setStyleSheet("")
    print("painted", app.QApplication.style().name(), *loaded, flush=True)
    start.window.close()

app.Start.open_database = look
sys.exit(desktop.__main__.main(["--database", sys.argv[1]]))
"""
OPENED = """
import sys
import desktop.__main__
from desktop.qt.main_window import MainWindow

use = MainWindow.use
def used(window, workspace, *rest):
    use(window, workspace, *rest)
    print("opened", len(workspace.catalog.record_types) > 0, flush=True)
    window.close()
MainWindow.use = used
sys.exit(desktop.__main__.main(["--database", sys.argv[1]]))
"""

# No class of Qt may be made beside a window that is painted: it has ended the program.
BESIDE = """
import sys
import threading
import desktop.__main__
from desktop.qt.home_page import HomePage

class Finder:
    def find_spec(self, name, path=None, target=None):
        own = threading.current_thread() is threading.main_thread()
        if not own and name.startswith(("PySide6", "shiboken6", "pyqtgraph", "desktop.qt")):
            print("beside", name, flush=True)

sys.meta_path.insert(0, Finder())
show = HomePage._show_stock
def shown(page, stock):
    show(page, stock)
    print("stock", "desktop.qt.chart_page" in sys.modules, flush=True)
    page.window().close()
HomePage._show_stock = shown
sys.exit(desktop.__main__.main(["--demo", "--database", sys.argv[1]]))
"""


def run(program: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path),
        "APPDATA": str(tmp_path),
    }
    command = [sys.executable, "-c", program, str(tmp_path / "start.db")]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=120, check=False)


def test_that_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    ended = run(PAINTED, tmp_path)
    assert (ended.stdout.strip(), ended.returncode) == ("painted fusion", 0), ended.stderr


def test_that_the_database_is_opened_after_the_first_paint(tmp_path: Path) -> None:
    ended = run(OPENED, tmp_path)
    assert (ended.stdout.strip(), ended.returncode) == ("opened True", 0), ended.stderr
    assert (tmp_path / "start.db").exists()


def test_that_the_worker_loads_nothing_of_qt(tmp_path: Path) -> None:
    ended = run(BESIDE, tmp_path)
    assert (ended.stdout.strip(), ended.returncode) == ("stock True", 0), ended.stderr
