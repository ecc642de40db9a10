"""Two officers at one PC: one may change norms and see names, the other is told whom to ask."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal as Dec
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.qt.closed_page import ClosedPage
from desktop.qt.main_window import MainWindow
from desktop.qt.office_page import OfficePage
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.qt.record_print import RecordPrint
from desktop.shared import Household, Officer, RegisteredNorm
from desktop.shared.officers import read_rights
from desktop.workspace import Workspace


@pytest.fixture
def sit_as(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda name: monkeypatch.setattr("getpass.getuser", lambda: name)


def test_that_the_first_officer_gives_rights_and_the_second_is_told_whom_to_ask(
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    sit_as: Callable[[str], None],
    tmp_path: Path,
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    sit_as("lan")
    shown.open(Route("office"))
    office = shown.page(Route("office"))
    assert isinstance(office, OfficePage) and "chưa phân quyền" in office.rights.text()
    office.rights.click()
    page = shown.page(Route("records", Officer))
    assert isinstance(page, RecordPage)
    page.add()
    page.form.save()
    settled()
    page.add()
    page.form.fields.editors["account"].take("pao")
    page.form.fields.edited.emit("account")
    page.form.save()
    settled()
    picture("6-1 cán bộ và quyền")
    with workspace.store.reading() as reader:
        rights = read_rights(reader)
    assert rights.names("norms") == "lan" and rights.hold

    sit_as("pao")
    _change_a_norm(shown, settled)
    picture("6-2 sửa định mức khi chưa có quyền")

    shown.open(Route("records", Household))
    households = shown.page(Route("records", Household))
    assert isinstance(households, RecordPage)
    households.files.export(tmp_path / "ho.xlsx")
    settled()
    assert "đã được che" in households.notice.text.text()

    sensitive = next(each for each in workspace.catalog.record_types.values() if each.confidential)
    shown.open(Route("records", sensitive))
    picture("6-3 danh sách nhạy cảm đóng")
    closed = shown.findChild(ClosedPage)
    assert closed is not None and closed.isVisible() and "lan" in closed.sentence.text()
    sit_as("lan")
    shown.open(Route("records", sensitive))
    assert isinstance(shown.page(Route("records", sensitive)), RecordPage)
    settled()


def _change_a_norm(shown: MainWindow, settled: Callable[[], None]) -> None:
    """Somebody without the right tries, and is told whom to ask."""
    shown.open(Route("records", RegisteredNorm))
    norms = shown.page(Route("records", RegisteredNorm))
    assert isinstance(norms, RecordPage)
    settled()
    assert not norms.bar.add_button.isEnabled() and "hãy nhờ: lan" in norms.notice.text.text()
    before = norms.form.record
    norms.form.fields.editors["value"].take(Dec(1))
    norms.form.fields.edited.emit("value")
    norms.form.save()
    settled()
    assert "định mức" in norms.form.notice.text.text()
    norms.form.give_up()
    assert before is not None and norms.form.record == before


def test_that_a_print_hides_persons_from_whoever_may_not_show_them(
    workspace: Workspace, sit_as: Callable[[str], None], qtbot: QtBot
) -> None:
    sit_as("lan")
    workspace.save(Officer(account="lan", may_appoint=True))
    beside = QWidget()
    qtbot.addWidget(beside)
    sheet = RecordPrint(workspace, Household(head_name="Giàng A Thử"), beside)
    assert sheet.masked.isChecked() and not sheet.masked.isEnabled()
