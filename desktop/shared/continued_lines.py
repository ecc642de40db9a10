"""The lines of a programme that is over, seen where a later programme goes on with them; writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from desktop.declare.reading import Reader
from desktop.declare.text import _
from desktop.shared.boundaries import divided
from desktop.shared.ledger import Entry
from desktop.shared.programme import LineLink, LineTree, Programme, ProgrammeLine

_PARTS = ("disbursed", "assigned", "adjusted", "cancelled", "allocated")


class ContinuedTree(LineTree):
    """All lines; what an old one continues as has it as a line of its own, so that it is traced back.

    Only what somebody entered is followed (`LineLink`): a share goes where it says, the rest stays.
    """

    def __init__(self, reader: Reader, year: int) -> None:
        super().__init__(reader)
        over = {
            each.id
            for each in reader.rows(Programme)
            if each.valid_to is not None and each.valid_to.year < year
        }
        self._into: dict[str, list[tuple[str, Fraction]]] = defaultdict(list)
        self._from: dict[str, list[str]] = {}
        for link in reader.rows(LineLink):
            old, new = self.lines.get(link.old), self.lines.get(link.new)
            if old is not None and new is not None and old.programme in over:
                shown = f"{link.old}>{link.new}"
                self._into[link.old].append((shown, Fraction(1 if link.share is None else link.share)))
                self._from[shown] = self.below(link.old)
                self.lines[shown] = _as_part_of(old, new)

    def moved(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries under the lines they continue as; what goes nowhere stays where it is."""
        for entry in entries:
            into = next((self._into[line] for line in self.line_up(entry.line) if line in self._into), None)
            yield from [entry] if into is None else _parted(entry, into)

    def facts(self, lines: Sequence[str]) -> list[str]:
        """The lines as facts name them."""
        return list(dict.fromkeys(fact for line in lines for fact in self._from.get(line, [line])))


def _as_part_of(old: ProgrammeLine, new: ProgrammeLine) -> ProgrammeLine:
    shown = old.changed(id=None, changed_in=0, parent=new.id, programme=new.programme)
    shown.__dict__["name"] = _("tiếp nối: {name}").format(name=old.name)
    return shown


def _parted(entry: Entry, into: Sequence[tuple[str, Fraction]]) -> Iterator[Entry]:
    """One entry for each line it goes to, whole đồng, together exactly what it was."""
    rest = 1 - sum((share for _line, share in into), Fraction(0))
    shares = [*into, (entry.line, rest)] if rest > 0 else list(into)
    whole = sum((share for _line, share in shares), Fraction(0))
    shares = [(line, share / whole) for line, share in shares]
    columns = {name: dict(divided(getattr(entry, name), shares)) for name in _PARTS}
    for line, _share in shares:
        told = {name: column[line] for name, column in columns.items()}
        plan = told["assigned"] + told["adjusted"] - told["cancelled"]
        yield entry._replace(line=line, plan=plan, **told)
