"""Opens the way into a database of whichever kind; knows no table."""

from __future__ import annotations

from desktop.storage.addresses import Address, Server, address_of
from desktop.storage.engines import Engines, open_file
from desktop.storage.turns import Tell


def open_engines(
    where: str | Address, key: bytes | None, patience: float, tell: Tell | None = None
) -> Engines:
    """Engines for a database, made where there is none. Raises `Refusal` for what is none of ours."""
    address = address_of(where)
    if isinstance(address, Server):
        # Imported here: only an office with a server has its driver loaded.
        from desktop.storage.server import open_server

        return open_server(address, patience, tell)
    return open_file(address, key, patience, tell)
