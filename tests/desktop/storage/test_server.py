"""Asks whether a database on a server is met with the care of a file, and what is said where it cannot be."""

from __future__ import annotations

import socket
import traceback
from pathlib import Path

import psycopg
import pytest

from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.declare.text import fold
from desktop.storage import drafts
from desktop.storage.addresses import Server, address_of
from desktop.storage.server import ServerFault, connect
from desktop.storage.store import Store
from tests.desktop.storage.conftest import PLACES
from tests.desktop.storage.samples import TYPES, House, Village, content, house

SPOKEN = ["Giàng A Páo", "ĐIỆN  BIÊN Đông", "Hoà bình", "ho\u0323a\u0300", "Đà’ Nẵng\u200b", "K`Ho  ", ""]


@pytest.fixture(params=[place for place in PLACES if place == "server"])
def database(request: pytest.FixtureRequest, database: str) -> str:
    """The URL of an empty database; where no server can be started there is nothing to ask."""
    return database


@pytest.fixture
def url(store: Store) -> str:
    """The address of an open store, as it is given to open it."""
    where = store.info.where
    assert isinstance(where, Server)
    return where.url


def said(url: str, statement: str) -> list[tuple[object, ...]]:
    """What a server answers somebody else."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def test_that_an_address_is_told_without_its_password() -> None:
    where = address_of("postgres://can.bo:m%E1%BA%ADt@may-chu.tinh:5433/so_tinh?sslmode=require")
    assert isinstance(where, Server)
    assert (where.name, where.host) == ("so_tinh", "may-chu.tinh")
    assert str(where) == "postgresql://can.bo@may-chu.tinh:5433/so_tinh"
    assert where.url.endswith("?sslmode=require")
    assert repr(where) == str(where)


def test_that_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match=r"“so” trên máy chủ 127\.0\.0\.1") as refused:
            Store.open(f"postgresql://ai:bi-mat@127.0.0.1:{port}/so", TYPES)
    assert "bi-mat" not in str(refused.value)


def test_that_a_server_that_is_gone_is_waited_for_ten_seconds_at_most(url: str) -> None:
    """Also in the middle of a question, as when a cable is pulled: the window may be waiting."""
    where = address_of(url)
    assert isinstance(where, Server)
    with connect(where, writes=False) as connection:
        told = {
            name: int(value) for name, value in connection.info.get_parameters().items() if value.isdigit()
        }
        silent = told["keepalives_idle"] + told["keepalives_interval"] * told["keepalives_count"]
        assert silent <= 10 and told["tcp_user_timeout"] <= 10_000


def test_that_the_database_of_another_program_is_left_alone(database: str) -> None:
    said(database, "CREATE TABLE sales (id integer)")
    with pytest.raises(Refusal, match="chương trình khác"):
        Store.open(database, TYPES)
    assert said(
        database, "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()"
    ) == [(1,)]


def test_that_a_database_of_a_newer_version_is_refused(url: str) -> None:
    said(url, "UPDATE ntp_desktop SET format = 99")
    with pytest.raises(Refusal, match="phiên bản mới hơn"):
        Store.open(url, TYPES)


def test_that_somebody_who_waits_too_long_is_told_who_is_waited_for(store: Store, url: str) -> None:
    heard: list[str] = []
    with Store.open(url, TYPES, patience=0.05, tell=heard.append) as other:
        with store.writing("lâu"), pytest.raises(Refusal, match="máy khác ghi"), other.writing("ngắn"):
            pass
        assert any("máy khác ghi" in sentence for sentence in heard)
        with other.writing("sau đó") as writing:
            writing.save(Village(name="Na Phát"))
    assert [one.why for one in store.change_sets()] == ["sau đó"]


def test_that_an_account_that_may_only_read_reads_and_is_told(store: Store, url: str) -> None:
    with store.writing("thêm") as writing:
        writing.save(house("Giàng A Páo"))
    room = said(url, "SELECT current_schema()")[0][0]
    said(url, "DROP ROLE IF EXISTS viewer")
    said(url, "CREATE ROLE viewer LOGIN")
    said(url, f'GRANT USAGE ON SCHEMA "{room}" TO viewer')
    said(url, f'GRANT SELECT ON ALL TABLES IN SCHEMA "{room}" TO viewer')
    with Store.open(url.replace("ntp@", "viewer@"), TYPES) as viewer:
        with viewer.reading() as reader:
            assert [row.owner for row in reader.rows(House)] == ["Giàng A Páo"]
        with pytest.raises(Refusal, match="không có quyền"), viewer.writing("sửa") as writing:
            writing.save(house("Khác"))
    assert len(store.change_sets()) == 1
    said(url, f'REVOKE ALL ON ALL TABLES IN SCHEMA "{room}" FROM viewer')
    said(url, f'REVOKE ALL ON SCHEMA "{room}" FROM viewer')
    said(url, "DROP ROLE viewer")


@pytest.mark.parametrize("text", SPOKEN)
def test_that_words_are_folded_alike_there_and_here(url: str, text: str) -> None:
    with psycopg.connect(url) as connection:
        [(found,)] = connection.execute("SELECT fold(%s)", (text,)).fetchall()
    assert found == fold(text)


def test_that_words_are_found_by_their_index(store: Store, url: str) -> None:
    with store.writing("thêm") as writing:
        writing.save_all([house(f"Giàng A {name}") for name in ("Páo", "Pó", "Sính")])
    with store.reading() as reader:
        assert reader.count(House, [Condition("", "contains", "gian pa")]) == 1
        assert reader.count(House, [Condition("", "contains", "iang")]) == 0
    asked = "EXPLAIN SELECT 1 FROM homes__house WHERE has_words(search__, '''gian'':*')"
    plan = said(f"{url}%20-cenable_seqscan%3Doff", asked)
    assert "homes__house__words" in str(plan)


def test_that_a_copy_is_a_file_that_opens_by_itself(store: Store, tmp_path: Path) -> None:
    (tmp_path / "giấy.pdf").write_bytes(b"%PDF")
    with store.writing("thêm") as writing:
        writing.save_all(
            [house(f"Chủ hộ {number}", paper=store.attach(tmp_path / "giấy.pdf")) for number in (1, 2)]
        )
    store.drafts.keep("k", "samples.House", "", 0, {"owner": "Vàng A"})
    store.backup(tmp_path / "mang-về.db")
    with Store.open(tmp_path / "mang-về.db", TYPES) as copy, copy.reading() as reader:
        assert content(copy) == content(store)
        assert reader.count(House, [Condition("", "contains", "chu ho 2")]) == 1
        [first, _second] = reader.rows(House)
        assert copy.attachment(first.paper).read_bytes() == b"%PDF"
        assert [one.why for one in copy.change_sets()] == ["thêm"]
        assert copy.verify() == []
        assert copy.drafts.left() == []
        with copy.writing("ghi tiếp") as writing:
            writing.save(house("Người mới"))


def test_that_others_do_not_see_what_somebody_has_typed(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.drafts.keep("k", "samples.House", "", 0, {"owner": "Vàng A"})
    with Store.open(url, TYPES) as again:
        assert [draft.key for draft in again.drafts.left()] == ["k"]
    monkeypatch.setattr(drafts, "account", lambda: "người khác")
    with Store.open(url, TYPES) as other:
        assert other.drafts.left() == []


def test_that_what_the_server_says_of_values_stays_there(store: Store) -> None:
    with pytest.raises(ServerFault) as failure, store.writing("thêm") as writing:
        writing.save(house("Giàng A Páo", id="same"))
        writing.connection.exec_driver_sql("INSERT INTO homes__house (id, changed_in) VALUES ('same', 1)")
    printed = "".join(traceback.format_exception_only(failure.value))
    cause = failure.value.__cause__
    while cause is not None:
        printed += str(cause)
        cause = cause.__cause__ or cause.__context__
    assert "UniqueViolation" in printed
    assert "same" not in printed


def test_that_a_long_import_keeps_no_attachment_and_no_draft_waiting(
    store: Store, url: str, tmp_path: Path
) -> None:
    (tmp_path / "giấy.pdf").write_bytes(b"%PDF")
    with Store.open(url, TYPES, patience=0.05) as other, store.writing("lâu") as writing:
        writing.save(house("Giàng A Páo"))
        file = other.attach(tmp_path / "giấy.pdf")
        assert other.attach(tmp_path / "giấy.pdf") == file
        other.drafts.keep("k", "samples.House", "", 0, {"owner": "Vàng A"})
    assert store.attachment(file).read_bytes() == b"%PDF"


def test_that_what_others_wrote_is_heard_before_the_next_write(store: Store, url: str) -> None:
    heard: list[set[type[Record]]] = []
    store.others_wrote = heard.append
    with Store.open(url, TYPES) as other, other.writing("máy khác") as writing:
        writing.save(Village(name="Na Phát"))
    with store.writing("máy này") as writing:
        writing.save(house("Giàng A Páo"))
    with store.writing("máy này nữa") as writing:
        writing.save(house("Vừ A Dơ"))
    assert heard == [{Village}]


def test_that_what_a_newer_program_has_remade_is_not_written(store: Store, url: str) -> None:
    said(url, "UPDATE meta SET value = '{}' WHERE name = 'shape:homes__house'")
    with pytest.raises(Refusal, match="bản khác"), store.writing("sửa"):
        pass
    assert store.change_sets() == []
