"""Which group of an office's form each record belongs to; knows no cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.declare.fields import Choice, Field, Reference
from desktop.declare.records import Record
from desktop.declare.text import _, fold_words
from desktop.excel.form_bodies import Body
from desktop.excel.found import FoundGroup, FoundTable
from desktop.excel.own_package import UneditableError
from desktop.shared.places import bare_name


def shared_out(
    records: Sequence[Record], bodies: Sequence[Body], table: FoundTable, names: Mapping[str, str]
) -> list[list[Record]]:
    """The records of each group, in their order; those that no group names are in none.

    Raises `UneditableError` where nobody can tell what a group is made of, or it has no row for its records.
    """
    assert table.record_type is not None
    fields = table.record_type.fields
    told = [[(group, _field_of(group, fields)) for group in body.groups] for body in bodies]
    shares: list[list[Record]] = [[] for _body in bodies]
    for record in records:
        for number, groups in enumerate(told):
            if all(_belongs(record, group, declared, fields, names) for group, declared in groups):
                shares[number].append(record)
                break
    if records and not any(shares):
        says = _("không hồ sơ nào thuộc các dòng nhóm của mẫu: {labels}")
        labels = dict.fromkeys(f"“{group.label}”" for body in bodies for group in body.groups)
        raise UneditableError(says.format(labels=", ".join(labels)))
    for body, share in zip(bodies, shares, strict=True):
        if share and not body.has_room:
            says = _("dưới dòng nhóm “{label}” không có dòng trống để ghi")
            raise UneditableError(says.format(label=body.groups[-1].label))
    return shares


def _field_of(group: FoundGroup, fields: Mapping[str, Field[Any]]) -> Field[Any]:
    """The field a group is about, as it was found when the form was read."""
    if not group.field:
        says = _("không rõ dòng nhóm “{label}” gồm những hồ sơ nào")
        raise UneditableError(says.format(label=group.label))
    return fields[group.field]


def _option(declared: Choice, group: FoundGroup) -> str | None:
    try:
        return declared.parse(group.label)
    except ValueError:
        return None


def _belongs(
    record: Record,
    group: FoundGroup,
    declared: Field[Any],
    fields: Mapping[str, Field[Any]],
    names: Mapping[str, str],
) -> bool:
    value = getattr(record, declared.name)
    if value is None:
        return False
    if isinstance(declared, Choice):
        return bool(value == _option(declared, group))
    if isinstance(declared, Reference):
        older = getattr(record, declared.as_written) if declared.as_written in fields else None
        known = {bare_name(names.get(each, str(each))) for each in (value, older) if each}
        return bare_name(group.label) in known
    return fold_words(str(value)) == fold_words(group.label)
