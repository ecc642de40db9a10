"""Whose account of the PC the program runs under; knows no right and asks for no password."""

from __future__ import annotations

import getpass

from desktop.declare.text import _


def account() -> str:
    """The name somebody signed in to the PC with, as change sets keep it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return _("không rõ")
