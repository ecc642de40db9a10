"""Which stored records have a number in another register that somebody else says; decides nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from desktop.declare.fields import Reference
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.declare.rules import Beside

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.storage.reading import Reading
    from desktop.storage.writing import Writing

_CHUNK = 500


def registered(
    catalog: Catalog,
    record_type: type[Record],
    rows: Mapping[str, int],
    names: Sequence[str],
    writing: Writing,
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows, given by the number each says, with the stored records that have it in a register.

    Of the records `names` are told; numbers that are no longer in use lead to them as well.
    """
    owners: defaultdict[str, set[int]] = defaultdict(set)
    for register in catalog.record_types.values():
        before: list[Condition] = []
        for reference, number in register.numbers_of.items():
            declared = register.fields[reference]
            assert isinstance(declared, Reference)
            if rows and catalog.target_of(declared) is record_type and writing.ids(register, limit=1):
                wanted = [*before, Condition(reference, "filled")]
                for said, id in _said(register, number, reference, sorted(rows), wanted, writing):
                    owners[id].add(rows[said])
            before.append(Condition(reference, "empty"))
    ended = record_type.lasts[1]
    asked = list(dict.fromkeys(("id", *names, *filter(None, [ended]))))
    ids = sorted(owners)
    for start in range(0, len(ids), _CHUNK):
        where = [Condition("id", "in", ids[start : start + _CHUNK])]
        for found in list(writing.columns(record_type, asked, where)):
            one = dict(zip(asked, found, strict=True))
            if not (ended and one[ended]):
                yield from ((position, one) for position in sorted(owners[one["id"]]))


def _said(
    register: type[Record],
    number: str,
    reference: str,
    wanted: Sequence[str],
    where: Sequence[Condition],
    writing: Writing,
) -> Iterator[tuple[str, str]]:
    """The numbers of a register among the wanted ones, each with what it leads to."""
    for start in range(0, len(wanted), _CHUNK):
        some = [Condition(number, "in", wanted[start : start + _CHUNK]), *where]
        yield from list(writing.columns(register, [number, reference], some))


def under_a_number_of_another(
    catalog: Catalog, record_type: type[Record], reader: Reading
) -> Iterator[tuple[str, str]]:
    """Stored records that say a number, each with another that has it in a register."""
    for register in catalog.record_types.values():
        before: list[str] = []
        for reference, number in register.numbers_of.items():
            declared = register.fields[reference]
            assert isinstance(declared, Reference)
            for own in record_type.known_by if catalog.target_of(declared) is record_type else ():
                query = Beside(register, on={own: number})
                for id, *owners in reader.beside(record_type, query, ["id"], [*before, reference]):
                    if not any(owners[:-1]) and owners[-1] not in (None, id):
                        yield id, owners[-1]
            before.append(reference)
