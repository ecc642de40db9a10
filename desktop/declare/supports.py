"""What of a record is support that a household received, in one plain value; knows no store and no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, field
from typing import TYPE_CHECKING

from desktop.declare.dates import Day
from desktop.declare.fields import Choice, Computed
from desktop.declare.text import translate
from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.declare.reading import Where
    from desktop.declare.records import Record

SOURCES = {
    "NSTW": "Ngân sách trung ương",
    "NSĐP": "Ngân sách địa phương",
    "NĐ28": "Vay ưu đãi",
    "XHH": "Xã hội hóa",
    "KHÁC": "Nguồn khác",
}
"""Where the money of a support comes from. What a household gives itself is no support."""

BUDGETS, LOAN = ("NSTW", "NSĐP"), "NĐ28"


@plain_value
class Support:
    """One kind of support a record stands for: `supports = (Support("house", "Nhà ở", "household"),)`.

    `kind` is a code that all components share (`house`, `production_land`) with its title, or names a
    Choice of the record whose options are the kinds; then `title` stays empty. `project.kind` is the Choice
    of the record that the Reference `project` leads to, and `title` what is said while it leads nowhere.
    `whom` names the Reference
    to the household, or to a person of one. With `through`, a Details field, `whom` and `amounts` are
    fields of its rows: each row is one support. All other names are fields of the record itself:
    `amounts` the Money by its source (`SOURCES`), `on` the day of approval or receipt, `year` a field for
    records that know no day, `decision` the number of the deciding paper, `programme` the scheme where it
    is not the component's own. `line` is the code of the programme line, `basis` the legal text. Records
    outside `where` are no support yet. `paid` names the Money paid out so far of what was approved, loans
    left out. Received is what fits `received` or of which something was paid; all the others are planned.
    Without both all were received, and without `paid` all of it. `told` names the fields of the record
    that say more of it: which thing, how much. What is `sensitive` counts but is told without its kind.
    """

    kind: str
    title: str
    whom: str
    _: KW_ONLY
    through: str = ""
    amounts: Mapping[str, str] = field(default_factory=dict)
    on: str = ""
    year: str = ""
    decision: str = ""
    programme: str = ""
    line: str = ""
    basis: str = ""
    where: Where = ()
    received: Where = ()
    paid: str = ""
    told: tuple[str, ...] = ()
    sensitive: bool = False

    def kinds(self, record_type: type[Record]) -> dict[str, str]:
        """The kinds a record of this type may be, code → title."""
        led, _dot, name = self.kind.rpartition(".")
        to = getattr(record_type.fields.get(led), "to", None) if led else record_type
        # A type that is named only is known when all are loaded; then its kinds are told by its records.
        chosen = getattr(to, "fields", {}).get(name)
        chosen = chosen.kind_of if isinstance(chosen, Computed) else chosen
        return dict(chosen.options) if isinstance(chosen, Choice) else {self.kind: self.title}


@plain_value
class Supported:
    """One support of one household, as a store tells it: the record it stands in and what that says.

    `kind` is empty where the record does not say it; amounts are whole đồng by source of money.
    """

    household: str
    record_type: type[Record]
    record: str
    support: Support
    kind: str = ""
    on: Day | None = None
    year: int | None = None
    amounts: Mapping[str, int] = field(default_factory=dict)
    received: bool = True
    paid: int | None = None
    decision: str = ""
    programme: str = ""

    @property
    def title(self) -> str:
        """What was supported, as shown."""
        return translate(self.support.kinds(self.record_type).get(self.kind, self.support.title))

    @property
    def total(self) -> int:
        """All money of all sources."""
        return sum(self.amounts.values())

    @property
    def from_offices(self) -> int:
        """What offices pay of it: all but what the household borrows from the bank."""
        return self.total - self.amounts.get(LOAN, 0)

    @property
    def paid_out(self) -> int:
        """What was paid so far, loans left out: as its record says, else all of it once it was received."""
        if self.paid is not None:
            return self.paid
        return self.from_offices if self.received else 0

    @property
    def is_paid_in_full(self) -> bool:
        """Whether all that the budgets owe of it was paid."""
        owed = sum(self.amounts.get(source, 0) for source in BUDGETS)
        return self.received and self.paid_out >= owed

    @property
    def is_approved(self) -> bool:
        """Whether it was decided on: it has a paper or its day, or was already received."""
        return self.received or bool(self.decision) or self.on is not None
