"""Writings that an officer said the meaning of, so that nobody is asked again; knows no file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from desktop.declare.fields import Text
from desktop.declare.records import Record
from desktop.declare.text import fold_words, spelling

_OF_FILE = " · "


class SettledValue(Record):
    """What one writing in one column of a list of one office means. `headings` says which list."""

    title = "Giá trị đã xử lý"
    plural = "Giá trị đã xử lý khi nhập"
    help = (
        "Cách hiểu đã chọn ở bước Xử lý khi nhập Excel, dùng lại cho lần nhập sau của cùng mẫu. "
        "Xóa dòng thì được hỏi lại."
    )
    icon = "import"
    menu = "Danh mục"
    key = ("of", "field", "written", "headings")
    shown_by = ("written", "shown")
    listed = ("of", "label", "written", "shown")

    of = Text("Loại hồ sơ", required=True, longest=80, indexed=True)
    field = Text("Tên mục", required=True, longest=80)
    label = Text("Mục")
    written = Text("Viết trong tệp", required=True, sensitive=True)
    meant = Text("Giá trị được ghi", hint="Để trống: bỏ trống ô.")
    shown = Text("Hiểu là")
    headings = Text("Mẫu bảng", required=True, longest=40, hint="Dấu vân tay của các tiêu đề cột.")


def answer_key(written: str) -> str:
    """By what a writing is known again: case and the place of the tone mark do not count."""
    return spelling(written)


def fingerprint(headings: Iterable[str]) -> str:
    """By what a list is known again: the words of its headings, in any order."""
    words = "|".join(sorted({fold_words(heading) for heading in headings} - {""}))
    return hashlib.sha256(words.encode()).hexdigest()[:20]


def written_as(number: Any, file: str) -> str:
    """How a number is asked for: the next file begins at 1 again, so its name is part of the question."""
    return f"{number}{_OF_FILE}{file}"


def is_of_one_file(written: str) -> bool:
    """Whether an answer holds for one file alone, so that it must not be remembered for the next."""
    return _OF_FILE in written
