"""The official lists a household is described by: peoples, poverty classes, relations; knows no field."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from desktop.declare.values import plain_value
from desktop.resources import resource


@plain_value
class Entry:
    """One line of a list: our own lasting `id`, the official `name`, other accepted `spellings`.

    `confidence` says how sure the line is: `seen` in a source, `inferred`, `to check`, or from `practice`.
    """

    id: str
    name: str
    spellings: tuple[str, ...]
    confidence: str


@plain_value
class EthnicGroup(Entry):
    """A people with its code of 1979 and that of 2008 (empty where not seen).

    The two decisions number differently (04 is Hoa in one, Mường in the other), so a bare code never
    says which people is meant.
    """

    code_1979: str
    code_2008: str


@plain_value
class PovertyClass(Entry):
    """A class of households; `basis` is the legal text that defines it, empty where none does."""

    basis: str


@plain_value
class Relation(Entry):
    """A relation to the head of the household; `sex` is `male`, `female`, or empty where both are right."""

    sex: str


@cache
def ethnic_groups() -> Mapping[str, EthnicGroup]:
    """The 54 peoples by id, in the order of the list of 1979."""
    return MappingProxyType(
        {
            row["id"]: EthnicGroup(
                row["id"], row["name"], _words(row), row["confidence"], row["code_1979"], row["code_2008"]
            )
            for row in _rows("ethnic_groups")
        }
    )


@cache
def poverty_classes() -> Mapping[str, PovertyClass]:
    """The classes of households by id, the poorest first."""
    return MappingProxyType(
        {
            row["id"]: PovertyClass(row["id"], row["name"], _words(row), row["confidence"], row["basis"])
            for row in _rows("poverty_classes")
        }
    )


@cache
def relations() -> Mapping[str, Relation]:
    """The relations to the head of the household by id, the head first."""
    return MappingProxyType(
        {
            row["id"]: Relation(row["id"], row["name"], _words(row), row["confidence"], row["sex"])
            for row in _rows("relations")
        }
    )


def names(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Id to name, as a `Choice` takes its options: `Choice("Dân tộc", names(ethnic_groups()))`."""
    return {entry.id: entry.name for entry in entries.values()}


def spellings(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """Id to other accepted writings, as a `Choice` takes its spellings."""
    return {entry.id: entry.spellings for entry in entries.values() if entry.spellings}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resource(f"codes/{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _words(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row["spellings"].split("|")) if row["spellings"] else ()
