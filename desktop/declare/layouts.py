"""How a workbook that already exists maps to fields; knows no file."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.declare.records import Record


@plain_value
class Column:
    """One column of a known workbook.

    `headings` are the words it is known by, compared without marks, case and punctuation; `"A | B"` is B
    under the merged heading A, and `"B"` alone fits any B. `field` takes the value. `mark` is for a column
    where any mark (x, 1, có) means that the field has this value (`Nhu cầu | Làm mới` → need = "new");
    a word in place of the mark is a value itself.
    `part` is for a date spread over three columns, `day`, `month` or `year`, or a name spread over two,
    `family` and `given`. `also` are values of other fields that a filled cell brings along
    (`Năm sinh | Nữ` → sex = "female"). `apart` is for a row that tells several records: columns with the
    same `apart` make one of their own, with these values (`Vốn năm 2025 | NSTW` → {"plan_year": 2025,
    "source": "nstw"}). `pieces` is for a cell that tells several fields: a pattern whose named groups are
    fields, `field` the first of them (`(?P<decision_no>.+?) ngày (?P<decision_date>.+)`); a cell it does
    not fit is all of `field`.
    `unit` is what one written unit is worth in the field's own where the heading does not say it
    (1 000 000 for money in triệu đồng). `dates` is how days are written where that is not day first:
    `month_first` (an English Windows) or `year` (of each date only the year is meant).
    A column whose `field` is empty fills nothing, whatever it looks like.
    """

    headings: Sequence[str]
    field: str
    mark: Any = None
    part: str = ""
    also: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    apart: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    pieces: str = ""
    unit: int = 0
    dates: str = ""


MONTH_FIRST, YEAR = "month_first", "year"
DATES = ("", MONTH_FIRST, YEAR)
"""How the days of a column may be written; empty is day first."""


@plain_value
class HeadingWords:
    """How the words of a heading, in any order, tell which record of a row a column is of, and its field.

    For tables that spread years, sources or places over their columns in more ways than can be listed. All
    patterns are asked of the matching keys of the parts of a heading: no marks, no punctuation, short forms
    written out (`Vốn giao năm 2025 | NSĐP` → `von giao nam 2025`, `ngan sach dia phuong`). `fields` maps a
    field to its words, the first that is found being meant, or to nothing where whatever tells a record means
    it; `apart` a field to the pattern whose group is its
    value (an empty one says that it is another than those beside it, not which: somebody is asked), or to one
    pattern for each option; the innermost part that says it counts. `spread` are references
    that a whole part of a heading may name, each with its pattern, or empty for a unit of administration
    (`Xã Na Son`). `filling` are words that say nothing more, `aside` what is no word of it (`đến 30/6/2025`).
    A heading with any other word is none of these. Where a heading names what tells its record and no field,
    `above` says which one is meant by the words over the table, as it does of a heading that says `amount`
    (`Số tiền`) where the rows are units and no other column is read. A heading that names two fields is none
    of them, but for the words that `beside` lets stand with those of a field. `wholes` says of an option
    which ones it is made of: where these stand beside it, it is their sum. `implied` are values that come
    with a field that is said, unless they are said otherwise: figures of a year are those of the whole year.
    `in_part` is said of figures of one month or quarter, where records hold what came up to a day: they are
    left, and told of. `left` is said of figures that no field of the record is for (`Còn lại`, `Ước cả năm`):
    they are no reason to take a table for another one. `minus` maps a field to what is said where its figures
    are taken off (`Điều chỉnh | Giảm`), `shares` a field to the one that is worked out of it in per cent
    (`Giải ngân (%)`). `until` names the day that figures come up to: columns that say different ones make a
    record each, and what says none holds for all of them, but for days before the year that `since` names.
    `onward` is money of a later year than any other
    that the table speaks of: it leaves the plan. `stands_for` maps what the program works out to the field it
    tells where no column tells that one, nor the others named. `same` maps a year to the one it is where
    nothing tells it, and to the words that deny that.
    """

    fields: Mapping[str, str]
    apart: Mapping[str, str | Mapping[Any, str]]
    filling: str
    aside: str = ""
    spread: Mapping[str, str] = dataclasses.field(default_factory=dict)
    above: Mapping[str, str] = dataclasses.field(default_factory=dict)
    amount: str = ""
    implied: Mapping[str, Mapping[str, Any]] = dataclasses.field(default_factory=dict)
    beside: Mapping[str, str] = dataclasses.field(default_factory=dict)
    wholes: Mapping[str, Mapping[Any, Sequence[Any]]] = dataclasses.field(default_factory=dict)
    in_part: str = ""
    left: str = ""
    minus: Mapping[str, str] = dataclasses.field(default_factory=dict)
    shares: Mapping[str, str] = dataclasses.field(default_factory=dict)
    until: str = ""
    since: str = ""
    onward: str = ""
    stands_for: Mapping[str, Sequence[str]] = dataclasses.field(default_factory=dict)
    same: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)


@plain_value
class ExcelLayout:
    """An official or customary workbook for one record type.

    Fields that no column names are matched by their own labels and `headings`. `outline` names fields that
    a group row above the data tells (`Xã Na Son (28 hộ)`). `words` must stand somewhere above the table for
    this layout to be preferred over another. `told_above` maps fields to patterns for the lines above the
    table: what their group holds is told to every row (`{"budget_year": r"năm (\\d{4})"}`); of several
    patterns the first that is found counts. `nested` says
    that the rows are an outline by their running number (I, 1, a), each the total of the deeper ones below.
    `base` names a layout of a component that this one, made in an office, only adds to. `by_words` reads the
    headings that tell by their words, in whatever order, what stands below them.
    """

    name: str
    title: str
    record: type[Record]
    columns: Sequence[Column] = ()
    outline: Sequence[str] = ()
    words: Sequence[str] = ()
    constants: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    told_above: Mapping[str, str | Sequence[str]] = dataclasses.field(default_factory=dict)
    nested: bool = False
    base: str = ""
    by_words: HeadingWords | None = None
