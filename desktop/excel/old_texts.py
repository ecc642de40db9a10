"""The shared texts of an .xls with where other fonts begin in them; knows no font and no cell."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

_WIDE, _EXTENDED, _IN_PIECES = 0x01, 0x04, 0x08
Run = tuple[int, int]
"""From which letter on, and the number of the font."""


def read_texts(parts: Sequence[bytes]) -> Iterator[tuple[str, list[Run]]]:
    """Each text with its runs; `parts` are the record of the texts and those that continue it."""
    stream = _Parts(parts)
    stream.take(4)
    (count,) = struct.unpack("<I", stream.take(4))
    for _number in range(count):
        if stream.is_over():
            return
        length, flags = struct.unpack("<HB", stream.take(3))
        runs = struct.unpack("<H", stream.take(2))[0] if flags & _IN_PIECES else 0
        more = struct.unpack("<I", stream.take(4))[0] if flags & _EXTENDED else 0
        text = stream.letters(length, bool(flags & _WIDE))
        yield text, [struct.unpack("<HH", stream.take(4)) for _run in range(runs)]
        stream.take(more)


class _Parts:
    """Records as one stream; a text that goes on in another one says there again how wide letters are."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self.parts, self.part, self.place = parts, 0, 0

    def is_over(self) -> bool:
        """Whether nothing is left; goes on to the next record where one ends."""
        while self.part < len(self.parts) and self.place >= len(self.parts[self.part]):
            self.part, self.place = self.part + 1, 0
        return self.part >= len(self.parts)

    def take(self, length: int) -> bytes:
        """So many bytes; fewer where the stream ends."""
        taken = b""
        while len(taken) < length and not self.is_over():
            piece = self.parts[self.part][self.place : self.place + length - len(taken)]
            self.place += len(piece)
            taken += piece
        return taken

    def letters(self, count: int, is_wide: bool) -> str:
        """So many letters of one or two bytes; a letter such as a picture sign counts as two."""
        text = ""
        while count > 0 and not self.is_over():
            if self.place == 0:
                is_wide = bool(self.take(1)[0] & _WIDE)
            room = len(self.parts[self.part]) - self.place
            size = 2 if is_wide else 1
            piece = self.take(min(room, size * count))
            count -= max(1, len(piece) // size)
            text += piece.decode("utf-16-le" if is_wide else "latin-1", "replace")
        return text
