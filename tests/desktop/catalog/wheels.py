"""Writes small plugin files, whole or with a fault in them."""

import base64
import hashlib
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

CODE = """
from desktop.api import Component, hookimpl

@hookimpl
def register_component():
    return Component("bridges", "Cầu dân sinh")
"""


def wheel(
    path: Path,
    *,
    version: str = "1.0",
    package: str = "bridges_of_ours",
    code: str = CODE,
    tag: str = "py3-none-any",
    group: str = "ntp_desktop.components",
    more: Mapping[str, bytes] | None = None,
    change: Callable[[dict[str, bytes]], None] = lambda files: None,
) -> Path:
    """The file of a component `bridges`; `change` may spoil what is in it after the digests are taken."""
    about = f"ntp_bridges-{version}.dist-info"
    said = f"Metadata-Version: 2.4\nName: ntp-bridges\nVersion: {version}\nSummary: Cầu dân sinh\n"
    files = {
        f"{package}/__init__.py": code.encode(),
        f"{about}/METADATA": said.encode(),
        f"{about}/WHEEL": f"Wheel-Version: 1.0\nTag: {tag}\n".encode(),
        f"{about}/entry_points.txt": f"[{group}]\nbridges = {package}\n".encode(),
        **(more or {}),
    }
    lines = [f"{name},{digest(content)},{len(content)}\n" for name, content in files.items()]
    files[f"{about}/RECORD"] = "".join([*lines, f"{about}/RECORD,,\n"]).encode()
    change(files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def digest(content: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
