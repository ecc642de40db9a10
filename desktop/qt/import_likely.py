"""Rows of an import that may be a stored record, each side by side with it; finds none and saves none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from desktop.declare.fields import Computed, Details
from desktop.declare.text import _, group_digits, translate
from desktop.qt import tokens
from desktop.qt.panel import panel
from desktop.qt.plain_table import Cell, PlainTable, Row

if TYPE_CHECKING:
    from desktop.declare.fields import Habit
    from desktop.declare.records import Record
    from desktop.workspace import Workspace
    from desktop.workspace.import_same import Likely
    from desktop.workspace.importing import ImportPlan


class LikelyPanel(QWidget):
    """The rows above, the chosen one below beside what is stored; three answers, and on to the next row."""

    answered = Signal()
    """Another answer was given; a preview made before no longer holds."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        from desktop.workspace.import_same import LATER, OTHER, SAME

        self._workspace = workspace
        self._plan: ImportPlan | None = None
        self.likely: list[Likely] = []
        self._words = {SAME: _("cùng một hồ sơ"), OTHER: _("hồ sơ khác"), LATER: _("để sau")}
        self.about = QLabel(wordWrap=True)
        self.pairs = PlainTable(_("Dòng có thể là hồ sơ đã lưu"))
        self.pairs.chosen.connect(self._show_beside)
        self.beside = PlainTable(_("Đang lưu và trong tệp, đặt cạnh nhau"))
        for table in (self.pairs, self.beside):
            table.mask_copied((1, 2), workspace.guard.hides_names)
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self.about, 1)
        for answer, words in self._on_buttons().items():
            button = QPushButton(words[0])
            button.setToolTip(words[1])
            button.clicked.connect(partial(self.answer, answer))
            self.buttons[answer] = button
            row.addWidget(button)
        self.why = QLabel(wordWrap=True)
        self.why.setObjectName("quiet")
        split = QSplitter(Qt.Orientation.Horizontal)
        for table in (self.pairs, self.beside):
            split.addWidget(panel(table))
        split.setSizes([620, 460])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(row)
        column.addWidget(split, 1)
        column.addWidget(self.why)
        self.hide()

    def _on_buttons(self) -> dict[str, tuple[str, str]]:
        same, other, later = self._words
        return {
            same: (_("&Cùng một hồ sơ"), _("Dòng này sửa hồ sơ đang lưu; ô trống không xóa gì.")),
            other: (_("Hồ sơ &khác"), _("Ghi thành hồ sơ mới và nhớ là hai, không hỏi lại.")),
            later: (
                _("Để &sau"),
                _("Ghi thành hồ sơ mới; cặp này chờ ở trang “Hồ sơ có thể trùng”."),
            ),
        }

    def show_likely(self, plan: ImportPlan, likely: Sequence[Likely]) -> None:
        """Show what is open now; what was answered before stays listed with its answer."""
        open_now = {each.key for each in likely}
        kept = [each for each in self.likely if each.key in plan.same and each.key not in open_now]
        self.likely = [*likely, *(kept if plan is self._plan else ())]
        self._plan = plan
        self.setVisible(bool(self.likely))
        self._fill()
        self.pairs.stand_on(0)

    def answer(self, answer: str) -> None:
        """Say what the current row is, and go on to the next that nobody has said it of."""
        row = self.pairs.current()
        if self._plan is None or not 0 <= row < len(self.likely):
            return
        self._plan.same[self.likely[row].key] = answer
        self._fill()
        rest = [*range(row + 1, len(self.likely)), *range(row)]
        following = (place for place in rest if self.likely[place].key not in self._plan.same)
        self.pairs.stand_on(next(following, row))
        self.answered.emit()

    def _fill(self) -> None:
        answers = self._plan.same if self._plan is not None else {}
        habit = self._workspace.habit()
        rows: list[Row] = []
        for each in self.likely:
            names = [_named(one, habit) for one in (each.stored, each.read)]
            said = answers.get(each.key, "")
            word = Cell(self._words[said], "GOOD", bold=True) if said else Cell(_("chưa trả lời"), quiet=True)
            rows.append([Cell(each.cell, tip=each.key[0]), *names, word])
        headings = [_("Ô"), _("Hồ sơ đang lưu"), _("Trong tệp"), _("Trả lời")]
        self.pairs.show_rows(headings, rows, [14, 22, 22, 16], stretch=2)
        still = sum(each.key not in answers for each in self.likely)
        says = _(
            "{count} dòng có thể là hồ sơ đã lưu. Chưa trả lời thì ghi thành hồ sơ mới, cặp chờ ở trang “Hồ "
            "sơ có thể trùng”."
        )
        done = _("Đã trả lời mọi dòng; xem trước để thấy kết quả.")
        self.about.setText(says.format(count=group_digits(still)) if still else done)

    def _show_beside(self, place: int) -> None:
        for button in self.buttons.values():
            button.setEnabled(0 <= place < len(self.likely))
        if not 0 <= place < len(self.likely):
            return
        one, habit = self.likely[place], self._workspace.habit()
        self.why.setText(one.why)
        rows: list[tuple[bool, Row]] = []
        for name, field in one.record_type.fields.items():
            was, read = (getattr(each, name) for each in (one.stored, one.read))
            if isinstance(field, Computed | Details) or (was in (None, "") and read in (None, "")):
                continue
            differs = read not in (None, "") and was != read
            texts = [field.format(value, habit) for value in (was, read)]
            rows.append((differs, _line(translate(field.label), texts[0], texts[1], differs)))
        rows.sort(key=lambda row: not row[0])
        headings = [_("Trường"), _("Hồ sơ đang lưu"), _("Trong tệp")]
        self.beside.show_rows(headings, [row for _differs, row in rows], [18, 20, 20], stretch=2)


def _named(record: Record, habit: Habit) -> str:
    texts = (record.fields[name].format(getattr(record, name), habit) for name in record.shown_by)
    return ", ".join(filter(None, texts))


def _line(label: str, was: str, read: str, differs: bool) -> Row:
    return [
        Cell(label, quiet=not differs, bold=differs),
        Cell(was or "–", quiet=not differs),
        Cell(read or "–", tint="NOTE" if differs else "", quiet=not differs, bold=differs),
    ]
