"""Help without a network: topics left, the chosen one right, one line that searches all; writes none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QKeySequence, QResizeEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
)

from desktop.declare.text import _, fold
from desktop.qt import tokens
from desktop.qt.help_topics import Topic, heading_of, topic_of, topics
from desktop.qt.icons import icon
from desktop.qt.page import Page, Route

if TYPE_CHECKING:
    from desktop.qt.tasks import Tasks
    from desktop.workspace import Workspace

_TOPIC = Qt.ItemDataRole.UserRole
_LIST_WIDTH = 250
_READ_WIDTH = 760
_SEARCH_AFTER = 150


class _Reading(QTextBrowser):
    """Its lines end where the eye still finds the next one, however wide the page is."""

    def __init__(self) -> None:
        super().__init__()
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), _READ_WIDTH))


class HelpPage(Page):
    """Opened by F1 on the topic of the page one came from."""

    name = "help"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Trợ giúp"))
        self._topics = topics(workspace.catalog)
        self.search = QLineEdit(placeholderText=_("Tìm trong trợ giúp"), clearButtonEnabled=True)
        self.search.setAccessibleName(_("Tìm trong trợ giúp, không cần dấu"))
        self.search.setToolTip("Ctrl+F")
        self.search.addAction(icon("search", tokens.theme().quiet), QLineEdit.ActionPosition.LeadingPosition)
        self._later = QTimer(self, singleShot=True, interval=_SEARCH_AFTER)
        self._later.timeout.connect(self.look)
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.search.returnPressed.connect(self.look_on)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Các mục trợ giúp"))
        self.list.setSpacing(2)
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.none = QLabel(_("Không có mục nào có những chữ này."), wordWrap=True)
        self.none.setObjectName("quiet")
        self.text = _Reading()
        self.text.setAccessibleName(_("Nội dung trợ giúp"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(tokens.L)
        self._lay_out()
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.search.setFocus)
        self.look()

    def _lay_out(self) -> None:
        left, right = QFrame(), QFrame()
        for panel in (left, right):
            panel.setObjectName("panel")
        left.setFixedWidth(_LIST_WIDTH)
        topics_column = QVBoxLayout(left)
        topics_column.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.S)
        topics_column.setSpacing(tokens.S)
        for part in (self.search, self.none, self.list):
            topics_column.addWidget(part)
        read = QVBoxLayout(right)
        read.setContentsMargins(1, 1, 1, 1)
        read.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(left)
        row.addWidget(right, 1)
        self.body.addLayout(row, 1)

    def opened(self, route: Route) -> None:
        if route.text:
            self.stand_on(route.text)
        self.list.setFocus()

    def show_for(self, route: Route) -> None:
        """Open the topic of a page, and there what is said of its records."""
        self.search.clear()
        self.look()
        self.stand_on(topic_of(route, self.workspace.catalog))
        self._mark(heading_of(route))

    def stand_on(self, name: str) -> None:
        """Show a topic by its name."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_TOPIC).name == name:
                self.list.setCurrentRow(row)

    def look(self) -> None:
        """List the topics that hold the words, and mark the words in the one that is shown."""
        words = self.search.text()
        found = [topic for topic in self._topics if topic.holds(words)]
        item = self.list.currentItem()
        stood_on = item.data(_TOPIC).name if item is not None else ""
        self.list.clear()
        for topic in found:
            entry = QListWidgetItem(topic.title)
            entry.setData(_TOPIC, topic)
            self.list.addItem(entry)
        self.none.setVisible(not found)
        self.list.setVisible(bool(found))
        names = [topic.name for topic in found]
        self.list.setCurrentRow(names.index(stood_on) if stood_on in names else 0)
        self.show_counts(_("{count} mục").format(count=len(found)))

    def look_on(self) -> None:
        """Go from the line into the topics."""
        self.look()
        self.list.setFocus()

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            self.text.clear()
            return
        topic: Topic = item.data(_TOPIC)
        # The page has its own title: what heads a topic stands below it.
        self.text.setMarkdown(re.sub(r"^#", "##", topic.text, flags=re.MULTILINE))
        self._mark(self.search.text())

    def _mark(self, words: str) -> None:
        """Tint the lines that hold the words, marks ignored, and bring the first into sight."""
        wanted = fold(words)
        marked: list[QTextEdit.ExtraSelection] = []
        block = self.text.document().begin()
        while wanted and block.isValid():
            if wanted in fold(block.text()):
                tinted = QTextEdit.ExtraSelection()
                tinted.cursor = QTextCursor(block)
                tinted.cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                ground = QColor(tokens.theme().tint(tokens.theme().accent, 0.2))
                tinted.format.setBackground(ground)
                marked.append(tinted)
            block = block.next()
        self.text.setExtraSelections(marked)
        if marked:
            at = QTextCursor(marked[0].cursor)
            at.clearSelection()
            self.text.setTextCursor(at)
            self.text.ensureCursorVisible()
