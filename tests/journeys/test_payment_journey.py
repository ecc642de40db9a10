"""A payment list is closed from the cases in a filter, and the case that changes afterwards is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.declare.reading import Condition
from desktop.qt.field_editors import Editor
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.payment_dialog import PaymentDialog
from desktop.qt.record_page import RecordPage
from desktop.shared import EarlierSupport, Household, PaymentList
from desktop.testing import na_son, sound_example


def test_that_the_cases_in_a_filter_become_a_list_that_stays(
    qtbot: QtBot, shown: MainWindow, settled: Callable[[], None], picture: Callable[[str], None]
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    home = sound_example(workspace, Household, head_name="Vàng A Dế", village="Bản Na Phát")
    home = home.changed(identity_number=None, birth=date(1983, 5, 1))
    id = workspace.save(home).id
    own = {"head_name": "Vàng A Dế", "household": id, "commune": na_son(workspace), "birth": date(1983, 5, 1)}
    house = workspace.save(EarlierSupport(kind="house", year=2010, central=8_400_000, **own))
    workspace.save(EarlierSupport(kind="scattered_water", year=2015, central=1_300_000, **own))
    shown.open(Route("records", EarlierSupport, where=(Condition("kind", "is", "house"),)))
    settled()
    page = shown.page(Route("records", EarlierSupport))
    assert isinstance(page, RecordPage)
    (takes,) = [button for button in page.bar.findChildren(QPushButton) if button.accessibleName() == "Xuất"]
    menu = takes.menu()
    assert menu is not None
    (closes,) = [action for action in menu.actions() if action.text() == "Chốt danh sách chi trả…"]
    closes.trigger()
    settled()
    (dialog,) = shown.findChildren(PaymentDialog)
    dialog.ok.click()
    assert dialog.wrong.text() == "Số quyết định, danh sách: Chưa ghi."
    number: Editor = dialog.editors["number"]
    number.take("15/QĐ-UBND")
    picture("payment_list_asked")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled()
    assert shown.frame is not None and shown.frame.route.record_type is PaymentList
    lists = shown.page(Route("records", PaymentList))
    assert isinstance(lists, RecordPage)
    closed = lists.form.record
    assert isinstance(closed, PaymentList)
    assert (closed.number, closed.count, closed.total) == ("15/QĐ-UBND", 1, 8_400_000)
    picture("payment_list_closed")
    workspace.save(house.changed(central=9_000_000))
    told = [each.message for each in workspace.check(EarlierSupport).problems]
    assert any("ghi 8.400.000 đ, hồ sơ nay ghi 9.000.000 đ" in message for message in told)
