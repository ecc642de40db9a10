"""Asks what the command `backup` copies, and where to."""

from pathlib import Path

from desktop.storage.engines import connect
from tests.desktop.cli.visits import Command


def count_sets(file: Path) -> int:
    connection = connect(file, None)
    try:
        return int(connection.execute("SELECT count(*) FROM change_set").fetchone()[0])
    finally:
        connection.close()


def test_that_a_backup_lies_in_a_folder_beside_the_data(filled: Command, database: Path) -> None:
    ran = filled("backup")
    assert ran.status == 0
    copy = Path(ran.answer["file"])
    assert copy.parent == database.parent / "backups"
    assert count_sets(copy) == count_sets(database) > 1


def test_that_a_backup_goes_into_the_file_that_is_named(filled: Command, tmp_path: Path) -> None:
    assert filled("backup", "--out", str(tmp_path / "Bản sao.db")).status == 0
    assert count_sets(tmp_path / "Bản sao.db") > 1


def test_that_a_backup_never_takes_the_place_of_the_data(filled: Command, database: Path) -> None:
    assert filled("backup", "--out", str(database)).status == 2


def test_that_there_is_nothing_to_back_up_before_the_first_data(command: Command, tmp_path: Path) -> None:
    ran = command("backup", "--database", str(tmp_path / "new.db"))
    assert (ran.status, ran.answer) == (0, {"file": None})
    assert not (tmp_path / "new.db").exists()
