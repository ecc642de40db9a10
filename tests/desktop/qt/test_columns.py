"""Asks whether columns stand below each other where they have no room beside each other."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.qt.columns import Columns


def test_that_columns_stand_below_each_other_where_it_is_narrow(qtbot: QtBot) -> None:
    columns, parts = Columns(narrow=500), [QLabel("a"), QLabel("b")]
    told: list[bool] = []
    columns.turned.connect(told.append)
    qtbot.addWidget(columns)
    for part in parts:
        columns.add(part)
    columns.resize(600, 200)
    columns.show()
    assert parts[0].pos().y() == parts[1].pos().y()
    columns.resize(400, 200)
    qtbot.waitUntil(lambda: parts[0].pos().x() == parts[1].pos().x())
    assert told == [True]
