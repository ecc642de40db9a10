"""Asks whether what was saved survives a kill, a copy is whole, and a change from outside shows."""

from __future__ import annotations

import errno
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from desktop.declare.fields import AttachedFile
from desktop.declare.problems import Refusal
from desktop.storage import backups
from desktop.storage.backups import back_up
from desktop.storage.store import Store
from tests.desktop.storage.samples import TYPES, House, change_outside, content, house

IMPORTS = """
import sys
from pathlib import Path
from desktop.storage.store import Store
from tests.desktop.storage.samples import TYPES, House, house
with Store.open(Path(sys.argv[1]), TYPES) as store:
    for number in range(1000):
        with store.writing("nhập") as writing:
            for part in range(4):
                writing.save_all([house(f"{number} {part} {each}") for each in range(25)])
                print("wrote", flush=True)
        print("saved", flush=True)
"""


def test_that_a_kill_in_the_middle_of_imports_leaves_whole_imports_only(tmp_path: Path) -> None:
    for lines in (4, 8, 11):
        path = tmp_path / f"so{lines}.db"
        child = subprocess.Popen(
            [sys.executable, "-c", IMPORTS, str(path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        assert child.stdout is not None
        told = [child.stdout.readline().strip() for _line in range(lines)]
        child.kill()
        told += child.communicate()[0].split()
        with Store.open(path, TYPES) as store, store.reading() as reader:
            count = reader.count(House)
            assert count % 100 == 0
            assert count >= 100 * told.count("saved")
            assert sum(one.new for one in store.change_sets()) == count
            assert store.verify() == []


def test_that_a_copy_holds_everything_and_takes_its_name_last(store: Store, tmp_path: Path) -> None:
    with store.writing("thêm") as writing:
        writing.save_all([house(f"Chủ hộ {number}") for number in range(300)])
    (tmp_path / "copy.db").write_text("an older copy")
    with store.writing("đang sửa") as writing:
        writing.save(house("chưa xong"))
        store.backup(tmp_path / "copy.db")
    assert sorted(file.name for file in tmp_path.glob("copy*")) == ["copy.db"]
    with Store.open(tmp_path / "copy.db", TYPES) as copy:
        assert len(content(copy)["House"]) == 300
        assert copy.verify() == []
    with pytest.raises(Refusal):
        store.backup(tmp_path / "no such folder" / "copy.db")


def test_that_a_refused_copy_says_which_of_the_two_files_is_in_the_way(
    file_store: Store, tmp_path: Path
) -> None:
    with file_store.writing("thêm") as writing:
        writing.save_all([house(f"Chủ hộ {number}") for number in range(300)])
    good = tmp_path / "good.db"
    file_store.backup(good)
    whole = good.read_bytes()
    sources = {
        "text.db": "không phải sổ dữ liệu".encode() * 100,
        "empty.db": b"",
        "cut.db": whole[: len(whole) // 2],
        "holes.db": whole[:16384] + bytes(40960) + whole[57344:],
    }
    for name, kept in sources.items():
        (tmp_path / name).write_bytes(kept)
    sqlite3.connect(tmp_path / "foreign.db").execute("CREATE TABLE a (b)").connection.close()
    for name in (*sources, "foreign.db"):
        with pytest.raises(Refusal, match=re.escape(name)):
            back_up(tmp_path / name, good)
    for to in (tmp_path / "nowhere" / "copy.db", Path("/proc/copy.db"), tmp_path):
        with pytest.raises(Refusal, match="bản sao"):
            file_store.backup(to)
    assert good.read_bytes() == whole
    assert not list(tmp_path.glob("*.part*"))


def test_that_a_database_that_cannot_be_looked_at_is_named_and_not_the_copy(
    file_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unread(*_args: object, **_options: object) -> list[str]:
        raise driver.OperationalError("disk I/O error")

    monkeypatch.setattr(backups, "_copy", unread)
    monkeypatch.setattr(backups, "damages_of", unread)
    with pytest.raises(Refusal, match="“so"):
        file_store.backup(tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))


@pytest.mark.parametrize(
    ("tampering", "says"),
    [
        ("UPDATE homes__house SET local = local + 1 WHERE seq__ = 2", "Nhà"),
        ("DELETE FROM homes__house WHERE seq__ = 2", "Nhà"),
        ("DELETE FROM homes__house__members WHERE position__ = 0", "Nhà"),
        ("UPDATE change_set SET who = 'x' WHERE number = 1", "số 1"),
        ("UPDATE change SET ids = ids || ' x' WHERE change_set = 2", "số 2"),
        ("DELETE FROM change WHERE change_set = 2", "số 2"),
        (
            "INSERT INTO homes__house (id, changed_in, owner) VALUES ('x', 1, 'x')",
            "Nhà",
        ),
    ],
)
def test_that_a_change_from_outside_shows(store: Store, tampering: str, says: str) -> None:
    with store.writing("thêm") as writing:
        ids = [saved.id for saved in writing.save_all([house(f"Chủ hộ {number}") for number in range(3)])]
    with store.reading() as reader:
        found = reader.get(House, ids[0])
    assert found is not None
    with store.writing("sửa") as writing:
        writing.save(found.changed(local=1))
    assert store.verify() == []
    change_outside(store, tampering)
    [told] = store.verify()
    assert says in told


def test_that_an_attached_file_lies_beside_the_database(store: Store, tmp_path: Path) -> None:
    (tmp_path / "giấy tờ.pdf").write_bytes(b"%PDF")
    file = store.attach(tmp_path / "giấy tờ.pdf")
    assert store.attach(tmp_path / "giấy tờ.pdf") == file
    with store.writing("đính kèm") as writing:
        id = writing.save(house(paper=file)).id
    with store.reading() as reader:
        found = reader.get(House, id)
    assert found is not None
    assert store.attachment(found.paper).read_bytes() == b"%PDF"
    if isinstance(store.info.where, Path):
        assert store.attachment(found.paper).parent == tmp_path / "so.files"
    with pytest.raises(Refusal, match=r"scan\.pdf"):
        store.attachment(AttachedFile("scan.pdf", "0" * 64))
    with pytest.raises(Refusal, match=r"missing\.pdf"):
        store.attach(tmp_path / "missing.pdf")


def test_that_a_file_a_full_disk_cut_off_leaves_nothing_beside(
    file_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(_path: Path, part: Path) -> None:
        part.write_bytes(b"%P")
        raise OSError(errno.ENOSPC, "full")

    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    monkeypatch.setattr(shutil, "copyfile", cut_off)
    with pytest.raises(Refusal, match="chỗ trống"):
        file_store.attach(tmp_path / "scan.pdf")
    assert list((tmp_path / "so.files").iterdir()) == []


@pytest.mark.parametrize(
    "does",
    [
        "CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM change; END",
        "CREATE VIEW v AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x FROM r",
    ],
)
def test_that_a_file_that_would_work_by_itself_is_not_opened(tmp_path: Path, does: str) -> None:
    path = tmp_path / "a.db"
    Store.open(path, TYPES).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(does)
    with pytest.raises(Refusal, match="bị hỏng"):
        Store.open(path, TYPES)
