"""A small window over another one with a page to read; knows nothing of what it says."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from desktop.qt import tokens
from desktop.qt.in_sight import size_in_sight


def open_page(title: str, html: str, beside: QWidget, size: QSize) -> QDialog:
    """Show a page; its links lead nowhere."""
    window = QDialog(beside.window())
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.setWindowTitle(title)
    page = QTextBrowser()
    page.setFrameShape(QTextBrowser.Shape.NoFrame)
    page.setOpenLinks(False)
    page.setAccessibleName(title)
    page.setHtml(html)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(window.reject)
    column = QVBoxLayout(window)
    column.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
    column.addWidget(page, 1)
    column.addWidget(buttons)
    window.resize(size_in_sight(size, beside))
    window.open()
    return window
