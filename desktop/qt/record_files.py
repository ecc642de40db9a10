"""A record type to and from workbooks: import, export, template; the work is the workspace's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QPushButton

from desktop.declare.text import _, fold_words, group_digits, translate
from desktop.qt.commune_dialog import ask_for_commune
from desktop.qt.icons import icon
from desktop.qt.page import Page, Route
from desktop.qt.payment_dialog import PaymentDialog
from desktop.qt.record_table import RecordTable
from desktop.qt.whole_files import with_kind
from desktop.shared.office import read_office
from desktop.shared.officers import NAMES
from desktop.shared.payment_lists import FrozenSupport, PaymentList
from desktop.shared.places import place_references
from desktop.workspace.payment_closing import Closed, can_be_paid, close_list, freeze, records_of


class RecordFiles(QObject):
    """The three buttons of a record page that lead to files, their menus, and what they do."""

    def __init__(self, page: Page, table: RecordTable) -> None:
        super().__init__(page)
        self._page = page
        self._table = table
        self._record_type = table.record_type

    def buttons(self) -> list[QPushButton]:
        """Import, export, template."""
        brings = QPushButton(icon("import"), _("Nhập từ Excel"))
        brings.clicked.connect(lambda: self._page.go(Route("import", self._record_type)))
        self._page.grey_what_writes(brings)
        takes = QPushButton(icon("export"), _("Xuất"))
        freezes = ((_("Chốt danh sách chi trả…"), self.ask_and_close_list),) if self._may_pay() else ()
        takes.setMenu(
            self._menu(
                (_("Xuất ra Excel…"), self.ask_and_export),
                (_("Điền vào mẫu của cơ quan…"), self.ask_and_fill),
                *freezes,
            )
        )
        asks = QPushButton(icon("template"), _("Mẫu"))
        known = ((_("Mẫu ghi sẵn của xã…"), self.ask_and_write_known),) if self._has_place() else ()
        asks.setMenu(self._menu((_("Mẫu trống…"), self.ask_and_write_template), *known))
        return [brings, takes, asks]

    def _menu(self, *deeds: tuple[str, Callable[[], object]]) -> QMenu:
        menu = QMenu(self._page)
        for text, deed in deeds:
            menu.addAction(text).triggered.connect(lambda _checked=False, deed=deed: deed())
        return menu

    def _has_place(self) -> bool:
        """Whether the records are kept by commune, so that one can be asked for."""
        return not self._record_type.confidential and bool(place_references(self._record_type))

    def _may_pay(self) -> bool:
        """Whether its records are support a payment list can hold, and lists can be written here."""
        is_written = self._page.workspace.guard.why_not_written is None
        return is_written and can_be_paid(self._record_type)

    def ask_and_close_list(self) -> None:
        """Show what a payment list of the records shown would hold; close it once number and day are told."""
        page, where = self._page, self._table.where

        def read(_progress: object) -> tuple[list[str], list[FrozenSupport]]:
            ids = records_of(page.workspace, self._record_type, where)
            with page.workspace.store.reading() as reader:
                return ids, freeze(reader, self._record_type, ids)

        page.tasks.read(read, self._ask_head, _("Đang đọc các khoản hỗ trợ"))

    def _ask_head(self, found: tuple[list[str], list[FrozenSupport]]) -> None:
        ids, rows = found
        dialog = PaymentDialog(self._page, rows)
        dialog.accepted.connect(lambda: self._close_list(ids, dialog.head))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _close_list(self, ids: list[str], head: PaymentList | None) -> None:
        page, record_type = self._page, self._record_type

        def then(closed: Closed) -> None:
            deed = _("chốt danh sách chi trả")
            page.say(_("Đã chốt danh sách chi trả."), closed.change_set, deed)
            page.go(Route("records", PaymentList, record=closed.list))

        if head is not None:
            page.tasks.write(
                lambda _progress: close_list(page.workspace, record_type, ids, head), then, _("Đang ghi")
            )

    def ask_and_export(self) -> None:
        """Ask for a file and write the records shown into it."""
        path = self._ask(_("Xuất ra Excel"), "DanhSach")
        if path:
            self._ask_for_names(lambda masked: self.export(path, masked))

    def _ask_for_names(self, write: Callable[[bool | None], None]) -> None:
        """Write, after asking whether a confidential list hides its names; Esc writes nothing."""
        if not self._record_type.confidential or not self._page.workspace.guard.may(NAMES):
            write(None)
            return
        box = QMessageBox(self._page)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Xuất danh sách nhạy cảm"))
        box.setText(_("Danh sách này có dữ liệu nhạy cảm. Che tên và thông tin cá nhân?"))
        box.setInformativeText(_("Chỉ xuất kèm tên cho người có quyền biết."))
        hide = box.addButton(_("Che tên"), QMessageBox.ButtonRole.AcceptRole)
        show = box.addButton(_("Kèm tên"), QMessageBox.ButtonRole.DestructiveRole)
        away = box.addButton(_("Hủy"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(hide)
        box.exec()
        if box.clickedButton() is not away:
            write(box.clickedButton() is not show)

    def export(self, path: Path, masked: bool | None = None) -> None:
        """Write the records shown into a workbook that imports back; `masked` as `export_records` has it."""
        from desktop.workspace.importing import export_records

        page, where = self._page, self._table.where

        def then(rows: int) -> None:
            says = _("Đã xuất {count} dòng ra {file}.").format(count=group_digits(rows), file=path.name)
            if not page.workspace.guard.may(NAMES) and page.workspace.hiding(self._record_type, None):
                says += " " + _("Thông tin cá nhân đã được che: tài khoản này chưa có quyền kèm họ tên.")
            self._tell(says, path)

        page.tasks.write_file(
            lambda progress: export_records(
                page.workspace, self._record_type, path, where=where, masked=masked, progress=progress
            ),
            then,
            _("Đang xuất ra Excel"),
        )

    def ask_and_fill(self) -> None:
        """Ask for a form of the office and a file, and write the records shown into a copy of the form."""
        memory = QSettings()
        folder = str(memory.value("folders/form", memory.value("folders/export", "")))
        chosen, _kind = QFileDialog.getOpenFileName(
            self._page, _("Chọn mẫu của cơ quan"), folder, _("Tệp Excel (*.xlsx *.xlsm)")
        )
        if not chosen:
            return
        form = Path(chosen)
        memory.setValue("folders/form", str(form.parent))
        path = self._ask(_("Lưu bản đã điền"), form.stem, form.suffix.lower())
        if path:
            self._ask_for_names(lambda masked: self.fill(form, path, masked))

    def fill(self, form: Path, path: Path, masked: bool | None = None) -> None:
        """Write the records shown into a copy of a form; `masked` as `export_records` has it."""
        from desktop.workspace.form_filling import export_into, told

        page, where = self._page, self._table.where
        page.tasks.write_file(
            lambda _progress: export_into(page.workspace, self._record_type, form, path, where, masked),
            lambda filled: self._tell(told(filled, path.name), path),
            _("Đang điền vào mẫu"),
        )

    def ask_and_write_known(self) -> None:
        """Ask for a commune and a file, and write a template in which what is known of it stands."""
        if not self._page.may(NAMES):
            return
        with self._page.workspace.store.reading() as reader:
            office = read_office(reader)
        place = office.commune if office is not None else None
        if place is None:
            place = ask_for_commune(self._page)
        path = self._ask(_("Lưu tệp mẫu"), "Mau") if place else None
        if place and path:
            self.write_template(path, place)

    def ask_and_write_template(self) -> None:
        """Ask for a file and write an empty workbook with headings and drop-downs."""
        path = self._ask(_("Lưu tệp mẫu"), "Mau")
        if path:
            self.write_template(path)

    def write_template(self, path: Path, place: str | None = None) -> None:
        """Write a workbook with headings and drop-downs: empty, or with what is known of a place."""
        from desktop.workspace.importing import write_template

        page = self._page
        page.tasks.write_file(
            lambda _progress: write_template(page.workspace, self._record_type, path, place),
            lambda _written: self._tell(_("Đã ghi tệp mẫu {file}.").format(file=path.name), path),
            _("Đang ghi tệp mẫu"),
        )

    def _tell(self, says: str, path: Path) -> None:
        opens = QUrl.fromLocalFile(str(path))
        folder = QUrl.fromLocalFile(str(path.parent))
        acts = (
            (_("Mở tệp"), lambda: QDesktopServices.openUrl(opens)),
            (_("Mở thư mục"), lambda: QDesktopServices.openUrl(folder)),
        )
        self._page.notice.say(says, "", acts)
        self._page.say(says)

    def _ask(self, title: str, kind: str, suffix: str = ".xlsx") -> Path | None:
        memory = QSettings()
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(str(memory.value("folders/export", documents)))
        subject = fold_words(translate(self._record_type.plural)).title().replace(" ", "")
        name = f"{kind}_{subject}_{datetime.now():%Y%m%d_%H%M}{suffix}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page, title, str(folder / name), _("Tệp Excel (*{suffix})").format(suffix=suffix)
        )
        if not chosen:
            return None
        path = with_kind(Path(chosen), suffix)
        memory.setValue("folders/export", str(path.parent))
        return path
