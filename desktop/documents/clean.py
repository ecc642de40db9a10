"""Text without what no document may hold; knows no file."""

from __future__ import annotations

import re

_LOST = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without the characters XML forbids."""
    return _LOST.sub("", text)
