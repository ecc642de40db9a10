"""Asks whether the reports of Project 1 say what its pages and charts say, and hide who is named."""

from datetime import date

from desktop.declare.norms import NormBook
from desktop.declare.reports import Asked
from desktop.shared import Place
from project1_housing.figures import REACHED
from project1_housing.other_norms import ALL_NORMS
from project1_housing.portfolio import HOUSEHOLD_CONTENTS, paid_of
from project1_housing.reports import answer_land_office, answer_progress
from project1_housing.waiting import find_waiting, told_of
from tests.desktop.held import Held
from tests.plugins.project1_housing.contents import land, plot, water
from tests.plugins.project1_housing.sound import case

HELD = Held(
    [
        Place(id="a", name="Xã Na Son"),
        Place(id="b", name="Xã Xa Dung"),
        land(id="1", commune="a", no_map=True, map_sheet="12", plot_no="7", disbursed=22_000_000),
        land(id="2", commune="a", no_certificate=True, proof="commune", other_blocker="QH"),
        land(id="3", commune="a", no_certificate=True, proof="commune"),
        case(id="4", commune="b", no_certificate=True, no_map=True),
        plot(id="5", commune="a", other_blocker="QH", disbursed=20_000_000),
    ],
    NormBook(ALL_NORMS),
)
TODAY = date(2026, 11, 22)


def test_that_the_list_for_the_land_office_is_that_of_the_page() -> None:
    document = answer_land_office(HELD, Asked(TODAY))
    waiting = find_waiting(HELD)
    counts, listed = document.tables()
    assert document.tell(document.parts[0]) == told_of(waiting)
    assert document.figures["waiting"].value == len(waiting) == len(listed.rows) == counts.rows[-1].cells[-1]
    assert document.figures["with_other_paper"].value == 2
    (other,) = {row.cells[-1] for row in listed.rows if row.cells[-1]}
    assert other == type(land()).fields["proof"].format("commune")
    at = [column.title for column in listed.columns].index("Chủ hộ")
    *_others, hidden = document.masked().tables()
    assert {row.cells[at] for row in hidden.rows} == {"•••"}


def test_that_a_place_has_only_its_own() -> None:
    there = Asked(TODAY, "b", "Xã Xa Dung", ("b",))
    assert answer_land_office(HELD, there).figures["waiting"].value == 1
    assert "Địa bàn: Xã Xa Dung" in answer_land_office(HELD, there).lines


def test_that_money_adds_up_to_that_of_every_content() -> None:
    document = answer_progress(HELD, Asked(TODAY))
    paid = [paid_of(HELD, kind, ()) for kind in HOUSEHOLD_CONTENTS]
    assert document.figures["approved"].value == sum(approved for approved, _paid in paid)
    assert document.figures["disbursed"].value == sum(each for _approved, each in paid)
    steps, money, by_commune, by_source, *_households = document.tables()
    assert steps.rows[-1].cells[-1] == 5
    assert money.rows[-1].cells[2] == by_commune.rows[-1].cells[1] == document.figures["approved"].value
    assert by_commune.rows[-1].cells[2] == document.figures["disbursed"].value
    state = [document.figures[f"source.{name}"].value for name in ("central_money", "local_money")]
    assert sum(state) == document.figures["approved"].value > 0
    *rows, whole = by_source.rows
    assert [sum(row.cells[at] for row in rows) for at in range(1, 8)] == list(whole.cells[1:])
    assert {row.cells[0] for row in rows} == {"Xã Na Son", "Xã Xa Dung"}


def test_that_a_content_paid_without_an_approved_amount_is_told() -> None:
    unsaid = {"central_money": None, "provincial_money": None, "total": None}
    reader = Held([*HELD.records, water(id="6", support=None, disbursed=3_000_000)], HELD.norms)
    bare = Held([land(id="1", disbursed=9_000_000, **unsaid)], HELD.norms)
    for asked in (reader, bare):
        document = answer_progress(asked, Asked(TODAY))
        money = next(each for each in document.tables() if each.title == "Vốn nhà nước theo nội dung")
        paid = sum(paid_of(asked, kind, ())[1] for kind in HOUSEHOLD_CONTENTS)
        assert money.rows[-1].cells[3] == document.figures["disbursed"].value == paid


def test_that_households_by_class_and_people_are_those_of_the_indicators() -> None:
    *_others, classes, peoples = answer_progress(HELD, Asked(TODAY)).tables()
    assert (classes.columns[0].title, peoples.columns[0].title) == ("Diện hộ", "Dân tộc")
    reached = [each.compute(HELD, ()).value for each in REACHED[:5]]
    for table in (classes, peoples):
        assert list(table.rows[-1].cells[1:]) == [count for count in reached if count]


def test_that_money_is_told_by_kind_of_capital_and_by_what_may_be_lost() -> None:
    old = {"decision_date": date(2025, 8, 14)}
    held = Held(
        [
            Place(id="a", name="Xã Na Son"),
            case(id="1", commune="a", disbursed=14_000_000, **old),
            water(id="2", commune="a", support=3_000_000, disbursed_on=date(2026, 2, 1), disbursed=None),
        ],
        NormBook(ALL_NORMS),
    )
    document = answer_progress(held, Asked(TODAY))
    _steps, money, by_commune, *_others = document.tables()
    assert [row.cells[:4] for row in money.rows] == [
        ("Nhà ở", "Vốn đầu tư", 44_000_000, 14_000_000),
        ("Nước phân tán", "Vốn sự nghiệp", 3_000_000, 3_000_000),
        ("Cộng vốn đầu tư", "", 44_000_000, 14_000_000),
        ("Cộng vốn sự nghiệp", "", 3_000_000, 3_000_000),
        ("Cộng", "", 47_000_000, 17_000_000),
    ]
    assert by_commune.rows[0].cells[0] == "Xã Na Son" and by_commune.rows[0].cells[-1] == 30_000_000
    assert document.figures["left_over"].value == 30_000_000
