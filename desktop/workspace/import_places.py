"""Where the rows of a table belong that name no place: as asked, by its title, or at home; saves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Field, Reference
from desktop.declare.reading import Condition, Reader
from desktop.declare.text import _, fold, tidy, translate
from desktop.excel.found import FoundTable
from desktop.excel.headings import text_of
from desktop.shared.office import Office, place_values
from desktop.shared.places import Place, bare_name, successor
from desktop.shared.villages import VillageName, is_paper, kind_and_name
from desktop.workspace.import_villages import villages_in_use
from desktop.workspace.own_office import own_office
from desktop.workspace.references import found_one
from desktop.workspace.sheet_places import limit_of_sheets, place_by_sheet

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.workspace.workspace import Workspace

_NAME = r"(?:\s*:)?\s+((?:\w[\w'’.-]*\s*){1,4})"
_UNIT_NAMED = re.compile(r"\b(xã|phường|thị trấn|đặc khu)" + _NAME, re.IGNORECASE)
_UNMARKED = re.compile(r"\b(xa|phuong|thi tran|dac khu)" + _NAME, re.IGNORECASE)
"""The same in a line that carries no marks at all, as programs write it."""

_VILLAGE_NAMED = re.compile(
    r"(?<!văn )(?<!biên )(?<!các )(?<!những )(?<!thôn, )(?<!thôn/)"
    r"\b((?:bản|thôn|tổ dân phố|tiểu khu|xóm|buôn|khóm|ấp|làng|khu phố)(?:\s*:)?\s+"
    r"(?!nghề|văn hóa|nghèo|đặc biệt|kê\b|cam kết|tổng hợp|sao\b|chính\b|số\b|khó khăn|vùng|thuộc|xã\b|của\b)"
    r"\w[\w'’. -]*?)\s*(?=[,;:()–]|\s-\s|\bxã\b|\bphường\b|\bthị trấn\b|\bnăm\b|\bhuyện\b|$)",
    re.IGNORECASE,
)
"""A village in the title of its own list: `DANH SÁCH HỘ NGHÈO BẢN NA SANG, XÃ NA SON`."""

_MOST_WORDS = 4
_PROVINCE_NAMED = re.compile(r"\b(tỉnh|thành phố)" + _NAME, re.IGNORECASE)


def let_places_give_way(table: FoundTable) -> None:
    """A place that the title of this table names, or somebody just said, is not the one of the last list."""
    assert table.record_type is not None
    for name in [name for name in table.given if name in table.constants]:
        if isinstance(table.record_type.fields[name], Reference):
            del table.given[name]


def place_rows(
    workspace: Workspace, reader: Reader, table: FoundTable, place: Place | None, above: str
) -> None:
    """Say where the rows of a table belong that name no place: as asked, else by its title or sheet.

    A figure may be that of any unit: in a table with a column for it, a row that names none is of nobody.
    """
    assert table.record_type is not None
    for name, declared in _places_of(table, workspace.catalog):
        is_told = _is_told(table, name) or _is_told(table, declared.as_written)
        if place is not None and _may_lie_in(declared, place) and (declared.current or not is_told):
            if not declared.current and name not in table.constants:
                says = _("“{field}” không có cột riêng: lấy “{place}”, địa bàn đã chọn cho tệp.")
                table.doubt(says.format(field=translate(declared.label), place=place.name), field=name)
            today = successor(place.id or "", reader) if declared.current else place.id
            table.constants.setdefault(name, today)
            if place.valid_to is not None and declared.as_written in table.record_type.fields:
                table.constants.setdefault(declared.as_written, place.id)
        elif not is_told:
            limits = limits_of(place)
            texts = (title_of(table), above)
            named = (_unit_of_title(workspace, reader, text, declared, limits) for text in texts)
            if found := next(filter(None, named), None):
                table.constants.setdefault(name, found[0])
                _remark_title(table, declared, found[1])
            else:
                limit = limit_of_sheets(place, own_office(workspace, reader), reader)
                place_by_sheet(table, name, declared, limit, "\n".join(texts).splitlines(), reader)
        _set_old_unit(reader, table, declared)


def _places_of(table: FoundTable, catalog: Catalog) -> Iterator[tuple[str, Reference]]:
    """The fields that say where a row belongs: those of units of today, or else the one that is needed."""
    fields = table.record_type.fields if table.record_type and not table.is_ours else {}
    links = {name: each for name, each in fields.items() if isinstance(each, Reference)}
    places = {name: each for name, each in links.items() if catalog.target_of(each) is Place}
    needed = [name for name, each in places.items() if each.required]
    yield from (pair for pair in places.items() if pair[1].current or needed == [pair[0]])


def village_of_title(table: FoundTable, catalog: Catalog, reader: Reader) -> None:
    """Where the title names one village and no row does, the rows are of that village.

    Where it names none the sheet may, and then only one that is known in the commune.
    """
    assert table.record_type is not None
    for name, declared in table.record_type.fields.items():
        if not isinstance(declared, VillageName) or table.is_ours or _is_told(table, name):
            continue
        titled, beside = _villages_named(title_of(table)), _villages_named(table.sheet)
        commune = {**table.given, **table.constants}.get(declared.within)
        known: set[str] = set()
        if commune and (titled or beside):
            in_use = villages_in_use([commune], catalog.record_types.values(), reader)
            known = {kind_and_name(village)[1] for village in in_use.get(commune, {})}
        found = [each for each in titled if kind_and_name(each)[1] in known or not is_paper(each)]
        found = found or [each for each in beside if kind_and_name(each)[1] in known]
        if len(found) == 1:
            village = found[0].title() if found[0].isupper() else found[0]
            table.constants.setdefault(name, village)
            _remark_title(table, declared, village)


def _villages_named(text: str) -> list[str]:
    """What may be villages in the lines of a text, each once."""
    named = (
        tidy(each.replace(":", " ")) for line in text.splitlines() for each in _VILLAGE_NAMED.findall(line)
    )
    found = {fold(each): each for each in named}
    return [each for each in found.values() if len(kind_and_name(each)[1].split()) <= _MOST_WORDS]


def place_at_home(table: FoundTable, office: Office | None, reader: Reader) -> None:
    """Where neither the table nor anybody says a place, its rows are of the office's own."""
    assert table.record_type is not None
    for name, place in place_values(office, table.record_type).items():
        as_written = getattr(table.record_type.fields[name], "as_written", "")
        if table.is_ours or name in {**table.constants, **table.given}:
            continue
        if _is_told(table, name) or _is_told(table, as_written):
            continue
        table.constants[name] = place
        says = _("“{field}” không có trong bảng: lấy “{place}”, địa bàn của đơn vị sử dụng.")
        label = translate(table.record_type.fields[name].label)
        table.doubt(says.format(field=label, place=reader.names(Place, [place]).get(place, "")), field=name)


