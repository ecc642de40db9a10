"""Amounts and shares with their legal basis and dates of validity; knows no record."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import NamedTuple

from desktop.declare.dates import Day, first_day, show_date
from desktop.declare.numbers import show_number
from desktop.declare.problems import Grade
from desktop.declare.text import Each, _
from desktop.declare.values import plain_value

KINDS = ("max", "min", "average", "fixed", "share_max", "share_min", "threshold")
"""max/min: a limit for one case; average: a mean over a portfolio, never a cap on one case; fixed: the
amount itself; share_…: percent of a whole; threshold: what is compared with, strictly."""

CONFIRMED, PRESS, PRESUMED = "H", "M", "L"
"""How sure a norm is: the provision itself or two agreeing sources; one press source or arithmetic; an
inference. Only a confirmed norm may block."""


@plain_value
class LegalText:
    """A decision, decree, circular or resolution: `LegalText("QĐ 04/2023/QĐ-TTg", …)`.

    `number` is how it is cited; `replaces` and `amends` name other texts by number. `confidence` is that of
    its least sure fact.
    """

    number: str
    title: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaces: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    note: str = ""
    confidence: str = CONFIRMED

    @property
    def since(self) -> date:
        """The first day it holds, for what begins with it; no day that comes while none is known."""
        return self.valid_from or date.max

    def cite(self, article: str = "") -> str:
        """`QĐ 04/2023/QĐ-TTg, Điều 4(1)`."""
        return f"{self.number}, {article}" if article else self.number


def texts_in(module: ModuleType) -> list[LegalText]:
    """The texts a module declares, in its order: what `register_legal_texts` answers."""
    return [value for value in vars(module).values() if isinstance(value, LegalText)]


class Cited(NamedTuple):
    """A text as a basis cites it: its number and article; `text` is None where nobody declared it."""

    number: str
    article: str = ""
    text: LegalText | None = None


def cited(basis: str, texts: Mapping[str, LegalText]) -> list[Cited]:
    """The texts of a basis, which are parted by semicolons; `texts` are those known, by number.

    >>> [(one.number, one.article) for one in cited("QĐ 1/2023, Điều 4(1); TT 2/2022", {})]
    [('QĐ 1/2023', 'Điều 4(1)'), ('TT 2/2022', '')]
    """
    found = []
    for part in (each.strip() for each in basis.split(";")):
        known = max((number for number in texts if part.startswith(number)), key=len, default="")
        number = known or part.partition(",")[0].strip()
        if part:
            found.append(Cited(number, part[len(number) :].strip(" ,"), texts.get(known)))
    return found


@plain_value
class Norm:
    """One amount or share by one legal text: `value` in `unit` per `per`.

    Money is in đồng, a share in percent. `source` is the source of money (`NSTW`, `NSĐP`, `NĐ28`), `area`
    the kind of area, `province` its code; empty means any. `valid_to` is the last day, None while open.
    Where two texts speak of one item an office may prefer one, with its `reason`. A norm that `reaches_back`
    also judges what was written before it was entered. A book answers with what the norm stands `above`:
    the other norms of the same item in force that day.
    """

    code: str
    content: str
    kind: str
    value: Decimal
    unit: str
    per: str
    text: LegalText
    article: str = ""
    source: str = ""
    area: str = ""
    province: str = ""
    valid_from: date = date.min
    valid_to: date | None = None
    confidence: str = CONFIRMED
    note: str = ""
    preferred: bool = False
    reason: str = ""
    reaches_back: bool = False
    above: tuple[Norm, ...] = ()

    @property
    def basis(self) -> str:
        """How the norm is cited beside a problem."""
        return self.text.cite(self.article)

    @property
    def is_confirmed(self) -> bool:
        """Whether a rule resting on it may block."""
        return self.confidence == CONFIRMED

    @property
    def grade(self) -> Grade | None:
        """How grave it is to break it: a warning while it is not confirmed, else as the rule says (None)."""
        return None if self.is_confirmed else Grade.WARN

    def covers(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def overlaps(self, other: Norm) -> bool:
        """Whether there is a day on which both are in force."""
        ends, others_end = self.valid_to or date.max, other.valid_to or date.max
        return self.valid_from <= others_end and other.valid_from <= ends

    def amount(self) -> str:
        """`40.000.000 đ/hộ`."""
        return self.amount_of(self.value)

    def amount_of(self, value: Decimal) -> str:
        """A value in the unit of the norm: `40.000.000 đ/hộ`, `70 % số hộ`."""
        told = f"{show_number(value)} {_(self.unit)}".strip()
        if not self.per:
            return told
        return f"{told} {_(self.per)}" if self.kind.startswith("share_") else f"{told}/{_(Each(self.per))}"

    def span(self) -> str:
        """`từ 23/02/2023`, or from when to when; empty where no date is known."""
        first, last = self.valid_from, self.valid_to
        if last is None:
            return _("từ {first}").format(first=show_date(first)) if first != date.min else ""
        if first == date.min:
            return _("đến {last}").format(last=show_date(last))
        return _("từ {first} đến {last}").format(first=show_date(first), last=show_date(last))

    def show(self) -> str:
        """`40.000.000 đ/hộ (từ 23/02/2023)`: with dates, with a mark where it is not confirmed, and with
        the amounts it was applied above."""
        marks = [self.span(), "" if self.is_confirmed else _("chưa xác nhận")]
        for other in self.above:
            says = _("còn {basis}: {amount}")
            if self.province and not other.province:
                says = _("mức của tỉnh theo {own}, thay mức chung {amount} theo {basis}")
            marks.append(says.format(own=self.basis, amount=other.amount(), basis=other.basis))
        if self.above and self.reason:
            marks.append(_("áp dụng vì {reason}").format(reason=self.reason.rstrip(".")))
        told = "; ".join(mark for mark in marks if mark)
        return f"{self.amount()} ({told})" if told else self.amount()


class NormBook:
    """All norms known, asked by code and the day of the case.

    `province` is the code of the province that is meant where none is named; `texts` are the texts known.

    >>> NormBook([]).at("P1.HOUSE.NSTW", date(2024, 1, 1)) is None
    True
    """

    def __init__(
        self, norms: Iterable[Norm] = (), texts: Mapping[str, LegalText] | None = None, province: str = ""
    ) -> None:
        self._norms: dict[str, list[Norm]] = {}
        self._found: dict[tuple[str, Day, str, str], Norm | None] = {}
        for norm in norms:
            self._norms.setdefault(norm.code, []).append(norm)
        self.texts = {norm.text.number: norm.text for norm in self} | dict(texts or {})
        self.province = province
        self.shipped: dict[str, Norm] = {}
        self.provinces = frozenset(norm.province for norm in self if norm.province)
        self._within: dict[str, NormBook] = {province: self}
        self._day: date | None = None

    def __iter__(self) -> Iterator[Norm]:
        for norms in self._norms.values():
            yield from norms

    def named(self, *codes: str) -> list[Norm]:
        """All norms of these codes, whatever their dates."""
        known = self._norms
        return [norm for code in codes if code in known for norm in known[code]]

    def within(self, province: str) -> NormBook:
        """The same norms, where another province is meant."""
        if province not in self._within:
            book = copy.copy(self)
            book.province, book._found = province, {}
            self._within[province] = book
        return self._within[province]

    def on(self, day: date) -> NormBook:
        """The same norms, where another day than today is meant if none is named."""
        book = copy.copy(self)
        book._day, book._within = day, {self.province: book}
        return book

    def at(self, code: str, day: Day | None, province: str = "", area: str = "") -> Norm | None:
        """The norm in force on a day: a province's own before the national one, the newest first.

        Without a day (a draft that has no date yet) the norm in force today is meant.
        """
        question = (code, day or self._day or date.today(), province, area)
        try:
            return self._found[question]
        except KeyError:
            found = self._look_up(code, first_day(question[1]), province or self.province, area)
            self._found[question] = found
            return found

    def _look_up(self, code: str, on: date, province: str, area: str) -> Norm | None:
        fitting = [
            norm
            for norm in self._norms.get(code, ())
            if norm.covers(on) and norm.province in ("", province) and norm.area in ("", area)
        ]
        fitting.sort(key=_precedence, reverse=True)
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        first, *others = fitting
        above = tuple(other for other in others if other.source == first.source and other.area == first.area)
        return replace(first, above=tuple(other for other in above if other.value != first.value))


def _precedence(norm: Norm) -> tuple[bool, bool, bool, date]:
    return bool(norm.province), bool(norm.area), norm.preferred, norm.valid_from
