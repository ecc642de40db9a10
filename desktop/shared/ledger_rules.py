"""What lines of the ledger must keep beside each other: no course below zero, no sum counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal as Dec
from itertools import pairwise
from typing import Any

from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Condition, Reader, Where, filled
from desktop.declare.rules import Rule
from desktop.shared.capital import LOCAL_SOURCES, CapitalFact, CarryOver
from desktop.shared.ledger import TOLD_ACTS, TOLD_DUTIES, MatchDuty, read_carried
from desktop.shared.places import Place
from desktop.shared.programme import LineLink, LineTree

_LINE = ("line", "capital_kind", "source", "plan_year", "budget_year", "as_of")
_COURSE = ("line", "place", "investor", "capital_kind", "source", "plan_year", "budget_year")
_TOLD = filled("line", "budget_year", "as_of")
_money = CapitalFact.disbursed


def _beside(reader: Reader, among: frozenset[str] | None) -> Where:
    """The facts that may stand in one line with those just written; half-filled ones stand in none."""
    if among is None:
        return _TOLD
    written = [Condition("id", "in", sorted(among)), *_TOLD]
    told = reader.totals(CapitalFact, ["line", "budget_year"], where=written)
    lines, years = sorted({row[0] for row in told}), sorted({row[1] for row in told})
    return (*_TOLD, Condition("line", "in", lines), Condition("budget_year", "in", years))


def _first(reader: Reader, names: Sequence[str], values: Sequence[Any]) -> CapitalFact | None:
    where = [
        Condition(name, "empty") if value is None else Condition(name, "is", value)
        for name, value in zip(names, values, strict=True)
    ]
    return next(iter(reader.rows(CapitalFact, where, limit=1)), None)


def find_falling(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Lines that had paid more at an earlier cut-off date: what was paid between would be below zero."""
    told = (*_beside(reader, among), *filled("disbursed"))
    rows = reader.totals(CapitalFact, (*_COURSE, "as_of"), ["disbursed"], told)
    courses: dict[tuple[Any, ...], list[tuple[date, int]]] = defaultdict(list)
    for row in rows:
        courses[row[:7]].append((row[7], row[9] or 0))
    for key, course in courses.items():
        course.sort()
        for (earlier, before), (day, now) in pairwise(course):
            fact = _first(reader, (*_COURSE, "as_of"), (*key, day)) if now < before else None
            if fact is not None:
                says = {
                    "now": _money.format(now),
                    "before": _money.format(before),
                    "day": CapitalFact.as_of.format(earlier),
                }
                yield Finding(record=fact.id or "", says=says)


