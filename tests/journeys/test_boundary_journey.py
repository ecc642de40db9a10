"""An officer looks at lists and charts by the boundaries of another day, and back."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QPushButton

from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.shared import CapitalFact, Place, ProgrammeLine, SplitDecision
from desktop.shared.place_events import unit_id
from desktop.workspace import Workspace
from desktop.workspace.as_of import AsOf

KEO_LOM = unit_id("03376", "commune", None)
TOWN, OLD_NA_SON = (unit_id(code, "commune", None) for code in ("03203", "03205"))
NA_SON = unit_id("03203", "commune", date(2025, 7, 1))


def test_that_the_switch_shows_the_place_of_the_day_and_rewrites_nothing(
    window: MainWindow, workspace: Workspace
) -> None:
    with workspace.writing("Vốn") as writing:
        line = next(iter(writing.rows(ProgrammeLine)))
        fact = CapitalFact(
            line=line.id,
            place=KEO_LOM,
            capital_kind="investment",
            source="central",
            plan_year=2024,
            budget_year=2024,
            as_of=date(2024, 12, 31),
            assigned=2_000_000_000,
        )
        writing.save(fact)
    window.open(Route("records", CapitalFact))
    page = window.page(Route("records", CapitalFact))
    assert isinstance(page, RecordPage) and window.frame is not None
    page.choose_columns(["place", "plan_year", "assigned"])
    shown = page.table.index(0, 1)
    assert page.table.data(shown) == "Xã Keo Lôm"
    switch = window.frame.top.boundaries

    switch.today.trigger()

    assert page.table.data(page.table.index(0, 1)) == "Xã Na Son"
    assert "theo địa giới" in page.counts.text()
    record = page.table.record_at(0)
    assert record is not None and record.values()["place"] == KEO_LOM
    switch.to_province.trigger()
    assert page.table.data(page.table.index(0, 1)) == "Tỉnh Điện Biên"
    switch.as_reported.trigger()
    assert workspace.as_of is None
    assert page.table.data(page.table.index(0, 1)) == "Xã Keo Lôm"


def test_that_na_son_is_told_apart_by_its_dates(workspace: Workspace) -> None:
    codes = {}
    for day in (date(2025, 6, 30), date(2025, 7, 1)):
        workspace.as_of = AsOf(day)
        with workspace.reading() as reader:
            na_son = [unit for unit in reader.rows(Place) if unit.name == "Xã Na Son"]
            codes[day.year, day.month] = [unit.code for unit in na_son]
    assert codes == {(2025, 6): ["03205"], (2025, 7): ["03203"]}


def test_that_the_program_asks_who_divides_and_divides_as_was_decided(
    shown: MainWindow, settled: Callable[[], None], picture: Callable[[str], None], workspace: Workspace
) -> None:
    with workspace.writing("Vốn") as writing:
        line = next(iter(writing.rows(ProgrammeLine)))
        writing.save(
            CapitalFact(
                line=line.id,
                place=NA_SON,
                capital_kind="investment",
                source="central",
                plan_year=2025,
                budget_year=2025,
                as_of=date(2025, 12, 31),
                assigned=1_000_000_001,
            )
        )
    shown.open(Route("capital"))
    settled()
    assert shown.frame is not None
    shown.frame.top.boundaries.before.trigger()
    settled()
    notice = shown.frame.pages["capital", None].notice
    assert "Xã Na Son (1 hồ sơ)" in notice.text.text() and "Ai quyết định chia" in notice.text.text()
    picture("who-divides")
    next(each for each in notice.findChildren(QPushButton) if each.text() == "Ghi quyết định chia").click()
    settled()
    page = shown.page(Route("records", SplitDecision))
    assert isinstance(page, RecordPage) and page.form.record is not None
    begun = page.form.record
    assert begun.place == NA_SON
    assert [part.into for part in begun.parts] == sorted((TOWN, OLD_NA_SON, KEO_LOM))
    picture("who-divides-form")

    shares = (Decimal(50), Decimal(30), Decimal(20))
    decision = begun.changed(
        how="share",
        basis="BB 12/BB-UBND",
        decided_on=date(2025, 8, 1),
        officer="Lò Văn A, Phó Chủ tịch",
        parts=[part.changed(share=share) for part, share in zip(begun.parts, shares, strict=True)],
    )
    page.form.give_up()
    workspace.save(decision)
    with workspace.reading() as reader:
        sums = dict(reader.totals(CapitalFact, ["place"], ["assigned"])[row][::2] for row in range(3))
    assert sorted(sums.values()) == [200_000_000, 300_000_000, 500_000_001]
    shown.frame.top.boundaries.before.trigger()
    settled()
    assert not shown.frame.pages["capital", None].notice.isVisible()
