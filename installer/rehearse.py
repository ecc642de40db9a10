"""Makes the setup and lets Wine install, use and remove it, as far as this machine can; says what it cannot.

python -m installer.rehearse [--work FOLDER] [--minutes N]

Fails only for what is wrong with the setup. Without a network, NSIS or Wine it says what was not shown; the
script, the packing of small parts and the checks are then shown by `tests/installer` alone. What Wine has no
time left for within `--minutes` is named as not tried.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.assemble import SETTLE, Stage, seal
from installer.build import lay_out, make_portable, make_setup, read_epoch, read_version, sizes_of
from installer.fetch import NotFetched
from installer.locks import ROOT, BuildFault
from installer.sections import write_sections
from installer.starter import CONSOLE, WINDOW
from installer.wine import NoWindows, can_run
from installer.wine_check import Setups, try_setup

TOOLS = {"makensis": "nsis", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32"}
NEWER = "99.0.0"
"""The version of the second setup, which is tried as an update of the first."""


def missing_tools() -> str:
    """What the build needs and this machine lacks; as root on Debian it is installed first."""
    lacking = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    if lacking and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        install = ["apt-get", "install", "-y", "--no-install-recommends", *lacking]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], install):
            subprocess.run(command, env=quiet, capture_output=True, check=False)
    return " ".join(package for tool, package in TOOLS.items() if shutil.which(tool) is None)


@contextmanager
def timed(part: str) -> Iterator[None]:
    """How long a part of the rehearsal took, said at its end."""
    began = time.monotonic()
    yield
    print(f"{time.monotonic() - began:6.0f} s  {part}", flush=True)


def rehearse(work: Path, minutes: float) -> int:
    """All steps this machine can do; the exit status."""
    if lacking := missing_tools():
        print(f"The setup was not made: this machine lacks {lacking}.")
        return 0
    version, epoch = read_version(), read_epoch()
    try:
        with timed("to lay out and check what is packed"):
            stage = lay_out(work, version, epoch, None)
    except NotFetched as fault:
        print(f"The setup was not made whole: {fault}")
        return 0
    print("\n".join(sizes_of(stage)))
    setups = {each: work / f"NTP-Desktop-{each}-setup.exe" for each in (version, NEWER)}
    with timed("to pack it and compare the contents"):
        make_setup(stage, work, setups[version], version, epoch, fast=True)
        make_portable(stage, work / "portable.zip", version, epoch, fast=True)
    print("The setup and the portable folder were made, and hold what was laid out.", flush=True)
    if not can_run():
        print("They were not tried: this machine has no wine64.")
        return 0
    with timed("for a newer setup and a spoiled one"):
        seal(stage, NEWER, epoch)
        make_setup(stage, work, setups[NEWER], NEWER, epoch, fast=True)
        spoiled = make_spoiled(stage, work / "spoiled", epoch)
    plugin = next((work / "own" / "project3_value_chain").glob("*.whl"))
    given = Setups(setups[version], setups[NEWER], spoiled, work / "portable.zip", plugin)
    try:
        with timed("to try them under Wine"):
            status = try_setup(given, work / "wine", 60 * minutes)
            if status:
                print("Once more on a fresh Windows: what is wrong with the setup fails there again.")
                status = try_setup(given, work / "wine", 60 * minutes)
    except NoWindows as fault:
        print(f"They were not tried. {fault}")
        return 0
    return status


def make_spoiled(stage: Stage, work: Path, epoch: int) -> Path:
    """A small setup in which one file is not what was sealed, as if a scanner had changed it on the way."""
    small, setup = Stage(work / "stage"), work / "spoiled-setup.exe"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(stage.program / "runtime", small.program / "runtime")
    shutil.copytree(stage.folder.parent / "setup", work / "setup")
    small.plugins.mkdir()
    for name in (f"program/{SETTLE}", WINDOW, CONSOLE):
        shutil.copyfile(stage.core / name, small.core / name)
    seal(small, NEWER, epoch)
    (small.program / "runtime" / "LICENSE.txt").write_bytes(b"changed")
    write_sections(small, [], work / "setup")
    make_setup(small, work, setup, NEWER, epoch, fast=True)
    return setup


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m installer.rehearse", description=__doc__)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "installer")
    parser.add_argument("--minutes", type=float, default=6, help="for Wine; what is left is named (6)")
    options = parser.parse_args()
    try:
        return rehearse(options.work.resolve(), options.minutes)
    except BuildFault as fault:
        print(fault, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
