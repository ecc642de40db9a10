"""Asks whether models are judged by their members, places and standing, and refuges count without names."""

from datetime import date, timedelta
from typing import Any

import pytest

from desktop.declare.dates import PartialDate
from desktop.shared import AreaStatus, Place
from project8_gender.contents import ActivityKind, first_activities
from project8_gender.models import Meeting, Model, ModelMember, Reception
from project8_gender.repeats import RULES
from tests.desktop.held import Held
from tests.plugins.project8_gender.sound import COMMUNE, OTHER, activity, ask, found, line, model, told


def test_that_a_sound_model_and_activity_have_no_problem() -> None:
    assert model().problems() == []
    assert activity().problems() == []


@pytest.mark.parametrize(("women", "expected"), [(7, []), (8, [("BLOCK", "women")])])
def test_that_women_are_among_the_members(women: int, expected: list[Any]) -> None:
    assert told(model(women=women), "P8-10") == expected
    assert told(model(women=women, members=None), "P8-10") == []


@pytest.mark.parametrize(("minority", "expected"), [(7, []), (8, [("BLOCK", "minority")])])
def test_that_minority_are_among_the_members(minority: int, expected: list[Any]) -> None:
    assert told(model(minority=minority), "P8-10") == expected


def test_that_members_are_as_listed() -> None:
    listed = [ModelMember(name=f"Vàng Thị {name}") for name in ("Mai", "Dua", "Pà")]
    assert told(model(members=3, women=2, minority=3, member_list=listed), "P8-10") == []
    left = [*listed, ModelMember(name="Lò Thị Hoa", left_on=date(2025, 1, 1))]
    assert told(model(members=3, women=2, minority=3, member_list=left), "P8-10") == []
    assert told(model(members=7, member_list=listed), "P8-10") == [("WARN", "members")]


@pytest.mark.parametrize(
    ("members", "is_odd"), [(2, True), (3, False), (60, False), (61, True), (None, False)]
)
def test_that_model_is_of_a_likely_size(members: int | None, is_odd: bool) -> None:
    judged = model(members=members, women=None, minority=None)
    assert told(judged, "P8-11") == ([("WARN", "members")] if is_odd else [])


def test_that_club_has_its_place() -> None:
    assert told(model(kind="club", place=None), "P8-11") == [("WARN", "place")]
    assert told(model(kind="club", place="Trường PTDTBT THCS Ví Dụ"), "P8-11") == []
    assert told(model(kind="savings", place=None), "P8-11") == []


def test_that_stopped_model_meets_no_more() -> None:
    rule = "gender.Model.stopped_model_meets_no_more"
    Model.component = "gender"
    stopped = {"state": "stopped", "stopped_on": date(2025, 6, 30)}
    assert told(model(**stopped, last_met_on=date(2025, 6, 30)), rule) == []
    assert told(model(**stopped, last_met_on=date(2025, 7, 1)), rule) == [("WARN", "state")]
    assert told(model(stopped_on=date(2025, 6, 30), last_met_on=date(2025, 7, 1)), rule) == []


@pytest.mark.parametrize(
    ("state", "origin", "standing"),
    [
        ("active", "new", "new"),
        ("active", "strengthened", "strengthened"),
        ("stopped", "new", "stopped"),
        ("stopped", "strengthened", "stopped"),
        ("active", None, "unknown"),
    ],
)
def test_that_new_strengthened_and_stopped_are_kept_apart(
    state: str, origin: str | None, standing: str
) -> None:
    assert model(state=state, origin=origin).standing == standing


def test_that_model_is_counted_new_once() -> None:
    again = {"decision_no": "102/QĐ-UBND", "decision_date": date(2026, 2, 26)}
    name = "model_is_counted_new_once"
    problems = ask(RULES, name, model(id="1"), model(id="2", **again))
    assert found(problems) == [("2", "BLOCK", "name")]
    assert "31/QĐ-HPN" in problems[0].message and problems[0].related == ("1",)
    stronger = model(id="2", origin="strengthened", **again)
    assert found(ask(RULES, name, model(id="1"), stronger)) == [("2", "WARN", "name")]
    for other in ({"leader": "Lò Thị Hoa"}, {"commune": OTHER}, {"place": "Bản Khác"}):
        assert ask(RULES, name, model(id="1"), model(id="2", **again, **other)) == []
    assert ask(RULES, name, model(id="1"), model(id="2", **again), among=frozenset({"9"})) == []


@pytest.mark.parametrize("part", ["women", "children", "handed_over"])
def test_that_parts_are_among_the_people(part: str) -> None:
    month = {"month": date(2025, 3, 1), "cause": "violence", "people": 4}
    assert told(Reception(**month, **{part: 4}), "P8-10") == []
    assert told(Reception(**month, **{part: 5}), "P8-10") == [("BLOCK", "people")]


def test_that_a_refuge_has_no_place_for_a_name() -> None:
    kinds = {field.kind for field in Reception.fields.values()}
    assert not kinds & {"text", "long_text", "national_id", "attachment", "details"}


def test_that_members_and_leaders_are_personal() -> None:
    assert Model.leader.sensitive and ModelMember.name.sensitive and ModelMember.ethnicity.sensitive
    assert not any(field.sensitive for field in Meeting.fields.values())


