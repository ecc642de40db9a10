"""Asks whether a project's own drawings take the figure that counts, and the deadline of its own acts."""

from datetime import date, timedelta
from decimal import Decimal as Dec
from typing import Any

from desktop.declare.indicators import Indicator, Measured
from desktop.shared import CapitalFact, CarryOver, IndicatorDefinition, IndicatorValue, Place, ProgrammeLine
from desktop.shared.project_charts import carried_money, targets_by_commune
from tests.desktop.held import Held

TODAY = date.today()
"""Deadlines are told from today on."""


def test_that_the_official_figure_counts_however_large_the_estimate_was() -> None:
    told = Indicator("houses", "Nhà ở", "nhà", lambda _reader, _where: Measured(0))
    same: dict[str, Any] = {"indicator": "i", "place": "c", "year": 2025, "period": "year"}
    held = Held(
        [
            IndicatorDefinition(id="i", name="Nhà ở", code="1", programme="1719"),
            Place(id="c", code="03203", name="Xã Na Son", kind="commune"),
            Place(id="p", code="11", name="Tỉnh Điện Biên", kind="province"),
            IndicatorValue(id="1", edition="plan", value=Dec(16), **same),
            IndicatorValue(id="2", edition="official", value=Dec(8), **same),
            IndicatorValue(id="3", edition="estimate", value=Dec(10), **same),
            # What the province is given for the year after asks nothing of the commune yet.
            IndicatorValue(id="4", edition="plan", value=Dec(90), **{**same, "place": "p", "year": 2026}),
        ]
    )
    answer = targets_by_commune("?", [told], "houses_by_commune", "decided_on").answer
    assert answer is not None
    reached, _wanted = answer(held, []).series
    assert reached.values == (Dec(50),)


def fact(**values: Any) -> CapitalFact:
    year = TODAY.year
    whole = {"line": "DA1.1", "place": "c", "capital_kind": "investment", "source": "central", **values}
    return CapitalFact(plan_year=year - 1, budget_year=year, as_of=TODAY, **whole)


def act(days: int, **values: Any) -> CarryOver:
    year = TODAY.year
    whole = {"basis": "NQ", "from_year": year - 1, "to_year": year, **values}
    return CarryOver(deadline=TODAY + timedelta(days), **whole)


def test_that_the_deadline_is_that_of_an_act_the_money_left_is_under() -> None:
    lines = [
        ProgrammeLine(id="P", code="1719", level="programme"),
        ProgrammeLine(id="DA1", code="DA1", level="project", parent="P"),
        ProgrammeLine(id="DA1.1", code="DA1.1", level="content", parent="DA1"),
        ProgrammeLine(id="DA2", code="DA2", level="project", parent="P"),
    ]
    money = [fact(id="1", assigned=50_000_000), fact(id="2", source="local", assigned=9, disbursed=9)]
    others = [act(1, line="DA2"), act(2, capital_kind="recurrent"), act(3, source="local"), act(-4)]
    answer = carried_money("?", "DA1", "money_left").answer
    assert answer is not None
    place = Place(id="c", code="03203", name="Xã Na Son", kind="commune")
    said = answer(Held([place, *lines, *money, *others, act(9, line="P")]), []).sentence
    assert said == (
        "Còn 50 triệu đồng vốn kéo dài chưa giải ngân, nhiều nhất: Xã Na Son. "
        f"Hạn giải ngân gần nhất: {TODAY + timedelta(9):%d/%m/%Y}."
    )
    assert "Hạn" not in answer(Held([place, *lines, *money, *others]), []).sentence
