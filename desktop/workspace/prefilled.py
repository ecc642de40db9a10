"""Templates with rows: the households of a place, or what is stored of it; reads the store, saves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.catalog import Catalog
from desktop.declare.fields import Attachment, LongText, Reference
from desktop.declare.ordering import person_order, word_order
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.excel.cells import Value
from desktop.excel.exports import shown_columns, write_records
from desktop.excel.templates import Choices, fields_of, write_known
from desktop.shared.households import LASTING, Household
from desktop.shared.places import Place, place_of_code, place_references, places_within


def write_prefilled(
    catalog: Catalog, reader: Reader, record_type: type[Record], path: Path, place: str, offered: Choices
) -> int:
    """Write the template of a record type for a place; how many rows stand in it. Raises `Refusal`."""
    if record_type.confidential:
        raise Refusal(
            _("“{title}” là danh sách nhạy cảm, không ghi sẵn tên người.").format(
                title=translate(record_type.plural)
            ),
            _("Dùng mẫu trống."),
        )
    unit = _unit(place, reader)
    via = _household_of(catalog, record_type)
    if via is not None:
        return _write_households(catalog, reader, record_type, via, path, unit, offered)
    within = _place_field(record_type)
    if within is None:
        raise Refusal(
            _("“{title}” không ghi theo xã, không có gì để điền sẵn.").format(
                title=translate(record_type.title)
            ),
            _("Dùng mẫu trống."),
        )
    where = [Condition(within, "in", sorted(places_within(unit, reader)))]

    def names(declared: Reference, ids: set[str]) -> dict[str, str]:
        return reader.names(catalog.target_of(declared), ids)

    count = reader.count(record_type, where)
    if not count:
        raise _nothing(record_type, reader, unit)
    known = {*record_type.key, *record_type.shown_by, *place_references(record_type), "identity_number"}
    below = _("Cột nền xám đã biết, không sửa; hồ sơ mới ghi từ dòng dưới dòng cuối.")
    notes = [*reader.names(Place, [unit]).values(), below]
    records = reader.rows(record_type, where)
    return write_records(record_type, records, path, names, None, offered, notes, locked=known)


def _household_of(catalog: Catalog, record_type: type[Record]) -> Reference | None:
    """The field that names the household a record is about, where each household may have one."""
    for declared in record_type.stored_fields().values():
        if isinstance(declared, Reference) and catalog.target_of(declared) is Household:
            is_own = all(name == theirs for way in declared.found_by for theirs, name in way.items())
            if is_own and "head_name" in _same_fields(record_type):
                return declared
    return None


def _place_field(record_type: type[Record]) -> str | None:
    if issubclass(record_type, Place):
        return None
    communes = (
        name
        for name, field in place_references(record_type).items()
        if field.current or field.only.get("kind") == "commune"
    )
    return next(communes, None)


def _write_households(
    catalog: Catalog,
    reader: Reader,
    record_type: type[Record],
    via: Reference,
    path: Path,
    unit: str,
    offered: Choices,
) -> int:
    lasting = [Condition(name, "empty") for name, value in LASTING.items() if value is None]
    where = [Condition("commune", "in", sorted(places_within(unit, reader))), *lasting]
    households = list(reader.rows(Household, where))
    if not households:
        raise _nothing(Household, reader, unit)
    households.sort(key=lambda each: (word_order(each.village or ""), person_order(each.head_name or "")))
    names = shown_columns(
        Household, households, lambda declared, ids: reader.names(catalog.target_of(declared), ids)
    )
    known: dict[str, Sequence[Value]] = {via.name: [each.id for each in households]}
    for name in _same_fields(record_type):
        if any(value is not None for value in names[name]):
            known[name] = names[name]
    title = f"{translate(record_type.plural)} – {reader.names(Place, [unit]).get(unit, '')}".upper()
    write_known(record_type, path, offered, known, title=title, hidden=(via.name,))
    return len(households)


def _same_fields(record_type: type[Record]) -> list[str]:
    """The fields a record has from its household: of the same name, label and kind."""
    theirs = Household.stored_fields()
    return [
        name
        for name, field in fields_of(record_type, with_computed=False).items()
        if name in theirs
        and (type(field), field.label) == (type(theirs[name]), theirs[name].label)
        and not isinstance(field, LongText | Attachment)
    ]


def _unit(place: str, reader: Reader) -> str:
    """The id of the unit that an id or a code means."""
    found = reader.get(Place, place) or place_of_code(place, reader)
    if found is None or not found.id:
        raise Refusal(
            _("Không có đơn vị hành chính mang mã “{code}”.").format(code=place),
            _("Tìm mã đúng ở trang Địa bàn."),
        )
    return found.id


def _nothing(record_type: type[Record], reader: Reader, unit: str) -> Refusal:
    return Refusal(
        _("{title}: chưa có dòng nào của {place} để điền sẵn.").format(
            title=translate(record_type.plural), place=reader.names(Place, [unit]).get(unit, "")
        ),
        _("Nhập danh sách của xã trước, hoặc dùng mẫu trống."),
    )