@pytest.mark.parametrize("part", ["women", "children", "minority"])
def test_that_parts_are_among_those_present(part: str) -> None:
    assert told(activity(**{part: 60}), "P8-10") == []
    assert told(activity(**{part: 61}), "P8-10") == [("BLOCK", part)]


def test_that_activity_is_in_the_tree() -> None:
    rule = f"{type(activity()).qualified_name()}.activity_is_in_the_tree"
    assert told(activity(), rule) == []
    assert told(activity(kind=None), rule) == [("NOTE", "kind")]


@pytest.mark.parametrize("made", [model, activity])
def test_that_area_is_especially_difficult(made: Any) -> None:
    assert told(made(hard_area=True), "P8-01") == []
    assert told(made(hard_area=None), "P8-01") == []
    assert told(made(hard_area=False), "P8-01") == [("WARN", "hard_area")]


def test_that_an_area_is_judged_by_the_list_of_its_day() -> None:
    def judged(held: date, decided: date) -> list[tuple[str, str]]:
        return told(activity(hard_area=True, held_on=held, area_decided_on=decided), "P8-01")

    assert judged(date(2024, 5, 2), date(2024, 5, 2)) == []
    assert judged(date(2024, 5, 1), date(2024, 5, 2)) == [("WARN", "area_decided_on")]
    old, new = date(2021, 6, 4), date(2026, 1, 29)
    assert judged(date(2026, 1, 28), old) == []
    assert judged(date(2026, 1, 29), old) == [("WARN", "area_decided_on")]
    assert judged(date(2026, 1, 29), new) == []


def test_that_the_tree_has_four_contents_and_lasting_ids() -> None:
    first = first_activities()
    assert {kind.content for kind in first} == {"ND1", "ND2", "ND3", "ND4"}
    assert [kind.id for kind in first] == [kind.id for kind in first_activities()]
    ids = {kind.id for kind in first}
    assert len(ids) == len(first) and {kind.parent for kind in first} <= ids | {None}
    assert all(kind.problems() == [] for kind in first)


def test_that_activity_is_not_its_own_parent() -> None:
    kind = {"id": "1", "name": "Đối thoại", "content": "ND3"}
    assert ActivityKind(**kind, parent="2").problems() == []
    assert [problem.field for problem in ActivityKind(**kind, parent="1").problems()] == ["parent"]


def test_that_activity_ends_after_it_begins() -> None:
    kind = {"name": "Đối thoại", "content": "ND3", "valid_from": date(2024, 1, 1)}
    assert ActivityKind(**kind, valid_to=date(2024, 1, 1)).problems() == []
    (problem,) = ActivityKind(**kind, valid_to=date(2023, 12, 31)).problems()
    assert problem.field == "valid_to"


def test_that_cost_is_within_the_estimate() -> None:
    assert told(activity(cost=10_000_000, estimate=10_000_000), "G02") == []
    assert told(activity(cost=10_000_001, estimate=10_000_000), "G02") == [("BLOCK", "cost")]
    assert told(activity(cost=10_000_001), "G02") == []


def test_that_settled_is_within_the_cost() -> None:
    assert told(activity(cost=10_000_000, settled=10_000_000), "G02") == []
    assert told(activity(cost=10_000_000, settled=10_000_001), "G02") == [("BLOCK", "settled")]


def test_that_steps_are_in_order() -> None:
    held = date(2025, 3, 14)
    sound = {"planned_on": date(2025, 2, 1), "approved_on": date(2025, 2, 20), "settled_on": date(2025, 4, 1)}
    assert told(activity(held_on=held, paid_on=held, **sound), "G03") == []
    assert told(activity(held_on=held, approved_on=date(2025, 3, 15)), "G03") == [("WARN", "held_on")]
    assert told(activity(held_on=held, settled_on=date(2025, 3, 13)), "G03") == [("WARN", "settled_on")]
    assert told(activity(approved_on=held, paid_on=date(2025, 3, 13)), "G03") == [("WARN", "paid_on")]
    assert told(activity(held_on=PartialDate(2025, 3), approved_on=date(2025, 3, 20)), "G03") == []


@pytest.mark.parametrize("record", [model(id="1"), activity(id="1"), line(id="1")])
def test_that_area_is_as_registered(record: Any) -> None:
    rule = next(each for each in RULES if each.name == "area_is_as_registered" and each.over is type(record))
    day = record.day()
    register = [
        Place(id=COMMUNE, name="Xã Na Son", kind="commune", valid_from=date(2021, 6, 4)),
        AreaStatus(place=COMMUNE, kind="region_3", valid_from=day, decision="60"),
    ]
    said = [(True, 0), (None, 0), (False, 1)]
    for hard, wrong in said:
        findings = list(rule.finds(Held([*register, record.changed(hard_area=hard)]), None))
        assert [rule.problem(each).field for each in findings] == ["hard_area"] * wrong
    early = [register[0], register[1].changed(valid_from=day + timedelta(days=1))]
    assert list(rule.finds(Held([*early, record.changed(hard_area=False)]), None)) == []
