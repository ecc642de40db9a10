"""The norms as they stood when a record was written, and where they are others now; knows no store."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from desktop.declare.dates import Day
from desktop.declare.norms import Norm, NormBook
from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record
from desktop.declare.text import _, translate

CHANGED_SINCE = "shared.RegisteredNorm.record_keeps_the_norm_it_was_judged_by"


@dataclass(frozen=True)
class Changed:
    """A norm that was asked for: as it stood when the record was written, as it is now."""

    then: Norm | None
    now: Norm | None

    @cached_property
    def decides_otherwise(self) -> bool:
        """Whether the two judge differently; an article or a note does not."""
        if self.then is None or self.now is None:
            return self.then is not self.now
        return judged_by(self.then) != judged_by(self.now)

    @property
    def applied(self) -> Norm | None:
        """The norm the record was judged by, unless the one of now reaches back."""
        return self.now if self.now is not None and self.now.reaches_back else self.then

    def problem(self, record: Record) -> Problem:
        """What is said of a record whose norm was changed after it was written."""
        known = self.now or self.then
        assert known is not None
        if self.applied is self.now:
            says, grade = _("Định mức “{content}” {change}: hồ sơ được xét lại theo mức nay."), Grade.NOTE
        else:
            grade = Grade.WARN
            says = _(
                "Định mức “{content}” {change}: hồ sơ vẫn xét theo mức cũ. Muốn xét theo mức nay thì sửa và "
                "lưu lại hồ sơ, hoặc chọn “Xét lại hồ sơ đã ghi” ở định mức."
            )
        change = _("đã đổi sau khi hồ sơ này được ghi (trước: {then}; nay: {now})")
        told = change.format(then=_told(self.then), now=_told(self.now))
        return Problem(
            says.format(content=translate(known.content), change=told),
            grade,
            rule=CHANGED_SINCE,
            basis=known.basis,
            record=record.id or "",
            record_type=type(record).__name__,
            about=_("Định mức đổi sau khi hồ sơ được ghi"),
        )


class FormerBook(NormBook):
    """A book of norms that are in force no more, beside the book of `now`; notes where the two differ."""

    def __init__(self, norms: Iterable[Norm], now: NormBook) -> None:
        super().__init__(norms, now.texts, now.province)
        self.now = now
        self.provinces |= now.provinces
        self.noted: dict[str, Changed] = {}
        self._compared: dict[tuple[str, Day, str, str], Changed] = {}

    def within(self, province: str) -> NormBook:
        """The same norms, where another province is meant."""
        if province not in self._within:
            book = copy.copy(self)
            book.province, book._found, book._compared = province, {}, {}
            book.now, book.noted = self.now.within(province), {}
            self._within[province] = book
        return self._within[province]

    def unnoted(self) -> FormerBook:
        """The same book, in which nothing is noted yet."""
        book = copy.copy(self)
        book.noted = {}
        return book

    def named(self, *codes: str) -> list[Norm]:
        """All norms of these codes as they are now."""
        return self.now.named(*codes)

    def at(self, code: str, day: Day | None, province: str = "", area: str = "") -> Norm | None:
        """The norm of a day as it was known then; a record without a day is judged by what is known now."""
        if day is None:
            return self.now.at(code, None, province, area)
        question = (code, day, province, area)
        changed = self._compared.get(question)
        if changed is None:
            changed = Changed(super().at(*question), self.now.at(*question))
            self._compared[question] = changed
        if not changed.decides_otherwise:
            return changed.now
        self.noted.setdefault(code, changed)
        return changed.applied


def judged_by(norm: Norm) -> tuple[object, ...]:
    """What of a norm decides over a record; its article and note do not."""
    return norm.code, norm.kind, norm.value, norm.unit, norm.is_confirmed, norm.text.number


def _told(norm: Norm | None) -> str:
    return _("chưa có") if norm is None else f"{norm.amount()}, {norm.basis}"
