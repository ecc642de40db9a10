"""Where workbooks are dropped or chosen; opens none of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QSettings, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.icon_label import IconLabel
from desktop.qt.links import link
from desktop.shared.demo import sample_workbook

ENDINGS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv")


def workbooks_in(data: QMimeData) -> list[Path]:
    """The workbooks among what is dragged; other files are left alone."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]


def ask_for_workbooks(parent: QWidget) -> list[Path]:
    """Let the officer choose workbooks in the system's own box, beginning where the last ones were."""
    settings = QSettings()
    patterns = " ".join(f"*{ending}" for ending in ENDINGS)
    chosen, _kind = QFileDialog.getOpenFileNames(
        parent,
        _("Chọn tệp Excel"),
        str(settings.value("import/folder", "")),
        _("Bảng tính ({patterns})").format(patterns=patterns),
    )
    if chosen:
        settings.setValue("import/folder", str(Path(chosen[0]).parent))
    return [Path(name) for name in chosen]


class DropArea(QFrame):
    """An invitation while there is no file, one line once there are some. `brought` carries the paths."""

    brought = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setObjectName("drop")
        self._picture = IconLabel("import", tokens.theme().quiet, 32)
        self.text = QLabel(wordWrap=True)
        self.hint = QLabel(
            _("Nhận {endings}; nhiều tệp một lúc. Tệp gốc không bị thay đổi.").format(
                endings=", ".join(ENDINGS)
            ),
            wordWrap=True,
        )
        self.hint.setObjectName("quiet")
        self.choose = QPushButton(_("Chọn tệp…"))
        self.choose.clicked.connect(self._ask)
        self._sample = sample_workbook()
        self.sample = link(_("Thử với danh sách mẫu"), lambda: self.brought.emit([self._sample]))
        self.sample.setToolTip(_("Một danh sách nhà ở giả định có lỗi cố ý; xem trước không ghi gì."))
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.S)
        self._box.setSpacing(tokens.M)
        self._box.addStretch(2)
        for part in (self._picture, self.text, self.hint, self.choose, self.sample):
            self._box.addWidget(part)
        self._box.addStretch(3)
        self._dress(False)
        self.show_files([])

    def show_files(self, files: Sequence[Path]) -> None:
        """Name the files that were brought; without any, invite."""
        middle = Qt.AlignmentFlag.AlignCenter
        for part in (self._picture, self.choose, self.sample):
            self._box.setAlignment(part, Qt.AlignmentFlag.AlignVCenter if files else middle)
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if files else QBoxLayout.Direction.TopToBottom
        )
        for place, share in ((0, 2), (2, 1), (6, 3)):
            self._box.setStretch(place, (1 if place == 2 else 0) if files else (0 if place == 2 else share))
        for label in (self.text, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignVCenter if files else middle)
        self.hint.setVisible(not files)
        self.sample.setVisible(not files and self._sample is not None)
        self.text.setFont(tokens.font("body" if files else "section"))
        self.text.setText(", ".join(file.name for file in files) or _("Thả tệp Excel vào đây"))
        self.text.setAccessibleName(self.text.text())
        self.choose.setText(_("Chọn tệp khác…") if files else _("Chọn tệp…"))
        self.choose.setObjectName("" if files else "primary")
        self.choose.style().unpolish(self.choose)
        self.choose.style().polish(self.choose)
        policy = QSizePolicy.Policy.Maximum if files else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)

    def _ask(self) -> None:
        paths = ask_for_workbooks(self)
        if paths:
            self.brought.emit(paths)

    def _dress(self, over: bool) -> None:
        theme = tokens.theme()
        line = theme.accent if over else theme.edge
        ground = theme.tint(theme.accent, 0.06) if over else theme.panel
        self.setStyleSheet(
            f"#drop {{ background: {ground}; border: 1px dashed {line}; border-radius: {tokens.CORNER}px; }}"
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if workbooks_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._dress(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._dress(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._dress(False)
        paths = workbooks_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.brought.emit(paths)
