"""Where the program stands - a checkout, an installed or portable folder - and its data lie; reads none.

The setup lays the program out as `FOLDER/program/app/desktop`, with `program/VERSION` beside Python in
`program/runtime`. A file `portable.txt` in FOLDER keeps the data there as well.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "NTP Desktop"


def installed_folder(module: str = __file__) -> Path | None:
    """The folder the setup has made, or the portable one; None in a checkout."""
    program = Path(module).resolve().parents[2]
    return program.parent if (program / "VERSION").is_file() else None


def data_folder(installed: Path | None = None) -> Path:
    """Where the user's own data are kept: the local (never roaming) folder, or beside a portable program."""
    folder = installed or installed_folder()
    if folder is not None and is_portable(folder):
        return folder / "data"
    import platformdirs

    return Path(platformdirs.user_data_dir(NAME, appauthor=False, roaming=False))


def default_database() -> Path:
    """The user's own database, in the data folder of the program."""
    return data_folder() / "ntp.db"


def plugin_folders() -> list[Path]:
    """Where components installed from files lie, beside the data; new ones go into the first.

    `NTP_PLUGINS` names others instead, as PATH names folders.
    """
    named = os.environ.get("NTP_PLUGINS")
    return [Path(each) for each in named.split(os.pathsep)] if named else [data_folder() / "plugins"]


def is_portable(installed: Path | None) -> bool:
    """Whether a folder is carried on a stick, with all its data."""
    return installed is not None and (installed / "portable.txt").is_file()


def interpreter() -> str:
    """Plain Python: where the program has a starter of its own, Python stands in its base folder."""
    if _is_plain(sys.executable):
        return sys.executable
    beside = Path(sys.base_prefix) / "python.exe"
    return str(beside) if beside.exists() else sys.executable


def finding_us() -> dict[str, str]:
    """The environment of a process that finds this package, and none that lies in the current folder."""
    root = Path(__file__).resolve().parents[1]
    # An empty part would name the current folder, where anybody may have put anything.
    named = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(root), *named))}


def without_window() -> int:
    """What a process is started with so that Windows opens no console for it."""
    if sys.platform == "win32":
        import subprocess

        return subprocess.CREATE_NO_WINDOW
    return 0


def starting_again() -> list[str]:
    """The command that starts this program once more."""
    return [sys.executable, "-m", "desktop"] if _is_plain(sys.executable) else [sys.executable]


def _is_plain(executable: str) -> bool:
    return Path(executable).stem.lower().startswith("python")
