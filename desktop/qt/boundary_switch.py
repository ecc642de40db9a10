"""By the boundaries of which day lists and charts are shown: one switch in the top bar; asks no store."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
    QWidgetAction,
)

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.icons import icon

if TYPE_CHECKING:
    from desktop.workspace.as_of import AsOf

NEW_UNITS = date(2025, 7, 1)
"""The day the districts ended and most communes became others."""


def says_day(asked: AsOf | None) -> str:
    """What a list or chart says of its places: nothing where they are as reported."""
    if asked is None:
        return ""
    day = f"{asked.day:%d/%m/%Y}"
    if asked.level == "province":
        return _("theo địa giới ngày {day}, gộp đến tỉnh").format(day=day)
    return _("theo địa giới ngày {day}").format(day=day)


class BoundarySwitch(QPushButton):
    """`chosen` carries an `AsOf`, or None for as reported."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chip")
        self.setToolTip(_("Danh sách và biểu đồ theo địa giới của ngày nào; hồ sơ không bị sửa"))
        self._asked: AsOf | None = None
        menu = QMenu(self)
        self.as_reported = menu.addAction(_("Như đã báo cáo"), lambda: self._take(None))
        eve = NEW_UNITS - timedelta(days=1)
        self.before = menu.addAction(
            _("Theo địa giới cũ, đến hết ngày {day}").format(day=f"{eve:%d/%m/%Y}"), lambda: self._take(eve)
        )
        self.today = menu.addAction(_("Theo địa giới hôm nay"), lambda: self._take(date.today()))
        menu.addSeparator()
        menu.addAction(self._other_day(menu))
        menu.addSeparator()
        self.to_province = menu.addAction(_("Gộp đến cấp tỉnh"))
        self.to_province.setCheckable(True)
        self.to_province.triggered.connect(
            lambda: self._take(self._asked.day if self._asked else date.today())
        )
        self.setMenu(menu)
        self.show_asked(None)

    def _other_day(self, menu: QMenu) -> QWidgetAction:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        layout.addWidget(QLabel(_("Ngày khác")))
        self.day = QDateEdit(QDate(NEW_UNITS.year, NEW_UNITS.month, NEW_UNITS.day))
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(_("Ngày của địa giới"))
        self.go = QPushButton(_("Xem"))
        self.go.clicked.connect(lambda: self._take_other(menu))
        layout.addWidget(self.day)
        layout.addWidget(self.go)
        action = QWidgetAction(menu)
        action.setDefaultWidget(row)
        return action

    def _take_other(self, menu: QMenu) -> None:
        menu.hide()
        chosen = self.day.date()
        self._take(date(chosen.year(), chosen.month(), chosen.day()))

    def _take(self, day: date | None) -> None:
        from desktop.workspace.as_of import AsOf

        level = "province" if self.to_province.isChecked() else ""
        self.show_asked(AsOf(day, level) if day else None)
        self.chosen.emit(self._asked)

    def show_asked(self, asked: AsOf | None) -> None:
        """Say what is asked now; another day than as reported stands out."""
        self._asked = asked
        self.to_province.setChecked(asked is not None and asked.level == "province")
        says = says_day(asked)
        self.setText(says[:1].upper() + says[1:] if says else _("Như đã báo cáo"))
        self.setAccessibleName(_("Địa giới: {which}").format(which=self.text()))
        self.setIcon(icon("merge", tokens.theme().accent if asked else tokens.theme().quiet))
