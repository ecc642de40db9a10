"""What stands under known headings: columns, rows, groups, units, totals of one table; finds no heading."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from desktop.declare.fields import Choice, Date, Decimal, Habit, Integer, LongText, Money, Reference, Text
from desktop.declare.layouts import MONTH_FIRST, YEAR
from desktop.declare.numbers import read_number
from desktop.declare.records import Record
from desktop.declare.text import _, fold, fold_words, translate
from desktop.excel import rows as row_kinds
from desktop.excel.above import tell_as_above, tell_continued
from desktop.excel.as_called import is_payment_sheet, told_as_payment
from desktop.excel.cells import SheetCells
from desktop.excel.found import FoundColumn, FoundGroup, FoundTable, Skipped, WrittenTotal
from desktop.excel.headings import (
    KINDS_OF_PLACE,
    UNIT_LINE,
    Heading,
    bare_text,
    is_numbering,
    kinds_of_place,
    money_unit,
    text_of,
)
from desktop.excel.matching import is_worked_out
from desktop.excel.pieces import in_pieces
from desktop.excel.rows import (
    RowSorter,
    SortedRows,
    counts_in,
    nest,
    open_groups,
    parts_of,
    spans_of,
    without_count,
)
from desktop.excel.rows_of_groups import take_from_groups, take_units
from desktop.excel.spread import names_a_unit
from desktop.excel.stamps import ID_HEADING, OWNER_HEADING
from desktop.excel.terms import Match
from desktop.excel.told_above import choices_told, is_option, lines_above, option_within, tell_from_above
from desktop.excel.values_below import (
    ask_untold_choices,
    judge_by_values,
    leave_names_whole,
    see_births_under_options,
)

_IN_HECTARES = re.compile(r"\(\s*(?:đvt\s*:\s*)?ha\s*\)", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:dự án|mô hình|công trình)(?:(?: số)? \d+\s*[:.–-]|\s*:)\s*(?=\w)", re.IGNORECASE)
"""What a group says before the name of a record: `Dự án 1: Nuôi trâu sinh sản`, `Dự án: Nuôi trâu`."""

_LEFT_OUT = {"ky nhan", "chu ky", "anh"}
_UNITS, _HEADS_WITHIN, _NAMED_UNITS = (["xa"], ["phuong"]), 20, 3


def is_neutral(heading: Heading) -> bool:
    """Whether no field is expected for a column: it numbers the rows, or is there to be signed."""
    last = heading.parts[-1]
    return is_numbering(heading.parts) or fold_words(last) in _LEFT_OUT or last in (ID_HEADING, OWNER_HEADING)


def describe(table: FoundTable, headings: Sequence[Heading], matches: Sequence[Match], above: int) -> None:
    """Fill a table whose headings are known: its columns, rows, groups and totals."""
    assert table.record_type is not None
    by_column = {match.heading.column: match for match in matches}
    table.columns = [column_for(table, heading, by_column.get(heading.column)) for heading in headings]
    table.columns = [piece for column in table.columns for piece in in_pieces(table, column)]
    numbering = [heading.column for heading in headings if is_numbering(heading.parts)]
    sorter = RowSorter(
        table.cells,
        table.header_rows,
        [column.column for column in table.columns],
        _word_columns(table),
        numbering,
    )
    found = sorter.sort(table.header_rows[1] + 1, table.last_row)
    is_nested = bool(table.layout and table.layout.nested and numbering)
    label = min(_word_columns(table), default=numbering[0]) if is_nested else 0
    if is_nested:
        nest(found, table.cells, numbering[0], label)
    table.data_rows = found.data
    table.skipped = [Skipped(row, row_kinds.why(kind), kind) for row, kind in _kinds(table, found, above)]
    see_births_under_options(table)
    leave_names_whole(table)
    table.groups = [_group(table, group) for group in found.groups]
    table.outline = _outline(table, found)
    take_units(table)
    tell_from_above(table, above)
    _tell_first_group(table, above)
    tell_as_above(table, numbering)
    take_from_groups(table, found, label)
    tell_continued(table, numbering)
    judge_by_values(table, [heading.column for heading in headings])
    ask_untold_choices(table)
    set_units(table, above)
    table.totals = list(_totals(table, found))
    for column in table.columns:
        column.samples = _samples(table, column.column)
    _drop_false_marks(table)


def column_for(table: FoundTable, heading: Heading, match: Match | None) -> FoundColumn:
    column = FoundColumn(heading.column, heading.shown, is_neutral=is_neutral(heading))
    if match is not None:
        term = match.term
        if term.is_sum:
            column.is_neutral, column.adds_up, column.parts = True, term.field, term.adds
            return column
        if table.record_type is not None and is_worked_out(table.record_type, term.field):
            column.is_neutral, column.works_out, column.of = True, term.field, term.apart
            return column
        column.field, column.mark, column.also, column.part = term.field, term.mark, term.also, term.part
        column.apart, column.pieces, column.is_minus = term.apart, term.pieces, term.is_minus
        column.unit, column.habit = term.unit, habit_of(term.dates)
        column.sure = round(match.sure, 2)
    return column


def habit_of(dates: str) -> Habit:
    """How days are written, as a layout says it."""
    return Habit(month_first=dates == MONTH_FIRST, year_alone=dates == YEAR)


def _word_columns(table: FoundTable) -> list[int]:
    """Columns where words are expected, so that a row of totals has nothing there."""
    figures = (Integer, Decimal, Money, Date)
    assert table.record_type is not None
    fields = table.record_type.fields
    return [
        column.column
        for column in table.columns
        if column.field and not isinstance(fields[column.field], figures)
    ]


def _kinds(table: FoundTable, found: SortedRows, above: int) -> Iterator[tuple[int, str]]:
    first, last = table.header_rows
    for row in range(above, first):
        line = " ".join(text_of(value) for value in table.cells.rows[row - 1] if value is not None)
        if not line.strip():
            yield row, "blank"
        else:
            yield row, "unit" if UNIT_LINE.search(fold(line)) and money_unit(line) else "title"
    for row in range(first, last + 1):
        yield row, "header"
    yield from sorted(found.kinds.items())


def set_units(table: FoundTable, above: int) -> None:
    """What one written unit of a column is worth: of money in đồng, told by its heading or else above the
    table; of an area headed in hectares in m².
    """
    assert table.record_type is not None
    lines = lines_above(table, above)
    told = next((line for line in reversed(lines) if UNIT_LINE.search(fold(line)) and money_unit(line)), "")
    common = money_unit(re.sub(r"\(.*?\)", "", told)) or money_unit(told)
    small: list[FoundColumn] = []
    said: set[int] = set()
    for column in table.columns:
        declared = table.record_type.fields.get(column.field)
        if column.unit:  # a layout says it
            continue
        column.unit = 1
        if isinstance(declared, Decimal) and declared.unit == "m²" and _IN_HECTARES.search(column.heading):
            column.unit = 10_000
        if not isinstance(declared, Money):
            continue
        own = next((unit for part in reversed(column.heading.split(" | ")) if (unit := _in_heading(part))), 0)
        column.unit = own or common or 1
        if not own and not common and _is_small(table, column):
            small.append(column)
        elif own:
            said.add(own)
    for column in small:
        table.doubt(_unit_doubt(column, len(said) == 1), column.column, of_unit=True)
        column.unit = min(said) if len(said) == 1 else 1


def _in_heading(part: str) -> int:
    brackets = re.findall(r"\(([^()]*)\)", part)
    return next((unit for text in brackets if (unit := money_unit(text))), 0) or (
        money_unit(part) if re.search(r"\bđvt|đơn vị", part.lower()) else 0
    )


def _is_small(table: FoundTable, column: FoundColumn) -> bool:
    """Whether the figures of a column are too small to be đồng."""
    values = [table.cells.value(row, column.column) for row in table.data_rows]
    figures = [abs(figure) for value in values if (figure := _figure(value))]
    return bool(figures) and sorted(figures)[len(figures) // 2] < 100_000


def _figure(value: object) -> float:
    """A figure, be it typed as a text (`1.250,5`); 0 for anything else."""
    # A text that says its unit itself (`10 triệu`) needs none of its column.
    if isinstance(value, str) and value[:1].isdigit() and not any(map(str.isalpha, value)):
        with suppress(ValueError):
            return float(read_number(value, ",").value)
    return float(value) if isinstance(value, int | float) else 0.0


def _unit_doubt(column: FoundColumn, as_others: bool) -> str:
    """What is told of a column of money that says no unit: the others are followed, or nothing is known."""
    unknown = _(
        "Cột {column} “{heading}” không ghi đơn vị tính và các số nhỏ: hãy chọn đơn vị trước khi ghi."
    )
    others = _("Cột {column} “{heading}” không ghi đơn vị tính: lấy như các cột tiền khác, hãy xem lại.")
    return (others if as_others else unknown).format(column=column.letters, heading=column.heading)


def _samples(table: FoundTable, column: int) -> list[str]:
    shown: dict[str, None] = {}
    for row in table.data_rows[:200]:
        text = text_of(table.cells.written(row, column))
        if text:
            shown.setdefault(text)
        if len(shown) == 3:
            break
    return list(shown)


def _drop_false_marks(table: FoundTable) -> None:
    """Columns headed by options but filled with figures count something; they mark nothing."""
    for column in table.columns:
        if column.mark is None:
            continue
        values = [table.cells.value(row, column.column) for row in table.data_rows]
        if any(isinstance(value, int | float) and value not in (0, 1) for value in values):
            column.field, column.mark, column.sure = "", None, 0.0


def _outline(table: FoundTable, found: SortedRows) -> dict[int, dict[str, str]]:
    told: dict[int, dict[str, str]] = {}
    known = {group.row: group for group in table.groups}
    for each, rows in open_groups(found):
        group = known[each.row]
        for row in rows if group.field else ():
            told.setdefault(row, {})[group.field] = group.label
    return told


def _tell_first_group(table: FoundTable, above: int) -> None:
    """Where a group stands above each repeated heading, the first of them stands over the table."""
    fields = {group.field for group in table.groups if group.field}
    first = min((group.row for group in table.groups), default=0)
    for line in lines_above(table, above)[-2:] if fields else ():
        name = _field_of_group(table, line)
        if not row_kinds.names_a_group(line) or name not in fields:
            continue
        for row in table.data_rows:
            if row < first:
                table.outline.setdefault(row, {}).setdefault(name, _named(table, name, line))


def _named(table: FoundTable, name: str, label: str) -> str:
    """What a group is called: `Làng: Plei Toan` → `Làng Plei Toan`; without the number of a record."""
    label = row_kinds.without_colon(bare_text(without_count(label)))
    declared = table.record_type.fields.get(name) if table.record_type else None
    return _NUMBERED.sub("", label) if isinstance(declared, Reference) else label


def _group(table: FoundTable, group: row_kinds.Group) -> FoundGroup:
    name = _field_of_group(table, group.label)
    label = _named(table, name, group.label)
    declared = table.record_type.fields.get(name) if table.record_type else None
    if not isinstance(declared, Choice) or not is_option(declared, group.label):
        said = ((each, option_within(one, group.label)) for each, one in choices_told(table).items())
        meant = ((each, option) for each, option in said if option and _may_mean(group.label, name, option))
        name, label = next(meant, (name, label))
    return FoundGroup(group.row, label, group.level, name)


def _may_mean(label: str, name: str, option: str) -> bool:
    """Whether a group says an option; one that begins as a place may count it: `Bản Bon: 12 hộ nghèo`."""
    first = (fold_words(label).split() or [""])[0]
    is_place = bool(name) and any(first in kinds for kinds in KINDS_OF_PLACE)
    return not is_place or fold_words(option).split()[:1] == [first]


def _field_of_group(table: FoundTable, label: str) -> str:
    """The field a group row tells: one the layout names, or one headed by the kind of place in the label."""
    assert table.record_type is not None
    fields = table.record_type.fields
    first = (fold_words(label).split() or [""])[0]
    alike = next((kinds for kinds in KINDS_OF_PLACE if first in kinds), None)
    named = list(table.layout.outline) if table.layout else []
    options = [name for name, each in fields.items() if isinstance(each, Choice) and is_option(each, label)]
    own = [name for name in options if name in named]
    if own or len(options) == 1:
        return (own or options)[0]
    for name in [*named, *(name for name in fields if name not in named)]:
        declared = fields[name]
        if not isinstance(declared, Text | Reference) or isinstance(declared, LongText):
            continue
        known = (declared.label, translate(declared.label), *declared.headings)
        if any(_begins_alike(text, label, alike) for text in known if text):
            return name
    return named[0] if len(named) == 1 else ""


def _begins_alike(heading: str, label: str, kinds: set[str] | None) -> bool:
    """Whether a heading is of the kind of place a label begins with, or else of the very same first word."""
    if kinds is not None:
        is_of_kind = (fold_words(heading).split() or [""])[0] in kinds
        return is_of_kind or (bool(kinds & kinds_of_place([heading])) and names_a_unit(label))
    # With its marks: “Hộ nghèo” is no name under “Họ và tên”.
    return row_kinds.composed(heading).split()[:1] == row_kinds.composed(label).split()[:1]


def _totals(table: FoundTable, found: SortedRows) -> Iterator[WrittenTotal]:
    groups = {group.row: rows for group, rows in open_groups(found)}
    labels = {group.row: (group.column, group.label) for group in found.groups}
    for row, rows in groups.items():
        yield from _figures(table, found, row, *labels[row], "group", rows)
    for total, is_grand, rows, instead in spans_of(found):
        level, others = "grand" if is_grand else "group", tuple(instead)
        for each in _figures(table, found, total.row, total.column, total.label, level, rows) if rows else ():
            yield dataclasses.replace(each, or_rows=others)
    for row, column, text in found.notes:
        if "danh sách" in row_kinds.composed(text) and counts_in(text):
            yield WrittenTotal(row, column, "", "grand", text, tuple(found.data), text)


def _figures(
    table: FoundTable, found: SortedRows, row: int, column: int, label: str, level: str, rows: Sequence[int]
) -> Iterator[WrittenTotal]:
    assert table.record_type is not None
    fields, own = table.record_type.fields, tuple(rows)
    parts = parts_of(found, row if level == "group" else 0, rows) if found.depths else ()
    if counts_in(label):
        yield WrittenTotal(row, column, "", level, label, own, label)
    # What is added and what is taken off stand apart, and the field holds both.
    changed = {each.field for each in table.used() if each.is_minus}
    for each in (each for each in table.used() if each.field not in changed):
        declared = fields[each.field]
        summed = isinstance(declared, Money | Decimal) or (isinstance(declared, Integer) and declared.grouped)
        value = table.cells.value(row, each.column)
        if summed and each.mark is None and each.column != column and value is not None:
            yield WrittenTotal(row, each.column, each.field, level, value, own, label, parts)


def fits_several(table: FoundTable, others: Sequence[type[Record]]) -> FoundTable:
    """The table left for somebody to choose what it is: nothing above it says so, and its headings do not."""
    titles = [translate(each.title) for each in (table.record_type, *others) if each is not None]
    table.reason = _("Trên bảng không có tiêu đề nói rõ: có thể là “{titles}”; hãy chọn loại hồ sơ.").format(
        titles="”, “".join(titles)
    )
    table.record_type, table.layout, table.sure = None, None, 0.0
    return table


def _units_beside(row: Sequence[object]) -> list[str]:
    """The communes that head the columns of a row; none where fewer than two do."""
    texts = [text_of(value) for value in row if isinstance(value, str)]
    units = [text for text in texts if fold_words(text).split()[:1] in _UNITS and names_a_unit(text)]
    return units if len(units) > 1 and len(units) * 2 >= len(texts) - 1 else []


def not_understood(sheet: SheetCells, file: str) -> FoundTable:
    """A sheet without a table that is known, and why."""
    table = FoundTable(file, sheet.name, sheet)
    filled = [row for row in sheet.rows if any(text_of(value) for value in row)]
    if not filled:
        table.reason = _("Trang trống.")
    elif sheet.state == "hidden":
        table.reason = _("Trang ẩn, không phải bảng dữ liệu của loại hồ sơ nào.")
    elif max(sum(value is not None for value in row) for row in filled) <= 2:
        table.reason = _("Trang hướng dẫn hoặc ghi chú, không có bảng.")
    elif is_payment_sheet(sheet, _HEADS_WITHIN):
        table.reason = told_as_payment()
    elif units := next(filter(None, map(_units_beside, filled[:_HEADS_WITHIN])), []):
        says = _("Mỗi cột là một địa bàn (“{some}”): hãy xếp mỗi địa bàn thành một dòng rồi nhập lại.")
        table.reason = says.format(some="”, “".join(units[:_NAMED_UNITS]))
    else:
        table.reason = _(
            "Không thấy hàng tên cột của loại hồ sơ nào; nếu đây là dữ liệu, hãy chọn loại hồ sơ."
        )
    table.skipped = [
        Skipped(row, table.reason, "note")
        for row, values in enumerate(sheet.rows, 1)
        if any(text_of(value) for value in values)
    ]
    return table
