"""Takes rows of one sex or one people in a list of indicators' figures for parts of the row of all."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.declare.text import _, fold_words
from desktop.excel.found import FoundColumn, FoundTable, Skipped
from desktop.excel.parsed import ParsedTable
from desktop.shared.indicator_parts import IndicatorPart
from desktop.shared.indicators import IndicatorValue

if TYPE_CHECKING:
    from desktop.storage.writing import Writing

PARTS = "parts"
_HEADINGS = {
    "sex": {"gioi tinh", "gioi", "nam nu", "phan to theo gioi"},
    "people": {"dan toc", "thanh phan dan toc", "nhom dan toc", "phan to theo dan toc"},
}
_OF_ALL = {"", "chung", "tong so", "tong", "tong cong", "ca hai", "toan bo", "tat ca", "ca hai gioi"}
_FIGURES = ("numerator", "denominator", "value")


def take_parts(table: FoundTable) -> None:
    """Give the rows of all the rows of their parts; a part without a row of all is left out, and told."""
    if table.record_type is not IndicatorValue or PARTS in table.owned:
        return
    columns = dict(_columns(table))
    if not columns:
        return
    wholes: dict[tuple[str, ...], int] = {}
    parts: dict[int, tuple[str, ...]] = {}
    key: tuple[str, ...] = ()
    for row in table.data_rows:
        key = _key(table, row) or key
        meant = (*key, *sorted(f"{name}={said}" for name, said in table.outline.get(row, {}).items()))
        if all(_said(table, row, column) in _OF_ALL for column in columns.values()):
            wholes.setdefault(meant, row)
        else:
            parts[row] = meant
    owners = {row: wholes[meant] for row, meant in parts.items() if meant in wholes}
    if len(owners) < len(parts):
        says = _(
            "{count} dòng theo giới tính, dân tộc không có dòng chung cùng chỉ tiêu, địa bàn, năm: thêm dòng "
            "chung, để trống hai cột đó, rồi nhập lại."
        )
        table.doubt(says.format(count=len(parts) - len(owners)))
    if owners:
        _hand_over(table, columns, owners)
    _leave_out(table, parts, owners)


def keep_parts(parsed: ParsedTable, positions: Sequence[int], writing: Writing) -> None:
    """Let a list that tells some parts of a stored figure leave the others as they are."""
    if not positions or PARTS not in parsed.table.owned or parsed.table.owned[PARTS].is_ours:
        return
    records = [
        record for position in positions if isinstance(record := parsed.records[position], IndicatorValue)
    ]
    found = [record.id or id for record, id in zip(records, writing.find_by_keys(records), strict=True)]
    stored = {each.id: each for each in writing.rows_by_ids(IndicatorValue, [id for id in found if id])}
    for record, id in zip(records, found, strict=True):
        if id in stored:
            vars(record)[PARTS] = list(_laid_over(stored[id].parts or [], record.parts or []))


def _laid_over(stored: Sequence[IndicatorPart], told: Sequence[IndicatorPart]) -> Iterator[IndicatorPart]:
    """The parts that are told, in the place of the stored ones they are of, among those that are not."""
    for old in stored:
        yield from [part for part in told if part.whose == old.whose] or [old]
    known = {part.whose for part in stored}
    yield from (part for part in told if part.whose not in known)


def _hand_over(table: FoundTable, columns: dict[str, FoundColumn], owners: dict[int, int]) -> None:
    own = [dataclasses.replace(column, field=name) for name, column in columns.items()]
    own += [column for column in table.columns if column.field in _FIGURES]
    for column in columns.values():
        column.is_neutral = True
    table.owned[PARTS] = dataclasses.replace(
        table,
        record_type=IndicatorPart,
        columns=own,
        data_rows=list(owners),
        owners=dict(owners),
        skipped=[],
        owned={},
        outline={},
        groups=[],
        totals=[],
        constants={},
        given={},
        raised=[],
        notes=[],
    )


def _leave_out(table: FoundTable, parts: Collection[int], owners: Mapping[int, int]) -> None:
    """No row of a part is a figure of all: one without such a figure is not imported."""
    table.data_rows = [row for row in table.data_rows if row not in parts]
    owned = _("Số theo giới tính, dân tộc: nhập làm phân tổ của dòng {row}.")
    alone = _("Số theo giới tính, dân tộc không có dòng chung: chưa nhập.")
    table.skipped += [
        Skipped(row, owned.format(row=owners[row]) if row in owners else alone, "part") for row in parts
    ]
    table.skipped.sort(key=lambda each: each.row)


def _columns(table: FoundTable) -> Iterator[tuple[str, FoundColumn]]:
    """The columns that say whose figure a row is, which fill no field of the figure itself."""
    for column in table.columns:
        heading = fold_words(column.heading.split(" | ")[-1])
        for name, words in _HEADINGS.items():
            if heading in words and not column.field:
                yield name, column


def _key(table: FoundTable, row: int) -> tuple[str, ...]:
    """What a row is a figure of, as written; nothing where it leaves that to the row above."""
    told = tuple(
        fold_words(str(table.meant(row, column) or "")) if (column := table.column_of(name)) else ""
        for name in IndicatorValue.key
    )
    return told if any(told) else ()


def _said(table: FoundTable, row: int, column: FoundColumn) -> str:
    return fold_words(str(table.meant(row, column.column) or ""))
