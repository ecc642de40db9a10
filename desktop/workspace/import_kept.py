"""What a workbook of our own making shows of stored records, so that its cells mean those; saves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.declare.fields import Reference
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.declare.text import _, tidy
from desktop.excel.found import FoundTable
from desktop.excel.parsed import ParsedTable
from desktop.workspace.as_of import AsOf, ReadingAsOf, boundaries_of

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.storage.reading import Reading

_CHUNK = 500


class Kept:
    """What the stored records of our own export show, so that a cell nobody touched keeps its very value.

    In an export by the boundaries of a day the places are those of that day: the stored ones stand, and a
    row that says another place is refused.
    """

    def __init__(self, catalog: Catalog, reader: Reading, table: FoundTable) -> None:
        self.records: dict[str, Record] = {}
        self.names: dict[str, str] = {}
        self.seen: dict[str, dict[str, str]] = {}
        """Record → its place fields and how each was shown on the day of the export."""

        if not table.id_column:
            return
        assert table.record_type is not None
        record_type = table.record_type
        ids = [str(table.cells.value(row, table.id_column) or "") for row in table.data_rows]
        for start in range(0, len(ids), _CHUNK):
            where = [Condition("id", "in", ids[start : start + _CHUNK])]
            self.records.update({record.id or "": record for record in reader.rows(record_type, where)})
        on_day = _on_day(catalog, reader, table)
        for name, declared in record_type.fields.items():
            if isinstance(declared, Reference):
                wanted = {getattr(record, name) for record in self.records.values()} - {None}
                self.names.update((on_day or reader).names(catalog.target_of(declared), wanted))
        if on_day is not None and self.records:
            shown = on_day.place_texts(list(self.records.values()))
            self.seen = {id: dict(each) for id, each in zip(self.records, shown, strict=True)}

    def answer(self, id: str, field_name: str, text: str) -> str | None:
        """The stored reference of a record where the text shows just that, or may say nothing else."""
        record = self.records.get(id)
        value = getattr(record, field_name) if record is not None else None
        is_seen = field_name in self.seen.get(id, ())
        return value if value and (is_seen or self.names.get(value) == text) else None

    def refuse_moved(self, parsed: ParsedTable) -> None:
        """Tell the rows that say another place than the export by the boundaries of a day had written."""
        day = parsed.table.as_of
        if day is None or not self.seen:
            return
        for position, id in enumerate(parsed.ids):
            for name, shown in self.seen.get(id or "", {}).items():
                typed = parsed.typed.get(name)
                written = tidy(str(typed[position] or "")) if typed else ""
                if written and written != shown:
                    says = _(
                        "Tệp xuất theo địa giới ngày {day} ghi “{shown}”: ở tệp này không đổi được địa bàn. "
                        "Sửa địa bàn trong chương trình, hoặc xuất lại như đã báo cáo."
                    )
                    found = (
                        parsed.records[position]
                        .fields[name]
                        .wrong(says.format(day=f"{day:%d/%m/%Y}", shown=shown))
                    )
                    parsed.add(position, found, parsed.cell_of(position, name))


def _on_day(catalog: Catalog, reader: Reading, table: FoundTable) -> ReadingAsOf | None:
    """The records as an export by the boundaries of a day saw them."""
    if table.as_of is None:
        return None
    level = table.level if table.level in ("province", "district") else ""
    return ReadingAsOf(reader, boundaries_of(reader, AsOf(table.as_of, level)), catalog)
