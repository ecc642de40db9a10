"""A page of HTML on A4, upright or lying, with its number at the top from the second page on."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from desktop.documents.paper import read_paper
from desktop.qt.whole_files import write_beside

Device = TypeVar("Device", bound=QPagedPaintDevice)
_DPI = 96
"""Text is laid out at the size of a screen and painted at that of the device."""


def margins() -> QMarginsF:
    """The edges of a state document, in millimetres."""
    edges = read_paper().margins
    return QMarginsF(edges.left, edges.top, edges.right, edges.bottom)


def set_a4(device: Device, edges: QMarginsF, lies: bool) -> Device:
    """The device set to A4 with these edges, in millimetres."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    ways = QPageLayout.Orientation
    device.setPageOrientation(ways.Landscape if lies else ways.Portrait)
    device.setPageMargins(edges, QPageLayout.Unit.Millimeter)
    return device


def paint_page(html: str, device: QPagedPaintDevice) -> int:
    """Paint the pages; how many there are."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setHtml(html)
    layout = device.pageLayout()
    free = layout.paintRectPixels(_DPI)
    document.setPageSize(free.size().toSizeF())
    painter = QPainter(device)
    scale = device.logicalDpiX() / _DPI
    painter.scale(scale, scale)
    top = read_paper().margins.top / 25.4 * _DPI
    font = QFont([read_paper().type.family, "Liberation Serif", "Noto Sans"])
    font.setPixelSize(round(read_paper().type.page_number / 72 * _DPI))
    for page in range(document.pageCount()):
        if page:
            device.newPage()
        painter.save()
        painter.translate(0, -page * free.height())
        document.drawContents(painter, QRectF(0, page * free.height(), free.width(), free.height()))
        painter.restore()
        if page:
            painter.setFont(font)
            above = QRectF(0, -top * 0.75, free.width(), top * 0.5)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(page + 1))
    painter.end()
    return document.pageCount()


def print_pdf(html: str, path: Path, lies: bool) -> int:
    """Keep the page as a PDF; how many pages it has. Raises `Refusal` where it cannot be written."""
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    pages = paint_page(html, set_a4(QPdfWriter(content), margins(), lies))
    write_beside(path, bytes(content.data().data()))
    return pages
