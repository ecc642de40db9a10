"""An officer takes in a paper list with the keyboard alone, and the power fails in the middle of a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.shared import Household, Office
from desktop.shared.places import place_of_code
from desktop.storage.drafts import Drafts
from desktop.workspace import Workspace

LIST = (("Vang A Di", "1983", "4"), ("Mua Thi Do", "1990", "5"), ("Giang A Lu", "1976", "6"))


def settle_office(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        commune, province = place_of_code("03203", reader), place_of_code("11", reader)
    assert commune is not None and province is not None
    workspace.save(Office(level="commune", province=province.id, commune=commune.id, name="UBND xã Na Son"))


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClick(at, key, held)


def standing_in(page: RecordPage) -> str:
    return page.form.fields.focused()


def go_to(page: RecordPage, field: str) -> None:
    """On with Enter, as from one column of the paper to the next."""
    for _step in range(len(Household.fields)):
        if standing_in(page) == field:
            return
        before = QApplication.focusWidget()
        press(Qt.Key.Key_Return)
        if QApplication.focusWidget() is before:
            press(Qt.Key.Key_Tab)
    raise AssertionError(f"Enter never came to {field}")


def type_text(text: str) -> None:
    at = QApplication.focusWidget()
    assert isinstance(at, QWidget)
    QTest.keyClicks(at, text)


def test_that_a_paper_list_is_taken_in_by_keys_alone(
    shown: MainWindow, qtbot: QtBot, settled: Callable[[], None], picture: Callable[[str], None]
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    settle_office(workspace)
    shown.open(Route("records", Household))
    settled()
    page = shown.page(Route("records", Household))
    assert isinstance(page, RecordPage)
    control = Qt.KeyboardModifier.ControlModifier
    press(Qt.Key.Key_N, control)
    for number, (name, birth, members) in enumerate(LIST):
        go_to(page, "head_name")
        type_text(name)
        go_to(page, "birth")
        type_text(birth)
        if number == 0:
            go_to(page, "village")
            type_text("Ban Na Phat")
            press(Qt.Key.Key_F8)
        go_to(page, "members")
        type_text(members)
        press(Qt.Key.Key_N, control)
        settled()
    picture("10-1 nhập danh sách giấy bằng bàn phím")
    with workspace.store.reading() as reader:
        rows = list(reader.rows(Household))
    assert {(row.head_name, str(row.birth.year), str(row.members)) for row in rows} == set(LIST)
    assert [row.village for row in rows] == ["Ban Na Phat"] * len(LIST)

    go_to(page, "head_name")
    type_text("Sung A P")
    page.form.draft.keep()
    settled()
    workspace.store.drafts = Drafts(workspace.store._engines)
    shown.open(Route("home"))
    settled()
    left = workspace.store.drafts.left()
    assert [draft.typed["head_name"] for draft in left] == ["Sung A P"]
    page.form.give_up()
    settled()
    assert workspace.store.drafts.left() == []
