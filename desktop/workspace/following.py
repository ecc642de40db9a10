"""What follows from a write to households and members, in the same change set: years, links, spouses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.declare.fields import Reference
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.shared.families import SPOUSES
from desktop.shared.households import Household, Person
from desktop.shared.poverty_years import PovertyYear, with_standards, year_of
from desktop.workspace.import_links import fill_found_by, link_again

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.storage.writing import Writing

_OF_A_YEAR = ("poverty_class", "class_year", "decision_number", "decision_date", "members")


def follow_households(writing: Writing, catalog: Catalog, earlier: Sequence[PovertyYear] = ()) -> None:
    """Keep the class of the year, link members that waited, take a spouse's people into its household.

    `earlier` are years that a list told of households whose own class is of a later one.
    """
    if not {Household, Person, PovertyYear} <= set(catalog.record_types.values()):
        return
    written = [each for each in writing.changes() if each.kind != "deleted"]
    homes = [each.id for each in written if each.record_type == Household.__name__]
    types = catalog.record_types.values()
    brought = {each.record_type for each in written if each.kind == "new"} & _numbered(catalog)
    waited_for: list[type[Record]] = [
        *([Household] if homes else []),
        *(each for each in types if each.__name__ in brought),
    ]
    linked = link_again(waited_for, types, catalog.target_of, writing) if waited_for else []
    told = [year_of(household) for household in writing.rows_by_ids(Household, homes)]
    years = [*earlier, *(year for year in told if year is not None)]
    if years:
        writing.upsert_all(with_standards(years, writing))
    own = [each for each in written if each.record_type == Person.__name__]
    _link_new(writing, catalog, [each.id for each in own if each.kind == "new"])
    persons = [each.id for each in own]
    persons += [each.id for each in linked if each.id and isinstance(each, Person)]
    writing.save_all(_with_spouses(writing, persons))


def set_aside_earlier(records: Iterable[Record], writing: Writing) -> list[PovertyYear]:
    """Take out of rows what a later list has told anew; the class of their own year comes back apart.

    A list of 2024 that is imported after that of 2025 must not make 2024 the household's class of today.
    """
    told = (each for each in records if isinstance(each, Household) and not each.changed_in)
    rows = [each for each in told if each.class_year]
    if not rows or not writing.count(Household):
        return []
    ids = [row.id or id for row, id in zip(rows, writing.find_by_keys(rows), strict=True)]
    stored = {each.id: each for each in writing.rows_by_ids(Household, [id for id in ids if id])}
    aside = []
    for row, id in zip(rows, ids, strict=True):
        kept = stored.get(id)
        if kept is None or not kept.class_year or kept.class_year <= row.class_year:
            continue
        year_told = row.changed(id=id, commune=row.commune or kept.commune)
        if (year := year_of(year_told)) is not None:
            aside.append(year)
        row.__dict__.update(dict.fromkeys(_OF_A_YEAR))
    return aside


def _numbered(catalog: Catalog) -> set[str]:
    """The record types that others name by a number within a list."""
    return {
        catalog.target_of(declared).__name__
        for record_type in catalog.record_types.values()
        for declared in record_type.fields.values()
        if isinstance(declared, Reference) and declared.within
    }


def _link_new(writing: Writing, catalog: Catalog, persons: Sequence[str]) -> None:
    """Members typed one by one find their household as those of a list do; what was emptied stays empty."""
    where = [Condition("id", "in", list(persons)), Condition("household", "empty")]
    alone = list(writing.rows(Person, where)) if persons else []
    fill_found_by(alone, Person, catalog.target_of, writing)
    writing.save_all([person for person in alone if person.household])


def _with_spouses(writing: Writing, persons: Sequence[str]) -> list[Record]:
    """Households that do not say the people of the head's wife or husband, and now learn it."""
    told: dict[str, set[str]] = {}
    for person in writing.rows_by_ids(Person, persons):
        if person.household and person.ethnicity and person.relation in SPOUSES and not person.left_on:
            told.setdefault(person.household, set()).add(person.ethnicity)
    return [
        household.changed(spouse_ethnicity=min(told[household.id or ""]))
        for household in writing.rows_by_ids(Household, list(told))
        if household.spouse_ethnicity is None and len(told[household.id or ""]) == 1
    ]
