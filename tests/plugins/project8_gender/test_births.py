"""Asks whether lines of a safe-birth package are judged by the norms of their day, alone and together."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from project8_gender.births import BirthExpense
from project8_gender.repeats import RULES
from tests.plugins.project8_gender.sound import AFTER, BEFORE, OTHER, ask, found, line, meals, says, told

BORN = date(2025, 3, 14)


def visit(paid_on: date = date(2025, 3, 1), born_on: date = BORN, **values: Any) -> BirthExpense:
    own: dict[str, Any] = {"item": "visit", "persons": 1, "quantity": Decimal(1)}
    return line(**{**own, "paid_on": paid_on, "born_on": born_on, **values})


def test_that_a_sound_line_has_no_problem() -> None:
    for each in (line(), visit(), meals(3), line(paid_on=BEFORE), meals(3, paid_on=BEFORE)):
        assert each.problems() == []


@pytest.mark.parametrize(
    ("item", "most", "quantity"),
    [("travel", 100_000, 2), ("kit", 500_000, 1), ("meal", 50_000, 6), ("food", 1_200_000, 1)],
)
@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_that_price_is_within_norm_or_explained(item: str, most: int, quantity: int, day: date) -> None:
    made = {"item": item, "quantity": Decimal(quantity), "paid_on": day}
    assert told(line(**made, unit_price=most), "P8-02") == []
    over = line(**made, unit_price=most + 1)
    assert told(over, "P8-02") == [("WARN", "unit_price")]
    assert ("chưa xác nhận" in says(over, "P8-02")) is (day == AFTER)
    assert told(line(**made, unit_price=most + 1, reason="Đường xa"), "P8-02") == []
    assert (line(**made, unit_price=most).state, over.state, over.difference) == ("matched", "over", 1)


def test_that_the_norm_is_that_of_the_day_of_the_expense() -> None:
    (before,) = [each for each in line(unit_price=200_000, paid_on=BEFORE).problems() if each.rule == "P8-02"]
    (after,) = [each for each in line(unit_price=200_000, paid_on=AFTER).problems() if each.rule == "P8-02"]
    assert before.basis == "TT 15/2022/TT-BTC, Điều 38"
    assert after.basis.startswith("TT 55/2023/TT-BTC")
    first_day = date(2022, 3, 4)
    assert line(item="kit", paid_on=first_day).state == "matched"
    assert line(item="kit", paid_on=first_day - timedelta(1)).state == "without"


def test_that_expense_without_norm_has_vouchers() -> None:
    # Travel to antenatal visits is paid by TT 55/2023 alone.
    early = {"paid_on": BEFORE, "born_on": AFTER}
    assert visit(paid_on=AFTER, born_on=AFTER + timedelta(1)).state == "matched"
    assert visit(**early).state == "without"
    assert told(visit(**early), "P8-03") == [("WARN", "item")]
    assert "danh sách ký nhận" in says(visit(**early), "P8-03")
    kept = {"has_plan": True, "has_signatures": True, "has_receipt": True}
    assert told(visit(**early, **kept), "P8-03") == [("NOTE", "item")]


def test_that_amount_is_quantity_times_price() -> None:
    assert told(line(amount=200_000), "P8-02") == []
    assert told(line(amount=300_000), "P8-02") == [("BLOCK", "amount")]
    assert "200.000" in says(line(amount=300_000), "P8-02")


def test_that_number_agrees_with_the_mother() -> None:
    assert told(line(identity_number="011196000123"), "G05") == []
    assert told(line(identity_number="011096000123"), "G05") == [("WARN", "identity_number")]
    assert told(line(identity_number="011197000123"), "G05") == [("WARN", "identity_number")]


def test_that_visit_is_before_the_birth() -> None:
    late = {"paid_on": BORN + timedelta(9)}
    assert told(visit(visited_on=BORN - timedelta(1), **late), "P8-04") == []
    assert told(visit(visited_on=BORN, **late), "P8-04") == [("BLOCK", "visited_on")]
    for day, grade in ((BEFORE, "WARN"), (AFTER, "BLOCK")):
        assert told(visit(day, day, visited_on=day), "P8-04") == [(grade, "visited_on")]


def test_that_what_was_paid_after_the_birth_only_asks_for_the_day_of_the_visit() -> None:
    assert told(visit(paid_on=BORN - timedelta(1)), "P8-04") == []
    assert told(visit(paid_on=BORN), "P8-04") == [("WARN", "visited_on")]
    assert "ghi ngày khám thai" in says(visit(paid_on=BORN), "P8-04")
    assert told(line(item="kit", paid_on=BORN), "P8-04") == []


@pytest.mark.parametrize(
    ("item", "most"),
    [("visit", 400_000), ("travel", 200_000), ("kit", 500_000), ("meal", 300_000), ("food", 1_200_000)],
)
def test_that_an_item_told_by_its_amount_alone_is_judged_whole(item: str, most: int) -> None:
    whole = {"item": item, "quantity": None, "unit_price": None, "persons": None, "delivery": "normal"}
    kept, over = line(**whole, amount=most), line(**whole, amount=most + 1)
    assert (kept.state, kept.limit, kept.difference) == ("matched", most, 0)
    assert told(kept, "P8-02") == told(kept, "P8-05") == []
    assert (over.state, over.beyond(), told(over, "P8-02")) == ("over", 1, [("WARN", "amount")])
    assert "của cả khoản" in says(over, "P8-02")


@pytest.mark.parametrize(("delivery", "most"), [("normal", 3), ("caesarean", 5), (None, 5)])
@pytest.mark.parametrize(("day", "grade"), [(BEFORE, "BLOCK"), (AFTER, "WARN")])
def test_that_meals_last_no_longer_than_allowed(
    delivery: str | None, most: int, day: date, grade: str
) -> None:
    assert told(meals(most, delivery=delivery, paid_on=day), "P8-05") == []
    assert told(meals(most + 1, delivery=delivery, paid_on=day), "P8-05") == [(grade, "quantity")]
    assert told(line(item="kit", quantity=Decimal(9), paid_on=day), "P8-05") == []


@pytest.mark.parametrize(("day", "grade"), [(BEFORE, "BLOCK"), (AFTER, "WARN")])
def test_that_mother_has_one_carer(day: date, grade: str) -> None:
    assert told(meals(3, persons=2, paid_on=day), "P8-05") == []
    assert told(meals(3, persons=3, paid_on=day), "P8-05") == [(grade, "persons")]
    assert told(line(persons=3, paid_on=day), "P8-05") == [(grade, "persons")]
    assert told(line(item="kit", persons=3, paid_on=day), "P8-05") == []


@pytest.mark.parametrize(
    ("item", "is_odd"), [("travel", True), ("meal", True), ("kit", False), ("food", False)]
)
def test_that_travel_and_meals_are_for_a_facility(item: str, is_odd: bool) -> None:
    at_home = line(item=item, birth_place="home", unit_price=50_000)
    assert told(at_home, "P8-07") == ([("WARN", "birth_place")] if is_odd else [])
    assert told(line(item=item, unit_price=50_000), "P8-07") == []


@pytest.mark.parametrize(("day", "grade"), [(BEFORE, "BLOCK"), (AFTER, "WARN")])
@pytest.mark.parametrize("item", ["kit", "food"])
def test_that_kit_and_nutrition_are_paid_once(item: str, day: date, grade: str) -> None:
    name, later = "kit_and_nutrition_are_paid_once", {"paid_on": day, "born_on": BORN}
    first = line(id="1", item=item, paid_on=day - timedelta(9), born_on=BORN)
    assert found(ask(RULES, name, first, line(id="2", item=item, **later))) == [("2", grade, "item")]
    assert ask(RULES, name, first, line(id="2", item=item, paid_on=day, born_on=BORN + timedelta(700))) == []
    assert ask(RULES, name, first, line(id="2", item="travel", **later)) == []
    assert ask(RULES, name, first, line(id="2", item=item, **later), among=frozenset({"9"})) == []


@pytest.mark.parametrize(("day", "grade"), [(BEFORE, "BLOCK"), (AFTER, "WARN")])
def test_that_birth_is_supported_in_one_commune(day: date, grade: str) -> None:
    name = "birth_is_supported_in_one_commune"
    first, second = line(id="1", paid_on=day), line(id="2", item="kit", paid_on=day, commune=OTHER)
    assert found(ask(RULES, name, first, second)) == [("2", grade, "mother")]
    assert ask(RULES, name, first, line(id="2", item="kit", paid_on=day)) == []
    other = line(id="2", paid_on=day, commune=OTHER, birth=date(1990, 1, 1))
    assert ask(RULES, name, first, other) == []


def visits(count: int, since: date = date(2025, 1, 1)) -> list[BirthExpense]:
    return [visit(id=str(number), paid_on=since + timedelta(number)) for number in range(1, count + 1)]


def test_that_visits_are_no_more_than_supported() -> None:
    name = "visits_are_no_more_than_supported"
    assert ask(RULES, name, *visits(4)) == []
    assert found(ask(RULES, name, *visits(5))) == [("5", "BLOCK", "item")]
    capitals = [*visits(4), visits(5)[-1].changed(mother="VÀNG THỊ MAI")]
    assert found(ask(RULES, name, *capitals)) == [("5", "BLOCK", "item")]
    hoa = [each.changed(mother="Lò Thị Hoà") for each in visits(5)]
    assert found(ask(RULES, name, *hoa[:4], hoa[4].changed(mother="Lò Thị Hòa"))) == [("5", "BLOCK", "item")]
    early = ask(RULES, name, *visits(5, BEFORE - timedelta(5)))
    assert found(early) == [("5", "WARN", "item")]
    assert ask(RULES, name, *visits(5), among=frozenset({"9"})) == []
    mothers = [each.changed(birth=date(1990 + number, 1, 1)) for number, each in enumerate(visits(5))]
    assert ask(RULES, name, *mothers) == []


def test_that_visits_are_on_different_days() -> None:
    name = "visits_are_on_different_days"
    day = date(2025, 2, 2)
    same = (visit(id="1", visited_on=day), visit(id="2", visited_on=day))
    assert found(ask(RULES, name, *same)) == [("2", "BLOCK", "visited_on")]
    assert ask(RULES, name, same[0], visit(id="2", visited_on=date(2025, 3, 2))) == []
    assert found(ask(RULES, name, visit(id="1"), visit(id="2"))) == [("2", "WARN", "visited_on")]
    assert ask(RULES, name, visit(id="1"), visit(id="2", paid_on=date(2025, 3, 2))) == []
    assert found(ask(RULES, name, visit(id="1"), same[1])) == [("1", "WARN", "visited_on")]
    assert found(ask(RULES, name, same[0], visit(id="2"))) == [("2", "WARN", "visited_on")]
    assert ask(RULES, name, same[0], visit(id="2"), among=frozenset({"9"})) == []


def test_that_lists_of_mothers_name_nobody_unless_asked() -> None:
    """P8-14: lists on the screen, references and exports leave names out."""
    assert BirthExpense.confidential
    personal = {name for name, field in BirthExpense.fields.items() if field.sensitive}
    assert personal == {"mother", "birth", "ethnicity", "identity_number", "person"}
    assert not personal & {*BirthExpense.listed, *BirthExpense.shown_by}
    assert all(support.sensitive for support in BirthExpense.supports)
    for each in (line(birth_place="home"), line(amount=1), meals(9), line(unit_price=10**6)):
        assert "Vàng" not in " ".join(problem.message for problem in each.problems())
