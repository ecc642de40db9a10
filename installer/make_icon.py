"""Draws ntp-desktop.ico from one picture, in the sizes Windows asks for; run by hand when that changes."""

from __future__ import annotations

import struct

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from installer.starter import ICON

SIZES = (16, 24, 32, 48, 64, 256)
PICTURE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect x="4" y="4" width="56" height="56" rx="11" fill="#1f5f8b"/>
<path d="M18 12h27a3 3 0 0 1 3 3v34a3 3 0 0 1-3 3H18z" fill="#ffffff"/>
<path d="M18 12h-1a3 3 0 0 0-3 3v34a3 3 0 0 0 3 3h1z" fill="#f2b632"/>
<path d="M23 33 33 24l10 9v12H36v-7h-6v7h-7z" fill="#1f5f8b"/>
<path d="M24 18h18" stroke="#1f5f8b" stroke-width="2.5" stroke-linecap="round"/>
</svg>"""


def draw(size: int) -> bytes:
    """The picture as a PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(PICTURE)).render(painter)
    painter.end()
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(content, b"png").write(image)
    return bytes(content.data().data())


def icon_of(pictures: dict[int, bytes]) -> bytes:
    """An .ico file that holds PNG pictures of several sizes."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    for size, picture in pictures.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + b"".join(pictures.values())


if __name__ == "__main__":
    application = QGuiApplication([])
    ICON.write_bytes(icon_of({size: draw(size) for size in SIZES}))
