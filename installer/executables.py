"""Reads from a Windows executable what it imports and exports; runs nothing."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

_EXPORTS, _IMPORTS, _DELAYED = 0, 1, 13


class Executable:
    """A 64-bit .exe, .dll or .pyd."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        head = self._number(0x3C)
        if content[:2] != b"MZ" or content[head : head + 4] != b"PE\0\0":
            raise ValueError("not a Windows executable")
        sections, optional = struct.unpack_from("<H12xH", content, head + 6)
        start = head + 24
        self.is_64_bit = struct.unpack_from("<H", content, start)[0] == 0x20B
        self._tables = start + (112 if self.is_64_bit else 96)
        self._sections = [
            struct.unpack_from("<IIII", content, start + optional + 40 * number + 8)
            for number in range(sections)
        ]

    def imports(self) -> list[str]:
        """The libraries it needs, those loaded late among them, in lower case."""
        names = [*self._names(_IMPORTS, 20, 12), *self._names(_DELAYED, 32, 4)]
        return sorted({name.lower() for name in names})

    def exports(self) -> list[str]:
        """The names others may call."""
        address = self._table(_EXPORTS)
        if not address:
            return []
        at = self._offset(address)
        many, names = self._number(at + 24), self._offset(self._number(at + 32))
        return [self._text(self._number(names + 4 * number)) for number in range(many)]

    def _names(self, table: int, size: int, place: int) -> Iterator[str]:
        address = self._table(table)
        if not address:
            return
        at = self._offset(address)
        while name := self._number(at + place):
            yield self._text(name)
            at += size

    def _table(self, number: int) -> int:
        return self._number(self._tables + 8 * number)

    def _number(self, at: int) -> int:
        return int(struct.unpack_from("<I", self._content, at)[0])

    def _text(self, address: int) -> str:
        at = self._offset(address)
        return self._content[at : self._content.index(b"\0", at)].decode("ascii")

    def _offset(self, address: int) -> int:
        for size, start, raw_size, raw in self._sections:
            if start <= address < start + max(size, raw_size):
                return int(raw + address - start)
        raise ValueError(f"no section holds the address {address:#x}")


def read_executable(file: Path) -> Executable:
    """The executable in a file."""
    return Executable(file.read_bytes())
