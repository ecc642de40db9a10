"""The settlement comparison: what is over, without a norm or disputed, by legal basis; draws nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from desktop.api import Condition, Reader, Record, Where, _, show_number
from project8_gender.births import BirthExpense
from project8_gender.expenses import Expense
from project8_gender.spending import DIFFER, OVER, TO_SETTLE, WITHOUT, judge

OVER_BOTH: tuple[type[Record], ...] = (Expense, BirthExpense)


@dataclass
class Compared:
    """All lines of one item that stand in one state by one basis; names of people are no part of it."""

    state: str
    basis: str
    guidance: str
    item: str
    over: type[Record]
    lines: int = 0
    amount: int = 0
    beyond: int = 0
    """What was paid beyond the finance limit, in đồng; 0 where there is none."""
    explained: int = 0
    ids: list[str] = field(default_factory=list)

    @property
    def where(self) -> Where:
        """Which records these are."""
        return [Condition("id", "in", self.ids)]


def compare(reader: Reader, where: Where = ()) -> list[Compared]:
    """The comparison, by state and legal basis; `where` may narrow it to a commune or days."""
    found: dict[tuple[str, ...], Compared] = {}
    disputed = Condition("state", "in", list(TO_SETTLE))
    for over in OVER_BOTH:
        for line in reader.rows(over, [*where, disputed]):
            _take(found, over, line, reader)
    order = {state: place for place, state in enumerate((DIFFER, WITHOUT, OVER))}
    groups = found.values()
    return sorted(groups, key=lambda each: (order[each.state], each.basis, each.over.__name__, each.item))


def _take(found: dict[tuple[str, ...], Compared], over: type[Record], line: Any, reader: Reader) -> None:
    # A line stays as it was judged when it was written; the book of today tells its basis.
    basis = judge(line, reader.norms_of(line)).basis
    key = (line.state, basis, line.guidance_basis or "", over.__name__, line.item)
    group = found.get(key)
    if group is None:
        group = found[key] = Compared(line.state, basis, line.guidance_basis or "", line.item, over)
    group.lines += 1
    group.amount += line.amount or 0
    group.beyond += line.beyond()
    group.explained += bool(line.reason)
    group.ids.append(line.id)


def nothing(reader: Reader, where: Where = (), among: tuple[type[Record], ...] = OVER_BOTH) -> str:
    """What is said where the comparison is empty: all agrees, some cannot be judged, or nothing was spent."""
    lines = sum(reader.count(over, where) for over in among)
    if not lines:
        return _("Chưa có khoản chi nào.")
    unjudged = sum(reader.count(over, [*where, Condition("state", "empty")]) for over in among)
    if unjudged == lines:
        return _("Chưa khoản nào đủ số liệu để đối chiếu ({count} khoản).").format(
            count=show_number(unjudged)
        )
    if unjudged:
        says = _("{count} khoản chưa đủ số liệu để đối chiếu; các khoản khác khớp định mức.")
        return says.format(count=show_number(unjudged))
    return _("Mọi khoản chi đều khớp định mức, không có gì phải giải trình.")


def headings() -> list[str]:
    """The columns of the comparison."""
    return [
        _("Đối chiếu"),
        _("Căn cứ mức chi"),
        _("Hướng dẫn của Hội"),
        _("Khoản chi"),
        _("Số khoản"),
        _("Thành tiền (đồng)"),
        _("Phần vượt (đồng)"),
        _("Có lý do"),
    ]


def shown(group: Compared) -> list[str | int]:
    """One line of the comparison, words translated and figures as they are."""
    fields = group.over.fields
    return [
        fields["state"].format(group.state),
        group.basis or _("(chưa ghi)"),
        group.guidance or "",
        fields["item"].format(group.item),
        group.lines,
        group.amount,
        group.beyond,
        group.explained,
    ]


def with_sums(groups: list[Compared]) -> Iterator[tuple[Compared | None, list[str | int]]]:
    """The lines of the comparison, below those of each legal basis their sum and last the sum of all; no
    group stands for a sum."""
    for (state, basis), same in groupby(groups, key=lambda group: (group.state, group.basis)):
        lines = list(same)
        for group in lines:
            yield group, shown(group)
        if len(lines) > 1:
            named = _("Cộng {basis}").format(basis=basis or _("(chưa ghi)"))
            yield None, [lines[0].over.fields["state"].format(state), named, "", "", *_summed(lines)]
    if len({(group.state, group.basis) for group in groups}) > 1:
        yield None, [_("Tổng cộng"), "", "", "", *_summed(groups)]


def _summed(groups: list[Compared]) -> tuple[int, ...]:
    return (
        sum(group.lines for group in groups),
        sum(group.amount for group in groups),
        sum(group.beyond for group in groups),
        sum(group.explained for group in groups),
    )


def sums(groups: list[Compared]) -> Iterator[str]:
    """What each state comes to, as sentences."""
    for state in TO_SETTLE:
        mine = [group for group in groups if group.state == state]
        if mine:
            said = _("{state}: {count} khoản, {amount} đồng").format(
                state=Expense.fields["state"].format(state),
                count=show_number(sum(group.lines for group in mine)),
                amount=show_number(sum(group.amount for group in mine)),
            )
            # What is disputed is above the finance norm, too: the sentences come to the sum of the column.
            beyond = sum(group.beyond for group in mine)
            if beyond:
                said += _(", phần vượt {amount} đồng").format(amount=show_number(beyond))
            bare = sum(group.lines - group.explained for group in mine) if state == OVER else 0
            yield said + (_(" ({count} khoản chưa có lý do)").format(count=show_number(bare)) if bare else "")
