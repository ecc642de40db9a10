"""What the drop-down lists of workbooks offer: names of records, villages by commune; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from desktop.declare.fields import Reference
from desktop.declare.ordering import word_order
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.excel.dressing import Options
from desktop.shared.places import Place, places_within
from desktop.shared.village_list import Village, Villages
from desktop.shared.villages import VillageName
from desktop.workspace.own_office import own_office
from desktop.workspace.references import order_of_shown

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

_MOST = 5_000


def choices(workspace: Workspace, reader: Reader, record_type: type[Record]) -> dict[str, Options]:
    """For references to few records, how each of those is shown; for villages, those of each commune.

    Units are those of today in the province of the office; of the whole country they would be too many, and
    share their names.
    """
    found: dict[str, Options] = {}
    communes: dict[str, dict[str, str]] = {}
    for name, declared in record_type.fields.items():
        if not isinstance(declared, Reference):
            continue
        target = workspace.catalog.target_of(declared)
        if issubclass(target, Place):
            shown = _units(workspace, declared, reader)
            if declared.only.get("kind") == "commune":
                communes[name] = shown
        elif 0 < reader.count(target) <= _MOST:
            shown = reader.names(target, [record.id or "" for record in reader.rows(target)])
        else:
            shown = {}
        if shown:
            found[name] = sorted(set(shown.values()), key=order_of_shown(target))
    if Village in workspace.catalog.record_types.values() and reader.count(Village):
        for name, declared in record_type.fields.items():
            if isinstance(declared, VillageName) and communes.get(declared.within):
                by_commune = _villages(communes[declared.within], reader)
                if by_commune:
                    found[name] = by_commune
    return found


def _units(workspace: Workspace, declared: Reference, reader: Reader) -> dict[str, str]:
    office = own_office(workspace, reader)
    if not declared.current:
        return {}
    where = [Condition(name, "is", value) for name, value in declared.only.items()]
    where.append(Condition("valid_to", "empty"))
    if declared.only.get("kind") != "province":
        if office is None or office.province is None:
            return {}
        where.append(Condition("id", "in", sorted(places_within(office.province, reader))))
    ids = [place.id or "" for place in reader.rows(Place, where)]
    return reader.names(Place, ids) if len(ids) <= _MOST else {}


def _villages(communes: dict[str, str], reader: Reader) -> dict[str, Sequence[str]]:
    """Commune as it is shown → its villages in force today, or those of the communes it was made of."""
    listed, today = Villages(reader), date.today()
    found: dict[str, Sequence[str]] = {}
    for commune, shown in sorted(communes.items(), key=lambda pair: word_order(pair[1])):
        villages = [each for each in listed.of(commune) if _is_in_force(each, today)]
        own = [each for each in villages if each.commune == commune]
        names = sorted({each.name for each in own or villages}, key=word_order)
        if names:
            found[shown] = names
    return found


def _is_in_force(village: Village, day: date) -> bool:
    return (village.valid_from is None or village.valid_from <= day) and (
        village.valid_to is None or day <= village.valid_to
    )
