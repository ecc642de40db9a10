"""What an import refused, on its way back to the officer: in his own workbook where that harms nothing."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.excel.corrections import RefusedRows, write_refused
from desktop.excel.gate import Refused
from desktop.excel.own_book import SUFFIXES, CheckedTable, UneditableError, write_own
from desktop.workspace.import_plan import names_of
from desktop.workspace.import_result import ImportResult, TableResult
from desktop.workspace.known_files import mark_of


@dataclass(frozen=True)
class Corrections:
    """The file that was written; `why` says why it is not the officer's own workbook, empty where it is."""

    path: Path
    why: str = ""


def own_sources(result: ImportResult) -> list[Path]:
    """The workbooks that gave rows back and can have their errors marked in them."""
    return [source for part in _by_name(result) if part.refused for source in _own_source(part)]


def _own_source(part: ImportResult) -> list[Path]:
    """The workbook of a part, where it can be edited."""
    return [file for file in part.files if file.suffix.lower() in SUFFIXES and len(part.files) == 1]


def _by_name(result: ImportResult) -> list[ImportResult]:
    """What was read of each workbook."""
    return [
        dataclasses.replace(
            result, files=[file], tables=[table for table in result.tables if table.file == name]
        )
        for file, name in names_of(result.files).items()
    ]


def copy_beside(source: Path, folder: Path, called: str = "") -> Path:
    """A free name in that folder for the copy of a workbook; one that was a copy already keeps its name.

    A workbook that is called by its folder as well (`names_of`) takes it along.
    """
    kind = source.suffix.lower() if source.suffix.lower() in SUFFIXES else SUFFIXES[0]
    stem = re.sub(r"-loi(-[0-9]+)?$", "", source.stem)
    if folders := Path(called).parts[:-1]:
        stem = f"{' '.join(folders)} {stem}"
    for number in count(1):
        path = folder / f"{stem}-loi{'' if number == 1 else f'-{number}'}{kind}"
        if not any(path.with_suffix(each).exists() for each in SUFFIXES):
            return path
    raise AssertionError


def is_folder_of_copies(path: Path, files: int) -> bool:
    """Whether copies go into a folder there. Raises `Refusal` where several workbooks have none."""
    if files > 1 and not path.is_dir():
        raise Refusal(
            _("Lần nhập này có {count} tệp, mỗi tệp một bản sao.").format(count=files),
            _("Chọn một thư mục để ghi các bản sao."),
        )
    return path.is_dir()


def write_own_corrections(result: ImportResult, path: Path) -> list[Corrections]:
    """A copy of the officer's own workbook with what is wrong marked in it, or else the refused rows alone.

    `path` keeps its folder and name; its ending is that of the workbook. For several workbooks it is the
    folder of their copies, one for each that gave rows back. Raises `Refusal` where it is one of the
    workbooks that were read, or where a workbook is no longer the one that was read.
    """
    if not is_folder_of_copies(path, len(result.files)):
        return [_write_own(result, path)]
    parts = [part for part in _by_name(result) if part.refused]
    for part in parts:
        for source in _own_source(part):
            _refuse_changed(source, part)
    names = names_of(result.files)
    return [
        _write_own(part, copy_beside(file, path, names[file])) for part in parts for file in part.files[:1]
    ]


def _write_own(result: ImportResult, path: Path) -> Corrections:
    source = next(iter(_own_source(result)), None)
    try:
        if source is None:
            raise UneditableError(_("chỉ sửa trực tiếp được tệp .xlsx và .xlsm"))
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


def _refuse_changed(source: Path, result: ImportResult) -> None:
    """Rows and cells are those of the workbook as it was read."""
    if not source.exists() or result.marks.get(source) not in (None, mark_of(source)):
        raise Refusal(
            _("Tệp “{name}” đã bị sửa, đổi tên hoặc xóa sau khi đọc.").format(name=source.name),
            _("Nhập lại tệp đó rồi ghi lỗi."),
        )


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
