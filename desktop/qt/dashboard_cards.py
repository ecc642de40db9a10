"""What each kind of pinned card asks, how it is made and how it is filled; lays nothing out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from desktop.declare.charts import Drawing
from desktop.qt.boundary_switch import says_day
from desktop.qt.chart_filter import Asked
from desktop.qt.chart_page import answers, card_for
from desktop.qt.indicator_page import route_of
from desktop.qt.map_card import MapCard
from desktop.qt.map_page import ask_map, open_dot
from desktop.qt.page import Route
from desktop.qt.pinning import tell_pictures
from desktop.qt.score_card import ScoreCard
from desktop.shared.pinned import CHART, INDICATORS, MAP, SMALL, PinnedCard
from desktop.workspace.indicator_board import read_board

if TYPE_CHECKING:
    from desktop.qt.card import Card
    from desktop.qt.page import Page
    from desktop.qt.tasks import Progress
    from desktop.workspace import Workspace

MOST_LABELS = 8
Key = tuple[str, str]
Answers = dict[Key, Any]


def key_of(card: PinnedCard) -> Key:
    """What a card shows."""
    return card.kind, card.name


def ask(workspace: Workspace, cards: Sequence[PinnedCard], asked: Asked, progress: Progress) -> Answers:
    """The answer of each card for a place and a year; for the worker."""
    charts = [workspace.catalog.charts[card.name] for card in cards if card.kind == CHART]
    wheres = asked.wheres(workspace, list({chart.over for chart in charts}))
    found: Answers = {
        (CHART, chart.name): answer for chart, answer in answers(workspace, charts, progress, wheres)
    }
    for card in cards:
        if card.kind == INDICATORS:
            found[key_of(card)] = read_board(workspace, asked.place, asked.year)
        elif card.kind == MAP and (board := ask_map(workspace, card.name, asked, progress)):
            found[key_of(card)] = board
    return found


def make(page: Page, card: PinnedCard) -> Card:
    """An empty card that leads to its records."""
    if card.kind == CHART:
        return card_for(page, page.workspace.catalog.charts[card.name])
    made: Card
    if card.kind == INDICATORS:
        made = ScoreCard()
        made.chosen.connect(lambda standing: page.go(route_of(standing) or Route("indicators")))
    else:
        made = drawn = MapCard()
        drawn.chosen.connect(lambda dot: open_dot(page, drawn, dot))
    tell_pictures(page, made)
    return made


def fill(made: Card, card: PinnedCard, answer: Any, asked: Asked, workspace: Workspace) -> None:
    """Show an answer in a card, as large as it is wanted."""
    from desktop.qt.chart_card import ChartCard

    day = says_day(workspace.as_of)
    if isinstance(made, MapCard | ScoreCard):
        made.show_board(answer, card.size, day)
    elif isinstance(made, ChartCard) and isinstance(answer, Drawing):
        lacks = asked.lacks(workspace.catalog.charts[card.name].over)
        most = MOST_LABELS if card.size == SMALL else 0
        made.show_drawing(answer, most, " · ".join(filter(None, (lacks, day))))
    elif isinstance(made, ChartCard):
        made.show_failure(str(answer))
