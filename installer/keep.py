"""Says which file of a wheel is shipped, by the lists of `keep.toml`; reads no wheel."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
_OF_A_DISTRIBUTION = ("METADATA", "entry_points.txt", "WHEEL")
_LICENCE = re.compile(r"licen[cs]e|copying|notice|authors|ofl", re.IGNORECASE)


class Keep:
    """What is shipped: of some folders what is named, of the others all but what is named."""

    def __init__(self, only: dict[str, list[str]], never: dict[str, list[str]]) -> None:
        self._only = {folder: [pattern_of(each) for each in words] for folder, words in only.items()}
        self._never = {folder: [pattern_of(each) for each in words] for folder, words in never.items()}

    def ships(self, name: str) -> bool:
        """Whether a file is shipped; `name` is its path from the folder the wheels are unpacked into."""
        folder, _slash, rest = name.partition("/")
        if folder.endswith(".dist-info"):
            return is_licence(name) or rest in _OF_A_DISTRIBUTION
        if folder in self._only:
            return any(pattern.fullmatch(rest) for pattern in self._only[folder])
        banned = [(pattern, name) for pattern in self._never.get("", [])]
        banned += [(pattern, rest) for pattern in self._never.get(folder, [])]
        return not any(pattern.fullmatch(text) for pattern, text in banned)


def is_licence(name: str) -> bool:
    """Whether a file of a distribution's metadata tells its licence, or whom it is owed to."""
    folder, _slash, rest = name.partition("/")
    return folder.endswith(".dist-info") and bool(_LICENCE.search(rest))


@lru_cache
def pattern_of(words: str) -> re.Pattern[str]:
    """The pattern a line of `keep.toml` means: `*` within one folder, `**` any, `{a,b}` one of them."""
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "{": "(?:", "}": ")", ",": "|"}
    text = re.sub(
        r"\*\*/|\*\*|[*{},]|[^*{},]+", lambda found: parts.get(found[0], re.escape(found[0])), words
    )
    return re.compile(text)


def read_keep(file: Path = HERE / "keep.toml") -> Keep:
    """The lists as they stand in a file."""
    said = tomllib.loads(file.read_text("utf-8"))
    return Keep(said["only"], said["never"])
