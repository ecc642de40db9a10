"""Asks whether the steps of a project are told in order, by the right authority, and with their papers."""

from datetime import date

import pytest

from desktop.declare.dates import PartialDate
from project3_value_chain.steps import StepPaper
from tests.plugins.project3_value_chain.sound import AFTER, BEFORE, project, told

NO_DAYS = {"decision_no": None, "decision_date": None, "decision_by": None, "status": None, "starts_on": None}


@pytest.mark.parametrize(
    ("values", "step", "actor"),
    [
        (NO_DAYS, "announce", "unit"),
        ({**NO_DAYS, "announced_on": date(2026, 1, 5)}, "meet", "group"),
        ({**NO_DAYS, "certified_on": date(2026, 1, 5)}, "appraise", "commune"),
        ({**NO_DAYS, "appraised_on": date(2026, 1, 5)}, "approve", "commune"),
        ({"status": "not_started"}, "contract", "unit"),
        ({"status": "running"}, "deliver", "group"),
        ({"status": "running", "delivered_on": date(2024, 8, 1)}, "accept", "unit"),
        ({"status": "done"}, "settle", "unit"),
        ({"status": "done", "settled_on": date(2025, 12, 1)}, None, None),
        ({"status": "stopped"}, None, None),
    ],
)
def test_that_a_project_waits_for_the_step_after_the_furthest(values: dict, step: str, actor: str) -> None:
    found = project(**values)
    assert (found.waits_for, found.waits_for_paper, found.waits_for_whom) == (step, step, actor)


@pytest.mark.parametrize(
    ("values", "step", "actor"),
    [
        (NO_DAYS, "survey", "lead"),
        ({**NO_DAYS, "met_on": date(2026, 1, 5)}, "survey", "lead"),
        ({**NO_DAYS, "surveyed_on": date(2026, 1, 5)}, "file", "lead"),
        ({**NO_DAYS, "filed_on": date(2026, 1, 5)}, "appraise", "commune"),
        ({"status": "not_started"}, "contract", "unit"),
        ({"status": "running"}, "deliver", "lead"),
        ({"status": "done"}, "settle", "unit"),
        ({"status": "done", "settled_on": date(2025, 12, 1)}, None, None),
    ],
)
def test_that_a_chain_is_surveyed_and_filed_by_its_lead_unit(values: dict, step: str, actor: str) -> None:
    found = project(form="chain", **values)
    assert (found.waits_for, found.waits_for_paper, found.waits_for_whom) == (step, step, actor)


def test_that_steps_are_in_order() -> None:
    assert told(project(starts_on=date(2024, 5, 14)), "G03") == []
    assert told(project(starts_on=date(2024, 5, 13)), "G03") == [("WARN", "decision_date")]
    assert told(project(starts_on=PartialDate(2024, 5)), "G03") == []
    assert told(project(appraised_on=date(2024, 5, 15)), "G03") == [("WARN", "decision_date")]
    assert told(project(delivered_on=date(2024, 5, 1)), "G03") == [("WARN", "delivered_on")]
    assert told(project(contracted_on=date(2024, 5, 14)), "G03") == []
    assert told(project(contracted_on=date(2024, 5, 13)), "G03") == [("WARN", "contracted_on")]


def test_that_steps_are_in_order_on_the_road_of_a_chain() -> None:
    filed = {"form": "chain", "surveyed_on": date(2024, 3, 1)}
    assert told(project(**filed, filed_on=date(2024, 3, 1)), "G03") == []
    assert told(project(**filed, filed_on=date(2024, 2, 29)), "G03") == [("WARN", "filed_on")]
    assert told(project(**filed, appraised_on=date(2024, 2, 1)), "G03") == [("WARN", "appraised_on")]
    # A meeting of the community is no step of a chain.
    assert told(project(**filed, met_on=date(2024, 12, 1)), "G03") == []


@pytest.mark.parametrize(
    ("body", "day", "said"),
    [
        ("UBND huyện Điện Biên Đông", BEFORE, []),
        ("UBND huyện Điện Biên Đông", AFTER, [("BLOCK", "decision_date")]),
        ("UBND xã Na Son", AFTER, []),
        ("UBND xã Na Son", BEFORE, [("WARN", "decision_date")]),
        ("UBND tỉnh Điện Biên", AFTER, []),
        (None, AFTER, []),
    ],
)
def test_that_authority_fits_the_date(body: str | None, day: date, said: list[tuple[str, str]]) -> None:
    assert told(project(decision_by=body, decision_date=day), "G09") == said


def test_that_authority_fits_the_date_of_the_appraisal() -> None:
    late = project(
        decision_date=date(2025, 8, 1), appraised_by="Phòng Dân tộc huyện Mường Chà", appraised_on=AFTER
    )
    assert told(late, "G09") == [("BLOCK", "appraised_on")]


@pytest.mark.parametrize(
    ("decided", "ends", "sound"),
    [
        (date(2024, 5, 14), date(2025, 12, 31), True),
        (date(2024, 5, 14), PartialDate(2025, 12), True),
        (date(2024, 5, 14), PartialDate(2025), True),
        (date(2024, 5, 14), date(2026, 1, 1), False),
        (date(2025, 12, 31), date(2026, 1, 1), False),
        (date(2026, 1, 1), date(2030, 12, 31), True),
        (date(2026, 1, 1), date(2031, 1, 1), False),
    ],
)
def test_that_project_ends_with_the_programme(decided: date, ends: date, sound: bool) -> None:
    said = told(project(decision_date=decided, ends_on=ends), "P3-14")
    assert said == ([] if sound else [("WARN", "ends_on")])
    assert told(project(decision_date=decided, ends_on=ends, carry_over_act="NQ 1/2025"), "P3-14") == []


def test_that_project_lasts_one_cycle() -> None:
    begun = {"starts_on": date(2024, 6, 1), "ends_on": date(2025, 12, 31)}
    assert told(project(**begun, cycle_months=18), "P3-14") == []
    assert told(project(**begun, cycle_months=17), "P3-14") == [("WARN", "ends_on")]


def test_that_each_step_has_its_paper() -> None:
    decision = StepPaper(step="approve", name="Quyết định")
    other = StepPaper(step="meet", name="Biên bản họp")
    rule = "ProductionProject.each_step_has_its_paper"
    said = [problem.rule.endswith(rule) for problem in project(papers=[other]).problems()]
    assert said == [True]
    assert project(papers=[decision]).problems() == []
    assert project(papers=[]).problems() == []
    chain = {"form": "chain", "group_kind": "cooperative", "filed_on": date(2024, 4, 1)}
    said = [each.message for each in project(**chain, papers=[decision]).problems() if rule in each.rule]
    assert len(said) == 1 and "Lập hồ sơ dự án liên kết" in said[0]
