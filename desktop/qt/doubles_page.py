"""Two records that may be one, column by column, to be made one or kept two; finds and merges none itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QWidget

from desktop.declare.fields import Computed, Details, Field, Reference
from desktop.declare.records import Record
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.icons import icon
from desktop.qt.list_panel import EmptyPanel
from desktop.qt.page import AskedPage, Route
from desktop.qt.panel import panel
from desktop.qt.plain_table import Cell, PlainTable, Row
from desktop.qt.tasks import Tasks
from desktop.workspace.doubles import (
    Merged,
    Pair,
    differing,
    find_pairs,
    first_choice,
    keep_apart,
    merge,
    with_leading,
)

if TYPE_CHECKING:
    from desktop.workspace import Workspace


class DoublesPage(AskedPage):
    """The pairs above, the chosen one below side by side; Enter on a line takes the other value."""

    name = "doubles"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Hồ sơ có thể trùng"))
        self._found: list[Pair] = []
        self._pair: Pair | None = None
        self._shown: list[str] = []
        self._taken: set[str] = set()
        again = QPushButton(icon("refresh"), _("Tìm lại"))
        again.clicked.connect(self.reload)
        self.heading.addWidget(again)
        self.pairs = PlainTable(_("Các cặp hồ sơ có thể trùng"))
        self.mask_copied(self.pairs, 1, 2)
        self.pairs.chosen.connect(self._choose)
        self.beside = PlainTable(_("Hai hồ sơ đặt cạnh nhau"))
        self.mask_copied(self.beside, 1, 2)
        self.beside.entered.connect(self._turn)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(panel(self.pairs))
        self._split.addWidget(panel(self._hint(), self.beside, self._buttons()))
        self._split.setSizes([200, 360])
        self._split.setChildrenCollapsible(False)
        self.body.addWidget(self._split, 1)
        self._empty = EmptyPanel()
        self._empty.acted.connect(lambda: self.go(Route("import")))
        self.body.addWidget(self._empty, 1)
        self._say_empty(_("Đang tìm…"))

    @staticmethod
    def _hint() -> QLabel:
        hint = QLabel(
            _("Dấu tích là giá trị được giữ. Nhấn đúp hoặc Enter trên một dòng để lấy giá trị bên kia."),
            wordWrap=True,
        )
        hint.setObjectName("quiet")
        hint.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        return hint

    def _buttons(self) -> QWidget:
        self.merge_button = QPushButton(_("Gộp thành một hồ sơ"))
        self.merge_button.setObjectName("primary")
        self.merge_button.clicked.connect(self.merge_pair)
        self.apart_button = QPushButton(_("Là hai, không hỏi lại"))
        self.apart_button.clicked.connect(self.keep_pair_apart)
        self.grey_what_writes(self.merge_button, self.apart_button)
        opens = [QPushButton(_("Mở hồ sơ 1")), QPushButton(_("Mở hồ sơ 2"))]
        for place, button in enumerate(opens):
            button.clicked.connect(lambda _on=False, place=place: self._open(place))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        line.setSpacing(tokens.S)
        for button in (self.merge_button, self.apart_button):
            line.addWidget(button)
        line.addStretch(1)
        for button in opens:
            line.addWidget(button)
        return row

    def reload(self) -> None:
        """Find the pairs again, beside the window."""
        self._stale = False
        workspace = self.workspace
        self.tasks.read(lambda _progress: find_pairs(workspace), self._show, _("Đang tìm hồ sơ có thể trùng"))

    def _say_empty(self, sentence: str, verb: str = "") -> None:
        self._empty.say(sentence, verb)
        self._split.setVisible(not sentence)

    def _show(self, found: list[Pair]) -> None:
        self._found = found
        none = _("Không có hai hồ sơ nào giống nhau. Nhập thêm danh sách rồi xem lại.")
        self._say_empty("" if found else none, _("Nhập từ Excel"))
        self.show_counts(_("{count} cặp").format(count=group_digits(len(found))) if found else "")
        rows = [self._pair_row(pair) for pair in found]
        headings = [_("Loại"), _("Hồ sơ thứ nhất"), _("Hồ sơ thứ hai"), _("Giống (bỏ dấu)")]
        self.pairs.show_rows(headings, rows, [14, 44, 30, 14], stretch=2, wrap=True)
        if found:
            self.pairs.stand_on(0)
            if self.hasFocus():
                self.pairs.setFocus()

    @staticmethod
    def _pair_row(pair: Pair) -> Row:
        kind = translate(pair.record_type.title)
        return [
            kind,
            _shown(pair.one),
            _shown(pair.two),
            Cell(f"{pair.alike} %", number=True, share=pair.alike / 100),
        ]

    def _choose(self, row: int) -> None:
        if not 0 <= row < len(self._found):
            return
        pair, workspace = self._found[row], self.workspace
        self._pair, self._taken = pair, first_choice(pair)
        self._show_beside()
        self.tasks.read(
            lambda _progress: with_leading(workspace, pair),
            self._show_leading,
            _("Đang đếm dữ liệu liên quan"),
        )

    def _show_leading(self, pair: Pair) -> None:
        if self._pair is not None and (pair.one, pair.two) == (self._pair.one, self._pair.two):
            self._pair = pair
            self._show_beside()

    def _show_beside(self) -> None:
        pair = self._pair
        if pair is None:
            return
        row = self.beside.currentIndex().row()
        other = set(differing(pair))
        fields = {
            name: field
            for name, field in pair.record_type.fields.items()
            if not isinstance(field, Computed | Details)
        }
        told = [name for name in fields if name in other]
        told += [name for name in fields if name not in other and getattr(pair.one, name) not in (None, "")]
        self._shown = told
        rows: list[Row] = [self._field_row(pair, fields[name], name in other) for name in told]
        rows += self._details_rows(pair)
        rows.append(
            [
                Cell(_("Dữ liệu trỏ đến"), quiet=True),
                *(Cell(_("{count} hồ sơ").format(count=count), quiet=True) for count in pair.leading),
            ]
        )
        headings = [_("Trường"), _("Hồ sơ thứ nhất"), _("Hồ sơ thứ hai")]
        self.beside.show_rows(headings, rows, [24, 44, 30], stretch=2, wrap=True)
        self.beside.stand_on(max(row, 0))

    def _field_row(self, pair: Pair, field: Field[object], differs: bool) -> Row:
        habit = self.workspace.habit()
        texts = [field.format(getattr(each, field.name), habit) for each in (pair.one, pair.two)]
        label = translate(field.label)
        if not differs:
            return [Cell(label, quiet=True), *(Cell(text, quiet=True) for text in texts)]
        takes_two = field.name in self._taken
        kept = [
            Cell(text or _("(trống)"), "GOOD" if mine else "", "WARN", bold=mine, quiet=not text)
            for text, mine in zip(texts, (not takes_two, takes_two), strict=True)
        ]
        return [Cell(label, bold=True), *kept]

    @staticmethod
    def _details_rows(pair: Pair) -> list[Row]:
        """Rows of their own are all kept, so that no paper of either is lost."""
        found: list[Row] = []
        for name, field in pair.record_type.fields.items():
            texts = [field.format(getattr(each, name)) for each in (pair.one, pair.two)]
            if isinstance(field, Details) and any(texts):
                kept = (Cell(text, "GOOD" if text else "", bold=True) for text in texts)
                found.append([Cell(translate(field.label), bold=True), *kept])
        return found

    def _turn(self, row: int) -> None:
        if self._pair is None or not 0 <= row < len(self._shown):
            return
        name = self._shown[row]
        if name in differing(self._pair):
            self._taken ^= {name}
            self._show_beside()

    def merge_pair(self) -> None:
        """Make one record of the two that are shown, as chosen line by line."""
        pair, taken, workspace = self._pair, set(self._taken), self.workspace
        if pair is not None:
            self.tasks.write(
                lambda _progress: merge(workspace, pair, taken), self._merged, _("Đang gộp hồ sơ")
            )

    def _merged(self, merged: Merged) -> None:
        says = _("Đã gộp thành một hồ sơ, {count} hồ sơ khác nay trỏ đến đó").format(count=merged.moved)
        self.say(says, merged.change_set, _("gộp hai hồ sơ"))

    def keep_pair_apart(self) -> None:
        """Remember that the two that are shown are two."""
        pair, workspace = self._pair, self.workspace
        if pair is not None:
            self.tasks.write(lambda _progress: keep_apart(workspace, pair), self._kept, _("Đang ghi"))

    def _kept(self, number: int) -> None:
        self.say(_("Đã ghi là hai hồ sơ khác nhau"), number, _("ghi hai hồ sơ khác nhau"))

    def _open(self, place: int) -> None:
        if self._pair is not None:
            record = (self._pair.one, self._pair.two)[place]
            self.go(Route("records", self._pair.record_type, record=record.id or ""))


def _shown(record: Record) -> str:
    """Its name, then what else of its key can be read: birth and village, or the decision."""
    fields = type(record).fields
    readable = (name for name in record.key if not isinstance(fields[name], Reference))
    names = dict.fromkeys((*record.shown_by[:1], "birth", *readable))
    texts = (fields[name].format(getattr(record, name)) for name in names if name in fields)
    return ", ".join(text for text in texts if text)
