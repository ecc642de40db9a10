"""How near a heading comes to a word in its spelling, and which terms are worth comparing with it at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from desktop.excel.headings import OF_ANOTHER
from desktop.excel.terms import Term
from desktop.excel.wordings import is_shortened, may_be_misspelt

_SHORTENED = 0.88
"""How sure a heading is whose words are cut to their first letters."""

_MISSPELT = 87
"""So many of a hundred letters are alike in words that may be the same."""

_BY_ITSELF = {"don vi tinh", "ma so"}
"""Like no other heading: no unit of the administration, nobody's tax number."""

_MOST_ASKED = 2000
"""So many headings are compared by their spelling; beyond, a sheet has no heads but words by the thousand."""


class Wordings:
    """Words that headings are compared with by their spelling, of all the kinds of list one looks for."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        """How many different words each wording has."""

        self._holding: dict[str, list[str]] = defaultdict(list)
        self._near: dict[str, frozenset[str]] = {}

    def learn(self, wordings: Iterable[str]) -> None:
        """Compare headings with these as well."""
        for wording in wordings:
            if wording not in self._words:
                words = set(wording.split())
                self._words[wording] = len(words)
                for word in words:
                    self._holding[word].append(wording)
        self._near.clear()

    def near(self, heading: str) -> frozenset[str]:
        """Those a heading is near to (`nearness`); none once too many different headings were asked for."""
        if heading not in self._near:
            self._near[heading] = self._found(heading) if len(self._near) < _MOST_ASKED else frozenset()
        return self._near[heading]

    def _found(self, heading: str) -> frozenset[str]:
        words = set(heading.split())
        shared = Counter(wording for word in words for wording in self._holding.get(word, ()))
        within = {each for each, count in shared.items() if count in (len(words), self._words[each])}
        short = set(shared) if any(len(word) == 1 for word in words) else set[str]()
        spelt = process.extract(
            heading, self._words.keys(), scorer=fuzz.ratio, score_cutoff=_MISSPELT, limit=None
        )
        likely = within | short | {each[0] for each in spelt}
        return frozenset(each for each in likely if nearness(heading, each))


class TermIndex:
    """The terms of one kind of list by their last words, so that a heading is compared with few of them."""

    def __init__(self, terms: Sequence[Term], wordings: Wordings) -> None:
        self._terms, self._wordings = terms, wordings
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, term in enumerate(terms):
            self._places[term.parts[-1]].append(place)
        wordings.learn(term.parts[0] for term in terms if len(term.parts) == 1)

    def of(self, said: Iterable[str], like: Iterable[str]) -> list[Term]:
        """The terms that end on one of some words, or may be spelt like one of others, in their order."""
        words = set(said).union(*map(self._wordings.near, like))
        places = {place for word in words for place in self._places.get(word, ())}
        return [self._terms[place] for place in sorted(places)]


@lru_cache(maxsize=131_072)
def nearness(heading: str, word: str) -> float:
    """Spelling near enough, or one wording inside the other: 0 to 1."""
    if len(word) < 4 or len(heading) < 4 or {heading, word} & _BY_ITSELF:
        return 0.0
    ratio = fuzz.ratio(heading, word) / 100
    if ratio >= _MISSPELT / 100 and len(word) > 5 and may_be_misspelt(heading.split(), word.split()):
        return 0.92 * ratio
    if is_shortened(heading.split(), word.split()):
        return _SHORTENED
    ours, theirs = set(word.split()), set(heading.split())
    if (ours ^ theirs) & OF_ANOTHER:
        return 0.0
    small, large = (word, heading) if ours <= theirs else (heading, word)
    if (ours <= theirs or theirs <= ours) and len(small.split()) > 1:
        covered = min(len(small), len(large)) / max(len(small), len(large))
        return 0.6 + 0.3 * covered if covered >= 0.45 else 0.0
    return 0.0
