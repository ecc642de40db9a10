"""Installs, starts, feeds, updates and removes the program under Wine, and says of each step whether it held.

python -m installer.wine_check SETUP [--newer SETUP] [--workbook FILE] [--work FOLDER]

With `--newer`, a setup of a higher version: update, refused downgrade. Data must survive all of it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from installer.locks import ROOT
from installer.starter import CONSOLE, WINDOW
from installer.wine import Wine, can_run

_KEY = r"HKCU\Software\NTP Desktop"
_UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\NTP Desktop"
# Wine gives the names without their first four letters to the program. Off screen Qt sees no font of Windows.
_OFFSCREEN = {"WINEQT_QPA_PLATFORM": "offscreen", "WINEQT_QPA_FONTDIR": f"Z:{ROOT / 'resources' / 'fonts'}"}
_DEMO_BOOK = ROOT / "resources" / "demo" / "danh-sach-nha-o.xlsx"


class Trial:
    """One installation on a fresh Windows."""

    def __init__(self, work: Path) -> None:
        self.wine, self.faults, self.began = Wine(work), 0, time.monotonic()
        self.wine.begin()
        self.local = self.wine.user / "AppData" / "Local"
        self.installed = self.local / "Programs" / "NTP Desktop"
        self.data = self.local / "NTP Desktop"
        self.say("a fresh Windows", True)

    def say(self, what: str, held: bool, why: str = "") -> None:
        """One line for a step; what was said by the program where it did not hold."""
        self.faults += not held
        print(f"{time.monotonic() - self.began:6.0f} s  {'ok  ' if held else 'FAIL'}  {what}", flush=True)
        if not held and why:
            print(why[-2000:], flush=True)

    def ends(self, what: str, status: int, *words: str | Path) -> str:
        """Run something, offscreen, that must end with a status; what it said."""
        found, said = self.wine.run(*words, variables=_OFFSCREEN)
        self.say(what, found == status, f"ended with {found}, not {status}: {said}")
        return said

    def command(self, what: str, status: int, *words: str | Path) -> str:
        """Run a command of the installed program."""
        return self.ends(what, status, self.installed / CONSOLE, *words)

    def files(self) -> dict[str, str]:
        """Every file of the installed program with its digest."""
        found = (file for file in self.installed.rglob("*") if file.is_file())
        return {
            str(file.relative_to(self.installed)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in found
        }

    def records(self, what: str) -> int:
        """How many housing cases the program lists; -1 where it does not answer."""
        said = self.command(what, 0, "list", "housing.HousingCase", "--limit", "100000", "--json")
        try:
            return len(json.JSONDecoder().raw_decode(said[said.index("{") :])[0]["rows"])
        except (ValueError, KeyError):
            return -1


def install_and_use(trial: Trial, setup: Path, workbook: Path, out: Path) -> int:
    """Install two of the components, run the demo, import a workbook; how many records there are then."""
    trial.ends("silent install of two components", 0, setup, "/S", "/PLUGINS=housing,gender", "/NODESKTOP")
    plugins = trial.installed / "program" / "plugins"
    trial.say(
        "the chosen components are there",
        (plugins / "project1_housing").exists() and (plugins / "project8_gender").exists(),
    )
    trial.say("the other is not", not (plugins / "project3_value_chain").exists())
    menu = trial.wine.user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/NTP Desktop"
    trial.say("start menu", len(list(menu.glob("*.lnk"))) == 2)
    trial.say("uninstall entry", "uninstall.exe" in trial.wine.registry(_UNINSTALL, "QuietUninstallString"))
    before = trial.files()
    said = trial.command("components", 0, "components", "--json")
    trial.say(
        "they load", '"housing"' in said and '"value_chain"' not in said and '"failed"' not in said, said
    )
    trial.command("demo without a window (1: the demo data hold faults)", 1, "demo", "--out", out)
    trial.say("its pictures are drawn", len(list(out.rglob("*.png"))) > 3)
    trial.command("import (1: rows are refused)", 1, "import", workbook, "--type", "housing.HousingCase")
    found = trial.records("list")
    trial.say(f"{found} housing cases are stored", found > 0)
    trial.say("the data lie in the user's folder", (trial.data / "ntp.db").exists())
    trial.say("nothing was written beside the program", trial.files() == before)
    return found


def update_and_refuse(trial: Trial, setup: Path, newer: Path, found: int) -> None:
    """Update over what is there; the older setup is refused then."""
    trial.ends("silent update", 0, newer, "/S")
    trial.say("the database was backed up", len(list((trial.data / "backups").glob("*.db"))) == 1)
    plugins = trial.installed / "program" / "plugins"
    trial.say("components remembered", not (plugins / "project3_value_chain").exists())
    left = [
        each for each in ("program.new", "program.old", f"{WINDOW}.new") if (trial.installed / each).exists()
    ]
    trial.say("nothing is left beside", not left, str(left))
    trial.say("the data are there", trial.records("list after the update") == found)
    before = trial.files()
    trial.ends("an older setup is refused", 4, setup, "/S")
    trial.say("and has changed nothing", trial.files() == before)
    (trial.installed / "program").rename(trial.installed / "program.old")
    trial.command("a start after a power cut between two renames", 0, "components")


def remove(trial: Trial, setup: Path, found: int) -> None:
    """Remove the program; the data stay and are found by the next installation."""
    trial.ends("silent uninstall", 0, trial.installed / "uninstall.exe", "/S")
    until = time.monotonic() + 60
    while trial.installed.exists() and time.monotonic() < until:
        trial.wine.run("cmd", "/c", "exit")
    trial.say("the folder is gone", not trial.installed.exists())
    trial.say("the registry is clean", not trial.wine.registry(_KEY, "Version"))
    trial.say("the data are kept", (trial.data / "ntp.db").exists())
    trial.ends("installed again", 0, setup, "/S")
    trial.say("the data are found again", trial.records("list after installing again") == found)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m installer.wine_check", description=__doc__)
    parser.add_argument("setup", type=Path)
    parser.add_argument("--newer", type=Path)
    parser.add_argument("--workbook", type=Path, default=_DEMO_BOOK)
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    if not can_run():
        print("Not run: wine64 and gcc-mingw-w64-x86-64-win32 are needed (apt-get install).")
        return 2
    work = (options.work or Path(tempfile.mkdtemp(prefix="ntp-wine-"))).resolve()
    shutil.rmtree(work, ignore_errors=True)
    trial = Trial(work)
    try:
        found = install_and_use(trial, options.setup.resolve(), options.workbook.resolve(), work / "demo")
        if options.newer:
            update_and_refuse(trial, options.setup.resolve(), options.newer.resolve(), found)
        remove(trial, (options.newer or options.setup).resolve(), found)
    finally:
        trial.wine.end()
    print(f"{trial.faults} of the steps did not hold.")
    return int(trial.faults > 0)


if __name__ == "__main__":
    sys.exit(main())