def _may_lie_in(declared: Reference, place: Place) -> bool:
    """Whether a field may hold a unit itself; a district has been none of the units of today."""
    return place.kind != "district" and declared.only.get("kind") in (None, place.kind)


def limits_of(place: Place | None) -> dict[str, str]:
    """What keeps the search for communes to the province or district that was named."""
    if place is None or place.kind not in ("province", "district"):
        return {}
    within = {"within": place.id or ""}
    return within if place.kind == "province" else {**within, "district": place.name}


def _is_told(table: FoundTable, name: str) -> bool:
    told = bool(table.column_of(name)) or any(name in told for told in table.outline.values())
    return bool(name) and told


def _remark_title(table: FoundTable, declared: Field[Any], text: str) -> None:
    says = _("“{field}” không có cột riêng: lấy “{place}” theo tiêu đề của bảng.")
    table.doubt(says.format(field=translate(declared.label), place=text), field=declared.name)


def _unit_of_title(
    workspace: Workspace,
    reader: Reader,
    context: str,
    declared: Reference,
    limits: Mapping[str, str],
) -> tuple[str, str] | None:
    """The one unit that the lines above the table name: `UBND XÃ NA SON`, `UBND TỈNH SƠN LA`."""
    shape = _PROVINCE_NAMED if declared.only.get("kind") == "province" else _UNIT_NAMED
    for text in _units_named(context, shape):
        try:
            found = found_one(declared, text, {"context": context, **limits}, reader, workspace.catalog)
        except ValueError:
            continue
        return found.id, text
    return None


def _set_old_unit(reader: Reader, table: FoundTable, declared: Reference) -> None:
    """The unit of before that a title names, `XÃ KEO LÔM (CŨ)`, where it went into the unit of the rows."""
    assert table.record_type is not None
    old, today = declared.as_written, table.constants.get(declared.name)
    if today is None or _is_told(table, old) or old not in table.record_type.fields:
        return
    for line in title_of(table).splitlines():
        head, is_old, _rest = line.lower().partition("(cũ)")
        for text in list(_units_named(head))[-4:] if is_old else ():
            for place in reader.rows(Place, [Condition("bare", "is", bare_name(text))]):
                if place.id and place.valid_to is not None and successor(place.id, reader) == today:
                    table.constants.setdefault(old, place.id)
                    _remark_title(table, declared, place.name)
                    return


def _units_named(text: str, shape: re.Pattern[str] = _UNIT_NAMED) -> Iterator[str]:
    """Names of units that may stand in a text, each tried from its longest form to its shortest."""
    for line in text.splitlines():
        asked = _UNMARKED if shape is _UNIT_NAMED and line.isascii() else shape
        for kind, words in asked.findall(line):
            names = words.split()
            for count in range(len(names), 0, -1):
                yield f"{kind} {' '.join(names[:count])}"


def title_of(table: FoundTable) -> str:
    """The lines above a table, one each."""
    first = table.header_rows[0] or 1
    rows = table.cells.rows[max(table.first_row - 1, first - 13) : first - 1]
    return "\n".join(text_of(value) for row in rows for value in row if isinstance(value, str))
