"""The page of households only a land paper holds up, and the list for the land office; counts nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton

from desktop.api import Change, _, hookimpl, show_number
from desktop.qt.api import Cell, Page, PickBox, PlainTable, Route, panel, write_facts
from desktop.shared.officers import NAMES
from project1_housing.papers import BODIES
from project1_housing.waiting import (
    PAPER_CONTENTS,
    Waiting,
    by_commune,
    causes_among,
    find_waiting,
    headings,
    headings_on_screen,
    line_of,
    line_on_screen,
    short_causes,
    told_of,
)

_WIDTHS = (16, 14, 18, 13, 13, 11, 40, 9)
_TASK = 6


class PapersPage(Page):
    """Above, how many wait in each commune and for what; below, who they are. Enter opens the case."""

    name = "housing_papers"
    menu_title = "Vướng vì giấy tờ"

    def __init__(self, workspace: Any, tasks: Any, title: str) -> None:
        super().__init__(workspace, tasks, title)
        self.waiting: list[Waiting] = []
        self.shown: list[Waiting] = []
        self.body_box = PickBox()
        self.body_box.setAccessibleName(_("Cơ quan xử lý"))
        self.body_box.addItem(_("Mọi cơ quan"), "")
        for code, name in BODIES.items():
            self.body_box.addItem(_(name), code)
        self.body_box.currentIndexChanged.connect(lambda _index: self.show_list())
        self.export_button = QPushButton(_("Xuất danh sách"))
        self.export_button.setToolTip(_("Ghi danh sách đang hiện ra Excel để gửi cơ quan đất đai."))
        self.export_button.clicked.connect(lambda _checked: self.ask_and_export())
        self.told = QLabel()
        self.told.setObjectName("quiet")
        self.told.setWordWrap(True)
        label = QLabel(_("&Cơ quan xử lý"))
        label.setBuddy(self.body_box)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.body_box)
        line.addStretch(1)
        line.addWidget(self.export_button)
        self.communes = PlainTable(_("Số hồ sơ theo xã và giấy tờ"))
        self.communes.chosen.connect(lambda _row: self.show_list())
        self.households = PlainTable(_("Vướng vì giấy tờ"))
        self.mask_copied(self.households, 2)
        self.households.entered.connect(self.open_case)
        self.communes.entered.connect(lambda _row: self.households.setFocus())
        self.body.addLayout(line)
        # In one line with them it is squeezed into many lines where the window is small.
        self.body.addWidget(self.told)
        self.body.addWidget(panel(self.communes), 2)
        self.body.addWidget(panel(self.households), 3)

    def opened(self, route: Route) -> None:
        self.load()

    def records_changed(self, changes: Sequence[Change]) -> None:
        if {change.record_type for change in changes} & {kind.__name__ for kind in PAPER_CONTENTS}:
            self.load()

    def boundaries_changed(self) -> None:
        self.load()

    def load(self) -> None:
        """Look for those who wait, beside the window."""
        workspace = self.workspace

        def work(_progress: object) -> list[Waiting]:
            with workspace.reading() as reader:
                return find_waiting(reader)

        self.tasks.read(work, self.show_waiting, _("Đang tìm hộ vướng giấy tờ"))

    def show_waiting(self, waiting: list[Waiting]) -> None:
        """Show those who wait, all communes first."""
        self.waiting = waiting
        causes = causes_among(waiting)
        rows = by_commune(waiting) if waiting else []
        words = short_causes()
        heads = [_("Xã"), *(words[cause] for cause in causes), _("Cộng")]
        cells = [
            [
                Cell(commune, bold=place == 0),
                *(Cell(show_number(count) if count else "", number=True) for count in counts),
            ]
            for place, (commune, counts) in enumerate(rows)
        ]
        self.communes.show_rows(heads, cells, (24, *(12 for _cause in causes), 8), stretch=0)
        self.communes.stand_on(0)
        self.show_counts(_("{count} hồ sơ").format(count=show_number(len(waiting))))
        self.show_list()

    def show_list(self) -> None:
        """Show who waits in the chosen commune for the chosen body."""
        row, body = self.communes.current(), self.body_box.currentData()
        # The first row stands for all communes.
        commune = by_commune(self.waiting)[row][0] if self.waiting and row > 0 else ""
        self.shown = [
            each
            for each in self.waiting
            if (not commune or each.commune == commune) and (not body or each.body == body)
        ]
        lines = [line_on_screen(each) for each in self.shown]
        self.households.show_rows(headings_on_screen(), lines, _WIDTHS, stretch=_TASK, wrap=True)
        self.told.setText(told_of(self.shown))
        self.export_button.setEnabled(bool(self.shown))

    def open_case(self, row: int) -> None:
        """Go to the case of one line."""
        each = self.shown[row]
        self.go(Route("records", each.kind, record=each.record))

    def ask_and_export(self) -> None:
        """Ask for a file and write the list that is shown into it."""
        if not self.may(NAMES):
            return
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Xuất danh sách"), "DanhSachVuongGiayToDat.xlsx", _("Tệp Excel (*.xlsx)")
        )
        if chosen:
            self.export(Path(chosen).with_suffix(".xlsx"))

    def export(self, path: Path) -> None:
        """Write the list as a workbook to print, sign and send."""
        rows: list[list[str | int]] = [[number, *line_of(each)] for number, each in enumerate(self.shown, 1)]
        title = _("Danh sách hộ vướng giấy tờ đất")
        day = _("Ngày lập: {day}").format(day=date.today().strftime("%d/%m/%Y"))
        lines = [told_of(self.shown), day]

        def work(_progress: object) -> None:
            write_facts(path, title, [_("STT"), *headings()], rows, lines)
            self.note_export(title, len(rows), path)

        self.tasks.write_file(
            work,
            lambda _done: self.say(_("Đã ghi {file}.").format(file=path.name)),
            _("Đang xuất danh sách"),
        )


@hookimpl
def register_pages(workspace: Any) -> list[type[Page]]:
    return [PapersPage]
