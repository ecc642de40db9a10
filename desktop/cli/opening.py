"""The database a command works on, and the file it writes, before anything is done."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.catalog import FAILED
from desktop.cli import plain
from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.workspace import Workspace, open_workspace


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
    try:
        yield workspace
    finally:
        workspace.close()
