"""The order of Vietnamese words, numbered codes and people's names, as keys any database sorts right."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""No tone, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries."""
_TONES_BEGIN, _AFTER_GIVEN = "\x01", "\x02"
_FIGURES = re.compile(r"[0-9]+")
_LONGEST = 16
_BRACKETS = re.compile(r"\s*\([^()]*\)")


@lru_cache(maxsize=65536)
def word_order(text: str) -> str:
    """The key of a Vietnamese dictionary: đ after all d, tones only where all else is alike, numbers counted.

    >>> sorted(["Đông", "Dí", "Duyên", "Ăng", "Anh"], key=word_order)
    ['Anh', 'Ăng', 'Dí', 'Duyên', 'Đông']
    >>> sorted(["DA10", "DA2", "DA1.2", "DA1"], key=word_order)
    ['DA1', 'DA1.2', 'DA2', 'DA10']
    """
    letters, tones = [], []
    for word in _FIGURES.sub(_counted, text.lower()).split(" "):
        tone = "0"
        base = ""
        for mark in unicodedata.normalize("NFD", word):
            if mark in _TONES:
                tone = _TONES[mark]
            elif unicodedata.combining(mark):
                base = unicodedata.normalize("NFC", base + mark)
            else:
                letters.append(_PLACES.get(base, base))
                base = mark
        letters.append(_PLACES.get(base, base))
        letters.append(" ")
        tones.append(tone)
    return "".join(letters[:-1]) + _TONES_BEGIN + "".join(tones).rstrip("0")


def _counted(figures: re.Match[str]) -> str:
    """A number after how long it is, in the signs from 0 to ?: all of them stand before the letters."""
    number = figures[0].lstrip("0") or "0"
    return chr(ord("0") - 1 + min(len(number), _LONGEST)) + number


@lru_cache(maxsize=65536)
def person_order(name: str) -> str:
    """The key by which people are listed: by given name, then by family and middle names.

    >>> sorted(["Lò Văn Ẳng", "Vàng A Dí", "Giàng Thị Anh"], key=person_order)
    ['Giàng Thị Anh', 'Lò Văn Ẳng', 'Vàng A Dí']
    """
    words = _BRACKETS.sub("", name).split() or name.split()
    if len(words) < 2:
        return word_order(name)
    return word_order(words[-1] + _AFTER_GIVEN + " ".join(words[:-1]))
