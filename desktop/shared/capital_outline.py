"""The ledger as an outline of programme, project, sub-project and content, each with sums and rates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop.declare.reading import Condition, Reader, Where
from desktop.shared.capital import CapitalFact
from desktop.shared.continued_lines import ContinuedTree
from desktop.shared.ledger import Entry, entries_of
from desktop.shared.programme import LineLink, LineTree, Programme
from desktop.shared.rates import Amount, Rates, rates

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LETTERS = "abcdđeghiklmnopqrstuvxy"


class Sums(NamedTuple):
    """What stands under a line, in whole đồng; `adjusted` is net of what was taken back."""

    assigned: int = 0
    adjusted: int = 0
    allocated: int = 0
    disbursed: int = 0

    @property
    def plan(self) -> int:
        """What may be spent."""
        return self.assigned + self.adjusted


class OutlineRow(NamedTuple):
    """A programme (`depth` 0) or one of its lines with all that stands under it.

    `mark` is its number in the outline (I, 1, a); `where` leads to its facts. `is_over` is said of a
    programme that ended before the year, `is_open_end` of its projects nobody recorded a continuation of.
    """

    mark: str
    depth: int
    code: str
    name: str
    sums: Sums
    rates: Rates
    where: Where
    is_open_end: bool = False
    is_over: bool = False


class Outline(NamedTuple):
    """One budget year of the ledger; `years` are those there are figures of, the newest first."""

    year: int | None = None
    years: tuple[int, ...] = ()
    rows: tuple[OutlineRow, ...] = ()
    total: Rates = rates(())
    sums: Sums = Sums()


def read_outline(
    reader: Reader, where: Where = (), year: int | None = None, *, continued: bool = False
) -> Outline:
    """The outline of a budget year, the newest where none is named; `where` keeps to some of the facts.

    With `continued` the lines of a programme that was over stand under those they continue as.
    """
    years = {row[0] for row in reader.totals(CapitalFact, ["budget_year"], where=where) if row[0]}
    asked = year if year is not None else max(years, default=None)
    if asked is None:
        return Outline()
    own = (*where, Condition("budget_year", "is", asked))
    entries = entries_of(reader, own)
    tree = ContinuedTree(reader, asked) if continued else LineTree(reader)
    shown = list(tree.moved(entries)) if isinstance(tree, ContinuedTree) else entries
    rows = tuple(_rows(reader, tree, _by_line(shown, tree), own, asked))
    told = tuple(sorted(years, reverse=True))
    return Outline(asked, told, rows, rates(entry.amount for entry in entries), _sum(entries))


def _by_line(entries: Iterable[Entry], tree: LineTree) -> dict[str, list[Entry]]:
    """The entries under each line, and under each programme by its id."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for line in tree.line_up(entry.line):
            found[line].append(entry)
        if entry.line in tree.lines:
            found[tree.lines[entry.line].programme].append(entry)
    return found


def _rows(
    reader: Reader, tree: LineTree, below: dict[str, list[Entry]], where: Where, year: int
) -> Iterator[OutlineRow]:
    continued = {link.old for link in reader.rows(LineLink)}
    programmes = [each for each in reader.rows(Programme) if below.get(each.id or "")]
    for place, programme in enumerate(sorted(programmes, key=lambda each: each.valid_from)):
        is_over = programme.valid_to is not None and programme.valid_to.year < year
        lines = [id for id, line in tree.lines.items() if line.programme == programme.id]
        own = (*where, Condition("line", "in", tree.facts(lines)))
        mark = _mark(0, place, programme.code)
        row = _row(mark, 0, programme.code, programme.spoken("name"), below[programme.id or ""], own)
        yield row._replace(is_over=is_over)
        tops = [line for line in lines if not tree.lines[line].parent]
        ends = set(tops) - continued if is_over else set()
        yield from _under(tops, 1, tree, below, where, ends)


def _under(
    lines: Sequence[str],
    depth: int,
    tree: LineTree,
    below: dict[str, list[Entry]],
    where: Where,
    ends: set[str],
) -> Iterator[OutlineRow]:
    told = [line for line in tree.in_order(lines) if below.get(line)]
    for place, id in enumerate(told):
        line = tree.lines[id]
        own = (*where, Condition("line", "in", tree.facts(tree.below(id))))
        mark = _mark(depth, place, line.code)
        yield _row(mark, depth, line.code, line.spoken("name"), below[id], own, is_open_end=id in ends)
        parts = [other for other, each in tree.lines.items() if each.parent == id]
        yield from _under(parts, depth + 1, tree, below, where, ends)


def _row(
    mark: str,
    depth: int,
    code: str,
    name: str,
    entries: Sequence[Entry],
    where: Where,
    *,
    is_open_end: bool = False,
) -> OutlineRow:
    amounts: list[Amount] = [entry.amount for entry in entries]
    return OutlineRow(mark, depth, code, name, _sum(entries), rates(amounts), where, is_open_end)


def _sum(entries: Iterable[Entry]) -> Sums:
    assigned = adjusted = allocated = disbursed = 0
    for entry in entries:
        assigned += entry.assigned
        adjusted += entry.adjusted - entry.cancelled
        allocated += entry.allocated
        disbursed += entry.disbursed
    return Sums(assigned, adjusted, allocated, disbursed)


def _mark(depth: int, place: int, code: str) -> str:
    """I, II; 1, 2; the letter a code ends with (`DA1.e`), else a, b, … đ; and a dash below that."""
    if depth == 0:
        return _ROMAN[place] if place < len(_ROMAN) else str(place + 1)
    if depth == 1:
        return str(place + 1)
    own = code.rpartition(".")[2]
    if depth == 2 and len(own) == 1 and own.isalpha():
        return own
    return _LETTERS[place] if depth == 2 and place < len(_LETTERS) else "-"
