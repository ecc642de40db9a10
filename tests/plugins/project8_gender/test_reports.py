"""Asks whether the settlement comparison on paper is that of the page, by place and by period."""

from decimal import Decimal

from desktop.declare.reports import Document
from desktop.shared.periods import read_period
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.reporting import asked_of, place_named, write_report
from project8_gender.settlement import compare, with_sums
from tests.plugins.project8_gender.sound import BEFORE, expense, line


def answered(workspace: Workspace, place: str = "", period: str = "") -> Document:
    report = workspace.catalog.report("gender_settlement")
    when = read_period(period) if period else None
    return write_report(workspace, report, asked_of(workspace, report, place, when)).document


def test_that_the_report_is_the_comparison(workspace: Workspace) -> None:
    commune = na_son(workspace)
    for each in (
        expense(commune=commune),
        expense(commune=commune, item="other", description="Bàn ghế"),
        line(commune=commune, item="kit", unit_price=600_000, quantity=Decimal(1), paid_on=BEFORE),
    ):
        workspace.save(each)
    with workspace.reading() as reader:
        groups = compare(reader)
    document = answered(workspace)
    (table,) = document.tables()
    assert [list(row.cells) for row in table.rows] == [shown for _group, shown in with_sums(groups)]
    assert document.figures["amount"].value == sum(each.amount for each in groups) == 840_000
    assert document.figures["beyond"].value == sum(each.beyond for each in groups)
    assert answered(workspace, commune).figures["lines"].value == 2
    assert answered(workspace, place_named(workspace, "01")).figures["lines"].value == 0
    assert answered(workspace, period="2019").figures["lines"].value == 0
    assert list(answered(workspace, period="2019").tables()) == []
