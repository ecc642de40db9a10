"""What a page does for its cards: pins them as change sets, tells of their pictures; lays nothing out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from desktop.declare.text import _
from desktop.qt.card import Card, pin_text
from desktop.qt.icons import icon
from desktop.workspace import dashboard

if TYPE_CHECKING:
    from desktop.qt.page import Page
    from desktop.qt.tasks import Progress


def offer_pin(page: Page, card: Card, kind: str, name: str) -> None:
    """Let a card be pinned by its menu."""
    card.show_pinned(dashboard.is_pinned(page.workspace, kind, name))
    card.pinned.connect(lambda wanted: keep_pin(page, kind, name, card.question, wanted))


def tell_pictures(page: Page, card: Card) -> None:
    """Tell where a picture of the card was kept, or why it was not."""
    card.kept.connect(lambda path: page.say(_("Đã lưu hình {file}").format(file=Path(path).name)))
    card.refused.connect(lambda refusal: page.notice.say(str(refusal), "WARN"))


class PinButton(QPushButton):
    """Pins what a whole page shows."""

    def __init__(self, page: Page, kind: str, name: str, title: str) -> None:
        super().__init__(icon("pin"), "")
        self._page, self._key = page, (kind, name)
        self._is_pinned = False
        self.clicked.connect(lambda _checked=False: keep_pin(page, kind, name, title, not self._is_pinned))
        self.refresh()

    def refresh(self) -> None:
        """Say what a click would do now."""
        self._is_pinned = dashboard.is_pinned(self._page.workspace, *self._key)
        self.setText(pin_text(self._is_pinned))


def keep_pin(page: Page, kind: str, name: str, title: str, wanted: bool) -> None:
    """Pin a card, or take it off; the status bar tells it and the menu undoes it."""
    workspace = page.workspace
    if wanted:
        says = _("Đã ghim “{title}” lên Bảng theo dõi")
        write_card(page, lambda: dashboard.pin(workspace, kind, name, title), says.format(title=title))
    else:
        says = _("Đã bỏ ghim “{title}” khỏi Bảng theo dõi")
        write_card(page, lambda: dashboard.unpin(workspace, kind, name, title), says.format(title=title))


def write_card(page: Page, deed: Callable[[], int], says: str) -> None:
    """Do something with a pinned card beside the window; `deed` answers the number of its change set."""

    def work(_progress: Progress) -> int:
        return deed()

    def then(number: int) -> None:
        if number:
            page.say(says, number)

    page.tasks.write(work, then, _("Đang lưu bảng theo dõi"))
