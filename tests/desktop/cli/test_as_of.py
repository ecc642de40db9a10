"""The commands that look by the boundaries of a day."""

from datetime import date
from pathlib import Path

import openpyxl

from desktop.catalog import load_catalog
from desktop.shared import Household
from desktop.shared.place_events import unit_id
from desktop.workspace import Workspace
from tests.desktop.cli.visits import Command

KEO_LOM = unit_id("03376", "commune", None)
NA_SON = unit_id("03203", "commune", date(2025, 7, 1))


def put(database: Path) -> None:
    """A household of the former Keo Lôm whose class rests on no decision: one problem."""
    workspace = Workspace.open(database, load_catalog())
    workspace.save(
        Household(
            head_name="Vàng A Dí",
            ethnicity="hmong",
            commune=NA_SON,
            old_commune=KEO_LOM,
            village="Bản Na Sang",
            members=4,
            poverty_class="poor",
            class_year=2025,
        )
    )
    workspace.close()


def test_that_a_problem_is_told_at_its_place_of_the_day(command: Command, database: Path) -> None:
    put(database)
    told = [
        [problem.get("place", "-") for problem in command("check", "Household", *words).answer["problems"]]
        for words in ((), ("--as-of", "2025-06-30"), ("--as-of", "2025-07-01"))
    ]
    assert told == [["-"], ["Xã Keo Lôm"], ["Xã Na Son"]]
    assert "(Xã Keo Lôm)" in command("check", "Household", "--as-of", "30/6/2025", human=True).said


def test_that_an_export_is_by_the_places_of_the_day(command: Command, database: Path) -> None:
    put(database)
    for words, place in (
        (("--as-of", "2025-06-30"), "Xã Keo Lôm"),
        (("--as-of", "2025-07-01", "--level", "province"), "Tỉnh Điện Biên"),
    ):
        assert command("export", "Household", "-o", "ho.xlsx", *words).answer["rows"] == 1
        sheet = openpyxl.load_workbook("ho.xlsx").worksheets[0]
        assert place in [cell.value for row in sheet.iter_rows() for cell in row]
        answer = command("import", "ho.xlsx").answer["sheets"][0]
        assert (answer["unchanged"], answer["changed"], answer["refused"]) == (1, 0, 0)
