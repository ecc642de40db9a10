"""Asks whether the frame leads everywhere, speaks both languages, and starts without anything heavy."""

import builtins
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from desktop.declare.problems import Refusal
from desktop.qt import tokens
from desktop.qt.app import Start, run
from desktop.qt.frame import Frame
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.qt_words import use_qt_language
from desktop.qt.record_page import RecordPage
from desktop.qt.style import dress
from desktop.shared import Household
from desktop.shared.exported import PRINTED
from desktop.storage.engines import connect
from desktop.workspace import Workspace
from desktop.workspace.export_notes import note_export

ROOT = Path(__file__).resolve().parents[3]
HEAVY = ("sqlalchemy", "alembic", "numpy", "pyqtgraph", "openpyxl", "pluggy", "sqlcipher3")


def frame_of(window: MainWindow) -> Frame:
    assert window.frame is not None
    return window.frame


def rest(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.tasks.running())


def test_that_a_machine_without_a_screen_is_told_of_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(Refusal, match="không có màn hình") as refusal:
        run()
    assert "ntp-desktop demo" in refusal.value.advice


def test_that_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    source = (
        "import sys\n"
        "from desktop.qt import app\n"
        "def told(start):\n"
        "    print(*(name for name in sys.modules if name in " + repr(HEAVY) + "))\n"
        "    start.window.close()\n"
        "app.Start.open_database = told\n"
        "sys.exit(app.run('none.db'))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", source], env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


def test_that_no_import_reads_the_source_of_what_it_imports(shown: MainWindow, qtbot: QtBot) -> None:
    assert builtins.__import__ is not vars(builtins).get("__feature_import__")
    rest(qtbot, shown)


def test_that_the_navigation_holds_every_record_type(shown: MainWindow, home: Any, qtbot: QtBot) -> None:
    entries = frame_of(shown).navigation.list
    titles = [entries.item(row).text() for row in range(entries.count())]
    assert titles[:4] == ["Tổng quan", "Nhập từ Excel", "Vấn đề", "Biểu đồ"]
    assert "Dự án thử: nhà ở" in titles
    assert titles[-1] == "Thành phần"
    item = entries.item(titles.index("Các nhà"))
    entries.setFocus()
    entries.setCurrentItem(item)
    QTest.keyClick(entries, Qt.Key.Key_Return)
    assert frame_of(shown).route == Route("records", home)
    assert shown.windowTitle() == "Các nhà[*] – Sổ Chương trình MTQG"
    rest(qtbot, shown)


def test_that_pages_are_made_when_first_wanted(shown: MainWindow, qtbot: QtBot) -> None:
    assert len(frame_of(shown).pages) == 1
    shown.open(Route("components"))
    assert len(frame_of(shown).pages) == 2
    rest(qtbot, shown)


def test_that_any_record_is_found_from_anywhere(shown: MainWindow, home: Any, qtbot: QtBot) -> None:
    rest(qtbot, shown)
    QTest.keyClick(shown, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    line = frame_of(shown).top.search
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "vang a dua")
    popup = line.finder.popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: frame_of(shown).route.record_type is home)
    page = shown.page(Route("records", home))
    assert page.form.name.text().startswith("Vàng A Đúa")  # type: ignore[attr-defined]
    rest(qtbot, shown)


