"""Asks what an act on a household needs: who, from which day, by which decision; does nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.in_sight import size_in_sight
from desktop.qt.pick_box import PickBox
from desktop.qt.scrolled_part import ScrolledPart
from desktop.qt.search_line import Found, SearchLine
from desktop.shared import HouseholdEvent, Person
from desktop.workspace import household_acts as acts
from desktop.workspace.stories import find_households

if TYPE_CHECKING:
    from desktop.workspace import Workspace

NEW_HEAD, SPLIT, MERGE, END = "new_head", "split", "merged", "ended"
Deed = Callable[[], acts.Done]
_NAME, _NOW, _THEN = range(3)
_LETTERS = 20


def act_titles() -> dict[str, str]:
    """The four acts, as a menu offers them."""
    return {
        NEW_HEAD: _("Đổi chủ hộ…"),
        SPLIT: _("Tách hộ…"),
        MERGE: _("Nhập vào hộ khác…"),
        END: _("Hộ không còn…"),
    }


class HouseholdActDialog(QDialog):
    """One act on one household; after it was accepted `deed` does it."""

    def __init__(
        self, workspace: Workspace, kind: str, household: str, members: Sequence[Person], beside: QWidget
    ) -> None:
        super().__init__(beside.window())
        self.workspace, self.kind, self.household = workspace, kind, household
        self.members = list(members)
        self.deed: Deed | None = None
        self._into = ""
        self.setWindowTitle(act_titles()[kind].rstrip("…"))
        self.setMinimumWidth(tokens.NAVIGATION_WIDTH * 3)
        self.on = QLineEdit(HouseholdEvent.on.format(date.today()))
        self.decision, self.who, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.old_ends = PickBox()
        self.old_ends.setMinimumContentsLength(_LETTERS)
        self.old_ends.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.old_ends.addItem(_("Tiếp tục với những người ở lại, giữ hồ sơ và hỗ trợ"), False)
        self.old_ends.addItem(_("Kết thúc; những người ở lại thành một hộ mới nữa"), True)
        self.head = PickBox()
        self.into = SearchLine(self._look)
        self.into.setPlaceholderText(_("Tìm hộ nhận theo tên chủ hộ, thành viên hoặc bản"))
        self.into.picked.connect(self._take)
        self.names: list[QTableWidgetItem] = []
        self.table = self._members_table()
        self.wrong = QLabel(wordWrap=True)
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        column.setSpacing(tokens.M)
        part = ScrolledPart()
        part.column.addLayout(self._form())
        part.column.addWidget(self.table, 1)
        self.table.setVisible(self.kind != END)
        column.addWidget(part, 1)
        column.addWidget(self.wrong)
        column.addWidget(self._ends())
        self._offer_heads()
        self._propose()
        self.head.currentIndexChanged.connect(lambda _index: self._propose())
        self.table.itemChanged.connect(lambda _item: self._offer_heads())
        self.resize(size_in_sight(self.sizeHint(), beside))

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(tokens.S)
        if self.kind == MERGE:
            form.addRow(_("Hộ nhận"), self.into)
        elif self.kind != END:
            form.addRow(_("Chủ hộ mới") if self.kind == NEW_HEAD else _("Chủ hộ của hộ tách ra"), self.head)
        if self.kind == SPLIT:
            form.addRow(_("Hộ cũ"), self.old_ends)
        form.addRow(translate(HouseholdEvent.on.label), self.on)
        form.addRow(translate(HouseholdEvent.decision_number.label), self.decision)
        form.addRow(translate(HouseholdEvent.decided_by.label), self.who)
        form.addRow(translate(HouseholdEvent.reason.label), self.reason)
        return form

    def _ends(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        self.ok = box.addButton(_("Ghi"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setObjectName("primary")
        box.addButton(_("Hủy"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _members_table(self) -> QTableWidget:
        table = QTableWidget(len(self.members), 3)
        table.setAccessibleName(_("Thành viên của hộ"))
        first = _("Người tách ra") if self.kind == SPLIT else _("Thành viên")
        table.setHorizontalHeaderLabels([first, _("Quan hệ nay"), _("Quan hệ với chủ hộ mới")])
        table.setObjectName("framed")
        table.verticalHeader().hide()
        table.horizontalHeader().setFixedHeight(tokens.header_height())
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for row, person in enumerate(self.members):
            name = QTableWidgetItem(person.full_name or "")
            name.setFlags(Qt.ItemFlag.ItemIsEnabled)
            if self.kind == SPLIT:
                name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
                name.setCheckState(Qt.CheckState.Unchecked)
            now = QTableWidgetItem(Person.relation.format(person.relation))
            now.setFlags(Qt.ItemFlag.ItemIsEnabled)
            then = PickBox()
            for code, shown in Person.relation.options.items():
                then.addItem(translate(shown), code)
            self.names.append(name)
            table.setItem(row, _NAME, name)
            table.setItem(row, _NOW, now)
            table.setCellWidget(row, _THEN, then)
        for place, width in enumerate((240, 150)):
            table.setColumnWidth(place, width)
        table.horizontalHeader().setStretchLastSection(True)
        return table

    def going(self) -> list[Person]:
        """The members the act is about: those ticked of a split, else all."""
        if self.kind != SPLIT:
            return self.members
        ticked = Qt.CheckState.Checked
        return [
            person
            for person, name in zip(self.members, self.names, strict=True)
            if name.checkState() == ticked
        ]

    def tick(self, row: int) -> None:
        """Let a member leave with a split."""
        self.names[row].setCheckState(Qt.CheckState.Checked)

    def _offer_heads(self) -> None:
        """Who may be head: of a split one of those who leave, of a change any but the head of today."""
        if self.kind in (MERGE, END):
            return
        wanted = self.head.currentData()
        offered = [person for person in self.going() if self.kind == SPLIT or person.relation != acts.HEAD]
        self.head.blockSignals(True)
        self.head.clear()
        for person in offered:
            self.head.addItem(person.full_name or "", person.id)
        self.head.setCurrentIndex(max(self.head.findData(wanted), 0))
        self.head.blockSignals(False)
        self._propose()

    def _propose(self) -> None:
        head = next((person for person in self.members if person.id == self.head.currentData()), None)
        proposed = acts.proposed_relations(self.members, head) if head is not None else {}
        going = self.going()
        self.wrong.hide()
        for row, person in enumerate(self.members):
            box = self._then(row)
            box.setCurrentIndex(box.findData(proposed.get(person.id or "", "other")))
            box.setEnabled(person in going and (head is None or person.id != head.id))

    def _then(self, row: int) -> QComboBox:
        box = self.table.cellWidget(row, _THEN)
        assert isinstance(box, QComboBox)
        return box

    def _look(self, text: str) -> list[Found]:
        return [
            Found(*found) for found in find_households(self.workspace, text) if found[0] != self.household
        ]

    def _take(self, found: Found) -> None:
        self._into = str(found.value)

    def accept(self) -> None:
        """Take what was entered, or say what is missing."""
        try:
            self.deed = self._deed()
        except ValueError as wrong:
            self.wrong.setText(str(wrong))
            self.wrong.show()
            return
        super().accept()

    def _deed(self) -> Deed:
        day = HouseholdEvent.on.parse(self.on.text())
        if not isinstance(day, date):
            raise ValueError(_("Ghi ngày đủ ngày, tháng, năm."))
        told = (each.text().strip() for each in (self.decision, self.reason, self.who))
        act = acts.Act(day, *told)
        if self.kind == END:
            return self._end(act)
        relations = {
            person.id or "": str(self._then(row).currentData()) for row, person in enumerate(self.members)
        }
        workspace, household, head = self.workspace, self.household, str(self.head.currentData() or "")
        if self.kind == MERGE:
            into = self._into
            if not into:
                raise ValueError(_("Chọn hộ nhận trong danh sách tìm được."))
            return lambda: acts.merge_into(workspace, household, into, relations, act)
        if not head:
            raise ValueError(
                _("Đánh dấu người tách ra và chọn chủ hộ.") if self.kind == SPLIT else _("Chọn chủ hộ mới.")
            )
        if self.kind == NEW_HEAD:
            return lambda: acts.change_head(workspace, household, head, relations, act)
        leaving = [person.id or "" for person in self.going()]
        ends = bool(self.old_ends.currentData())
        return lambda: acts.split(workspace, household, leaving, head, relations, act, ends=ends)

    def _end(self, act: acts.Act) -> Deed:
        if not act.reason:
            raise ValueError(_("Ghi lý do: cả hộ chuyển đi, hoặc không còn ai."))
        return lambda: acts.end(self.workspace, self.household, act)
