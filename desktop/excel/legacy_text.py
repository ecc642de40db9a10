"""Turns text typed in TCVN3 (ABC) or VNI fonts into Unicode; knows no record and no field.

Such text is kept as letters of Western Europe that only the right font shows as Vietnamese. Which of the two
it is shows in the font of the cell, or in a whole column, never in a word: `Hoàng` is a word of Unicode, and
one of VNI (`Hồng`). So the words of each column are read in every way, those in each kind of font apart, and
the way that gives Vietnamese syllables counts; where two do, the font does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from desktop.declare.problems import column_letters
from desktop.declare.text import _
from desktop.excel.cells import SheetCells, Value

TCVN3, VNI = "TCVN3 (ABC)", "VNI"
_AS_IS = ""

_TCVN3_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_FROM_TCVN3 = {
    chr(first + place): letter
    for first, letters in _TCVN3_RUNS.items()
    for place, letter in enumerate(letters)
}

_VNI_TONES = {"": "", "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HATS = {"â": "\u0302", "ê": "\u0306"}
_VNI_HATS |= {
    "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}


def _vni_letters() -> dict[str, str]:
    """VNI writes most letters as the bare one with its marks after it."""
    found = dict(_VNI_ALONE)
    for letter in "aeouyôö":
        bare = _VNI_ALONE.get(letter, letter)
        for sign, tone in _VNI_TONES.items():
            if sign:
                found[letter + sign] = unicodedata.normalize("NFC", bare + tone)
        for sign, marks in _VNI_HATS.items() if letter in "aeo" else ():
            if letter == "a" or marks[0] == "\u0302":
                found[letter + sign] = unicodedata.normalize("NFC", bare + marks)
    capitals = {
        written: letter for sign, own in found.items() for written, letter in _capitals(sign, own).items()
    }
    return {**found, **capitals}


def _capitals(sign: str, letter: str) -> dict[str, str]:
    return {sign.upper(): letter.upper(), sign[0].upper() + sign[1:]: letter.upper()}


_FROM_VNI = _vni_letters()
_VNI_SIGN = re.compile("|".join(sorted(_FROM_VNI, key=len, reverse=True)))
_TCVN3_LETTER = re.compile(f"[{''.join(_FROM_TCVN3)}]")

_WORD = re.compile(r"[^\s\d.,;:/()\[\]\"'!?+*=<>|\\-]+")
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|đ|gh?|gi|hm?|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    r"(?:[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oai|oao|oay|oă|oe|oeo|oi|oo|ôi|ơi|ua|uâ|uây|uê|ui"
    r"|uô|uôi|uơ|uy|uya|uyê|uyu|ưa|ươ|ươi|ươu|ưi|ưu|yê|yêu)"
    r"(?:ch?|m|ng?|nh|p|t)?"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OF_UNICODE = frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý")
"""The letters of Vietnamese that stand among those of Western Europe: they say nothing by themselves."""

_TELLING = re.compile(
    f"[{''.join(chr(code) for code in range(0xA1, 0x100) if chr(code) not in _OF_UNICODE)}]"
)
_UNREAD = re.compile(r"(?:[¨©¬®µ¶¸¹][^\W\d_]|[ÄÅÆÇËÎÏÐÑÖØÛÜÞßäåæçëîïðñöøûüþÿ])")
"""What is left of words in another writing: no sign of a measure, no letter of Vietnamese."""

_NAMED = 3
_UNICODE_ONLY = re.compile("[\u0100-\u1eff]")
_ROWS_READ, _THEN_EACH = 300, 41
_ENOUGH = 3
"""So many words more must be Vietnamese where no font names the writing."""


def from_tcvn3(text: str) -> str:
    """Text of a .Vn font; capitals with a tone, which it has none of, are those of a word in capitals."""
    if text.isascii():
        return text
    return _WORD.sub(lambda word: _tcvn3_word(word[0]), text)


def _tcvn3_word(word: str) -> str:
    read = _TCVN3_LETTER.sub(lambda letter: _FROM_TCVN3[letter[0]], word)
    plain = [letter for letter in word if letter.isascii() and letter.isalpha()]
    return read.upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else read


def from_vni(text: str) -> str:
    """Text of a VNI font."""
    return text if text.isascii() else _VNI_SIGN.sub(lambda sign: _FROM_VNI[sign[0]], text)


_READ = {_AS_IS: lambda text: text, TCVN3: from_tcvn3, VNI: from_vni}


@lru_cache(maxsize=20_000)
def _is_syllable(word: str) -> bool:
    marked = unicodedata.normalize("NFD", word.lower())
    if sum(letter in _TONES for letter in marked) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(letter for letter in marked if letter not in _TONES))
    return bool(_SYLLABLE.fullmatch(bare))


def _votes(texts: Iterable[str]) -> dict[str, int]:
    """For each way of reading, how many of the words with marks are Vietnamese syllables by it."""
    words = {word for text in texts for word in _WORD.findall(text) if not word.isascii()}
    open_words = [word for word in words if not _UNICODE_ONLY.search(word)]
    votes = {way: sum(_is_syllable(read(word)) for word in open_words) for way, read in _READ.items()}
    votes[_AS_IS] += sum(_is_syllable(word) for word in words.difference(open_words))
    return votes


def writing_of_font(name: str) -> str:
    """The writing whose letters a font of this name draws; empty for one of Unicode."""
    name = name.lower()
    return TCVN3 if name.startswith(".vn") else VNI if name.startswith("vni") else ""


class _Way(NamedTuple):
    """How the cells of one column in fonts of one kind are read."""

    writing: str
    takes_ties: bool
    """Whether what is Vietnamese either way is read so too (`Hoàng`, which a VNI font shows as Hồng)."""


_Group = tuple[int, str | None]
"""A column, and the writing its cells' fonts are made for."""


