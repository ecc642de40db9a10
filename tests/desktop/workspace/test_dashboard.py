"""Cards are pinned one after the other, moved, sized and taken off; each step can be undone."""

from __future__ import annotations

from desktop.shared.pinned import CHART, INDICATORS, MEDIUM, SMALL, WIDE, PinnedCard
from desktop.workspace import Workspace
from desktop.workspace.dashboard import is_pinned, move, pin, pinned_cards, pinned_charts, resize, unpin

BOARD = (INDICATORS, "board", "Các chỉ tiêu")


def _shown(workspace: Workspace) -> list[tuple[str, str]]:
    return [(card.name, card.size) for card in pinned_cards(workspace)]


def _fill(workspace: Workspace) -> None:
    pin(workspace, CHART, "indicators_met", "Đạt?")
    pin(workspace, *BOARD)
    pin(workspace, CHART, "disbursement_rates", "Giải ngân?")


def test_that_cards_stand_in_the_order_they_were_pinned(workspace: Workspace) -> None:
    _fill(workspace)
    assert _shown(workspace) == [
        ("indicators_met", MEDIUM),
        ("board", MEDIUM),
        ("disbursement_rates", MEDIUM),
    ]
    assert [chart.name for chart in pinned_charts(workspace)] == ["indicators_met", "disbursement_rates"]


def test_that_a_card_is_moved_between_the_others_and_back_by_undo(workspace: Workspace) -> None:
    _fill(workspace)
    last = pinned_cards(workspace)[-1]
    number = move(workspace, last.id or "", -2, "Giải ngân?")
    assert [name for name, _size in _shown(workspace)] == ["disbursement_rates", "indicators_met", "board"]
    assert move(workspace, last.id or "", -1, "Giải ngân?") == 0
    workspace.undo(number)
    assert [name for name, _size in _shown(workspace)] == ["indicators_met", "board", "disbursement_rates"]


def test_that_a_card_is_sized_and_taken_off(workspace: Workspace) -> None:
    _fill(workspace)
    first, board, _last = pinned_cards(workspace)
    assert resize(workspace, board.id or "", WIDE, "x") and not resize(workspace, board.id or "", WIDE, "x")
    assert unpin(workspace, CHART, first.name, "x") and not unpin(workspace, CHART, first.name, "x")
    assert _shown(workspace) == [("board", WIDE), ("disbursement_rates", MEDIUM)]
    assert is_pinned(workspace, INDICATORS, "board") and not is_pinned(workspace, CHART, first.name)


def test_that_a_card_pinned_again_is_there_once(workspace: Workspace) -> None:
    pin(workspace, *BOARD)
    pin(workspace, *BOARD)
    assert len(pinned_cards(workspace)) == 1


def test_that_the_chart_of_a_component_that_left_is_left_out(workspace: Workspace) -> None:
    workspace.save(PinnedCard(kind=CHART, name="of_a_component_that_left", position=1, size=SMALL))
    assert pinned_cards(workspace) == pinned_charts(workspace) == []
