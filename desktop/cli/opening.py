"""The database a command works on, the day it looks by and the file it writes, before anything is done."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from desktop.catalog import FAILED
from desktop.cli import plain
from desktop.declare.fields import Date
from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.workspace import Workspace, open_workspace
from desktop.workspace.as_of import AsOf


def file_to_write(name: str, *kinds: str) -> Path:
    """The path of a name that ends as asked, in a folder that is there. Raises `Refusal` for any other."""
    path = Path(name)
    if path.suffix.lower() not in kinds:
        raise Refusal(
            _("Không ghi được tệp “{name}”: tên tệp phải có đuôi {kinds}.").format(
                name=path.name, kinds=_(" hoặc ").join(kinds)
            ),
            _("Viết đuôi đó sau tên tệp."),
        )
    if not path.absolute().parent.is_dir():
        raise Refusal(
            _("Không có thư mục “{folder}”.").format(folder=path.parent),
            _("Kiểm tra lại đường dẫn hoặc tạo thư mục."),
        )
    return path


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Workspace]:
    """The workspace of the database asked for; components that do not run are told."""
    workspace = open_workspace(options.database, safe=options.safe, tell=plain.say)
    for component in workspace.catalog.components:
        if component.state == FAILED:
            says = _("Thành phần “{name}” không chạy được, các phần khác vẫn chạy. {failure}")
            plain.say(says.format(name=component.name, failure=component.failure))
    if workspace.guard.why_not_written is not None:
        says = _("Chỉ xem: {why}")
        plain.say(says.format(why=workspace.guard.why_not_written.message))
    try:
        yield workspace
    finally:
        workspace.close()


def day_looked_by(options: argparse.Namespace) -> AsOf | None:
    """By the boundaries of which day; None: as reported."""
    level = getattr(options, "level", None) or ""
    if not options.as_of:
        if level:
            raise Refusal(_("--level gộp theo địa giới của một ngày."), _("Thêm ngày: --as-of 2025-07-01."))
        return None
    try:
        day = Date("--as-of", precision="day").parse(options.as_of)
    except ValueError as failure:
        raise Refusal(f"--as-of: {failure}", _("Viết ngày như 2025-07-01 hoặc 01/7/2025.")) from failure
    if not isinstance(day, date):
        raise Refusal(_("--as-of cần đủ ngày, tháng, năm."), _("Viết ngày như 2025-07-01 hoặc 01/7/2025."))
    return AsOf(day, level)
