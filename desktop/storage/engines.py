"""Connections to a database in a file, their settings, and what is said where the file cannot be used."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path, PureWindowsPath
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
import sqlcipher3.dbapi2 as driver
from sqlalchemy import event
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.pool import QueuePool

from desktop.declare.ordering import word_order
from desktop.declare.problems import PassingRefusal, Refusal
from desktop.declare.text import _, fold
from desktop.declare.values import plain_value
from desktop.storage.addresses import Address
from desktop.storage.turns import Tell, Turns, is_taken

APPLICATION_ID = 0x4E545044
"""Written into the head of every database of this program ("NTPD")."""
FORMAT = 1
"""The version of the store's own tables; components count their own."""
_STRANGE = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')"
"""Ours has none: one in a file from elsewhere would work behind our back, or never come to an end."""
_LOG = "journal_mode=WAL"
_LITTLE_SPACE = 1 << 20
IN_TURN = 600.0
"""Seconds one thread of ours waits for another: a long import ends, or is cancelled."""

# What is empty is nothing else in the database either. Until it is told so the driver looks, for every single
# one, in vain for a way to say it: that takes as long as writing a whole row.
driver.register_adapter(type(None), {}.get)


@plain_value
class Engines:
    """Two ways into one database: the writer takes the write lock at once, readers only ever read."""

    where: Address
    key: bytes | None
    writer: sa.Engine
    reader: sa.Engine
    beside: sa.Engine
    """Writes what is of no change set: on a server it waits for nobody's turn; of a file it is the writer."""

    def dispose(self) -> None:
        """Close all connections; the log beside the database is folded into it."""
        for engine in (self.reader, self.beside, self.writer):
            engine.dispose()


def open_file(path: Path, key: bytes | None, patience: float, tell: Tell | None = None) -> Engines:
    """Engines for a file, made where there is none. Raises `Refusal` for what is none of ours."""
    is_new = _look_at(path)
    turns = Turns(path, patience, tell)
    writer = _engine(turns, key, writes=True, pool_size=1)
    engines = Engines(path, key, writer, _engine(turns, key, writes=False, pool_size=2), writer)
    try:
        if is_new:
            _make(path, key)
        _recognise(engines)
    except BaseException:
        engines.dispose()
        if is_new:
            forget(path)
        raise
    return engines


def forget(path: Path) -> None:
    """Delete a database file that never became one, with what lies beside it."""
    for leftover in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + leftover).unlink(missing_ok=True)


def _look_at(path: Path) -> bool:
    """Whether the file is still to be made; refuses what can be seen to be unusable."""
    if PureWindowsPath(str(path)).drive.startswith("\\\\"):
        raise Refusal(
            _("“{name}” nằm ở thư mục mạng của máy khác; mở ở đó dễ làm hỏng dữ liệu.").format(
                name=path.name
            ),
            _("Chép tệp dữ liệu vào thư mục của anh/chị (ví dụ Tài liệu) rồi mở lại."),
        )
    if not path.parent.is_dir():
        raise Refusal(
            _("Không có thư mục “{folder}”.").format(folder=path.parent),
            _("Kiểm tra lại đường dẫn hoặc tạo thư mục."),
        )
    if path.is_dir():
        raise Refusal(_("“{name}” là một thư mục.").format(name=path.name), _("Hãy chọn một tệp dữ liệu."))
    usable = [path.parent, path] if path.exists() else [path.parent]
    if not all(os.access(place, os.W_OK) for place in usable):
        raise read_only(path)
    if path.exists() and path.stat().st_size == 0:
        raise Refusal(
            _("Tệp “{name}” trống rỗng (0 byte), không phải sổ dữ liệu.").format(name=path.name),
            _("Nếu trước đây tệp này có dữ liệu, hãy khôi phục từ bản sao lưu; đừng ghi đè lên nó."),
        )
    return not path.exists()


def read_only(path: Path) -> Refusal:
    """What is said of a file or folder that cannot be written."""
    return Refusal(
        _("Không ghi được vào thư mục “{folder}” hoặc tệp “{name}”.").format(
            folder=path.parent, name=path.name
        ),
        _("Chép tệp dữ liệu vào thư mục của anh/chị (ví dụ Tài liệu) rồi mở lại."),
    )


def _make(path: Path, key: bytes | None) -> None:
    try:
        connection = connect(path, key, mode="rwc")
        try:
            for setting in (_LOG, f"application_id={APPLICATION_ID}", f"user_version={FORMAT}"):
                connection.execute(f"PRAGMA {setting}")
        finally:
            connection.close()
    except driver.Error as failure:
        raise refusal_for(failure, path) or failure from None


def _recognise(engines: Engines) -> None:
    with engines.reader.connect() as connection:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar()
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
        strange = connection.exec_driver_sql(_STRANGE).first()
    if application != APPLICATION_ID:
        raise foreign(engines.where)
    if version > FORMAT:
        raise newer(engines.where)
    if strange:
        raise damaged(engines.where)


def foreign(path: Address) -> Refusal:
    return Refusal(
        _("“{name}” là cơ sở dữ liệu của chương trình khác.").format(name=path.name),
        _("Hãy chọn sổ dữ liệu do chương trình này tạo ra."),
    )


