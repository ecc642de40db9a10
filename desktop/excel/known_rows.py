"""Rows of a workbook made here that are no news: its sample, what it was filled with; finds no table."""

from __future__ import annotations

from desktop.declare.text import _
from desktop.excel.found import FoundTable, Skipped
from desktop.excel.headings import text_of
from desktop.excel.stamps import ID_HEADING, Stamp
from desktop.excel.templates import sample_texts


def find_ids(table: FoundTable) -> None:
    """Find the column of ids; a row with one is a record whatever it looks like, and its totals are ours."""
    table.id_column = next((each.column for each in table.columns if each.heading == ID_HEADING), 0)
    if not table.id_column:
        return
    table.totals, table.as_above = [], {}
    own = [each.row for each in table.skipped if each.row > table.header_rows[1]]
    own = [row for row in own if text_of(table.cells.value(row, table.id_column))]
    table.skipped = [each for each in table.skipped if each.row not in own]
    table.data_rows = sorted([*table.data_rows, *own])
    table.outline = {}


def skip_sample(table: FoundTable, stamp: Stamp) -> None:
    """Leave out the row of examples, wherever it was moved to, as long as nobody has written over it."""
    if table.record_type is None:
        return
    used = table.used()
    # Templates of before keep no sample: theirs is the row the fields make in the language of today.
    texts = list(stamp.sample) or sample_texts(table.record_type, [column.field for column in used])
    texts = sorted(filter(None, texts))
    for row in table.data_rows if texts and not stamp.known else ():
        if sorted(filter(None, (text_of(table.cells.value(row, each.column)) for each in used))) == texts:
            table.data_rows.remove(row)
            table.skipped.append(Skipped(row, _("Dòng ví dụ của mẫu."), "sample"))
            return


def skip_known(table: FoundTable, stamp: Stamp) -> None:
    """Leave out the rows of a template in which nothing stands but what stood there when it was made."""
    ours = [column.column for column in table.used() if column.field not in stamp.known]
    if not stamp.known:
        return
    bare = {row for row in table.data_rows if not any(text_of(table.cells.value(row, each)) for each in ours)}
    table.data_rows = [row for row in table.data_rows if row not in bare]
    why = _("Dòng ghi sẵn của mẫu, chưa ghi thêm gì.")
    table.skipped += [Skipped(row, why, "known") for row in sorted(bare)]
