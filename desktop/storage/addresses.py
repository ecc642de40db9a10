"""What names a database: a file of this machine, or one on a server of the office; opens neither."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from desktop.declare.problems import Refusal
from desktop.declare.text import _

_KINDS = ("postgresql", "postgres")


class Server(NamedTuple):
    """A database on a PostgreSQL server, by its URL; shown without its password."""

    url: str

    @property
    def name(self) -> str:
        """The name of the database alone."""
        return urlsplit(self.url).path.strip("/") or urlsplit(self.url).username or ""

    @property
    def host(self) -> str:
        """The machine it is on."""
        return urlsplit(self.url).hostname or "localhost"

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        user, _at, machine = parts.netloc.rpartition("@")
        shown = f"{user.partition(':')[0]}@{machine}" if user else machine
        return SplitResult(parts.scheme, shown, parts.path, "", "").geturl()


Address = Path | Server


def address_of(named: str | Path | Server) -> Address:
    """The file or server that is meant. Raises `Refusal` for an address of another kind."""
    if isinstance(named, Server) or "://" not in str(named):
        return named if isinstance(named, Server) else Path(named).absolute()
    scheme, _colon, rest = str(named).partition("://")
    server = Server(f"{_KINDS[0]}://{rest}")
    try:
        is_whole = scheme.lower() in _KINDS and bool(server.name and urlsplit(server.url).port != 0)
    except ValueError:  # no number where the port stands
        is_whole = False
    if not is_whole:
        raise Refusal(
            _("Không hiểu địa chỉ của sổ dữ liệu trên máy chủ."),
            _("Viết postgresql://tên_người_dùng@máy_chủ/tên_sổ, hoặc chọn một tệp có đuôi .db."),
        )
    return server
