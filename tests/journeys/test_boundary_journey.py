"""An officer looks at lists and charts by the boundaries of another day, and back."""

from datetime import date

from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.shared import CapitalFact, Place, ProgrammeLine
from desktop.shared.place_events import unit_id
from desktop.workspace import Workspace
from desktop.workspace.as_of import AsOf

KEO_LOM = unit_id("03376", "commune", None)
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
