"""Asks whether sentences over many projects, members and contracts find the faulty ones."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.declare.norms import NormBook
from desktop.declare.problems import Finding
from desktop.shared import AreaStatus, Place
from project3_value_chain import across
from project3_value_chain.forests import ForestContract
from project3_value_chain.norms import NORMS
from project3_value_chain.projects import ProductionProject
from tests.desktop.held import Held
from tests.plugins.project3_value_chain.sound import AFTER, BEFORE, member, project

BOOK = NormBook(NORMS)
DIEN_BIEN = [
    Place(id="province", code="11", name="Tỉnh Điện Biên", kind="province"),
    Place(id="commune", code="03203", name="Xã Na Son", kind="commune", parent="province"),
    Place(id="rice", code="58", name="Tỉnh Ninh Thuận", kind="province"),
    Place(id="coast", code="22888", name="Xã Phước Đại", kind="commune", parent="rice"),
]
Finds = Callable[[Any, frozenset[str] | None], Iterator[Finding]]


def said(finds: Finds, *records: Any, among: frozenset[str] | None = None) -> list[Finding]:
    return list(finds(Held([*DIEN_BIEN, *records], BOOK), among))


def blamed(finds: Finds, *records: Any, among: frozenset[str] | None = None) -> list[str]:
    return [finding.record for finding in said(finds, *records, among=among)]


def test_that_household_is_in_a_project_once() -> None:
    one, two = member(id="1", project="a"), member(id="2", project="a")
    assert blamed(across.find_members_twice, one, two) == ["2"]
    assert blamed(across.find_members_twice, one, two, among=frozenset("9")) == []
    apart = member(id="2", project="b")
    assert blamed(across.find_members_twice, one, apart) == []
    nameless = {"identity_number": None, "project": None, "project_number": 3}
    pair = member(id="1", **nameless), member(id="2", **{**nameless, "village": "Ví Dụ"})
    assert blamed(across.find_members_twice, *pair) == ["2"]
    elsewhere = member(id="2", **{**nameless, "village": "Bản Khác"})
    assert blamed(across.find_members_twice, pair[0], elsewhere) == []


def test_that_household_is_in_one_project_of_a_kind() -> None:
    first, second = project(id="a"), project(id="b", name="Dự án khác")
    pair = member(id="1", project="a"), member(id="2", project="b")
    findings = said(across.find_members_of_two_projects, first, second, *pair)
    assert [(each.record, each.says["project"]) for each in findings] == [
        ("1", "Dự án khác"),
        ("2", "Dự án trồng cà phê bản Ví Dụ"),
    ]
    other = ProductionProject(id="b", name="Chuỗi", form="chain")
    assert said(across.find_members_of_two_projects, first, other, *pair) == []
    stopped = second.changed(status="stopped")
    assert said(across.find_members_of_two_projects, first, stopped, *pair) == []


@pytest.mark.parametrize(
    ("left", "late"),
    [(date(2021, 5, 14), False), (date(2021, 5, 13), True), (date(2024, 1, 1), False)],
)
def test_that_household_left_poverty_not_long_ago(left: date, late: bool) -> None:
    approved = project(id="a")
    escaped = member(id="1", project="a", poverty_class="escaped", left_poverty_on=left)
    findings = said(across.find_late_escapes, approved, escaped)
    assert [each.record for each in findings] == (["1"] if late else [])
    assert all("chưa xác nhận" in each.says["limit"] for each in findings)


def listed(*supports: int) -> list[Any]:
    """A project of two households and its members with so much support, in millions."""
    group = project(id="a", households=2, direct_money=80_000_000)
    return [
        group,
        *(member(id=str(at), project="a", support=each * 1_000_000) for at, each in enumerate(supports)),
    ]


def test_that_support_of_members_is_the_direct_support() -> None:
    assert blamed(across.find_other_sums, *listed(40, 40)) == []
    (finding,) = said(across.find_other_sums, *listed(40, 41))
    assert (finding.record, finding.says["gap"]) == ("a", "−1.000.000")
    assert blamed(across.find_other_sums, *listed(40)) == []
    assert blamed(across.find_other_sums, *listed(40, 41), among=frozenset("b")) == []


def test_that_members_are_as_many_as_the_project_says() -> None:
    assert blamed(across.find_other_counts, *listed(40, 40)) == []
    assert blamed(across.find_other_counts, *listed(40)) == ["a"]
    assert blamed(across.find_other_counts, *listed()) == []
    lead = member(id="u", project="a", role="lead", support=500_000_000)
    assert blamed(across.find_other_counts, *listed(40, 40), lead) == []
    assert blamed(across.find_other_sums, *listed(40, 40), lead) == []


def rice(kg: str, commune: str = "coast", **values: Any) -> Any:
    own = {"rice_kg": Decimal(kg), "commune": commune, "area": Decimal(2), **values}
    return ForestContract.example().changed(id="f", **own)


@pytest.mark.parametrize(
    ("contract", "grades"),
    [
        (rice("450"), []),
        (rice("450.1"), [None]),
        (rice("450.1", commune="commune"), ["WARN"]),
        (rice("350", area=Decimal(1)), []),
        (rice("350.1", area=Decimal(1)), [None]),
        (rice("450", area=Decimal(1), kind="protect"), []),
        (rice("999", rice_from=date(2023, 11, 19)), []),
        (rice("999", rice_from=date(2023, 11, 20)), [None]),
    ],
)
def test_that_rice_is_within_what_is_allowed(contract: Any, grades: list[str | None]) -> None:
    findings = said(across.find_too_much_rice, contract)
    assert [each.grade.value if each.grade else None for each in findings] == grades


def test_that_one_number_one_member() -> None:
    rule = next(each for each in across.RULES if each.name == "one_number_one_member")
    assert not isinstance(rule.finds, across.Twice)
    pair = member(id="1"), member(id="2", head_name="Lò Thị Khác")
    assert {finding.record for finding in rule.finds(Held(pair), None)} == {"1", "2"}


def test_that_area_is_as_registered() -> None:
    rule = next(each for each in across.RULES if each.name == "area_is_as_registered")
    assert not isinstance(rule.finds, across.Twice)
    status = AreaStatus(place="commune", kind="region_3", valid_from=AFTER, decision="60")
    on = {"id": "p", "commune": "commune", "decision_date": AFTER}
    assert blamed(rule.finds, status, project(**on, area_type="dbkk")) == []
    assert blamed(rule.finds, status, project(**on, area_type="other")) == ["p"]
    early = {**on, "decision_date": BEFORE}
    assert blamed(rule.finds, status, project(**early, area_type="other")) == []
