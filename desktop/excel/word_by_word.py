"""Headings read word by word, where a layout says what its words mean in any order; knows no sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from desktop.declare.fields import Computed, Money
from desktop.declare.layouts import HeadingWords
from desktop.declare.records import Record
from desktop.declare.text import fold_words
from desktop.excel.headings import Heading, bare, is_numbering
from desktop.excel.spread import units_over
from desktop.excel.terms import Match, Term
from desktop.excel.wordings import key_of

_WORD = re.compile(r"(?<!\\)[a-z]+")
_WHOLE = re.compile(r"\b(?:tong so|tong cong|cong|tong|chung|toan (?:tinh|huyen|xa))\b")
_SURE, _SURE_BY_TITLE = 0.965, 0.9
"""How sure a heading is whose words are all known, and one whose field the title tells."""

_FEW = 3
"""So many headings below the same words tell that these are a title."""


@dataclass(frozen=True)
class _Told:
    heading: Heading
    field: str
    apart: Mapping[str, Any]
    is_whole: bool
    sure: float

    def is_part_of(self, other: _Told) -> bool:
        """Whether it says all that another column of the same field does, and more."""
        return self.field == other.field and self.apart.items() > other.apart.items()


class WordReader:
    """Reads the headings of one record type as a layout says their words are meant."""

    def __init__(self, record_type: type[Record], words: HeadingWords) -> None:
        self.record_type, self.words = record_type, words
        self.fields = {name: re.compile(rf"\b(?:{said})\b") for name, said in words.fields.items() if said}
        self.any = next((name for name, said in words.fields.items() if not said), "")
        self.above = {name: re.compile(rf"\b(?:{said})\b") for name, said in words.above.items()}
        self.spread = {name: re.compile(said) for name, said in words.spread.items() if said}
        self.units = next((name for name, said in words.spread.items() if not said), "")
        self.filling = re.compile(rf"\b(?:{words.filling})\b")
        self.aside = re.compile(rf"\b(?:{words.aside})\b") if words.aside else None
        said = [*words.fields.values(), words.filling, words.aside, _WHOLE.pattern]
        for each in words.apart.values():
            said += [each] if isinstance(each, str) else each.values()
        self.said = frozenset(_WORD.findall(" ".join(said)))
        self._known: dict[str, bool] = {}

    def knows(self, part: str) -> bool:
        """Whether a part of a heading is made of these words alone."""
        # Most texts of a sheet hold a word that is none of them: nothing has to be looked for there.
        if not all(word in self.said or word.isdigit() for word in key_of(part).split()):
            return False
        if part not in self._known:
            told = self._read((part,), frozenset())
            self._known[part] = told is not None and any(told)
        return self._known[part]

    def matches(
        self, headings: Sequence[Heading], lines: Sequence[str], known: frozenset[str] = frozenset()
    ) -> Iterator[Match]:
        """The headings that can be read; `lines` stand above, `known` headings say a field by themselves."""
        whole = {heading.column: heading for heading in headings}
        headings, lines = _below_title(headings, lines)
        units: frozenset[str] = frozenset()
        if self.units:
            units = units_over(headings, lines, lambda part: bare(part) in known or self.knows(part))
        by_title = _field_above(self.above, lines)
        own = (each for each in headings if len(each.parts) > 1 or bare(each.parts[0]) not in known)
        found = [self._completed(told, by_title) for each in own if (told := self._told(each, units))]
        for told in found:
            term = Term(
                tuple(map(key_of, told.heading.parts)),
                told.heading.parts[-1],
                told.field,
                apart=told.apart,
            )
            parts = [other for other in found if other.is_part_of(told)]
            if parts and self._is_sum(told, parts):
                is_money = isinstance(self.record_type.fields[told.field], Money)
                adds = _added(parts, found, headings) if is_money else ()
                term = replace(term, is_sum=True, adds=adds)
            if term.is_sum or (told.field and (told.apart or told.sure > _SURE_BY_TITLE)):
                yield Match(told.sure, whole[told.heading.column], term)

    @staticmethod
    def _completed(told: _Told, by_title: str) -> _Told:
        return told if told.field else replace(told, field=by_title, sure=_SURE_BY_TITLE)

    def _is_sum(self, told: _Told, parts: Sequence[_Told]) -> bool:
        """Whether a column is the sum of others; one without a year beside one of another year is none."""
        if not told.field or isinstance(self.record_type.fields[told.field], Computed):
            return False
        beyond = {name for part in parts for name in part.apart if name not in told.apart}
        is_by_option = any(not isinstance(self.words.apart.get(name), str) for name in beyond)
        return told.is_whole or len(parts) > 1 or is_by_option

    def _told(self, heading: Heading, units: frozenset[str]) -> _Told | None:
        if is_numbering(heading.parts):
            return None
        read = self._read(heading.parts, units)
        if read is None or not (read[0] or read[1] or read[2]):
            return None
        return _Told(heading, *read, _SURE)

    def _read(
        self, parts: tuple[str, ...], units: frozenset[str]
    ) -> tuple[str, Mapping[str, Any], bool] | None:
        """The field, what tells the record, whether it says it is the whole; None if not all is read."""
        apart, rest = self._named(parts, units)
        for said in ([key_of(part) for part in rest], [bare(part) for part in rest]):
            read = self._of_keys(said)
            if read is not None:
                return read[0], {**apart, **read[1]}, read[2]
        return None

    def _named(self, parts: Sequence[str], units: frozenset[str]) -> tuple[dict[str, Any], list[str]]:
        """The references that whole parts name, an outer one before its inner one, and the other parts."""
        apart: dict[str, Any] = {}
        rest: list[str] = []
        for part in parts:
            key = fold_words(part)
            name = next((each for each, asked in self.spread.items() if asked.fullmatch(key)), "")
            name = name or (self.units if part in units else "")
            if name:
                apart[name] = f"{apart[name]}, {part}" if name in apart else part
            else:
                rest.append(part)
        return apart, rest

    def _of_keys(self, keys: Sequence[str]) -> tuple[str, Mapping[str, Any], bool] | None:
        apart: dict[str, Any] = {}
        texts = [self.aside.sub(" ", key) for key in keys] if self.aside else list(keys)
        for name, wordings in self.words.apart.items():
            values = [_values(wordings, text) for text in texts]
            if any(len(each) > 1 for each in values):
                return None
            told = [value for each in values for value in each]
            if told:
                apart[name] = told[-1] if isinstance(wordings, Mapping) else int(told[-1])
                texts = [_without(wordings, text) for text in texts]
        for name in [name for name in self.words.implied if name in apart]:
            apart = {**self.words.implied[name], **apart}
        text = " ".join(" | ".join(texts).split())
        is_whole = bool(_WHOLE.search(text))
        field = next((name for name, asked in self.fields.items() if asked.search(text)), "")
        field = field or (self.any if apart else "")
        for asked in (*self.fields.values(), _WHOLE, self.filling):
            text = asked.sub(" ", text)
        return None if text.replace("|", " ").strip() else (field, apart, is_whole)


def _below_title(headings: Sequence[Heading], lines: Sequence[str]) -> tuple[list[Heading], list[str]]:
    """The headings without a part that stands over every one of them: that is a line of the title."""
    firsts = {heading.parts[0] for heading in headings}
    if len(firsts) != 1 or len(headings) < _FEW or any(len(heading.parts) == 1 for heading in headings):
        return list(headings), list(lines)
    return [Heading(each.column, each.parts[1:]) for each in headings], [*firsts, *lines]


def _values(wordings: str | Mapping[Any, str], text: str) -> list[Any]:
    """The different values that a text tells."""
    if isinstance(wordings, str):
        return list(dict.fromkeys(_asked(wordings).findall(text)))
    found = []
    for value, said in wordings.items():
        if _asked(said).search(text):
            found.append(value)
            text = _asked(said).sub(" ", text)
    return found


def _without(wordings: str | Mapping[Any, str], text: str) -> str:
    for said in [wordings] if isinstance(wordings, str) else wordings.values():
        text = _asked(said).sub(" ", text)
    return text


@lru_cache(maxsize=512)
def _asked(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")


def _field_above(fields: Mapping[str, re.Pattern[str]], lines: Sequence[str]) -> str:
    """The field that the title says the figures are of; none where it says two of them, side by side."""
    for text in map(fold_words, lines):
        told = ((asked.search(text), name) for name, asked in fields.items())
        found = sorted((match.start(), name) for match, name in told if match)
        if found:
            is_both = len(found) > 1 and " va " in text[found[0][0] : found[1][0] + 1]
            return "" if is_both else found[0][1]
    return ""


def _added(parts: Sequence[_Told], found: Sequence[_Told], headings: Sequence[Heading]) -> tuple[int, ...]:
    """The columns a sum adds up; none where another, unread one stands among them, or there is one alone."""
    own = [part for part in parts if not any(other.is_part_of(part) for other in parts)]
    columns = sorted(part.heading.column for part in own)
    read = {told.heading.column for told in found}
    between = {each.column for each in headings if columns[0] <= each.column <= columns[-1]}
    return tuple(columns) if len(columns) > 1 and between <= read else ()
