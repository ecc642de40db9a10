"""Asks whether a file that cannot be used is refused with a sentence, and left as it was."""

from __future__ import annotations

import inspect
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from desktop.declare.problems import Refusal
from desktop.storage import engines
from desktop.storage.store import Store
from desktop.storage.turns import PATIENCE
from tests.desktop.storage.samples import TYPES, House, Village, content, house

KEY = bytes(range(32))


def _refused(path: Path, says: str, key: bytes | None = None, patience: float = 0.1) -> Refusal:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(Refusal, match=says) as refusal:
        Store.open(path, TYPES, key=key, patience=patience)
    assert refusal.value.advice
    assert (path.read_bytes() if path.is_file() else None) == before
    return refusal.value


def test_that_files_that_are_no_database_are_refused(tmp_path: Path) -> None:
    for name, filling, says in (
        ("empty.db", b"", "trống rỗng"),
        ("text.db", b"Not a database at all. " * 300, "không phải sổ dữ liệu"),
        ("short.db", b"SQLite", "không phải sổ dữ liệu"),
    ):
        (tmp_path / name).write_bytes(filling)
        _refused(tmp_path / name, says)
    _refused(tmp_path, "thư mục")
    _refused(tmp_path / "missing" / "so.db", "Không có thư mục")
    for address in ("mysql://server/so", "postgresql://server", "postgresql://server:cổng/so"):
        with pytest.raises(Refusal, match="địa chỉ"):
            Store.open(address, TYPES)


def test_that_a_commit_waits_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_settle", inspect.unwrap(engines._settle))
    connection = engines.connect(tmp_path / "so.db", None, mode="rwc")
    (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
    connection.close()
    assert synchronous == 2, "a commit that is told of outlives a power cut: FULL"


def test_that_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE photo (name)")
    other.close()
    _refused(tmp_path / "other.db", "chương trình khác")


def test_that_a_damaged_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "so.db"
    with Store.open(path, TYPES) as store, store.writing("thêm") as writing:
        writing.save_all([house(f"Chủ hộ {number}") for number in range(300)])
    pages = bytearray(path.read_bytes())
    pages[4096 : len(pages) - 4096] = bytes(len(pages) - 8192)
    path.write_bytes(bytes(pages))
    _refused(path, "bị hỏng")


def test_that_the_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "so.db"
    Store.open(path, TYPES).close()
    raw = engines.connect(path, None)
    raw.execute(f"PRAGMA user_version={engines.FORMAT + 1}")
    raw.close()
    _refused(path, "phiên bản mới hơn")


def test_that_a_file_another_program_writes_is_waited_for_and_then_refused(tmp_path: Path) -> None:
    path, told = tmp_path / "so.db", list[str]()
    store = Store.open(path, TYPES, patience=0.1, tell=told.append)
    other = engines.connect(path, None)
    other.execute("BEGIN IMMEDIATE")
    assert told == []
    with pytest.raises(Refusal, match="chương trình khác ghi"), store.writing("thêm"):
        pass
    assert ["so.db" in says for says in told] == [True]
    other.execute("ROLLBACK")
    with store.writing("thêm") as writing:
        writing.save(Village(name="Na Son"))
    assert len(told) == 1
    store.close()
    other.close()


def test_that_a_write_goes_on_once_the_other_program_has_ended(tmp_path: Path) -> None:
    path, told = tmp_path / "so.db", list[str]()
    Store.open(path, TYPES).close()
    other = engines.connect(path, None)

    def ends(says: str) -> None:
        told.append(says)
        other.execute("ROLLBACK")

    with Store.open(path, TYPES, tell=ends) as store:
        other.execute("BEGIN IMMEDIATE")
        with store.writing("thêm") as writing:
            writing.save(Village(name="Na Son"))
    assert [str(round(PATIENCE)) in says for says in told] == [True]
    assert PATIENCE <= 10
    other.close()


def test_that_a_file_nobody_else_may_read_is_told_of_when_it_is_opened(tmp_path: Path) -> None:
    path, told = tmp_path / "so.db", list[str]()
    Store.open(path, TYPES).close()
    other = engines.connect(path, None)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refusal, match="chương trình khác ghi"):
        Store.open(path, TYPES, patience=0.1, tell=told.append)
    assert told
    other.close()


def test_that_a_folder_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda place, mode: False)
    _refused(tmp_path / "so.db", "Không ghi được")


def test_that_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "so.db", TYPES) as store:
        with store.writing("thêm") as writing:
            writing.save(house())
            pages = writing.connection.exec_driver_sql("PRAGMA page_count").scalar()
            writing.connection.exec_driver_sql(f"PRAGMA max_page_count={int(pages or 0) + 2}")
        before = content(store)
        with pytest.raises(Refusal, match="Ổ đĩa đã đầy"), store.writing("nhập") as writing:
            writing.save_all([house(f"Chủ hộ {number}") for number in range(2000)])
        assert content(store) == before
        assert store.verify() == []


def test_that_an_encrypted_file_opens_with_its_key_only(tmp_path: Path) -> None:
    path = tmp_path / "so.db"
    with Store.open(path, TYPES, key=KEY) as store:
        with store.writing("thêm") as writing:
            id = writing.save(house()).id
        store.backup(tmp_path / "copy.db")
        assert store.verify() == []
    assert not path.read_bytes().startswith(b"SQLite")
    _refused(path, "khóa không đúng", key=bytes(32))
    _refused(path, "khóa không đúng")
    with Store.open(tmp_path / "copy.db", TYPES, key=KEY) as copy, copy.reading() as reader:
        assert reader.get(House, id) == house()


def test_that_errors_hold_no_values(store: Store) -> None:
    with pytest.raises(Exception) as failure, store.writing("thêm") as writing:
        writing.save(house("Giàng A Páo", id="same"))
        writing.insert_new(writing._tables[House], ["same"], writing._tables[House].columns_of([house()]))
    assert "Páo" not in str(failure.value)
    assert "same" not in str(failure.value)
    assert "Páo" not in repr(house())


@pytest.mark.parametrize("place", [r"\\may-chu\du-lieu\so.db", "//may-chu/du-lieu/so.db"])
def test_that_a_folder_of_another_machine_is_refused(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "absolute", lambda path: path)
    with pytest.raises(Refusal, match="thư mục mạng"):
        Store.open(place, TYPES)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE meta SET value = 'nhiều' WHERE name = 'min_writer'",
        "UPDATE meta SET value = '' WHERE name LIKE 'component:%'",
        "DROP TABLE change",
        "DROP TABLE homes__house",
    ],
)
def test_that_a_file_others_have_taken_something_out_of_is_refused(tmp_path: Path, tampering: str) -> None:
    path = tmp_path / "so.db"
    Store.open(path, TYPES).close()
    raw = engines.connect(path, None)
    raw.execute(tampering)
    raw.close()
    _refused(path, "bị hỏng")


def test_that_a_stick_that_was_pulled_out_is_told_of(tmp_path: Path) -> None:
    told = engines.refusal_for(driver.OperationalError("disk I/O error"), tmp_path / "gone" / "so.db")
    assert told is not None and "không đọc hoặc không ghi" in told.message


@pytest.mark.parametrize(("free", "says"), [(0, "Ổ đĩa đã đầy"), (1 << 30, "không đọc hoặc không ghi")])
def test_that_a_disk_that_fails_is_not_called_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, says: str
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    told = engines.refusal_for(driver.OperationalError("disk I/O error"), tmp_path / "so.db")
    assert told is not None
    assert says in told.message and told.advice
