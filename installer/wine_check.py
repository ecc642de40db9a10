"""Installs, uses, updates and removes the program under Wine, and says of each step whether it held.

`installer.rehearse` makes what is tried. The data an officer has entered must survive all of it. What every
office does comes first: where the time is short, the rest is left out.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from desktop.faults import CRASHES
from installer.locks import ROOT, digest_of
from installer.starter import CONSOLE, WINDOW
from installer.trial import KEY, UNINSTALL, Trial
from installer.wine import NoTime, Wine

_BOOK = ROOT / "resources" / "demo" / "danh-sach-nha-o.xlsx"
_CLASSES = r"Software\Classes"
_TWO = ("/S", "/PLUGINS=housing,gender", "/NODESKTOP")


@dataclass(frozen=True)
class Setups:
    """What is tried: a setup, one of a higher version, one whose files do not arrive whole; the portable
    folder as a zip; and the file of the component `value_chain`.
    """

    setup: Path
    newer: Path
    spoiled: Path
    portable: Path
    plugin: Path


def install(trial: Trial, given: Setups) -> None:
    """Two of the components, without a question."""
    trial.ends("silent install of two components", 0, given.setup, *_TWO)
    there = {each.name for each in (trial.installed / "program" / "plugins").glob("project*")}
    trial.say("the chosen components, no other", there == {"project1_housing", "project8_gender"}, str(there))
    menu = trial.wine.user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/NTP Desktop"
    trial.say("start menu", len(list(menu.glob("*.lnk"))) == 2)
    trial.say("uninstall entry", "uninstall.exe" in trial.wine.registry(UNINSTALL, "QuietUninstallString"))
    for kind, name in ((".whl", "Component"), (".ntpx", "Package")):
        says = trial.wine.default(rf"HKCU\{_CLASSES}\{kind}")
        command = trial.wine.default(rf"HKCU\{_CLASSES}\NTPDesktop.{name}\shell\open\command")
        held = says == f"NTPDesktop.{name}" and command.endswith(rf'{WINDOW}" open "%1"')
        trial.say(f"{kind} is opened by the program", held, f"{says}: {command}")


def install_again(trial: Trial, given: Setups) -> None:
    """Only on a Windows that is new enough, into a folder that is ours alone; the data are found again."""
    trial.wine.call_itself("win7")
    trial.ends("a Windows too old is refused", 3, given.setup, "/S")
    trial.wine.call_itself("win10")
    other = trial.wine.drive / "other" / "program"
    other.mkdir(parents=True)
    trial.ends("a folder that is not ours is refused", 8, given.setup, "/S", r"/D=C:\other")
    trial.say("and left alone", other.exists() and not trial.installed.exists())
    trial.ends("installed again", 0, given.setup, *_TWO)
    trial.say("the data are found again", trial.records("list") == trial.stored)


def open_window(trial: Trial, given: Setups) -> None:
    """The window opens; a second start leaves it to it, a setup leaves both alone."""
    before, sign = trial.files(), trial.data / CRASHES
    sign.unlink(missing_ok=True)
    with ThreadPoolExecutor(1) as beside:
        window = beside.submit(trial.run, trial.installed / WINDOW)
        while not sign.exists() and not window.done():
            trial.wine.run("cmd", "/c", "exit")
        trial.say("the window opens", sign.exists(), "" if sign.exists() else window.result()[1])
        trial.ends("a second start leaves it to the first", 0, trial.installed / WINDOW)
        trial.say("which stays", not window.done())
        trial.ends("a setup is refused while the program runs", 5, given.newer, "/S")
        trial.wine.run("taskkill", "/f", "/im", WINDOW)
    trial.say("nothing was changed beside it", trial.files() == before)


def use(trial: Trial, given: Setups) -> None:
    """Run the demo; meanwhile import a workbook and install a component."""
    before, plugin, out = trial.files(), given.plugin, trial.wine.folder / "demo"
    with ThreadPoolExecutor(1) as beside:
        demo = beside.submit(trial.run, trial.installed / CONSOLE, "demo", "--out", out)
        trial.command("import (1: rows are refused)", 1, "import", _BOOK, "--type", "housing.HousingCase")
        trial.stored = trial.records("list")
        trial.command("a component is installed from its file", 0, "component", "install", plugin)
        said = trial.command("components", 0, "components", "--json")
        trial.say("and loads", '"value_chain"' in said and '"failed"' not in said, said)
        trial.command("a damaged one is refused", 2, "component", "install", _damaged(plugin, out.parent))
        status, said = demo.result()
        trial.say("demo without a window (1: its data hold faults)", status == 1, said)
    trial.say("its pictures are drawn", len(list(out.rglob("*.png"))) > 3)
    trial.say(f"{trial.stored} housing cases are stored", trial.stored > 0)
    trial.say("the data lie in the user's folder", (trial.data / "ntp.db").exists())
    trial.say("nothing was written beside the program", trial.files() == before)


def _damaged(plugin: Path, work: Path) -> Path:
    made = work / "Ổ USB" / plugin.name
    made.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(plugin) as archive:
        largest = max(archive.infolist(), key=lambda each: each.compress_size)
    content = bytearray(plugin.read_bytes())
    # Inside a file's own bytes: a change in what the zip writes before them may harm nothing.
    content[largest.header_offset + largest.compress_size // 2] ^= 0xFF
    made.write_bytes(content)
    return made


def refuse_damage(trial: Trial, given: Setups) -> None:
    """Files that do not arrive whole and a database that cannot be copied stop an update; one of a newer
    program is named and left alone.
    """
    data, aside, before = trial.data / "ntp.db", trial.data / "aside.db", trial.files()
    trial.ends("files that do not arrive whole are refused", 9, given.spoiled, "/S")
    trial.say("the earlier version stands", trial.files() == before)
    data.rename(aside)
    data.write_bytes(b"no database")
    trial.ends("without a backup nothing is updated", 6, given.newer, "/S")
    trial.say("all is as it was", trial.files() == before and data.read_bytes() == b"no database")
    shutil.copyfile(aside, data)
    with sqlite3.connect(data) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'min_writer'")
    connection.close()
    digest = digest_of(data)
    said = trial.command("data of a newer program are refused", 2, "list", "housing.HousingCase")
    trial.say("named as such and left alone", "mới hơn" in said and digest_of(data) == digest, said)
    for each in trial.data.glob("ntp.db*"):
        each.unlink()
    aside.rename(data)


def update(trial: Trial, given: Setups) -> None:
    """Update over what is there; the older setup is refused then."""
    trial.ends("silent update", 0, given.newer, "/S")
    trial.say("the database was backed up", len(list((trial.data / "backups").glob("*.db"))) >= 2)
    plugins = trial.installed / "program" / "plugins"
    trial.say("components remembered", not (plugins / "project3_value_chain").exists())
    left = [*trial.installed.glob("*.new"), *trial.installed.glob("*.old")]
    trial.say("nothing is left beside", not left, str(left))
    trial.say("the data are there", trial.records("list after the update") == trial.stored)
    before = trial.files()
    trial.ends("an older setup is refused", 4, given.setup, "/S")
    trial.say("and has changed nothing", trial.files() == before)
    (trial.installed / "program").rename(trial.installed / "program.old")
    said = trial.command("a start after a power cut between two renames", 0, "components", "--json")
    trial.say("the component from a file is there still", '"value_chain"' in said, said)


def carry(trial: Trial, given: Setups) -> None:
    """The portable folder, below a name with Vietnamese letters, used and updated."""
    top = trial.wine.drive / "Thẻ nhớ của Ấn" / "Sổ Chương trình MTQG"
    with zipfile.ZipFile(given.portable) as archive:
        archive.extractall(top)
    (folder,) = top.iterdir()
    (folder / "data").mkdir()
    shutil.copyfile(trial.data / "ntp.db", folder / "data" / "ntp.db")
    own = set(trial.data.rglob("*"))
    trial.say("the portable program reads its own data", trial.records("list", folder) == trial.stored)
    where = "/D=" + str(folder.relative_to(trial.wine.drive)).replace("/", "\\").join(("C:\\", ""))
    # Wine puts quotes around a word with blanks in it; the setup wants none.
    trial.ends("it is updated where it lies", 0, given.newer, "/S", "/PORTABLE", *where.split(" "))
    trial.say(
        "it stays portable", (folder / "portable.txt").exists() and not (folder / "uninstall.exe").exists()
    )
    trial.say("its data are copied first", len(list((folder / "data" / "backups").glob("*.db"))) == 1)
    trial.say("and whole", trial.records("list", folder) == trial.stored)
    trial.say("nothing went into the user's folders", set(trial.data.rglob("*")) == own)


def remove(trial: Trial, given: Setups) -> None:
    """Nothing of the program stays, and all of the data."""
    trial.uninstall(trial.installed)
    trial.say("the registry is clean", not trial.wine.registry(KEY, "Version"))
    for name in (".whl", ".ntpx", "NTPDesktop.Component", "NTPDesktop.Package"):
        trial.say(f"of {name} nothing is left", not trial.wine.default(rf"HKCU\{_CLASSES}\{name}"))
    trial.say("the data are kept", (trial.data / "ntp.db").exists())


def install_for_all(trial: Trial, given: Setups) -> None:
    """In place of the program of one user one for all of them, and none in the end; the data stay."""
    trial.uninstall(trial.installed)
    trial.ends("installed for all users", 0, given.newer, "/S", "/ALLUSERS", "/NOFILES")
    everybody = trial.wine.drive / "Program Files" / "NTP Desktop"
    machine = UNINSTALL.replace("HKCU", "HKLM")
    trial.say("uninstall entry", "uninstall.exe" in trial.wine.registry(machine, "QuietUninstallString"))
    trial.say("no kind of file was taken", not trial.wine.default(rf"HKLM\{_CLASSES}\.whl"))
    trial.say("the data are found again", trial.records("list", everybody) == trial.stored)
    trial.uninstall(everybody)
    trial.say("the data are kept", (trial.data / "ntp.db").exists())


STEPS: dict[str, Callable[[Trial, Setups], None]] = {
    "silent install": install,
    "demo, import, component from a file": use,
    "removal that keeps the data": remove,
    "installing again": install_again,
    "window": open_window,
    "what is refused": refuse_damage,
    "update": update,
    "portable folder": carry,
    "installing for all users": install_for_all,
}


def try_setup(given: Setups, work: Path, seconds: float) -> int:
    """All steps there is time for, on a fresh Windows; 1 where one did not hold."""
    shutil.rmtree(work, ignore_errors=True)
    trial, left = Trial(Wine(work, time.monotonic() + seconds)), list(STEPS)
    try:
        trial.begin()
        while left:
            STEPS[left[0]](trial, given)
            left.pop(0)
    except NoTime:
        print(f"Not tried, or not to the end, for want of time: {'; '.join(left)}.")
    finally:
        trial.wine.end()
    print(f"{trial.faults} of the steps did not hold.")
    return int(trial.faults > 0)
