"""The words of the import page for files and for what was saved; knows no widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.declare.text import _, group_digits

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.qt.import_preview import Sheet


def named(files: Sequence[Path]) -> str:
    """One file by its name, several by their count."""
    return files[0].name if len(files) == 1 else _("{count} tệp").format(count=len(files))


def saved_words(saved: int, refused: int) -> str:
    """What became of the rows of an import."""
    says = _("Đã ghi {count} dòng.").format(count=group_digits(saved))
    if refused:
        still = _("{count} dòng bị trả lại vẫn nằm trong tệp gốc.").format(count=group_digits(refused))
        says = f"{says} {still}"
    return says


def left_out_words(files: Sequence[Path]) -> str:
    """Which files could not be read; their reasons stand beside their tables. Empty where all were."""
    if not files:
        return ""
    names = ", ".join(file.name for file in files)
    return " " + _("Không đọc được {files}: lý do ở bước 1.").format(files=names)


def first_saved(sheets: Iterable[Sheet]) -> type[Record] | None:
    """The first record type of which something was saved."""
    found = (each.answer.record_type for each in sheets if each.counts["new"] + each.counts["changed"])
    return next(found, None)


def held_back_words(refused: int) -> str:
    """Why nothing is saved while everything or nothing is to be."""
    says = _(
        "Còn {count} dòng bị trả lại: sửa trong tệp rồi nhập lại, hoặc bỏ chọn “Tất cả hoặc không ghi gì”."
    )
    return says.format(count=group_digits(refused))
