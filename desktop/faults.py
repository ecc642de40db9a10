"""What is written down of a fault of the program: where and of what kind, never a value; tells nobody."""

from __future__ import annotations

import faulthandler
import tempfile
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TextIO

from desktop import __version__

CRASHES = "ntp-desktop-su-co.txt"
"""The file of `watch_crashes`: places in the code, never a value. It is empty as long as nothing happened."""
_crashes: TextIO | None = None


def report_of(failure: BaseException) -> str:
    """The places of a traceback and the kind of failure, without its message: values may stand in that.

    What led to it stands above it.
    """
    before = failure.__cause__ or failure.__context__
    lines = [
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(failure.__traceback__)
    ]
    earlier = [report_of(before), ""] if before is not None else []
    return "\n".join([*earlier, *lines, type(failure).__qualname__])


def package_at_fault(failure: BaseException) -> str:
    """The package outside the desktop whose code stands deepest in the traceback; empty where none does."""
    found = ""
    step = failure.__traceback__
    while step is not None:
        package = str(step.tb_frame.f_globals.get("__name__", "")).partition(".")[0]
        file = Path(step.tb_frame.f_code.co_filename)
        installed = {"site-packages", "lib", "Lib"} & set(file.parts)
        if package not in ("", "desktop", "__main__") and not installed:
            found = package
        step = step.tb_next
    return found or (package_at_fault(failure.__cause__) if failure.__cause__ else "")


def keep_report(failure: BaseException, folder: Path | None) -> Path | None:
    """Write the report into a folder, else among the temporary files; where it lies, None for nowhere."""
    # Imported here: of the way to the first window it is a hundredth, and few starts need it.
    import platform

    name = f"ntp-desktop-loi-{datetime.now():%Y%m%d-%H%M%S}.txt"
    system = f"NTP Desktop {__version__}, Python {platform.python_version()}, {platform.platform()}"
    text = f"{system}\n{package_at_fault(failure) or 'desktop'}\n\n{report_of(failure)}\n"
    for place in (folder, Path(tempfile.gettempdir())):
        try:
            if place is not None and place.is_dir():
                (place / name).write_text(text, "utf-8")
                return (place / name).absolute()
        except OSError:
            continue
    return None


def watch_crashes(folder: Path) -> None:
    """Where the process itself breaks down, let Python write into a file of a folder where it stood."""
    global _crashes
    with suppress(OSError):
        former, _crashes = _crashes, (folder / CRASHES).open("a", encoding="utf-8")
        faulthandler.enable(_crashes)
        if former is not None:
            former.close()


def _short(file: str) -> str:
    parts = Path(file).parts
    for root in ("site-packages", "desktop", "plugins"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return "/".join(parts[-2:])
