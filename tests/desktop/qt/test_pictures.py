"""Pictures of the main pages, taken without a display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.qt.pictures import take_pictures
from desktop.shared.demo import sample_workbook
from desktop.workspace import Workspace


def test_that_every_main_page_has_its_picture(
    qtbot: QtBot, dressed: None, filled: Workspace, tmp_path: Path
) -> None:
    paths = take_pictures(filled, tmp_path / "hình")
    assert [path.name for path in paths] == [
        "01-home.png",
        "02-import.png",
        "03-problems.png",
        "04-charts.png",
        "05-dashboard.png",
        "06-capital.png",
        "07-indicators.png",
        "08-obstacles.png",
        "09-calendar.png",
        "10-shared.png",
        "11-courses.png",
        "12-record-at-its-problem.png",
        "13-record-problems.png",
        "14-records-filtered.png",
        "15-record-history.png",
        "16-office.png",
        "17-help.png",
        "18-components.png",
        "19-components-failure.png",
    ]
    assert {QImage(str(path)).size().toTuple() for path in paths} == {(1366, 768)}


def test_that_the_preview_of_a_workbook_goes_before_the_others_and_saves_nothing(
    qtbot: QtBot, dressed: None, filled: Workspace, tmp_path: Path
) -> None:
    sample = sample_workbook()
    assert sample is not None
    before = filled.store.change_sets(limit=1)
    (path,) = take_pictures(filled, tmp_path, workbook=sample)
    assert path.name == "01-import-preview.png"
    assert filled.store.change_sets(limit=1) == before


def test_that_the_database_is_no_longer_listened_to_by_a_closed_window(
    qtbot: QtBot, dressed: None, filled: Workspace, tmp_path: Path
) -> None:
    take_pictures(filled, tmp_path)
    record_type = filled.catalog.record_type("Course")
    with filled.store.reading() as reader:
        first = next(iter(reader.rows(record_type)))
    filled.save(first.changed(present=33))
