"""Which parts of headings name units of administration, one over each column; knows no place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from desktop.declare.text import fold_words
from desktop.excel.headings import Heading, bare_text
from desktop.excel.rows import without_count, without_index
from desktop.excel.wordings import key_of

_LONGEST_UNIT, _LONGEST_IN_CAPITALS = 6, 4
_KIND = re.compile(r"(?:xa|phuong|thi tran|dac khu)\b")
_CLASS = re.compile(
    r"(?:xa|phuong|thi tran|dac khu) (?:thuoc )?(?:khu vuc|kv|vung|dbkk|dac biet kho khan|kho khan|ngheo"
    r"|an toan khu|atk|loai|ntm|nong thon moi|dat chuan|trong diem)\b"
)
"""What a commune is classed as is no name, however it is written: `XÃ KHU VỰC III`, `Xã Nghèo`."""

_OF_PLACES = re.compile(r"\b(?:xa|phuong|dia phuong|dia ban|huyen|don vi)\b")
_MOST_WORDS, _FEW = 4, 3


def names_a_unit(label: str) -> bool:
    """Whether what follows the kind is a name: `Xã Na Son`, not `Xã đạt chuẩn nông thôn mới`."""
    words = bare_text(without_count(without_index(label))).split()
    # In capitals nothing tells a name from a saying but that it is short.
    longest = _LONGEST_IN_CAPITALS if "".join(words).isupper() else _LONGEST_UNIT
    return 1 < len(words) <= longest and all(word[:1].isupper() for word in words[1:])


def is_unit(part: str) -> bool:
    """Whether a part of a heading says the kind of a unit and its name; `Xã ĐBKK` says a class."""
    words = part.split()
    is_class = not part.isupper() and any(len(word) > 1 and word.isupper() for word in words)
    key = fold_words(part)
    return bool(_KIND.match(key)) and names_a_unit(part) and not is_class and not _CLASS.match(key)


def uppers_of_units(heading: Heading, units: Collection[str]) -> Iterator[str]:
    """The parts of a heading that stand over a unit and say no more than that units follow: `Địa phương`."""
    last = max((place for place, part in enumerate(heading.parts) if part in units), default=0)
    for part in heading.parts[:last]:
        if part not in units and heads_units(part):
            yield part


def heads_units(part: str) -> bool:
    """Whether a part of a heading says no more than that units follow: `Địa phương`, `Đơn vị`."""
    return bool(_OF_PLACES.fullmatch(key_of(part)))


def units_over(
    headings: Sequence[Heading], lines: Iterable[str], knows: Callable[[str], bool]
) -> frozenset[str]:
    """The parts of headings that name units: those that say their kind, and names alike where a table tells
    that it is spread over places. `knows` are words of this kind of list, which no unit is called by.
    """
    named = {part for heading in headings for part in heading.parts if is_unit(part)}
    over = defaultdict[tuple[int, tuple[str, ...]], list[str]](list)
    above = any(_OF_PLACES.search(fold_words(line)) for line in lines)
    for heading in headings:
        for place, part in enumerate(heading.parts):
            uppers = heading.parts[:place]
            is_told = above or any(_OF_PLACES.search(fold_words(upper)) for upper in uppers)
            if is_told and not knows(part) and _is_name(part):
                over[place, (*uppers, *heading.parts[place + 1 :])].append(part)
    for names in over.values():
        several = [name for name in dict.fromkeys(names) if " " in name]
        named |= set(names) if len(several) >= _FEW else set()
    return frozenset(named)


def _is_name(part: str) -> bool:
    """Whether a text is written as a name is, each word with a capital: `Na Son`, no `Ghi chú`, no `NSTW`."""
    words = part.split()
    return len(words) <= _MOST_WORDS and all(
        word.isalpha() and word[0].isupper() and word[1:].islower() for word in words
    )
