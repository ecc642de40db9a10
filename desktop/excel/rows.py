"""What each row under a heading is: a record, a group, a total, a note, a signature; knows no field."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from desktop.declare.text import _, fold, fold_words, tidy
from desktop.excel.cells import SheetCells, Value
from desktop.excel.headings import is_marks_row, text_of

_COUNT = re.compile(
    r"(\d{1,3}(?:[.,]\d{3})+|\d+)\s*(nhân khẩu|khẩu|người|hộ|dự án|mô hình|trường hợp|công trình|hồ sơ)\b"
)
_TOTAL = re.compile(r"(tổng cộng|tổng số|tổng|cộng|tong cong|tong so|grand total|toàn (?:tỉnh|huyện|xã))\b")
_OF_A_GROUP = re.compile(r"\b(xã|phường|thị trấn|huyện|bản|thôn|tổ|trang|dự án|nhóm|mục|phần)\b")
_SIGNED = re.compile(
    r"^(người (lập|tổng hợp|ghi|kê)|lập (biểu|bảng)|nơi nhận|kế toán|thủ trưởng|(tm|kt|tl|q)\. ?\w"
    r"|(phó )?(chủ tịch|giám đốc|trưởng (phòng|ban|thôn|bản)|bí thư)\b|xác nhận|lãnh đạo"
    r"|\(?(đã )?ký\b)|\bcộng h(òa|oà) xã hội chủ nghĩa|\bđộc lập\W+tự do"
    r"|ngày\s*(\d+|[.…_]+)\s*tháng\s*(\d+|[.…_]+)\s*năm"
)
_NOTE = re.compile(
    r"^(\*|\(\*\)|- |ghi chú|chú (thích|ý)|lưu ý|nguồn|danh sách (này|trên)|trong đó|số liệu|\()"
)
_INDEX = re.compile(r"(?P<roman>[ivxlc]+)|(?P<letter>[a-zđ])|(?P<number>\d+(\.\d+)*)")
_GROUP = re.compile(r"\s*(?:[IVXLC]{1,5}|[A-ZĐ])[.)]?\s*")
"""What numbers a group alone, in the first cell of its row."""
_TYPED_FIGURE = re.compile(r"\s*[\d.,]{1,8}\s*")
"""A figure typed as a text, and no number of a person."""
_INDEXED = re.compile(r"\s*([IVXLC]+|[A-ZĐa-zđ]|\d+(?:\.\d+)*)\s*[.)]\s+(?=\S)")
"""An index that stands in the same cell as the words: `II. Bản Na Son`."""
_PLACE = re.compile(
    r"(xã|phường|thị trấn|tt|huyện|dân tộc"
    r"|bản|thôn|tổ|tdp|khu|tiểu khu|khối|khóm|ấp|buôn|bon|làng|plei|xóm)\b"
)
_LEVELS = {"letter_capital": 0, "roman": 1, "number": 2, "letter": 3, "": 1}
_DASHES = {"-": 4, "–": 4, "—": 4, "•": 4, "*": 4, "+": 5}
"""What stands before the lowest lines of an outline instead of a number, and how deep that is."""

_HEADS = ("header", "repeated_header")
Row = Sequence[Value]


def why(kind: str) -> str:
    """What a row that holds no record is, as a sentence."""
    return {
        "title": _("Dòng tiêu đề, phía trên bảng."),
        "unit": _("Dòng ghi đơn vị tính."),
        "header": _("Dòng tên cột."),
        "marks": _("Dòng ký hiệu cột (A, B, 1, 2…)."),
        "outline": _("Dòng tên nhóm."),
        "subtotal": _("Dòng cộng của một nhóm."),
        "total": _("Dòng tổng cộng."),
        "blank": _("Dòng trống."),
        "note": _("Dòng ghi chú."),
        "signature": _("Phần ngày tháng, chữ ký."),
        "repeated_header": _("Tên cột lặp lại sau khi sang trang."),
        "sample": _("Dòng ví dụ của mẫu."),
    }[kind]


@dataclass
class Group:
    """A row that names the rows below it: `I · Xã Na Son (28 hộ)`."""

    row: int
    column: int
    label: str
    level: int


@dataclass
class TotalRow:
    """A row of totals; `groups` are the groups that were open above it."""

    row: int
    column: int
    label: str
    is_grand: bool


@dataclass
class SortedRows:
    """The rows of a table by what they are."""

    data: list[int] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    totals: list[TotalRow] = field(default_factory=list)
    notes: list[tuple[int, int, str]] = field(default_factory=list)
    depths: dict[int, int] = field(default_factory=dict)
    """In an outline, how deep each row of data stands: one as high as a group ends that group."""


def composed(text: str) -> str:
    """Lower case with marks, one writing for each letter."""
    return tidy(text).lower() if text.isascii() else unicodedata.normalize("NFC", tidy(text)).lower()


def counts_in(label: str) -> list[tuple[int, str]]:
    """The counts a label tells: `Cộng: 149 hộ, 673 nhân khẩu` → (149, hộ), (673, nhân khẩu)."""
    return [(int(re.sub(r"\D", "", number)), noun) for number, noun in _COUNT.findall(composed(label))]


def without_count(label: str) -> str:
    """The label alone: `Xã Na Son (cũ): 155 hộ` → `Xã Na Son (cũ)`."""
    text = re.sub(
        r"[(\[]?\s*(?:\d[\d.,]*)\s*[^\W\d_]+(?:\s(?:cận\s|thoát\s)?[^\W\d_]+)?\s*(?:[;,]\s*\d[^()]*)?[)\]]?\s*$",
        "",
        tidy(label),
    )
    return text.rstrip(" :–-,;(") if text and counts_in(label) else tidy(label)


def without_index(label: str) -> str:
    """`II. Bản Na Sang` → `Bản Na Sang`."""
    found = _INDEXED.match(label)
    return label[found.end() :] if found else label


def without_colon(label: str) -> str:
    """`Làng: Plei Toan` → `Làng Plei Toan`: a colon after the kind of a place is none of its name."""
    found = _PLACE.match(composed(label))
    rest = label[found.end() :].lstrip() if found else ""
    return f"{label[: found.end()]} {rest[1:].lstrip()}" if found and rest[:1] == ":" else label


def names_a_group(text: str) -> bool:
    """Whether a text that stands alone in its row names the rows below it: `II. Bản Na Sang (12 hộ)`."""
    place = _PLACE.match(composed(text))
    # A kind alone, or several of them (`Dân tộc`; `Thôn, bản`), is the heading of a column.
    is_place = bool(place and place.string[place.end() :].lstrip(" :")[:1].isalnum())
    return bool(_INDEXED.match(text) or counts_in(text)) or is_place


def says_total(text: str) -> bool:
    """Whether a text begins as that of a total does."""
    return text.lstrip()[:1] in "TtCcGg" and bool(_TOTAL.match(composed(text)))


class _TotalTexts(dict[str, bool]):
    """The same; each different text is looked at once."""

    def __missing__(self, text: str) -> bool:
        self[text] = says_total(text)
        return self[text]


class RowSorter:
    """Sorts the rows of one table; `words` are its columns of words, `figures` those of figures."""

    def __init__(
        self,
        cells: SheetCells,
        header_rows: tuple[int, int],
        columns: Sequence[int],
        words: Sequence[int],
        numbering: Sequence[int],
    ) -> None:
        self.cells, self.columns, self.numbering = cells, list(columns), set(numbering)
        self.words = [column for column in words if column not in self.numbering]
        first, last = header_rows
        heads = [cells.rows[row - 1] for row in range(first, last + 1)]
        self.header = [{fold_words(text_of(value)) for value in row} - {""} for row in heads]
        self.heads = {value for row in heads for value in row if isinstance(value, str)}
        self.begins_total = _TotalTexts()
        self.found = SortedRows()
        self.is_over = False

    def sort(self, first: int, last: int) -> SortedRows:
        """Sort the rows from `first` to `last`."""
        rows = self.cells.rows
        counts = [len(row) - row.count(None) for row in rows[first - 1 : last]]
        likely = [count for count in counts if count >= 3] or [count for count in counts if count]
        usual = statistics.median(likely) if likely else 0.0
        enough = max(3.0, 0.55 * usual)
        above = "header"
        for number, count in enumerate(counts, first):
            row = rows[number - 1]
            is_plain = count >= enough and above not in _HEADS and not self._is_special(row)
            above = "data" if is_plain else self._kind(number, row, first, usual)
            if above == "data":
                self.found.data.append(number)
            else:
                self.found.kinds[number] = above
        return self.found

    def _is_special(self, row: Row) -> bool:
        """Whether a well filled row must be looked at more closely: it may be a total or a heading."""
        for value in row:
            if isinstance(value, str):
                return value in self.heads or self.begins_total[value] or bool(_GROUP.fullmatch(value))
        return True

    def _repeats_header(self, row: Row) -> bool:
        texts = [fold_words(value) for value in row if isinstance(value, str)]
        texts = [text for text in texts if text]
        return len(texts) > 1 and any(
            sum(text in line for text in texts) >= max(2, 0.7 * len(texts)) for line in self.header
        )

    def _kind(self, number: int, row: Row, first: int, usual: float) -> str:
        filled = [(column, value) for column, value in enumerate(row, 1) if text_of(value)]
        if not filled:
            return "blank"
        if self._repeats_header(row):
            self.is_over = False  # what stood between was the foot of a page
            return "repeated_header"
        before = self.found.kinds.get(number - 1, "header" if number == first else "")
        if before in _HEADS:
            if is_marks_row([value for _column, value in filled]):
                return "marks"
            if before == "repeated_header" and self._continues_header(filled):
                return "repeated_header"
        texts = [(column, value) for column, value in filled if isinstance(value, str)]
        label_column, label = self._label(texts)
        return (
            self._total(number, label_column, label, filled)
            or self._signature_or_note(number, texts, filled, usual)
            or self._group(number, label_column, label, filled, usual)
            or self._record_or_not(number, filled, usual)
        )

    def _continues_header(self, filled: list[tuple[int, Value]]) -> bool:
        known = set().union(*self.header)
        return all(fold_words(text_of(value)) in known for _column, value in filled)

    def _label(self, texts: Sequence[tuple[int, str]]) -> tuple[int, str]:
        """The words that name the row: its first text that is no index."""
        for column, value in texts:
            text = tidy(value)
            if not (_INDEX.fullmatch(fold(text).strip(". )")) and len(texts) > 1):
                return column, text
        return 0, ""

    def _total(self, number: int, column: int, label: str, filled: list[tuple[int, Value]]) -> str:
        match = _TOTAL.match(composed(label))
        beside = self._words_beside(column, filled)
        if not match or not all(map(_TYPED_FIGURE.fullmatch, beside)):
            return ""
        rest = composed(without_count(label))[match.end() :]
        is_grand = not _OF_A_GROUP.search(rest)
        self.found.totals.append(TotalRow(number, column, label, is_grand))
        return "total" if is_grand else "subtotal"

    def _words_beside(self, label_column: int, filled: list[tuple[int, Value]]) -> list[str]:
        """The texts in columns of words beside the label, its merged neighbours apart."""
        columns = set(self.words) - {label_column}
        return [value for column, value in filled if column in columns and isinstance(value, str)]

    def _signature_or_note(
        self, number: int, texts: Sequence[tuple[int, str]], filled: list[tuple[int, Value]], usual: float
    ) -> str:
        if len(filled) > max(3.0, 0.4 * usual) or len(texts) < len(filled):
            return ""
        lines = [composed(value) for _column, value in texts]
        # A form that is still to be filled has no rows of data, only room for them.
        has_room = bool(self.found.data) or "blank" in self.found.kinds.values()
        if has_room and any(_SIGNED.search(line) for line in lines):
            self.is_over = True
            return "signature"
        if not self.found.data:
            return "signature" if self.is_over else ""
        if _NOTE.match(lines[0]) or (len(lines[0]) > 60 and len(filled) == 1):
            self.is_over = True
            self.found.notes.append((number, texts[0][0], tidy(texts[0][1])))
            return "note"
        if self.is_over:
            return "signature"
        return ""

    def _group(
        self, number: int, column: int, label: str, filled: list[tuple[int, Value]], usual: float
    ) -> str:
        is_beside = column > max(self.columns, default=column)
        if not label or self.is_over or is_beside or self._words_beside(column, filled):
            return ""
        index = next(
            ((text_of(value), not isinstance(value, str)) for place, value in filled if place < column),
            ("", False),
        )
        is_spread = any(
            area.first_row == number and area.first_column == column and area.last_column > column
            for area in self.cells.merged
        )
        if not index[0] and (within := _INDEXED.match(label)):
            index, label = (within[1], False), label[within.end() :]
        named = bool(counts_in(label)) or bool(_PLACE.match(composed(label))) or is_spread
        level = _level(index[0])
        is_counted = index[1] and not named
        is_thin = len(self.words) >= 3 and len(filled) <= max(3.0, 0.5 * usual)
        # Without a number of its own, words that stand in a column further on say what the row itself holds.
        is_first = bool(index[0]) or column <= min(self.words, default=column)
        is_thin = is_thin and (named or (level is not None and is_first)) and not is_counted
        is_headed = named and len(filled) <= max(2.0, 0.6 * usual) and (level in (0, 1) or is_spread)
        is_headed = is_headed or (named and bool(_GROUP.fullmatch(index[0])))
        if not (is_thin or is_headed):
            return ""
        self.found.groups.append(Group(number, column, label, _LEVELS[""] if level is None else level))
        return "outline"

    def _record_or_not(self, number: int, filled: list[tuple[int, Value]], usual: float) -> str:
        own = [column for column, _value in filled if column in self.columns and column not in self.numbering]
        if self.is_over and len(own) < max(2.0, 0.55 * usual):
            return "signature"
        if not own:
            return "blank"
        is_numbered = any(column in self.numbering for column, _value in filled)
        if len(self.words) >= 3 and not is_numbered and not set(own) & set(self.words):
            self.found.totals.append(TotalRow(number, own[0], "", False))
            return "subtotal"
        if len(own) == 1 and usual > 3 and not is_numbered:
            return "note"
        return "data"


def _level(index: str) -> int | None:
    """How deep an index stands: A above I above 1 above a; None for one that is no index of a group."""
    if not index:
        return _LEVELS[""]
    key = fold(index).strip(". )(")
    match = _INDEX.fullmatch(key)
    if not match:
        return None
    if match["roman"] and (len(key) > 1 or key in "ivx"):
        return _LEVELS["roman"]
    if match["number"]:
        return _LEVELS["number"]
    return _LEVELS["letter_capital" if index.strip(". )(").isupper() else "letter"]


def open_groups(found: SortedRows) -> Iterator[tuple[Group, list[int]]]:
    """Each group with the data rows below it, up to the next row that is not deeper."""
    for position, group in enumerate(found.groups):
        others = [other.row for other in found.groups[position + 1 :] if other.level <= group.level]
        others += [row for row, depth in found.depths.items() if row > group.row and depth <= group.level]
        end = min(others, default=None)
        yield group, [row for row in found.data if row > group.row and (end is None or row < end)]


def spans_of(found: SortedRows) -> Iterator[tuple[TotalRow, bool, list[int], list[int]]]:
    """Each row of totals: whether it is that of the table, its data rows, and those it may mean instead.

    A total between rows is that of the rows since the last one or since their group began, one of a page of
    the rows of that page; sums may also be carried on. What closes the parts may close the list by one word.
    """
    since, of_page, parts = 0, 0, False
    for place, total in enumerate(found.totals):
        opened = max((group.row for group in found.groups if group.row < total.row), default=0)
        above = [row for row in found.data if row < total.row]
        is_of_page = "trang" in composed(total.label).split()
        part = [row for row in above if row > (of_page if is_of_page else max(since, opened))]
        is_last = not found.data or found.data[-1] < total.row
        is_followed = any(each.is_grand for each in found.totals[place + 1 :])
        if total.is_grand and (not above or (is_last and not (is_followed and parts))):
            yield total, True, found.data, part if parts else []
            continue
        parts = parts or total.is_grand
        yield total, False, part, above
        if is_of_page:
            of_page = total.row
        else:
            since = total.row


def nest(found: SortedRows, cells: SheetCells, numbering: int, label: int) -> None:
    """Where rows are an outline by their running number, make groups of those with deeper ones below."""
    written = {row: text_of(cells.value(row, numbering)) for row in found.data}
    depths = {row: _DASHES.get(index) or _level(index) for row, index in written.items()}
    for row, below in pairwise(list(found.data)):
        depth, deeper = depths[row], depths[below]
        if depth is not None and deeper is not None and deeper > depth:
            found.data.remove(row)
            found.kinds[row] = "subtotal"
            found.groups.append(Group(row, label, text_of(cells.value(row, label)), depth))
    found.groups.sort(key=lambda group: group.row)
    found.depths = {row: depth for row in found.data if (depth := depths[row]) is not None}


def parts_of(found: SortedRows, above: int, rows: Sequence[int]) -> tuple[int, ...]:
    """What a total of these rows is made of: groups below the row `above`, and rows in none of them."""
    parts, covered = [], set[int]()
    for group, own in open_groups(found):
        if group.row > above and own and set(own) <= set(rows) - covered:
            parts.append(group.row)
            covered.update(own)
    return (*parts, *(each for each in rows if each not in covered))
