"""A province enters its own norm; the case of today is judged by it, the one of yesterday says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal as Dec
from typing import Any

from PySide6.QtWidgets import QDialog, QTextBrowser
from pytestqt.qtbot import QtBot

from desktop.declare.records import Record
from desktop.qt.legal_basis import open_basis
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.shared import RegisteredNorm, RegisteredText
from desktop.shared.places import place_of_code
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace

NUMBER = "NQ 9/2024/NQ-HĐND"


def record_page(window: MainWindow, record_type: type[Record], id: str) -> RecordPage:
    window.open(Route("records", record_type, record=id))
    page = window.page(Route("records", record_type))
    assert isinstance(page, RecordPage)
    return page


def enter_norm(workspace: Workspace) -> tuple[RegisteredNorm, str]:
    """The province's norm of houses, made from the row of the country, and the text it stands in."""
    text = workspace.save(
        RegisteredText(
            number=NUMBER,
            kind="resolution",
            name="Mức hỗ trợ nhà ở trên địa bàn tỉnh",
            issuer="HĐND tỉnh Điện Biên",
            valid_from=date(2024, 1, 1),
            confidence="H",
        )
    )
    with workspace.store.reading() as reader:
        row = next(each for each in reader.rows(RegisteredNorm) if each.code == "P1.HOUSE.NSTW")
        province = place_of_code("11", reader)
    assert province is not None
    own = {
        "value": Dec(42_000_000),
        "text": NUMBER,
        "article": "Điều 2",
        "province": province.id,
        "valid_from": date(2024, 1, 1),
        "declared_by": None,
    }
    saved = workspace.save(RegisteredNorm(**{**row.values(), **own}))
    assert isinstance(saved, RegisteredNorm)
    return saved, text.id or ""


def test_that_a_norm_of_the_province_is_entered_and_named_by_the_problem(
    qtbot: QtBot, shown: MainWindow, settled: Callable[[], None], picture: Callable[[str], None]
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    house = workspace.catalog.record_type("HousingCase")
    sound: Any = sound_example(workspace, house, commune=na_son(workspace))
    case = sound.changed(decision_date=date(2024, 11, 5), central_money=46_000_000, total=None)
    before = workspace.save(case)

    norm, text = enter_norm(workspace)
    record_page(shown, RegisteredText, text)
    settled()
    picture("5-1 văn bản")
    record_page(shown, RegisteredNorm, norm.id or "")
    settled()
    picture("5-2 định mức")

    after = workspace.save(case.changed(head_name="Giàng A Ví Dụ", identity_number=None))
    page = record_page(shown, house, after.id or "")
    settled()
    said = [problem for problem in page.form.problems if problem.rule == "P1-05"]
    assert "42.000.000 đ/nhà (từ 01/01/2024; mức của tỉnh theo NQ 9/2024/NQ-HĐND, Điều 2" in said[0].message
    assert "thay mức chung 40.000.000 đ/nhà theo QĐ 04/2023/QĐ-TTg" in said[0].message
    page.form.tabs.setCurrentIndex(1)
    picture("5-3 hồ sơ theo mức của tỉnh")
    window = open_basis(said[0].basis, workspace, page)
    assert isinstance(window, QDialog)
    told = window.findChild(QTextBrowser)
    assert told is not None
    assert "42.000.000 đ/nhà" in told.toPlainText() and "mức của tỉnh" in told.toPlainText()
    picture_of = told.grab()
    assert not picture_of.isNull()
    window.close()

    page = record_page(shown, house, before.id or "")
    settled()
    page.form.tabs.setCurrentIndex(1)
    picture("5-4 hồ sơ giữ mức cũ")
    messages = " ".join(problem.message for problem in page.form.problems)
    assert "hồ sơ vẫn xét theo mức cũ" in messages and "nay: 42.000.000 đ/nhà" in messages
