"""Pictures of the main pages, taken without a display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.qt.pictures import take_pictures
from desktop.workspace import Workspace


def test_that_every_main_page_has_its_picture(
    qtbot: QtBot, dressed: None, filled: Workspace, tmp_path: Path
) -> None:
    paths = take_pictures(filled, tmp_path / "hình")
    assert [path.name for path in paths] == [
        "1-home.png",
        "2-import.png",
        "3-problems.png",
        "4-charts.png",
        "5-shared.png",
        "6-courses.png",
        "7-components.png",
    ]
    assert {QImage(str(path)).size().toTuple() for path in paths} == {(1366, 768)}


def test_that_the_database_is_no_longer_listened_to_by_a_closed_window(
    qtbot: QtBot, dressed: None, filled: Workspace, tmp_path: Path
) -> None:
    take_pictures(filled, tmp_path)
    record_type = filled.catalog.record_type("Course")
    with filled.store.reading() as reader:
        first = next(iter(reader.rows(record_type)))
    filled.save(first.changed(present=33))
