"""Headings read word by word, where a layout says what its words mean in any order; knows no sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from desktop.declare.fields import Computed, Money
from desktop.declare.layouts import HeadingWords
from desktop.declare.records import Record
from desktop.declare.text import fold_words
from desktop.excel.days_said import day_until, year_of
from desktop.excel.headings import Heading, bare, is_numbering
from desktop.excel.spread import heads_units, units_over, uppers_of_units
from desktop.excel.terms import Match, Term
from desktop.excel.wordings import key_of

_WORD = re.compile(r"(?<!\\)[a-z]+")
_SHARE = re.compile(r"^\s*%|(?<![\d\s])\s*%")
_WHOLE = re.compile(r"\b(?:tong so|tong cong|cong|tong|chung|toan (?:tinh|huyen|xa))\b")
_SURE, _SURE_BY_TITLE = 0.965, 0.9
"""How sure a heading is whose words are all known, and one whose field the title tells."""

_YEAR = re.compile(r"\b20\d\d\b")
_FEW = 3
"""So many headings below the same words tell that these are a title."""


@dataclass(frozen=True)
class _Told:
    heading: Heading
    field: str
    apart: Mapping[str, Any]
    is_whole: bool
    sure: float
    until: date | None = None


class WordReader:
    """Reads the headings of one record type as a layout says their words are meant."""

    def __init__(self, record_type: type[Record], words: HeadingWords) -> None:
        self.record_type, self.words = record_type, words
        self.fields = {name: re.compile(rf"\b(?:{said})\b") for name, said in words.fields.items() if said}
        self.any = next((name for name, said in words.fields.items() if not said), "")
        self.above = {name: re.compile(rf"\b(?:{said})\b") for name, said in words.above.items()}
        self.beside = {name: re.compile(rf"\b(?:{said})\b") for name, said in words.beside.items()}
        self.spread = {name: re.compile(said) for name, said in words.spread.items() if said}
        self.units = next((name for name, said in words.spread.items() if not said), "")
        self.filling = re.compile(rf"\b(?:{words.filling})\b")
        self.aside = re.compile(rf"\b(?:{words.aside})\b") if words.aside else None
        self.in_part = re.compile(words.in_part) if words.in_part else None
        self.amount = re.compile(words.amount) if words.amount else None
        self.left = re.compile(rf"\b(?:{words.left})\b") if words.left else None
        self.minus = {name: re.compile(said) for name, said in words.minus.items()}
        said = [*words.fields.values(), words.filling, words.aside, _WHOLE.pattern]
        for each in words.apart.values():
            said += [each] if isinstance(each, str) else each.values()
        self.said = frozenset(_WORD.findall(" ".join(said)))
        self._known: dict[str, bool] = {}

    def knows(self, part: str) -> bool:
        """Whether a part of a heading is made of these words alone, or may stand over units or an amount."""
        key = key_of(part)
        if (self.amount and self.amount.fullmatch(key)) or (self.units and heads_units(key)):
            return True
        # Most texts of a sheet hold a word that is none of them: nothing has to be looked for there.
        if not all(word in self.said or word.isdigit() for word in key.split()):
            return False
        if part not in self._known:
            told = self._read((part,), frozenset())
            self._known[part] = told is not None and any(told)
        return self._known[part]

    def is_in_part(self, heading: Heading) -> bool:
        """Whether a heading is of figures of one month or quarter, where records hold those so far."""
        return bool(self.in_part and self.in_part.search(" ".join(map(key_of, heading.parts))))

    def is_left(self, heading: Heading) -> bool:
        """Whether a heading is of figures that no field is for."""
        return bool(self.left and self.left.search(" | ".join(map(key_of, heading.parts))))

    def matches(
        self, headings: Sequence[Heading], lines: Sequence[str], known: frozenset[str] = frozenset()
    ) -> Iterator[Match]:
        """The headings that can be read; `lines` stand above, `known` headings say a field by themselves."""
        whole = {heading.column: heading for heading in headings}
        headings = self._without_onward(headings, lines)
        headings, lines = _below_title(headings, lines)
        units: frozenset[str] = frozenset()
        if self.units:
            units = units_over(headings, lines, lambda part: bare(part) in known or self.knows(part))
        by_title = _field_above(self.above, lines)
        own = (each for each in headings if len(each.parts) > 1 or bare(each.parts[0]) not in known)
        over = frozenset(upper for each in headings for upper in uppers_of_units(each, units))
        own = (Heading(each.column, tuple(part for part in each.parts if part not in over)) for each in own)
        found = [self._completed(told, by_title) for each in own if (told := self._told(each, units))]
        found = self._with_days(self._with_stand_ins(found), lines)
        for told in found:
            parts = [other for other in found if self._is_part(other, told)]
            term = self._term(told)
            if parts and self._is_sum(told, parts):
                is_money = isinstance(self.record_type.fields[told.field], Money)
                adds = self._added(parts, found, headings) if is_money else ()
                term = replace(term, is_sum=True, adds=adds)
            if term.is_sum or (told.field and (told.apart or told.sure > _SURE_BY_TITLE)):
                yield Match(told.sure, whole[told.heading.column], term)

    def amount_of_title(self, headings: Sequence[Heading], lines: Sequence[str]) -> Match | None:
        """The one heading that says no more than an amount, as what the title says the figures are."""
        field = _field_above(self.above, lines)
        own = [each for each in headings if self.amount and self.amount.fullmatch(bare(each.parts[-1]))]
        if not field or len(own) != 1:
            return None
        return Match(_SURE_BY_TITLE, own[0], self._term(_Told(own[0], field, {}, False, _SURE_BY_TITLE)))

    def _without_onward(self, headings: Sequence[Heading], lines: Sequence[str]) -> list[Heading]:
        """The headings but for those of money that goes to a later year than all the others speak of."""
        years = {each.column: self._onward(each) for each in headings}
        others = [*lines, *(each.shown for each in headings if not years[each.column])]
        latest = max((int(year) for text in others for year in _YEAR.findall(text)), default=0)
        return [each for each in headings if not 0 < latest < years[each.column]]

    def _onward(self, heading: Heading) -> int:
        asked = _asked(self.words.onward) if self.words.onward else None
        found = asked and asked.search(" | ".join(map(key_of, heading.parts)))
        return int(found[1]) if found else 0

    def _with_stand_ins(self, found: list[_Told]) -> list[_Told]:
        """The same, what is worked out taken for what it is worked out of where nothing else tells that."""
        told = {each.field for each in found}
        instead = {
            name: others[0] for name, others in self.words.stands_for.items() if not told & set(others)
        }
        return [replace(each, field=instead.get(each.field, each.field)) for each in found]

    def _with_days(self, found: list[_Told], lines: Sequence[str]) -> list[_Told]:
        """The same with the day each comes up to, where the columns of one table say different ones."""
        year = year_of(lines) if self.words.until else None
        days = [day_until(told.heading.shown, year) for told in found]
        if not self.words.until or len(set(days) - {None}) < 2:
            return found
        return [
            told if day is None else replace(told, apart={**told.apart, self.words.until: day}, until=day)
            for told, day in zip(found, days, strict=True)
        ]

    def _term(self, told: _Told) -> Term:
        parts = tuple(map(key_of, told.heading.parts))
        minus = self.minus.get(told.field)
        is_minus = bool(minus and minus.search(" | ".join(parts)))
        return Term(parts, told.heading.parts[-1], told.field, apart=told.apart, is_minus=is_minus)

    @staticmethod
    def _completed(told: _Told, by_title: str) -> _Told:
        return told if told.field else replace(told, field=by_title, sure=_SURE_BY_TITLE)

    def _is_sum(self, told: _Told, parts: Sequence[_Told]) -> bool:
        """Whether a column is the sum of others; one without a year beside one of another year is none."""
        if not told.field or isinstance(self.record_type.fields[told.field], Computed):
            return False
        if any(self._is_below(part, told) for part in parts):
            return True
        beyond = {name for part in parts for name in part.apart if name not in told.apart}
        is_by_option = any(not isinstance(self.words.apart.get(name), str) for name in beyond)
        return told.is_whole or len(parts) > 1 or is_by_option or not beyond

    def _is_part(self, told: _Told, other: _Told) -> bool:
        """Whether a column is a part of another one: that says less, or an option this one is within."""
        if self._is_below(told, other):
            return True
        if told.until != other.until:
            return False
        whole = {name: value for name, value in other.apart.items() if not self._is_within(told, name, value)}
        return told.field == other.field and told.apart != other.apart and told.apart.items() >= whole.items()

    @staticmethod
    def _is_below(told: _Told, other: _Told) -> bool:
        """Whether a column is one of those under the heading of a whole: `Tổng vốn | Trong đó | …`."""
        upper = other.heading.parts
        is_under = len(told.heading.parts) > len(upper) and told.heading.parts[: len(upper)] == upper
        return is_under and other.is_whole and told.field == other.field

    def _is_within(self, told: _Told, name: str, value: Any) -> bool:
        return told.apart.get(name) in self.words.wholes.get(name, {}).get(value, ())

    def _added(
        self, parts: Sequence[_Told], found: Sequence[_Told], headings: Sequence[Heading]
    ) -> tuple[int, ...]:
        """The columns a sum adds up; none where an unread one stands among them, or there is one alone."""
        own = [part for part in parts if not any(self._is_part(other, part) for other in parts)]
        columns = sorted(part.heading.column for part in own)
        read = {told.heading.column for told in found}
        between = {each.column for each in headings if columns[0] <= each.column <= columns[-1]}
        return tuple(columns) if len(columns) > 1 and between <= read else ()

    def _told(self, heading: Heading, units: frozenset[str]) -> _Told | None:
        if is_numbering(heading.parts):
            return None
        read = self._read(heading.parts, units)
        if read is None or not (read[0] or read[1] or read[2]):
            return None
        return _Told(heading, *read, _SURE)

    def _share(self, parts: tuple[str, ...], name: str) -> str:
        """The field that a heading names in per cent: `Giải ngân (%)`; none where it sets two apart."""
        is_alone = any(map(is_share, parts)) and not any(map(self._sets_against, parts))
        return self.words.shares.get(name, "") if is_alone else ""

    def _read(
        self, parts: tuple[str, ...], units: frozenset[str]
    ) -> tuple[str, Mapping[str, Any], bool] | None:
        """The field, what tells the record, whether it says it is the whole; None if not all is read."""
        said = self._said(parts, units)
        if said is not None and len(said[0]) == 1 and (share := self._share(parts, said[0][0])):
            return share, said[1], said[2]
        if said is None or len(said[0]) > 1 or (self._is_of_two(parts) and not self._is_shown(said[0])):
            return None
        return "".join(said[0]), said[1], said[2]

    def refuses(self, parts: tuple[str, ...]) -> bool:
        """Whether a heading is a share of two figures, or names two fields: nothing like it is meant."""
        said = self._said(parts, frozenset())
        if said is not None and len(said[0]) == 1 and self._share(parts, said[0][0]):
            return False
        if self._is_shown(self._fields_in(" | ".join(map(key_of, parts)))):
            return False
        return self._is_of_two(parts) or (said is not None and len(said[0]) > 1)

    def meant(self, parts: tuple[str, ...]) -> tuple[str, Mapping[str, Any], bool]:
        """The field of a heading, what tells its record, whether it says it is the whole; empty if unsure."""
        return self._read(parts, frozenset()) or ("", {}, False)

    def _is_shown(self, names: Sequence[str]) -> bool:
        return bool(names) and isinstance(self.record_type.fields[names[0]], Computed)

    def _is_of_two(self, parts: Sequence[str]) -> bool:
        """Whether a part says per cent, or sets one field, or one option, against another: `TH/KH`."""
        return any(is_share(part) or self._sets_against(part) for part in parts)

    def _sets_against(self, part: str) -> bool:
        sides = [key_of(side) for side in part.split("/")]
        if len(sides) < 2:
            return False
        options = (each for each in self.words.apart.values() if not isinstance(each, str))
        told = [{value for side in sides for value in _values(each, side)} for each in options]
        return any(
            len(each) > 1 for each in [*told, {name for side in sides for name in self._fields_in(side)}]
        )

    def _said(
        self, parts: Sequence[str], units: frozenset[str]
    ) -> tuple[list[str], Mapping[str, Any], bool] | None:
        """The same with all fields that are named."""
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

    def _of_keys(self, keys: Sequence[str]) -> tuple[list[str], Mapping[str, Any], bool] | None:
        apart: dict[str, Any] = {}
        texts = [self.aside.sub(" ", key) for key in keys] if self.aside else list(keys)
        for name, wordings in self.words.apart.items():
            values = [_values(wordings, text) for text in texts]
            if any(len(each) > 1 for each in values):
                return None
            said = [value for each in values for value in each]
            told = list(filter(None, said))
            if said:
                own = told[-1] if told else None
                apart[name] = own if own is None or isinstance(wordings, Mapping) else int(own)
                texts = [_without(wordings, text) for text in texts]
        for name in [name for name in self.words.implied if name in apart]:
            apart = {**self.words.implied[name], **apart}
        text = " ".join(" | ".join(texts).split())
        is_whole = bool(_WHOLE.search(text))
        fields = self._fields_in(text) or [name for name in (self.any,) if apart and name]
        for asked in (*self.fields.values(), _WHOLE, self.filling):
            text = asked.sub(" ", text)
        return None if text.replace("|", " ").strip() else (fields, apart, is_whole)

    def _fields_in(self, text: str) -> list[str]:
        """The fields a text names, each but the first by words that may not stand beside those of that."""
        found: list[str] = []
        for name, asked in self.fields.items():
            if asked.search(text):
                if not found and name in self.beside:
                    text = self.beside[name].sub(" ", text)
                found.append(name)
                text = asked.sub(" ", text)
        return found[:1] if self._is_shown(found) else found


def is_share(part: str) -> bool:
    """Whether a part of a heading says that what stands below is per cent; `Hỗ trợ 100 %` says an amount."""
    return bool(_SHARE.search(part))


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
