"""Asks whether what was laid out is fit to ship: complete, licensed, and nothing in it that need not be.

python -m installer.check [FOLDER]    looks at a stage again
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from email.parser import BytesParser
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer.assemble import Stage, shipped_files
from installer.executables import read_executable
from installer.locks import ROOT

# What Windows 10 (1809) itself brings.
_SYSTEM = """
advapi32 authz bcrypt bcryptprimitives cfgmgr32 comctl32 comdlg32 crypt32 d3d11 d3d12 d3d9 dnsapi
dwmapi dwrite dxgi gdi32 icuuc imm32 iphlpapi kernel32 kernelbase mpr mscms msi msvcrt netapi32
ntdll ole32 oleaut32 opengl32 pathcch propsys rpcrt4 secur32 setupapi shcore shell32 shlwapi
uiautomationcore user32 userenv uxtheme version winhttp winmm winspool ws2_32 wtsapi32
"""
SYSTEM = frozenset(_SYSTEM.split())
LONGEST_NAME = 140
"""Of a file within `program`: with a folder of a user's name before it, it stays within 260 letters."""
_NEEDED = (
    "VERSION",
    "settle.py",
    "runtime/python.exe",
    "runtime/vcruntime140_1.dll",
    "lib/PySide6/plugins/platforms/qwindows.dll",
    "app/desktop/__main__.py",
    "app/resources/translations/en/LC_MESSAGES/desktop.mo",
    "app/resources/translations/en/LC_LISTS/desktop.mo",
    "app/resources/fonts/NotoSans-Regular.ttf",
    "app/resources/units/units.json.gz",
    "licences/LGPL-3.0.txt",
    "licences/GPL-3.0.txt",
    "licences/NOTICE.txt",
    "licences/THIRD-PARTY.txt",
    "licences/Python.txt",
    "licences/sbom.cdx.json",
)
_NEVER = (
    "opengl32sw.dll",
    "qt6qml.dll",
    "qt6quick.dll",
    "qt6designer.dll",
    "icudtl.dat",
    "desktop/testing.py",
)


def check_stage(stage: Stage) -> list[str]:
    """What is wrong, one sentence each; nothing for what may be shipped."""
    files = dict(shipped_files(stage))
    return [
        *(f"{name} is missing." for name in _NEEDED if name not in files),
        *(f"{name} need not be shipped." for name in files if name.lower().endswith(_NEVER)),
        *(f"{name} is too long a name." for name in files if len(name) > LONGEST_NAME),
        *_unresolved(files),
        *_unmet_needs(stage),
        *(f"{each} has no entry point." for each in stage.components() if not _entry_points(stage, each)),
    ]


def _unresolved(files: dict[str, Path]) -> Iterator[str]:
    executables = {
        name: file for name, file in files.items() if name.lower().endswith((".dll", ".pyd", ".exe"))
    }
    present = {name.rpartition("/")[2].lower() for name in executables}
    for name, file in executables.items():
        found = read_executable(file)
        if not found.is_64_bit:
            yield f"{name} is not for 64-bit Windows."
        for library in found.imports():
            stem = library.removesuffix(".dll").removesuffix(".drv")
            if (
                library not in present
                and stem not in SYSTEM
                and not stem.startswith(("api-ms-win-", "ext-ms-"))
            ):
                yield f"{name} needs {library}, which neither we nor Windows bring."


def _unmet_needs(stage: Stage) -> Iterator[str]:
    """What the distributions say they need on Windows: pip looks at the markers of the machine it runs on."""
    roots = [
        stage.program / "lib",
        stage.program / "app",
        *(stage.plugins / name for name in stage.components()),
    ]
    metadata = [file for root in roots for file in root.glob("*.dist-info/METADATA")]
    said = [BytesParser().parsebytes(file.read_bytes()) for file in metadata]
    have = {canonicalize_name(str(each["Name"])): str(each["Version"]) for each in said}
    windows = _windows()
    for each in said:
        for line in each.get_all("Requires-Dist", []):
            need = Requirement(line)
            if need.marker and not need.marker.evaluate(windows):
                continue
            version = have.get(canonicalize_name(need.name))
            if version is None or not need.specifier.contains(version, prereleases=True):
                yield f"{each['Name']} needs {need}, and that is not shipped."


def _windows() -> dict[str, str]:
    here = {name: str(value) for name, value in default_environment().items()}
    windows = {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows"}
    return {**here, **windows, "platform_machine": "AMD64", "extra": ""}


def _entry_points(stage: Stage, package: str) -> list[Path]:
    return [
        file
        for file in stage.plugins.joinpath(package).glob("*.dist-info/entry_points.txt")
        if "[ntp_desktop.components]" in file.read_text("utf-8")
    ]


if __name__ == "__main__":
    faults = check_stage(Stage(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "build" / "installer" / "stage"))
    print("\n".join(faults))
    sys.exit(bool(faults))
