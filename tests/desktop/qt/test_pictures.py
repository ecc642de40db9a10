"""Pictures of the main pages, taken without a display."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.catalog import load_catalog
from desktop.declare.problems import Refusal
from desktop.qt.page_makers import PAGES
from desktop.qt.pictures import take_pictures, take_pictures_apart
from desktop.shared.demo import sample_workbook
from desktop.workspace import Workspace


def test_that_every_main_page_has_its_picture(
    qtbot: QtBot, dressed: None, filled: Workspace, tmp_path: Path
) -> None:
    with filled.store.reading() as reader:
        first = next(iter(reader.rows(filled.catalog.record_type("Course"))))
    filled.save(first.changed(topic="law", cost=60_000_000))
    paths = take_pictures(filled, tmp_path / "hình")
    names = [path.stem.partition("-")[2] for path in paths]
    assert [path.stem[:2] for path in paths] == [f"{number:02d}" for number in range(1, len(paths) + 1)]
    # No household of these records received anything.
    assert {*PAGES} - {*names} == {"household"}
    in_use = ["record-at-its-problem", "record-problems", "records-filtered", "record-history"]
    before = ["filter-of-a-column", "choice-of-columns", "ways-to-look", "find-and-replace"]
    before += [
        "cells-before-they-change",
        "history-of-a-field",
        "record-on-paper",
        "warning-to-accept",
        "news",
    ]
    assert names[len(PAGES) - 1 :] == ["shared", "courses", *in_use, "components-failure", *before]
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


def test_that_a_screen_at_200_percent_is_painted_by_a_program_of_its_own(tmp_path: Path) -> None:
    sample = sample_workbook()
    database = tmp_path / "demo.db"
    Workspace.open(database, load_catalog(safe=True)).close()
    asked: dict[str, Any] = {"workbook": sample, "ratio": 2, "size": (911, 450), "safe": True}
    (path,) = take_pictures_apart(database, tmp_path / "hình", "en", **asked)
    assert QImage(str(path)).size().toTuple() == (1822, 900)
    with pytest.raises(Refusal):
        take_pictures_apart(tmp_path, tmp_path / "hình", workbook=sample)
