"""A field that keeps a type of record by its name in code and shows its title; knows no catalog."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.declare.fields import PLAIN, Habit, Text
from desktop.declare.records import Record
from desktop.declare.text import translate


class RecordTypeName(Text):
    """`housing.HousingCase` as officers know it; a name of a component that is not here stays as it is."""

    def format(self, value: str | None, habit: Habit = PLAIN) -> str:
        """The title of the list, where no other one is called so."""
        titles = _titles()
        title = titles.get(value or "", "")
        alone = title and list(titles.values()).count(title) == 1
        return title if alone else value or ""

    def _from_text(self, text: str, habit: Habit) -> str | None:
        written = super()._from_text(text, habit)
        return next((name for name in _titles() if self.format(name) == written), written)


def _titles() -> dict[str, str]:
    """Titles by name in code; what a type was made into for a while has its name too and comes after it."""
    titles: dict[str, str] = {}
    for each in _below(Record):
        if each.plural:
            titles.setdefault(each.qualified_name(), translate(each.plural))
    return titles


def _below(record_type: type[Record]) -> Iterator[type[Record]]:
    for each in record_type.__subclasses__():
        yield each
        yield from _below(each)
