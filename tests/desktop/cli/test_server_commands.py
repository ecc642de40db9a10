"""Asks whether the commands do on a server what they do on a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.workspace import copies
from tests import server
from tests.desktop.cli.visits import GOOD, Command, workbook


@pytest.mark.parametrize("where", ["server"] if server.programs() else [])
def test_that_a_workbook_comes_in_goes_out_is_taken_back_and_copied(
    where: str,
    command: Command,
    new_on_server: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named = "--database", server.copied(new_on_server)
    came = command("import", str(workbook(tmp_path / "a.xlsx", GOOD)), *named)
    assert came.status == 0
    listed = command("list", "Visit", *named)
    assert listed.answer["count"] == len(GOOD)
    assert command("export", "Visit", "-o", str(tmp_path / "b.xlsx"), *named).status == 0
    again = command("import", str(tmp_path / "b.xlsx"), *named)
    [table] = again.answer["sheets"]
    assert (table["new"], table["changed"], table["unchanged"]) == (0, 0, len(GOOD))
    assert command("check", *named).status == command("check").status
    monkeypatch.setattr(copies, "file_beside", lambda _where: tmp_path / "so.db")
    kept = command("backup", *named)
    assert Path(kept.answer["file"]).parent == tmp_path / "backups"
    assert command("list", "Visit", "--database", kept.answer["file"]).answer["rows"] == listed.answer["rows"]
    first = next(one for one in command("changes", *named).answer["change_sets"] if "a.xlsx" in one["why"])
    assert command("undo", str(first["number"]), *named).status == 0
    assert command("list", "Visit", *named).answer["count"] == 0