def test_that_the_bar_folds_to_icons(shown: MainWindow, qtbot: QtBot) -> None:
    navigation = frame_of(shown).navigation
    QTest.keyClick(shown, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert navigation.width() < 60
    navigation.fold_button.click()
    assert navigation.width() == 208
    rest(qtbot, shown)


def cut(window: MainWindow) -> list[str]:
    """The buttons and labels in sight whose words have no room."""
    frame_of(window).stack.layout().activate()
    buttons = [
        each.text()
        for each in window.findChildren(QPushButton)
        if each.isVisible() and each.text() and each.width() < each.minimumSizeHint().width()
    ]
    return buttons + [
        each.text()
        for each in window.findChildren(QLabel)
        if each.isVisible() and each.text() and not _has_room(each)
    ]


def _has_room(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() >= label.heightForWidth(label.width())
    return label.width() >= label.sizeHint().width()


@pytest.mark.parametrize("size", [(900, 480), tokens.SMALLEST_WINDOW])
def test_that_nothing_is_cut_on_a_small_screen_at_150_and_at_200_percent(
    dressed: None, shown: MainWindow, home: Any, qtbot: QtBot, size: tuple[int, int]
) -> None:
    shown.resize(*size)
    frame = frame_of(shown)
    names = ("home", "household", "capital", "map", "problems", "doubles", "imports")
    for route in (Route("records", home), *(Route(name) for name in names)):
        shown.open(route)
        rest(qtbot, shown)
        QApplication.processEvents()
        assert cut(shown) == [], route.page
        assert frame.top.search.geometry().right() < frame.top.width()
        # What is lower than a page can be is scrolled to, not squeezed.
        assert frame.stack.height() >= 500
    assert frame.navigation.folded
    shown.resize(*tokens.WINDOW)
    shown.open(Route("records", home))
    rest(qtbot, shown)
    assert not frame.navigation.folded
    page = shown.page(Route("records", home))
    assert isinstance(page, RecordPage)
    assert page.bar.form_button.text() == "Phiếu"


def test_that_no_qt_button_is_left_in_english(qtbot: QtBot, qapp: QApplication) -> None:
    use_qt_language("vi", qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton(0x7FFFFF00 & 0x3FFFC00))
    qtbot.addWidget(box)
    said = {button.text().replace("&", "") for button in box.findChildren(QPushButton)}
    assert said
    files = QFileDialog(None, options=QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(files)
    said |= {each.text().replace("&", "") for each in files.findChildren(QPushButton) if each.text()}
    said |= {each.text().replace("&", "") for each in files.findChildren(QLabel) if each.text()}
    line = QLineEdit("chữ")
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    said |= {each.text().replace("&", "").partition("\t")[0] for each in menu.actions() if each.text()}
    english = {text for text in said if text.isascii() and text not in ("", "OK")}
    assert english == set()
    use_qt_language("en", qapp)
    assert QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel).findChild(QPushButton).text() == "Cancel"
    use_qt_language("vi", qapp)


def test_that_the_database_opens_after_the_window_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    start = Start(tmp_path / "mới.db", demo=False, safe=True, language="vi")
    qtbot.addWidget(start.window)
    assert start.window.frame is None
    start.window.show()
    qtbot.waitUntil(lambda: start.window.frame is not None)
    rest(qtbot, start.window)
    before = start.window.frame
    start.change_language("en")
    assert start.window.frame is not before
    assert QSettings().value("language") == "en"
    assert QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel).findChild(QPushButton).text() == "Cancel"
    start.change_language("vi")
    assert QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel).findChild(QPushButton).text() == "Hủy"
    assert start.window.menuBar().actions()[0].text() == "&Tệp"
    rest(qtbot, start.window)
    start.window.close()
    start.close()


def test_that_the_theme_is_changed_from_the_menu_and_kept(
    qtbot: QtBot, dressed: None, homes: Workspace, qapp: QApplication
) -> None:
    start = Start(None, demo=False, safe=True, language="vi")
    qtbot.addWidget(start.window)
    try:
        start.window.use(homes)
        rest(qtbot, start.window)
        before = start.window.frame
        assert before is not None
        (dark,) = [one for one in start.window.findChildren(QAction) if one.text() == "Tối"]
        dark.trigger()
        assert tokens.theme() is tokens.DARK
        assert qapp.palette().window().color().name() == tokens.DARK.page.lower()
        assert start.window.frame is not before
        assert QSettings().value("theme") == "dark"
        start.change_theme("contrast")
        assert tokens.theme() is tokens.CONTRAST
        start.change_theme("system")
        assert tokens.theme() is tokens.LIGHT
        usual = tokens.row_height(), tokens.font().pointSizeF()
        start.change_text_size(130)
        assert tokens.font().pointSizeF() == pytest.approx(1.3 * usual[1])
        assert tokens.row_height() > usual[0]
        start.change_text_size(100)
        assert (tokens.row_height(), tokens.font().pointSizeF()) == usual
        rest(qtbot, start.window)
    finally:
        start.window.close()
        dress(qapp)


