"""Reads a workbook from outside in a process of its own, so that it can harm nothing; knows no record."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import orjson

from desktop.collector import collector_at_rest
from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.excel.cells import SheetCells, Value, facts_from_plain
from desktop.excel.gate import Limits, Refused, too_large
from desktop.excel.wire import unpack
from desktop.installation import finding_us, interpreter, without_window

__all__ = ["Limits", "ReadingStopped", "Refused", "SheetCells", "read_workbook"]

Progress = Callable[[int, int], None]
_POLL_SECONDS = 0.05


class ReadingStopped(Refusal):
    """The officer stopped the reading."""

    def __init__(self) -> None:
        super().__init__(_("Đã dừng đọc tệp."))


def read_workbook(
    path: Path,
    *,
    limits: Limits | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[SheetCells]:
    """The sheets of an .xlsx, .xlsm, .xls, .xlsb, .ods or .csv file with their values and addresses.

    Raises a `Refusal` with a sentence and a cure for whatever cannot or must not be read, and
    `ReadingStopped` once `cancelled()` says so. `progress(done, total)` is told how far it has come.
    """
    limits = limits or Limits()
    _refuse_unreadable(path)
    for careful in (False, True):
        sheets = _read_in_child(_start(path, limits, careful), limits, progress, cancelled)
        if sheets is not None:
            return sheets
    raise too_large()


def _read_in_child(
    child: subprocess.Popen[bytes],
    limits: Limits,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> list[SheetCells] | None:
    """The sheets that the process reads; None when it died of them without a word."""
    assert child.stdout is not None
    watch = _Watch(child, limits.seconds, cancelled)
    try:
        with child.stdout as lines, collector_at_rest():
            sheets = _collect(lines, progress)
    finally:
        watch.finish()
    if watch.reason is not None:
        raise watch.reason
    return sheets


def _refuse_unreadable(path: Path) -> None:
    try:
        # A folder cannot be opened, and what is no file at all may keep the one waiting who opens it.
        if path.exists() and not path.is_file():
            raise Refusal(
                _("«{file}» không phải là một tệp.").format(file=path.name or path),
                _("Chọn tệp Excel cần nhập."),
            )
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise Refusal(
            _("Không thấy tệp «{file}».").format(file=path.name), _("Kiểm tra tệp còn ở chỗ cũ không.")
        ) from error
    except OSError as error:
        raise Refusal(
            _("Không mở được tệp «{file}».").format(file=path.name),
            _("Nếu tệp đang mở trong Excel thì đóng lại rồi thử lại."),
        ) from error


def _start(path: Path, limits: Limits, careful: bool) -> subprocess.Popen[bytes]:
    """The reading process: it finds this package and nothing that lies beside the workbook."""
    command = [interpreter(), "-P", "-m", "desktop.excel.child", str(path)]
    command += [json.dumps(asdict(limits)), *(["careful"] if careful else [])]
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=finding_us(),
        creationflags=without_window(),
    )


class _Watch(threading.Thread):
    """Ends the reading process when its time is over or the officer does not want to wait for it."""

    def __init__(
        self, child: subprocess.Popen[bytes], seconds: float, cancelled: Callable[[], bool] | None
    ) -> None:
        super().__init__(daemon=True)
        self.child, self.cancelled = child, cancelled
        self.until = time.monotonic() + seconds
        self.reason: Refusal | None = None
        self.over = threading.Event()
        self.start()

    def run(self) -> None:
        while not self.over.wait(_POLL_SECONDS):
            if self.cancelled is not None and self.cancelled():
                self.reason = ReadingStopped()
            elif time.monotonic() > self.until:
                self.reason = too_large()
            if self.reason is not None:
                self.child.kill()
                return

    def finish(self) -> None:
        """Wait for the process; one that still runs has nothing more to say."""
        self.over.set()
        self.join()
        self.child.kill()
        self.child.wait()


def _collect(lines: IO[bytes], progress: Progress | None) -> list[SheetCells] | None:
    """The sheets as they arrive; None when the process ended before it was through."""
    sheets: list[SheetCells] = []
    rows: list[tuple[Value, ...]] = []
    texts: dict[str, str] = {}
    for line in lines:
        message: dict[str, Any] = orjson.loads(line)
        if "columns" in message:
            rows.extend(unpack(message, texts))
        elif "sheet" in message:
            sheet = facts_from_plain(message["sheet"])
            sheet.rows, rows = rows, []
            sheets.append(sheet)
        elif "done" in message and progress is not None:
            progress(*message["done"])
        elif "refused" in message:
            reason = message["refused"]
            raise Refused(reason["sentence"], reason["advice"], **reason["names"])
        elif "end" in message:
            return sheets
    return None
