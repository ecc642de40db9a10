"""Sentences many housing cases keep together: one household once, one number one person; knows no store."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from desktop.api import Condition, Finding, Grade, Reader, Rule, Twice, _, fold
from desktop.shared import AlikeByName, Household, OneNumberTwoPersons, is_one_name, is_same_writing
from project1_housing.cases import HousingCase
from project1_housing.texts import TT_01_2022_BXD

Ids = frozenset[str] | None
_ALIKE = AlikeByName(HousingCase, "head_name", "birth", ("commune", "village"), "identity_number")
_AT_ONCE = 500


def _of_one_household(reader: Reader, among: Ids) -> Iterator[tuple[HousingCase, HousingCase, bool]]:
    """Cases two by two, and whether a number or the household's own record proves that they are of one."""
    known: set[tuple[str | None, str | None]] = set()
    for field in ("identity_number", "household"):
        for group in reader.twice(HousingCase, Twice([field])):
            if among is not None and not among.intersection(group):
                continue
            found = [case for id in sorted(group) if (case := reader.get(HousingCase, id))]
            for one, two in combinations(found, 2):
                alike = field == "household" or is_one_name(one.head_name or "", two.head_name or "")
                if alike and (one.id, two.id) not in known:
                    known.add((one.id, two.id))
                    yield one, two, True
    for one, two in _ALIKE.pairs(reader, among):
        if (one.id, two.id) not in known:
            yield one, two, False


def _have_one_decision(one: HousingCase, two: HousingCase) -> bool:
    return fold(one.decision_no or "") == fold(two.decision_no or "")


def find_listed_twice(reader: Reader, among: Ids) -> Iterator[Finding]:
    """One household two times under one decision; the later is at fault."""
    for one, two, proved in _of_one_household(reader, among):
        if not _have_one_decision(one, two):
            continue
        surely = proved and is_same_writing(one.head_name or "", two.head_name or "")
        yield Finding(
            record=two.id or "",
            related=(one.id or "",),
            says={"other": one.head_name or ""},
            grade=Grade.BLOCK if surely else None,
            sentence=_("Hộ này đã có trong danh sách cùng quyết định; bỏ một dòng.") if surely else "",
        )


def find_supported_twice(reader: Reader, among: Ids) -> Iterator[Finding]:
    """One household with houses under two decisions; both are shown, and only a sure one blocks."""
    for one, two, proved in _of_one_household(reader, among):
        if _have_one_decision(one, two):
            continue
        for case, other in ((one, two), (two, one)):
            yield Finding(
                record=case.id or "",
                related=(other.id or "",),
                says={
                    "other": other.head_name or "",
                    "decision": other.decision_no or "…",
                    "date": HousingCase.decision_date.format(other.decision_date) or "…",
                },
                grade=None if proved else Grade.WARN,
            )


def find_other_class_in_list(reader: Reader, among: Ids) -> Iterator[Finding]:
    """Cases whose poverty class is not that of the commune's list of the same year."""
    cases = [case for case in _asked(reader, among) if case.poverty_class and case.class_year]
    for field, name in (("id", "household"), ("identity_number", "identity_number")):
        wanted = [case for case in cases if getattr(case, name)]
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            where = [Condition(field, "in", [getattr(case, name) for case in part])]
            listed: dict[str, list[Household]] = {}
            for household in reader.rows(Household, where):
                listed.setdefault(getattr(household, field), []).append(household)
            for case in part:
                # What was found by the record itself is not asked again by the number.
                if name == "household" or not case.household:
                    yield from _compare_classes(case, listed.get(getattr(case, name), []))


def _asked(reader: Reader, among: Ids) -> Iterator[HousingCase]:
    if among is None:
        yield from reader.rows(HousingCase)
        return
    ids = sorted(among)
    for start in range(0, len(ids), _AT_ONCE):
        yield from reader.rows(HousingCase, [Condition("id", "in", ids[start : start + _AT_ONCE])])


def _compare_classes(case: HousingCase, listed: list[Household]) -> Iterator[Finding]:
    for household in listed:
        if household.class_year != case.class_year or household.poverty_class == case.poverty_class:
            continue
        if not is_one_name(household.head_name or "", case.head_name or ""):
            continue
        yield Finding(
            record=case.id or "",
            says={
                "written": HousingCase.poverty_class.format(case.poverty_class),
                "year": case.class_year,
                "listed": Household.poverty_class.format(household.poverty_class),
            },
        )
        return


RULES = [
    Rule(
        "G05",
        "one_number_one_household",
        "Số CCCD này cũng đứng tên {other}; một số chỉ của một người.",
        HousingCase,
        OneNumberTwoPersons(HousingCase, "identity_number", "head_name"),
        field="identity_number",
        about="Mỗi số CCCD một chủ hộ",
    ),
    Rule(
        "G07",
        "class_is_that_of_the_commune_list",
        "Ghi “{written}”, nhưng danh sách hộ của xã năm {year} ghi “{listed}”; đối chiếu hai danh sách.",
        HousingCase,
        find_other_class_in_list,
        field="poverty_class",
        about="Diện hộ khớp danh sách của xã",
    ),
    Rule(
        "G12",
        "household_is_listed_once",
        "Gần giống {other} cùng bản, cùng năm sinh, cùng quyết định: có thể là một hộ ghi hai lần.",
        HousingCase,
        find_listed_twice,
        field="head_name",
        grade=Grade.WARN,
        about="Mỗi hộ ghi một lần",
    ),
    Rule(
        "P1-09",
        "household_is_supported_once",
        "Hộ này ({other}) còn có hồ sơ nhà ở theo quyết định {decision} ngày {date}: mỗi hộ chỉ được hỗ trợ "
        "nhà ở một lần.",
        HousingCase,
        find_supported_twice,
        field="head_name",
        basis=TT_01_2022_BXD.number,
        about="Mỗi hộ được hỗ trợ nhà ở một lần",
    ),
]
