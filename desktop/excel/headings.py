"""The words at the head of a table: paths under merged cells, units, running numbers; knows no field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from desktop.declare.text import fold, fold_words, tidy
from desktop.excel.cells import Area, SheetCells
from desktop.excel.wordings import in_full, key_of

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERING = {"tt", "stt", "so tt", "so thu tu", "s tt", "no", "thu tu"}
_MONEY = re.compile(
    r"\b(?:(1 ?000 ?000 ?000|ty|ti)|(1 ?000 ?000|trieu|tr)|(1 ?000|nghin|ngan)|)\s*(?:dong|vnd|d)\b"
)
_MARK = re.compile(r"\(?[a-z]\)?|\(?\d{1,3}[a-z]?\)?|[\[(]?\d{1,3}[\])]?\s*=[\d\s=+x*/:.…()\-–]+[\])]?")
UNIT_LINE = re.compile(
    r"\b(?:don vi(?: tinh)?|dvt|kinh phi|so tien|tien)\s*[:(]|^\(?(?:trieu|nghin|ty) dong\)?$"
)


@dataclass(frozen=True)
class Heading:
    """What stands above one column, outermost first: `("Địa chỉ", "Bản")`."""

    column: int
    parts: tuple[str, ...]

    @property
    def shown(self) -> str:
        """`Địa chỉ | Bản`."""
        return " | ".join(self.parts)


def text_of(value: object) -> str:
    """One line of clean text of a cell; empty for a blank one."""
    if value is None:
        return ""
    return tidy(value) if isinstance(value, str) else str(value)


KINDS_OF_PLACE = (
    {"xa", "phuong", "thi", "tt", "dac", "commune"},
    {"ban", "thon", "to", "tdp", "khu", "xom", "ap", "buon", "lang", "khoi", "khom", "tieu", "village"},
    {"huyen", "quan", "district"},
)
"""First words of the names of one kind of place: a group `Thị trấn …` stands where a column says `Xã`."""

_ANY_UNIT = ("dia ban", "don vi hanh chinh", "place")
"""Headings of a unit of whatever kind."""


def kinds_of_place(headings: Iterable[str]) -> set[str]:
    """The first words of the places that stand under one of these headings; none where no place does."""
    found: set[str] = set()
    for heading in map(fold_words, headings):
        first = (heading.split() or [""])[0]
        found |= next((kinds for kinds in KINDS_OF_PLACE if first in kinds), set())
        found |= KINDS_OF_PLACE[0] | KINDS_OF_PLACE[2] if heading.startswith(_ANY_UNIT) else set()
    return found


_FIGURE = re.compile(r"\W{0,2}\d[\d.,/ -]{2,}(?:%|đ|đồng|m2?|m²|ha)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The matching key of a heading without what stands in brackets: `Vay (triệu đồng)` → `vay`."""
    return key_of(_BRACKETS.sub(" ", in_full(text))) or key_of(text)


def bare_text(text: str) -> str:
    """A heading without what stands in brackets, its marks kept."""
    return tidy(_BRACKETS.sub(" ", text)) or tidy(text)


def same_marks(heading: str, word: str) -> bool:
    """Short words differ by their marks alone: `Nam` is not `Năm`."""
    first, second = tidy(heading).lower(), tidy(word).lower()
    # Short forms are compared by what they stand for, which is too long to be another word.
    if len(first) > 5 or first == second or len(key_of(first)) > 5:
        return True
    return not first.isascii() and not second.isascii()


_TYPING_ERROR = 1
"""So many words of a heading may lack a mark or have another one."""


def says_other_words(heading: str, word: str) -> bool:
    """Whether several words differ by their marks alone: `Số hộ bị ảnh hưởng` says nothing of a `hồ sơ`."""
    if heading.isascii() or word.isascii():
        return False
    said: dict[str, set[str]] = {}
    for each in tidy(word).lower().split():
        said.setdefault(fold(each), set()).add(each)
    other = [
        each for each in tidy(heading).lower().split() if fold(each) in said and each not in said[fold(each)]
    ]
    return len(other) > _TYPING_ERROR


def figures_of(text: str) -> set[str]:
    """The years and counts in a heading: those of one record of the row are never those of another."""
    return {word for word in text.split() if word.isdigit()}


OF_ANOTHER = {"vo", "chong", "cha", "me", "nu"}
"""Words that tell of others than the one the row is about: `Năm sinh vợ/chồng`, `Số lao động nữ`."""

