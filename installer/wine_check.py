"""Installs, uses, updates and removes the program under Wine, and says of each step whether it held.

`installer.rehearse` makes what is tried. The data an officer has entered must survive all of it.
"""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from desktop.faults import CRASHES
from installer.locks import ROOT, digest_of
from installer.starter import CONSOLE, WINDOW
from installer.trial import KEY, UNINSTALL, Trial

_BOOK = ROOT / "resources" / "demo" / "danh-sach-nha-o.xlsx"
_CLASSES = r"Software\Classes"


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


def install(trial: Trial, setup: Path) -> None:
    """Two of the components, on a Windows that is new enough, into a folder that is ours alone."""
    trial.wine.call_itself("win7")
    trial.ends("a Windows too old is refused", 3, setup, "/S")
    trial.wine.call_itself("win10")
    other = trial.wine.drive / "other" / "program"
    other.mkdir(parents=True)
    trial.ends("a folder that is not ours is refused", 8, setup, "/S", r"/D=C:\other")
    trial.say("and left alone", other.exists() and not trial.installed.exists())
    trial.ends("silent install of two components", 0, setup, "/S", "/PLUGINS=housing,gender", "/NODESKTOP")
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


def open_window(trial: Trial, newer: Path) -> None:
    """The window opens on data of its own; a second start leaves it to it, a setup leaves both alone."""
    before, sign = trial.files(), trial.data / CRASHES
    with ThreadPoolExecutor(1) as beside:
        window = beside.submit(trial.run, trial.installed / WINDOW)
        while not sign.exists() and not window.done():
            trial.wine.run("cmd", "/c", "exit")
        trial.say("the window opens", sign.exists(), "" if sign.exists() else window.result()[1])
        trial.ends("a second start leaves it to the first", 0, trial.installed / WINDOW)
        trial.say("which stays", not window.done())
        trial.ends("a setup is refused while the program runs", 5, newer, "/S")
        trial.wine.run("taskkill", "/f", "/im", WINDOW)
    trial.say("nothing was changed beside it", trial.files() == before)


def use(trial: Trial, plugin: Path, out: Path) -> int:
    """Run the demo; meanwhile import a workbook and install a component. How many cases are stored then."""
    before = trial.files()
    with ThreadPoolExecutor(1) as beside:
        demo = beside.submit(trial.run, trial.installed / CONSOLE, "demo", "--out", out)
        trial.command("import (1: rows are refused)", 1, "import", _BOOK, "--type", "housing.HousingCase")
        found = trial.records("list")
        trial.command("a component is installed from its file", 0, "component", "install", plugin)
        said = trial.command("components", 0, "components", "--json")
        trial.say("and loads", '"value_chain"' in said and '"failed"' not in said, said)
        trial.command("a damaged one is refused", 2, "component", "install", _damaged(plugin, out.parent))
        status, said = demo.result()
        trial.say("demo without a window (1: its data hold faults)", status == 1, said)
    trial.say("its pictures are drawn", len(list(out.rglob("*.png"))) > 3)
    trial.say(f"{found} housing cases are stored", found > 0)
    trial.say("the data lie in the user's folder", (trial.data / "ntp.db").exists())
    trial.say("nothing was written beside the program", trial.files() == before)
    return found


def _damaged(plugin: Path, work: Path) -> Path:
    made = work / "Ổ USB" / plugin.name
    made.parent.mkdir(exist_ok=True)
    content = bytearray(plugin.read_bytes())
    content[len(content) // 2] ^= 0xFF
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


def update(trial: Trial, setup: Path, newer: Path, found: int) -> None:
    """Update over what is there; the older setup is refused then."""
    trial.ends("silent update", 0, newer, "/S")
    trial.say("the database was backed up", len(list((trial.data / "backups").glob("*.db"))) >= 2)
    plugins = trial.installed / "program" / "plugins"
    trial.say("components remembered", not (plugins / "project3_value_chain").exists())
    left = [*trial.installed.glob("*.new"), *trial.installed.glob("*.old")]
    trial.say("nothing is left beside", not left, str(left))
    trial.say("the data are there", trial.records("list after the update") == found)
    before = trial.files()
    trial.ends("an older setup is refused", 4, setup, "/S")
    trial.say("and has changed nothing", trial.files() == before)
    (trial.installed / "program").rename(trial.installed / "program.old")
    said = trial.command("a start after a power cut between two renames", 0, "components", "--json")
    trial.say("the component from a file is there still", '"value_chain"' in said, said)


def carry(trial: Trial, newer: Path, portable: Path, found: int) -> None:
    """The portable folder, below a name with Vietnamese letters, used and updated."""
    top = trial.wine.drive / "Thẻ nhớ của Ấn" / "Sổ Chương trình MTQG"
    with zipfile.ZipFile(portable) as archive:
        archive.extractall(top)
    (folder,) = top.iterdir()
    (folder / "data").mkdir()
    shutil.copyfile(trial.data / "ntp.db", folder / "data" / "ntp.db")
    own = set(trial.data.rglob("*"))
    trial.say("the portable program reads its own data", trial.records("list", folder) == found)
    where = "/D=" + str(folder.relative_to(trial.wine.drive)).replace("/", "\\").join(("C:\\", ""))
    # Wine puts quotes around a word with blanks in it; the setup wants none.
    trial.ends("it is updated where it lies", 0, newer, "/S", "/PORTABLE", *where.split(" "))
    trial.say(
        "it stays portable", (folder / "portable.txt").exists() and not (folder / "uninstall.exe").exists()
    )
    trial.say("its data are copied first", len(list((folder / "data" / "backups").glob("*.db"))) == 1)
    trial.say("and whole", trial.records("list", folder) == found)
    trial.say("nothing went into the user's folders", set(trial.data.rglob("*")) == own)


def remove(trial: Trial, setup: Path, found: int) -> None:
    """Remove the program, install it for all users, remove it again; the data stay."""
    trial.uninstall(trial.installed)
    trial.say("the registry is clean", not trial.wine.registry(KEY, "Version"))
    for name in (".whl", ".ntpx", "NTPDesktop.Component", "NTPDesktop.Package"):
        trial.say(f"of {name} nothing is left", not trial.wine.default(rf"HKCU\{_CLASSES}\{name}"))
    trial.say("the data are kept", (trial.data / "ntp.db").exists())
    trial.ends("installed again, for all users", 0, setup, "/S", "/ALLUSERS", "/NOFILES")
    everybody = trial.wine.drive / "Program Files" / "NTP Desktop"
    machine = UNINSTALL.replace("HKCU", "HKLM")
    trial.say("uninstall entry", "uninstall.exe" in trial.wine.registry(machine, "QuietUninstallString"))
    trial.say("no kind of file was taken", not trial.wine.default(rf"HKLM\{_CLASSES}\.whl"))
    trial.say("the data are found again", trial.records("list", everybody) == found)
    trial.uninstall(everybody)
    trial.say("the data are kept", (trial.data / "ntp.db").exists())


def try_setup(given: Setups, work: Path) -> int:
    """All steps, on a fresh Windows; 1 where one did not hold."""
    shutil.rmtree(work, ignore_errors=True)
    trial = Trial(work)
    try:
        install(trial, given.setup)
        open_window(trial, given.newer)
        found = use(trial, given.plugin, work / "demo")
        refuse_damage(trial, given)
        update(trial, given.setup, given.newer, found)
        carry(trial, given.newer, given.portable, found)
        remove(trial, given.newer, found)
    finally:
        trial.wine.end()
    print(f"{trial.faults} of the steps did not hold.")
    return int(trial.faults > 0)
