"""Asks whether the list of finds beneath a line shows whole lines, however long they are."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.qt.edge_cover import EdgeCover
from desktop.qt.search_line import Found, SearchLine


def test_that_no_find_is_cut_where_one_is_long(qtbot: QtBot, dressed: None) -> None:
    finds = [Found(number, f"Dự án hỗ trợ phát triển sản xuất số {number} " * 6) for number in range(20)]
    line = SearchLine(lambda _text: finds)
    qtbot.addWidget(line)
    line.show()
    qtbot.waitUntil(line.isVisible)
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "du")
    popup = line.finder.popup()
    qtbot.waitUntil(popup.isVisible)
    whole, cut = divmod(popup.viewport().height(), popup.sizeHintForRow(0))
    assert whole == line.finder.maxVisibleItems() and not popup.horizontalScrollBar().isVisible()
    [cover] = popup.findChildren(EdgeCover)
    assert sum(box.height() for box in cover.cut()) == cut, "what is seen of the next one is painted over"
