"""Asks whether a second start wakes the first, and only for the same database."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.installation import data_folder
from desktop.qt.app import Start, _one_window
from desktop.qt.one_window import OneWindow


def test_that_a_second_start_wakes_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = OneWindow(tmp_path / "Sổ.db"), OneWindow(tmp_path / "Sổ.db")
    assert not first.is_taken()
    with qtbot.waitSignal(first.woken):
        assert second.is_taken()


def test_that_another_database_has_a_window_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = OneWindow(tmp_path / "a.db"), OneWindow(tmp_path / "b.db")
    assert not first.is_taken()
    assert not second.is_taken()


def test_that_an_address_nobody_understands_is_left_to_the_window_to_tell(qtbot: QtBot) -> None:
    unknown = "mysql://máy/sổ"
    assert _one_window(unknown) is None
    start = Start(unknown, demo=False, safe=True, language="vi")
    qtbot.addWidget(start.window)
    assert start._data_folder() == data_folder()
