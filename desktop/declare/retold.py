"""How a sentence that was kept in one language is said in another; knows catalogs, and no store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from desktop.declare.text import fold, folders, language, sentences, within_sentence

_PLACE = re.compile(r"\{(\w+)\}")
_QUOTED = re.compile("“[^”]*”")
_LEAST = 3
"""So many letters must stand around the places of a sentence, or it would fit anything."""


def retold(sentence: str, into: str = "") -> str:
    """The sentence in a language, the one in use where none is named: it may have been kept in the other.

    One that no catalog knows stays as it is. The places of a sentence are told with what stands in them:
    `Gộp hai hộ` fits `Gộp hai {title}`.
    """
    into = into or language()
    if not sentence or (into == "vi" and _has_marks(sentence)):
        return sentence
    return _retold(sentence, into, folders())


def _has_marks(sentence: str) -> bool:
    """Whether it is Vietnamese, going by what stands outside of names."""
    own = _QUOTED.sub("", sentence)
    return fold(own) != " ".join(own.lower().split())


@lru_cache(maxsize=512)
def _retold(sentence: str, language: str, folders: tuple[Path, ...]) -> str:
    known = _known(language, folders)
    if sentence in known:
        return known[sentence]
    fitting = [(kept, told) for kept, told in known.items() if "{" in kept and _may_fit(kept, sentence)]
    # The sentence that says most by itself is the one that was meant.
    for kept, told in sorted(fitting, key=lambda pair: -len(_PLACE.sub("", pair[0]))):
        found = re.fullmatch(_pattern(kept), sentence)
        if found is not None and _names_a_title(kept, found.groupdict().get("title"), known):
            places = found.groupdict().items()
            return told.format_map(
                {name: _place(name, said, known, language, folders) for name, said in places}
            )
    return sentence


def _place(name: str, said: str, known: Mapping[str, str], language: str, folders: tuple[Path, ...]) -> str:
    """What stands in a place: a reason is a sentence of its own, anything else may be a title."""
    return _retold(said, language, folders) if name == "why" else _title(said, known) or said


def _names_a_title(kept: str, said: str | None, known: Mapping[str, str]) -> bool:
    """An officer's own words may begin like a sentence: one that names a title fits where the title is known.

    A title in quotation marks may be one that somebody gave.
    """
    return said is None or "“{title}”" in kept or _title(said, known) is not None


def _title(said: str, known: Mapping[str, str]) -> str | None:
    """The title of a record, which often stands with a small letter."""
    title = known.get(said[:1].upper() + said[1:])
    return known.get(said) or (within_sentence(title) if title else None)


def _may_fit(kept: str, sentence: str) -> bool:
    before, _place, _rest = kept.partition("{")
    return len(_PLACE.sub("", kept).strip()) >= _LEAST and sentence.startswith(before)


def _pattern(kept: str) -> str:
    """An expression in which each place takes what stands there; a place named twice stands for one."""
    parts, seen = _PLACE.split(kept), set[str]()
    written = [re.escape(parts[0])]
    for name, after in zip(parts[1::2], parts[2::2], strict=True):
        written += [f"(?P={name})" if name in seen else f"(?P<{name}>.+)", re.escape(after)]
        seen.add(name)
    return "".join(written)


@lru_cache(maxsize=4)
def _known(language: str, folders: tuple[Path, ...]) -> Mapping[str, str]:
    """Every sentence as the other language says it, with what this one says; the first catalog wins."""
    return dict(reversed(list(_pairs(language, folders))))


def _pairs(language: str, folders: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    for vietnamese, english in sentences("en", folders):
        yield (english, vietnamese) if language == "vi" else (vietnamese, english)
