"""Columns headed by half of what they mean, or by nothing: what could stand there; takes none for a field."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import Any

from desktop.declare.dates import first_day
from desktop.declare.fields import Date, Field, Money, Reference, Text
from desktop.declare.records import Record
from desktop.declare.text import fold_words, tidy
from desktop.excel.cells import Value
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.headings import KINDS_OF_PLACE, bare, kinds_of_place, text_of
from desktop.excel.turning import is_turned
from desktop.excel.wordings import key_of
from desktop.shared.villages import is_paper

LOOKED_AT = 200
FEW, MOST = 3, 0.9
"""So many values, and this share of them, must fit before they say anything."""

SURE = 0.5
"""How sure a column is that is known by its values alone: less than by any heading."""

_KIND_WORDS: dict[type[Field[Any]], frozenset[str]] = {
    Date: frozenset({"ngay", "thang", "nam", "thoi", "gian", "diem", "hom", "luc", "moc"}),
    Money: frozenset(
        {"so", "tien", "kinh", "phi", "von", "muc", "gia", "tri", "tong", "khoan", "trieu", "nghin", "dong"}
    ),
}
"""Words that say no more than the values do: a day, an amount."""

_COVERED = 0.6
_BIRTHS_APART = 12
"""People of one list are born in years further apart than the papers of one list are signed in."""

_COUNTING = re.compile(r"\bso (?:luong|dot|lan|ho|nguoi|khau|con|cai|lop|buoi|ngay|thang|nam)\b")
_AMOUNT, _ROUND = 10_000, 100
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"\s*\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19|20)\d\d\s*")
_YEAR_OF_BIRTH = "ns"
_OTHERS = 0.6
_NO_FAMILY = frozenset().union(*KINDS_OF_PLACE) - {"to", "lang", "thi"} | frozenset(
    {"htx", "hop", "cong", "du", "mo", "truong", "nhom", "chi", "hoi", "uy", "tram", "trung"}
)
"""Words with which no name of a person begins, but that of a place or of an office."""

_FAMILIES = frozenset({"bàn", "quan", "xa", "trương", "dư"})
"""Names of families that without marks are such words: no bản, no quận, no xã, no trường, no dự án."""

_OF_WORKS = frozenset({"du", "mo", "nhom", "chi", "hoi", "truong", "trung", "to"})
"""Of these words those with which a project, a model, an activity is as likely to begin."""

_NAMES_APART = 0.1
"""An activity is held again and again; what one person wrote beside every row is the same in all."""

_TEAM = re.compile(r"to (?!dan|dp|\d)\w")
"""What begins as a village does and is a team: `Tổ hợp tác`."""


def filled_without_heading(table: FoundTable, headed: Sequence[int]) -> Iterator[FoundColumn]:
    """A column for each that has no heading and is filled in most rows; one that counts them is left out."""
    rows = table.data_rows[:LOOKED_AT]
    width = max((len(table.cells.rows[row - 1]) for row in rows), default=0)
    for number in sorted(set(range(1, width + 1)).difference(headed)):
        values = [value for row in rows if text_of(value := table.cells.value(row, number))]
        is_counting = values[:FEW] == list(range(1, FEW + 1))
        if len(values) >= max(FEW, len(rows) / 2) and not is_counting:
            yield FoundColumn(number, "")


def values_of(table: FoundTable, column: FoundColumn) -> list[Value]:
    """The first filled cells of a column."""
    values = (table.meant(row, column.column) for row in table.data_rows)
    return list(islice((value for value in values if text_of(value)), LOOKED_AT))


def is_birth(declared: Field[Any]) -> bool:
    """Whether a field is the day somebody was born."""
    return isinstance(declared, Date) and "nam sinh" in map(key_of, (declared.label, *declared.headings))


def half_says(column: FoundColumn, declared: Field[Any]) -> bool:
    """Whether a heading says what a field does but for the words that any day, or any amount, may have."""
    kind = next((kind for kind in _KIND_WORDS if isinstance(declared, kind)), None)
    ours = _telling(column.heading.rpartition(" | ")[2], kind)
    if kind is Money and is_no_amount(column, ()):
        return False
    # So is money of the State headed as well: only the years below tell.
    if is_birth(declared) and fold_words(column.heading) == _YEAR_OF_BIRTH:
        return True
    for text in (declared.label, *declared.headings) if kind and ours else ():
        if is_turned(column.heading.split(" | "), text.split("|"), text, is_day=True):
            continue
        theirs = _telling(text.rpartition("|")[2], kind)
        # What an amount is said to be besides makes it another one: figures fit whatever is counted.
        is_within = ours <= theirs or (theirs <= ours and kind is not Money)
        if theirs and is_within and (ours == theirs or len(ours & theirs) > 1):
            return len(ours & theirs) >= _COVERED * len(ours | theirs)
    return False


def says_nothing(column: FoundColumn, declared: Field[Any]) -> bool:
    """Whether a column has no heading, or one of words alone that any such field may have."""
    kind = next((kind for kind in _KIND_WORDS if isinstance(declared, kind)), None)
    return not column.heading or not _telling(column.heading.replace("|", " "), kind)


def is_no_amount(column: FoundColumn, values: Sequence[Value]) -> bool:
    """Whether a heading asks how many, or the figures below are all years."""
    return bool(_COUNTING.search(bare(column.heading))) or _are_years(values)


def _are_years(values: Sequence[Value]) -> bool:
    return len(values) >= FEW and all(_YEAR.fullmatch(text_of(value)) for value in values)


def _telling(heading: str, kind: type[Field[Any]] | None) -> frozenset[str]:
    return frozenset(bare(heading).split()) - (_KIND_WORDS[kind] if kind else frozenset())


def could_be(declared: Field[Any], values: Sequence[Value], is_said: bool) -> bool:
    """Whether values are days, amounts, people or places as a field holds; `is_said` by half a heading."""
    if len(values) < FEW:
        return False
    if isinstance(declared, Date):
        return _are_days(declared, values, is_said)
    if isinstance(declared, Money):
        return _are_amounts(values, is_said)
    if isinstance(declared, Text) and declared.person:
        return _are_people(values)
    return _are_places(declared, values)


def names_rows(record_type: type[Record], name: str) -> bool:
    """Whether a field names what a row is about, in words of no list: an activity, a project."""
    declared = record_type.fields[name]
    return (
        isinstance(declared, Text)
        and declared.required
        and not declared.person
        and name in record_type.key
        and not kinds_of_place((declared.label, *declared.headings))
    )


def could_name(values: Sequence[Value], rows: int) -> bool:
    """Whether most rows hold some words here, most of them others: no people, no places, no figures."""
    texts = [fold_words(value).split() for value in values if isinstance(value, str) and not is_paper(value)]
    worded = [tuple(words) for words in texts if sum(word.isalpha() for word in words) >= FEW]
    is_filled = len(values) >= max(FEW, MOST * min(rows, LOOKED_AT))
    if not is_filled or len(worded) < _OTHERS * len(values) or _are_people(values):
        return False
    at_places = sum(words[0] in _NO_FAMILY - _OF_WORKS for words in texts)
    return len(set(worded)) >= max(FEW, _NAMES_APART * len(values)) and at_places < len(values) / 2


def are_days(values: Sequence[Value]) -> bool:
    """Whether all of some values are days of a calendar, also typed as texts, as no figure is."""
    return len(values) >= FEW and all(
        isinstance(value, date) or bool(_DAY.fullmatch(text_of(value))) for value in values
    )


def _are_days(declared: Date, values: Sequence[Value], is_said: bool) -> bool:
    days = []
    for value in values:
        if isinstance(value, int | float) and not _YEAR.fullmatch(text_of(value)):
            continue
        with suppress(ValueError):
            day = declared.parse(value)
            if day is not None and not any(declared.check(day)):
                days.append(first_day(day))
    if len(days) < MOST * len(values):
        return False
    years = [day.year for day in days]
    return is_said or (max(years) - min(years) >= _BIRTHS_APART) == is_birth(declared)


def _are_amounts(values: Sequence[Value], is_said: bool) -> bool:
    figures = [abs(value) for value in values if isinstance(value, int | float) and value]
    if _are_years(figures) or len(figures) < max(FEW, MOST * len(values)):
        return False
    is_round = sum(figure % _ROUND == 0 for figure in figures) >= MOST * len(figures)
    return is_said or (is_round and statistics.median(figures) >= _AMOUNT)


def _are_places(declared: Field[Any], values: Sequence[Value]) -> bool:
    """Whether the names begin as those of the kind of place do that the field is headed by."""
    if not isinstance(declared, Reference | Text):
        return False
    kinds = kinds_of_place((declared.label, *declared.headings))
    texts = [value for value in values if isinstance(value, str) and not is_paper(value)]
    names = [name for name in map(fold_words, texts) if 1 < len(name.split()) < 7 and not _TEAM.match(name)]
    return sum(name.split()[0] in kinds for name in names) >= MOST * len(values)


def _are_people(values: Sequence[Value]) -> bool:
    """Whether the texts are written as names of people are, and most rows name another one."""
    texts = [tidy(value) for value in values if isinstance(value, str)]
    names = [text for text in texts if _is_name(text.split())]
    return len(names) >= MOST * len(values) and len(set(names)) >= _OTHERS * len(values)


def _is_name(words: Sequence[str]) -> bool:
    is_written = all(word[0].isupper() and word.replace("'", "").isalpha() for word in words)
    if not (1 < len(words) < 7 and is_written):
        return False
    # Written without any marks, a village or a commune begins as such a family does.
    is_family = words[0].lower() in _FAMILIES and not "".join(words).isascii()
    return is_family or fold_words(words[0]) not in _NO_FAMILY
