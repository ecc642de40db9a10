"""Copies the database as it is, bringing it up to nothing; the setup asks for it before an update."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop.cli import plain
from desktop.cli.plain import DONE
from desktop.cli.screen import Screen
from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.workspace import named_database


def backup(options: argparse.Namespace, screen: Screen) -> tuple[int, dict[str, Any]]:
    """A copy that was read again, beside the database in `backups` where no file is named."""
    from desktop.workspace.copies import back_up, next_copy

    where = named_database(options.database)
    if isinstance(where, Path) and not where.exists():
        plain.say(_("Chưa có dữ liệu nào để sao lưu."))
        return DONE, {"file": None}
    to = Path(options.out) if options.out else next_copy(where)
    if to.absolute() == where:
        raise Refusal(_("Bản sao không thể đè lên chính tệp dữ liệu."), _("Chọn tên tệp khác."))
    back_up(where, to.absolute())
    plain.say(_("Đã sao lưu vào {file}.").format(file=to))
    plain.say(_("Bản sao có đủ họ tên và dữ liệu cá nhân: giữ như giữ chính tệp dữ liệu."))
    return DONE, {"file": str(to.absolute()), "people": "named"}
