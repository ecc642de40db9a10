"""A legal basis leads to its text: what it is, since when, what replaced it, which amount applies when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from desktop.catalog import Catalog, LoadedComponent
from desktop.declare.norms import LegalText, Norm, cited
from desktop.declare.problems import Problem
from desktop.qt.legal_basis import BasisLink, basis_page
from desktop.qt.problem_list import FieldMessages

OLD = LegalText(
    "QĐ 1/2020/QĐ-TTg", "Mức cũ", "Thủ tướng", valid_from=date(2020, 1, 1), valid_to=date(2022, 12, 31)
)
NEW = LegalText(
    "QĐ 4/2023/QĐ-TTg",
    "Mức <mới>",
    "Thủ tướng",
    issued_on=date(2023, 1, 10),
    valid_from=date(2023, 2, 1),
    replaces=("QĐ 1/2020/QĐ-TTg",),
)


def norm(text: LegalText, value: int) -> Norm:
    first, last = text.valid_from or date.min, text.valid_to
    return Norm(
        "H", "Hỗ trợ nhà", "max", Decimal(value), "đ", "hộ", text, "Điều 4", valid_from=first, valid_to=last
    )


CATALOG = Catalog(
    [
        LoadedComponent(
            "x", "X", norms=[norm(OLD, 30), norm(NEW, 44)], texts=[LegalText("TT 2/2022", "Hướng dẫn")]
        )
    ]
)


def test_that_a_basis_is_taken_to_its_texts_and_articles() -> None:
    one, other = cited("QĐ 4/2023/QĐ-TTg, Điều 4(1); TT 2/2022", CATALOG.texts)
    assert (one.text, one.article) == (NEW, "Điều 4(1)")
    assert (other.number, other.article) == ("TT 2/2022", "")
    (unknown,) = cited("NQ 5/2021, Điều 2", CATALOG.texts)
    assert (unknown.number, unknown.article, unknown.text) == ("NQ 5/2021", "Điều 2", None)


def test_that_the_page_tells_dates_and_which_norm_applies_when() -> None:
    page = basis_page("QĐ 4/2023/QĐ-TTg, Điều 4(1)", CATALOG.norms, date(2024, 5, 1))
    for says in ("Mức &lt;mới&gt;", "Điều 4(1)", "10/01/2023", "từ 01/02/2023", "Thủ tướng"):
        assert says in page
    assert "từ 01/01/2020 đến 31/12/2022<" in page
    assert "<b>44 đ/hộ</b>" in page
    assert "<span>30 đ/hộ</span>" in page
    assert page.count("đang áp dụng") == 1
    before = basis_page("QĐ 1/2020/QĐ-TTg", CATALOG.norms, date(2021, 5, 1))
    assert "Được thay bằng" in before
    assert "QĐ 4/2023/QĐ-TTg" in before
    assert "<b>30 đ/hộ</b>" in before


def test_that_a_text_nobody_declared_is_said_to_be_unknown() -> None:
    assert "chưa ghi gì về văn bản này" in basis_page("NQ 5/2021, Điều 2", CATALOG.norms, date(2024, 5, 1))


def test_that_the_link_opens_the_text_by_keyboard_and_hides_without_one(dressed: None, qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.show()
    link = BasisLink(CATALOG)
    link.setParent(room)
    assert not link.isVisibleTo(room)
    link.show_basis("QĐ 4/2023/QĐ-TTg, Điều 4")
    assert link.isVisibleTo(room)
    qtbot.keyClick(link, Qt.Key.Key_Space)
    (window,) = room.findChildren(QDialog)
    assert "Mức <mới>" in window.findChild(QTextBrowser).toPlainText()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_that_the_basis_of_a_message_is_a_link(dressed: None, qtbot: QtBot) -> None:
    messages = FieldMessages()
    qtbot.addWidget(messages)
    messages.show_problems([Problem("Vượt <44> đ.", rule="P1", basis="QĐ 4/2023/QĐ-TTg, Điều 4")])
    assert messages.said == "Vượt <44> đ.\nP1 · QĐ 4/2023/QĐ-TTg, Điều 4"
    assert "Vượt &lt;44&gt; đ.<br>" in messages.text.text()
    with qtbot.waitSignal(messages.asks_basis) as asked:
        messages.text.linkActivated.emit("QĐ 4/2023/QĐ-TTg, Điều 4")
    assert asked.args == ["QĐ 4/2023/QĐ-TTg, Điều 4"]