_MEASURES = {"nam", "thang", "ngay", "tuan", "ho", "nguoi", "khau", "lan", "con", "cai"}
"""What stands in brackets where a heading says in what it counts: `Thời hạn (năm)`."""

_ASKS_WHERE = ("dia chi", "dia ban", "dia diem", "noi", "cho o", "thuong tru", "ho khau", "don vi")


def in_brackets(heading: str) -> list[str]:
    """The keys of what a heading says in brackets of itself: `Người nhận (chủ hộ)`, `Địa chỉ (thôn)`.

    What the figures count is none, nor what is said of another person.
    """
    rest = bare(heading)
    found = []
    for key in (key_of(said[1:-1]) for said in _BRACKETS.findall(heading)):
        is_unit = key in _MEASURES or any(key in kinds for kinds in KINDS_OF_PLACE)
        is_where = rest.startswith(_ASKS_WHERE) and key not in _MEASURES
        if (is_where or not is_unit) and not set(rest.split()) & OF_ANOTHER - set(key.split()):
            found.append(key)
    return found


def is_numbering(parts: Sequence[str]) -> bool:
    """Whether a column only counts the rows."""
    return bool(parts) and bare(parts[-1]) in _NUMBERING


def money_unit(text: str) -> int:
    """What one written unit is worth in đồng where the words say so (`(triệu đồng)`), otherwise 0."""
    match = _MONEY.search(" ".join(re.sub(r"[.,/|:;()\[\]]", " ", fold(text)).split()))
    if not match:
        return 0
    billion, million, thousand = match.groups()
    return 10**9 if billion else 10**6 if million else 10**3 if thousand else 1


_UNIT_BELOW = re.compile(
    r"\(?(?:dvt ?:? ?)?(?:m2|m²|ha|%|(?:(?:1[., ]?000|nghin|ngan|trieu|tr|ty) ?)?(?:dong|vnd|d))\)?"
    r"|\((?:nguoi|ho|khau|con|cay|kg|m3|lit|lan|thang|ngay|cong)\)"
)
"""What a heading is counted in, written in a cell of its own below it: `m2`, `(nghìn đồng)`."""


def with_units(parts: Sequence[str]) -> list[str]:
    """The parts of a heading, a unit that stands below one of them written behind it."""
    if len(parts) > 1 and _UNIT_BELOW.fullmatch(fold(parts[-1])):
        return [*parts[:-2], f"{parts[-2]} ({parts[-1].strip('()')})"]
    return list(parts)


def is_units_row(values: Sequence[object]) -> bool:
    """Whether a row holds nothing but what the columns above are counted in."""
    texts = [text_of(value) for value in values if value is not None]
    return any(texts) and all(_UNIT_BELOW.fullmatch(fold(text)) for text in texts if text)


def is_marks_row(values: Sequence[object]) -> bool:
    """Whether the cells are column marks: A, B, 1, 2, 3=1+2."""
    texts = [fold(text_of(value)).removesuffix(".0") for value in values if text_of(value)]
    if len(texts) < 3 or not all(_MARK.fullmatch(text) for text in texts):
        return False
    figures = [int(match.group()) for text in texts if (match := re.match(r"\d+", text.strip("([")))]
    written = {text_of(value).strip().casefold() for value in values if text_of(value)}  # đ is not d
    return len(written) == len(texts) and (not figures or figures == sorted(figures))


def is_words_only(row: Sequence[object], least: int = 2) -> bool:
    """Whether a row holds nothing but words, as headings do; a year as a number is let pass."""
    words = 0
    for value in row:
        if value is None:
            continue
        if isinstance(value, str):
            words += 1
        elif not (isinstance(value, int) and 1990 <= value <= 2100):
            return False
    return words >= least


def is_a_year(text: str) -> bool:
    """Whether a text is a year, as headings may be."""
    return bool(_YEAR.fullmatch(text))


def is_detail(heading: Heading, read: Collection[tuple[str, ...]]) -> bool:
    """Whether a column that is not read only parts one that is: `Tổng vốn giao | Trong đó | QĐ 12`."""
    uppers = (heading.parts[:place] for place in range(1, len(heading.parts)))
    return heading.parts not in read and any(upper in read for upper in uppers)


def is_counted(row: Sequence[object]) -> bool:
    """Whether a row begins with a running number, as the rows of a file of texts do and no heading does."""
    first = next((text for value in row if (text := text_of(value))), "")
    return first.isdecimal() and not is_a_year(first)


