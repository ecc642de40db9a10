"""The page of the settlement comparison: what an accountant writes to the province about; counts nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton

from desktop.api import Change, Condition, _, hookimpl, show_number
from desktop.qt.api import Cell, Page, PickBox, PlainTable, Route, panel, write_facts
from project8_gender.settlement import OVER_BOTH, Compared, compare, headings, nothing, sums, with_sums
from project8_gender.spending import DIFFER, OVER, WITHOUT

_GRADES = {OVER: "WARN", WITHOUT: "WARN", DIFFER: "NOTE"}
_WIDTHS = (20, 20, 16, 24, 8, 14, 13, 7)
_FIRST_YEAR = 2022


class SettlementPage(Page):
    """The comparison of a year, a line for each item and basis; Enter shows the expenses themselves."""

    name = "gender_settlement"
    menu_title = "Đối chiếu quyết toán"

    def __init__(self, workspace: Any, tasks: Any, title: str) -> None:
        super().__init__(workspace, tasks, title)
        self.groups: list[Compared] = []
        self.lines: list[tuple[Compared | None, list[str | int]]] = []
        self.year = PickBox()
        self.year.setAccessibleName(_("Năm chi"))
        self.year.addItem(_("Tất cả các năm"), None)
        for year in range(date.today().year, _FIRST_YEAR - 1, -1):
            self.year.addItem(str(year), year)
        self.year.currentIndexChanged.connect(lambda _index: self.load())
        self.export_button = QPushButton(_("Xuất ra Excel"))
        self.export_button.clicked.connect(lambda _checked: self.ask_and_export())
        self.told = QLabel()
        self.told.setObjectName("quiet")
        self.told.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(QLabel(_("Năm chi")))
        line.addWidget(self.year)
        line.addStretch(1)
        line.addWidget(self.export_button)
        self.table = PlainTable(_("Đối chiếu quyết toán"))
        self.table.entered.connect(self.open_group)
        self.body.addLayout(line)
        # In one line with them it is squeezed into many lines where the window is small.
        self.body.addWidget(self.told)
        self.body.addWidget(panel(self.table), 1)

    def opened(self, route: Route) -> None:
        self.load()

    def records_changed(self, changes: Sequence[Change]) -> None:
        if {change.record_type for change in changes} & {over.__name__ for over in OVER_BOTH}:
            self.load()

    def where(self) -> list[Condition]:
        """What the chosen year asks of an expense."""
        year = self.year.currentData()
        if year is None:
            return []
        return [
            Condition("paid_on", "from", date(year, 1, 1)),
            Condition("paid_on", "to", date(year, 12, 31)),
        ]

    def load(self) -> None:
        """Compare anew, beside the window."""
        store, where = self.workspace.store, self.where()

        def work(_progress: object) -> tuple[list[Compared], str]:
            with store.reading() as reader:
                groups = compare(reader, where)
                return groups, "" if groups else nothing(reader, where)

        self.tasks.read(work, lambda found: self.show_groups(*found), _("Đang đối chiếu"))

    def show_groups(self, groups: list[Compared], says: str) -> None:
        """Show a comparison; `says` why there is nothing in it."""
        self.groups, self.lines = groups, list(with_sums(groups))
        rows = [
            [
                Cell(
                    show_number(value) if isinstance(value, int) else value,
                    grade=_GRADES[group.state] if group and place == 0 else "",
                    number=isinstance(value, int),
                    bold=group is None,
                )
                for place, value in enumerate(line)
            ]
            for group, line in self.lines
        ]
        self.table.show_rows(headings(), rows, _WIDTHS, stretch=3, wrap=True)
        self.table.stand_on(0)
        self.show_counts(_("{count} khoản chi").format(count=show_number(sum(each.lines for each in groups))))
        self.told.setText(" · ".join(sums(groups)) or says)
        self.export_button.setEnabled(bool(groups))

    def open_group(self, row: int) -> None:
        """Go to the expenses of one line; a sum stands for several kinds of them and leads nowhere."""
        group, _line = self.lines[row]
        if group is not None:
            self.go(Route("records", group.over, where=group.where))

    def ask_and_export(self) -> None:
        """Ask for a file and write what is shown into it."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Xuất ra Excel"), "BangDoiChieuQuyetToan.xlsx", _("Tệp Excel (*.xlsx)")
        )
        if chosen:
            self.export(Path(chosen).with_suffix(".xlsx"))

    def export(self, path: Path) -> None:
        """Write the comparison as a workbook to print and sign."""
        rows, year = [line for _group, line in self.lines], self.year.currentText()
        lines = [_("Năm chi: {year}").format(year=year), *sums(self.groups)]
        title = _("Bảng đối chiếu quyết toán")
        self.tasks.write_file(
            lambda _progress: write_facts(path, title, headings(), rows, lines),
            lambda _done: self.say(_("Đã ghi {file}.").format(file=path.name)),
            _("Đang xuất ra Excel"),
        )


@hookimpl
def register_pages(workspace: Any) -> list[type[Page]]:
    return [SettlementPage]
