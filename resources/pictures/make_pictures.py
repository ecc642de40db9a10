"""Makes the pictures of the README from the real window on demo data; run by hand, also without a display.

python resources/pictures/make_pictures.py
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop.qt.pictures import take_pictures
from desktop.shared.demo import sample_workbook
from desktop.workspace.demo import open_demo

PICTURES = {"import-preview": "import.png", "record-at-its-problem": "records.png"}


def make(folder: Path) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        workspace = open_demo(Path(name) / "demo.db")
        taken = take_pictures(workspace, Path(name), workbook=sample_workbook())
        taken += take_pictures(workspace, Path(name))
        workspace.close()
        for picture in taken:
            kept = PICTURES.get(picture.stem.partition("-")[2])
            if kept:
                small(QImage(str(picture))).save(str(folder / kept), "PNG", 0)


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
