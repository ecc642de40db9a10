"""A reader over records in memory, for tests of rules and charts that need no database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from desktop.declare.fields import Text
from desktop.declare.norms import NormBook
from desktop.declare.reading import NOTHING_WITHIN, Condition, Sort, Where, added_newest, newest_told
from desktop.declare.records import Record
from desktop.declare.rules import Beside, Twice
from desktop.declare.text import fold


class Held:
    """Answers like a store, from a list."""

    def __init__(self, records: Iterable[Any] = (), norms: NormBook | None = None) -> None:
        self.records = list(records)
        self.norms = norms or NormBook()

    def norms_of(self, record: Record) -> NormBook:
        return self.norms

    def get(self, record_type: type[Any], id: str) -> Any:
        return next((record for record in self.rows(record_type) if record.id == id), None)

    def rows(
        self,
        record_type: type[Any],
        where: Where = (),
        sort: Sequence[Sort] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[Any]:
        own = (record for record in self.records if isinstance(record, record_type))
        return iter([record for record in own if all(_fits(record, test) for test in where)][offset:][:limit])

    def columns(
        self, record_type: type[Any], names: Sequence[str], where: Where = ()
    ) -> Iterator[tuple[Any, ...]]:
        return (tuple(getattr(each, name) for name in names) for each in self.rows(record_type, where))

    def count(self, record_type: type[Record], where: Where = (), different: Sequence[str] = ()) -> int:
        told = [[getattr(each, name) for name in different] for each in self.rows(record_type, where)]
        alone = sum(not any(values) for values in told)
        return alone + len({next(filter(None, values)) for values in told if any(values)})

    def totals(
        self, record_type: type[Record], by: Sequence[str], total: Sequence[str] = (), where: Where = ()
    ) -> list[tuple[Any, ...]]:
        counts: Counter[tuple[Any, ...]] = Counter()
        sums: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0] * len(total))
        for record in self.rows(record_type, where):
            key = tuple(getattr(record, name) for name in by)
            counts[key] += 1
            for at, name in enumerate(total):
                sums[key][at] += getattr(record, name) or 0
        return [(*key, counts[key], *sums[key]) for key in sorted(counts, key=str)]

    def newest(
        self,
        record_type: type[Record],
        by: Sequence[str],
        latest: str,
        total: Sequence[str] = (),
        where: Where = (),
        within: Mapping[str, str] = NOTHING_WITHIN,
    ) -> list[tuple[Any, ...]]:
        def sums(names: Sequence[str], fits: Where) -> list[tuple[Any, ...]]:
            return self.totals(record_type, [*by, latest], names, fits)

        return added_newest(newest_told(sums, len(by), total, where, within), len(by))

    def as_stored(self) -> "Held":
        return self

    def twice(self, record_type: type[Record], query: Twice) -> Iterable[tuple[str, ...]]:
        groups: dict[tuple[Any, ...], list[str]] = defaultdict(list)
        for record in self.rows(record_type, query.where):
            key = tuple(getattr(record, name) for name in query.by)
            if all(part not in (None, "") for part in key):
                groups[tuple(fold(part) if isinstance(part, str) else part for part in key)].append(record.id)
        return [tuple(ids) for ids in groups.values() if len(ids) > 1]

    def beside(
        self, record_type: type[Record], query: Beside, names: Sequence[str], other_names: Sequence[str]
    ) -> Iterator[tuple[Any, ...]]:
        for own in self.rows(record_type, query.where):
            for other in self.rows(query.other):
                alike = [(getattr(own, name), getattr(other, like)) for name, like in query.on.items()]
                differing = [(getattr(own, name), getattr(other, at)) for name, at in query.differing.items()]
                if all(one and one == two for one, two in alike) and all(
                    one is not None and two is not None and one != two for one, two in differing
                ):
                    values = [getattr(own, name) for name in names]
                    yield (*values, *(getattr(other, name) for name in other_names))

    def names(self, record_type: type[Record], ids: Iterable[str]) -> dict[str, str]:
        wanted = set(ids)
        return {
            record.id: " ".join(
                getattr(record, name)
                for name in record_type.shown_by
                if isinstance(record_type.fields[name], Text)
            )
            for record in self.rows(record_type)
            if record.id in wanted
        }


def _fits(record: Any, test: Condition) -> bool:
    value = getattr(record, test.field)
    match test.test:
        case "is":
            return bool(value == test.value)
        case "is_not":
            return bool(value != test.value)
        case "in":
            return value in test.value
        case "empty":
            return value in (None, "")
        case "filled":
            return value not in (None, "")
        case "from":
            return value is not None and value >= test.value
        case "to":
            return value is not None and value <= test.value
    raise ValueError(test.test)
