"""Asks whether a record comes out on paper with its labels, masked where wanted, and is a PDF of A4."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFont, QFontMetrics, QPageSize
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from desktop.declare.authors import PROGRAM
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition
from desktop.qt.field_history import field_history, open_field_history
from desktop.qt.form_fields import FieldLabel
from desktop.qt.history_tab import HistoryTab
from desktop.qt.record_form import RecordForm
from desktop.qt.record_print import RecordPrint
from desktop.qt.tasks import Tasks
from desktop.qt.whole_files import offered_name
from desktop.shared import Household
from desktop.testing import sound_example
from desktop.workspace import Workspace
from desktop.workspace.record_sheet import RecordSheet

TODAY = date(2026, 11, 22)


@pytest.fixture
def one(street: Workspace, home: Any) -> Any:
    with street.store.reading() as reader:
        (found,) = reader.rows(home, [Condition("head", "is", "Vàng A Dí")])
    child = home.fields["children"].of
    return street.save(found.changed(identity="011085009675", children=[child(name="Vàng Thị Mỷ")]))


def test_that_a_sheet_tells_sections_values_own_rows_and_amounts_in_words(
    street: Workspace, one: Any
) -> None:
    page = RecordSheet(street, one, masked=False).html(TODAY)
    for told in (
        "NHÀ",
        "1. Hộ",
        "Chủ hộ",
        "Vàng A Dí",
        "Vàng Thị Mỷ",
        "43 m²",
        "40.000.000",
        "Bằng chữ: Bốn mươi triệu đồng",
        "In ngày 22/11/2026",
    ):
        assert told in page


def test_that_personal_data_is_masked_when_asked(street: Workspace, one: Any) -> None:
    assert "011085009675" in RecordSheet(street, one, masked=False).html(TODAY)
    page = RecordSheet(street, one, masked=True).html(TODAY)
    assert "011085009675" not in page
    assert "•••" in page


def test_that_a_masked_sheet_names_nobody_it_leads_to(workspace: Workspace) -> None:
    case = workspace.catalog.record_type("HousingCase")
    head = workspace.save(sound_example(workspace, Household, head_name="Vàng A Dí"))
    led = sound_example(workspace, case).changed(household=head.id, head_name=None)
    assert "Vàng A Dí" in RecordSheet(workspace, led, masked=False).html(TODAY)
    assert "Vàng A Dí" not in RecordSheet(workspace, led, masked=True).html(TODAY)


def test_that_a_new_record_prints_as_a_form_to_fill(street: Workspace, home: Any) -> None:
    page = RecordSheet(street, home(), masked=False).html(TODAY)
    assert "Chủ hộ" in page
    assert "……" in page


def test_that_the_preview_shows_what_is_kept_as_pdf(
    qtbot: QtBot, street: Workspace, one: Any, tmp_path: Path
) -> None:
    beside = QWidget()
    qtbot.addWidget(beside)
    dialog = RecordPrint(street, one, beside)
    dialog.show()
    assert dialog.preview.pageCount() == 1
    path = tmp_path / "hồ sơ.pdf"
    dialog.save_pdf(path)
    assert path.read_bytes().startswith(b"%PDF")
    assert dialog._printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    with pytest.raises(Refusal, match="Không ghi được tệp"):
        dialog.save_pdf(tmp_path / "không có" / "a.pdf")


def test_that_a_pdf_that_cannot_be_written_leaves_the_one_before(
    qtbot: QtBot, street: Workspace, one: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = QWidget()
    qtbot.addWidget(beside)
    dialog = RecordPrint(street, one, beside)

    def fill(path: Path, _content: bytes) -> int:
        path.write_text("nửa", "utf-8")
        raise OSError("disk full")

    (tmp_path / "a.pdf").write_text("trước", "utf-8")
    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(Refusal, match="Không ghi được"):
        dialog.save_pdf(tmp_path / "a.pdf")
    assert [path.read_text("utf-8") for path in tmp_path.glob("*.pdf*")] == ["trước"]


def test_that_a_file_is_offered_a_name_any_disk_takes() -> None:
    assert offered_name("Nhà 2021/2025: xong chưa?") == "nha-2021-2025-xong-chua"


def test_that_the_paper_is_written_with_vietnamese_letters(
    qtbot: QtBot, dressed: None, street: Workspace, one: Any, tmp_path: Path
) -> None:
    beside = QWidget()
    qtbot.addWidget(beside)
    dialog = RecordPrint(street, one, beside)
    letters = QFontMetrics(QFont(QApplication.font()))
    assert [letter for letter in "ẲỬĐẽợặữ" if not letters.inFontUcs4(ord(letter))] == []
    dialog.save_pdf(tmp_path / "a.pdf")
    # The letters travel in the file: the reader's own machine may have none of them.
    assert b"/FontFile" in (tmp_path / "a.pdf").read_bytes()


def test_that_a_click_on_a_label_tells_the_history_of_the_field(
    qtbot: QtBot, street: Workspace, one: Any, tasks: Tasks
) -> None:
    street.save(one.changed(rooms=3), why="Theo biên bản")
    with street.store.reading() as reader:
        now = reader.get(type(one), one.id)
    form = RecordForm(street, tasks, type(one))
    qtbot.addWidget(form)
    form.show()
    form.show_record(now)
    (label,) = [each for each in form.fields.findChildren(FieldLabel) if each.text() == "Số gian"]
    label.clicked.emit()
    (page,) = [
        each for each in form.findChildren(QTextBrowser) if each.accessibleName() == "Lịch sử: Số gian"
    ]
    assert "3" in page.toPlainText()
    assert "Theo biên bản" in page.toPlainText()
    window = open_field_history(street, type(one)(), "rooms", form)
    (empty,) = window.findChildren(QTextBrowser)
    assert "chưa có lịch sử" in empty.toPlainText()


def test_that_what_the_program_wrote_is_said_in_the_language_in_use(
    street: Workspace, one: Any, qtbot: QtBot
) -> None:
    with street.store.writing("Dữ liệu ban đầu", who=PROGRAM) as writing:
        writing.save(one.changed(rooms=3))
    told = HistoryTab(street)
    qtbot.addWidget(told)
    told.show_history(one)
    for page in (told.toPlainText(), field_history(street, one, "rooms")):
        assert "Phần mềm" in page
        assert PROGRAM not in page
