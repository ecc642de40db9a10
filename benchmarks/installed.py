"""How long the installed program starts and how much room it takes, beside plain Python with its packages.

Both run the real Windows programs under Wine: the floor is `python.exe -m desktop components` on the wheels
as pip unpacks them, the other the starter on what the setup lays out. Needs wine64 and a stage:

    python -m installer.build --stage-only
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from measure import BUILD, Target, Work, run

from installer.assemble import Stage, shipped_files
from installer.locks import read_runtime
from installer.starter import CONSOLE, WINDOW
from installer.wine import Wine, can_run

MADE = Path(__file__).resolve().parent.parent / "build" / "installer"
STAGE = Stage(MADE / "stage")
PLAIN, INSTALLED = BUILD / "plain", BUILD / "installed"
WINDOWS = BUILD / "wine"
ASKED = ("components", "--json", "--database", r"C:\none.db")
_DATA = ".data/data/share/ntp-desktop/"


def _windows() -> Wine:
    wine = Wine(WINDOWS)
    if not wine.folder.exists():
        wine.begin()
    return wine


def _lay_out_plain() -> None:
    shutil.copytree(STAGE.program / "runtime", PLAIN / "runtime")
    for wheel in (*MADE.glob("cache/*.whl"), *MADE.glob("own/*/*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                file = PLAIN / "lib" / (name.partition(_DATA)[2] or name)
                if not name.endswith("/"):
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(archive.read(name))
    paths = PLAIN / "runtime" / f"python{read_runtime().tag}._pth"
    paths.write_text(f"python{read_runtime().tag}.zip\n.\n..\\lib\n", "utf-8")


def _lay_out_installed() -> None:
    for name, file in shipped_files(STAGE):
        to = INSTALLED / "program" / name
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, to)
    for name in (WINDOW, CONSOLE):
        shutil.copyfile(STAGE.core / name, INSTALLED / name)


def _lay_out_anew() -> None:
    """What is measured is what the stage holds today."""
    for folder, lay_out in ((PLAIN, _lay_out_plain), (INSTALLED, _lay_out_installed)):
        shutil.rmtree(folder, ignore_errors=True)
        lay_out()


def _starting(wine: Wine, *command: str | Path) -> Work:
    def start() -> None:
        status, said = wine.run(*command, *ASKED)
        if status or '"value_chain"' not in said:
            raise subprocess.SubprocessError(said)

    return start


def plain(rows: int) -> Work:
    """Python itself; its bytecode is made in the round that is dropped."""
    return _starting(_windows(), PLAIN / "runtime" / "python.exe", "-X", "utf8", "-m", "desktop")


def installed(rows: int) -> Work:
    """The starter, on what the setup lays out."""
    return _starting(_windows(), INSTALLED / CONSOLE)


def size_of(folder: Path) -> float:
    """MiB of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20


if __name__ == "__main__":
    if not can_run() or not STAGE.program.exists():
        sys.exit("Needs wine64, its compiler and a stage: python -m installer.build --stage-only")
    if is_whole := "--alone" not in sys.argv:
        _lay_out_anew()
    try:
        run("installed", {"plain": plain, "installed": installed}, {"installed": Target(1.15)}, rows=1)
    finally:
        if is_whole:
            ours, whole = size_of(INSTALLED), size_of(PLAIN)
            print(f"on the disk {ours:.0f} MiB, plain Python {whole:.0f} MiB: {ours / whole:.2f}x")