def holds_figures(row: Sequence[object]) -> bool:
    """Whether figures stand in a row as texts, as in a .csv; years may be the headings of columns."""
    texts = [text_of(value) for value in row if isinstance(value, str)]
    plain = [text for text in texts if text.isdecimal() and not 1990 <= int(text[:9]) <= 2100]
    return sum(map(is_written_figure, texts)) > 1 or len(plain) > 1 or any(len(text) > 8 for text in plain)


def is_written_figure(value: object) -> bool:
    """Whether a text is a figure, a day or a number somebody is known by, as no heading is; a year may be."""
    return (
        isinstance(value, str)
        and bool(_FIGURE.fullmatch(text_of(value)))
        and not _YEAR.fullmatch(text_of(value))
    )


class HeadingRows:
    """The cells of a sheet as headings are read: a merged cell speaks for all it covers."""

    def __init__(self, cells: SheetCells) -> None:
        self.cells = cells
        self._by_row: dict[int, list[Area]] = {}
        for area in cells.merged:
            if area.last_row - area.first_row < 6:
                for row in range(area.first_row, area.last_row + 1):
                    self._by_row.setdefault(row, []).append(area)

    def headings(self, first: int, last: int) -> list[Heading]:
        """The headings that the rows from `first` to `last` give to each column that has one."""
        lines = [self._line(row) for row in range(first, last + 1)]
        width = max(map(len, lines), default=0)
        for line in lines:
            line.extend([""] * (width - len(line)))
        if not any(self._spans(row) for row in range(first, last + 1)):
            _spread(lines)
        found = []
        for column in range(width):
            parts: list[str] = []
            for line in lines:
                for part in line[column].split(" | "):
                    if part and (not parts or fold(parts[-1]) != fold(part)):
                        parts.append(part)
            if parts:
                found.append(Heading(column + 1, tuple(with_units(parts))))
        return _among(_parted(found))

    def is_inside_merge(self, row: int) -> bool:
        """Whether a row is covered by merged cells that begin above it."""
        return any(area.first_row < row for area in self._by_row.get(row, ()))

    def cuts_a_merge(self, first: int, last: int) -> bool:
        """Whether these rows begin or end inside a merged cell."""
        above = any(area.first_row < first for area in self._by_row.get(first, ()))
        return above or any(area.last_row > last for area in self._by_row.get(last, ()))

    def _spans(self, row: int) -> bool:
        return any(area.last_column > area.first_column for area in self._by_row.get(row, ()))

    def _line(self, row: int) -> list[str]:
        line = [text_of(value) for value in (self.cells.rows[row - 1] if row <= len(self.cells.rows) else ())]
        for area in self._by_row.get(row, ()):
            text = text_of(self.cells.value(area.first_row, area.first_column))
            if area.last_column > len(line):
                line.extend([""] * (area.last_column - len(line)))
            line[area.first_column - 1 : area.last_column] = [text] * (
                area.last_column - area.first_column + 1
            )
        return line


_PARTED = re.compile(r"(\S[^:]*?)(?:\s*:\s+|\s+[-–—]\s+)(\S.*)")
"""A heading over others written into each of them, as programs do: `Địa chỉ - Bản`, `Địa chỉ: Xã`."""


def _parted(headings: list[Heading]) -> list[Heading]:
    """Headings that begin with the same words before a dash or a colon, as if these stood merged above."""
    told = [_PARTED.fullmatch(each.parts[0]) if len(each.parts) == 1 else None for each in headings]
    shared = Counter(fold(match[1]) for match in told if match)
    return [
        Heading(each.column, (match[1], match[2])) if match and shared[fold(match[1])] > 1 else each
        for each, match in zip(headings, told, strict=True)
    ]


def _among(headings: list[Heading]) -> list[Heading]:
    """Columns under a `Trong đó` of its own: parts of what the column before them counts."""
    found: list[Heading] = []
    whole = ""
    for each in headings:
        is_part = len(each.parts) > 1 and fold(each.parts[0]).strip(" :") == "trong do"
        if not is_part:
            whole = each.parts[0] if len(each.parts) == 1 else ""
        found.append(Heading(each.column, (whole, *each.parts)) if is_part and whole else each)
    return found


def _spread(lines: list[list[str]]) -> None:
    """Where nothing is merged, let a heading speak for the empty cells right of it with words below."""
    for upper, below in pairwise(lines):
        for column in range(1, len(upper)):
            if not upper[column] and below[column] and upper[column - 1] and below[column - 1]:
                upper[column] = upper[column - 1]
