"""Lays out what is installed: Python, libraries, program, components, each file small enough to be missed.

core/program/   runtime  lib  app  licences  VERSION  files.sha256  settle.py
core/           the two starters
plugins/NAME/   the package of a component and its metadata, which become program/plugins
"""

from __future__ import annotations

import compileall
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode

from installer.keep import Keep
from installer.locks import HERE, ROOT, BuildFault, Runtime

_CPP_RUNTIME = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll")
_RESOURCES = ".data/data/share/ntp-desktop/resources/"
MANIFEST, SETTLE = "files.sha256", "settle.py"


@dataclass(frozen=True)
class Stage:
    """The folder in which everything is laid out."""

    folder: Path

    @property
    def core(self) -> Path:
        return self.folder / "core"

    @property
    def program(self) -> Path:
        return self.core / "program"

    @property
    def plugins(self) -> Path:
        return self.folder / "plugins"

    def components(self) -> list[str]:
        """The packages of the components, in order."""
        return sorted(folder.name for folder in self.plugins.iterdir())


def build_own_wheels(folder: Path, epoch: int) -> dict[str, Path]:
    """The program's wheel under "desktop", and the wheel of each component under its package's name."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    shutil.rmtree(folder, ignore_errors=True)
    wheels = {}
    for project in (ROOT, *sorted(file.parent for file in ROOT.glob("plugins/*/pyproject.toml"))):
        into = folder / project.name
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(into)]
        try:
            subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True, text=True)
        except subprocess.CalledProcessError as failure:
            raise BuildFault(f"{project.name} could not be built: {failure.stderr}") from failure
        name = "desktop" if project == ROOT else project.name
        wheels[name] = next(into.glob("*.whl"))
    return wheels


def assemble(
    stage: Stage,
    runtime: Runtime,
    python: dict[str, bytes],
    wheels: list[Path],
    own: dict[str, Path],
    keep: Keep,
) -> None:
    """Unpack what is kept of everything into a new stage; the bytecode, too."""
    if sys.version_info[:2] != tuple(map(int, runtime.version.split(".")[:2])):
        raise BuildFault(f"The bytecode has to be made by Python {runtime.version.rpartition('.')[0]}.")
    shutil.rmtree(stage.folder, ignore_errors=True)
    for wheel in wheels:
        unpack(wheel, stage.program / "lib", keep)
    for name, wheel in own.items():
        unpack(wheel, stage.program / "app" if name == "desktop" else stage.plugins / name, keep)
    _lay_runtime(stage.program, runtime, python)
    shutil.copyfile(HERE / SETTLE, stage.program / SETTLE)
    for folder in (stage.program / "lib", stage.program / "app", *stage.plugins.iterdir()):
        _compile(folder)


def unpack(wheel: Path, folder: Path, keep: Keep) -> None:
    """The files of a wheel that are shipped, at their places."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            place = name
            if _RESOURCES in name:
                place = "resources/" + name.partition(_RESOURCES)[2]
            if name.endswith("/") or not keep.ships(place):
                continue
            target = folder / place
            if not target.resolve().is_relative_to(folder.resolve()):
                raise BuildFault(f"{wheel.name} names a file outside its folder: {name}.")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))


def _lay_runtime(program: Path, runtime: Runtime, python: dict[str, bytes]) -> None:
    folder = program / "runtime"
    folder.mkdir(parents=True)
    for name, content in python.items():
        (folder / name).write_bytes(content)
    for name in _CPP_RUNTIME:
        # One copy for all, the newest: beside Python, where the starter looks for it.
        shutil.move(program / "lib" / "shiboken6" / name, folder / name)
    paths = (f"python{runtime.tag}.zip", ".", r"..\lib", r"..\app", r"..\plugins")
    (folder / f"python{runtime.tag}._pth").write_bytes("".join(f"{path}\r\n" for path in paths).encode())


def _compile(folder: Path) -> None:
    done = compileall.compile_dir(
        folder,
        quiet=2,
        maxlevels=20,
        stripdir=str(folder),
        prependdir="",
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
    )
    if not done:
        raise BuildFault(f"Not all of {folder.name} could be compiled.")


def seal(stage: Stage, version: str, epoch: int) -> None:
    """Write down the version and the digest of each file, and give all files the time of the sources."""
    (stage.program / "VERSION").write_text(version, "ascii")
    lines = [f"{_digest(file)}  {name}\n" for name, file in shipped_files(stage)]
    (stage.program / MANIFEST).write_text("".join(lines), "utf-8")
    for file in stage.folder.rglob("*"):
        os.utime(file, (epoch, epoch))


def shipped_files(stage: Stage) -> list[tuple[str, Path]]:
    """Every file under its name in the installed folder `program`, sorted."""
    found = []
    for root, prefix in (
        (stage.program, ""),
        *((stage.plugins / name, "plugins/") for name in stage.components()),
    ):
        for file in root.rglob("*"):
            if file.is_file() and file.name != MANIFEST:
                found.append((prefix + file.relative_to(root).as_posix(), file))
    return sorted(found)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
