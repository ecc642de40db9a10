"""The words by which the fields of one record type are known at the head of a column; compares none."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from desktop.declare.fields import Details
from desktop.declare.layouts import ExcelLayout
from desktop.declare.records import Record
from desktop.declare.text import LANGUAGES, say_in, translate
from desktop.excel.headings import Heading
from desktop.excel.stamps import headings_of
from desktop.excel.wordings import key_of


@dataclass(frozen=True)
class Term:
    """Words by which a field is known at the head of a column, folded, outermost first."""

    parts: tuple[str, ...]
    written: str
    field: str
    mark: Any = None
    also: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    part: str = ""
    apart: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    pieces: str = ""
    unit: int = 0
    dates: str = ""
    order: int = 0
    is_sum: bool = False
    """Whether the column shows the sum of others that hold the field, `adds` those where all are known."""

    adds: tuple[int, ...] = ()
    is_minus: bool = False
    """Whether the figures are taken off what the field holds."""

    @property
    def takes(self) -> tuple[str, ...]:
        """What only one column of a table may be."""
        told = (repr(sorted(values.items())) for values in (self.also, self.apart))
        return self.field, repr(self.mark), *told, self.part, repr(self.is_sum), repr(self.is_minus)

    @property
    def is_plain(self) -> bool:
        """Whether the column holds the whole field by itself."""
        return self.mark is None and not self.also and not self.part and not self.apart


@dataclass(frozen=True)
class Match:
    """A heading taken for a term."""

    sure: float
    heading: Heading
    term: Term


def own_terms(record_type: type[Record]) -> Iterator[Term]:
    """The headings of workbooks made here, or in an office that speaks another language."""
    for language in LANGUAGES:
        headings = headings_of(record_type, partial(say_in, language))
        for order, (name, heading) in enumerate(headings.items()):
            yield Term((key_of(heading),), heading, name, order=order)


def terms_of(record_type: type[Record], layout: ExcelLayout | None) -> Iterator[Term]:
    order = 0
    for column in layout.columns if layout else ():
        for heading in column.headings:
            order += 1
            parts = [part.strip() for part in heading.split("|")]
            folded = tuple(key_of(part) for part in parts)
            told = (column.mark, column.also, column.part, column.apart, column.pieces)
            if column.field:
                yield Term(folded, parts[-1], column.field, *told, column.unit, column.dates, order)
    for name, declared in record_type.fields.items():
        if isinstance(declared, Details):
            continue
        words: Iterable[str] = dict.fromkeys((declared.label, translate(declared.label), *declared.headings))
        for text in words:
            order += 1
            parts = [part.strip() for part in text.split("|")]
            yield Term(tuple(key_of(part) for part in parts), parts[-1], name, order=order)
