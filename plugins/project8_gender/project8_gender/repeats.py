"""Sentences many records of Project 8 keep together: one model, one kit, one birth once; knows no store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from desktop.api import (
    Condition,
    Finding,
    Grade,
    Reader,
    Record,
    Rule,
    Twice,
    _,
    first_day,
    show_number,
    spelling,
)
from desktop.shared import OtherArea, Place
from desktop.shared.programme_texts import QD_1719, TT_15_2022_BTC, TT_55_2023_BTC
from desktop.shared.said_areas import HARD, OTHERWISE
from project8_gender import norms as codes
from project8_gender.activities import Activity
from project8_gender.births import NORM_OF, BirthExpense
from project8_gender.expenses import Expense
from project8_gender.models import Model

Ids = frozenset[str] | None
_AT_ONCE = 500
_OF_ONE_BIRTH = ("mother", "birth", "born_on")


def _groups(reader: Reader, query: Twice, over: type[Any], among: Ids) -> Iterator[list[Any]]:
    """The alike records, the earliest first; of each group one was just written."""
    for ids in reader.twice(over, query):
        if among is None or among.intersection(ids):
            found = _by_ids(reader, over, ids)
            yield [found[id] for id in sorted(found)]


def _by_ids(reader: Reader, over: type[Any], ids: Iterable[str]) -> dict[str, Any]:
    wanted = sorted(ids)
    found: dict[str, Any] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = reader.rows(over, [Condition("id", "in", wanted[start : start + _AT_ONCE])])
        found.update({record.id or "": record for record in rows})
    return found


def find_models_counted_twice(reader: Reader, among: Ids) -> Iterator[Finding]:
    """One model under two decisions; the later is at fault, and gravely where it counts as new again."""
    for group in _groups(reader, Twice(["name", "place", "commune", "leader"]), Model, among):
        first = group[0]
        for later in group[1:]:
            says = {"decision": first.decision_no or "…"}
            if later.origin == "strengthened":
                sentence = _("Mô hình này đã có theo quyết định {decision}; khi củng cố thì sửa hồ sơ cũ.")
                yield Finding(
                    record=later.id, related=(first.id,), says=says, sentence=sentence, grade=Grade.WARN
                )
            elif first.origin == "new":
                yield Finding(record=later.id, related=(first.id,), says=says)


def find_items_paid_twice(reader: Reader, among: Ids) -> Iterator[Finding]:
    """Kit or nutrition paid a second time for one birth in one commune."""
    query = Twice([*_OF_ONE_BIRTH, "commune", "item"], where=[Condition("item", "in", ["kit", "food"])])
    for group in _groups(reader, query, BirthExpense, among):
        for later in sorted(group, key=_when)[1:]:
            yield _by_norm(reader, later, NORM_OF[later.item], group[0])


def find_births_in_two_communes(reader: Reader, among: Ids) -> Iterator[Finding]:
    """One mother and birth in the lists of two communes; the later list is at fault."""
    query = Twice([*_OF_ONE_BIRTH], differing=["commune"])
    for group in _groups(reader, query, BirthExpense, among):
        first = group[0]
        others = [line for line in group if line.commune and line.commune != first.commune]
        for later in others:
            name = reader.names(Place, [first.commune]).get(first.commune, "")
            yield _by_norm(reader, later, NORM_OF.get(later.item, codes.KIT), first, commune=name)


def find_visits_too_many(reader: Reader, among: Ids) -> Iterator[Finding]:
    """Visits of one pregnancy beyond those supported, in the order they were paid."""
    only = Condition("item", "is", "visit")
    norms = reader.norms.named(codes.VISITS)
    if not norms:
        return
    most = min(int(norm.value) for norm in norms)
    written: dict[tuple[Any, ...], list[tuple[str, int]]] = defaultdict(list)
    for mother, birth, born_on, lines in reader.totals(BirthExpense, _OF_ONE_BIRTH, where=[only]):
        written[spelling(mother or ""), birth, born_on].append((mother, lines))
    for (_mother, birth, born_on), names in written.items():
        count = sum(lines for _name, lines in names)
        if count <= most:
            continue
        born = Condition("birth", "empty") if birth is None else Condition("birth", "is", birth)
        known = Condition("mother", "in", [name for name, _lines in names])
        where = [only, known, born, Condition("born_on", "is", born_on)]
        visits = sorted(reader.rows(BirthExpense, where), key=_when)
        if among is not None and not any(visit.id in among for visit in visits):
            continue
        own = reader.norms_of(visits[-1]).at(codes.VISITS, visits[-1].paid_on)
        allowed = int(own.value) if own else most
        for later in visits[allowed:]:
            yield _by_norm(reader, later, codes.VISITS, visits[allowed - 1], count=count, most=allowed)


def find_visits_on_one_day(reader: Reader, among: Ids) -> Iterator[Finding]:
    """Two visits of one pregnancy on one day; paid on one day, one without its own only asks for it."""
    visits = Condition("item", "is", "visit")
    known = Twice([*_OF_ONE_BIRTH, "visited_on", "item"], where=[visits, Condition("visited_on", "filled")])
    for group in _groups(reader, known, BirthExpense, among):
        for later in group[1:]:
            yield _by_norm(reader, later, codes.VISITS, group[0])
    # Several visits may be paid at once: those that tell their days were judged above.
    paid = reader.twice(BirthExpense, Twice([*_OF_ONE_BIRTH, "paid_on", "item"], where=[visits]))
    groups = [ids for ids in paid if among is None or among.intersection(ids)]
    where = [visits, Condition("visited_on", "empty")]
    undated = {id for (id,) in reader.columns(BirthExpense, ["id"], where)} if groups else set()
    says = _("Hai khoản khám thai chi cùng một ngày: ghi ngày khám thai của từng lần để đối chiếu.")
    for ids in groups:
        first, *rest = sorted(ids, key=lambda id: (id in undated, id))
        for later in rest:
            if later in undated:
                yield Finding(record=later, related=(first,), sentence=says, grade=Grade.WARN)


def _when(line: Any) -> tuple[date, str]:
    """In the order they were paid; what has no day yet comes last."""
    return (first_day(line.paid_on) if line.paid_on else date.max, line.id or "")


def _by_norm(reader: Reader, line: Any, code: str, other: Any, **says: Any) -> Finding:
    """A fault that is grave only while its norm is in force and confirmed on the day of the expense."""
    norm = reader.norms_of(line).at(code, line.paid_on)
    return Finding(
        record=line.id or "",
        related=(other.id or "",),
        grade=norm.grade if norm else Grade.WARN,
        basis=norm.basis if norm else "",
        says=says,
    )


def find_counsellors_paid_too_much(reader: Reader, among: Ids) -> Iterator[Finding]:
    """What one counsellor was paid in a month beyond the most; every line of that month is shown."""
    lines: dict[tuple[str, int, int], list[Expense]] = defaultdict(list)
    told = [Condition(name, "filled") for name in ("counsellor", "paid_on", "amount")]
    where = [Condition("item", "is", "counsel"), *told]
    for line in reader.rows(Expense, where):
        lines[line.counsellor, line.paid_on.year, line.paid_on.month].append(line)
    for (_name, year, month), paid in lines.items():
        last = max(paid, key=_when)
        norm = reader.norms_of(last).at(codes.COUNSEL_MONTH, last.paid_on)
        whole = sum(line.amount for line in paid)
        asked = among is None or any(line.id in among for line in paid)
        if norm is None or whole <= norm.value or not asked:
            continue
        yield Finding(
            record=last.id or "",
            related=tuple(line.id or "" for line in paid if line is not last),
            grade=norm.grade,
            basis=norm.basis,
            says={"whole": show_number(whole), "month": f"{month:02d}/{year}", "allowed": norm.show()},
        )


def _rule(
    id: str, name: str, sentence: str, over: type[Record], finds: Callable[..., Any], field: str, **more: Any
) -> Rule:
    return Rule(id, name, sentence, over, finds, field=field, **more)


def _area_rule(over: type[Record], on: str, village: str) -> Rule:
    return _rule(
        "P8-01",
        "area_is_as_registered",
        OTHERWISE,
        over,
        OtherArea(over, on, {"hard_area": HARD}, village),
        "hard_area",
        grade=Grade.WARN,
        basis=QD_1719.number,
        about="Địa bàn đúng với danh mục vào ngày thực hiện",
    )


RULES = [
    _area_rule(Model, "decision_date", "place"),
    _area_rule(Activity, "held_on", "place"),
    _area_rule(BirthExpense, "born_on", "village"),
    _rule(
        "P8-10",
        "model_is_counted_new_once",
        "Mô hình này đã tính thành lập mới theo quyết định {decision}; mỗi mô hình chỉ tính mới một lần.",
        Model,
        find_models_counted_twice,
        "name",
        about="Mỗi mô hình tính mới một lần",
    ),
    _rule(
        "P8-06",
        "kit_and_nutrition_are_paid_once",
        "Khoản này đã trả cho lần sinh này; bộ dụng cụ và dinh dưỡng chỉ trả một lần cho một lần sinh.",
        BirthExpense,
        find_items_paid_twice,
        "item",
        basis=TT_15_2022_BTC.cite("Điều 38"),
        about="Bộ dụng cụ, dinh dưỡng trả một lần cho một lần sinh",
    ),
    _rule(
        "P8-06",
        "birth_is_supported_in_one_commune",
        "Bà mẹ và lần sinh này đã có trong danh sách của {commune}; chỉ một xã được hỗ trợ.",
        BirthExpense,
        find_births_in_two_communes,
        "mother",
        basis=TT_15_2022_BTC.cite("Điều 38"),
        about="Một lần sinh chỉ ở một xã",
    ),
    _rule(
        "P8-04",
        "visits_are_no_more_than_supported",
        "Lần sinh này có {count} lần khám thai được trả, nhiều hơn {most} lần được hỗ trợ; bỏ bớt.",
        BirthExpense,
        find_visits_too_many,
        "item",
        basis=TT_55_2023_BTC.number,
        about="Không quá bốn lần khám thai một lần mang thai",
    ),
    _rule(
        "P8-04",
        "visits_are_on_different_days",
        "Hai lần khám thai cùng một ngày; sửa ngày hoặc bỏ một lần.",
        BirthExpense,
        find_visits_on_one_day,
        "visited_on",
        basis=TT_55_2023_BTC.number,
        about="Các lần khám thai khác ngày",
    ),
    _rule(
        "P8-08",
        "counsellor_is_paid_no_more_than_a_month_allows",
        "Tháng {month} người này được trả tư vấn {whole} đ, nhiều hơn {allowed}; giảm về mức.",
        Expense,
        find_counsellors_paid_too_much,
        "amount",
        basis=TT_55_2023_BTC.number,
        about="Tư vấn không quá mức một tháng",
    ),
]
