"""Which households only a land paper holds up, by commune and cause, and whom they wait for; no window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.api import Condition, Grade, Reader, Where, _, person_order, show_number, word_order
from desktop.shared import Place
from project1_housing.approvals import SAME_HOUSEHOLD
from project1_housing.cases import HousingCase
from project1_housing.farmland import ProductionLand
from project1_housing.land import ResidentialLand
from project1_housing.papers import BODIES, CAUSES

PAPER_CONTENTS: tuple[type[Any], ...] = (ResidentialLand, HousingCase, ProductionLand)
_ONLY_PAPER = Condition("only_paper", "is", True)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case that waits: where, who, for what, which plot, since when and until when."""

    kind: type[Any]
    record: str
    commune: str
    village: str
    head: str
    cause: str
    plot: str
    since: str
    due: str
    household: str
    """The household as the case knows it; the case itself where it leads to none and has no number."""

    proof: str = ""
    """The paper that stands in for certificate or map, where there is one."""

    @property
    def body(self) -> str:
        """The body that must act."""
        return CAUSES[self.cause].body


def find_held(reader: Reader, where: Where = ()) -> list[tuple[type[Any], Any]]:
    """The cases held up by paper alone, each with its content, as they are stored.

    A case with a grave problem of another kind (not eligible, supported twice) does not wait for a paper.
    """
    return [
        (kind, case)
        for kind in PAPER_CONTENTS
        for case in reader.as_stored().rows(kind, [*where, _ONLY_PAPER])
        if case.paper_cause and not _has_grave_problem(case, reader)
    ]


def find_waiting(reader: Reader, where: Where = ()) -> list[Waiting]:
    """The cases held up by paper alone, by commune, village and name."""
    found = find_held(reader, where)
    if reader.as_stored() is not reader:
        # A case is judged as it is stored, and shown where the day that is looked by has it.
        held = {kind: [case.id for of, case in found if of is kind] for kind in PAPER_CONTENTS}
        asked = ((kind, [Condition("id", "in", ids)]) for kind, ids in held.items() if ids)
        found = [(kind, case) for kind, each in asked for case in reader.rows(kind, each)]
    names = reader.names(Place, {case.commune for _kind, case in found if case.commune})
    waiting = [_waiting(kind, case, names.get(case.commune or "", "")) for kind, case in found]
    return sorted(waiting, key=_as_listed)


def _as_listed(each: Waiting) -> tuple[str, str, str]:
    return word_order(each.commune), word_order(each.village), person_order(each.head)


def _has_grave_problem(case: Any, reader: Reader) -> bool:
    return any(problem.grade is Grade.BLOCK for problem in case.problems(reader.norms_of(case)))


def _waiting(kind: type[Any], case: Any, commune: str) -> Waiting:
    sheet, plot = case.map_sheet, case.plot_no
    parts = (
        _("tờ {sheet}").format(sheet=sheet) if sheet else "",
        _("thửa {plot}").format(plot=plot) if plot else "",
    )
    return Waiting(
        kind,
        case.id or "",
        commune or _("(chưa ghi)"),
        case.village or "",
        case.head_name or "",
        case.paper_cause,
        ", ".join(part for part in parts if part),
        kind.fields["blocked_since"].format(case.blocked_since),
        kind.fields["blocker_due"].format(case.blocker_due),
        next(filter(None, (getattr(case, name) for name in (*SAME_HOUSEHOLD, "id"))), ""),
        kind.fields["proof"].format(case.proof),
    )


def causes_among(waiting: Iterable[Waiting]) -> list[str]:
    """The causes that hold somebody up, in the order they are removed."""
    there = {each.cause for each in waiting}
    return [cause for cause in CAUSES if cause in there]


def by_commune(waiting: Sequence[Waiting]) -> list[tuple[str, list[int]]]:
    """Each commune with its counts by cause and their sum, the most held up first; above them the sum."""
    causes = causes_among(waiting)
    counts: dict[str, Counter[str]] = {}
    for each in waiting:
        counts.setdefault(each.commune, Counter())[each.cause] += 1
    rows = [(commune, [*(own[cause] for cause in causes), own.total()]) for commune, own in counts.items()]
    rows.sort(key=lambda row: (-row[1][-1], word_order(row[0])))
    whole = [sum(row[1][place] for row in rows) for place in range(len(causes) + 1)]
    return [(_("Tất cả các xã"), whole), *rows]


def headings() -> list[str]:
    """The headings of the list for the land office."""
    return [
        _("Xã"),
        _("Bản"),
        _("Chủ hộ"),
        _("Nội dung"),
        _("Thửa đất"),
        _("Giấy tờ phải gỡ trước"),
        _("Việc phải làm"),
        _("Cơ quan xử lý"),
        _("Từ ngày"),
        _("Hạn xử lý"),
    ]


def line_of(each: Waiting) -> list[str]:
    """One line of that list."""
    cause = CAUSES[each.cause]
    return [
        each.commune,
        each.village,
        each.head,
        _(each.kind.plural),
        each.plot,
        _(cause.title),
        _(cause.task),
        _(BODIES[cause.body]),
        each.since,
        each.due,
    ]


def short_causes() -> dict[str, str]:
    """The causes in a word each."""
    return {
        "TRANHCHAP": _("Tranh chấp"),
        "QUYDAT": _("Quỹ đất"),
        "QH": _("Quy hoạch"),
        "GPMB": _("GPMB"),
        "BDDC": _("Bản đồ ĐC"),
        "TACHTHUA": _("Tách thửa"),
        "MDSD": _("Mục đích"),
        "GCN": _("GCN"),
    }


def headings_on_screen() -> list[str]:
    """The headings of what a window has room for."""
    return [
        _("Xã"),
        _("Bản"),
        _("Chủ hộ"),
        _("Nội dung"),
        _("Thửa đất"),
        _("Giấy tờ"),
        _("Việc phải làm"),
        _("Hạn xử lý"),
    ]


def line_on_screen(each: Waiting) -> list[str]:
    """One line of that: body and task in one."""
    cause = CAUSES[each.cause]
    task = f"{_(BODIES[cause.body])}: {_(cause.task)}"
    return [
        each.commune,
        each.village,
        each.head,
        _(each.kind.plural),
        each.plot,
        short_causes()[each.cause],
        task,
        each.due,
    ]


def told_of(waiting: Sequence[Waiting]) -> str:
    """What the list says in a sentence: how many wait, and for whom."""
    if not waiting:
        return _("Không có hồ sơ nào chỉ vướng giấy tờ đất.")
    bodies = Counter(each.body for each in waiting)
    parts = [f"{_(BODIES[body])}: {show_number(count)}" for body, count in bodies.most_common()]
    return _("{count} hồ sơ của {households} hộ chỉ còn vướng giấy tờ đất. Chờ {bodies}.").format(
        count=show_number(len(waiting)),
        households=show_number(len({each.household for each in waiting})),
        bodies="; ".join(parts),
    )
