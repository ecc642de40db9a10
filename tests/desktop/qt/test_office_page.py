"""Choosing the office: by keyboard alone, skipped once for all, changed later, shown in the top bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame
from pytestqt.qtbot import QtBot

from desktop.qt.first_steps import FirstSteps
from desktop.qt.left_out_editor import LeftOutEditor
from desktop.qt.main_window import MainWindow
from desktop.qt.office_page import OfficePage, is_asked_for
from desktop.qt.page import Route
from desktop.shared import Office, Place
from desktop.shared.office import read_office
from desktop.testing import na_son
from desktop.workspace import Workspace


@pytest.fixture
def shown(dressed: None, qtbot: QtBot, homes: Workspace) -> Iterator[MainWindow]:
    window = MainWindow(homes)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: not window.tasks.running())
    yield window
    window.tasks.close()


@pytest.fixture
def page(shown: MainWindow) -> OfficePage:
    shown.open(Route("office", new=True))
    found = shown.page(Route("office"))
    assert isinstance(found, OfficePage)
    return found


@pytest.fixture
def wait(qtbot: QtBot, shown: MainWindow) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not shown.tasks.running())


def stored(workspace: Workspace) -> Office | None:
    with workspace.store.reading() as reader:
        return read_office(reader)


def test_that_a_commune_tells_province_and_name_and_is_kept(
    shown: MainWindow, page: OfficePage, homes: Workspace, wait: Callable[[], None]
) -> None:
    page.fields.editors["commune"].take(na_son(homes))
    page.fields.edited.emit("commune")
    assert page.fields.editors["name"].value() == "UBND xã Na Son"
    page.save()
    wait()
    office = stored(homes)
    assert office is not None
    assert (office.level, homes.name_of(Place, office.province or "")) == ("commune", "Tỉnh Điện Biên")
    assert shown.frame is not None
    assert shown.frame.top.place.text() == "Tỉnh Điện Biên › Xã Na Son"
    assert shown.frame.route.page == "home"
    assert "Chọn đơn vị sử dụng" in [one.why for one in homes.store.change_sets()]


def test_that_it_is_chosen_with_the_keyboard_alone(
    shown: MainWindow, page: OfficePage, homes: Workspace, qtbot: QtBot, wait: Callable[[], None]
) -> None:
    shown.activateWindow()
    page.fields.focus_first()
    assert QApplication.focusWidget() is page.fields.editors["level"].inner()
    for _step in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    commune = QApplication.focusWidget()
    assert commune is page.fields.editors["commune"].inner()
    qtbot.keyClicks(commune, "Na Son")
    qtbot.keyClick(commune, Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wait()
    office = stored(homes)
    assert office is not None
    assert office.commune == na_son(homes)


def test_that_what_is_missing_is_said_at_its_field(page: OfficePage, homes: Workspace) -> None:
    page.save()
    assert stored(homes) is None
    assert "Chưa ghi." in page.fields.editors["name"].messages.said


def test_that_the_first_of_what_is_missing_is_gone_to(page: OfficePage) -> None:
    page.save()
    assert page.fields.focused() == "commune"


def test_that_the_first_steps_stand_below_each_other_where_they_would_be_cut(page: OfficePage) -> None:
    steps = FirstSteps(page)
    steps.setParent(page)
    steps.show()
    cards = [each for each in steps.findChildren(QFrame) if each.objectName() == "panel"]
    for width, across in ((1100, 3), (588, 1)):
        steps.resize(width, 700)
        steps.grab()
        QApplication.processEvents()
        assert len({card.x() for card in cards}) == across
        assert max(card.geometry().right() for card in cards) < width
    assert steps.minimumSizeHint().width() < 588


def test_that_a_level_without_a_place_empties_it(page: OfficePage, homes: Workspace) -> None:
    page.fields.editors["commune"].take(na_son(homes))
    page.fields.edited.emit("commune")
    page.fields.editors["level"].take("central")
    page.fields.edited.emit("level")
    assert page.fields.editors["commune"].isHidden()
    assert page.fields.editors["province"].value() is None
    assert page.fields.editors["name"].value() is None


def test_that_only_an_office_of_a_commune_is_asked_for_its_commune(page: OfficePage) -> None:
    level, commune = (page.fields.editors[name] for name in ("level", "commune"))
    for chosen, is_hidden in (("province", True), ("commune", False)):
        level.take(chosen)
        page.fields.edited.emit("level")
        assert commune.isHidden() is is_hidden


def test_that_it_is_asked_for_until_chosen_or_skipped(
    shown: MainWindow, page: OfficePage, homes: Workspace
) -> None:
    assert is_asked_for(homes)
    page.skip_button.click()
    assert not is_asked_for(homes)
    assert shown.frame is not None
    assert shown.frame.route.page == "home"
    assert shown.frame.top.place.text() == "Chọn đơn vị"


def test_that_the_place_in_the_top_bar_leads_to_the_choice(shown: MainWindow, homes: Workspace) -> None:
    homes.save(Office(level="commune", commune=na_son(homes), name="UBND xã Na Son"))
    assert not is_asked_for(homes)
    assert shown.frame is not None
    shown.frame.top.place.click()
    page = shown.page(Route("office"))
    assert isinstance(page, OfficePage)
    assert not page.skip_button.isVisible()
    assert page.fields.editors["name"].value() == "UBND xã Na Son"


def test_that_components_an_office_does_not_work_with_leave_the_side_alone(
    shown: MainWindow, page: OfficePage, homes: Workspace, wait: Callable[[], None]
) -> None:
    def sections() -> set[str]:
        assert shown.frame is not None
        names = shown.frame.navigation.list
        return {names.item(row).text() for row in range(names.count())}

    editor = page.fields.editors["left_out"]
    assert isinstance(editor, LeftOutEditor)
    name, box = next(iter(editor.boxes.items()))
    assert box.accessibleName() == f"Dự án không triển khai: {box.text()}"
    assert box.text() in sections()
    page.fields.editors["commune"].take(na_son(homes))
    page.fields.edited.emit("commune")
    box.click()
    page.save()
    wait()
    office = stored(homes)
    assert office is not None
    assert office.components_left_out == {name}
    assert box.text() not in sections()
    page.fields.editors["left_out"].take("yet_to_come")
    assert page.fields.editors["left_out"].value() == "yet_to_come"
    page.fields.editors["left_out"].take(None)
    page.save()
    wait()
    assert box.text() in sections()


def test_that_the_fields_and_the_button_end_at_one_edge(page: OfficePage) -> None:
    editor = page.fields.editors["name"].inner()
    ends = [each.mapTo(page, each.rect().topRight()).x() for each in (editor, page.save_button)]
    assert ends[0] == ends[1]
