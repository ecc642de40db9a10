"""What an import refused, on its way back to the officer: in his own workbook where that harms nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.excel.corrections import RefusedRows, write_refused
from desktop.excel.gate import Refused
from desktop.excel.own_book import SUFFIXES, CheckedTable, UneditableError, write_own
from desktop.workspace.import_result import ImportResult, TableResult


@dataclass(frozen=True)
class Corrections:
    """The file that was written; `why` says why it is not the officer's own workbook, empty where it is."""

    path: Path
    why: str = ""


def own_source(result: ImportResult) -> Path | None:
    """The one workbook the errors can be marked in; None where there are several, or of another kind."""
    files = result.files
    return files[0] if len(files) == 1 and files[0].suffix.lower() in SUFFIXES else None


def write_own_corrections(result: ImportResult, path: Path) -> Corrections:
    """A copy of the officer's own workbook with what is wrong marked in it, or else the refused rows alone.

    `path` keeps its folder and name; its ending is that of the workbook. Raises `Refusal` where it is one of
    the workbooks that were read, or where the workbook is no longer the one that was read.
    """
    source = own_source(result)
    try:
        if source is None:
            raise UneditableError(_why_not(result))
        own = path.with_suffix(source.suffix.lower())
        apart_from(result.files, own)
        _refuse_changed(source, result)
        write_own(source, [_checked(table) for table in result.tables], own)
    except (UneditableError, Refused) as failure:
        other = path.with_suffix(".xlsx")
        write_corrections(result, other)
        says = _("Ghi các dòng bị trả lại ra tệp riêng vì {reason}.")
        reason = failure.message.rstrip(".") if isinstance(failure, Refused) else str(failure)
        return Corrections(other, says.format(reason=reason))
    return Corrections(own)


def _why_not(result: ImportResult) -> str:
    if len(result.files) > 1:
        return _("lần nhập này có nhiều tệp")
    return _("chỉ sửa trực tiếp được tệp .xlsx và .xlsm")


def _refuse_changed(source: Path, result: ImportResult) -> None:
    """Rows and cells are those of the workbook as it was read."""
    if not source.exists() or result.prints.get(source) not in (None, print_of(source)):
        raise Refusal(
            _("Tệp “{name}” đã bị sửa, đổi tên hoặc xóa sau khi đọc.").format(name=source.name),
            _("Nhập lại tệp đó rồi ghi lỗi."),
        )


def print_of(path: Path) -> str:
    """By what a file is known again."""
    import hashlib

    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _checked(table: TableResult) -> CheckedTable:
    return CheckedTable(table.found, table.read, table.refused, list(table.problems()))


def write_corrections(result: ImportResult, path: Path) -> None:
    """The refused rows under the headings of their own workbook, with the reason beside each.

    Raises `Refusal` where `path` is one of the workbooks that were read.
    """
    apart_from(result.files, path)
    write_refused(
        [
            RefusedRows(
                table.found,
                [(row.row, row.problems) for row in table.rows if row.state == "refused"],
            )
            for table in result.tables
            if table.refused
        ],
        Path(path),
    )


def apart_from(files: Sequence[Path], path: Path) -> None:
    """Refuse to write over a workbook that came from somebody: all its other rows would be lost."""
    if path.exists() and any(file.exists() and path.samefile(file) for file in files):
        raise Refusal(
            _("“{name}” chính là tệp đang nhập, ghi đè sẽ mất dữ liệu trong đó.").format(name=path.name),
            _("Chọn tên khác cho tệp sửa lỗi."),
        )
