"""Asks whether a check on the command line knows which warnings were accepted."""

from pathlib import Path

from desktop.catalog import load_catalog
from desktop.shared import Household
from desktop.testing import sound_example
from desktop.workspace import Workspace
from desktop.workspace.accepting import accept
from tests.desktop.cli.visits import Command


def test_that_an_accepted_warning_is_told_apart(command: Command, database: Path) -> None:
    workspace = Workspace.open(database, load_catalog())
    told = {"poverty_class": "poor", "class_year": 2024, "decision_number": None}
    poor = workspace.save(sound_example(workspace, Household, **told))
    (warning,) = [each for each in workspace.problems_of(poor) if each.field == "decision_number"]
    accept(workspace, poor, [warning], "Quyết định đang ký")
    workspace.close()
    _status, answer, _said = command("check", "Household")
    found = {each["field"]: each.get("accepted") for each in answer["problems"]}
    assert found["decision_number"] == "Quyết định đang ký"
    _status, _answer, said = command("check", "Household", human=True)
    assert "(đã chấp nhận: Quyết định đang ký)" in said
    assert said.endswith("Thêm 1 cảnh báo đã được chấp nhận kèm lý do.")
