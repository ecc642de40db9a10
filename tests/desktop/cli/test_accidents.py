"""Asks whether what nobody foresaw ends in a sentence: faults, failing components, missing resources."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import plain
from desktop.cli.commands import COMMANDS
from desktop.cli.main import run
from desktop.declare.problems import Refusal
from desktop.storage.engines import connect
from desktop.storage.store import Store
from tests.desktop.cli.visits import FAULTY, GOOD, VISITS, Command, shown, workbook

NAME = "Vàng A Dí"


def test_that_a_fault_is_one_sentence_and_a_report_without_values(
    command: Command, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise KeyError(NAME)

    monkeypatch.setitem(COMMANDS, "changes", fail)
    status, answer, said = command("changes")
    (report,) = database.parent.glob("ntp-desktop-loi-*.txt")
    assert (status, len(said.splitlines())) == (2, 1)
    assert said.startswith("Chương trình gặp lỗi") and report.name in answer["advice"]
    assert "KeyError" in report.read_text("utf-8")
    assert NAME not in said + report.read_text("utf-8")


def test_that_a_component_cannot_end_the_program(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(*_arguments: object) -> None:
        sys.exit(9)

    monkeypatch.setitem(COMMANDS, "changes", leave)
    assert command("changes").status == 2


def test_that_what_a_component_prints_stays_out_of_the_answer(
    plant: Callable[..., Any], command: Command
) -> None:
    plant("chatty", VISITS.replace('"visits"', '"chatty"') + '\nprint("Xin chào")\n')
    status, answer, said = command("components")
    assert (status, said.splitlines()[0]) == (0, "Xin chào")
    assert "chatty" in [component["name"] for component in answer["components"]]


def test_that_a_failed_component_is_told_and_the_rest_works(
    plant: Callable[..., Any], command: Command
) -> None:
    plant("broken", f"raise ValueError({NAME!r})")
    status, answer, said = command("list", "Visit")
    assert (status, answer["count"]) == (0, 0)
    assert said.splitlines()[0].startswith("Thành phần “broken” không chạy được")
    assert NAME not in said


def test_that_missing_resources_are_told_in_their_own_words(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NTP_RESOURCES", str(tmp_path / "nowhere"))
    status, _answer, said = command("list", "Visit")
    assert status == 2
    assert said.startswith("Bản cài đặt thiếu tệp “translations”")
    assert said.endswith("Hãy cài lại chương trình.")


def test_that_a_home_nobody_can_write_into_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    own = tmp_path / "file" / "NTP Desktop" / "ntp.db"
    monkeypatch.setattr("desktop.workspace.workspace.default_database", lambda: own)
    assert run(["list", "Place"], shown()) == 2
    assert "Không tạo được thư mục dữ liệu" in capsys.readouterr().err


def test_that_an_answer_nobody_hears_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in ("stdout", "stderr"):
        monkeypatch.setattr(sys, stream, None)
    assert run(["components", "--json"], shown()) == 0
    monkeypatch.setattr(sys, "stdout", None)
    assert run(["nothing", "--json"], shown()) == 2


def test_that_an_import_is_told_though_its_corrections_could_not_be_written(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise Refusal("Ổ đĩa đã đầy.")

    monkeypatch.setattr("desktop.workspace.importing.write_own_corrections", fail)
    file = str(workbook(tmp_path / "a.xlsx", [*GOOD, FAULTY]))
    assert command("import", file, "--corrections", "sua.xlsx", "--dry-run").status == 2
    status, answer, said = command("import", file, "--corrections", "sua.xlsx")
    assert (status, answer["sheets"][0]["new"], answer["corrections"]) == (1, len(GOOD), None)
    assert answer["corrections_why"] == "Ổ đĩa đã đầy."
    assert f"lần ghi số {answer['change_set']}" in said


def test_that_corrections_are_written_though_the_layout_file_could_not_be(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise Refusal("Ổ đĩa đã đầy.")

    monkeypatch.setattr("desktop.cli.layout_commands.write_layouts", fail)
    file = str(workbook(tmp_path / "a.xlsx", [*GOOD, FAULTY]))
    _status, answer, said = command("import", file, "--corrections", "sua.xlsx", "--write-layout", "mau.json")
    assert (answer["layout_file"], answer["layout_why"]) == (None, "Ổ đĩa đã đầy.")
    assert answer["corrections_own"] and Path(answer["corrections"]).exists()
    assert said.count(f"lần ghi số {answer['change_set']}") == 1


def test_that_a_command_tells_whom_it_waits_for_and_goes_on(
    command: Command, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(workbook(tmp_path / "a.xlsx", GOOD))
    assert command("list", "Visit").status == 0
    other, told = connect(database, None), list[str]()

    def ends(says: str) -> None:
        told.append(says)
        if other.in_transaction:
            other.execute("ROLLBACK")

    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(plain, "say", ends)
    status, answer, _said = command("import", file)
    other.close()
    assert (status, answer["sheets"][0]["new"]) == (0, len(GOOD))
    assert database.name in told[0] and "chờ" in told[0]


def test_that_a_database_that_stays_taken_is_refused(
    command: Command, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(workbook(tmp_path / "a.xlsx", GOOD))
    assert command("list", "Visit").status == 0
    monkeypatch.setitem(Store.open.__kwdefaults__, "patience", 0.1)
    other = connect(database, None)
    other.execute("BEGIN IMMEDIATE")
    status, answer, said = command("import", file)
    other.execute("ROLLBACK")
    other.close()
    assert status == 2
    assert "chương trình khác ghi" in answer["refused"]
    assert [database.name in line for line in said.splitlines()] == [True, True]
    assert command("import", file).status == 0
