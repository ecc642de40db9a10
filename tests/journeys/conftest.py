"""The real window on a real database, a workbook as a commune sends it, and a camera."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.qt.main_window import MainWindow
from desktop.qt.style import dress
from desktop.qt.wheel_guard import WheelGuard
from desktop.workspace import Workspace

PICTURES = Path(__file__).parents[2] / "build" / "journeys"

HEADINGS = [
    "TT",
    "Họ và tên chủ hộ",
    "Năm sinh",
    "Giới tính",
    "Dân tộc",
    "Địa chỉ | Bản",
    "Địa chỉ | Xã",
    "Diện hộ",
    "Năm công nhận",
    "Số quyết định phê duyệt",
    "Ngày phê duyệt",
    "Nhu cầu",
    "Tiến độ",
    "Ngân sách trung ương",
    "Ngân sách tỉnh",
    "Tổng kinh phí",
]


def _row(number: int, name: str, *, central: object = 40, poverty: str = "Hộ nghèo") -> list[object]:
    total = 44 if not isinstance(central, int) else central + 4
    return [
        number,
        name,
        1980 + number,
        "Nam" if number % 2 else "Nữ",
        "Mông",
        "Na Phát" if number % 2 else "Huổi Hin",
        "Xã Na Son",
        poverty,
        2024,
        f"{100 + number}/QĐ-UBND",
        f"{number:02d}/11/2024",
        "Làm mới",
        "Hoàn thành" if number % 3 else "Chưa khởi công",
        central,
        4,
        total,
    ]


ROWS = [
    _row(1, "Vàng A Dí"),
    _row(2, "Giàng Thị Mỷ"),
    _row(3, "Sùng A Páo", central=48),
    _row(4, "Lầu Thị Ủ"),
    _row(5, "Mùa A Chống", central="bốn mươi"),
    _row(6, "Hạng Thị Dợ"),
]
"""Two of them are wrong: one amount is above the norm, another is no number."""


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Title lines, a unit, headings of two rows, six households, a total, a signature."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Nhà ở"
    sheet.append(["UBND XÃ NA SON"])
    sheet.append(["DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NHÀ Ở NĂM 2024"])
    sheet.append(["Đơn vị tính: triệu đồng"])
    sheet.append([heading.partition(" | ")[0] for heading in HEADINGS])
    sheet.append([heading.partition(" | ")[2] or None for heading in HEADINGS])
    sheet.merge_cells("F4:G4")
    for row in ROWS:
        sheet.append(row)
    sheet.append([None, "Người lập biểu", None, None, None, None, None, None, "Chủ tịch"])
    path = tmp_path / "nhà ở Na Son.xlsx"
    book.save(path)
    return path


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, workspace: Workspace) -> Iterator[MainWindow]:
    """The main window as an officer sees it."""
    dress(qapp)
    guard = WheelGuard(qapp)
    qapp.installEventFilter(guard)
    window = MainWindow(workspace)
    failures: list[Exception] = []
    window.tasks.failed.connect(failures.append)
    window.show()
    window.activateWindow()
    yield window
    window.close()
    window.deleteLater()
    qapp.removeEventFilter(guard)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert failures == []


@pytest.fixture
def settled(qtbot: QtBot, shown: MainWindow) -> Callable[[], None]:
    """Waits until the worker is idle and everything it answered has been shown."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not shown.tasks.running())

    return wait


@pytest.fixture
def picture(shown: MainWindow) -> Callable[[str], None]:
    """Keeps a picture of the window under `build/journeys`."""

    def take(name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        QApplication.processEvents()
        assert shown.grab().save(str(PICTURES / f"{name}.png"))

    return take


@pytest.fixture
def cells() -> Callable[[Any, int], list[str]]:
    """What a column of a table shows."""

    def read(table: QWidget, column: int) -> list[str]:
        model = table.model()  # type: ignore[attr-defined]
        return [model.index(row, column).data() for row in range(model.rowCount())]

    return read
