"""The windows: the only room that knows Qt."""

import builtins
from importlib import import_module


def _import_plainly() -> None:
    """Take back what PySide6 puts before every import: it reads each module's source for `__feature__`.

    Nothing here switches a feature on, and to look for them is a tenth of the way to the open database.
    """
    import_module("PySide6.QtCore")
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


_import_plainly()
