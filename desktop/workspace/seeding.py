"""What a new database starts with before all lists: the country's units, as the pack has them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.shared.places import Place, PlaceLink
from desktop.shared.units import Unit, UnitLink, read_units

if TYPE_CHECKING:
    from desktop.storage.writing import Writing


def seed_places(writing: Writing) -> None:
    """Put the unit pack into a new database; the ids are those of the pack, the same on every PC."""
    units, links = read_units()
    writing.save_all([_place(unit) for unit in units])
    writing.save_all([_link(link) for link in links])


def _place(unit: Unit) -> Place:
    return Place(
        id=unit.id,
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        unit_type=unit.unit_type,
        parent=unit.parent,
        valid_from=_day(unit.valid_from),
        valid_to=_day(unit.valid_to),
        latitude=_decimal(unit.latitude),
        longitude=_decimal(unit.longitude),
        area=_decimal(unit.area_km2),
    )


def _link(link: UnitLink) -> PlaceLink:
    return PlaceLink(
        old=link.old, new=link.new, kind=link.kind, share=_decimal(link.share), basis=link.basis or None
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else round(Decimal(str(number)), 6)
