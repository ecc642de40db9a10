"""Where the resources lie: in a checkout, an installed distribution or a folder named by hand; reads none."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from desktop.declare.text import _


def resource(name: str) -> Path:
    """The file or folder of that name under `resources/`: `resource("units/places.csv.gz")`.

    `NTP_RESOURCES` names another folder and is then the only one looked into. Raises `FileNotFoundError`
    with a sentence: without its resources the installation is broken.
    """
    folders = list(_folders())
    for folder in folders:
        if (folder / name).exists():
            return folder / name
    places = ", ".join(str(folder) for folder in folders)
    raise FileNotFoundError(
        _("Bản cài đặt thiếu tệp “{name}” (đã tìm ở: {places}). Hãy cài lại chương trình.").format(
            name=name, places=places
        )
    )


def _folders() -> Iterator[Path]:
    chosen = os.environ.get("NTP_RESOURCES")
    if chosen:
        yield Path(chosen)
        return
    yield Path(__file__).resolve().parents[1] / "resources"
    yield Path(sys.prefix) / "share" / "ntp-desktop" / "resources"
