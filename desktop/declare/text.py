"""How Vietnamese text is cleaned, compared, searched and translated; knows no field and no file."""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

_CLEANED: dict[int, int | None] = dict.fromkeys(
    [*range(0x20), 0x7F, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF]
)
# Halves of a letter: no file and no database keeps them.
_CLEANED |= dict.fromkeys(range(0xD800, 0xE000))
for _kept in (0x09, 0x0A, 0x0D):
    del _CLEANED[_kept]
# Typed with a keyboard set to another language: `６２,５` is 62,5.
_CLEANED |= {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_SPACES = re.compile(r"\s+")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_D_STROKE = str.maketrans({"đ": "d", "Đ": "D", "Ð": "D", "ð": "d"})
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})


def tidy(text: str) -> str:
    """One line of clean text: composed Unicode (NFC), nothing invisible or full-width, single spaces."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(_CLEANED))).strip()


def tidy_lines(text: str) -> str:
    """Clean text of several lines: like `tidy`, line by line, without blank lines at the ends."""
    clean = unicodedata.normalize("NFC", text.translate(_CLEANED)).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(re.sub(r"[^\S\n]+", " ", line).strip() for line in clean.split("\n")).strip()


def for_xml(text: str) -> str:
    """The text without the characters that no workbook, document or page may hold."""
    return _NOT_IN_XML.sub("", text)


def fold(text: str) -> str:
    """The search key: marks stripped, đ → d, lower case, single spaces.

    Equal for `hoà` and `hòa`, for composed and decomposed letters, for `ĐIỆN BIÊN` and `Điện Biên`.

    >>> fold("Thị trấn  ĐIỆN BIÊN Đông")
    'thi tran dien bien dong'
    """
    return _fold_cached(text) if len(text) < 80 else _fold(text)


def _fold(text: str) -> str:
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFD", text.translate(_CLEANED).translate(_D_STROKE))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _SPACES.sub(" ", text.translate(_APOSTROPHES)).strip().lower()


_fold_cached = lru_cache(maxsize=65536)(_fold)

_NO_WORD = re.compile(r"[^0-9a-z]+")


def fold_words(text: str) -> str:
    """The matching key of headings and choices: `fold` without punctuation (`Khơ-mú` = `Khơ mú`)."""
    return _NO_WORD.sub(" ", fold(text).replace("'", "")).strip()


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def spelling(text: str) -> str:
    """The key by which two writings are the same words: case and the place of the tone mark do not count.

    Unlike `fold` it keeps marks: `hoà` = `hòa`, but `Sư` ≠ `Sử`.
    """
    return tidy(text).lower() if text.isascii() else _spelling(text)


@lru_cache(maxsize=65536)
def _spelling(text: str) -> str:
    words = []
    for word in unicodedata.normalize("NFD", tidy(text).lower()).split(" "):
        tones = sorted(letter for letter in word if letter in _TONES)
        words.append(
            "".join([*(letter for letter in word if letter not in _TONES), *tones]) if tones else word
        )
    return " ".join(words)


def group_digits(number: int) -> str:
    """Whole number in national writing: 1234567 → `1.234.567`."""
    return f"{number:,}".replace(",", ".")


def within_sentence(title: str) -> str:
    """A title as it stands inside a sentence: its first letter small, unless it begins with an abbreviation.

    >>> within_sentence("Hộ gia đình"), within_sentence("UBND xã")
    ('hộ gia đình', 'UBND xã')
    """
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


_catalogs: list[gettext.NullTranslations] = []
_folders: list[Path] = []
_language = "vi"


def add_catalog(folder: Path) -> None:
    """Name a folder that holds `en/LC_MESSAGES/*.mo` of one distribution; used at once if needed."""
    if folder not in _folders:
        _folders.append(folder)
        use_language(_language)


def use_language(language: str) -> None:
    """Choose `vi` (as written in the code) or `en` (from the catalogs) for all visible text from now on."""
    global _language
    _language = language
    _catalogs[:] = _read_catalogs(language, tuple(_folders))


@lru_cache(maxsize=8)
def _read_catalogs(
    language: str, folders: tuple[Path, ...], part: str = "LC_MESSAGES"
) -> list[gettext.NullTranslations]:
    found: list[gettext.NullTranslations] = []
    for folder in folders if language != "vi" else ():
        for file in sorted((folder / language / part).glob("*.mo")):
            with file.open("rb") as stream:
                found.append(gettext.GNUTranslations(stream))
    return found


def language() -> str:
    """The language in use: `vi` or `en`."""
    return _language


def _(sentence: str) -> str:
    """The sentence in the language in use; the Vietnamese itself where it has no translation."""
    return _say(sentence, _catalogs)


class Plural(str):
    """The name of many, which may be written like that of one: `Mô hình` is both model and models.

    A catalog tells the two apart by the context “plural”; without such an entry the word of one is said.
    """

    __slots__ = ()
    context = "plural"


class Each(str):
    """The unit of which each one counts: `đ/hộ` is đ/household, where `12 hộ` are 12 households.

    A catalog tells the two apart by the context “each”; without such an entry the usual word is said.
    """

    __slots__ = ()
    context = "each"


def _say(sentence: str, catalogs: list[gettext.NullTranslations]) -> str:
    if not sentence:
        # A catalog answers nothing with its own head.
        return ""
    if isinstance(sentence, Plural | Each):
        for catalog in catalogs:
            translated = catalog.pgettext(sentence.context, sentence)
            if translated != sentence:
                return translated
    for catalog in catalogs:
        translated = catalog.gettext(sentence)
        if translated != sentence:
            return translated
    return sentence


def say_in(language: str, sentence: str) -> str:
    """The sentence in a language, whichever is in use: workbooks travel between offices that speak both."""
    return _say(sentence, _read_catalogs(language, folders()))


_LISTS = "LC_LISTS"
"""Beside the catalogs of all sentences: those of the lists the program comes with, alone."""


def spoken(text: str) -> str:
    """A text of a list the program comes with, in the language in use; `Each` says it as such a unit.

    One that could not be read back (`original`) stays as it is: what is shown may be saved again.
    """
    if _language == "vi":
        return text
    said = _shipped(folders()).get((_context(text), text), text)
    return said if original(type(text)(said)) == text else text


def original(said: str) -> str:
    """The Vietnamese of what a list of the program says in English; the text itself where that is not plain.

    What somebody writes is left alone unless it is, letter for letter, the English of a shipped text.
    """
    return _originals(folders()).get((_context(said), said), str(said))


def _context(text: str) -> str:
    return getattr(text, "context", "")


@lru_cache(maxsize=4)
def _shipped(folders: tuple[Path, ...]) -> Mapping[tuple[str, str], str]:
    """The English of each shipped text, by its context and itself; the first catalog wins."""
    found: dict[tuple[str, str], str] = {}
    for catalog in _read_catalogs("en", folders, _LISTS):
        for entry, said in getattr(catalog, "_catalog", {}).items():
            context, _between, text = entry.rpartition("\x04")
            found.setdefault((context, text), said)
    return found


@lru_cache(maxsize=4)
def _originals(folders: tuple[Path, ...]) -> Mapping[tuple[str, str], str]:
    """The shipped text of each English wording that only one has, by the context and the wording."""
    shipped = _shipped(folders)
    meant: dict[tuple[str, str], set[str]] = {}
    for (context, text), said in shipped.items():
        meant.setdefault((context, said), set()).add(text)
    return {
        said: next(iter(texts)) for said, texts in meant.items() if len(texts) == 1 and said not in shipped
    }


def sentences(language: str, folders: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    """All that the catalogs say in a language, each sentence with its translation."""
    for catalog in _read_catalogs(language, folders):
        for sentence, translated in getattr(catalog, "_catalog", {}).items():
            # A context stands before its sentence; the head of a catalog translates nothing.
            if isinstance(sentence, str) and sentence and "\x04" not in sentence:
                yield sentence, translated


def folders() -> tuple[Path, ...]:
    """Where catalogs are known to lie: while these are the same, a sentence is said the same."""
    return tuple(_folders)


LANGUAGES = ("vi", "en")
translate = _
