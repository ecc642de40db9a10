"""Rows of an outline that do not name what they are of, but go on with their group; reads no value."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from desktop.declare.fields import Text
from desktop.declare.text import fold_words, spelling
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import KINDS_OF_PLACE, bare_text, text_of
from desktop.excel.rows import Group, SortedRows, open_groups, without_count, without_index
from desktop.excel.spread import is_unit
from desktop.excel.told_above import choices_told, is_option
from desktop.excel.values_below import is_open, take_by_values
from desktop.shared.places import place_references

_DISTRICTS = KINDS_OF_PLACE[2] | {"thanh", "thi"}
_MOST = 0.9
"""This share of the rows of a column must name a unit before a group above them is that of an upper one."""


def take_from_groups(table: FoundTable, found: SortedRows, label: int) -> None:
    """Let a row whose own words tell another field be of what its group names: `Dự án 1`, below it `- NSTW`.

    `label` is the column of those words, 0 where rows are no outline. A row that only repeats what another
    of its columns says (`Sở Y tế` beside the investor) names nothing of its own either.
    """
    if not label:
        return
    choices, own = choices_told(table), defaultdict[int, list[Group]](list)
    for group, rows in open_groups(found):
        for row in rows:
            own[row].append(group)
    known = {group.row: group for group in table.groups}
    for row, groups in own.items():
        text = text_of(table.cells.value(row, label))
        said = [name for name, each in choices.items() if text and is_option(each, text)]
        if len(said) != 1 and not _is_said_beside(table, row, label):
            continue
        # Of groups within each other the inner one comes later.
        *uppers, inner = (known[group.row] for group in groups)
        told = table.outline.setdefault(row, {})
        told.pop(inner.field, None)
        told |= {upper.field: upper.label for upper in uppers if upper.field == inner.field and inner.field}
        told |= {name: text for name in said if len(said) == 1}
        table.as_above[row, label] = inner.row, label


def _is_said_beside(table: FoundTable, row: int, label: int) -> bool:
    assert table.record_type is not None
    fields, text = table.record_type.fields, spelling(text_of(table.cells.value(row, label)))
    beside = (each.column for each in table.used() if type(fields[each.field]) is Text)
    others = (spelling(text_of(table.cells.value(row, each))) for each in beside if each != label)
    return bool(text) and text in others


def take_units(table: FoundTable) -> None:
    """Take the one column in which each row names a unit for the unit of the row, whatever its heading says.

    Former districts that group the rows, or the office in the title, are that of no row then.
    """
    assert table.record_type is not None
    asked = {group.field for group in table.groups} | set(table.layout.told_above if table.layout else ())
    wanted = {
        name: declared
        for name, declared in place_references(table.record_type).items()
        if name in asked and not table.column_of(name)
    }
    units = [each for each in table.columns if wanted and is_open(each) and _names_units(table, each)]
    for name, declared in wanted.items():
        columns = [column for column in units if is_open(column)]
        if len(columns) != 1:
            continue
        own = [group for group in table.groups if group.field == name]
        if all((fold_words(group.label).split() or [""])[0] in _DISTRICTS for group in own):
            table.groups = [replace(each, field="") if each in own else each for each in table.groups]
            for told in table.outline.values():
                told.pop(name, None)
            take_by_values(table, columns[0], declared)


def _names_units(table: FoundTable, column: FoundColumn) -> bool:
    """Whether nearly all cells of a column name a unit; asks no further once too many do not."""
    others, known, count = 0, dict[str, bool](), len(table.data_rows)
    for row in table.data_rows:
        text = text_of(table.meant(row, column.column))
        if text not in known:
            known[text] = is_unit(bare_text(without_count(without_index(text))))
        others += not known[text]
        if others > count - _MOST * count:
            return False
    return True in known.values()