def repair(sheet: SheetCells) -> None:
    """Turn what a sheet holds in TCVN3 or VNI into Unicode; the sheet keeps what was done as a sentence."""
    groups = _groups(sheet)
    is_told = any(_TELLING.search(text) for texts in groups.values() for text in texts)
    if not (is_told or sheet.writings or sheet.mixed):
        return
    ways = _ways({group: _votes(texts) for group, texts in groups.items()})
    done: dict[int, str] = {}
    sheet.rows = [_converted(sheet, row, values, ways, done) for row, values in enumerate(sheet.rows, 1)]
    may_be_left = any(_UNREAD.search(text) for texts in groups.values() for text in texts)
    sheet.repaired = " ".join(filter(None, (_done(done), _left(sheet) if may_be_left else "")))


def _done(columns: Mapping[int, str]) -> str:
    """What was turned into Unicode, as a sentence."""
    if not columns:
        return ""
    says = _(
        "Chữ viết theo bảng mã {writing} đã chuyển sang Unicode ở cột {columns}; hãy xem lại tên và địa danh."
    )
    letters = ", ".join(column_letters(place + 1) for place in sorted(columns))
    return says.format(writing=", ".join(sorted(set(columns.values()))), columns=letters)


def _left(sheet: SheetCells) -> str:
    """Where letters are left that no Vietnamese word has, as a sentence."""
    places = [
        f"{column_letters(column)}{row}"
        for row, values in enumerate(sheet.rows, 1)
        for column, value in enumerate(values, 1)
        if type(value) is str and not value.isascii() and _UNREAD.search(value)
    ]
    if not places:
        return ""
    says = _("{count} ô còn chữ không rõ bảng mã nào nên để nguyên ({cells}): hãy gõ lại ở tệp rồi nhập lại.")
    return says.format(count=len(places), cells=", ".join(places[:_NAMED]))


def _groups(sheet: SheetCells) -> dict[_Group, set[str]]:
    groups: dict[_Group, set[str]] = {}
    count = len(sheet.rows)
    for row in (*range(min(_ROWS_READ, count)), *range(_ROWS_READ, count, _THEN_EACH)):
        for place, value in enumerate(sheet.rows[row]):
            if type(value) is str and not value.isascii() and value not in sheet.mixed:
                groups.setdefault((place, sheet.writing_of(row + 1, place + 1)), set()).add(value)
    return groups


def _ways(votes: Mapping[_Group, Mapping[str, int]]) -> dict[_Group, _Way]:
    """How each group is read: by its font unless its words deny it, otherwise by its words alone.

    Where the words alone say it, those of a Unicode font that say nothing by themselves stay as they are.
    """
    ways: dict[_Group, _Way] = {}
    usual = {
        font: _best([each for (_place, own), each in votes.items() if own == font], _ENOUGH)
        for font in ("", None)
    }
    for (place, font), each in votes.items():
        if font:
            ways[place, font] = _Way(font, each[font] >= each[_AS_IS])
            continue
        like = usual[font]
        writing = _best([each], 1 if like else _ENOUGH)
        writing = writing or (like if like and each[like] >= each[_AS_IS] else _AS_IS)
        if writing:
            ways[place, font] = _Way(writing, font is None)
    return ways


def _best(votes: Sequence[Mapping[str, int]], enough: int) -> str:
    """The writing that makes more of the words Vietnamese than Unicode does, by as many as are enough."""
    whole = {way: sum(each[way] for each in votes) for way in _READ}
    way = max((TCVN3, VNI), key=lambda each: whole[each])
    return way if whole[way] >= whole[_AS_IS] + enough else _AS_IS


def _converted(
    sheet: SheetCells,
    row: int,
    values: tuple[Value, ...],
    ways: Mapping[_Group, _Way],
    done: dict[int, str],
) -> tuple[Value, ...]:
    kept: list[Value] | None = None
    for place, value in enumerate(values):
        if type(value) is not str or value.isascii():
            continue
        font = sheet.writing_of(row, place + 1)
        way = ways.get((place, font)) or (_Way(font, True) if font else None)
        if way is None and value not in sheet.mixed:
            continue
        ways_of = [
            (piece, way if own is None else _Way(own, True) if own else None)
            for piece, own in sheet.mixed.get(value, ((value, None),))
        ]
        text = "".join(_converted_text(piece, own) if own else piece for piece, own in ways_of)
        if text != value:
            kept = kept or list(values)
            kept[place] = text
            done[place] = next(own.writing for _piece, own in ways_of if own)
    return values if kept is None else tuple(kept)


@lru_cache(maxsize=20_000)
def _converted_text(text: str, way: _Way) -> str:
    """One text of a column in that writing; what was typed in Unicode all the same stays, word by word."""
    votes, read = _votes([text]), _READ[way.writing]
    gain = votes[way.writing] - votes[_AS_IS]
    is_so = gain > 0 or (gain == 0 and way.takes_ties)
    if not votes[_AS_IS]:
        return read(text) if is_so else text
    return _WORD.sub(
        lambda word: read(word[0]) if _is_word_in(word[0], way.writing, is_so) else word[0], text
    )


def _is_word_in(word: str, writing: str, usual: bool) -> bool:
    """Whether a word of a text is in that writing: a cell may be typed half in one font, half in another."""
    if word.isascii() or _UNICODE_ONLY.search(word):
        return False
    as_is, as_written = _is_syllable(word), _is_syllable(_READ[writing](word))
    if as_is == as_written:
        return usual
    return as_written and (usual or bool(_TELLING.search(word)))
