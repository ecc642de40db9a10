"""Closes a payment list of the supports that stand in a filter, as one change set; changes no case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from desktop.declare.numbers import show_number
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.records import Record
from desktop.declare.supports import LOAN, Supported
from desktop.declare.text import _
from desktop.declare.values import plain_value
from desktop.shared.households import Household
from desktop.shared.payment_lists import FrozenSupport, PaymentList, seal_of
from desktop.shared.places import Place

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace


@plain_value
class Closed:
    """The list an officer sees next, and the change set to take back."""

    list: str
    change_set: int


def can_be_paid(record_type: type[Record]) -> bool:
    """Whether it declares supports that may stand in a list with names; those told in confidence may not."""
    return any(not support.sensitive for support in record_type.supports)


def records_of(workspace: Workspace, record_type: type[Record], where: Where) -> list[str]:
    """The ids of the records that fit, as a list shows them."""
    with workspace.reading() as reader:
        return [id for (id,) in reader.columns(record_type, ["id"], where)]


def freeze(reader: Reader, record_type: type[Record], ids: Collection[str]) -> list[FrozenSupport]:
    """The supports of these records as they are now, by commune, village and name of the head."""
    wanted = set(ids)
    supports = [
        one
        for one in reader.supports(beside=(record_type, sorted(wanted)))
        if one.record_type is record_type and one.record in wanted and not one.support.sensitive
    ]
    homes = {
        home[0]: home[1:]
        for home in reader.columns(
            Household,
            ["id", "head_name", "identity_number", "village", "commune"],
            [Condition("id", "in", sorted({one.household for one in supports}))],
        )
    }
    places = reader.names(Place, {home[3] for home in homes.values() if home[3]})
    rows = []
    for one in supports:
        head, number, village, commune = homes[one.household]
        rows.append(_row(one, (head, number, village, places.get(commune))))
    return sorted(rows, key=lambda row: (row.commune or "", row.village or "", row.head_name, row.record))


def _row(one: Supported, home: tuple[str, str | None, str | None, str | None]) -> FrozenSupport:
    """One support with the head, number, village and commune of its household written out."""
    head, number, village, commune = home
    day = one.record_type.fields[one.support.on].format(one.on) if one.on else str(one.year or "")
    money = [
        f"{source} {show_number(amount)}"
        for source, amount in one.amounts.items()
        if amount and source != LOAN
    ]
    return FrozenSupport(
        head_name=head,
        identity_number=number,
        village=village,
        commune=commune,
        what=one.support.kinds(one.record_type).get(one.kind, one.support.title) or None,
        amount=one.from_offices,
        sources="; ".join(money) or None,
        day=day or None,
        decision=one.decision or None,
        basis=one.support.basis or None,
        record_type=one.record_type.qualified_name(),
        record=one.record,
        kind=one.kind or None,
        household=one.household,
    )


def close_list(
    workspace: Workspace, record_type: type[Record], ids: Sequence[str], head: PaymentList
) -> Closed:
    """Save a list with the supports of these records; `head` says number, day, who, what it replaces."""
    with workspace.writing(_("Chốt danh sách chi trả")) as writing:
        if writing.find_by_key(head):
            raise Refusal(
                _("Đã có danh sách chi trả {list}.").format(list=head.called),
                _("Ghi số khác; danh sách sửa danh sách cũ thì chọn ở “Thay danh sách”."),
            )
        rows = freeze(writing, record_type, ids)
        if not rows:
            raise Refusal(
                _("Các hồ sơ đang lọc không có khoản hỗ trợ nào của hộ trong danh sách hộ."),
                _("Lọc lại, hoặc nối hồ sơ với hộ rồi chốt."),
            )
        homes = {row.household for row in rows}
        communes = {
            commune
            for (commune,) in writing.columns(Household, ["commune"], [Condition("id", "in", sorted(homes))])
        }
        closed = head.changed(
            rows=rows,
            seal=seal_of(rows),
            what="; ".join(sorted({row.what for row in rows if row.what})) or None,
            taken_from=str(record_type.plural),
            commune=communes.pop() if len(communes) == 1 else None,
        )
        blocks = [each.message for each in closed.problems() if each.grade.rank == 0]
        if blocks:
            raise Refusal(" ".join(blocks), _("Sửa rồi chốt lại."))
        saved = writing.save(closed).id
    return Closed(saved, writing.number)
