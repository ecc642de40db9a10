"""Asks whether half-known records, which may be kept as drafts, are judged without any rule failing."""

from typing import Any

import pytest

from desktop.declare.norms import NormBook
from desktop.declare.records import Record
from project8_gender import CHARTS, INDICATORS, NORMS, register_record_types, register_rules
from project8_gender.settlement import compare, shown
from tests.desktop.held import Held
from tests.plugins.project8_gender.sound import activity, expense, line, model

SOUND = (model(), activity(), expense(), expense(item="counsel", counsellor="Lò Thị Hoa"), line())
CUT = [
    pytest.param(made, name, id=f"{type(made).__name__}-{name}-{number}")
    for number, made in enumerate(SOUND)
    for name, field in type(made).fields.items()
    if field.required
]


def failing(record: Record) -> list[str]:
    return [problem.message for problem in record.problems() if "gặp lỗi" in problem.message]


@pytest.mark.parametrize("record_type", register_record_types())
def test_that_an_empty_record_only_lacks_its_fields(record_type: type[Record]) -> None:
    assert failing(record_type()) == []
    assert {problem.field for problem in record_type().problems()} <= record_type.fields.keys()


@pytest.mark.parametrize(("made", "name"), CUT)
def test_that_a_record_without_one_field_only_lacks_that(made: Record, name: str) -> None:
    draft = made.changed(**{name: None})
    assert failing(draft) == []
    assert name in {problem.field for problem in draft.problems()}


def test_that_many_drafts_are_judged_counted_and_compared() -> None:
    drafts: list[Any] = [kind(id=str(number)) for number, kind in enumerate(register_record_types() * 2)]
    for made in SOUND:
        for name in type(made).fields:
            drafts.append(made.changed(id=f"{type(made).__name__}{name}", **{name: None}))
    held = Held(drafts, NormBook(NORMS))
    for rule in register_rules():
        finds: Any = rule.finds
        assert all(finding.record for finding in finds(held, None))
    for chart in CHARTS:
        if chart.answer is not None:
            assert chart.answer(held, ()).sentence
    for indicator in INDICATORS:
        assert indicator.compute(held, ()) is not None
    assert all(len(shown(group)) == 8 for group in compare(held))
