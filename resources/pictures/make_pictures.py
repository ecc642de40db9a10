"""Makes the pictures of the README from the real window on demo data; run by hand, also without a display.

python resources/pictures/make_pictures.py
"""

import sys
import tempfile
from pathlib import Path

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
                # 256 colours are enough for a window and keep the file small.
                small = QImage(str(picture)).convertToFormat(QImage.Format.Format_Indexed8)
                small.save(str(folder / kept), "PNG", 0)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
