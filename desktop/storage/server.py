"""Connections to a database on a PostgreSQL server, and what is said where it cannot be used.

One writes at a time here as well: change sets are numbered and sealed one after the other. Whoever writes
holds a lock of the whole book; readers see the book as it was at their first question and wait for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import errors
from psycopg.adapt import Loader
from sqlalchemy import event
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.pool import QueuePool

from desktop.declare.problems import PassingRefusal, Refusal
from desktop.declare.text import _
from desktop.storage.addresses import Server
from desktop.storage.attachments import kept_files
from desktop.storage.drafts import kept_drafts
from desktop.storage.engines import APPLICATION_ID, FORMAT, IN_TURN, Engines, foreign, newer
from desktop.storage.turns import Tell

HEAD = "ntp_desktop"
"""The table of one row by which a database is known to be of this program."""
_OLDEST = 130000
"""The server's version from which on it takes letters apart, which a search without marks needs."""
_CONNECTING = 10
"""Seconds a server is waited for that does not answer."""
_GONE: dict[str, Any] = {
    "keepalives_idle": 4,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""Seconds and turns after which we take a server for gone, milliseconds while it is told something: ten
seconds in all, for the window may be waiting. Windows knows no `tcp_user_timeout` and has its own."""
_ALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
"""Seconds and turns after which a server takes us for gone."""
_LOCK = f"{APPLICATION_ID}, hashtext(current_schema())"
_STAYING = (
    errors.InsufficientPrivilege,
    errors.ReadOnlySqlTransaction,
    errors.NumericValueOutOfRange,
    errors.FeatureNotSupported,
)
"""What does not pass by waiting."""
_MAKING = (
    f"CREATE TABLE {HEAD} (format integer NOT NULL)",
    f"INSERT INTO {HEAD} VALUES ({FORMAT})",
    # As `fold` of `desktop.declare.text` does it, so that a word is found alike in a file and here.
    r"""CREATE FUNCTION fold(told text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(lower(regexp_replace(translate(regexp_replace(
      normalize(translate(told, 'đĐÐð', 'dDDd'), NFD),
      '[\u0300-\u036f\u0001-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]', '', 'g'),
      '’‘ʼ`´', ''''''''''''), '\s+', ' ', 'g')))
    $$""",
    r"""CREATE FUNCTION words_of(told text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array_remove(regexp_split_to_array(told, '[^[:alnum:]]+'), ''))
    $$""",
    """CREATE FUNCTION has_words(told text, asked text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
    PARALLEL SAFE AS $$ SELECT words_of(told) @@ asked::tsquery $$""",
    "CREATE COLLATION vietnamese_order (provider = icu, locale = 'vi-u-kn-true')",
)


class ServerFault(Exception):
    """A failure of the server that is a bug of ours, told without what the server says: it names values."""


class _Whole(Loader):
    """Sums of whole numbers, which a server answers as numbers of any length."""

    def load(self, data: Any) -> int:
        return int(bytes(data))


def open_server(server: Server, patience: float, tell: Tell | None) -> Engines:
    """Engines for a database on a server; an empty one is made ours. Raises `Refusal` for any other."""
    engines = Engines(
        server,
        None,
        _engine(server, writes=True, pool_size=1),
        _engine(server, writes=False, pool_size=2),
        _engine(server, writes=True, pool_size=1),
    )
    _wait_in_turn(engines.writer, server, patience, tell)
    try:
        if not _is_ours(engines.reader, server):
            _make(engines.writer, server)
    except BaseException:
        engines.dispose()
        raise
    return engines


def _engine(server: Server, *, writes: bool, pool_size: int) -> sa.Engine:
    engine = sa.create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(server, writes=writes),
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0 if writes else 8,
        pool_timeout=IN_TURN,
        # A connection that slept over a night is often gone.
        pool_pre_ping=True,
        hide_parameters=True,
    )

    @event.listens_for(engine, "handle_error")
    def _handle(context: ExceptionContext) -> BaseException | None:
        failure = context.original_exception
        if not isinstance(failure, psycopg.Error):
            return None
        told = refusal_for(failure, server) or _without_values(failure)
        # It goes on as the cause of what is told, and would be printed with it.
        failure.args = (type(failure).__name__,)
        return told

    return engine


def connect(server: Server, *, writes: bool) -> psycopg.Connection[Any]:
    """A connection of the driver's own, settled."""
    connection = psycopg.connect(
        server.url,
        connect_timeout=_CONNECTING,
        client_encoding="utf8",
        application_name="NTP Desktop",
        autocommit=True,
        **_GONE,
    )
    # A PC that loses its power in the middle of a write must not keep the others from theirs for hours.
    for name, seconds in _ALIVE.items():
        connection.execute(f"SET tcp_{name} = {seconds}".encode())
    connection.autocommit = False
    if not writes:
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.adapters.register_loader("numeric", _Whole)
    return connection


def _wait_in_turn(writer: sa.Engine, server: Server, patience: float, tell: Tell | None) -> None:
    @event.listens_for(writer, "begin")
    def _begin(connection: sa.Connection) -> None:
        if connection.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({_LOCK})").scalar():
            return
        if tell is not None:
            says = _("Sổ dữ liệu “{name}” đang được máy khác ghi; chờ tối đa {seconds} giây…")
            tell(says.format(name=server.name, seconds=round(patience)))
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(patience * 1000)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")


def _is_ours(reader: sa.Engine, server: Server) -> bool:
    """Whether the database is one of ours; False where it is still empty."""
    with reader.connect() as connection:
        version = connection.exec_driver_sql("SHOW server_version_num").scalar()
        if int(version or 0) < _OLDEST:
            raise Refusal(
                _("Máy chủ PostgreSQL này là bản quá cũ."),
                _("Cần PostgreSQL 13 trở lên; nhờ người quản trị."),
            )
        known = sa.inspect(connection).get_table_names()
        if HEAD not in known:
            if known:
                raise foreign(server)
            return False
        if int(connection.exec_driver_sql(f"SELECT max(format) FROM {HEAD}").scalar() or 0) > FORMAT:
            raise newer(server)
    return True


def _make(writer: sa.Engine, server: Server) -> None:
    with writer.begin() as connection:
        # Asked again: another machine may have done it while this one waited for its turn.
        if sa.inspect(connection).has_table(HEAD):
            return
        coding = connection.exec_driver_sql("SHOW server_encoding").scalar()
        if coding != "UTF8":
            raise Refusal(
                _("Sổ dữ liệu “{name}” trên máy chủ không dùng bảng mã UTF8.").format(name=server.name),
                _("Nhờ người quản trị tạo lại với ENCODING 'UTF8'."),
            )
        for statement in _MAKING:
            connection.exec_driver_sql(statement)
        # At once: an account that may only read is given the right to read what is there.
        for table in (kept_files, kept_drafts):
            table.create(connection)


def copy_rows(
    connection: sa.Connection, table: str, names: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert rows in the order of `names` by the way a server takes many of them."""
    driver = connection.connection.driver_connection
    assert driver is not None
    columns = ", ".join(f'"{name}"' for name in names)
    try:
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as failure:
        server = Server(f"postgresql://{driver.info.host}/{driver.info.dbname}")
        raise refusal_for(failure, server) or _without_values(failure) from None


def analyse(connection: sa.Connection) -> None:
    """Let the planner know what the tables hold; of no change set, it waits for nobody's turn."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("ANALYZE")
    driver.commit()


def _without_values(failure: psycopg.Error) -> ServerFault:
    at = failure.diag
    names = (type(failure).__name__, failure.sqlstate, at.table_name, at.column_name, at.constraint_name)
    return ServerFault(" ".join(filter(None, names)))


def refusal_for(failure: BaseException | None, server: Server) -> Refusal | None:
    """What an officer is told of a failure of the server; None where it is a bug of ours.

    Nothing the server says is passed on: its messages name values.
    """
    if not isinstance(failure, psycopg.Error):
        return None
    for kinds, says, advice in _told():
        if isinstance(failure, kinds):
            kind = Refusal if issubclass(kinds[0], _STAYING) else PassingRefusal
            return kind(says.format(name=server.name, host=server.host), advice)
    if isinstance(failure, psycopg.OperationalError) and failure.sqlstate is None:
        return PassingRefusal(
            _("Không kết nối được sổ dữ liệu “{name}” trên máy chủ {host}.").format(
                name=server.name, host=server.host
            ),
            _("Kiểm tra dây mạng, địa chỉ, tên người dùng và mật khẩu; nếu vẫn vậy, hỏi người quản trị."),
        )
    return None


def _told() -> list[tuple[tuple[type[Exception], ...], str, str]]:
    again = _("Thử lại sau ít phút; nếu vẫn vậy, hỏi người quản trị máy chủ.")
    return [
        (
            (errors.LockNotAvailable, errors.DeadlockDetected),
            _("Sổ dữ liệu “{name}” đang được máy khác ghi."),
            _("Đợi một lát rồi thử lại."),
        ),
        (
            (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction),
            _("Tài khoản này không có quyền làm việc đó trên sổ dữ liệu “{name}” ở máy chủ {host}."),
            _("Xin người quản trị máy chủ cấp quyền."),
        ),
        (
            (errors.DiskFull, errors.OutOfMemory),
            _("Máy chủ {host} hết chỗ nên chưa lưu được; dữ liệu cũ còn nguyên."),
            _("Báo người quản trị máy chủ."),
        ),
        (
            (errors.NumericValueOutOfRange,),
            _("Có con số quá lớn nên không lưu được."),
            _("Kiểm tra lại các con số vừa nhập."),
        ),
        (
            (errors.FeatureNotSupported,),
            _("Máy chủ PostgreSQL này thiếu phần ICU (thứ tự chữ tiếng Việt)."),
            _("Nhờ người quản trị dùng bản có ICU, như bản của PostgreSQL cho Windows và Debian."),
        ),
        ((errors.TooManyConnections,), _("Máy chủ {host} đang có quá nhiều người dùng cùng lúc."), again),
        (
            (errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow, errors.ConnectionException),
            _("Máy chủ {host} vừa ngắt kết nối; việc đang làm chưa được lưu."),
            again,
        ),
    ]
