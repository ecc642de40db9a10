"""Columns headed by a word of units, offices or measures (`Đơn vị`): what stands below tells which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.declare.text import fold_words
from desktop.excel.headings import Heading, bare_text, is_written_figure, text_of
from desktop.excel.matching import Vocabulary
from desktop.excel.rows import says_total, without_count, without_index
from desktop.excel.spread import heads_units, is_unit, names_a_unit
from desktop.excel.terms import Match, Term
from desktop.excel.wordings import key_of
from desktop.shared.places import written_type

Row = Sequence[object]

LOOKED_AT = 60
"""So many rows below a heading are asked."""

_FEW, _MOST = 2, 0.9
"""So many rows with figures must name a unit, and this share of those that are no total."""

_COMMUNES = ("xã", "phường")
"""Kinds that stand before a class of communes as well (`Xã ĐBKK`), as those of other units do not."""

_SURE = 0.965
"""As sure as a heading whose words are all known."""


def with_units_below(
    matches: list[Match],
    vocabulary: Vocabulary,
    headings: Sequence[Heading],
    above: Sequence[str],
    below: Sequence[Row],
) -> list[Match]:
    """The matches of a head, and those of a column of units in its rows and of the one amount beside it.

    Asked only of layouts that spread units over their columns: the same units may stand one below the other.
    Units beside no figure that is read are those of any list.
    `above` are the lines over the head, `below` the first `LOOKED_AT` rows under it.
    """
    reader = vocabulary.by_words
    if reader is None or not reader.units or any(reader.units in match.term.apart for match in matches):
        return matches
    fields = [match.term.field for match in matches]
    units = [] if reader.units in fields else list(_of_units(reader.units, matches, headings, below))
    if not units and reader.units not in fields:
        return matches
    if not any(name in reader.words.fields for name in fields):
        amount = reader.amount_of_title(headings, above)
        return [*matches, *units, amount] if amount else matches
    return [*matches, *units]


def _of_units(
    name: str, matches: Sequence[Match], headings: Sequence[Heading], below: Sequence[Row]
) -> Iterator[Match]:
    """The one column that may be of units by its heading, and is by what stands below it."""
    taken = {match.heading.column for match in matches}
    likely = (each for each in headings if each.column not in taken and heads_units(each.parts[-1]))
    found = [each for each in likely if _are_units(list(_named(below, each.column)))]
    if len(found) == 1:
        parts = found[0].parts
        yield Match(_SURE, found[0], Term(tuple(map(key_of, parts)), parts[-1], name))


def _named(below: Sequence[Row], column: int) -> Iterator[str]:
    """What rows are about that have figures beside it; totals are left out."""
    for row in below:
        text = text_of(row[column - 1]) if column <= len(row) else ""
        if text and any(map(_is_figure, row[column:])) and not says_total(text):
            yield text


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) or is_written_figure(value)


def _are_units(texts: Sequence[str]) -> bool:
    units = sum(map(_is_unit, texts))
    return units >= max(_FEW, _MOST * len(texts))


def _is_unit(text: str) -> bool:
    """Whether a text says the kind of a unit of whatever level and its name; `Huyện ủy` is an office."""
    label = bare_text(without_count(without_index(text)))
    kind = written_type(label)
    if not kind or is_unit(label):
        return bool(kind)
    is_in_full = fold_words(label).startswith(fold_words(kind) + " ")
    name = label.split()[len(kind.split()) if is_in_full else 1 :]
    return kind not in _COMMUNES and names_a_unit(" ".join([kind[:1], *name]))
