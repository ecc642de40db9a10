"""A small stage, laid out as the build does, without anything fetched."""

import struct
from pathlib import Path

import pytest

from installer.assemble import Stage

ENTRY_POINTS = b"[ntp_desktop.components]\nsample = sample\n"


def executable(*libraries: str) -> bytes:
    """A 64-bit executable that does nothing but name the libraries it needs."""
    head, tables, section = 0x40, 0x40 + 24 + 112, 0x1000
    names, descriptors = b"", b""
    at = section + 20 * (len(libraries) + 1)
    for library in libraries:
        descriptors += struct.pack("<IIIII", 0, 0, 0, at + len(names), 0)
        names += library.encode() + b"\0"
    body = descriptors + bytes(20) + names
    content = bytearray(0x400)
    content[:2] = b"MZ"
    struct.pack_into("<I", content, 0x3C, head)
    struct.pack_into("<4sHH12xHH", content, head, b"PE\0\0", 0x8664, 1, 240, 0)
    struct.pack_into("<H", content, head + 24, 0x20B)
    struct.pack_into("<II", content, tables + 8, section, len(body))
    struct.pack_into("<8sIIII", content, head + 24 + 240, b".rdata", len(body), section, len(body), 0x400)
    return bytes(content) + body


def metadata(name: str, version: str, *more: str) -> str:
    return "\n".join(["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *more, ""])


@pytest.fixture(autouse=True)
def unsigned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A publisher's own command signs nothing that is made here."""
    monkeypatch.delenv("NTP_SIGN", raising=False)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """One library, the program and one component."""
    made = Stage(tmp_path / "stage")
    files = {
        "core/program/runtime/python.exe": executable("python311.dll", "KERNEL32.dll"),
        "core/program/runtime/python311.dll": executable("kernel32.dll", "api-ms-win-crt-math-l1-1-0.dll"),
        "core/program/runtime/LICENSE.txt": b"PSF",
        "core/program/lib/pluggy/__init__.py": b"",
        "core/program/lib/pluggy-1.7.0.dist-info/METADATA": metadata("pluggy", "1.7.0").encode(),
        "core/program/lib/pluggy-1.7.0.dist-info/licenses/LICENSE": b"MIT",
        "core/program/app/desktop/__main__.py": b"",
        "core/program/app/ntp_desktop-0.1.0.dist-info/METADATA": metadata(
            "ntp-desktop", "0.1.0", "License-Expression: Apache-2.0", "Requires-Dist: pluggy>=1.6"
        ).encode(),
        "plugins/sample/sample/__init__.py": b"",
        "plugins/sample/sample-0.1.0.dist-info/METADATA": metadata(
            "sample", "0.1.0", "License-Expression: Apache-2.0", "Requires-Dist: ntp-desktop"
        ).encode(),
        "plugins/sample/sample-0.1.0.dist-info/entry_points.txt": ENTRY_POINTS,
    }
    for name, content in files.items():
        file = made.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return made
