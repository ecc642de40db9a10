"""One changed row of an import: what is stored, what the file says, what becomes; saves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Computed, Details
from desktop.declare.text import _, translate
from desktop.qt.plain_table import Cell, PlainTable, Row

if TYPE_CHECKING:
    from desktop.declare.fields import Habit
    from desktop.excel.found import FoundTable
    from desktop.workspace import Workspace
    from desktop.workspace.importing import RowResult


class Comparison(PlainTable):
    """Hidden unless the row changes a record that was there; what changes stands first."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(_("So sánh: đang lưu, trong tệp, kết quả"))
        self._workspace = workspace
        self.setObjectName("panel")
        self.mask_copied((1, 2, 3), workspace.guard.hides_names)
        self.hide()

    def show_row(self, table: FoundTable, row: RowResult | None, habit: Habit) -> None:
        """Compare another row; none hides the table."""
        is_shown = row is not None and row.state == "changed" and row.record_id is not None
        self.setVisible(is_shown)
        if row is None or not is_shown or table.record_type is None:
            return
        with self._workspace.store.reading() as reader:
            record = reader.get(table.record_type, row.record_id or "")
        told: dict[str, list[int]] = {}
        for column in table.used():
            told.setdefault(column.field, []).append(column.column)
        fields = [
            field
            for name, field in table.record_type.fields.items()
            if (name in told or name in row.changes) and not isinstance(field, Computed | Details)
        ]
        fields.sort(key=lambda field: field.name not in row.changes)
        rows: list[Row] = []
        for field in fields:
            now: Any = getattr(record, field.name, None)
            differs = field.name in row.changes
            was, becomes = row.changes.get(field.name, (now, now))
            texts = [field.format(value, habit) for value in (was, becomes)]
            in_file = first_written(table, row.row, told.get(field.name, ()))
            told_of = in_file or _told_elsewhere(table, row.row, field.name, differs)
            rows.append(_line(translate(field.label), texts, told_of, bool(in_file), differs))
        headings = [_("Trường"), _("Hồ sơ đang lưu"), _("Trong tệp"), _("Kết quả")]
        self.show_rows(headings, rows, [17, 13, 13, 12], stretch=3)


def _told_elsewhere(table: FoundTable, row: int, field: str, differs: bool) -> str:
    """Why a field becomes what it does although no cell of the row says so."""
    if not differs:
        # An empty cell erases nothing: what is stored stays, and that is said.
        return _("(trống, giữ nguyên)")
    if field in table.constants or field in table.given:
        return _("(cho mọi dòng)")
    return table.outline.get(row, {}).get(field) or _("(theo các ô khác)")


def _line(label: str, texts: Sequence[str], in_file: str, is_written: bool, differs: bool) -> Row:
    was, becomes = texts
    told = Cell(in_file, quiet=not (differs and is_written))
    return [
        Cell(label, quiet=not differs, bold=differs),
        Cell(was or "–", quiet=True),
        told,
        Cell(becomes or "–", tint="NOTE" if differs else "", quiet=not differs, bold=differs),
    ]


def first_written(table: FoundTable, row: int, columns: Sequence[int]) -> str:
    """What the file says in the first filled one of these cells of a row, as Excel would show it."""
    return next(filter(None, (table.cells.written(row, column) for column in columns)), "")
