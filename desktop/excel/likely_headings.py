"""Which rows of a sheet are worth a closer look for headings, told by their words at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from desktop.excel.headings import bare, in_brackets, text_of
from desktop.excel.matching import Vocabulary
from desktop.excel.wordings import key_of

_LONGEST = 120
_LEAST, _SHARE = 6, 0.4
"""So many letters, and this share of a text, a wording must be for the text to be likely a heading."""

_MOST_KEPT = 10_000
"""The same texts come again and again; so many are remembered."""


class LikelyHeadings:
    """The words of all kinds of list that a sheet is looked through for."""

    def __init__(self, vocabularies: Sequence[Vocabulary]) -> None:
        self._words: set[str] = set().union(*(vocabulary.parts for vocabulary in vocabularies))
        self._long = [word for word in self._words if len(word) >= _LEAST]
        self._by_words = [vocabulary for vocabulary in vocabularies if vocabulary.by_words]
        self._seen: dict[str, bool] = {}

    def stand_in(self, values: Sequence[object]) -> bool:
        """Whether two cells of a row at least are likely headings."""
        texts = (text_of(value) for value in values if isinstance(value, str) and len(value) < _LONGEST)
        return len(list(islice(filter(self._is_known, texts), 2))) == 2

    def _is_known(self, text: str) -> bool:
        if text not in self._seen:
            if len(self._seen) > _MOST_KEPT:
                self._seen.clear()
            self._seen[text] = self._is_like_one(text)
        return self._seen[text]

    def _is_like_one(self, text: str) -> bool:
        key = key_of(text)
        # A sentence holds the words of many headings; where one is meant, it is most of what stands there.
        least = _SHARE * len(bare(text))
        if key in self._words or any(len(word) >= least and word in key for word in self._long):
            return True
        if any(said in self._words for said in in_brackets(text)):
            return True
        return any(vocabulary.knows(key) for vocabulary in self._by_words)
