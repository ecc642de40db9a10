"""A page of one's own: a chart, the scoreboard and a map are pinned, ordered, and lead to records."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.qt.chart_page import ChartPage
from desktop.qt.dashboard_page import DashboardPage
from desktop.qt.indicator_page import BOARD, IndicatorPage
from desktop.qt.main_window import MainWindow
from desktop.qt.map_card import MapCard
from desktop.qt.map_page import MapPage
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.shared.pinned import CHART, INDICATORS, MAP, WIDE
from desktop.testing import sound_example

CHARTED = "houses_by_commune_and_stage"
MAPPED = "computed:p1_houses|housing.HousingCase"


Settled = Callable[[], None]


def go(shown: MainWindow, settled: Settled, name: str) -> object:
    """The page of a name, opened and still."""
    shown.open(Route(name))
    settled()
    return shown.page(Route(name))


def pin_three(shown: MainWindow, settled: Settled) -> None:
    """A chart, the scoreboard and a map of our own, from their pages."""
    charts, board, drawn = (go(shown, settled, name) for name in ("charts", "indicators", "map"))
    assert isinstance(charts, ChartPage) and isinstance(board, IndicatorPage) and isinstance(drawn, MapPage)
    charts.cards[CHARTED].pin_action.trigger()
    settled()
    board.pin_button.click()
    settled()
    for box, wanted in zip((drawn.coloured_by, drawn.sized_by), MAPPED.split("|"), strict=True):
        at = next(place for place in range(box.count()) if box.itemData(place).name == wanted)
        box.setCurrentIndex(at)
        box.activated.emit(at)
        settled()
    drawn.card.pin_action.trigger()
    settled()


def test_that_what_is_pinned_stands_together_and_leads_to_its_records(
    qtbot: QtBot, shown: MainWindow, settled: Settled, picture: Callable[[str], None]
) -> None:
    workspace = shown.workspace
    assert workspace is not None and shown.frame is not None
    housing = workspace.catalog.record_type("HousingCase")
    example = sound_example(workspace, housing)
    with workspace.writing("Danh sách") as writing:
        names = ("Vàng A Dí", "Giàng Thị Mỷ", "Lò Văn Ủn")
        writing.save_all(
            [example.changed(head_name=name, identity_number=None, decision_no=name) for name in names]
        )

    pin_three(shown, settled)
    pinned = go(shown, settled, "dashboard")
    assert isinstance(pinned, DashboardPage)
    assert list(pinned.slots) == [(CHART, CHARTED), (INDICATORS, BOARD), (MAP, MAPPED)]
    pinned.slots[MAP, MAPPED].sizes[WIDE].trigger()
    settled()
    pinned.slots[MAP, MAPPED].earlier.click()
    settled()
    pinned.slots[MAP, MAPPED].earlier.click()
    settled()
    card = pinned.slots[MAP, MAPPED].card
    assert pinned.grid.getItemPosition(pinned.grid.indexOf(card)) == (0, 0, 1, 2)
    picture("9-1 bảng theo dõi")

    shown.frame.undo_stack.undo()
    settled()
    assert pinned.grid.getItemPosition(pinned.grid.indexOf(card)) == (1, 0, 1, 2)

    assert isinstance(card, MapCard)
    (number,) = [at for at, spot in enumerate(card.view.spots) if spot.dot.count]
    assert card.view.spots[number].dot.value == len(names)
    at = card.view.spot_of(number).toPoint()
    qtbot.mouseClick(card.view, Qt.MouseButton.LeftButton, pos=at)
    settled()
    records = shown.page(Route("records", housing))
    assert isinstance(records, RecordPage) and records.isVisible()
    assert records.table.rowCount() == len(names)
