"""Asks whether what cannot be done is refused in one sentence, in the language that was asked for."""

import os
import struct
from pathlib import Path

import pytest

from desktop.declare import text
from tests.desktop.cli.visits import FAULTY, GOOD, Command, workbook

REFUSED = [
    ("list",),
    ("nothing",),
    ("--nothing",),
    ("list", "Visit", "--js"),
    ("list", "Nothing"),
    ("list", "Visit", "--sort", "nothing"),
    ("list", "Visit", "--where", "nothing=1"),
    ("list", "Visit", "--where", "cost"),
    ("list", "Visit", "--where", "cost=nhiều"),
    ("list", "Visit", "--where", "stage=Cũ"),
    ("list", "Visit", "--limit", "x"),
    ("list", "Visit", "--limit=-1"),
    ("list", "Visit", "--limit"),
    ("list", "Visit", "--language", "fr"),
    ("list", "Visit", "--masked", "--names"),
    ("backup", "-o", "good.xlsx", "--database", "text.xlsx"),
    ("list", "Household", "--where", "commune=Xã Không Có"),
    ("template", "Visit"),
    ("template", "Nothing", "-o", "a.xlsx"),
    ("template", "Visit", "-o", "a.txt"),
    ("template", "Visit", "-o", "nowhere/a.xlsx"),
    ("export", "Nothing", "-o", "a.xlsx"),
    ("export", "Visit", "-o", "text.xlsx/a.xlsx"),
    ("import",),
    ("import", "missing.xlsx"),
    ("import", "text.xlsx"),
    ("import", "empty.xlsx"),
    ("import", "text.pdf"),
    ("import", "."),
    ("import", "good.xlsx", "--type", "Nothing"),
    ("import", "good.xlsx", "--layout", "nothing"),
    ("import", "good.xlsx", "--place", "99999"),
    ("component", "install", "missing.whl"),
    ("component", "install", "text.xlsx"),
    ("component", "remove", "visits"),
    ("component", "remove", "nothing"),
    ("component", "turn", "visits"),
    ("report", "nothing", "-o", "a.docx"),
    ("report", "capital"),
    ("report", "capital", "-o", "a.txt"),
    ("report", "capital", "-o", "a.docx", "--period", "2026-Q7"),
    ("report", "capital", "-o", "a.docx", "--place", "99999"),
    ("report", "capital", "-o", "a.docx", "--as-of", "hôm nay"),
    ("report", "obstacles", "-o", "a.docx", "--period", "2026"),
    ("check", "Nothing"),
    ("chart", "nothing"),
    ("chart", "cost_by_stage", "-o", "a.bmp"),
    ("chart", "cost_by_stage", "-o", "nowhere/a.png"),
    ("undo",),
    ("undo", "x"),
    ("undo", "999"),
    ("undo", "9" * 30),
    ("list", "Visit", "--limit", "9" * 30),
    ("list", "Visit", "--database", "x" * 300 + ".db"),
    ("import", "two\nlines.xlsx"),
    ("import", "x" * 300 + ".xlsx"),
    ("import", "good.xlsx", "--corrections", "good.xlsx"),
    ("demo",),
    ("demo", "--out", "text.xlsx"),
    ("list", "Visit", "--database", "empty.xlsx"),
    ("list", "Visit", "--database", "text.xlsx"),
    ("list", "Visit", "--database", "."),
    ("list", "Visit", "--database", "nowhere/a.db"),
    ("list", "Visit", "--database", "text.xlsx/a.db"),
    ("list", "Visit", "--database", "ftp://somewhere/a"),
]


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_that_what_cannot_be_done_is_refused_in_a_sentence(
    command: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "text.xlsx").write_text("Đây không phải là bảng tính.", "utf-8")
    (tmp_path / "text.pdf").write_text("%PDF-1.7", "utf-8")
    (tmp_path / "empty.xlsx").touch()
    workbook(tmp_path / "good.xlsx", GOOD)
    status, answer, said = command(*words)
    assert status == 2
    assert answer["refused"]
    assert said == " ".join(f"{answer['refused']} {answer['advice']}".split())
    assert len(said.splitlines()) == 1
    assert "Errno" not in said and "No such" not in said and "not allowed" not in said


