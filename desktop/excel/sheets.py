"""Writes dressed workbooks from plain descriptions of sheets, however many rows; knows no record."""

from __future__ import annotations

import errno
import os
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.excel.dressing import LISTS_SHEET, STAMP_SHEET, Book, Column, Kind, Mark, Sheet, Tint

__all__ = [
    "LISTS_SHEET", "STAMP_SHEET", "Book", "Column", "Kind", "Mark", "Sheet", "Tint", "whole_or_not_at_all",
    "write_workbook",
]  # fmt: skip

_HELD_BY_OTHERS = (5, 32, 33)
"""Windows: access denied, in use, locked; a virus scanner lets go again within a second, Excel does not."""
_TOO_LONG = 206
_NO_DRIVE = (3, 21, 1006, 1117, 1167)
"""Windows: no such path, not ready, volume altered, device error, not connected: a stick was pulled out."""
_WAITS = (0.05, 0.1, 0.2, 0.3, 0.35)


def write_workbook(path: Path, sheets: Sequence[Sheet], book: Book | None = None) -> None:
    """Write the sheets to `path`, whole or not at all; a `Refusal` names the file that cannot be written.

    `rows` are taken one block at a time, so a generator needs no more memory than its rows.
    """
    from desktop.excel.fitting import fit
    from desktop.excel.shell import dress
    from desktop.excel.splice import splice

    shell = dress([fit(sheet) for sheet in sheets], book or Book())
    with (
        whole_or_not_at_all(path) as stream,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package,
    ):
        splice(shell, package)


@contextmanager
def whole_or_not_at_all(path: Path) -> Iterator[IO[bytes]]:
    """A file beside `path` that takes its place once all is written; a `Refusal` where it cannot."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _put_in_place(part, path)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        # A drive that is gone, or a name it cannot hold, has been told of already.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _put_in_place(part: Path, path: Path) -> None:
    for wait in _WAITS:
        try:
            part.replace(path)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_BY_OTHERS:
                raise
            time.sleep(wait)
        else:
            return
    part.replace(path)


def _refusal(path: Path, error: OSError) -> Refusal:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refusal(
            _("Ổ đĩa đã đầy nên chưa ghi được tệp «{file}».").format(file=path.name),
            _("Xóa bớt tệp hoặc chọn ổ đĩa khác rồi thử lại."),
        )
    winerror = getattr(error, "winerror", None)
    if error.errno == errno.ENAMETOOLONG or winerror == _TOO_LONG:
        return Refusal(
            _("Tên tệp và thư mục dài quá nên không ghi được tệp «{file}».").format(
                file=f"{path.stem[:30]}…"
            ),
            _("Đặt tên ngắn hơn, hoặc chọn thư mục gần gốc ổ đĩa hơn."),
        )
    if error.errno in (errno.EIO, errno.ENODEV, errno.ENXIO) or winerror in _NO_DRIVE:
        return Refusal(
            _("Ổ đĩa không nhận tệp «{file}» nữa; thẻ nhớ có thể đã rút ra.").format(file=path.name),
            _("Cắm lại hoặc chọn ổ đĩa khác rồi thử lại."),
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Refusal(
            _("Không có thư mục để ghi tệp «{file}».").format(file=path.name), _("Chọn thư mục khác.")
        )
    if path.exists() and winerror in _HELD_BY_OTHERS:
        return Refusal(
            _("Tệp «{file}» đang mở trong Excel hoặc chương trình khác.").format(file=path.name),
            _("Đóng tệp rồi thử lại, hoặc ghi với tên khác."),
        )
    return Refusal(
        _("Không ghi được tệp «{file}» vào thư mục «{folder}».").format(
            file=path.name, folder=path.parent.name
        ),
        _("Thư mục có thể chỉ cho đọc, hoặc tệp đang mở trong Excel; đóng tệp hoặc chọn thư mục khác."),
    )
