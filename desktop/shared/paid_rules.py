"""Finds supports that are no more what a closed payment list says of them; knows no component."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop.declare.numbers import show_number
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import Rule
from desktop.declare.supports import Supported
from desktop.declare.text import _
from desktop.shared.households import Household
from desktop.shared.payment_lists import FrozenSupport, PaymentList, lists_in_force

Now = dict[tuple[str, str], dict[str, Supported]]
"""Record and kind → the households it supports, with what they receive."""


def rules_over(record_types: Sequence[type[Record]]) -> list[Rule]:
    """One rule for each record type that declares supports, and one for the lists themselves."""
    if PaymentList not in record_types:
        return []
    told = [
        Rule(
            "",
            "support_is_as_it_was_listed",
            "Danh sách chi trả {list} ghi {frozen} đ, hồ sơ nay ghi {now} đ.",
            record_type,
            _Changed(record_type),
            grade=Grade.WARN,
            also=(PaymentList,),
        )
        for record_type in record_types
        if record_type.supports
    ]
    gone = Rule(
        "",
        "listed_records_are_there",
        "Hồ sơ của {count} khoản không còn trong dữ liệu (dòng {rows}): xem vì sao hồ sơ đã chi trả bị xóa.",
        PaymentList,
        _Gone({each.qualified_name(): each for each in record_types}),
        field="rows",
        grade=Grade.WARN,
    )
    return [*told, gone]


class _Changed:
    """The findings about one record type: one search of the lists, one of what their supports are now."""

    def __init__(self, record_type: type[Record]) -> None:
        self.record_type = record_type

    def __call__(self, reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
        name = self.record_type.qualified_name()
        asked = Condition("rows.record_type", "is", name)
        if among is not None:
            asked = Condition("rows.record", "in", sorted(among))
        frozen = [
            (closed, row)
            for closed in lists_in_force(reader, asked)
            for row in closed.rows or ()
            if row.record_type == name and row.record and (among is None or row.record in among)
        ]
        if not frozen:
            return
        ids = sorted({row.record for _closed, row in frozen})
        kept = {id for (id,) in reader.columns(self.record_type, ["id"], [Condition("id", "in", ids)])}
        now = self._now(reader, kept)
        led = {id for households in now.values() for id in households}
        heads = reader.names(Household, led)
        for closed, row in frozen:
            finding = self._compared(closed, row, now, heads) if row.record in kept else None
            if finding is not None:
                yield finding

    def _now(self, reader: Reader, ids: set[str]) -> Now:
        now: Now = {}
        for one in reader.supports(beside=(self.record_type, sorted(ids))):
            if one.record_type is self.record_type and one.record in ids:
                now.setdefault((one.record, one.kind), {})[one.household] = one
        return now

    def _compared(
        self, closed: PaymentList, row: FrozenSupport, now: Now, heads: Mapping[str, str]
    ) -> Finding | None:
        """What a case says otherwise than the list; nothing where they agree."""
        support = self.record_type.supports[0]
        field = support.through or support.whom
        households = now.get((row.record, row.kind or ""), {})
        one = households.get(row.household or "")
        if one is not None and one.from_offices == (row.amount or 0):
            return None
        if one is not None:
            says = _("Danh sách chi trả {list} ghi {frozen} đ, hồ sơ nay ghi {now} đ.").format(
                list=closed.called, frozen=show_number(row.amount or 0), now=show_number(one.from_offices)
            )
            field = one.support.through or next(iter(one.support.amounts.values()), field)
        elif households:
            says = _("Danh sách chi trả {list} ghi hộ {frozen}, hồ sơ nay ghi hộ {now}.").format(
                list=closed.called,
                frozen=row.head_name,
                now="; ".join(heads.get(id, "…") for id in households),
            )
        else:
            says = _(
                "Danh sách chi trả {list} ghi khoản này của hộ {frozen}, hồ sơ nay không còn hỗ trợ hộ nào."
            ).format(list=closed.called, frozen=row.head_name)
        about = _("Hồ sơ còn như danh sách chi trả đã chốt")
        return Finding(record=row.record, related=(closed.id or "",), field=field, sentence=says, about=about)


class _Gone:
    """The lists with rows whose records are deleted. A list of another PC knows none of them: only noted."""

    def __init__(self, record_types: Mapping[str, type[Record]]) -> None:
        self.record_types = record_types

    def __call__(self, reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
        asked = [Condition("id", "in", sorted(among))] if among is not None else []
        lists = lists_in_force(reader, *asked)
        wanted: dict[str, set[str]] = {}
        for closed in lists:
            for row in closed.rows or ():
                wanted.setdefault(row.record_type or "", set()).add(row.record or "")
        kept: set[str] = set()
        for name, ids in wanted.items():
            record_type = self.record_types.get(name)
            if record_type is None:
                # Of a component that is not here nobody can say what became of its records.
                kept |= ids
            else:
                found = reader.columns(record_type, ["id"], [Condition("id", "in", sorted(ids))])
                kept |= {id for (id,) in found}
        for closed in lists:
            rows = closed.rows or []
            gone = [number for number, row in enumerate(rows, 1) if row.record not in kept]
            if gone:
                yield _told(closed, gone, len(rows))


def _told(closed: PaymentList, gone: Sequence[int], of: int) -> Finding:
    about = _("Khoản đã chi trả còn hồ sơ")
    if len(gone) == of:
        says = _("Ở máy này không có hồ sơ nào của danh sách nên chưa đối chiếu được với hồ sơ.")
        return Finding(record=closed.id or "", sentence=says, grade=Grade.NOTE, about=about)
    more = "…" if len(gone) > 10 else ""
    rows = ", ".join(map(str, gone[:10])) + more
    says = _(
        "Hồ sơ của {count} khoản không còn trong dữ liệu (dòng {rows}): xem vì sao hồ sơ đã chi trả bị xóa."
    ).format(count=len(gone), rows=rows)
    return Finding(record=closed.id or "", sentence=says, about=about)
