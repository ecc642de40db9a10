"""Several workbooks at once: a bad one keeps no good one out, and the page says by name what was left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.qt.import_page import ImportPage
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace
from tests.desktop.qt.test_import_page import count, shown, write_workbook


@pytest.fixture
def page(qtbot: QtBot, school: Workspace, tasks: Tasks) -> ImportPage:
    made = ImportPage(school, tasks)
    qtbot.addWidget(made)
    made.show()
    made.opened(Route("import"))
    return made


def test_that_one_bad_file_keeps_no_good_one_out_and_each_is_told_by_name(
    page: ImportPage, tmp_path: Path, settled: Callable[[], None]
) -> None:
    (tmp_path / "rỗng.xlsx").touch()
    (tmp_path / "thư.xlsx").write_text("Kính gửi các xã", "utf-8")
    good = write_workbook(tmp_path / "lớp học.xlsx")
    page.take([tmp_path / "rỗng.xlsx", good, tmp_path / "thư.xlsx"])
    settled()
    first, second = page.notice.text.text().splitlines()
    assert "rỗng.xlsx" in first and "thư.xlsx" in second
    assert [each.split(" · ")[0] for each in shown(page.files.tables, 0)] == [
        "lớp học.xlsx",
        "rỗng.xlsx",
        "thư.xlsx",
    ]
    page.files.tables.stand_on(2)
    assert not page.files.kind.isEnabled() and page.files._about.text() == second
    page.primary.click()
    settled()
    assert page.whole.isVisible()
    page.primary.click()
    settled()
    assert count(page) == 2
    assert "Không đọc được rỗng.xlsx, thư.xlsx" in page.notice.text.text()


def test_that_where_no_file_can_be_read_all_reasons_are_told(
    page: ImportPage, tmp_path: Path, settled: Callable[[], None]
) -> None:
    files = [tmp_path / "rỗng.xlsx", tmp_path / "hỏng.xlsx"]
    for file in files:
        file.touch()
    page.take(files)
    settled()
    assert page.plan is None
    assert all(file.name in page.notice.text.text() for file in files)
