"""Rows of a workbook that were not saved and have not come back yet; knows no workbook and no store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.declare.fields import PLAIN, Choice, Computed, Date, Habit, Integer, LongText, Reference, Text
from desktop.declare.records import Record
from desktop.declare.retold import retold
from desktop.shared.places import Place
from desktop.shared.type_names import RecordTypeName

WAITING, BACK, CLOSED = "waiting", "back", "closed"
_STATES = {WAITING: "Chờ sửa và gửi lại", BACK: "Đã nhận lại đủ", CLOSED: "Không chờ nữa"}


class Reasons(LongText):
    """Lines `what is wrong: count`, kept in Vietnamese and told in the language of whoever reads them."""

    def format(self, value: str | None, habit: Habit = PLAIN) -> str:
        """Each line with what is wrong in the language in use."""
        return _each_line(super().format(value, habit), "")

    def _from_text(self, text: str, habit: Habit) -> str | None:
        return kept_reasons(text)


def kept_reasons(lines: str) -> str:
    """The lines as they are kept, in whichever language they were made."""
    return _each_line(lines, "vi")


def _each_line(lines: str, into: str) -> str:
    parts = (line.rpartition(": ") for line in lines.split("\n"))
    return "\n".join(f"{retold(says, into)}{colon}{count}" for says, colon, count in parts)


class ReturnedRows(Record):
    """The rows of one sheet that an import gave back: how many, why, and which are still out."""

    title = "Dòng bị trả lại"
    plural = "Dòng bị trả lại"
    icon = "import"
    menu = "Theo dõi"
    key = ("file", "sheet", "record_type")
    shown_by = ("file", "sheet")
    listed = ("file", "sheet", "record_type", "place", "returned_on", "returned", "waiting", "state")

    file = Text("Tên tệp đã nhập", required=True, indexed=True)
    sheet = Text("Trang tính", required=True)
    record_type = RecordTypeName("Loại bảng", longest=120, required=True)
    place = Reference("Địa bàn của tệp", to=Place)
    returned_on = Date("Ngày trả lại", precision="day", required=True)
    returned = Integer("Số dòng đã trả lại", minimum=0, required=True)
    rows = LongText("Các dòng còn chờ", hint="Số dòng trong tệp; dòng sửa xong và nhập lại thì hết chờ.")
    waiting = Computed(Integer("Số dòng còn chờ"), of=lambda batch: len(numbers_of(batch.rows)), indexed=True)
    reasons = Reasons("Lý do trả lại nhiều nhất")
    state = Choice("Tình trạng trả lại", _STATES, required=True, indexed=True)
    note = LongText("Ghi chú")


def numbers_of(written: str | None) -> list[int]:
    """The rows of a list as it is written: `7, 12–14` is 7, 12, 13, 14; what is no number is left out."""
    numbers: list[int] = []
    for part in (written or "").split(","):
        first, _dash, last = (each.strip() for each in part.partition("–"))
        if first.isdecimal():
            numbers += range(int(first), int(last if last.isdecimal() else first) + 1)
    return numbers


def write_numbers(numbers: Iterable[int]) -> str:
    """Rows in order, neighbours joined: 7, 12, 13, 14 is `7, 12–14`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)


def without(batch: ReturnedRows, back: Sequence[int]) -> Record:
    """The batch once these rows have come back."""
    left = set(numbers_of(batch.rows)) - set(back)
    state = batch.state if left or batch.state == CLOSED else BACK
    return batch.changed(rows=write_numbers(left) or None, state=state)
