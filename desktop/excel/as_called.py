"""What a list is called, against what its columns look like: households, people, payments; finds none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from desktop.declare.fields import Money
from desktop.declare.records import Record
from desktop.declare.text import _, fold_words, translate
from desktop.excel.cells import SheetCells
from desktop.excel.found import FoundTable
from desktop.excel.headings import text_of
from desktop.excel.lines_above import LinesAbove
from desktop.excel.matching import Vocabulary
from desktop.excel.terms import Match

_PAYMENT = re.compile(
    r"\b(?:bang ke|danh sach)(?: ho| cac ho| nguoi)? (?:chi (?:tra )?(?:tien|kinh phi|ho tro)|chi tra"
    r"|(?:ky )?nhan (?:tien|kinh phi)|cap (?:phat )?(?:tien|kinh phi)|phat tien|thanh toan tien)\b"
)
"""How the title of a list of payments begins, folded."""


class Head(Protocol):
    """Headings as one kind of list reads them."""

    first: int
    matches: list[Match]
    vocabulary: Vocabulary
    sure: float
    doubt: str


_NEAR = 0.2
"""So much less sure is a kind of list that may be meant as well."""

_APART = 3
"""So many columns of its own tell a kind of list that its title has to say, where it does not."""

H = TypeVar("H", bound=Head)


def is_told_apart(head: Head, heads: Iterable[Head]) -> bool:
    """Whether a kind of list whose title has to say it knows all the columns that its like know, and
    several more: no title is needed where the columns say it.
    """
    record_type = head.vocabulary.record_type
    like = [
        other
        for other in heads
        if other.vocabulary.titles and other.vocabulary.record_type is not record_type
    ]
    return bool(head.vocabulary.titles and like) and all(_knows_more(head, other) for other in like)


def is_outdone(head: Head, heads: Iterable[Head], above: LinesAbove) -> bool:
    """Whether a kind of list whose title has to say it knows all that this one does, and several more: this
    one is not meant either, unless it is called so.
    """
    if head.vocabulary.titles or above.calls_records(head.vocabulary, head.first):
        return False
    return any(other.vocabulary.titles and _knows_more(other, head) for other in heads)


def _knows_more(one: Head, other: Head) -> bool:
    ours, theirs = ({match.heading.column for match in each.matches} for each in (one, other))
    return ours > theirs and len(ours - theirs) >= _APART


def as_called(best: H | None, others: Iterable[H], above: LinesAbove, least: float) -> H | None:
    """The kind of list that the title calls by the name of its records, where that knows all columns as well.

    A list of households with few of their columns looks like one of people. `least` is how sure a kind is
    that is taken at all.
    """
    if best is None or best.vocabulary.titles or above.names_records(best.vocabulary, best.first):
        return best
    like = [other for other in others if _knows_as_much(other, best)]
    called = next((other for other in like if above.names_records(other.vocabulary, other.first)), None)
    if called is not None:
        says = _("Các cột cũng hợp với “{other}”: đọc là “{title}” theo tiêu đề; hãy xem lại loại hồ sơ.")
        called.doubt, called.sure = _of_both(says, called, best), max(called.sure, least)
        return called
    near = next((other for other in like if other.sure >= max(least, best.sure - _NEAR)), None)
    if near is not None:
        says = _("Các cột cũng hợp với “{other}”: đọc là “{title}”; hãy xem lại loại hồ sơ.")
        best.doubt = _of_both(says, best, near)
    return best


def _knows_as_much(other: Head, best: Head) -> bool:
    """Whether another kind of list, of people too, knows every column that the best one knows."""
    types = [head.vocabulary.record_type for head in (other, best)]
    own, theirs = ({match.heading.column for match in head.matches} for head in (best, other))
    is_alike = not other.vocabulary.titles and types[0] is not types[1] and other.first == best.first
    return is_alike and own <= theirs and all(map(_is_of_people, types))


def _is_of_people(record_type: type[Record]) -> bool:
    return any(getattr(record_type.fields[name], "person", False) for name in record_type.key)


def _of_both(says: str, taken: Head, left: Head) -> str:
    title, other = (translate(head.vocabulary.record_type.title) for head in (taken, left))
    return says.format(other=other, title=title)


def fits_title(table: FoundTable, head: Head, above: LinesAbove) -> bool:
    """Whether a table may be what its headings say for all that its title calls it; what is open is asked.

    A list of payments is none of people, nor of whatever else takes no money.
    """
    assert table.record_type is not None
    if head.doubt:
        table.doubt(head.doubt)
    if not _is_payment(above.lines(head.first)):
        return True
    _doubt_payments(table)
    fields = table.record_type.fields
    return any(isinstance(fields[column.field], Money) for column in table.used())


def _is_payment(lines: Sequence[str]) -> bool:
    """Whether one of some lines calls what follows a list of payments."""
    return any(_PAYMENT.search(fold_words(line)) for line in lines)


def is_payment_sheet(sheet: SheetCells, rows: int) -> bool:
    """Whether one of the first rows of a sheet is the title of a list of payments."""
    return _is_payment(
        [text_of(value) for row in sheet.rows[:rows] for value in row if isinstance(value, str)]
    )


def told_as_payment() -> str:
    """What such a list is, where no kind of record is called so."""
    return _(
        "Bảng kê chi tiền không nhập thành hồ sơ riêng: danh sách chi trả do chương trình lập từ hồ sơ "
        "(Xuất, “Chốt danh sách chi trả…”) rồi khóa. Muốn ghi số đã chi ở đây, hãy chọn loại hồ sơ được hỗ "
        "trợ cho trang này và mục “Đã giải ngân” cho cột tiền."
    )


def _doubt_payments(table: FoundTable) -> None:
    """Ask whether the money of one payment is what a record keeps as approved, or as paid so far."""
    fields = _of_money(table.record_type) if table.record_type else set()
    for column in table.used():
        if column.field in fields and table.record_type is not None:
            says = _(
                "Bảng kê chi tiền: cột {column} “{heading}” có thể chỉ là số chi một đợt, còn “{field}” của "
                "hồ sơ là số của cả khoản; hãy xem lại."
            )
            label = translate(table.record_type.fields[column.field].label)
            told = says.format(column=column.letters, heading=column.heading, field=label)
            table.doubt(told, column.column)


def _of_money(record_type: type[Record]) -> set[str]:
    """The amounts of supports that are paid little by little."""
    known = [each for each in record_type.supports if each.paid]
    names = {name for each in known for name in (*each.amounts.values(), each.paid)}
    return {name for name in names if isinstance(record_type.fields.get(name), Money)}
