"""Reads from a finished setup which files it puts where; runs nothing.

A setup of NSIS is a head of tables and, behind it, the files; its table of entries says at which file each
instruction takes one. The setups made here are packed as one LZMA stream or not at all.
"""

from __future__ import annotations

import lzma
import struct
from collections.abc import Iterator
from pathlib import Path

from installer.assemble import MANIFEST, Stage, shipped_files
from installer.locks import BuildFault
from installer.starter import CONSOLE, WINDOW

_MARK = b"\xef\xbe\xad\xdeNullsoftInst"
_ENTRIES, _STRINGS = 2, 3
_SET_FOLDER, _UNPACK = 11, 20
_INSTALLED = "$21"
"""How `$INSTDIR` stands in the strings of a setup; other variables mean folders of its own."""


def unpacked_by(setup: Path) -> dict[str, bytes]:
    """What a setup can put below the folder it installs into, by name; not what it uses itself."""
    stream = _stream_of(setup.read_bytes())
    size = struct.unpack_from("<I", stream)[0] & 0x7FFFFFFF
    head, files = stream[4 : 4 + size], stream[4 + size :]
    found, folder = {}, ""
    for what, *numbers in _entries_of(head):
        if what == _SET_FOLDER and numbers[1]:
            folder = _text_of(head, numbers[0])
        elif what == _UNPACK and folder.startswith(_INSTALLED):
            name, at = _text_of(head, numbers[1]), numbers[2]
            if name.startswith("$"):
                continue
            length = struct.unpack_from("<I", files, at)[0] & 0x7FFFFFFF
            place = f"{folder}\\{name}".removeprefix(_INSTALLED + "\\").replace("\\", "/")
            found[place] = files[at + 4 : at + 4 + length]
    return found


def contents_faults(setup: Path, stage: Stage) -> list[str]:
    """Where what a setup unpacks is not what was laid out, one sentence each."""
    wanted = {f"program.new/{name}": file for name, file in shipped_files(stage)}
    wanted[f"program.new/{MANIFEST}"] = stage.program / MANIFEST
    wanted |= {f"{name}.new": stage.core / name for name in (WINDOW, CONSOLE)}
    found = unpacked_by(setup)
    both = [name for name in wanted if name in found]
    return [
        *(f"{name} is not in the setup." for name in wanted if name not in found),
        *(f"{name} is in the setup and was not laid out." for name in found if name not in wanted),
        *(f"{name} differs." for name in both if found[name] != wanted[name].read_bytes()),
    ]


def _stream_of(content: bytes) -> bytes:
    """The head's length, the head and the files, unpacked."""
    mark = content.find(_MARK)
    if mark < 0:
        raise BuildFault("This is no setup made by NSIS.")
    packed = content[mark + len(_MARK) + 8 :]
    size = struct.unpack_from("<I", content, mark + len(_MARK))[0]
    if struct.unpack_from("<I", packed)[0] == size:
        return packed
    settings, dictionary = struct.unpack_from("<BI", packed)
    how = {"id": lzma.FILTER_LZMA1, "dict_size": dictionary}
    how |= {"lc": settings % 9, "lp": settings // 9 % 5, "pb": settings // 45}
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[how]).decompress(packed[5:])


def _table(head: bytes, number: int) -> tuple[int, int]:
    """Where a table of the head begins, and how many rows it has."""
    start, rows = struct.unpack_from("<qi", head, 4 + 12 * number)
    return start, rows


def _entries_of(head: bytes) -> Iterator[tuple[int, ...]]:
    start, rows = _table(head, _ENTRIES)
    for row in range(rows):
        yield struct.unpack_from("<7i", head, start + 28 * row)


def _text_of(head: bytes, place: int) -> str:
    """A string of the setup; a variable in it as `$` and its number."""
    at, said = _table(head, _STRINGS)[0] + 2 * place, ""
    while letter := struct.unpack_from("<H", head, at)[0]:
        at += 2
        if letter > 4:
            said += chr(letter)
            continue
        low, high = struct.unpack_from("<BB", head, at)
        said += f"${low & 0x7F | (high & 0x7F) << 7}"
        at += 2
    return said
