"""Asks whether every editor takes what officers type, also through a Vietnamese keyboard."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.declare.dates import PartialDate
from desktop.declare.fields import Computed, Money, Percent
from desktop.declare.norms import LegalText, Norm
from desktop.declare.text import add_catalog, use_language
from desktop.qt.computed_editor import ComputedEditor
from desktop.qt.details_editor import DetailsEditor
from desktop.qt.editors_by_kind import editor_for
from desktop.qt.field_editors import Editor, LineEditor, NumberEditor
from desktop.qt.search_editor import SearchEditor
from desktop.qt.search_line import SearchLine
from desktop.qt.share_bar import ShareBar
from desktop.qt.wheel_guard import WheelGuard
from desktop.resources import resource
from desktop.testing import na_son
from desktop.workspace import Workspace

TYPED = {
    "head": ("  Vàng   A Dí ", "Vàng A Dí", "Vàng A Dí"),
    "identity": ("11085009675", "011085009675", "011085009675"),
    "poverty": ("ho can ngheo", "near", "Hộ cận nghèo"),
    "minority": ("x", True, "Có"),
    "built": ("5/1/2026", date(2026, 1, 5), "05/01/2026"),
    "rooms": ("3", 3, "3"),
    "area": ("62.5", Decimal("62.5"), "62,5"),
    "done": ("97,5", Decimal("97.5"), "97,5 %"),
    "central": ("44 triệu", 44_000_000, "44.000.000"),
}


def keep_focus(qtbot: QtBot, editor: Editor) -> None:
    qtbot.addWidget(editor)
    editor.show()
    editor.activateWindow()
    editor.inner().setFocus()
    qtbot.waitUntil(editor.inner().hasFocus)


def type_as_unikey(widget: QWidget) -> None:
    """`tiến` as UniKey sends it: letters, then backspaces and the letters anew with their marks."""
    for letters in ("t", "i", "e", "\b", "ê", "n", "\b", "\b", "ến"):
        for letter in letters:
            key = Qt.Key.Key_Backspace if letter == "\b" else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


@pytest.mark.parametrize("name", TYPED)
def test_that_what_is_typed_is_read_and_shown_by_the_field(
    name: str, qtbot: QtBot, homes: Workspace, home: Any
) -> None:
    typed, value, shown = TYPED[name]
    editor = editor_for(home.fields[name], homes)
    assert isinstance(editor, LineEditor)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, typed) if typed.isascii() else editor.line.setText(typed)
    assert editor.value() == value
    editor.settle()
    assert editor.value() == value
    if not editor.remark():
        assert editor.line.text() == shown


def test_that_a_zero_put_back_stays_to_be_confirmed(qtbot: QtBot, homes: Workspace, home: Any) -> None:
    editor = editor_for(home.fields["identity"], homes)
    assert isinstance(editor, LineEditor)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, "11085009675")
    editor.settle()
    assert "số 0" in editor.remark()
    assert editor.line.text() == "11085009675"


def test_that_every_editor_shows_each_value_and_gives_it_back(
    qtbot: QtBot, homes: Workspace, home: Any, tmp_path: Path
) -> None:
    paper = tmp_path / "quyết định.pdf"
    paper.write_bytes(b"%PDF-1.4")
    values = {
        "head": "Giàng Thị Mỷ",
        "identity": "011085009675",
        "commune": na_son(homes),
        "poverty": "poor",
        "minority": False,
        "children": [home.fields["children"].of(name="Giàng A Pó", born=PartialDate(2015))],
        "built": PartialDate(2024, 3),
        "rooms": 1200,
        "area": Decimal("45.5"),
        "done": Decimal(100),
        "central": 8_690_000_000_000,
        "local": 0,
        "paper": homes.store.attach(paper),
        "note": "Hàng một\nHàng hai",
    }
    for name, value in values.items():
        editor = editor_for(home.fields[name], homes)
        qtbot.addWidget(editor)
        editor.take(value)
        assert editor.value() == value, name
        editor.settle()
        assert editor.value() == value, name
        editor.take(None)
        assert editor.value() in (None, []), name


@pytest.mark.parametrize("name", ["head", "commune", "poverty", "minority", "built", "central", "note"])
def test_that_a_vietnamese_keyboard_is_not_disturbed(
    name: str, qtbot: QtBot, homes: Workspace, home: Any
) -> None:
    editor = editor_for(home.fields[name], homes)
    keep_focus(qtbot, editor)
    type_as_unikey(editor.inner())
    written = editor.inner().property("text") or editor.inner().property("plainText")
    assert written == "tiến"


def test_that_a_long_word_is_never_cut_while_it_is_typed(qtbot: QtBot, homes: Workspace, home: Any) -> None:
    editor = editor_for(home.fields["head"], homes)
    assert isinstance(editor, LineEditor)
    assert editor.line.maxLength() > 10_000
    assert editor.line.validator() is None


def test_that_a_cell_of_details_takes_a_vietnamese_keyboard(
    qtbot: QtBot, homes: Workspace, home: Any
) -> None:
    editor = editor_for(home.fields["children"], homes)
    assert isinstance(editor, DetailsEditor)
    keep_focus(qtbot, editor)
    editor.add_row()
    line = editor.table.viewport().findChild(QLineEdit)
    assert line is not None
    type_as_unikey(line)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [child.name for child in editor.value()] == ["tiến"])


def test_that_an_unreadable_cell_of_details_stays_and_says_why(
    qtbot: QtBot, homes: Workspace, home: Any
) -> None:
    editor = editor_for(home.fields["children"], homes)
    assert isinstance(editor, DetailsEditor)
    qtbot.addWidget(editor)
    editor.take([home.fields["children"].of(name="Pó")])
    editor.rows.setData(editor.rows.index(0, 1), "năm ngoái")
    assert editor.rows.data(editor.rows.index(0, 1)) == "năm ngoái"
    with pytest.raises(ValueError, match="Dòng 1"):
        editor.value()


def test_that_a_block_from_excel_goes_into_the_rows_of_a_record(
    qtbot: QtBot, homes: Workspace, home: Any
) -> None:
    editor = editor_for(home.fields["children"], homes)
    assert isinstance(editor, DetailsEditor)
    keep_focus(qtbot, editor)
    editor.take([home.fields["children"].of(name="Pó")])
    editor.table.setCurrentIndex(editor.rows.index(0, 0))
    QGuiApplication.clipboard().setText("Giàng A Pó\t2015\nGiàng Thị Mỷ\tnăm ngoái\n")
    QTest.keyClick(editor.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [child.name for child in editor.rows.rows] == ["Giàng A Pó", "Giàng Thị Mỷ"]
    assert list(editor.rows.unread) == [(1, 1)]
    editor.table.selectAll()
    QTest.keyClick(editor.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Giàng A Pó\t2015\nGiàng Thị Mỷ\tnăm ngoái"
    alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
    editor.table.selectionModel().setCurrentIndex(editor.rows.index(1, 1), alone)
    QTest.keyClick(editor.table, Qt.Key.Key_Delete)
    assert editor.value()[1].born is None


def test_that_a_copied_row_names_nobody_to_whom_may_not_show_names(
    qtbot: QtBot, homes: Workspace, home: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(homes.guard, "may", lambda right: right != "names")
    monkeypatch.setattr(type(homes.catalog), "is_personal", lambda _self, field: field.name == "name")
    editor = editor_for(home.fields["children"], homes)
    assert isinstance(editor, DetailsEditor)
    qtbot.addWidget(editor)
    editor.take([home.fields["children"].of(name="Giàng A Pó", born=date(2015, 1, 2))])
    editor.table.selectAll()
    QTest.keyClick(editor.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "•••\t02/01/2015"


def test_that_a_large_amount_is_shown_grouped_while_it_is_typed(
    qtbot: QtBot, homes: Workspace, home: Any
) -> None:
    editor = editor_for(home.fields["central"], homes)
    assert isinstance(editor, NumberEditor)
    keep_focus(qtbot, editor)
    QTest.keyClicks(editor.line, "44000000")
    assert editor.read_as.text() == "= 44.000.000 đ"
    assert editor.line.text() == "44000000"


def test_that_a_large_amount_is_written_out_under_its_field(
    qtbot: QtBot, homes: Workspace, home: Any
) -> None:
    editor = editor_for(home.fields["central"], homes)
    assert isinstance(editor, NumberEditor) and editor.in_words is not None
    keep_focus(qtbot, editor)
    QTest.keyClicks(editor.line, "44000000")
    assert editor.in_words.text() == "Bằng chữ: Bốn mươi tư triệu đồng"
    editor.settle()
    assert editor.in_words.isVisible()
    editor.take(200_000)
    assert editor.in_words.isHidden()


def test_that_an_amount_worked_out_is_written_out_too(qtbot: QtBot, homes: Workspace, home: Any) -> None:
    editor = editor_for(home.fields["total"], homes)
    assert isinstance(editor, ComputedEditor) and editor.in_words is not None
    qtbot.addWidget(editor)
    editor.take(64_000_000)
    assert editor.in_words.text() == "Bằng chữ: Sáu mươi tư triệu đồng"


def test_that_an_ambiguous_number_is_said_and_kept(qtbot: QtBot, homes: Workspace, home: Any) -> None:
    editor = editor_for(home.fields["area"], homes)
    assert isinstance(editor, LineEditor)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, "1.234")
    editor.settle()
    assert editor.line.text() == "1.234"
    with pytest.raises(ValueError, match="có thể là"):
        editor.value()


def test_that_a_reference_is_found_without_marks_and_picked_by_keys(
    qtbot: QtBot, homes: Workspace, home: Any
) -> None:
    editor = editor_for(home.fields["commune"], homes)
    assert isinstance(editor, SearchEditor)
    assert isinstance(editor.line, SearchLine)
    keep_focus(qtbot, editor)
    QTest.keyClicks(editor.line, "na son")
    popup = editor.line.finder.popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    with homes.store.reading() as reader:
        names = reader.names(homes.catalog.target_of(home.fields["commune"]), [editor.value()])
    assert "Na Son" in names[editor.value()]


def test_that_who_leaves_a_list_by_a_key_types_into_the_next_line(
    qtbot: QtBot, homes: Workspace, home: Any
) -> None:
    """Seen while a paper list was entered: the first letter of the next name went back into this line."""
    editor = editor_for(home.fields["poverty"], homes)
    assert isinstance(editor.inner(), SearchLine)
    keep_focus(qtbot, editor)
    QTest.keyClicks(editor.inner(), "can")
    popup = editor.inner().finder.popup()
    qtbot.waitUntil(popup.isVisible)
    editor.inner().clearFocus()
    assert not popup.isVisible()
    # Half a word that one answer alone holds is that answer.
    assert editor.value() == "near"


def test_that_the_list_opens_without_typing(qtbot: QtBot, homes: Workspace, home: Any) -> None:
    editor = editor_for(home.fields["poverty"], homes)
    assert isinstance(editor.inner(), SearchLine)
    keep_focus(qtbot, editor)
    QTest.keyClick(editor.inner(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert editor.value() is None


def test_that_who_takes_a_find_by_the_mouse_stays_there(qtbot: QtBot, homes: Workspace, home: Any) -> None:
    editor = editor_for(home.fields["poverty"], homes)
    line, went_on = editor.inner(), list[str]()
    assert isinstance(line, SearchLine)

    def go_on() -> bool:
        went_on.append("by Enter")
        return True

    editor.goes_on = go_on
    keep_focus(qtbot, editor)
    QTest.keyClick(line, Qt.Key.Key_Return)
    line.actions()[0].trigger()
    popup = line.finder.popup()
    place = popup.visualRect(popup.model().index(1, 0)).center()
    with qtbot.waitSignal(editor.left):
        QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor.value() == "near"
    assert went_on == ["by Enter"]


def test_that_the_wheel_leaves_alone_what_has_no_focus(qtbot: QtBot, qapp: QApplication) -> None:
    guard = WheelGuard()
    qapp.installEventFilter(guard)
    box = QComboBox()
    box.addItems(["một", "hai", "ba"])
    other = QLineEdit()
    holder = QWidget()
    for widget in (other, box):
        widget.setParent(holder)
    qtbot.addWidget(holder)
    holder.show()
    other.setFocus()
    at = QPointF(2, 2)
    turned = QWheelEvent(
        at, at, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turned)
    assert box.currentIndex() == 0
    qapp.removeEventFilter(guard)


def test_that_money_never_passes_through_whole_numbers_of_qt() -> None:
    folder = Path(__file__).resolve().parents[3] / "desktop" / "qt"
    source = "\n".join(file.read_text("utf-8") for file in folder.glob("*.py"))
    assert "SpinBox" not in source.replace("QAbstractSpinBox", "")
    assert "Validator" not in source
    assert "setMaxLength" not in source


def test_that_a_share_of_a_whole_is_shown_as_a_bar(qtbot: QtBot, workspace: Workspace) -> None:
    share = Computed(Percent("Tỷ lệ", minimum=0, maximum=100), of=lambda home: home.done)
    editor = editor_for(share, workspace)
    qtbot.addWidget(editor)
    assert isinstance(editor, ComputedEditor) and editor.bar is not None
    for value, shown in ((Decimal("62.5"), 62), (None, 0), (Decimal(100), 100)):
        editor.take(value)
        assert editor.bar.value() == shown
    others = (Money("Tổng"), Percent("Mức tăng"))
    plain = [editor_for(Computed(kind, of=lambda home: home.done), workspace) for kind in others]
    for each in plain:
        qtbot.addWidget(each)
        assert isinstance(each, ComputedEditor) and each.bar is None


def test_that_a_share_is_marked_where_a_norm_draws_the_line(qtbot: QtBot) -> None:
    text = LegalText("TT 02/2022")
    least = Norm("A", "Hộ nghèo", "share_min", Decimal(70), "%", "số hộ", text, "Điều 20")
    bar = ShareBar()
    qtbot.addWidget(bar)
    bar.show_share(50)
    assert (bar.value(), bar.limit.isHidden()) == (50, True)
    bar.stand_against(least)
    assert (bar.bar.mark, bar.limit.text()) == (70, "từ 70 %")
    assert "Hộ nghèo: 70 % số hộ" in bar.toolTip() and "TT 02/2022, Điều 20" in bar.toolTip()
    bar.stand_against(replace(least, kind="share_max"))
    assert bar.limit.text() == "đến 70 %"
    add_catalog(resource("translations"))
    use_language("en")
    bar.stand_against(least)
    assert bar.toolTip().startswith("Poor household: ")
    bar.stand_against(None)
    assert bar.limit.isHidden() and not bar.toolTip()
