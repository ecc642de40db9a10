"""The list of pages: what a long one shows at first, and that one always sees where one is."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.qt.navigation import Entry, Navigation, closed_at_first
from desktop.qt.page import Route


def entries(sections: int, each: int) -> list[Entry]:
    found = [Entry("Tổng quan", "home", Route("home"))]
    for section in range(sections):
        found.append(Entry(f"Phần {section}"))
        found += [
            Entry(f"Trang {section}.{page}", "house", Route(f"p{section}.{page}")) for page in range(each)
        ]
    return found


def shown(qtbot: QtBot, lines: list[Entry], height: int) -> Navigation:
    navigation = Navigation()
    qtbot.addWidget(navigation)
    navigation.show_entries(lines)
    navigation.resize(208, height)
    navigation.show()
    return navigation


def visible(navigation: Navigation) -> list[str]:
    return [item.text() for item in navigation._items() if not item.isHidden()]


def test_that_a_short_list_closes_the_code_lists_alone() -> None:
    assert closed_at_first([*entries(2, 3), Entry("Danh mục"), Entry("x", "", Route("x"))]) == {"Danh mục"}


def test_that_of_a_long_list_the_first_section_and_the_last_that_fit_stay_open(dressed: None) -> None:
    assert closed_at_first(entries(6, 4)) == {"Phần 1", "Phần 2", "Phần 3"}


def test_that_the_current_entry_is_wholly_in_sight(dressed: None, qtbot: QtBot) -> None:
    navigation = shown(qtbot, entries(9, 4), 420)
    for route in (Route("p8.3"), Route("p0.0"), Route("p4.2"), Route("home")):
        navigation.stand_on(route)
        area = navigation.list.visualItemRect(navigation.list.currentItem())
        assert navigation.list.viewport().rect().contains(area), route
    navigation.stand_on(Route("p8.3"))
    navigation.resize(208, 240)
    area = navigation.list.visualItemRect(navigation.list.currentItem())
    assert navigation.list.viewport().rect().contains(area)


def test_that_a_section_opened_by_a_visit_is_not_remembered_as_open(dressed: None, qtbot: QtBot) -> None:
    navigation = shown(qtbot, entries(9, 4), 420)
    assert "Trang 4.2" not in visible(navigation)
    navigation.stand_on(Route("p4.2"))
    assert "Trang 4.2" in visible(navigation)
    assert "Trang 4.2" not in visible(shown(qtbot, entries(9, 4), 420))


def test_that_a_section_opened_by_a_visit_closes_after_it(dressed: None, qtbot: QtBot) -> None:
    navigation = shown(qtbot, entries(9, 4), 420)
    before = visible(navigation)
    navigation.stand_on(Route("p4.2"))
    navigation.stand_on(Route("p4.3"))
    assert "Trang 4.2" in visible(navigation)
    navigation.stand_on(Route("p5.0"))
    assert "Trang 5.0" in visible(navigation) and "Trang 4.2" not in visible(navigation)
    navigation.stand_on(Route("home"))
    assert visible(navigation) == before


def test_that_a_section_the_officer_opened_stays_open(dressed: None, qtbot: QtBot) -> None:
    navigation = shown(qtbot, entries(9, 4), 420)
    navigation._turn_heading("Phần 4")
    navigation.stand_on(Route("p5.2"))
    navigation._turn_heading("Phần 6")
    for route in (Route("p4.2"), Route("home")):
        navigation.stand_on(route)
    again = visible(shown(qtbot, entries(9, 4), 420))
    assert visible(navigation) == again
    assert {"Trang 4.2", "Trang 6.2"} < {*again} and "Trang 5.2" not in again


def test_that_closed_sections_are_kept_in_their_language(
    dressed: None, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    navigation = shown(qtbot, entries(9, 4), 420)
    before = visible(navigation)
    navigation._turn_heading("Phần 0")
    monkeypatch.setattr("desktop.qt.navigation.language", lambda: "en")
    assert visible(navigation) != before == visible(shown(qtbot, entries(9, 4), 420))


def test_that_a_page_without_an_entry_marks_none(dressed: None, qtbot: QtBot) -> None:
    navigation = shown(qtbot, entries(2, 2), 420)
    navigation.stand_on(Route("p0.1"))
    navigation.stand_on(Route("office"))
    assert navigation.list.currentItem() is None


def test_that_a_long_name_goes_on_in_a_second_line(dressed: None, qtbot: QtBot) -> None:
    long = "Bảng chuyển đổi đơn vị hành chính"
    navigation = shown(qtbot, [Entry("Bản đồ", "place", Route("map")), Entry(long, "", Route("x"))], 400)
    short, wrapped = (navigation.list.visualItemRect(item).height() for item in navigation._items())
    line = navigation.fontMetrics().height()
    assert short < 2 * line <= wrapped
    navigation.fold(True)
    assert {navigation.list.visualItemRect(item).height() for item in navigation._items()} == {short}


def test_that_a_line_the_edge_cuts_is_not_seen_and_the_current_one_always(
    dressed: None, qtbot: QtBot
) -> None:
    navigation = shown(qtbot, entries(2, 9), 300)
    navigation.stand_on(Route("p1.4"))
    current = navigation.list.visualItemRect(navigation.list.currentItem())
    [seen] = navigation.cover.cut()
    assert seen.top() == 0 and not seen.intersects(current)
    navigation.resize(208, 2000)
    assert not navigation.cover.cut()
