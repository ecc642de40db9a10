"""Which norms speak of which field of a record on the day of its case; knows no store and judges nothing."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.declare.dates import Day
from desktop.declare.fields import Computed, Details
from desktop.declare.norms import Norm, NormBook
from desktop.declare.problems import Grade
from desktop.declare.records import Record


class AskedBook(NormBook):
    """A book that answers as another does and notes which of its norms were asked for."""

    def __init__(self, book: NormBook, asked: dict[str, Norm] | None = None) -> None:
        vars(self).update(vars(book))
        self._book = book
        self.asked: dict[str, Norm] = {} if asked is None else asked

    def at(self, code: str, day: Day | None, province: str = "", area: str = "") -> Norm | None:
        """The norm the other book gives."""
        norm = self._book.at(code, day, province, area)
        if norm is not None:
            self.asked[code] = norm
        return norm

    def within(self, province: str) -> NormBook:
        """The same norms where another province is meant; what is asked of them is noted here too."""
        return AskedBook(self._book.within(province), self.asked)


def asked_norms(record: Record, book: NormBook) -> dict[str, list[Norm]]:
    """For each field the norms its rules and workings ask for, as they apply to the record as it stands.

    A rule that cannot be asked yet, because something is missing, tells of none.
    """
    found: dict[str, dict[str, Norm]] = {}
    for field, asked in _by_field(record, book):
        found.setdefault(field, {}).update(asked)
    return {field: list(norms.values()) for field, norms in found.items() if norms}


def _by_field(record: Record, book: NormBook) -> Iterator[tuple[str, dict[str, Norm]]]:
    kind = type(record)
    for rule in kind.rules:
        # What only notes which norms are known holds no value against them.
        if rule.wants_norms and rule.field and rule.grade is not Grade.NOTE:
            noted = AskedBook(book)
            # Faults of a rule are told where the record is judged; here they only leave a line out.
            try:
                rule.asks(_filled(record, rule.field), noted)
            except Exception:
                continue
            yield rule.field, noted.asked
    for field in kind.fields.values():
        if isinstance(field, Computed) and field.by_norms:
            noted = AskedBook(book)
            field.work_out(record, noted)
            yield field.name, noted.asked


def _filled(record: Record, name: str) -> Record:
    """With something in the field, for rules look up no norm of an empty one."""
    field = type(record).fields.get(name)
    if field is None or isinstance(field, Computed | Details) or getattr(record, name) is not None:
        return record
    return record.changed(**{name: field.example()})
