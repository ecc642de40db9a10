"""The map page: dots to point at, walk over and open; a legend that can be read without colour; a pin."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal as Dec
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent, qGray
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.qt import tokens
from desktop.qt.dashboard_page import DashboardPage
from desktop.qt.map_card import MapCard
from desktop.qt.map_ink import CLASSES, SMALLEST, class_colour, paint_dot, radius_of, steps_of
from desktop.qt.map_page import MapPage
from desktop.qt.map_view import MOST_NAMES, MapView
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.shared import IndicatorDefinition, IndicatorValue, Obstacle, Place
from desktop.shared.pinned import MAP
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace, dashboard
from desktop.workspace.map_board import Choice, Dot, MapBoard, colours, read_map

HOMES = Choice("shared.Household", "Hộ gia đình", "")
DOTS = (
    Dot("a", "Xã Na Son", (103.18, 21.25), 40, Dec(12), "met", Place, ("a",)),
    Dot("b", "Xã Mường Nhé", (102.46, 22.19), 10, Dec(3), "not_met", Place, ("b",)),
    Dot("c", "Xã Nậm Kè", (102.60, 22.05)),
)
BOARD = MapBoard(Choice("computed:x", "Nhà đã xong", "nhà"), HOMES, DOTS)


@pytest.fixture
def card(qtbot: QtBot, dressed: None) -> MapCard:
    made = MapCard()
    qtbot.addWidget(made)
    made.resize(700, 560)
    made.show()
    made.show_board(BOARD)
    return made


def test_that_places_lie_as_on_the_ground(card: MapCard) -> None:
    na_son_at, muong_nhe, nam_ke = (card.view.spot_of(number) for number in range(3))
    assert muong_nhe.x() < nam_ke.x() < na_son_at.x()
    assert muong_nhe.y() < nam_ke.y() < na_son_at.y()
    assert all(QRectF(card.view.rect()).contains(place) for place in (na_son_at, muong_nhe, nam_ke))


def test_that_a_dot_says_value_verdict_and_share(card: MapCard) -> None:
    assert card.view.spots[0].reading == "Xã Na Son\nNhà đã xong: 12 nhà – đạt\nHộ gia đình: 40 (80 %)"
    assert card.view.spots[2].reading == "Xã Nậm Kè\nNhà đã xong: chưa có số liệu\nHộ gia đình: 0"
    assert "Xã Na Son" in card.view.accessibleDescription()
    assert card.sentence.text() == "Cao nhất: Xã Na Son (12 nhà); thấp nhất: Xã Mường Nhé (3 nhà)."


def test_that_a_click_and_the_keys_lead_to_the_records(qtbot: QtBot, card: MapCard) -> None:
    with qtbot.waitSignal(card.chosen) as chosen:
        qtbot.mouseClick(card.view, Qt.MouseButton.LeftButton, pos=card.view.spot_of(1).toPoint())
    assert chosen.args == [DOTS[1]]
    qtbot.keyClick(card.view, Qt.Key.Key_Escape)
    with qtbot.waitSignal(card.chosen) as chosen:
        qtbot.keyClick(card.view, Qt.Key.Key_Right)
        qtbot.keyClick(card.view, Qt.Key.Key_Return)
    assert chosen.args == [DOTS[0]]


def test_that_names_stand_apart_and_stop_where_nobody_reads_on(card: MapCard) -> None:
    dots = [
        Dot(f"{n}", f"B{n}", (103 + n % 25 / 20, 21 + n // 25 / 20), 1, Dec(n), over=Place)
        for n in range(2 * MOST_NAMES)
    ]
    card.resize(2400, 2000)
    card.show_board(MapBoard(BOARD.colour, HOMES, tuple(dots)))
    names = [area for area, _name in card.view._names]
    assert len(names) == MOST_NAMES
    assert not any(one.intersects(other) for one, other in itertools.combinations(names, 2))


def test_that_the_highest_figure_has_its_name_before_a_larger_dot_of_none(card: MapCard) -> None:
    dots = [Dot(f"{n}", f"Xã Đông Đúc Số {n}", (103.0, 21.0), 40 - n, Dec(n)) for n in range(9)]
    card.show_board(MapBoard(BOARD.colour, HOMES, tuple(dots)))
    assert card.view._names[0][1] == "Xã Đông Đúc Số 8"


def test_that_what_is_not_known_leads_nowhere(qtbot: QtBot, card: MapCard) -> None:
    with qtbot.assertNotEmitted(card.chosen):
        qtbot.mouseClick(card.view, Qt.MouseButton.LeftButton, pos=card.view.spot_of(2).toPoint())


def test_that_the_legend_names_classes_gaps_and_sizes(card: MapCard) -> None:
    assert card.legend.accessibleName() == "3, 12, chưa có số liệu; cỡ chấm: 4, 10, 20"


def test_that_a_map_is_kept_as_strokes(card: MapCard, tmp_path: Path) -> None:
    card.keep(tmp_path / "bản đồ.svg")
    card.keep(tmp_path / "bản đồ.png")
    drawn = (tmp_path / "bản đồ.svg").read_text("utf-8")
    assert "Xã Na Son" in drawn and "km" in drawn and "<image" not in drawn
    assert QImage(str(tmp_path / "bản đồ.png")).width() == 1400


@pytest.mark.parametrize("theme", [tokens.LIGHT, tokens.DARK, tokens.CONTRAST])
def test_that_classes_are_told_apart_in_grey(qtbot: QtBot, dressed: None, theme: tokens.Theme) -> None:
    with tokens.drawn_in(theme):
        ground = QColor(theme.panel).lightness()
        shades = [abs(class_colour(number, CLASSES).lightness() - ground) for number in range(CLASSES)]
        assert shades == sorted(set(shades))
        seen = set()
        for number in (*range(CLASSES), None):
            image = QImage(30, 30, QImage.Format.Format_RGB32)
            image.fill(theme.panel)
            painter = QPainter(image)
            paint_dot(painter, QPointF(15, 15), SMALLEST, number, CLASSES)
            painter.end()
            seen.add(bytes(qGray(image.pixel(x, y)) // 16 for y in range(30) for x in range(30)))
        assert len(seen) == CLASSES + 1


def test_that_dots_grow_by_area_and_the_legend_is_round() -> None:
    assert radius_of(100, 100) == 2 * radius_of(25, 100)
    assert radius_of(0, 100) == SMALLEST
    assert steps_of(717) == [100, 250, 500] and steps_of(3) == [3] and steps_of(0) == []


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace, tasks: Tasks, settled: Callable[[], None]) -> MapPage:
    with filled.store.reading() as reader:
        roads = next(one for one in reader.rows(IndicatorDefinition) if one.code == "I05")
    values = {"year": 2025, "period": "year", "edition": "official", "place": na_son(filled)}
    filled.save(IndicatorValue(indicator=roads.id, value=Dec(64), **values))
    filled.save(Obstacle(name="Chậm", place=na_son(filled), cause="procedure", level="commune"))
    made = MapPage(filled, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    made.opened(Route("map"))
    settled()
    return made


def _choose(page: MapPage, title: str) -> None:
    at = next(n for n in range(page.sized_by.count()) if page.sized_by.itemText(n) == title)
    page.sized_by.setCurrentIndex(at)
    page.sized_by.activated.emit(at)


def test_that_any_indicator_colours_the_map_and_a_dot_leads_on(
    qtbot: QtBot, page: MapPage, settled: Callable[[], None]
) -> None:
    assert page.coloured_by.currentText().startswith("I05")
    assert page.counts.text().startswith("1 trong")
    (dot,) = page.card._shown[0].told
    assert (dot.name, dot.value, dot.judged) == ("Xã Na Son", 64, "not_met")
    with qtbot.waitSignal(page.wants) as wanted:
        page.card.chosen.emit(dot)
    assert wanted.args[0].record_type is IndicatorValue
    figure, told = wanted.args[0].figure
    assert figure == 64 and told.startswith("Xã Na Son, I05") and "64" in told
    _choose(page, "Mọi chấm như nhau")
    settled()
    assert "cỡ chấm" not in page.card.unit.text()


def test_that_what_was_chosen_is_kept_and_pinned(
    qtbot: QtBot, page: MapPage, settled: Callable[[], None]
) -> None:
    _choose(page, "Số khó khăn, vướng mắc")
    settled()
    page.card.pin_action.trigger()
    settled()
    (kept,) = dashboard.pinned_cards(page.workspace)
    assert kept.kind == MAP and kept.name.endswith("|shared.Obstacle")
    again = MapPage(page.workspace, page.tasks)
    qtbot.addWidget(again)
    again.opened(Route("map"))
    settled()
    assert again.sized_by.currentText() == "Số khó khăn, vướng mắc"
    assert again.card.pin_action.text() == "Bỏ ghim khỏi Bảng theo dõi"
    board = DashboardPage(page.workspace, page.tasks)
    qtbot.addWidget(board)
    board.opened(Route("dashboard"))
    settled()
    shown = board.slots[MAP, kept.name].card
    assert isinstance(shown, MapCard) and [dot.name for dot in shown._shown[0].told] == ["Xã Na Son"]


def test_that_one_comes_nearer_moves_about_and_sees_all_again(qtbot: QtBot, card: MapCard) -> None:
    view = card.view
    whole = [view.spot_of(number) for number in range(3)]

    def between() -> float:
        return (view.spot_of(0) - view.spot_of(1)).manhattanLength()

    first = between()
    turn_wheel(view, whole[0], Qt.KeyboardModifier.ControlModifier)
    assert between() > first
    assert (view.spot_of(0) - whole[0]).manhattanLength() < 1
    turn_wheel(view, whole[0], Qt.KeyboardModifier.NoModifier)
    for _time in range(4):
        qtbot.keyClick(view, "+")
    assert between() > 6 * first
    qtbot.keyClick(view, Qt.Key.Key_Right)
    for _time in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Right)
        assert QRectF(view.rect()).contains(view.spot_of(view.current))
    qtbot.keyClick(view, "0")
    assert [view.spot_of(number) for number in range(3)] == whole


def turn_wheel(view: MapView, at: QPointF, held: Qt.KeyboardModifier) -> None:
    angle, no = QPoint(0, 120), Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, QPointF(view.mapToGlobal(at)), QPoint(), angle, no, held, phase, False)
    QApplication.sendEvent(view, event)


def test_that_a_computed_figure_is_of_the_year_that_is_asked(workspace: Workspace) -> None:
    case = workspace.catalog.record_type("HousingCase")
    example = sound_example(workspace, case, commune=na_son(workspace), village="Bản Na Phát")
    built = example.changed(stage=list(case.stage.options)[-1], identity_number=None)
    with workspace.writing("Dữ liệu thử") as writing:
        writing.save_all(
            [
                built.changed(head_name=name, decision_no=f"{year}/QĐ", decision_date=date(year, 5, 6))
                for name, year in (("Vàng A Dí", 2023), ("Mùa A Ẳng", 2024), ("Lò Văn Đúa", 2024))
            ]
        )
    colour = next(one for one in colours(workspace) if one.title == "Hộ được hỗ trợ nhà ở")
    size = Choice("equal", "", "")
    told = {year: read_map(workspace, colour, size, year=year) for year in (None, 2023, 2024)}
    assert [[dot.value for dot in board.told] for board in told.values()] == [[3], [1], [2]]
    assert [board.year for board in told.values()] == [None, 2023, 2024]
    assert not any(board.whole for board in told.values())


def test_that_all_places_are_listed_beside_a_wide_map_and_lead_to_their_dot_and_records(
    qtbot: QtBot, card: MapCard
) -> None:
    assert not card.ranks.isVisible()
    card.resize(1000, 560)
    assert card.ranks.isVisible()
    names = [row[1].text for row in card.ranks.rows() if not isinstance(row[1], str)]
    assert names == ["Xã Na Son", "Xã Mường Nhé", "Xã Nậm Kè"]
    card.ranks.stand_on(1)
    assert card.view.spots[card.view.current].dot.name == "Xã Mường Nhé"
    with qtbot.waitSignal(card.chosen) as chosen:
        card.ranks.entered.emit(0)
    assert chosen.args[0] is DOTS[0]
    with qtbot.assertNotEmitted(card.chosen):
        card.ranks.entered.emit(2)


def test_that_the_largest_dot_has_its_name_amid_a_crowd(card: MapCard) -> None:
    around = [
        Dot(f"{n}", f"Xã Đông {n}", (103 + 0.11 * math.cos(n / 4), 21 + 0.11 * math.sin(n / 4)), 9, Dec(0))
        for n in range(25)
    ]
    crowd = (Dot("x", "Phường Điện Biên Phủ", (103.0, 21.0), 900, Dec(0)), *around)
    far = Dot("y", "Xã Sín Thầu", (102.3, 22.4), 1, Dec(3))
    card.show_board(MapBoard(BOARD.colour, HOMES, (*crowd, far)))
    assert [name for _area, name in card.view._names[:2]] == ["Xã Sín Thầu", "Phường Điện Biên Phủ"]
    assert len(card.view._leaders) == 1
    begin, end = card.view._leaders[0]
    line = QRectF(begin, end).normalized().adjusted(-1, -1, 1, 1)
    assert [name for area, name in card.view._names if area.intersects(line)] == ["Phường Điện Biên Phủ"]


def test_that_a_map_of_nothing_says_what_brings_figures(
    qtbot: QtBot, workspace: Workspace, tasks: Tasks, settled: Callable[[], None]
) -> None:
    made = MapPage(workspace, tasks)
    qtbot.addWidget(made)
    made.show()
    made.opened(Route("map"))
    settled()
    assert made.empty.act.text() == "Nhập từ Excel" and not made.card.isVisible()
    made.filter.show_place(na_son(workspace))
    made.reload()
    settled()
    assert "nơi khác" in made.empty.text.text() and made.empty.act.isHidden()
