"""Asks whether the report on production says what the indicators say, and what came back of what was due."""

from datetime import date
from decimal import Decimal

from desktop.declare.dates import PartialDate
from desktop.declare.norms import NormBook
from desktop.declare.reading import Condition
from desktop.declare.reports import Asked, Paragraph
from desktop.shared import Place
from desktop.shared.rates import share
from project3_value_chain.figures import REACHED
from project3_value_chain.norms import NORMS
from project3_value_chain.projects import ProductionProject
from project3_value_chain.reports import answer_production
from project3_value_chain.revolving import RevolvingDue
from tests.desktop.held import Held
from tests.plugins.project3_value_chain.sound import of_households, paid, project

PLACE = Place(id="a", name="Xã Na Son")
HELD = Held(
    [
        PLACE,
        Place(id="b", name="Xã Xa Dung"),
        project(id="1", commune="a", area=Decimal("10.5"), disbursed=100_000_001),
        project(id="2", commune="a", area=Decimal("2"), product="Mắc ca"),
        paid(50, 100, id="3", commune="b", area=None, product=None),
        RevolvingDue(id="r", commune="a", amount=5_000_000, received=2_000_000, due_on=date(2025, 3, 1)),
        RevolvingDue(id="s", commune="a", amount=5_000_000, due_on=date(2099, 1, 1)),
    ],
    NormBook(NORMS),
)
TODAY = date(2026, 11, 22)


def test_that_the_figures_are_those_of_the_indicators() -> None:
    figures = answer_production(HELD, Asked(TODAY)).figures
    projects, area, households = (indicator.compute(HELD, ()).value for indicator in REACHED[:3])
    assert (figures["projects"].value, figures["area"].value) == (projects, area) == (3, Decimal("12.5"))
    assert figures["households"].value == households


def test_that_every_table_adds_up_to_the_same() -> None:
    document = answer_production(HELD, Asked(TODAY))
    for table in document.tables():
        if not table.title.startswith("Dự án"):
            continue
        *rows, whole = table.rows
        for at in (1, 2, 3, 4, 5):
            assert sum(row.cells[at] for row in rows) == whole.cells[at]
        assert whole.cells[5] == document.figures["disbursed"].value


def test_that_animals_are_told_where_some_project_has_them() -> None:
    plain = answer_production(HELD, Asked(TODAY))
    assert all("Số con" not in column.title for table in plain.tables() for column in table.columns)
    herd = Held([*HELD.records, project(id="5", commune="b", area=None, product="Bò", animals=20)])
    document = answer_production(herd, Asked(TODAY))
    communes, products, *_others = document.tables()
    for table in (communes, products):
        assert table.columns[-1].title == "Số con"
        assert sum(row.cells[-1] for row in table.rows[:-1]) == table.rows[-1].cells[-1] == 20
    assert document.figures["animals"].show() == "20 con"
    told = [document.tell(each) for each in document.parts if isinstance(each, Paragraph)]
    assert "Vật nuôi: 20 con." in told


def test_that_it_says_for_whom_the_projects_are() -> None:
    (table,) = [
        each for each in answer_production(HELD, Asked(TODAY)).tables() if "Hộ tham gia" in each.title
    ]
    projects = list(HELD.rows(ProductionProject))
    *rows, whole = table.rows
    assert whole.cells[1] == sum(each.households for each in projects)
    poor = sum(each.poverty_households for each in projects)
    assert sum(whole.cells[2:5]) == poor and whole.cells[6] == share(poor, whole.cells[1])
    assert [sum(row.cells[at] for row in rows) for at in range(1, 6)] == list(whole.cells[1:6])


def test_that_a_share_is_of_the_households_whose_class_is_written() -> None:
    none = {"poor": None, "near_poor": None, "escaped": None, "others": None}
    held = Held([PLACE, of_households(10, 4, id="1", commune="a"), project(id="2", commune="a", **none)])
    (table,) = [
        each for each in answer_production(held, Asked(TODAY)).tables() if "Hộ tham gia" in each.title
    ]
    assert [(row.cells[1], row.cells[-1]) for row in table.rows] == [(30, 40), (30, 40)]
    only = Held([PLACE, project(id="2", commune="a", **none)])
    (table,) = [
        each for each in answer_production(only, Asked(TODAY)).tables() if "Hộ tham gia" in each.title
    ]
    assert [row.cells[-1] for row in table.rows] == [None, None]


def test_that_what_is_overdue_is_told_with_what_is_missing() -> None:
    figures = answer_production(HELD, Asked(TODAY, "a", "Xã Na Son", ("a",))).figures
    assert [figures[name].value for name in ("due", "received", "overdue", "overdue_left")] == [
        10_000_000,
        2_000_000,
        1,
        3_000_000,
    ]


def test_that_a_due_is_overdue_only_when_its_last_day_is_over() -> None:
    days = {"today": TODAY, "month": PartialDate(2026, 11), "before": PartialDate(2026, 10)}
    held = Held([RevolvingDue(id=id, commune="a", amount=1_000_000, due_on=day) for id, day in days.items()])
    figures = answer_production(held, Asked(TODAY)).figures
    assert (figures["overdue"].value, figures["overdue_left"].value) == (1, 1_000_000)
    assert figures["overdue"].where == (Condition("id", "in", ["before"]),)
