"""Asks how a line of expense stands beside the texts it rests on, and what the comparison lists."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.declare.norms import NormBook
from desktop.declare.problems import Grade
from project8_gender.expenses import ITEMS, NORM_OF, Expense
from project8_gender.norms import NORMS
from project8_gender.repeats import RULES
from project8_gender.settlement import compare, headings, nothing, shown, sums, with_sums
from tests.desktop.held import Held
from tests.plugins.project8_gender.sound import AFTER, BEFORE, ask, expense, found, line, says, told


@pytest.mark.parametrize("item", sorted(NORM_OF))
def test_that_each_item_matches_at_its_norm_and_is_over_above_it(item: str) -> None:
    norm = NormBook(NORMS).at(NORM_OF[item], AFTER)
    assert norm is not None
    assert expense(item=item, paid_on=AFTER, unit_price=int(norm.value)).state == "matched"
    assert expense(item=item, paid_on=AFTER, unit_price=int(norm.value) + 1).state == "over"
    assert expense(item=item, paid_on=BEFORE, unit_price=int(norm.value)).state == "without"


@pytest.mark.parametrize("item", sorted(ITEMS.keys() - NORM_OF.keys()))
def test_that_items_nobody_found_a_norm_for_are_said_to_have_none(item: str) -> None:
    made = expense(item=item)
    assert (made.state, made.limit, made.difference) == ("without", None, None)
    assert told(made, "P8-03") == [("WARN", "item")]


def test_that_no_expense_is_blocked_by_a_norm() -> None:
    for made in (
        expense(unit_price=900_000),
        expense(item="other"),
        expense(guidance_limit=50_000),
        line(unit_price=900_000),
    ):
        assert [problem for problem in made.problems() if problem.grade is Grade.BLOCK] == []


@pytest.mark.parametrize(
    ("price", "finance", "guidance", "state"),
    [
        (60_000, None, None, "matched"),
        (60_001, None, None, "over"),
        (80_000, 80_000, None, "matched"),
        (80_001, 80_000, None, "over"),
        (60_000, None, 60_000, "matched"),
        (60_000, None, 75_000, "differ"),
        (75_000, None, 75_000, "differ"),
        (75_001, None, 75_000, "over"),
        (40_000, None, 50_000, "differ"),
        (60_001, None, 50_000, "over"),
    ],
)
def test_that_the_state_follows_from_both_texts(
    price: int, finance: int | None, guidance: int | None, state: str
) -> None:
    assert expense(unit_price=price, finance_limit=finance, guidance_limit=guidance).state == state


def test_that_texts_agree() -> None:
    rule = "P8-13"
    assert told(expense(guidance_limit=60_000), rule) == []
    disputed = expense(guidance_limit=75_000, guidance_basis="HD 01/HD-ĐCT")
    assert told(disputed, rule) == [("NOTE", "guidance_limit")]
    assert "TT 55/2023/TT-BTC" in says(disputed, rule) and "HD 01/HD-ĐCT" in says(disputed, rule)
    assert told(expense(item="other", guidance_limit=75_000), rule) == []
    assert told(expense(paid_on=BEFORE, guidance_limit=75_000), rule) == []


def test_that_an_over_norm_by_the_guidance_names_the_limit_that_was_passed() -> None:
    assert "75.000" in says(expense(unit_price=75_001, guidance_limit=75_000), "P8-02")
    assert "60.000 đ/người/buổi" in says(expense(unit_price=60_001), "P8-02")
    assert "80.000" in says(expense(unit_price=80_001, finance_limit=80_000), "P8-02")


def test_that_counselling_is_paid_by_person() -> None:
    assert told(expense(item="counsel", unit_price=15_000), "P8-08") == []
    for price in (14_999, 15_001):
        counsel = expense(item="counsel", unit_price=price, paid_on=AFTER)
        assert told(counsel, "P8-08") == [("BLOCK", "unit_price")]
    assert told(expense(item="counsel", unit_price=20_000, paid_on=BEFORE), "P8-08") == []


def counsel(id: str, persons: int, day: date = date(2025, 3, 14), **values: Any) -> Expense:
    own: dict[str, Any] = {"item": "counsel", "unit_price": 15_000, "counsellor": "Lò Thị Hoa"}
    return expense(id=id, quantity=Decimal(persons), paid_on=day, **{**own, **values})


def test_that_counsellor_is_paid_no_more_than_a_month_allows() -> None:
    name = "counsellor_is_paid_no_more_than_a_month_allows"
    assert ask(RULES, name, counsel("1", 20)) == []
    assert found(ask(RULES, name, counsel("1", 21))) == [("1", "BLOCK", "amount")]
    both = ask(RULES, name, counsel("1", 15), counsel("2", 6, date(2025, 3, 31)))
    assert found(both) == [("2", "BLOCK", "amount")]
    assert "03/2025" in both[0].message and "315.000" in both[0].message and "Hoa" not in both[0].message
    assert ask(RULES, name, counsel("1", 15), counsel("2", 6, date(2025, 4, 1))) == []
    assert ask(RULES, name, counsel("1", 15), counsel("2", 6, counsellor="Cà Thị Ánh")) == []
    assert ask(RULES, name, counsel("1", 40, BEFORE)) == []
    assert ask(RULES, name, counsel("1", 21), among=frozenset({"9"})) == []


@pytest.mark.parametrize(("item", "exact"), [("write", 91_000), ("edit", 52_000), ("review", 39_000)])
def test_that_minority_language_is_paid_by_its_factor(item: str, exact: int) -> None:
    def page(price: int, **values: Any) -> Expense:
        own: dict[str, Any] = {"item": f"material_{item}", "minority_language": True, "paid_on": AFTER}
        return expense(unit_price=price, **{**own, **values})

    assert told(page(exact), "P8-09") == [] and page(exact).state == "matched"
    assert told(page(exact - 1), "P8-09") == [("WARN", "unit_price")]
    assert told(page(exact + 1), "P8-09") == [("WARN", "unit_price")] and page(exact + 1).state == "over"
    assert told(page(exact, minority_language=False), "P8-09") == []
    assert page(exact, minority_language=False).state == "over"
    assert told(page(exact - 1, paid_on=BEFORE), "P8-09") == []


def test_that_the_comparison_lists_what_is_not_matched_by_its_basis() -> None:
    lines = [
        expense(id="1"),
        expense(id="2", unit_price=70_000),
        expense(id="3", unit_price=80_000, reason="Đường xa"),
        expense(id="4", guidance_limit=75_000, guidance_basis="HD 01/HD-ĐCT"),
        expense(id="5", item="other"),
        line(id="6"),
        line(id="7", item="kit", unit_price=600_000, quantity=Decimal(1)),
    ]
    groups = compare(Held(lines, NormBook(NORMS)))
    listed = [(group.state, group.basis, group.item, group.lines, group.amount) for group in groups]
    assert listed == [
        ("differ", "TT 55/2023/TT-BTC", "announcer", 1, 240_000),
        ("without", "", "other", 1, 240_000),
        ("over", "TT 55/2023/TT-BTC", "announcer", 2, 600_000),
        ("over", "TT 55/2023/TT-BTC, Điều 54", "kit", 1, 600_000),
    ]
    assert [group.ids for group in groups] == [["4"], ["5"], ["2", "3"], ["7"]]
    assert (groups[2].beyond, groups[2].explained, groups[3].beyond) == (120_000, 1, 100_000)
    assert all(len(shown(group)) == len(headings()) for group in groups)
    assert next(iter(sums(groups))) == (
        "Vượt định mức: 3 khoản, 1.200.000 đồng, phần vượt 220.000 đồng (2 khoản chưa có lý do)"
    )
    assert "Vàng" not in str([shown(group) for group in groups])


def test_that_an_empty_comparison_says_why() -> None:
    draft = expense(id="2", unit_price=60_000, amount=240_000).changed(unit_price=None)
    assert nothing(Held([])) == "Chưa có khoản chi nào."
    assert nothing(Held([expense(id="1")], NormBook(NORMS))).startswith("Mọi khoản chi đều khớp")
    assert nothing(Held([expense(id="1"), draft], NormBook(NORMS))).startswith("1 khoản chưa đủ số liệu")
    assert nothing(Held([draft], NormBook(NORMS))) == "Chưa khoản nào đủ số liệu để đối chiếu (1 khoản)."


def test_that_what_is_told_above_the_norm_comes_to_the_sum_of_its_column() -> None:
    disputed = {"guidance_limit": 75_000, "guidance_basis": "HD 01/HD-ĐCT"}
    lines = [expense(id="1", unit_price=90_000), expense(id="2", unit_price=70_000, **disputed)]
    groups = compare(Held(lines, NormBook(NORMS)))
    (*_lines, (_none, whole)) = with_sums(groups)
    assert (whole[0], whole[6]) == ("Tổng cộng", 160_000)
    above = [said.partition("phần vượt ")[2] for said in sums(groups)]
    assert above == ["120.000 đồng (1 khoản chưa có lý do)", "40.000 đồng"]


def test_that_each_legal_basis_has_its_sum_below_its_lines_and_all_theirs() -> None:
    lines = [
        expense(id="1", unit_price=70_000),
        expense(id="2", unit_price=90_000, reason="Xa", item="monitor"),
        expense(id="3", item="equipment", unit_price=1_000_000),
    ]
    told = list(with_sums(compare(Held(lines, NormBook(NORMS)))))
    assert [group is None for group, _line in told] == [False, False, False, True, True]
    (*_others, (_group, kit), (_none, line), (_last, whole)) = told
    assert line[1] == f"Cộng {kit[1]}" and line[4:] == [2, 640_000, 200_000, 1]
    assert whole[0] == "Tổng cộng" and whole[4] == 3
    assert all(len(line) == len(headings()) for _group, line in told)


@pytest.mark.parametrize(
    ("litres", "day", "over"),
    [("20", AFTER, False), ("20.01", AFTER, True), ("20.01", BEFORE, False), ("20.01", None, True)],
)
def test_that_fuel_is_within_norm_or_explained(litres: str, day: date | None, over: bool) -> None:
    fuel = {"item": "fuel", "unit_price": 25_000, "paid_on": day or AFTER, "distance": 100}
    found = told(expense(**fuel, quantity=Decimal(litres), has_plan=True), "P8-02")
    assert ([each for each in found if each[1] == "quantity"] == [("WARN", "quantity")]) is over
    explained = expense(**fuel, quantity=Decimal(litres), reason="Đường đèo")
    assert [each for each in told(explained, "P8-02") if each[1] == "quantity"] == []
    assert told(expense(**{**fuel, "distance": None}, quantity=Decimal(99)), "P8-02") == []
