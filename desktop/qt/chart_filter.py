"""Which records all charts of a page are asked about: a place, a year, a list's own conditions; asks none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop.declare.fields import Reference
from desktop.declare.reading import Condition, Where
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.filters import FilterChips
from desktop.qt.icons import icon
from desktop.qt.pick_box import PickBox
from desktop.qt.search_line import Found, SearchLine
from desktop.shared.office import COMMUNE
from desktop.shared.places import Place
from desktop.workspace.own_office import own_office
from desktop.workspace.within import place_field
from desktop.workspace.years import of_year, year_field

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_FIRST_YEAR = 2021
_ANYWHERE = Reference("Địa bàn", to=Place, current=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every chart: records within a place, of a year; or of one type by conditions."""

    place: str = ""
    year: int | None = None
    record_type: type[Record] | None = None
    where: tuple[Condition, ...] = ()

    def wheres(self, workspace: Workspace, types: Sequence[type[Record]]) -> dict[type[Record], Where]:
        """For each record type the conditions that say so; reads the places, so it is for the worker."""
        within = workspace.places_within(self.place) if self.place else []
        return {each: self._where(each, within) for each in types}

    def _where(self, record_type: type[Record], within: list[str]) -> Where:
        where = list(self.where) if record_type is self.record_type else []
        place = place_field(record_type)
        if within and place:
            where.append(Condition(place, "in", within))
        return [*where, *of_year(record_type, self.year)]

    def lacks(self, record_type: type[Record]) -> str:
        """What of it cannot be asked of a type, as a sentence; empty where all can."""
        parts = [_("địa bàn")] if self.place and not place_field(record_type) else []
        parts += [_("năm")] if self.year and not year_field(record_type) else []
        return _("không lọc được theo {what}").format(what=", ".join(parts)) if parts else ""


class ChartFilter(QWidget):
    """One line above the cards; `changed` comes when something else is asked."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._place = ""
        self._where: tuple[Condition, ...] = ()
        self._type: type[Record] | None = None
        self.place = SearchLine(self._look, wait=150)
        self.place.setPlaceholderText(_("Mọi địa bàn"))
        self.place.setAccessibleName(_("Chỉ tính trong địa bàn"))
        self.place.setClearButtonEnabled(True)
        self.place.addAction(icon("place", tokens.theme().quiet), QLineEdit.ActionPosition.LeadingPosition)
        self.place.setMinimumWidth(110)
        self.place.setMaximumWidth(280)
        self.place.picked.connect(lambda found: self._take_place(found.value))
        self.place.textChanged.connect(lambda text: self._take_place("") if not text else None)
        self.year = PickBox()
        self.year.setAccessibleName(_("Chỉ tính trong năm"))
        self.year.addItem(_("Mọi năm"), None)
        for year in range(date.today().year + 1, _FIRST_YEAR - 1, -1):
            self.year.addItem(str(year), year)
        self.year.activated.connect(lambda _place: self.changed.emit())
        self.about = QLabel()
        self.all_button = QPushButton(icon("close"), _("Mọi biểu đồ"))
        self.all_button.clicked.connect(lambda: self.show_type(None, ()))
        self._chips: FilterChips | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.S)
        # The line of the place gives way first: its neighbours would be cut.
        self._row.addWidget(self.place, 100)
        for part in (self.year, self.about):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self.all_button)
        self._show_parts()
        self._begin_at_the_office()
        self._began = self.asked()

    def _begin_at_the_office(self) -> None:
        """A commune asks about itself until somebody says otherwise."""
        with self._workspace.store.reading() as reader:
            office = own_office(self._workspace, reader)
        if office is not None and office.level == COMMUNE and office.commune:
            self.show_place(office.commune)

    def show_place(self, place: str) -> None:
        """Ask about a place that is known already; tells nobody."""
        self._place = place
        self.place.setText(self._workspace.name_of(Place, place))

    def asked(self) -> Asked:
        """What is asked now."""
        return Asked(self._place, self.year.currentData(), self._type, self._where)

    def nothing_asked(self) -> str:
        """What a page says where nothing is known of what somebody chose; empty where nothing was chosen."""
        asked = self.asked()
        if asked in (Asked(), self._began):
            return ""
        if asked.record_type is None or not asked.where:
            return _("Không có số liệu nào của nơi và năm đang chọn. Chọn nơi khác hoặc năm khác.")
        says = _("Không có số liệu nào theo điều kiện đang lọc của “{title}”. Bỏ bớt điều kiện ở trên.")
        return says.format(title=translate(asked.record_type.plural))

    def show_type(self, record_type: type[Record] | None, where: Sequence[Condition]) -> None:
        """Ask about one type's records by the conditions of its list, or about all types again."""
        self._type, self._where = record_type, tuple(each for each in where if each.field)
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        if self._chips is not None:
            self._row.removeWidget(self._chips)
            self._chips.deleteLater()
            self._chips = None
        self.all_button.setVisible(self._type is not None)
        self.about.setVisible(self._type is not None)
        if self._type is not None:
            self.about.setText(translate(self._type.plural))
            self._chips = FilterChips(self._type, self._workspace)
            self._chips.taken_off.connect(self._take_off)
            self._row.insertWidget(self._row.indexOf(self.about) + 1, self._chips)
            self._chips.show_where(self._where)

    def _take_off(self, condition: Condition) -> None:
        self.show_type(self._type, [each for each in self._where if each is not condition])

    def _take_place(self, place: str) -> None:
        if place != self._place:
            self._place = place
            self.changed.emit()

    def _look(self, text: str) -> list[Found]:
        if len(text.strip()) < 2:
            return []
        return [Found(id, shown) for id, shown in self._workspace.search_reference(_ANYWHERE, text)]
