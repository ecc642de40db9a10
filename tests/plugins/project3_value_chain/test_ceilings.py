"""Asks whether a province's own ceiling counts there, and never lies above the national one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.declare.fields import Computed
from desktop.declare.norms import LegalText, Norm, NormBook
from desktop.shared import RegisteredNorm
from desktop.testing import na_son
from desktop.workspace import Workspace
from project3_value_chain.ceilings import CEILING_RULES
from project3_value_chain.norms import CHAIN, COMMUNITY, NORMS
from project3_value_chain.projects import ProductionProject
from tests.desktop.held import Held
from tests.plugins.project3_value_chain.sound import SEEN, UNSEEN, paid

SINCE = date(2023, 12, 10)
"""The first day of the province's own ceiling below."""


def book(area: str = "dbkk") -> NormBook:
    """The norms as they stand in a province whose council allows 90 % from a day on."""
    national = next(norm for norm in NORMS if (norm.code, norm.area) == (COMMUNITY, "dbkk"))
    text = LegalText("NQ 01/2023/NQ-HĐND")
    own = replace(
        national, value=Decimal(90), province="11", text=text, article="", area=area, valid_from=SINCE
    )
    return NormBook([*NORMS, own]).within("11")


def told(project: ProductionProject, norms: NormBook) -> list[tuple[str, str]]:
    found = [problem for problem in project.problems(norms) if problem.rule == "P3-01"]
    return [(problem.grade.value, problem.basis) for problem in found]


def test_that_state_share_is_within_the_ceiling_of_the_province() -> None:
    assert told(paid(900, 1000, decision_date=SINCE), book()) == []
    assert told(paid(901, 1000, decision_date=SINCE), book()) == [("BLOCK", "NQ 01/2023/NQ-HĐND")]
    assert told(paid(901, 1000, decision_date=date(2023, 12, 9)), book()) == []
    assert told(paid(901, 1000, decision_date=SINCE), NormBook(NORMS)) == []
    assert told(paid(901, 1000, decision_date=SINCE, form="task"), book()) == []


def test_that_the_bar_of_the_form_stands_against_the_ceiling_of_the_province() -> None:
    field = ProductionProject.fields["share"]
    assert isinstance(field, Computed) and field.against
    against: Any = field.against
    line: Norm = against(paid(500, 1000, decision_date=SINCE), book())
    assert (line.value, [norm.value for norm in line.above]) == (90, [95])
    assert against(paid(500, 1000, decision_date=date(2023, 12, 9)), book()).value == 95
    assert against(paid(500, 1000, decision_date=SINCE, area_type="hard"), book()).value == 80


def row(share: str, **values: Any) -> RegisteredNorm:
    own = {"code": COMMUNITY, "kind": "share_max", "unit": "%", "area": "dbkk", "province": "p"}
    own |= {"text": "NQ 01/2023/NQ-HĐND", "valid_from": SEEN, "confidence": "H", "content": "Trần của tỉnh"}
    return RegisteredNorm(**{**own, "id": "n", "value": Decimal(share), **values})


@pytest.mark.parametrize(
    ("ceiling", "grades"),
    [
        (row("95"), []),
        (row("95.01"), ["BLOCK"]),
        (row("60", code=CHAIN), []),
        (row("80.5", code=CHAIN), ["BLOCK"]),
        (row("80.01", area="hard"), ["BLOCK"]),
        (row("61", area=None), ["BLOCK"]),
        (row("99", province=None), []),
        (row("99", text=None), []),
        (row("99", kind=None), []),
        (row("99", valid_from=UNSEEN, valid_to=UNSEEN), ["WARN"]),
        (row("99", valid_from=UNSEEN, valid_to=SEEN), ["BLOCK"]),
        (row("99", code="P3.PART"), []),
    ],
)
def test_that_province_stays_below_the_country(ceiling: RegisteredNorm, grades: list[str]) -> None:
    (rule,) = CEILING_RULES
    finds: Any = rule.finds
    problems = [rule.problem(each) for each in finds(Held([ceiling], NormBook(NORMS)), None)]
    assert [problem.grade.value for problem in problems] == grades
    assert all(problem.field == "value" and problem.rule == "P3-02" for problem in problems)


def test_that_a_ceiling_entered_among_the_norms_counts_at_once(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        province = workspace.catalog.record_type("Place")
        (own,) = [each.id for each in reader.rows(province) if each.code == "11" and each.valid_to is None]
    project = paid(901, 1000, commune=na_son(workspace), decision_date=date(2024, 5, 14))
    assert "P3-01" not in {problem.rule for problem in workspace.problems_of(project)}
    workspace.save(row("90", id=None, province=own, valid_from=SINCE))
    assert "P3-01" in {problem.rule for problem in workspace.problems_of(project)}
    workspace.save(row("96", id=None, province=own, valid_from=date(2025, 1, 1), text="NQ 02/2024"))
    told = workspace.check(RegisteredNorm).problems
    assert [problem.grade.value for problem in told if problem.rule == "P3-02"] == ["BLOCK"]
