"""Asks whether all rules are asked of all stored records, and a broken rule takes no other with it."""

import logging
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from desktop.declare.problems import Grade
from desktop.declare.rules import Rule
from desktop.workspace import Workspace, checking


def of(workspace: Workspace, name: str) -> Any:
    return workspace.catalog.record_type(name)


def test_that_every_record_is_checked_by_every_rule(
    villages: Workspace, build: Callable[..., list[str]]
) -> None:
    first, second, third, fourth = build(
        {"cost": 5, "stage": "new"},
        {"roof": "Ngói", "area": Decimal(501)},
        {"roof": "ngói"},
        {"number": -1},
    )
    result = villages.check()
    told = [(problem.rule, problem.grade, problem.record, problem.field) for problem in result.problems]
    assert told == [
        ("", Grade.BLOCK, fourth, "number"),
        ("T1", Grade.BLOCK, second, "roof"),
        ("T1", Grade.BLOCK, third, "roof"),
        ("T2", Grade.WARN, second, ""),
        ("villages.House.nothing_is_spent_too_soon", Grade.WARN, first, "cost"),
    ]
    assert (result.checked, result.blocks) == (4, True)
    twice = result.problems[1]
    assert (twice.message, twice.related) == ("Trùng với 3.", (third,))
    assert result.problems[-1].message == "Chưa xong thì chưa chi 5 đ."


def test_that_one_type_can_be_checked_alone(villages: Workspace, build: Callable[..., list[str]]) -> None:
    build({"number": -1})
    assert villages.check(of(villages, "Village")).checked == 0
    assert villages.check(of(villages, "House")).checked == 1


def test_that_progress_is_told_and_a_check_can_be_stopped(
    villages: Workspace, build: Callable[..., list[str]]
) -> None:
    build(*({} for _number in range(5000)))
    told: list[tuple[int, int]] = []
    assert villages.check(progress=lambda done, total: told.append((done, total))).checked == 5000
    assert told[-1] == (5000, 5000)
    assert sorted(told) == told
    stopped = villages.check(cancelled=lambda: True)
    assert 0 < stopped.checked < 5000


def test_that_a_rule_that_fails_is_a_problem_and_names_nobody(
    villages: Workspace, build: Callable[..., list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(reader: Any, among: frozenset[str] | None) -> Any:
        raise RuntimeError("Sùng A Chứ")

    build({"roof": "Ngói"}, {"roof": "Ngói"})
    villages.catalog.rules.insert(0, Rule("T3", "breaks", "Hỏng.", of(villages, "House"), breaks))
    with caplog.at_level(logging.DEBUG):
        result = villages.check()
    assert [problem.rule for problem in result.problems] == ["T1", "T1", "T3"]
    assert "T3" in result.problems[-1].message
    assert result.problems[-1].grade is Grade.WARN
    assert "Sùng" not in caplog.text


def test_that_rules_can_be_asked_of_what_was_just_written(
    villages: Workspace, build: Callable[..., list[str]]
) -> None:
    first, second, third, fourth = build({"roof": "A"}, {"roof": "A"}, {"roof": "B"}, {"roof": "B"})
    rule = villages.catalog.rules[0]
    with villages.store.reading() as reader:
        found = checking.problems_of_rule(rule, reader, frozenset({fourth}))
    assert {problem.record for problem in found} == {third, fourth}
    assert first and second
