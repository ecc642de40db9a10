"""Makes the pictures of the README from the real window on demo data; run by hand, also without a display.

python resources/pictures/make_pictures.py
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop.declare.text import add_catalog
from desktop.qt.pictures import take_pictures
from desktop.resources import resource
from desktop.shared.demo import sample_workbook
from desktop.workspace.demo import open_demo

# What the README shows, in the order of its gallery: the page's name and the name of its picture there.
VIETNAMESE = {
    "import-preview": "import",
    "record-at-its-problem": "records",
    "home": "home",
    "problems": "problems",
    "capital": "capital",
    "indicators": "indicators",
    "charts": "charts",
    "map": "map",
    "household": "household",
}
ENGLISH_DARK = {"dashboard": "dashboard"}


def make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    add_catalog(resource("translations"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        workspace = open_demo(Path(name) / "demo.db")
        taken = take_pictures(workspace, Path(name), workbook=sample_workbook())
        taken += take_pictures(workspace, Path(name))
        keep(taken, VIETNAMESE, folder)
        keep(take_pictures(workspace, Path(name), "en", theme="dark"), ENGLISH_DARK, folder)
        workspace.close()


def keep(taken: list[Path], wanted: dict[str, str], folder: Path) -> None:
    """Keep the pictures of the wanted pages, made small, under the names the README has for them."""
    for picture in taken:
        kept = wanted.get(picture.stem.partition("-")[2])
        if kept:
            small(QImage(str(picture))).save(str(folder / f"{kept}.png"), "PNG", 0)


def small(picture: QImage) -> QImage:
    """The picture in 256 colours, one of each shade and the most used: enough for a window, half the file."""
    pixels = picture.convertToFormat(QImage.Format.Format_RGB32).constBits().cast("I")
    used = [colour for colour, _count in Counter(pixels).most_common()]
    shades = {colour & 0xE0E0E0: colour for colour in reversed(used)}
    colours = list(dict.fromkeys([*shades.values(), *used]))[:256]
    plain = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return picture.convertToFormat(QImage.Format.Format_Indexed8, colours, plain)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
