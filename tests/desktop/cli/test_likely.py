"""Asks what a command advises on rows that may be stored records, before they are saved and after."""

from pathlib import Path

import openpyxl

from tests.desktop.cli.visits import Command

HEAD = ("Họ và tên chủ hộ", "Ngày sinh", "Dân tộc", "Xã", "Bản", "Số khẩu", "Diện hộ")
PAO = ("Sùng A Páo", 1983, "Mông", "Na Son", "Bản Na Sang", 5, "Hộ nghèo")


def written(path: Path, *rows: tuple[str | int, ...]) -> str:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return str(path)


def test_that_answers_are_asked_for_only_while_nothing_is_saved(command: Command, tmp_path: Path) -> None:
    first = written(tmp_path / "a.xlsx", HEAD, PAO)
    later = written(tmp_path / "b.xlsx", HEAD, ("Sùng Páo", *PAO[1:]))
    assert command("import", first, "--type", "Household").status == 0
    said = command("import", later, "--type", "Household", "--dry-run").said
    assert "trả lời ở mục “likely” rồi nhập với --settle" in said
    said = command("import", later, "--type", "Household").said
    assert "đã ghi thành hồ sơ mới: xem trang “Hồ sơ có thể trùng”" in said and "trả lời" not in said
