"""Forms of an office and templates of a commune, filled without a window."""

from __future__ import annotations

from pathlib import Path

from tests.desktop.cli.visits import GOOD, Command, workbook


def test_that_export_fills_a_form_of_the_office(command: Command, tmp_path: Path) -> None:
    command("import", str(workbook(tmp_path / "a.xlsx", GOOD)))
    form = workbook(tmp_path / "bieu.xlsx", [(None, None, None, None)])
    words = ("export", "Visit", "--into", str(form), "-o", "dien.xlsx", "--where", "stage=Xong")
    status, answer, said = command(*words)
    assert (status, answer["rows"], answer["first_row"], answer["sheet"]) == (0, 2, 2, "Lượt thăm")
    assert (answer["replaced"], answer["left_out"], answer["blank"]) == (0, 0, [])
    assert "Đã ghi 2 hồ sơ vào dien.xlsx" in said
    (sheet,) = command("import", "dien.xlsx").answer["sheets"]
    assert [sheet[name] for name in ("type", "read", "unchanged")] == ["Visit", 2, 2]
    assert command("export", "Visit", "-o", "x.xlsx", "--layout", "gi").status == 2
    assert command("export", "Visit", "--into", "khong-co.xlsx", "-o", "x.xlsx").status == 2


def test_that_a_template_is_filled_for_a_place_or_refused(command: Command) -> None:
    assert command("template", "Visit", "-o", "mau.xlsx", "--place", "03203").status == 2
    assert command("template", "Household", "-o", "mau.xlsx", "--place", "03203").status == 2
    assert not Path("mau.xlsx").exists()
