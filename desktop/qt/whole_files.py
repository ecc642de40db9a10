"""Files an officer keeps from the window: what they may be called, and written whole; knows no content."""

from __future__ import annotations

from pathlib import Path

from desktop.declare.problems import Refusal
from desktop.declare.text import _, fold_words

_LONGEST = 60


def offered_name(title: str) -> str:
    """A name any disk takes: without marks, signs and spaces."""
    return "-".join(fold_words(title).split())[:_LONGEST]


def with_kind(path: Path, kind: str) -> Path:
    """The file with its ending put behind its name, unless it has it: `Quý 1.2026` keeps its year."""
    return path if path.suffix.lower() == kind else path.with_name(path.name + kind)


def write_beside(path: Path, content: bytes) -> None:
    """Write a file whole, or leave the one that stood there. Raises `Refusal` where it cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        # Written beside: a full disk must not leave half a file in the place of a whole one.
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as failure:
        raise Refusal(
            _("Không ghi được tệp “{file}”.").format(file=path.name),
            _("Kiểm tra ổ đĩa còn chỗ, thư mục cho ghi và tệp không đang mở ở chương trình khác."),
        ) from failure
