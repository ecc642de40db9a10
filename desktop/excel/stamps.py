"""Marks by which a workbook made here is known again, and the headings it has; knows no way of writing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.declare.fields import Details
from desktop.declare.records import Record
from desktop.declare.text import translate
from desktop.excel.cells import SheetCells
from desktop.excel.dressing import LISTS_SHEET, STAMP_SHEET

VERSION = "1"
TEMPLATE, EXPORT, CORRECTIONS = "template", "export", "corrections"
ID_HEADING = "ID (không sửa)"
OWNER_HEADING = "Của hồ sơ (tên)"
"""Heads the column that says of which record a row on a sheet of owned rows is."""


@dataclass(frozen=True)
class Stamp:
    """What a workbook made here says of itself."""

    kind: str
    record_type: str
    layout: str = ""
    is_masked: bool = False
    is_newer: bool = False
    """Whether a newer version of the program made it, whose workbooks may mean something else."""

    as_of: date | None = None
    """By the boundaries of which day its places are written; None: as they were reported."""

    level: str = ""
    """The level its places are counted at; with `as_of`."""

    sample: tuple[str, ...] = ()
    """Of a template: what its row of examples says, as it was written."""

    known: tuple[str, ...] = ()
    """Of a template with rows: the fields that were filled when it was made."""

    owned: tuple[tuple[str, str], ...] = ()
    """Each field by which records own rows, and the sheet with them."""

    def plain(self) -> dict[str, str]:
        """As it is written into the workbook."""
        return {
            "kind": self.kind,
            "version": VERSION,
            "type": self.record_type,
            "layout": self.layout,
            "masked": "1" if self.is_masked else "",
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "level": self.level,
            "sample": json.dumps(self.sample, ensure_ascii=False) if self.sample else "",
            "known": json.dumps(self.known) if self.known else "",
            "owned": json.dumps(dict(self.owned), ensure_ascii=False) if self.owned else "",
        }


def stamp_of(sheets: Sequence[SheetCells]) -> Stamp | None:
    """The stamp of a workbook, None where it was made elsewhere."""
    page = next((sheet for sheet in sheets if sheet.name == STAMP_SHEET), None)
    if page is None:
        return None
    told: Mapping[str, str] = {
        str(row[0]): str(row[1])
        for row in page.rows
        if len(row) > 1 and row[0] is not None and row[1] is not None
    }
    if not told.get("type"):
        return None
    version = told.get("version", "")
    return Stamp(
        told.get("kind", ""),
        told["type"],
        told.get("layout", ""),
        is_masked=told.get("masked") == "1",
        is_newer=version.isdecimal() and int(version) > int(VERSION),
        as_of=_day(told.get("as_of", "")),
        level=told.get("level", ""),
        sample=_several(told.get("sample", "")),
        known=_several(told.get("known", "")),
        owned=_named(told.get("owned", "")),
    )


def _several(written: str) -> tuple[str, ...]:
    """Texts kept in one cell; none where somebody wrote over it."""
    try:
        found = json.loads(written) if written else ()
    except ValueError:
        return ()
    return tuple(map(str, found)) if isinstance(found, list) else ()


def _named(written: str) -> tuple[tuple[str, str], ...]:
    """Names with their texts, kept in one cell; none where somebody wrote over it."""
    try:
        found = json.loads(written) if written else {}
    except ValueError:
        return ()
    return tuple((str(name), str(text)) for name, text in found.items()) if isinstance(found, dict) else ()


def _day(written: str) -> date | None:
    """The day a stamp names; one that cannot be read was written over, and the first of days fits no name."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return date.min


def is_own_page(sheet: SheetCells) -> bool:
    """Whether a sheet of a stamped workbook serves the program alone: the stamp, the drop-down lists."""
    return sheet.name == STAMP_SHEET or (sheet.name == LISTS_SHEET and sheet.state == "hidden")


def headings_of(record_type: type[Record], say: Callable[[str], str] = translate) -> dict[str, str]:
    """Field → its heading in workbooks made here; fields of one label are told apart by their section."""
    fields = {name: field for name, field in record_type.fields.items() if not isinstance(field, Details)}
    labels = Counter(say(field.label) for field in fields.values())
    headings: dict[str, str] = {}
    for name, field in fields.items():
        label = say(field.label)
        if labels[label] > 1:
            label = f"{label} – {say(field.section) or name}"
        if label in headings.values():
            label = f"{label} – {name}"
        headings[name] = label
    return headings
