"""A PostgreSQL server of the tests' own, on loopback, for as long as a test process lives."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

_QUICK = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"),
    *(
        "wal_level=minimal",
        "max_wal_senders=0",
        "checkpoint_timeout=1h",
        "max_wal_size=4GB",
        "shared_buffers=64MB",
    ),
)
"""Nothing here has to outlive the tests."""
_NUMBERS = count(1)
_PLAIN = 65534
"""The user as whom a server is run by root, who may not run one."""


@lru_cache(maxsize=1)
def programs() -> Path | None:
    """The folder of the server's programs; None on a machine without them."""
    named = [Path(found).parent for found in [shutil.which("initdb")] if found]
    rooms = [Path("/usr/lib/postgresql"), Path(os.environ.get("PROGRAMFILES", "")) / "PostgreSQL"]
    named += [
        folder for room in rooms if room.is_absolute() for folder in sorted(room.glob("*/bin"), reverse=True)
    ]
    return next(
        (folder for folder in named if list(folder.glob("initdb*")) and list(folder.glob("postgres*"))), None
    )


def _as_somebody() -> dict[str, Any]:
    return {"user": _PLAIN, "group": _PLAIN} if os.name != "nt" and os.geteuid() == 0 else {}


@contextmanager
def running() -> Iterator[str]:
    """The URL of an empty database on a server that has just been started."""
    folder = Path(tempfile.mkdtemp(prefix="ntp-server-"))
    data, bin = folder / "data", programs()
    assert bin is not None
    if _as_somebody():
        os.chown(folder, _PLAIN, _PLAIN)
    silent: dict[str, Any] = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.DEVNULL,
        "cwd": folder,
        **_as_somebody(),
    }
    made = [bin / "initdb", "-D", data, "-U", "ntp", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    subprocess.run(made, check=True, stderr=subprocess.DEVNULL, **silent)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = [*_QUICK, "listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories="]
    run = [bin / "postgres", "-D", data, *(word for each in settings for word in ("-c", each))]
    process = subprocess.Popen(run, stderr=subprocess.PIPE, text=True, **silent)
    try:
        assert process.stderr is not None
        for line in process.stderr:
            if "ready to accept connections" in line:
                break
        else:
            raise RuntimeError("the server did not start")
        yield f"postgresql://ntp@127.0.0.1:{port}/postgres"
    finally:
        # At once, and nothing is put in order before: it is thrown away.
        process.send_signal(signal.SIGQUIT if os.name != "nt" else signal.SIGTERM)
        process.communicate()
        shutil.rmtree(folder, ignore_errors=True)


def copied(url: str) -> str:
    """The URL of a new database on the same server that begins with what another holds."""
    server, name = url.rsplit("/", 1)
    fresh = f"so{next(_NUMBERS)}"
    with psycopg.connect(f"{server}/template1", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{fresh}" TEMPLATE "{name}"')
    return f"{server}/{fresh}"


def empty(url: str, name: str) -> str:
    """The URL of an empty room of a server, under a name nobody uses."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE SCHEMA "{name}"')
    return f"{url}?options=-csearch_path%3D{name}"
