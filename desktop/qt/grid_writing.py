"""Deeds on the selected cells of a grid: edit, fill, clear, copy, paste; each is one change set."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.declare.fields import MASK, Date, Field, LongText
from desktop.declare.problems import PassingRefusal, Refusal
from desktop.declare.text import _, group_digits, translate
from desktop.qt.cell_preview import CellPreview
from desktop.qt.clipboard_block import Block, as_mime, from_mime
from desktop.qt.errors import show_failure
from desktop.qt.grid_sums import Range
from desktop.qt.paste_places import Target, place_block
from desktop.qt.record_columns import heading_of, is_figure
from desktop.qt.replace_dialog import ReplaceDialog
from desktop.qt.unwritten import Unwritten
from desktop.shared.officers import NAMES
from desktop.workspace.cell_changes import MOST_ROWS, CellPlan, Typed, can_be_typed, plan_cells, write_plan
from desktop.workspace.replacing import Replacement, find_cells

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.qt.page import Page
    from desktop.qt.record_grid import RecordGrid
    from desktop.qt.tasks import Progress

_AT_ONCE = 200
"""As many cells are filled or cleared without a question; Undo brings them back."""


class GridWriting(QObject):
    """What the grid asks for, done through the page's worker and told in its status bar.

    `leave` lets the form keep what was typed there first; `known` is what a new record begins with.
    """

    def __init__(
        self,
        page: Page,
        grid: RecordGrid,
        leave: Callable[[], bool],
        known: Callable[[], Mapping[str, Any]],
    ) -> None:
        super().__init__(page)
        self._page, self.grid, self.table = page, grid, grid.table
        self._leave, self._known = leave, known
        self.preview: CellPreview | None = None
        self.unwritten = Unwritten(page.notice)
        grid.editing.take = self.take
        grid.editing.fill = self.fill
        self.deeds: dict[str, Callable[[], object]] = {
            "copy": self.copy,
            "cut": self.cut,
            "paste": self.paste,
            "fill_down": self.fill_down,
            "today": self.today,
            "clear": self.clear,
            "replace": self.replace,
        }

    def do(self, deed: str) -> None:
        """Do what a key or a menu asks for; what others do is left to them."""
        if deed in self.deeds:
            self.deeds[deed]()

    # -- one cell

    def take(self, record: Record, field: Field[Any], value: Any) -> None:
        """Write one cell as it was typed; like a form that is left it may hold what blocks."""
        if not self._leave():
            return
        workspace, kind = self.table.workspace, self.table.record_type
        typed = Typed(record.id or "", field.name, value, is_value=True, seen=getattr(record, field.name))
        name = workspace.name_of(kind, record.id or "")
        key = (record.id, field.name)
        self.unwritten.forget(key)
        self.table.put(record.changed(**{field.name: value}))

        def work(_progress: Progress) -> int:
            plan = plan_cells(workspace, kind, [typed], drafts=True)
            for cell in plan.refused:
                raise Refusal(cell.problem.message if cell.problem else "")
            return write_plan(workspace, plan, _("Sửa {title}").format(title=translate(kind.title)))

        def then(number: int) -> None:
            label = translate(field.label)
            told = _("Đã sửa {field} của {name}").format(field=label, name=name)
            deed = _("sửa {field} của {name}").format(field=label, name=name)
            self._page.say(told, number or None, deed)

        def failed(failure: Exception) -> None:
            self._hold(key, failure, lambda: self.take(record, field, value))
            with suppress(Refusal):
                self.table.read_again([record.id or ""])

        self._page.tasks.write(work, then, _("Đang lưu"), failed)

    # -- many cells

    def fill(self, record: Record, field: Field[Any], value: Any) -> None:
        """The same into every selected cell (Ctrl+Enter)."""
        text = field.format(value, self.table.workspace.habit())
        typed = [
            Typed(id, each.name, value if each is field else text, is_value=each is field)
            for id, each in self._chosen()
        ]
        if typed:
            self.ask(typed, _("Điền vào các ô đã chọn"), _("điền vào {count} ô"))
        else:
            self.take(record, field, value)

    def fill_down(self) -> None:
        """The first row of each selected rectangle into those beneath; into a single row the one above it."""
        typed: list[Typed] = []
        for each in self.grid.ranges():
            first = each.top if each.bottom > each.top else each.top - 1
            above = self.table.record_at(first)
            if above is None or self._is_too_much(each.bottom - first):
                continue
            ids = self.table.ids_between(first + 1, each.bottom)
            for column in range(each.left, each.right + 1):
                field = self.table.field_at(column)
                if field is not None and can_be_typed(field):
                    value = getattr(above, field.name)
                    typed += [Typed(id, field.name, value, is_value=True) for id in ids]
        self.ask(typed, _("Điền xuống"), _("điền xuống {count} ô"))

    def today(self) -> None:
        """Today into the current cell of dates."""
        at = self.grid.currentIndex()
        field = self.table.field_at(at.column()) if at.isValid() else None
        record = self.table.record_at(at.row()) if isinstance(field, Date) else None
        if field is None or record is None:
            self._page.say(_("Ctrl+; ghi ngày hôm nay vào ô ngày."))
        elif getattr(record, field.name) != date.today():
            self.take(record, field, date.today())

    def clear(self) -> None:
        """Empty the selected cells."""
        typed = [Typed(id, field.name, None, is_value=True) for id, field in self._chosen()]
        self.ask(typed, _("Xóa nội dung ô"), _("xóa nội dung {count} ô"))

    def cut(self) -> None:
        """Copy, then empty; what is copied as a mask would be lost and stays."""
        columns = {column for each in self.grid.ranges() for column in range(each.left, each.right + 1)}
        fields = [field for field in map(self.table.field_at, sorted(columns)) if field is not None]
        if masked := [translate(field.label) for field in fields if self._hides(field)]:
            says = _("Không cắt được “{fields}”: dữ liệu cá nhân chỉ được chép dưới dạng che.")
            told = Refusal(
                says.format(fields=", ".join(masked)), str(self._page.workspace.guard.refusal(NAMES))
            )
            self._page.notice.say(str(told), "WARN")
        elif self.copy():
            self.clear()

    def _chosen(self) -> list[tuple[str, Field[Any]]]:
        """The selected cells that can be typed into, by id and field."""
        found: dict[tuple[str, str], Field[Any]] = {}
        for each in self.grid.ranges():
            if self._is_too_much(each.bottom - each.top + 1):
                return []
            ids = self.table.ids_between(each.top, each.bottom)
            fields = [self.table.field_at(column) for column in range(each.left, each.right + 1)]
            for field in fields:
                if field is not None and can_be_typed(field):
                    found.update({(id, field.name): field for id in ids})
        return [(id, field) for (id, _name), field in found.items()]

    def _is_too_much(self, rows: int) -> bool:
        if rows <= MOST_ROWS:
            return False
        says = _("Chỉ làm được với {count} dòng một lần; lọc bớt dòng, hoặc sửa trong Excel rồi nhập lại.")
        self._page.notice.say(says.format(count=group_digits(MOST_ROWS)), "NOTE")
        return True

    # -- the clipboard

    def copy(self, headings: bool = False) -> bool:
        """Put the selection on the clipboard, as text and as a table; False where it is too much."""
        ranges = self.grid.ranges()
        rows = sorted({row for each in ranges for row in (each.top, each.bottom)})
        if not ranges or self._is_too_much(rows[-1] - rows[0] + 1):
            return False
        columns = sorted({column for each in ranges for column in range(each.left, each.right + 1)})
        fields = [field for field in map(self.table.field_at, columns) if field is not None]
        hidden = [self._hides(field) for field in fields]
        # What is hidden is no field of ours any more: pasted, it is the mask that a cell refuses.
        names = ["" if hides else field.name for field, hides in zip(fields, hidden, strict=True)]
        block = Block([], names, record_type=self.table.record_type.__name__)
        for row in range(rows[0], rows[-1] + 1):
            own = [each for each in ranges if each.top <= row <= each.bottom]
            record = self.table.record_at(row) if own else None
            if record is None:
                continue
            inside = [any(each.left <= column <= each.right for each in own) for column in columns]
            texts = [self._shown(row, column, record) for column in columns]
            cells = zip(texts, inside, hidden, strict=True)
            block.rows.append(
                [(MASK if hides and text else text) if here else "" for text, here, hides in cells]
            )
            told = [
                here and field.stored and not hides
                for field, here, hides in zip(fields, inside, hidden, strict=True)
            ]
            block.stored.append(
                [
                    field.to_store(getattr(record, field.name)) if tells else None
                    for field, tells in zip(fields, told, strict=True)
                ]
            )
        titles = [heading_of(field) for field in fields] if headings else []
        data = as_mime(block, titles, [is_figure(field) for field in fields])
        QGuiApplication.clipboard().setMimeData(data)
        self._page.say(_("Đã sao chép {count} dòng").format(count=group_digits(len(block.rows))))
        return True

    def _shown(self, row: int, column: int, record: Record) -> str:
        """What a cell holds: the table shows lines of a note behind each other."""
        field = self.table.field_at(column)
        if isinstance(field, LongText):
            return field.format(getattr(record, field.name))
        return self.table.index(row, column).data() or ""

    def _hides(self, field: Field[Any]) -> bool:
        workspace = self._page.workspace
        return workspace.guard.hides_names() and workspace.catalog.is_personal(field)

    def paste(self) -> None:
        """Bring a block in where the selection begins; more than one cell is shown before it is written."""
        data = QGuiApplication.clipboard().mimeData()
        block = from_mime(data) if data is not None else Block([])
        ranges = self.grid.ranges()
        if not block.rows:
            return
        ranges = ranges or [Range(0, 1, 0, 1)]  # a list without a row yet is filled from its first cell on
        target = Target(
            top=min(each.top for each in ranges),
            left=min(each.left for each in ranges),
            rows=max(each.bottom for each in ranges) - min(each.top for each in ranges) + 1,
            columns=max(each.right for each in ranges) - min(each.left for each in ranges) + 1,
        )
        if self._is_too_much(max(len(block.rows), target.rows if len(block.rows) == 1 else 0)):
            return
        placed = place_block(self.table, block, target)
        if placed.left_out:
            says = _("Khối dán rộng hơn bảng: {count} cột cuối không có chỗ nên không dán.")
            self._page.notice.say(says.format(count=placed.left_out), "WARN")
        self.ask(placed.typed, _("Dán từ bảng tạm"), _("dán {count} ô"), look=len(placed.typed) > 1)

    # -- find and replace

    def replace(self) -> None:
        """Ask what to find and what to put instead; what would change is shown before it is written."""
        field = self.table.field_at(self.grid.currentIndex().column()) if self.table.rowCount() else None
        named = field is not None and can_be_typed(field)
        dialog = ReplaceDialog(translate(field.label) if field is not None and named else "", self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = field.name if field is not None else ""
        dialog.asked.connect(
            lambda asked, everywhere: self.replace_in(self.table.columns if everywhere else [name], asked)
        )
        dialog.open()

    def replace_in(self, names: Sequence[str], asked: Replacement) -> None:
        """Replace in these fields of all rows that the list shows now."""
        workspace, kind, where = self.table.workspace, self.table.record_type, list(self.table.where)
        deed = _("thay “{sought}” bằng “{instead}” ở {count} ô")
        deed = deed.replace("{sought}", asked.sought).replace("{instead}", asked.instead)
        self._ask(
            lambda: find_cells(workspace, kind, list(names), where, asked), _("Tìm và thay"), deed, look=True
        )

    # -- looking before writing

    def ask(self, typed: Sequence[Typed], title: str, deed: str, look: bool = False) -> None:
        """Plan, show what would change unless it is little and all of it can be taken, and write."""
        if typed:
            self._ask(lambda: typed, title, deed, look)

    def _ask(self, find: Callable[[], Sequence[Typed]], title: str, deed: str, look: bool) -> None:
        if not self._leave():
            return
        workspace, kind, known = self.table.workspace, self.table.record_type, dict(self._known())
        marks: dict[str, str] = {}

        def work(progress: Progress) -> CellPlan:
            return plan_cells(workspace, kind, find(), marks=marks, known=known, progress=progress)

        def show(plan: CellPlan) -> None:
            if not plan.cells:
                self._page.say(_("Không có ô nào thay đổi."))
            elif self.preview is None and not look and not plan.refused and len(plan.cells) <= _AT_ONCE:
                self.write(plan, deed)
            else:
                self._show_preview(plan, title, deed, read_again)

        def read_again(name: str, mark: str) -> None:
            marks[name] = mark
            self._page.tasks.read(work, show, title, self._say_failure)

        self._page.tasks.plan(work, show, title, self._say_failure)

    def _show_preview(
        self, plan: CellPlan, title: str, deed: str, read_again: Callable[[str, str], None]
    ) -> None:
        if self.preview is None:
            parent: QWidget = self._page.window()
            self.preview = CellPreview(self.table.workspace, title, parent)
            self.preview.agreed.connect(lambda agreed: self.write(agreed, deed))
            self.preview.reads_as.connect(read_again)
            self.preview.finished.connect(self._preview_closed)
            self.preview.open()
        self.preview.show_plan(plan)

    def _preview_closed(self) -> None:
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None
        self.grid.setFocus()

    def write(self, plan: CellPlan, deed: str) -> None:
        """Write what a plan accepts; `deed` says what Undo takes back, with a place for the count."""
        count, refused = len(plan.accepted), len(plan.refused)
        # The deed may hold what somebody typed, braces too.
        what = deed.replace("{count}", group_digits(count))
        workspace, title = self.table.workspace, translate(plan.record_type.plural)
        taken = next((each.takes_away for each in plan.accepted if each.takes_away), "")
        why = _("{title}: {deed}").format(title=title, deed=what)

        def then(number: int) -> None:
            for each in plan.accepted:
                self.unwritten.forget((each.row.after.id, each.field.name))
            says = _("Đã {deed}").format(deed=what)
            if refused:
                says += _("; {count} ô giữ nguyên").format(count=group_digits(refused))
            if taken:
                says += f". {taken}"
            self._page.say(says, number or None, what)

        def failed(failure: Exception) -> None:
            self._hold(why, failure, lambda: self.write(plan, deed))

        self.unwritten.forget(why)
        self._page.tasks.write(
            lambda _progress: write_plan(workspace, plan, why), then, _("Đang ghi"), failed
        )

    def _hold(self, key: Hashable, failure: Exception, again: Callable[[], None]) -> None:
        """Say why nothing was written; what is only held up, by a full disk or another, is tried `again`."""
        self.unwritten.hold(key, failure, ((_("Thử lại"), again),) if _may_pass(failure) else ())
        if not isinstance(failure, Refusal):
            show_failure(failure, self._page)

    def _say_failure(self, failure: Exception) -> None:
        """Say why nothing could be looked at: what was asked for is still to be asked for."""
        if isinstance(failure, Refusal):
            self._page.notice.say(str(failure), "BLOCK")
        else:
            show_failure(failure, self._page)


def _may_pass(failure: Exception) -> bool:
    return isinstance(failure, PassingRefusal) or not isinstance(failure, Refusal)
