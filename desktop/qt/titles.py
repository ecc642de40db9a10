"""The few words that both the empty and the filled frame show."""

from __future__ import annotations

from desktop.declare.text import _


def program_title() -> str:
    """How the program is called."""
    return _("Sổ Chương trình MTQG")


def menu_titles() -> tuple[str, str, str, str]:
    """File, edit, view, help."""
    return _("&Tệp"), _("&Sửa"), _("&Xem"), _("Trợ &giúp")
