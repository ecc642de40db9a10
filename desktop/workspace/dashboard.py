"""The cards an office has pinned, and how they are pinned, moved and sized; paints nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.declare.reading import Condition, Sort
from desktop.declare.text import _
from desktop.shared.pinned import CHART, MEDIUM, PinnedCard

if TYPE_CHECKING:
    from desktop.declare.charts import Chart
    from desktop.workspace.workspace import Workspace


def pinned_cards(workspace: Workspace) -> list[PinnedCard]:
    """The cards in their order; those of components that are not here are left out."""
    charts = workspace.catalog.charts
    with workspace.store.reading() as reader:
        cards = reader.rows(PinnedCard, sort=[Sort("position"), Sort("kind"), Sort("name")])
        return [card for card in cards if card.kind != CHART or card.name in charts]


def pinned_charts(workspace: Workspace) -> list[Chart]:
    """The charts among them."""
    charts = workspace.catalog.charts
    return [charts[card.name] for card in pinned_cards(workspace) if card.kind == CHART]


def is_pinned(workspace: Workspace, kind: str, name: str) -> bool:
    """Whether a card stands on the dashboard."""
    with workspace.store.reading() as reader:
        return reader.count(PinnedCard, _named(kind, name)) > 0


def pin(workspace: Workspace, kind: str, name: str, title: str) -> int:
    """Put a card after the others; the number of the change set."""
    position = 1 + max((card.position for card in pinned_cards(workspace)), default=0)
    card = PinnedCard(kind=kind, name=name, position=position, size=MEDIUM)
    with workspace.writing(_("Ghim “{title}”").format(title=title)) as writing:
        writing.upsert_all([card], erase=True)
    return writing.number


def unpin(workspace: Workspace, kind: str, name: str, title: str) -> int:
    """Take a card off; the number of the change set, 0 where it was not there."""
    with workspace.store.reading() as reader:
        gone = list(reader.rows(PinnedCard, _named(kind, name)))
    if not gone:
        return 0
    with workspace.writing(_("Bỏ ghim “{title}”").format(title=title)) as writing:
        for card in gone:
            writing.delete(PinnedCard, card.id or "")
    return writing.number


def move(workspace: Workspace, id: str, by: int, title: str) -> int:
    """Put a card so many places further on (or back); 0 where it cannot go there."""
    cards = pinned_cards(workspace)
    at = next((number for number, card in enumerate(cards) if card.id == id), -1)
    to = at + by
    if at < 0 or not 0 <= to < len(cards):
        return 0
    cards.insert(to, cards.pop(at))
    moved = [card.changed(position=place) for place, card in enumerate(cards, 1) if card.position != place]
    with workspace.writing(_("Chuyển chỗ “{title}”").format(title=title)) as writing:
        writing.save_all(moved)
    return writing.number


def resize(workspace: Workspace, id: str, size: str, title: str) -> int:
    """Make a card smaller or larger; 0 where it is so already."""
    with workspace.store.reading() as reader:
        card = reader.get(PinnedCard, id)
    if card is None or card.size == size:
        return 0
    with workspace.writing(_("Đổi cỡ “{title}”").format(title=title)) as writing:
        writing.save(card.changed(size=size))
    return writing.number


def _named(kind: str, name: str) -> list[Condition]:
    return [Condition("kind", "is", kind), Condition("name", "is", name)]
