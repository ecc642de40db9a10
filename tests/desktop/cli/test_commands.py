"""Asks whether each command does its work and answers as JSON."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.api import hookimpl
from desktop.cli.commands import COMMANDS
from desktop.cli.main import run
from tests.desktop.cli.visits import FAULTY, GOOD, Command, shown, workbook


def test_that_components_tells_who_is_there(command: Command) -> None:
    status, answer, said = command("components")
    found = {component["name"]: component for component in answer["components"]}
    assert status == 0
    assert found["visits"]["title"] == "Thăm hộ"
    assert found["visits"]["version"] == "1.2"
    assert found["visits"]["state"] == "loaded"
    assert found["visits"]["failure"] is None
    assert found["visits"]["record_types"] == ["Visit"]
    assert {"Household", "Person", "Place"} <= set(found["shared"]["record_types"])
    assert "Thăm hộ" in said


def test_that_components_names_a_failure_and_its_traceback(
    command: Command, plant: Callable[..., Any]
) -> None:
    plant("broken", "raise RuntimeError")
    status, answer, said = command("components")
    (broken,) = [each for each in answer["components"] if each["name"] == "broken"]
    assert status == 0
    assert (broken["state"], broken["record_types"]) == ("failed", [])
    assert broken["failure"] == "Không nạp được mã của thành phần."
    assert "RuntimeError" in broken["details"]
    assert broken["failure"] in said


def test_that_components_names_one_whose_migration_fails(
    filled: Command, plant: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def m001_break(schema: object) -> None:
        raise ZeroDivisionError("Sùng A Chứ")

    visits = sys.modules["planted_ntp_visits"]
    monkeypatch.setattr(visits, "register_migrations", hookimpl(lambda: [m001_break]), raising=False)
    status, answer, said = filled("components")
    (broken,) = [each for each in answer["components"] if each["name"] == "visits"]
    assert status == 0
    assert (broken["state"], broken["record_types"]) == ("failed", [])
    assert "bước 1" in broken["failure"]
    assert "ZeroDivisionError" in broken["details"]
    assert "Sùng" not in said
    assert filled("list", "Household").status == 0
    assert filled("list", "Visit").status == 2
    monkeypatch.delattr(visits, "register_migrations")
    assert filled("list", "Visit").answer["count"] == 3


def test_that_components_answers_where_the_database_cannot_be_opened(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "other.db").write_bytes(b"no database")
    status, answer, said = command("components", "--database", "other.db")
    assert status == 0
    assert [each["state"] for each in answer["components"]].count("loaded") >= 2
    assert "other.db" in said
    assert command("components", "--database", "none.db").status == 0
    assert not (tmp_path / "none.db").exists()


def test_that_safe_leaves_the_others_off(command: Command) -> None:
    answer = command("components", "--safe").answer
    states = {component["name"]: component["state"] for component in answer["components"]}
    assert (states["shared"], states["visits"]) == ("loaded", "off")
    assert command("list", "Visit", "--safe").status == 2


def test_that_template_writes_an_empty_workbook(command: Command, tmp_path: Path) -> None:
    status, answer, _said = command("template", "Visit", "-o", "mau.xlsx")
    assert (status, answer) == (0, {"file": str(tmp_path / "mau.xlsx")})
    words = [cell.value for row in openpyxl.load_workbook("mau.xlsx").worksheets[0].rows for cell in row]
    assert any("Chi phí" in str(word) for word in words)
    assert command("import", "mau.xlsx").answer["sheets"][0]["read"] == 0


def test_that_import_saves_good_rows_and_returns_the_others(command: Command, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", [*GOOD, FAULTY])
    status, answer, said = command("import", str(file), "--corrections", "sua.xlsx")
    (sheet,) = answer["sheets"]
    assert status == 1
    assert (sheet["file"], sheet["sheet"], sheet["type"]) == ("a.xlsx", "Lượt thăm", "Visit")
    assert [sheet[name] for name in ("read", "new", "changed", "unchanged", "refused")] == [4, 3, 0, 0, 1]
    assert all({"row", "why"} <= skipped.keys() for skipped in sheet["skipped"])
    (problem,) = answer["problems"]
    assert problem["rule"] == "visits.Visit.nothing_is_spent_too_soon"
    assert (problem["grade"], problem["file"], problem["sheet"]) == ("BLOCK", "a.xlsx", "Lượt thăm")
    assert (problem["cell"], problem["row"], problem["field"]) == ("C5", 5, "cost")
    assert problem["message"] == "Chưa xong thì chưa chi 700.000 đ."
    assert "basis" in problem
    assert (answer["dry_run"], isinstance(answer["change_set"], int)) == (False, True)
    assert answer["corrections"] == str(tmp_path / "sua.xlsx")
    assert (tmp_path / "sua.xlsx").exists()
    assert "4" in said
    assert command("list", "Visit").answer["count"] == 3


def test_that_importing_again_finds_nothing_new(filled: Command) -> None:
    status, answer, _said = filled("import", "a.xlsx")
    (sheet,) = answer["sheets"]
    assert status == 0
    assert [sheet[name] for name in ("read", "new", "changed", "unchanged", "refused")] == [3, 0, 0, 3, 0]


def test_that_a_dry_run_keeps_nothing(command: Command, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", GOOD)
    status, answer, _said = command("import", str(file), "--dry-run")
    assert (status, answer["dry_run"], answer["change_set"]) == (0, True, None)
    assert answer["sheets"][0]["new"] == 3
    assert command("list", "Visit").answer["count"] == 0


def test_that_all_or_nothing_keeps_nothing_beside_a_fault(command: Command, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", [*GOOD, FAULTY])
    status, answer, _said = command("import", str(file), "--all-or-nothing")
    sheet = answer["sheets"][0]
    assert (status, answer["change_set"]) == (1, None)
    assert sheet["read"] == sheet["new"] + sheet["changed"] + sheet["unchanged"] + sheet["refused"]
    assert command("list", "Visit").answer["count"] == 0


def test_that_a_row_that_breaks_a_rule_can_be_kept_as_a_draft(command: Command, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", [*GOOD, FAULTY])
    status, answer, _said = command("import", str(file), "--drafts")
    sheet = answer["sheets"][0]
    assert (status, sheet["new"], sheet["refused"]) == (1, 4, 0)
    assert [problem["grade"] for problem in answer["problems"]] == ["BLOCK"]


def test_that_export_imports_back_unchanged(filled: Command, tmp_path: Path) -> None:
    status, answer, _said = filled("export", "Visit", "-o", "xuat.xlsx", "--where", "stage=Xong")
    assert (status, answer) == (0, {"file": str(tmp_path / "xuat.xlsx"), "rows": 2})
    (sheet,) = filled("import", "xuat.xlsx").answer["sheets"]
    assert [sheet[name] for name in ("type", "read", "unchanged")] == ["Visit", 2, 2]


def test_that_export_masks_personal_data(command: Command) -> None:
    command("export", "Household", "-o", "che.xlsx", "--masked")
    assert Path("che.xlsx").exists()


def test_that_list_answers_plain_values(filled: Command) -> None:
    status, answer, _said = filled("list", "visits.Visit", "--sort=-number", "--limit", "2")
    assert (status, answer["count"]) == (0, 3)
    rows = [{name: value for name, value in row.items() if name != "id"} for row in answer["rows"]]
    assert rows == [
        {"number": 3, "stage": "done", "cost": 500_000, "day": "2026"},
        {"number": 2, "stage": "done", "cost": 2_000_000, "day": "2026-01"},
    ]
    (row,) = filled("list", "Visit", "--where", "day=5/1/2026").answer["rows"]
    assert (row["number"], row["day"]) == (1, "2026-01-05")
    assert filled("list", "Visit", "--where", "cost=").answer["count"] == 1
    assert filled("list", "Visit", "--where", f"id={row['id']}").answer["count"] == 1


def test_that_list_knows_places(command: Command) -> None:
    where = ["--where", "kind=commune", "--where", "code=03203", "--where", "valid_to="]
    (row,) = command("list", "Place", *where).answer["rows"]
    assert row["name"] == "Xã Na Son"
    assert row["valid_from"] == "2025-07-01"


def test_that_a_person_reads_lines_and_json_stays_away(filled: Command) -> None:
    status, answer, said = filled("list", "Visit", human=True)
    assert (status, answer) == (0, None)
    assert said.splitlines()[-1] == "3 hồ sơ"


def test_that_check_asks_all_rules(filled: Command, tmp_path: Path) -> None:
    status, answer, _said = filled("check")
    assert (status, answer["problems"]) == (0, [])
    assert filled("check", "Visit").answer == {"checked": 3, "problems": []}
    spent = str(workbook(tmp_path / "b.xlsx", [(2, "Mới", None, None)]))
    assert filled("import", spent).status == 1
    assert filled("check", "Visit").answer == {"checked": 3, "problems": []}
    filled("import", spent, "--drafts")
    status, answer, said = filled("check", "Visit", human=True)
    assert (status, answer) == (1, None)
    assert "Chưa xong thì chưa chi 2.000.000 đ." in said
    status, answer, _said = filled("check", "Visit")
    (problem,) = answer["problems"]
    assert (problem["grade"], problem["field"], problem["cell"]) == ("BLOCK", "cost", None)
    assert filled("check", "Household").answer == {"checked": 0, "problems": []}


def test_that_chart_answers_figures_and_draws(filled: Command, tmp_path: Path) -> None:
    drawn: list[Any] = []

    def draw(drawing: Any, path: Path, **options: Any) -> None:
        drawn.append((drawing.labels, path, options))

    status, answer, _said = filled("chart", "cost_by_stage", "-o", "a.svg", screen=shown(draw_chart=draw))
    assert status == 0
    assert answer["labels"] == ["Mới", "Xong"]
    assert answer["series"] == [{"name": "Lượt thăm", "values": [0, 2.5]}]
    assert (answer["unit"], answer["title"]) == ("triệu đồng", "Chi phí theo bước")
    assert answer["file"] == str(tmp_path / "a.svg")
    assert drawn == [(("Mới", "Xong"), Path("a.svg"), {"title": "Chi phí theo bước", "kind": "bar"})]
    assert filled("chart", "cost_by_stage").answer["labels"] == ["Mới", "Xong"]


def test_that_changes_tell_of_an_import_its_files_counts_and_columns(filled: Command) -> None:
    (found,) = filled("changes", "--limit", "1").answer["change_sets"]
    brought = found["import"]
    assert (brought["files"], brought["read"], brought["new"], brought["refused"]) == (["a.xlsx"], 3, 3, 0)
    (sheet,) = brought["sheets"]
    assert (sheet["record_type"], len(sheet["file_mark"])) == ("visits.Visit", 20)
    assert {"heading": "Bước", "field": "stage"} in sheet["layout"]["columns"]


def test_that_columns_are_read_by_the_file_of_another_office(command: Command, tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", GOOD)
    written = command("import", str(path), "--dry-run", "--write-layout", "ours.json")
    assert written.answer["layout_file"] == str(tmp_path / "ours.json")
    told = json.loads((tmp_path / "ours.json").read_text("utf-8"))
    for column in told["layouts"][0]["columns"]:
        if column["field"] == "cost":
            column["unit"] = 1000
    told["layouts"][0]["constants"] = {"day": "2025-01-02"}
    (tmp_path / "theirs.json").write_text(json.dumps(told), "utf-8")
    ran = command("import", str(path), "--layout", "theirs.json")
    assert ran.status == 0
    assert any("theirs.json" in says for says in ran.answer["sheets"][0]["says"])
    (dear,) = command("list", "Visit", "--where", "number=2").answer["rows"]
    assert dear["cost"] == 2_000_000_000
    known = command("layouts", "-o", "known.json").answer
    assert [each["type"] for each in known["layouts"] if each["remembered_on"]] == ["visits.Visit"]
    assert json.loads((tmp_path / "known.json").read_text("utf-8"))["layouts"][0]["columns"]
    assert command("layouts", "nothing").status == 2
    assert command("import", str(path), "--layout", "no.json").status == 2


def test_that_changes_tell_who_when_and_why(filled: Command) -> None:
    (found,) = filled("changes", "--limit", "1").answer["change_sets"]
    assert found["new"] == 4, "three visits, and the import itself"
    assert found["who"]
    assert found["when"].startswith("20")
    assert "a.xlsx" in found["why"]
    record = filled("list", "Visit").answer["rows"][0]["id"]
    (of_record,) = filled("changes", "--record", record).answer["change_sets"]
    assert of_record["number"] == found["number"]


def test_that_undo_goes_back_and_forth(filled: Command) -> None:
    number = filled("changes").answer["change_sets"][0]["number"]
    status, answer, _said = filled("undo", str(number))
    assert (status, answer["undone"], answer["conflicts"]) == (0, number, [])
    assert filled("list", "Visit").answer["count"] == 0
    assert filled("undo", str(answer["change_set"])).status == 0
    assert filled("list", "Visit").answer["count"] == 3


def test_that_undo_keeps_and_names_what_was_changed_later(filled: Command, tmp_path: Path) -> None:
    number = filled("changes").answer["change_sets"][0]["number"]
    filled("import", str(workbook(tmp_path / "b.xlsx", [(3, "Xong", 900_000, "2026")])))
    status, answer, said = filled("undo", str(number))
    (conflict,) = answer["conflicts"]
    assert status == 0
    assert (conflict["record_type"], conflict["fields"]) == ("Visit", ["cost"])
    assert conflict["message"]
    assert "1 hồ sơ" in said
    assert filled("list", "Visit").answer["count"] == 1


def test_that_no_command_opens_the_window(tmp_path: Path) -> None:
    asked: list[Any] = []

    def open_window(database: str | None, **options: Any) -> int:
        asked.append((database, options))
        return 7

    words = ["--demo", "--safe", "--language=en", "--database", "a.db"]
    assert run(words, shown(open_window=open_window)) == 7
    assert asked == [("a.db", {"demo": True, "safe": True, "language": "en"})]


def test_that_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(["--help"], shown())
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert all(name in said for name in COMMANDS)


def test_that_every_command_tells_its_use(capsys: pytest.CaptureFixture[str]) -> None:
    # One sign of the texts has a meaning of its own to the library that prints them.
    for name in COMMANDS:
        with pytest.raises(SystemExit) as left:
            run([name, "--help"], shown())
        assert (left.value.code, f"ntp-desktop {name}" in capsys.readouterr().out) == (0, True)


def test_that_help_speaks_one_language(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["list", "--help"], shown())
    told = capsys.readouterr().out
    assert told.startswith("cách dùng: ntp-desktop list [-h]")
    assert not any(word in told for word in ("usage", "positional", "options:", "show this"))


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("commune=11", 1),
        ("commune=Tỉnh Điện Biên", 1),
        ("commune=101", 1),
        ("commune=Huyện Điện Biên Đông", 1),
        ("commune=Na Son", 1),
        ("commune=14", 0),
        ("old_commune=11", 0),
    ],
)
def test_that_a_province_or_district_stands_for_all_below_it(
    command: Command, tmp_path: Path, where: str, count: int
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Họ và tên chủ hộ", "Dân tộc", "Số khẩu", "Diện hộ"])
    book.worksheets[0].append(["Sùng A Páo", "Mông", 5, "Hộ nghèo"])
    book.save(tmp_path / "ho.xlsx")
    assert command("import", "ho.xlsx", "--type", "Household", "--place", "03203").status == 0
    assert command("list", "Household", "--where", where).answer["count"] == count
    assert command("export", "Household", "--where", where, "-o", "ra.xlsx").answer["rows"] == count
