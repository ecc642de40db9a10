"""How refused rows go back: in the officer's own workbook or alone; asks for the place and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.whole_files import with_kind

if TYPE_CHECKING:
    from desktop.workspace.importing import Corrections, ImportResult


class ReturnButtons(QWidget):
    """Two buttons: errors into a copy of the workbook itself, or the refused rows alone."""

    wanted = Signal(object, bool)
    """Where to write, and whether into the workbook itself."""

    def __init__(self) -> None:
        super().__init__()
        self._files: Sequence[Path] = ()
        self.own = QPushButton()
        self.own.setToolTip(
            _(
                "Công thức, định dạng, danh sách chọn, macro giữ nguyên; chỉ thêm màu và ghi chú ở ô sai, "
                "cột “Lỗi cần sửa” và một trang đầu. Sửa xong nhập lại chính bản sao đó."
            )
        )
        self.rows = QPushButton(_("Lưu tệp sửa lỗi…"))
        self.rows.setToolTip(_("Các dòng bị trả lại, kèm lý do bên cạnh, để xã sửa rồi nhập lại."))
        self.own.clicked.connect(self._ask_for_copy)
        self.rows.clicked.connect(self._ask_for_rows)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        row.addWidget(self.own)
        row.addWidget(self.rows)

    def show_for(self, result: ImportResult | None, refused: int, busy: bool) -> None:
        """Offer what can be done with a result; nothing where no row was refused."""
        self._files = result.files if result is not None else ()
        self.rows.setVisible(refused > 0)
        self.own.setVisible(refused > 0 and result is not None and _is_own(result))
        self.own.setText(
            _("Ghi lỗi vào chính các tệp này (bản sao)…")
            if len(self._files) > 1
            else _("Ghi lỗi vào chính tệp này (bản sao)…")
        )
        for button in (self.own, self.rows):
            button.setEnabled(not busy)

    def _ask_for_copy(self) -> None:
        from desktop.workspace.importing import copy_beside

        source = self._files[0]
        if len(self._files) > 1:
            folder = QFileDialog.getExistingDirectory(
                self, _("Thư mục ghi các bản sao, mỗi tệp một bản"), str(source.parent)
            )
            if folder:
                self.wanted.emit(Path(folder), True)
            return
        name = copy_beside(source, source.parent).name
        self._ask(_("Ghi lỗi vào bản sao"), name, source.suffix.lower(), True)

    def _ask_for_rows(self) -> None:
        stem = self._files[0].stem if self._files else ""
        self._ask(_("Lưu tệp sửa lỗi"), f"{stem}-can-sua.xlsx", ".xlsx", False)

    def _ask(self, title: str, name: str, kind: str, own: bool) -> None:
        folder = self._files[0].parent if self._files else Path()
        chosen, _kind = QFileDialog.getSaveFileName(
            self, title, str(folder / name), _("Bảng tính Excel (*{kind})").format(kind=kind)
        )
        if chosen:
            self.wanted.emit(with_kind(Path(chosen), kind), own)


def _is_own(result: ImportResult) -> bool:
    from desktop.workspace.importing import own_sources

    return bool(own_sources(result))


def told(files: Sequence[Corrections], own: bool) -> tuple[str, str]:
    """What to say of the files that were written, and how loud."""
    if len(files) != 1:
        return _told_of_many(files)
    written = files[0]
    name = written.path.name
    if not own or written.why:
        return " ".join(filter(None, (written.why, _("Đã lưu tệp sửa lỗi {file}").format(file=name)))), "NOTE"
    says = _("Đã ghi lỗi vào bản sao {file}. Sửa trong đó rồi nhập lại chính tệp này.")
    return says.format(file=name), ""


def _told_of_many(files: Sequence[Corrections]) -> tuple[str, str]:
    marked = [written for written in files if not written.why]
    says = [f"{written.path.name}: {written.why}" for written in files if written.why]
    if marked:
        done = _("Đã ghi lỗi vào {count} bản sao trong thư mục {folder}. Sửa rồi nhập lại chính các tệp đó.")
        says.insert(0, done.format(count=len(marked), folder=marked[0].path.parent.name))
    return " ".join(says), "NOTE" if len(marked) < len(files) else ""
