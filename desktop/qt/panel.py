"""The white card with a hairline that holds what belongs together on a page; knows no page."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QLabel, QVBoxLayout, QWidget

from desktop.qt import tokens


def panel(*parts: QWidget) -> QFrame:
    """Parts one below the other in a card: tables and lists share the room, words stand in from the edge."""
    card = QFrame()
    card.setObjectName("panel")
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(0)
    for part in parts:
        if isinstance(part, QLabel):
            part.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.XS)
        column.addWidget(part, 1 if isinstance(part, QAbstractScrollArea) else 0)
    return card


def panel_title(text: str) -> QLabel:
    """What a card shows, above it."""
    label = QLabel(text, wordWrap=True)
    label.setFont(tokens.font("section"))
    return label