def find_totals(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Facts of a place that are the sum of the facts of the places in it, to the đồng."""
    where = _beside(reader, among)
    places = [row[0] for row in reader.totals(CapitalFact, ["place"], where=where) if row[0]]
    parents = {place.id or "": place.parent for place in reader.rows(Place, [Condition("id", "in", places)])}
    uppers = set(parents) & set(parents.values())
    if not uppers:
        return
    sums: dict[tuple[Any, ...], dict[str, int]] = defaultdict(dict)
    for row in reader.totals(CapitalFact, (*_LINE, "place"), ["plan"], where):
        sums[row[:6]][row[6]] = row[8] or 0
    for key, by_place in sums.items():
        for upper in uppers & set(by_place):
            parts = [plan for place, plan in by_place.items() if parents.get(place) == upper]
            if len(parts) > 1 and by_place[upper] == sum(parts) > 0:
                fact = _first(reader, (*_LINE, "place"), (*key, upper))
                says = {"plan": _money.format(by_place[upper]), "count": len(parts)}
                yield Finding(record=fact.id or "" if fact else "", says=says)


def find_undivided(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Local money entered once as a whole and once by province, district and commune."""
    names = ("line", "place", "capital_kind", "plan_year", "budget_year", "as_of")
    where = (*_beside(reader, among), Condition("source", "in", list(LOCAL_SOURCES)))
    sums: dict[tuple[Any, ...], dict[str, int]] = defaultdict(dict)
    for row in reader.totals(CapitalFact, (*names, "source"), ["plan"], where):
        sums[row[:6]][row[6]] = row[8] or 0
    for key, by_source in sums.items():
        whole = by_source.pop("local", 0)
        if whole and by_source and whole == sum(by_source.values()):
            fact = _first(reader, (*names, "source"), (*key, "local"))
            yield Finding(record=fact.id or "" if fact else "", says={"plan": _money.format(whole)})


def find_overlaps(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Duties of one place and year of which one speaks of all capital, the other of one kind."""
    duties: dict[tuple[str, int], list[MatchDuty]] = defaultdict(list)
    for duty in reader.rows(MatchDuty, TOLD_DUTIES):
        duties[duty.place, duty.year].append(duty)
    for same in duties.values():
        whole = [duty for duty in same if not duty.capital_kind]
        for duty in same:
            if whole and duty.capital_kind and (among is None or duty.id in among):
                kind = MatchDuty.capital_kind.format(duty.capital_kind).lower()
                yield Finding(record=duty.id or "", says={"kind": kind})


def find_overspent(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Acts under which more was paid than they carried over."""
    where = () if among is None else (Condition("id", "in", sorted(among)),)
    acts, today = list(reader.rows(CarryOver, (*TOLD_ACTS, *where))), date.today()
    tree = LineTree(reader) if acts else None
    for act in acts:
        found = read_carried(act, reader, today, tree)
        if found.disbursed > found.carried:
            says = {"disbursed": _money.format(found.disbursed), "carried": _money.format(found.carried)}
            yield Finding(record=act.id or "", says=says)


def find_shares(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Lines that continue as others with shares of more than one in all."""
    links: dict[str, list[LineLink]] = defaultdict(list)
    for link in reader.rows(LineLink):
        links[link.old].append(link)
    for same in links.values():
        whole = sum((Dec(1) if link.share is None else link.share for link in same), Dec(0))
        for link in same[-1:]:
            if whole > 1 and (among is None or among & {each.id for each in same}):
                yield Finding(record=link.id or "", says={"whole": LineLink.share.format(whole)})


RULES = [
    Rule(
        "G01",
        "payments_do_not_fall",
        "Lũy kế giải ngân {now} ít hơn {before} đã báo đến ngày {day}: số chi trong kỳ thành âm.",
        CapitalFact,
        find_falling,
        field="disbursed",
        grade=Grade.WARN,
        about="Lũy kế giải ngân không giảm",
    ),
    Rule(
        "",
        "total_does_not_stand_beside_its_parts",
        "Kế hoạch {plan} đúng bằng tổng của {count} xã bên trong đã ghi riêng: nếu đây là dòng tổng thì "
        "hãy xóa, vì cộng cả hai là tính hai lần.",
        CapitalFact,
        find_totals,
        field="place",
        grade=Grade.WARN,
        about="Dòng tổng không đứng cạnh các dòng thành phần",
    ),
    Rule(
        "",
        "local_money_is_entered_once",
        "Ngân sách địa phương {plan} đúng bằng tổng ngân sách tỉnh, huyện, xã đã ghi riêng: đối ứng sẽ bị "
        "tính hai lần; giữ một cách ghi.",
        CapitalFact,
        find_undivided,
        field="source",
        grade=Grade.WARN,
        about="Vốn địa phương chỉ ghi một lần",
    ),
    Rule(
        "",
        "duties_do_not_overlap",
        "Đã có yêu cầu chung cho cả hai loại vốn, thêm yêu cầu riêng cho vốn {kind}: một đồng đối ứng được "
        "tính cho cả hai; ghi riêng từng loại hoặc ghi chung.",
        MatchDuty,
        find_overlaps,
        field="capital_kind",
        grade=Grade.WARN,
        about="Yêu cầu đối ứng không chồng lên nhau",
    ),
    Rule(
        "",
        "carried_money_is_not_overspent",
        "Đã giải ngân {disbursed}, nhiều hơn {carried} được kéo dài: phần còn lại thành âm.",
        CarryOver,
        find_overspent,
        field="amount",
        about="Chi không quá số vốn được kéo dài",
    ),
    Rule(
        "",
        "shares_of_a_line_are_one_whole",
        "Các phần tiếp nối của một nội dung cộng lại là {whole}, không thể quá 1.",
        LineLink,
        find_shares,
        field="share",
        about="Các phần tiếp nối cộng lại không quá một",
    ),
]
