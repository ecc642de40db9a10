"""Which field a heading means, and how sure that is; knows records and layouts, no sheet."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path

from rapidfuzz import fuzz

from desktop.declare.fields import Choice, Computed, Date, Money, Text, YesNo
from desktop.declare.layouts import ExcelLayout
from desktop.declare.records import Record
from desktop.declare.text import fold, fold_words, folders, language
from desktop.excel.headings import (
    Heading,
    bare,
    bare_text,
    figures_of,
    in_brackets,
    is_numbering,
    same_marks,
    says_other_words,
)
from desktop.excel.near_terms import TermIndex, Wordings, nearness
from desktop.excel.terms import Match, Term, own_terms, terms_of
from desktop.excel.turning import is_turned
from desktop.excel.word_by_word import WordReader, is_share
from desktop.excel.wordings import key_of

ENOUGH = 0.68
"""A column is taken for a field from here on."""

_BESIDE = 0.95
"""How sure it is that columns side by side, named as the options of one choice, are there to be marked."""

_IN_BRACKETS = 0.75
"""How sure a heading is that says in brackets alone what it means."""

_WHOLE = {"tong so", "tong", "tong cong", "cong", "chung", "ts"}
"""What stands below a heading where it is about the whole: `Số người tham gia | Tổng số`."""

_FAMILY_NAMES = {"ho dem", "ho ten dem", "ho chu dem", "ho lot", "ho ten lot"}
"""What stands over the first of two columns of a name; over the second stands `Tên`."""
_OF_A_YEAR = re.compile(r"\b(?:nam|von|tu|dai) (20\d\d)\b")
_INTO_A_YEAR = re.compile(r"\bsang (?:nam )?20\d\d\b")
"""`Vốn năm 2024 kéo dài sang năm 2025` is money of 2024."""

_DATE_PARTS = {"ngày": "day", "tháng": "month", "năm": "year"}


class Vocabulary:
    """All words by which the columns of one record type, in one layout, are known."""

    def __init__(
        self,
        record_type: type[Record],
        layout: ExcelLayout | None = None,
        titles: Sequence[str] = (),
        is_ours: bool = False,
        wordings: Wordings | None = None,
    ) -> None:
        """`wordings` is shared by vocabularies that the same sheets are asked for."""
        self.record_type, self.layout = record_type, layout
        self.titles = tuple(titles)
        """Words of which one must stand above a table of this kind."""
        self.terms = list(own_terms(record_type) if is_ours else terms_of(record_type, layout))
        self._index = TermIndex(self.terms, wordings or Wordings())
        self.words = {term.parts[-1] for term in self.terms}
        self.parts = {part for term in self.terms for part in term.parts}
        self._best: dict[tuple[str, ...], list[tuple[float, Term]]] = {}
        fields: dict[str, set[str]] = {}
        for term in self.terms:
            fields.setdefault(term.parts[-1], set()).add(term.field)
        self._whole = frozenset(term.parts[0] for term in self.terms if len(term.parts) == 1)
        unused = [column for column in (layout.columns if layout else ()) if not column.field]
        self._unused = frozenset(key_of(heading) for column in unused for heading in column.headings)
        asked = layout.by_words if layout else None
        self.by_words = WordReader(record_type, asked) if asked else None
        self._of_one_field = {word for word, own in fields.items() if len(own) == 1}
        self._is_unmarked = False

    def matches(self, headings: Sequence[Heading], above: Sequence[str] = ()) -> list[Match]:
        """One match at most for each column and for each field, the surest first; `above` stands above."""
        self._know_writing(headings)
        headings = [heading for heading in headings if not self.leaves_out(heading)]
        by_words = list(self.by_words.matches(headings, above, self._whole)) if self.by_words else []
        told = {match.heading.column for match in by_words}
        found = [Match(1.0, heading, term) for heading, term in self._parts_of_dates(headings)]
        found += [Match(1.0, heading, term) for heading, term in self._parts_of_names(headings)]
        found += by_words
        found += self._options([heading for heading in headings if heading.column not in told])
        found += [
            Match(sure, heading, term)
            for heading in headings
            # Below other headings, the words of all of them say more than the last one by itself.
            if heading.column not in told or len(heading.parts) == 1
            for sure, term in self._candidates(heading)
        ]
        found.sort(key=lambda match: (-match.sure, match.term.order, match.heading.column))
        kept: dict[int, Match] = {}
        taken: set[tuple[str, ...]] = set()
        plain: set[str] = set()
        special: set[str] = set()
        for match in found:
            term = match.term
            clash = term.field in (special if term.is_plain else plain) or term.takes in taken
            is_shown = term.is_sum or (term.apart and is_worked_out(self.record_type, term.field))
            if match.heading.column not in kept and (is_shown or not clash):
                kept[match.heading.column] = match
                if not is_shown:
                    taken.add(term.takes)
                    (plain if term.is_plain else special).add(term.field)
        return list(kept.values())

    def leaves_out(self, heading: Heading) -> bool:
        """Whether a layout says that a column fills nothing, whatever it looks like."""
        is_rate = any(map(is_share, heading.parts)) and self._refuses(heading)
        is_left = bool(self.by_words and self.by_words.is_left(heading))
        return bare(heading.parts[-1]) in self._unused or is_rate or is_left or self.is_in_part(heading)

    def _refuses(self, heading: Heading) -> bool:
        """Whether a heading that no field is called by means two things, so that nothing like it is meant."""
        is_own = bare(heading.parts[-1]) in self._whole
        return bool(self.by_words and not is_own and self.by_words.refuses(heading.parts))

    def is_in_part(self, heading: Heading) -> bool:
        """Whether a column holds figures of one month or quarter, which no record of this kind does."""
        return bool(self.by_words and self.by_words.is_in_part(heading))

    def _know_writing(self, headings: Sequence[Heading]) -> None:
        """Where no heading at all carries marks, as programs write them, marks tell no word from another."""
        is_unmarked = all(part.isascii() for heading in headings for part in heading.parts)
        if is_unmarked != self._is_unmarked:
            self._is_unmarked, self._best = is_unmarked, {}

    def hits(self, keys: Iterable[str]) -> int:
        """How many of these keys of headings are words of this kind of list."""
        return sum(map(self.knows, keys))

    def knows(self, key: str) -> bool:
        """Whether a key of a heading is a word of this kind of list."""
        return key in self.words or bool(self.by_words and self.by_words.knows(key))

    def _candidates(self, heading: Heading) -> list[tuple[float, Term]]:
        # A column that counts the rows tells nothing, unless a layout says which field it numbers.
        if is_numbering(heading.parts) and bare(heading.parts[-1]) not in self.words:
            return []
        if self._refuses(heading):
            return []
        if heading.parts not in self._best:
            parts = heading.parts
            scored = ((self._likeness(parts, term), term) for term in self._terms_near(parts))
            good = [
                (sure, term)
                for sure, term in scored
                if sure >= ENOUGH and not self._is_rate(parts, term) and not self._is_turned(parts, term)
            ]
            good.sort(key=lambda pair: (-pair[0], pair[1].order))
            self._best[heading.parts] = good[:4]
        return self._best[heading.parts]

    def _terms_near(self, parts: tuple[str, ...]) -> list[Term]:
        """The terms a heading may be like at all; no other has to be compared with it."""
        look = _look(parts)
        whole = _WHOLE if look.short in _WHOLE else set[str]()
        like = {look.short, *look.joined}
        return self._index.of({look.full, *like, *look.beside, *whole}, like)

    def _is_rate(self, parts: tuple[str, ...], term: Term) -> bool:
        """Whether a heading says per cent, which is no amount of money."""
        return isinstance(self.record_type.fields[term.field], Money) and any(map(is_share, parts))

    def _is_turned(self, parts: tuple[str, ...], term: Term) -> bool:
        is_day = isinstance(self.record_type.fields[term.field], Date)
        return is_turned(parts, term.parts, term.written, is_day=is_day)

    def _likeness(self, parts: tuple[str, ...], term: Term) -> float:
        if self._is_unmarked and key_of(parts[-1]) == term.parts[-1] and term.parts[-1] in self._of_one_field:
            term = dataclasses.replace(term, written=parts[-1])
        return _likeness(parts, term)

    def _parts_of_dates(self, headings: Sequence[Heading]) -> Iterator[tuple[Heading, Term]]:
        """Day, month and year in three columns under one heading that a date is known by."""
        for first, second, third in zip(headings, headings[1:], headings[2:], strict=False):
            trio = (first, second, third)
            leaves = tuple(bare_text(heading.parts[-1]).lower() for heading in trio)
            uppers = {heading.parts[:-1] for heading in trio}
            if leaves != ("ngày", "tháng", "năm") or len(uppers) != 1 or not first.parts[:-1]:
                continue
            upper = first.parts[-2]
            likely = [
                (max(_likeness((upper,), term), _likeness((f"Ngày {upper}",), term)), term)
                for term in self.terms
                if isinstance(self.record_type.fields[term.field], Date)
                and not self._is_turned((upper,), term)
            ]
            sure, term = max(likely, key=lambda pair: pair[0], default=(0.0, None))
            if term is not None and sure >= ENOUGH:
                for heading, leaf in zip(trio, leaves, strict=True):
                    yield heading, Term(term.parts, leaf, term.field, part=_DATE_PARTS[leaf])

    def _parts_of_names(self, headings: Sequence[Heading]) -> Iterator[tuple[Heading, Term]]:
        """A name in two columns, under one merged heading or headed `Họ và đệm` and `Tên`."""
        for first, second in pairwise(headings):
            if second.column != first.column + 1 or first.parts[:-1] != second.parts[:-1]:
                continue
            leaves = bare(first.parts[-1]), bare(second.parts[-1])
            is_parted = leaves[0] in _FAMILY_NAMES and leaves[1] == "ten"
            if is_parted or leaves[0] == leaves[1]:
                asked = first.parts[:-1] if is_parted else first.parts
                name = self._name_meant(asked) or (self._names()[0] if is_parted and self._names() else "")
                for heading, part in ((first, "family"), (second, "given")) if name else ():
                    yield heading, Term(heading.parts, heading.parts[-1], name, part=part)

    def _names(self) -> list[str]:
        """The fields that hold the name of a person."""
        fields = self.record_type.fields.items()
        return [name for name, each in fields if isinstance(each, Text) and each.person and each.required]

    def _name_meant(self, parts: tuple[str, ...]) -> str:
        best = self._candidates(Heading(0, parts)) if parts else []
        return best[0][1].field if best and best[0][1].field in self._names() else ""

    def _options(self, headings: Sequence[Heading]) -> Iterator[Match]:
        """Columns headed by the values of a choice, to be marked: `Giới tính | Nam`, `Giới tính | Nữ`.

        A merged heading may stand above them alone; otherwise they stand side by side.
        """
        fields = self.record_type.fields.items()
        choices = [(name, each) for name, each in fields if isinstance(each, Choice)]
        for upper, own in groupby(headings, lambda heading: heading.parts[:-1]):
            members, taken = list(own), set[int]()
            for name, declared in choices if len(members) > 1 else ():
                codes = [_code_of(declared, member.parts[-1]) for member in members]
                for run in _runs_of_options(codes):
                    is_whole = bool(upper) and len(run) == len(members)
                    is_told = any(self._is_told(members[place], is_whole) for place in run)
                    if not is_told and not taken & set(run):
                        taken.update(run)
                        chosen = [(members[place], codes[place]) for place in run]
                        yield from self._marked(upper, name, chosen, 0.99 if is_whole else _BESIDE)

    def _marked(
        self, upper: tuple[str, ...], name: str, options: Sequence[tuple[Heading, str]], sure: float
    ) -> Iterator[Match]:
        other = self._dated(upper, name) if upper else ""
        for member, code in options:
            if other:
                term = Term(upper, member.parts[-1], other, also={name: code})
            else:
                term = Term(upper, member.parts[-1], name, mark=code)
            yield Match(sure, member, term)

    def _is_told(self, heading: Heading, is_option: bool) -> bool:
        """Whether a heading says by itself which field, or which record of the row, its column is of."""
        found = self._candidates(heading)
        return any(
            term.apart or (sure >= _BESIDE and term.is_plain and not (is_option and self._is_choice(term)))
            for sure, term in found
        )

    def _is_choice(self, term: Term) -> bool:
        return not isinstance(self.record_type.fields[term.field], YesNo)

    def _dated(self, upper: tuple[str, ...], choice: str) -> str:
        """The date that the heading above means, where it means one (`Năm sinh | Nam`)."""
        best = self._candidates(Heading(0, upper))
        if best and best[0][1].field != choice:
            name = best[0][1].field
            return name if isinstance(self.record_type.fields[name], Date) else ""
        return ""


def _runs_of_options(codes: Sequence[str]) -> Iterator[range]:
    """Where different options stand side by side, two of them at least."""
    first = 0
    for end in range(len(codes) + 1):
        if end == len(codes) or not codes[end] or codes[end] in codes[first:end]:
            if end - first > 1:
                yield range(first, end)
            first = end + (end < len(codes) and not codes[end])


def is_worked_out(record_type: type[Record], name: str) -> bool:
    """Whether the program computes this field itself."""
    return isinstance(record_type.fields.get(name), Computed)


@dataclass(frozen=True)
class _Look:
    """A heading as it is compared with every term: its keys, worked out once."""

    leaf: str
    full: str
    short: str
    uppers: tuple[str, ...]
    joined: frozenset[str]
    beside: frozenset[str]
    """What stands in brackets: `Người nhận (chủ hộ)`."""
    year: str


@lru_cache(maxsize=4096)
def _look(parts: tuple[str, ...]) -> _Look:
    leaf, uppers = parts[-1], tuple(bare(part) for part in parts[:-1])
    short = bare(leaf)
    joined = {f"{upper} {short}" for upper in uppers} | {f"{short} {upper}" for upper in uppers}
    if uppers:
        joined |= {" ".join((*uppers, short)), " ".join((short, *reversed(uppers)))}
        joined |= {uppers[-1]} if short in _WHOLE else set()
    beside = frozenset(in_brackets(leaf))
    years = _OF_A_YEAR.findall(_INTO_A_YEAR.sub("", " | ".join(uppers)))
    year = next(reversed(years), "")
    return _Look(leaf, key_of(leaf), short, uppers, frozenset(joined), beside, year)


def _likeness(parts: Sequence[str], term: Term) -> float:
    """How surely a heading means a term: 0 to 1."""
    look = _look(tuple(parts))
    if len(term.parts) > 1:
        return _likeness_of_path(look, term)
    word = term.parts[0]
    if not word or (term.apart and figures_of(word) != figures_of(look.full)):
        return 0.0
    if word in (look.full, look.short):
        if not same_marks(look.leaf, term.written):
            return 0.0
        as_written = 0.001 * (look.leaf.lower() == term.written.lower())  # `Mức chi` is not `Mục chi`
        return 0.86 if look.uppers and " " not in word else 0.97 + 0.01 * (word == look.full) + as_written
    if word in look.joined:
        return 0.96
    if word in look.beside:
        return _IN_BRACKETS
    near = nearness(look.short, word)
    if near and says_other_words(look.leaf, term.written):
        return 0.0
    return max([near, *(0.95 * nearness(text, word) for text in look.joined)]) if look.joined else near


def _likeness_of_path(look: _Look, term: Term) -> float:
    is_whole = look.short in _WHOLE and term.parts[-1] in _WHOLE
    is_leaf = term.parts[-1] in (look.full, look.short) and same_marks(look.leaf, term.written)
    if not is_leaf and not is_whole:
        return 0.0
    if term.apart and look.year not in " ".join(term.parts):
        return 0.0
    rest = iter(look.uppers)
    if all(any(part == upper for upper in rest) for part in term.parts[:-1]):
        return 1.0
    rest = iter(look.uppers)
    near = all(any(_is_upper(part, upper) for upper in rest) for part in term.parts[:-1])
    # Of two that are near, the one that accounts for more of what stands above is meant.
    return 0.91 + 0.01 * len(term.parts) if near else 0.0


def _is_upper(part: str, upper: str) -> bool:
    """Whether a heading above others says nearly this; one year is never another."""
    return figures_of(part) <= set(upper.split()) and fuzz.token_set_ratio(part, upper) >= 88


def _code_of(choice: Choice, word: str) -> str:
    """The code of the option a heading names, empty where it names none."""
    return _code_in(choice, word, language(), folders())


@lru_cache(maxsize=65_536)
def _code_in(choice: Choice, word: str, _language: str, _folders: tuple[Path, ...]) -> str:
    """The same; languages and words that components bring decide, and the same words come again and again."""
    code = choice.named(bare_text(word))
    if not code:
        return ""
    label = choice.format(code)
    is_short = fold(bare_text(word)) == "".join(each[0] for each in fold_words(label).split())
    return code if is_short or same_marks(bare_text(word), label) else ""