def newer(path: Address, what: str = "") -> Refusal:
    """What is said of a database that a newer version of the program has written."""
    part = _(" (phần “{what}”)").format(what=what) if what else ""
    return Refusal(
        _("Sổ dữ liệu “{name}”{part} do phiên bản mới hơn của chương trình tạo ra.").format(
            name=path.name, part=part
        ),
        _("Cài phiên bản mới rồi mở lại; dữ liệu không bị thay đổi."),
    )


def damaged(path: Address) -> Refusal:
    """What is said of a file that cannot be trusted any more."""
    return Refusal(
        _("Tệp dữ liệu “{name}” bị hỏng.").format(name=path.name),
        _("Giữ nguyên tệp này và khôi phục từ bản sao lưu gần nhất."),
    )


def _full() -> Refusal:
    return PassingRefusal(
        _("Ổ đĩa đã đầy nên chưa lưu được; dữ liệu cũ còn nguyên."),
        _("Xóa bớt tệp không cần trên ổ đĩa rồi thử lại."),
    )


def _unanswered(path: Path) -> Refusal:
    """What is said where the disk does not do as it is told: a full one often says no more than that."""
    with suppress(OSError):  # of a stick that was pulled out nothing can be asked
        if shutil.disk_usage(path.parent).free < _LITTLE_SPACE:
            return _full()
    return PassingRefusal(
        _("Ổ đĩa không đọc hoặc không ghi được tệp dữ liệu “{name}”.").format(name=path.name),
        _("Kiểm tra ổ đĩa còn cắm chắc và còn chỗ trống rồi thử lại; nếu vẫn vậy, chép tệp sang ổ khác."),
    )


def _engine(turns: Turns, key: bytes | None, *, writes: bool, pool_size: int) -> sa.Engine:
    def creator() -> Any:
        connection = connect(turns.where, key, turns)
        # Only the writer settles how the file is logged: a reader must not touch a file that is not ours.
        connection.execute(f"PRAGMA {_LOG if writes else 'query_only=ON'}")
        return connection

    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=creator,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0 if writes else 8,
        pool_timeout=IN_TURN,
        hide_parameters=True,
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        if not writes or not turns.took(connection.connection.driver_connection, begin):
            connection.exec_driver_sql(begin)

    @event.listens_for(engine, "handle_error")
    def _handle(context: ExceptionContext) -> BaseException | None:
        return refusal_for(context.original_exception, turns.where)

    return engine


def connect(path: Path, key: bytes | None, turns: Turns | None = None, mode: str = "rw") -> Any:
    """A connection of the driver's own, settled; `mode` is `rw`, or `rwc` to make the file."""
    connection = driver.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _settle(connection, key, turns or Turns(path))
    except BaseException:
        connection.close()
        raise
    return connection


def connect_ours(path: Path, key: bytes | None) -> Any:
    """A connection to a database of ours, of whatever version. Raises `Refusal` for any other file."""
    _look_at(path)
    try:
        connection = connect(path, key)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise foreign(path)
        except BaseException:
            connection.close()
            raise
    except driver.Error as failure:
        raise refusal_for(failure, path) or failure from None
    return connection


def _settle(connection: Any, key: bytes | None, turns: Turns) -> None:
    """The settings of every connection, in the order the driver needs them."""
    connection.execute("PRAGMA cipher_log_level=NONE")
    if key is not None:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    # Asked first: some settings look into the file as well, and would wait for it in silence.
    turns.took(connection, "PRAGMA application_id")
    for setting in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "cache_size=-65536",
        "temp_store=MEMORY",
        "mmap_size=0",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {setting}").close()
    connection.create_function("fold", 1, _fold_or_none, deterministic=True)
    connection.create_function("vietnamese_order", 1, _order_or_none, deterministic=True)


def _order_or_none(text: Any) -> str | None:
    return word_order(str(text)) if text else None


def _fold_or_none(text: Any) -> str | None:
    return None if text is None else fold(str(text))


def refusal_for(failure: BaseException | None, path: Path) -> Refusal | None:
    """What an officer is told of a failure of the driver; None where it is a bug of ours."""
    if isinstance(failure, OverflowError):
        return Refusal(_("Có con số quá lớn nên không lưu được."), _("Kiểm tra lại các con số vừa nhập."))
    if not isinstance(failure, driver.Error):
        return None
    said, name = str(failure).lower(), path.name
    if is_taken(failure):
        return PassingRefusal(
            _("Tệp dữ liệu “{name}” đang được chương trình khác ghi.").format(name=name),
            _("Đợi một lát rồi thử lại, hoặc đóng cửa sổ khác đang mở tệp này."),
        )
    if "is full" in said:
        return _full()
    if "disk i/o error" in said:
        return _unanswered(path)
    if "readonly" in said or "unable to open" in said:
        return read_only(path)
    if "not a database" in said or "encrypted" in said:
        return Refusal(
            _("Tệp “{name}” không phải sổ dữ liệu của chương trình, hoặc khóa không đúng.").format(name=name),
            _("Kiểm tra lại tệp đã chọn; nếu tệp bị hỏng, hãy khôi phục từ bản sao lưu."),
        )
    if "malformed" in said or "corrupt" in said:
        return damaged(path)
    return None