def test_that_one_bad_file_keeps_no_good_one_out_and_each_is_told_by_name(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "text.xlsx").write_text("Đây không phải là bảng tính.", "utf-8")
    (tmp_path / "empty.xlsx").touch()
    workbook(tmp_path / "good.xlsx", GOOD)
    files = ("text.xlsx", "good.xlsx", "empty.xlsx")
    status, answer, said = command("import", *files, "--all-or-nothing")
    assert status == 2 and all(file in answer["refused"] for file in ("text.xlsx", "empty.xlsx"))
    assert command("list", "Visit").answer["count"] == 0
    status, answer, said = command("import", *files)
    assert status == 1 and {sheet["file"] for sheet in answer["sheets"]} == {"good.xlsx"}
    assert command("list", "Visit").answer["count"] == len(GOOD)
    assert [each["file"] for each in answer["left_out"]] == ["text.xlsx", "empty.xlsx"]
    for each in answer["left_out"]:
        assert each["file"] in each["refused"] and f"{each['refused']} {each['advice']}".strip() in said


def test_that_files_without_a_known_list_are_refused_after_the_reason_of_each_sheet(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "note.csv").write_text("Chào các anh chị\n", "utf-8")
    status, answer, said = command("import", "note.csv")
    assert (status, answer["change_set"]) == (2, None)
    assert answer["sheets"][0]["reason"] in said
    assert said.endswith(f"{answer['refused']} {answer['advice']}")


def test_that_a_place_for_corrections_is_asked_before_anything_is_saved(
    command: Command, tmp_path: Path
) -> None:
    file = workbook(tmp_path / "a.xlsx", [*GOOD, FAULTY])
    assert command("import", str(file), "--corrections", "nowhere/a.xlsx").status == 2
    assert command("list", "Visit").answer["count"] == 0


def read_only_folder(tmp_path: Path) -> Path:
    """A folder nobody can write into; the superuser can write into all but those of the system."""
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    return Path("/proc") if os.access(folder, os.W_OK) else folder


@pytest.mark.parametrize(
    "words", [("template", "Visit", "-o", "a.xlsx"), ("list", "Visit", "--database", "a.db")]
)
def test_that_a_read_only_folder_is_refused_in_a_sentence(
    command: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder = read_only_folder(tmp_path)
    status, answer, said = command(*words[:-1], str(folder / words[-1]))
    assert (status, len(said.splitlines())) == (2, 1)
    assert words[-1] in answer["refused"]


def write_translations(folder: Path, sentences: dict[str, str]) -> None:
    """A compiled gettext catalog: a head, two tables of lengths and places, then the texts."""
    pairs = sorted((one.encode(), other.encode()) for one, other in sentences.items())
    texts, tables, place = b"", [b"", b""], 28 + 16 * len(pairs)
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<2I", len(pair[side]), place + len(texts))
            texts += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 28 + 16 * len(pairs))
    folder.mkdir(parents=True)
    (folder / "desktop.mo").write_bytes(head + b"".join(tables) + texts)


@pytest.mark.parametrize("words", [("--language", "en"), ("--language=en",)])
def test_that_a_command_speaks_english(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    sentences = {
        "": "Content-Type: text/plain; charset=UTF-8\n",
        "Lệnh còn thiếu: {what}.": "The command still needs: {what}.",
        "Xem cách dùng: ntp-desktop --help": "For its use: ntp-desktop --help",
        "Thăm hộ": "Visits",
    }
    write_translations(tmp_path / "translations" / "en" / "LC_MESSAGES", sentences)
    monkeypatch.setattr(text, "_folders", [])
    monkeypatch.setattr("desktop.cli.main.resource", tmp_path.joinpath)
    said = command("list", *words).said
    assert said == "The command still needs: TYPE. For its use: ntp-desktop --help"
    components = command(*words, "components").answer["components"]
    assert "Visits" in [component["title"] for component in components]
    assert command("list").said.startswith("Lệnh còn thiếu: TYPE.")
