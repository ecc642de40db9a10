"""Says at a start what an officer has to know first: a newer program, data that can only be looked at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSettings

from desktop import __version__
from desktop.declare.text import _
from desktop.qt.page import Page, Route

NEWS = Route("help", text="news")
_SEEN = "window/version"


def tell_what_holds(page: Page) -> None:
    """Say on the first page why nothing can be written here, where that is so."""
    why = page.workspace.guard.why_not_written
    if why is not None:
        page.notice.say(_("Chỉ xem: {why}").format(why=why), "WARN")


def tell_news(page: Page) -> None:
    """Offer on the first page what is new, where the last start was of another version."""
    seen = str(QSettings().value(_SEEN) or "")
    QSettings().setValue(_SEEN, __version__)
    if seen and seen != __version__:
        says = _("Chương trình đã được cập nhật lên bản {version}.").format(version=__version__)
        page.notice.say(says, "NOTE", ((_("Có gì mới"), partial(page.go, NEWS)),))
