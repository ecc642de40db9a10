"""The read-only door to stored records that charts, rules and reports are given; knows no database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import add
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.declare.norms import NormBook
    from desktop.declare.records import Record
    from desktop.declare.rules import Beside, Twice
    from desktop.declare.supports import Supported

R = TypeVar("R", bound="Record")

TESTS = ("is", "is_not", "in", "contains", "from", "to", "empty", "filled", "begins_by", "ends_after")
"""is / is_not / in: equal to a value or one of several; contains: words anywhere in a text, marks ignored;
from / to: bounds, both included; empty / filled: whether there is a value; begins_by / ends_after: of the
day something began or ended, whether that is on or before / after a day, or nobody wrote it."""


@plain_value
class Condition:
    """One test of one field: `Condition("stage", "is", "done")`; `value` is a value as records hold it.

    The field `""` with `contains` searches all text fields of the record; `rows.name` asks whether a row of
    the Details `rows` fits (is, is_not, in, empty, filled).
    """

    field: str
    test: str = "is"
    value: Any = None


Where = Sequence[Condition]
"""All conditions must hold."""


NOTHING_WITHIN: Mapping[str, str] = MappingProxyType({})


def filled(*names: str) -> tuple[Condition, ...]:
    """That each of these fields says something: what is reckoned by them leaves half-filled drafts out."""
    return tuple(Condition(name, "filled") for name in names)


@plain_value
class Sort:
    """One field to sort by."""

    field: str
    descending: bool = False


class Reader(Protocol):
    """What is stored, at one moment: nothing written meanwhile is seen."""

    @property
    def norms(self) -> NormBook:
        """The norms in force, declared and entered."""
        ...

    def norms_of(self, record: Record) -> NormBook:
        """The norms a record is judged by: those of its province, as they stood when it was written."""
        ...

    def get(self, record_type: type[R], id: str) -> R | None:
        """The record with this id, with its details."""
        ...

    def rows(
        self,
        record_type: type[R],
        where: Where = (),
        sort: Sequence[Sort] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[R]:
        """The records that fit, sorted."""
        ...

    def columns(
        self, record_type: type[Record], names: Sequence[str], where: Where = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The values of some fields, `id` among them if named, of each record that fits.

        For rules that go through long lists: a record whole costs many times as much.
        """
        ...

    def count(self, record_type: type[Record], where: Where = (), different: Sequence[str] = ()) -> int:
        """How many records fit.

        Those that say the same in the first field of `different` that is filled count once: with
        `("household", "identity_number")` the households of cases. Where none is filled each counts alone.
        """
        ...

    def totals(
        self, record_type: type[Record], by: Sequence[str], total: Sequence[str] = (), where: Where = ()
    ) -> list[tuple[Any, ...]]:
        """One row for each combination of the fields `by`: their values, the count, each sum.

        `total` names the summed fields (whole đồng or exact decimals). References stay ids; sorted by `by`,
        where `id` may stand too.
        """
        ...

    def newest(
        self,
        record_type: type[Record],
        by: Sequence[str],
        latest: str,
        total: Sequence[str] = (),
        where: Where = (),
        within: Mapping[str, str] = NOTHING_WITHIN,
    ) -> list[tuple[Any, ...]]:
        """The same of figures that are cumulative: of what is alike in `by` each as it was told last.

        `latest` names the field with the day of what is told; the last one stands behind the values of `by`.
        What a figure is `within` holds it once it is told anew: what is told before that, or alone, is none.
        """
        ...

    def as_stored(self) -> Reader:
        """The same records with their places as they are stored, where those of another day are shown.

        Conditions on places still ask of that day. For figures that may not be added up place by place.
        """
        ...

    def twice(self, record_type: type[Record], query: Twice) -> Iterable[tuple[str, ...]]:
        """The ids of each group of records that are alike."""
        ...

    def beside(
        self, record_type: type[Record], query: Beside, names: Sequence[str], other_names: Sequence[str]
    ) -> Iterator[tuple[Any, ...]]:
        """For each record and each of those beside it the values of `names`, then theirs of `other_names`."""
        ...

    def names(self, record_type: type[Record], ids: Iterable[str]) -> dict[str, str]:
        """How referenced records are shown, by id."""
        ...

    def supports(
        self,
        households: Collection[str] | None = None,
        *,
        kinds: Collection[str] = (),
        beside: tuple[type[Record], Collection[str]] | None = None,
        at_least: int = 1,
    ) -> Iterator[Supported]:
        """What households received or will receive in all components, household by household, by date.

        Of some households or all, of some kinds or all; `beside` names records written just now and means
        their households. Households with fewer than `at_least` supports of these kinds are left out.
        """
        ...


def newest_told(
    sums: Callable[[Sequence[str], Where], Sequence[tuple[Any, ...]]],
    keys: int,
    total: Sequence[str],
    where: Where,
    within: Mapping[str, str],
) -> list[tuple[Any, ...]]:
    """What was told last, each figure in rows of its own: what is alike in their first `keys` columns is one.

    `sums` sums some fields of the records that fit. Its rows, as the answer's, end with day, count and sums.
    """
    known = [(*row, *[0] * len(total)) for row in _last(sums((), where), keys, -2)]
    told = {name: _last(sums([name], [*where, *filled(name)]), keys, -3) for name in total}
    for place, name in enumerate(total):
        whole = told[within[name]] if name in within else ()
        given = {row[:keys]: row[-3] for row in whole}
        for row in told[name]:
            if name in within and not (row[:keys] in given and _is_since(row[-3], given[row[:keys]])):
                continue
            figures = [row[-1] if each == place else 0 for each in range(len(total))]
            known.append((*row[:-2], 0, *figures))
    return known


def _last(rows: Sequence[tuple[Any, ...]], keys: int, latest: int) -> list[tuple[Any, ...]]:
    """Of rows alike in their first `keys` columns those that are of the last day in the column `latest`."""
    last: dict[tuple[Any, ...], Any] = {}
    for row in rows:
        known = last.setdefault(row[:keys], row[latest])
        if not _is_since(known, row[latest]):
            last[row[:keys]] = row[latest]
    return [row for row in rows if row[latest] == last[row[:keys]]]


def _is_since(day: Any, other: Any) -> bool:
    """Whether a day is not before another; no day is before all."""
    return other is None or (day is not None and day >= other)


def added_newest(rows: Iterable[tuple[Any, ...]], keys: int) -> list[tuple[Any, ...]]:
    """Rows of `newest_told` alike in their first `keys` columns as one: the last day, the sums."""
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for row in rows:
        key, (day, *figures) = row[:keys], row[keys:]
        before, *sums = found.get(key, (day, *[0] * len(figures)))
        last = before if _is_since(before, day) else day
        found[key] = (last, *map(add, sums, figures))
    return [(*key, *values) for key, values in found.items()]
