"""Says once after an update that the program is a newer one; knows no page by name."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSettings

from desktop import __version__
from desktop.declare.text import _
from desktop.qt.page import Page, Route

NEWS = Route("help", text="news")
_SEEN = "window/version"


def tell_news(page: Page) -> None:
    """Offer on the first page what is new, where the last start was of another version."""
    seen = str(QSettings().value(_SEEN) or "")
    QSettings().setValue(_SEEN, __version__)
    if seen and seen != __version__:
        says = _("Chương trình đã được cập nhật lên bản {version}.").format(version=__version__)
        page.notice.say(says, "NOTE", ((_("Có gì mới"), partial(page.go, NEWS)),))
