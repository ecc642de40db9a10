"""A list of any kind of file is dropped, comes back with its errors, is corrected, and the rest comes in."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
import xlwt
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop.qt.import_page import ImportPage
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.shared.returned import BACK, ReturnedRows
from tests.desktop.excel.binary_books import BinarySheet, write_xlsb
from tests.desktop.excel.test_beside_values import open_book
from tests.journeys.conftest import HEADINGS, ROWS

LINES: list[list[object]] = [
    ["UBND XÃ NA SON"],
    ["DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NHÀ Ở NĂM 2024"],
    ["Đơn vị tính: triệu đồng"],
    [heading.partition(" | ")[0] for heading in HEADINGS],
    [heading.partition(" | ")[2] for heading in HEADINGS],
    *ROWS,
]
MACROS = bytes(range(256))
RIGHT = {"N8": 40, "P8": 44, "N10": 40, "P10": 44}
"""What the commune writes into the two rows that came back."""


def written(path: Path) -> Path:
    """The list as a file of the kind its ending says."""
    {
        ".xls": _old,
        ".xlsx": _new,
        ".xlsm": _with_macros,
        ".xlsb": lambda path: write_xlsb(path, BinarySheet("Nhà ở", LINES)),
        ".ods": _open,
        ".csv": _text,
    }[path.suffix](path)
    return path


def _old(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Nhà ở")
    for row, line in enumerate(LINES):
        for column, value in enumerate(line):
            sheet.write(row, column, value)
    book.save(str(path))


def _new(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Nhà ở"
    for line in LINES:
        sheet.append(line)
    book.save(path)


def _with_macros(path: Path) -> None:
    _new(path)
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    types = parts["[Content_Types].xml"].decode()
    kind = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    types = types.replace(plain, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    parts["[Content_Types].xml"] = types.replace("</Types>", kind).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in (parts | {"xl/vbaProject.bin": MACROS}).items():
            package.writestr(name, content)


def _open(path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = ("".join(cell.format(escape(str(value))) for value in line) for line in LINES)
    open_book(path, *(f"<table:table-row>{row}</table:table-row>" for row in rows))


def _text(path: Path) -> None:
    path.write_text("\r\n".join(";".join(map(str, line)) for line in LINES), "utf-8-sig")


class Officer:
    """Somebody who drops files on the window, presses the one button and answers where to write."""

    def __init__(
        self,
        window: MainWindow,
        qtbot: QtBot,
        settled: Callable[[], None],
        picture: Callable[[str], None],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.window, self.qtbot, self.settled, self.picture = window, qtbot, settled, picture
        self._patch = monkeypatch
        settled()

    @property
    def page(self) -> ImportPage:
        found = self.window.page(Route("import"))
        assert isinstance(found, ImportPage)
        return found

    def drop(self, *files: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self.window.dropEvent(
            QDropEvent(QPointF(600, 400), Qt.DropAction.CopyAction, data, button, none),
        )
        self.settled()

    def press(self) -> None:
        self.qtbot.keyClick(self.page.primary, Qt.Key.Key_Space)
        self.settled()

    def press_and_answer(self, button: QPushButton, answer: Path) -> None:
        self._patch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(answer), ""))
        self._patch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(answer))
        assert button.isVisible() and button.isEnabled()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)
        self.settled()

    def waiting(self) -> dict[str, tuple[str, str | None]]:
        """Of each file the state of its returned rows, and which still are out."""
        assert self.window.workspace is not None
        with self.window.workspace.store.reading() as reader:
            return {one.file: (one.state, one.rows) for one in reader.rows(ReturnedRows)}


@pytest.fixture
def officer(
    qtbot: QtBot,
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> Officer:
    return Officer(shown, qtbot, settled, picture, monkeypatch)


@pytest.mark.parametrize("kind", [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv"])
def test_that_a_list_of_any_kind_comes_back_and_only_the_rest_comes_in(
    officer: Officer, tmp_path: Path, kind: str
) -> None:
    file = written(tmp_path / f"nhà ở{kind}")
    officer.drop(file)
    officer.press()
    assert officer.page.primary.text() == "Ghi 4 dòng"
    officer.press()
    assert officer.page.notice.text.text().startswith("Đã ghi 4 dòng. 2 dòng bị trả lại")
    assert officer.waiting()[file.name][1] == "8, 10"
    is_own = kind in (".xlsx", ".xlsm")
    assert officer.page.returning.own.isVisible() is is_own
    copy = (_own_copy if is_own else _rows_alone)(officer, tmp_path / f"gửi lại{kind}")

    officer.drop(copy)
    officer.press()
    assert officer.page.primary.text() == "Ghi 2 dòng"
    officer.press()
    assert officer.page.notice.text.text() == "Đã ghi 2 dòng."
    assert officer.waiting()[file.name] == (BACK, None)
    # The same file once more: it is known, and there is nothing to write.
    officer.drop(copy)
    officer.press()
    assert not officer.page.primary.isEnabled()


def _own_copy(officer: Officer, copy: Path) -> Path:
    """The officer's own workbook with its errors, corrected where they are marked; macros are still there."""
    officer.press_and_answer(officer.page.returning.own, copy)
    book = openpyxl.load_workbook(copy, keep_vba=copy.suffix == ".xlsm")
    assert book.sheetnames[0] == "Lỗi cần sửa"
    assert book["Nhà ở"]["N8"].comment is not None
    for cell, value in RIGHT.items():
        book["Nhà ở"][cell] = value
    if copy.suffix == ".xlsm":
        with zipfile.ZipFile(copy) as package:
            assert package.read("xl/vbaProject.bin") == MACROS
    book.save(copy)
    return copy


def _rows_alone(officer: Officer, copy: Path) -> Path:
    """What no program can mark without harm goes back as the refused rows alone, under their own headings."""
    copy = copy.with_suffix(".xlsx")
    officer.press_and_answer(officer.page.returning.rows, copy)
    book = openpyxl.load_workbook(copy)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        told = [cell.value for cell in row]
        for name in ("Sùng A Páo", "Mùa A Chống"):
            if name in told:
                name_at = told.index(name) + 1
                sheet.cell(row[0].row, name_at + 12, 40)
                sheet.cell(row[0].row, name_at + 14, 44)
    book.save(copy)
    return copy


def test_that_several_files_at_once_get_a_copy_each_in_a_folder(officer: Officer, tmp_path: Path) -> None:
    files = [written(tmp_path / name) for name in ("một.xlsx", "hai.xlsm", "ba.xls")]
    officer.drop(*files)
    page = officer.page
    assert page.plan is not None and len(page.plan.understood()) == 3
    officer.press()
    officer.press()
    assert page.returning.own.text() == "Ghi lỗi vào chính các tệp này (bản sao)…"
    folder = tmp_path / "gửi lại"
    folder.mkdir()
    officer.press_and_answer(page.returning.own, folder)
    copies = {path.name for path in folder.iterdir()}
    assert copies == {"một-loi.xlsx", "hai-loi.xlsm", "ba-loi.xlsx"}
    assert "Đã ghi lỗi vào 2 bản sao trong thư mục gửi lại." in page.notice.text.text()
    assert "ba-loi.xlsx: " in page.notice.text.text()
    officer.picture("8-4 nhiều tệp, mỗi tệp một bản sao")
    with zipfile.ZipFile(folder / "hai-loi.xlsm") as package:
        assert package.read("xl/vbaProject.bin") == MACROS
    assert set(officer.waiting()) == {file.name for file in files}
