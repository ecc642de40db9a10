"""What to do with an empty database: three cards, one primary button; opens no file itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QProcess, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.declare.text import _
from desktop.installation import starting_again
from desktop.qt import tokens
from desktop.qt.icon_label import IconLabel
from desktop.qt.icons import icon
from desktop.qt.links import link
from desktop.qt.page import Page, Route
from desktop.shared.demo import sample_workbook

Deed = Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Step:
    picture: str
    title: str
    says: str
    verb: str
    deed: Deed
    more: tuple[str, Deed] | None = None


class FirstSteps(QWidget):
    """Choose the office, bring a workbook, or try with a sample."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, tokens.L, 0, 0)
        self._row.setSpacing(tokens.L)
        steps = (_choose(page), _bring(page), _try(page))
        self._cards = [_card(step, is_primary=place == 1) for place, step in enumerate(steps)]
        for card in self._cards:
            self._row.addWidget(card, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One below the other where they do not stand side by side."""
        super().resizeEvent(event)
        wide = sum(card.minimumSizeHint().width() + tokens.L for card in self._cards) - tokens.L
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if wide <= self.width() else way.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """As wide as one card: they may stand one below the other."""
        widest = max(card.minimumSizeHint().width() for card in self._cards)
        return QSize(widest, super().minimumSizeHint().height())


def _choose(page: Page) -> _Step:
    places = next(
        (one for one in page.workspace.catalog.record_types.values() if one.__name__ == "Place"), None
    )
    return _Step(
        "place",
        _("1. Chọn đơn vị của mình"),
        _("Danh mục tỉnh, xã (trước và sau 01/7/2025) đã có sẵn. Chọn nơi anh/chị làm việc."),
        _("Chọn đơn vị"),
        lambda: page.go(Route("office", new=True)),
        (_("Mở danh mục"), lambda: page.go(Route("records", places))),
    )


def _bring(page: Page) -> _Step:
    return _Step(
        "import",
        _("2. Thả bảng tính vào đây"),
        _(
            "Kéo tệp Excel của xã gửi lên vào cửa sổ này. Chương trình tìm dòng tiêu đề, "
            "chỉ từng lỗi theo ô, và chỉ ghi khi anh/chị đồng ý."
        ),
        _("Nhập từ Excel"),
        lambda: page.go(Route("import")),
    )


def _try(page: Page) -> _Step:
    demo = (_("Mở cửa sổ dữ liệu mẫu"), open_demo_window)
    sample = sample_workbook()
    if sample is None:
        says = _("Một cửa sổ khác mở ra với dữ liệu giả định; dữ liệu của anh/chị không đổi.")
        return _Step("chart", _("3. Hoặc xem trước"), says, *demo)
    return _Step(
        "sheet",
        _("3. Hoặc thử trước"),
        _(
            "Một danh sách nhà ở như xã vẫn gửi, có lỗi cố ý; người và hộ đều là giả định. "
            "Xem trước không ghi gì vào dữ liệu."
        ),
        _("Thử với danh sách mẫu"),
        lambda: page.go(Route("import", files=(sample,))),
        demo,
    )


def _card(step: _Step, *, is_primary: bool) -> QFrame:
    card = QFrame()
    card.setObjectName("panel")
    column = QVBoxLayout(card)
    column.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
    column.setSpacing(tokens.M)
    heading = QLabel(step.title, wordWrap=True)
    heading.setFont(tokens.font("section"))
    button = QPushButton(icon(step.picture, tokens.theme().on_accent if is_primary else ""), step.verb)
    button.setObjectName("primary" if is_primary else "")
    button.clicked.connect(lambda: step.deed())
    column.addWidget(IconLabel(step.picture, tokens.theme().quiet, 32))
    column.addWidget(heading)
    column.addWidget(QLabel(step.says, wordWrap=True))
    column.addStretch(1)
    deeds = QHBoxLayout()
    deeds.setSpacing(tokens.S)
    deeds.addWidget(button)
    if step.more is not None:
        deeds.addWidget(link(*step.more))
    deeds.addStretch(1)
    column.addLayout(deeds)
    return card


def open_demo_window() -> bool:
    """Start the program once more, on a demo database of its own."""
    program, *words = starting_again()
    started = QProcess.startDetached(program, [*words, "--demo"])
    return bool(started[0] if isinstance(started, tuple) else started)
