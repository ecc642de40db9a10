"""The list of problems of a record: empty it says so, full it shows every line whole."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.declare.problems import Grade, Problem
from desktop.qt.problem_list import ProblemList


@pytest.fixture
def listed(qtbot: QtBot, dressed: None) -> ProblemList:
    made = ProblemList()
    qtbot.addWidget(made)
    made.resize(340, 300)
    return made


def test_that_an_empty_list_says_that_nothing_is_wrong(listed: ProblemList) -> None:
    listed.show()
    empty = listed.grab().toImage()
    blank = QImage(empty.size(), empty.format())
    blank.fill(empty.pixelColor(5, empty.height() - 5))
    assert empty != blank, "a sentence stands there"


def test_that_a_list_filled_while_hidden_gives_each_problem_its_lines(
    listed: ProblemList, qtbot: QtBot
) -> None:
    long = "Ngân sách trung ương vượt mức tối đa; giảm về mức hoặc ghi phần vượt vào nguồn khác. " * 2
    listed.resize(900, 300)
    listed.show_problems([Problem(long, Grade.BLOCK), Problem("Ngắn.", Grade.WARN)])
    listed.resize(340, 300)
    listed.show()
    qtbot.waitUntil(lambda: listed.visualItemRect(listed.item(1)).top() > 0)
    tall, short = (listed.visualItemRect(listed.item(row)).height() for row in (0, 1))
    assert tall >= 3 * short
