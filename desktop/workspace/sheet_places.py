"""The commune a sheet is named after, where its whole name is that of one; saves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desktop.declare.fields import Reference
from desktop.declare.reading import Condition, Reader
from desktop.declare.text import _, fold, spelling, tidy, translate
from desktop.excel.days_said import year_of
from desktop.excel.found import FoundTable
from desktop.excel.told_above import without_papers
from desktop.shared.office import Office
from desktop.shared.places import Place, bare_name, places_within, successor, written_type

_NUMBER_BEFORE = re.compile(r"^\W*(?:\d+\W+|[ivx]+\s*[.):-]\s*)|^\W+", re.IGNORECASE)
"""What stands before the name of a commune that has a sheet of its own: `2. Na Son`."""

_UPPER = ("district", "province")


def limit_of_sheets(place: Place | None, office: Office | None, reader: Reader) -> str:
    """Id of the unit whose communes sheets may be named after: the one asked for, else the office's province.

    Empty where there is none: somewhere in the country almost any word is the name of a commune.
    """
    if place is not None or office is None:
        return place.id or "" if place is not None else ""
    commune = reader.get(Place, office.commune) if office.commune else None
    return office.province or (commune.parent if commune else "") or ""


def place_by_sheet(
    table: FoundTable, name: str, declared: Reference, limit: str, lines: Iterable[str], reader: Reader
) -> None:
    """Let the rows be of the commune their sheet is named after, and say so.

    A name that a district or province bears as well is asked about: `Mường Chà` may hold all its communes.
    `limit` is the id of the unit to look in; `lines` tell the year of the list, when others may have stood.
    """
    text = _NUMBER_BEFORE.sub("", tidy(table.sheet))
    called = list(_called(text, reader)) if limit and declared.only.get("kind") in (None, "commune") else []
    within = places_within(limit, reader) if called else set()
    # A province tells by its name alone, wherever it is.
    near = [each for each in called if each.id in within or each.kind == "province"]
    year = table.as_of.year if table.as_of else year_of(without_papers(lines))
    found = _standing([each for each in near if each.kind == "commune"], year)
    if not found:
        return
    if any(each.kind in _UPPER for each in near):
        says = _("Tên trang “{sheet}” là tên của cả xã và huyện hoặc tỉnh: hãy chọn “{field}” cho bảng này.")
        table.doubt(says.format(sheet=table.sheet, field=translate(declared.label)), field=name)
        return
    meant = {successor(each.id or "", reader) if declared.current else each.id for each in found}
    place = meant.pop()
    if place is None or meant:
        return
    table.constants.setdefault(name, place)
    if len(found) == 1 and found[0].valid_to is not None and declared.as_written in _fields(table):
        table.constants.setdefault(declared.as_written, found[0].id)
    says = _("“{field}” không có cột riêng: lấy “{place}” theo tên trang.")
    table.doubt(says.format(field=translate(declared.label), place=found[0].name), field=name)


def _fields(table: FoundTable) -> Iterable[str]:
    return table.record_type.fields if table.record_type is not None else ()


def _called(text: str, reader: Reader) -> Iterator[Place]:
    """The units whose whole name a text is, with or without their kind; with its marks if it has any."""
    key = fold if text.isascii() else spelling
    bare = sorted({bare_name(text), " ".join(fold(text).replace("'", "").replace("-", " ").split())})
    is_word = any(map(str.isalpha, text))
    for place in reader.rows(Place, [Condition("bare", "in", bare)]) if is_word else ():
        own = " ".join(place.name.split()[len(written_type(place.name).split()) :])
        if key(text) in (key(place.name), key(own)):
            yield place


def _standing(found: list[Place], year: int | None) -> list[Place]:
    """Those that stood in the year of a list, else those that stand today."""
    today = [each for each in found if each.valid_to is None]
    if year is None:
        return today
    then = (each for each in found if each.valid_from is None or each.valid_from.year <= year)
    return [each for each in then if each.valid_to is None or each.valid_to.year >= year] or today