def test_that_a_database_that_cannot_be_opened_is_told_and_tried_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "hỏng.db"
    file.write_text("không phải dữ liệu" * 100, "utf-8")
    start = Start(file, demo=False, safe=True, language="vi")
    qtbot.addWidget(start.window)
    told: list[Exception] = []
    monkeypatch.setattr("desktop.qt.errors.show_failure", lambda failure, *_others: told.append(failure))
    start.window.show()
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Refusal)
    again = start.window.centralWidget().findChild(QPushButton)
    with qtbot.waitSignal(start.window.asks_again):
        again.click()
    qtbot.waitUntil(lambda: len(told) == 2)
    start.window.close()
    start.close()


def test_that_the_status_bar_tells_whom_a_write_waits_for(qtbot: QtBot, database: Path) -> None:
    start = Start(database, demo=False, safe=True, language="vi")
    qtbot.addWidget(start.window)
    start.window.show()
    qtbot.waitUntil(lambda: start.window.frame is not None)
    rest(qtbot, start.window)
    workspace, done = start.window.workspace, list[Any]()
    assert workspace is not None and start.window.frame is not None
    other = connect(database, None)
    other.execute("BEGIN IMMEDIATE")
    with qtbot.waitSignal(start.waits):
        start.window.tasks.write(lambda progress: workspace.save(Household(head_name="Páo")), done.append)
    said = start.window.frame.status.text
    qtbot.waitUntil(lambda: "chờ" in said.text() and database.name in said.text())
    other.execute("ROLLBACK")
    other.close()
    qtbot.waitUntil(lambda: bool(done))
    rest(qtbot, start.window)
    start.window.close()
    start.close()


def test_that_a_tick_stays_at_what_is_in_use(shown: MainWindow) -> None:
    menus = {menu.title(): menu for menu in shown.menuBar().findChildren(QMenu)}
    for title, used in (("&Ngôn ngữ", "Tiếng Việt"), ("Giao &diện", "Theo hệ thống"), ("&Cỡ chữ", "100 %")):
        # Nobody hears what is asked for here, as with a page that cannot be left.
        menus[title].actions()[-1].trigger()
        menus[title].aboutToShow.emit()
        assert [one.text() for one in menus[title].actions() if one.isChecked()] == [used]


def test_that_the_status_bar_tells_the_last_change_when_the_window_opens(shown: MainWindow) -> None:
    says = frame_of(shown).status.text.text()
    (latest,) = frame_of(shown).workspace.store.change_sets(limit=1)
    assert says.startswith(f"Thay đổi cuối: {latest.why}")


def test_that_many_exports_in_a_row_do_not_hide_the_last_change(
    shown: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = frame_of(shown)
    says = frame.status.text.text()
    for _export in range(3):
        note_export(frame.workspace, "Danh sách hộ", PRINTED, lines=1)
    assert len(frame.workspace.store.change_sets()) > 3
    monkeypatch.setattr("desktop.qt.frame._LOOKED_BACK", 2)
    frame.status.say("")
    frame._say_last_change()
    assert frame.status.text.text() == says


def test_that_the_window_fills_the_screen_by_f11_and_no_longer_by_another(shown: MainWindow) -> None:
    [action] = [each for each in shown.findChildren(QAction) if each.shortcut().toString() == "F11"]
    action.trigger()
    assert shown.isFullScreen()
    action.trigger()
    assert not shown.isFullScreen()
