"""One installation on a Windows of Wine's: runs programs there and says of each step whether it held."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

from installer.locks import ROOT
from installer.starter import CONSOLE
from installer.wine import Wine

KEY = r"HKCU\Software\NTP Desktop"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\NTP Desktop"
# Wine gives the names without their first four letters to the program. Off screen Qt sees no font of Windows.
_OFFSCREEN = {"WINEQT_QPA_PLATFORM": "offscreen", "WINEQT_QPA_FONTDIR": f"Z:{ROOT / 'resources' / 'fonts'}"}
_LONGEST = 60.0


class Trial:
    """A Windows, the folders the program has there, and how many steps did not hold."""

    def __init__(self, wine: Wine) -> None:
        self.wine, self.faults, self.began = wine, 0, time.monotonic()
        self.stored = 0
        """How many housing cases are in the data since the first import."""

    def begin(self) -> None:
        """Set the Windows up."""
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

    def run(self, *words: str | Path) -> tuple[int, str]:
        """The exit status of a program, run off screen, and what it said."""
        return self.wine.run(*words, variables=_OFFSCREEN)

    def ends(self, what: str, status: int, *words: str | Path) -> str:
        """Run something that must end with a status; what it said."""
        found, said = self.run(*words)
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

    def records(self, what: str, folder: Path | None = None) -> int:
        """How many housing cases the program in a folder lists; -1 where it does not answer."""
        asked = ("list", "housing.HousingCase", "--limit", "100000", "--json")
        said = self.ends(what, 0, (folder or self.installed) / CONSOLE, *asked)
        try:
            return len(json.JSONDecoder().raw_decode(said[said.index("{") :])[0]["rows"])
        except (ValueError, KeyError):
            return -1

    def uninstall(self, folder: Path) -> None:
        """Remove the program; the uninstaller works on from a copy of itself for a while."""
        self.ends("silent uninstall", 0, folder / "uninstall.exe", "/S")
        until = time.monotonic() + _LONGEST
        while folder.exists() and time.monotonic() < until:
            self.wine.run("cmd", "/c", "exit")
        self.say("the folder is gone", not folder.exists())
