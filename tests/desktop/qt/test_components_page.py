"""Cards of the components: what each brings, or why it is not there."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.qt.components_page import ComponentCard, ComponentsPage
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, school: Workspace, tasks: Tasks) -> ComponentsPage:
    made = ComponentsPage(school, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    return made


def words(card: ComponentCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel))


def test_that_a_component_that_failed_stands_first_with_its_reason(page: ComponentsPage) -> None:
    first = page.cards[0]
    assert first.component.name == "broken"
    assert "Không nạp được" in words(first)
    assert "1 không nạp được" in page.counts.text()


def test_that_the_traceback_waits_behind_a_button_and_can_be_copied(page: ComponentsPage) -> None:
    card = page.cards[0]
    assert card.details is not None and not card.details.isVisible()
    more, copy = card.findChildren(QPushButton)
    more.click()
    assert card.details.isVisible()
    assert "no such luck" in card.details.toPlainText()
    copy.click()
    assert "RuntimeError" in QGuiApplication.clipboard().text()


def test_that_a_component_says_what_it_brings(page: ComponentsPage) -> None:
    card = next(one for one in page.cards if one.component.name == "courses")
    assert "Hồ sơ: Các lớp học" in words(card)
    assert "2 quy tắc kiểm tra · 3 biểu đồ" in words(card)
    assert "phiên bản 1.2" in words(card)
    assert "Đang dùng" in words(card)


def test_that_a_route_unfolds_the_failure_it_names(page: ComponentsPage) -> None:
    page.opened(Route("components", text="broken"))
    assert page.cards[0].details is not None and page.cards[0].details.isVisible()
