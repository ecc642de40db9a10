"""Makes lists as officers lay them out, another one for each seed, and says what every row of them is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.declare.problems import column_letters
from desktop.excel.cells import Area, SheetCells, Value

FAMILIES = ("Lò", "Giàng", "Vàng", "Cứ", "Quàng", "Sùng", "Mùa", "Tòng", "Nguyễn", "Hoàng")
MIDDLES = ("Văn", "Thị", "A", "Chứ", "Bả", "")
GIVEN = ("Páo", "Dính", "Mỷ", "Súa", "Hương", "Thanh", "Phát", "Chu", "Của", "Minh", "Sơn", "Hộ", "Tổng")
PLACES = ("Bản Na Son", "Bản Tìa Ghênh", "Thôn Sam Phát", "Bản Huổi Tủa", "Tổ dân phố 3", "Bản Nà Cộng")


@dataclass(frozen=True)
class Written:
    """One field of a list: headings it may stand under, and how a value stands in a cell and is meant."""

    field: str
    headings: tuple[str, ...]
    value: Callable[[random.Random], tuple[Value, Any]]
    group: str = ""
    """A merged heading that may stand above."""

    figures: bool = False
    unit: int = 1
    """What one written unit of its figures is worth."""

    optional: bool = False
    repeats: bool = False
    """Whether rows below each other often say the same, so that some officers write “as above”."""

    options: tuple[tuple[str, Any], ...] = ()
    """Headings of columns to be marked, and what a mark in each means: for offices that write it so."""

    meant: Any = None
    """Of one of those columns: what a mark in it means."""


@dataclass
class Listed:
    """A sheet with the truth about it."""

    cells: SheetCells
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Row → field → value, for each row that is a record."""

    heads: list[int] = field(default_factory=list)
    """The last row of the headings of each table."""


class _Page:
    def __init__(self, chance: random.Random, first_column: int) -> None:
        self.chance, self.first = chance, first_column
        self.rows: list[dict[int, Value]] = []
        self.merged: list[Area] = []
        self.hidden: set[int] = set()

    def put(self, *values: Value, at: int = 0) -> int:
        """A row of values from the first column on, or from `at` columns right of it; gives its number."""
        start = self.first + at
        self.rows.append({start + n: value for n, value in enumerate(values) if value is not None})
        return len(self.rows)

    def merge(self, first_row: int, first: int, last_row: int, last: int) -> None:
        """Merge cells given by their place in the table."""
        if (first_row, first) != (last_row, last):
            self.merged.append(Area(first_row, self.first + first, last_row, self.first + last))

    def cells(self, name: str) -> SheetCells:
        width = max((max(row, default=0) for row in self.rows), default=0)
        rows = [tuple(row.get(column) for column in range(1, width + 1)) for row in self.rows]
        return SheetCells(name, rows, merged=self.merged, hidden_rows=self.hidden)


def name_of(chance: random.Random) -> str:
    """A name of a person, some of whose words could be those of a total or a group."""
    return " ".join(" ".join((chance.choice(FAMILIES), chance.choice(MIDDLES), chance.choice(GIVEN))).split())


def listed(seed: int, fields: Sequence[Written], titles: Sequence[str], group_by: str) -> Listed:
    """One list: its title, headings, rows, groups, totals, notes and signatures, as one office has it."""
    chance = random.Random(seed)
    page = _Page(chance, chance.choice((1, 1, 1, 2, 3)))
    found = Listed(SheetCells(""))
    for number in range(chance.choice((1, 1, 1, 1, 2))):
        if number:
            for _blank in range(chance.randint(1, 3)):
                page.put()
        _table(page, found, fields, titles, group_by)
    cells = page.cells(chance.choice(("Sheet1", "DS", "Biểu 01")))
    found.cells = cells
    return found


def _table(
    page: _Page,
    found: Listed,
    fields: Sequence[Written],
    titles: Sequence[str],
    group_by: str,
) -> None:
    chance = page.chance
    used = [each for each in fields if not each.optional or chance.random() < 0.6]
    is_grouped = chance.random() < 0.4 and group_by
    if is_grouped:
        used = [each for each in used if each.field != group_by]
    if chance.random() < 0.5:
        rest = used[1:]
        chance.shuffle(rest)
        used = [used[0], *rest]
        if chance.random() < 0.3:
            chance.shuffle(used)
    firsts = {each.group: place for place, each in reversed(list(enumerate(used)))}
    places = {each.field: firsts[each.group] if each.group else place for place, each in enumerate(used)}
    used = sorted(used, key=lambda each: places[each.field])
    _title(page, titles)
    head = _Head(page, [column for each in used for column in _columns(chance, each)])
    head.write()
    found.heads.append(len(page.rows))
    if chance.random() < 0.4:
        marks = chance.choice(([str(n) for n in range(1, head.width + 1)], list(range(1, head.width + 1)),
                               ["A", "B", *range(1, head.width - 1)],
                               [f"({n})" for n in range(1, head.width + 1)]))  # fmt: skip
        page.put(*marks)
    _Body(page, found, head, group_by if is_grouped else "", group_by).write()
    _below(page)


def _columns(chance: random.Random, each: Written) -> Iterator[Written]:
    """The one column of a field, or those to be marked."""
    if not each.options or chance.random() < 0.6:
        yield each
        return
    group = each.headings[0] if chance.random() < 0.7 else ""
    for heading, meant in each.options:
        yield replace(each, headings=(heading,), group=group, meant=meant)


def _title(page: _Page, titles: Sequence[str]) -> None:
    chance = page.chance
    if chance.random() < 0.5:
        page.put("UBND XÃ NA SON", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        page.put("BAN QUẢN LÝ CTMTQG", None, None, None, "Độc lập - Tự do - Hạnh phúc")
        page.put()
    row = page.put(chance.choice(titles))
    if chance.random() < 0.6:
        page.merge(row, 0, row, 6)
    if chance.random() < 0.4:
        page.put("(Kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2026 của UBND xã)")
    for _blank in range(chance.choice((0, 0, 1, 2))):
        page.put()
    if chance.random() < 0.3:
        page.put("Đơn vị tính: đồng", at=4)


class _Head:
    """The headings of one table, in one to three rows."""

    def __init__(self, page: _Page, used: Sequence[Written]) -> None:
        self.page, chance = page, page.chance
        self.used = list(used)
        self.has_number = chance.random() < 0.85
        self.sign = chance.random() < 0.2
        self.groups = any(each.group for each in used) and chance.random() < 0.7
        self.texts = [self._heading(each) for each in used]
        self.width = len(used) + self.has_number + self.sign
        self.deep = 1 + self.groups + (self.groups and chance.random() < 0.2)

    def _heading(self, each: Written) -> str:
        chance = self.page.chance
        text = chance.choice(each.headings)
        if chance.random() < 0.15:
            text = text.upper()
        if chance.random() < 0.1:
            text = text.replace(" ", "\n", 1)
        return text + " " * (chance.random() < 0.1)

    def write(self) -> None:
        page, chance = self.page, self.page.chance
        first = len(page.rows) + 1
        lines: list[list[Value]] = [[None] * self.width for _line in range(self.deep)]
        columns = [(chance.choice(("TT", "STT", "Số TT")), "")] if self.has_number else []
        columns += [(text, each.group) for text, each in zip(self.texts, self.used, strict=True)]
        columns += [("Ký nhận", "")] if self.sign else []
        place = 0
        while place < self.width:
            text, group = columns[place]
            end = place
            while group and self.groups and end + 1 < self.width and columns[end + 1][1] == group:
                end += 1
            if group and self.groups:
                lines[0][place] = group
                page.merge(first, place, first + self.deep - 2, end)
                for each in range(place, end + 1):
                    lines[-1][each] = columns[each][0]
            else:
                lines[0][place] = text
                page.merge(first, place, first + self.deep - 1, place)
            place = max(place, end) + 1
        for line in lines:
            page.put(*line)
        self.rows = lines


class _Body:
    """The rows under the headings of one table."""

    def __init__(self, page: _Page, found: Listed, head: _Head, group_by: str, down: str) -> None:
        self.page, self.found, self.head, self.group_by = page, found, head, group_by
        self.chance = page.chance
        self.number, self.way = 0, self.chance.choice((0, 0, 0, 1, 2))
        self.repeats = self.chance.random() < 0.25
        self.as_above = self.chance.choice(("", "", "", "", '"', "nt", "- nt -", "Như trên", "„", "-//-"))
        self.mark = self.chance.choice(("x", "X", 1, "v"))
        self.rows: list[dict[str, Any]] = []
        self.since_group = self.since_page = 0
        self.fills_down = self.chance.random() < 0.2
        self.merges = next((n for n, each in enumerate(head.used, 1) if each.field == down), 0)
        self.span: tuple[int, int, Any] | None = None
        self.first_word = (
            next((n for n, each in enumerate(head.used) if not each.figures), 0) + head.has_number
        )

    def write(self) -> None:
        chance = self.chance
        total_first, total_last = chance.random() < 0.15, chance.random() < 0.5
        first = self._total("Tổng cộng") if total_first else 0
        if self.group_by:
            style = chance.choice(("roman", "roman", "letter", "none"))
            restarts = chance.random() < 0.5
            if chance.random() < 0.2:
                self._group(chance.choice(("A", None)), "Xã Na Son", 0)
            word = chance.choice(("", "", "Cộng {name}", "Cộng", "Tổng"))
            for place, name in enumerate(chance.sample(PLACES, chance.randint(2, 4))):
                self.number = 0 if restarts else self.number
                index = {"roman": ("I", "II", "III", "IV")[place], "letter": "ABCD"[place], "none": None}[
                    style
                ]
                count = chance.randint(2, 9)
                self._group(index, name, count)
                self.since_group = len(self.rows)
                self._rows(count, {self.group_by: name})
                if word:
                    self._total(word.format(name=name.lower()), self.since_group)
        else:
            self._rows(chance.randint(3, 40), {})
            if self.head.has_number and chance.random() < 0.15:
                for number in range(self.number + 1, self.number + 4):  # ruled and numbered, never filled
                    self.page.put(number)
        if first:
            self._add_up(first)
        if total_last:
            self._total(chance.choice(("Tổng cộng", "TỔNG CỘNG", "Cộng", "Tổng số", "Tổng:")))
        if chance.random() < 0.15:
            count = len(self.rows)
            told = (
                "Tổng số: {} hộ, 110 khẩu",
                "Tổng số hộ: {} hộ",
                "Cộng: {} hộ",
                "Bằng chữ: Bốn mươi đồng chẵn.",
            )
            self.page.put(chance.choice(told).format(count))

    def _group(self, index: str | None, name: str, count: int) -> None:
        text = name + (self.chance.choice(("", "", f" ({count} hộ)")) if count else "")
        if index and self.chance.random() < 0.3:  # the index within the words, in the first column
            row = self.page.put(f"{index}. {text}")
        else:
            row = self.page.put(*([index] if self.head.has_number else []), text)
        if self.chance.random() < 0.3:
            self.page.merge(row, int(self.head.has_number), row, self.head.width - 1)

    def _total(self, label: str, since: int = 0) -> int:
        """Put a row of totals of the rows written since; gives its number."""
        values: list[Value] = [None] * self.head.width
        values[self.first_word if self.chance.random() < 0.7 else 0] = label
        row = self.page.put(*values)
        self._add_up(row, since)
        return row

    def _add_up(self, row: int, since: int = 0) -> None:
        """Write the sums of the rows since into a row of totals, as far as somebody cared to."""
        columns = enumerate(self.head.used, int(self.head.has_number) + self.page.first)
        for place, each in columns if self.rows[since:] else ():
            if each.figures and place not in self.page.rows[row - 1] and self.chance.random() < 0.7:
                added = sum(told[each.field] for told in self.rows[since:]) / each.unit
                self.page.rows[row - 1][place] = int(added) if added == int(added) else float(added)

    def _rows(self, count: int, told: dict[str, Any]) -> None:
        chance = self.chance
        for _line in range(count):
            if self.repeats and self.number and self.number % 12 == 0:
                for head in self.head.rows:
                    self.page.put(*head)
            if chance.random() < 0.02:
                self.page.put()
            if self.number and self.number % 15 == 0 and chance.random() < 0.15:
                carried = chance.random() < 0.5
                self._total(
                    "Cộng chuyển sang trang" if carried else "Cộng trang", 0 if carried else self.since_page
                )
                self.since_page = len(self.rows)
            self.number += 1
            shown = (self.number, str(self.number), f"{self.number}.")[self.way]
            values: list[Value] = [shown] if self.head.has_number else []
            truth: dict[str, Any] = dict(told)
            for each in self.head.used:
                values.append(self._written(each, truth))
            row = self.page.put(*self._filled_down(values, truth))
            if chance.random() < 0.04:
                self.page.hidden.add(row)
            self.found.rows[row] = truth
            self.rows.append(truth)

    def _written(self, each: Written, truth: dict[str, Any]) -> Value:
        """What stands in one column of a row; `truth` takes what is meant."""
        if each.meant is not None:
            options = [meant for _heading, meant in each.options]
            truth.setdefault(each.field, self.chance.choice(options))
            return self.mark if truth[each.field] == each.meant else None
        written, truth[each.field] = each.value(self.chance)
        is_same = bool(self.rows) and self.rows[-1].get(each.field) == truth[each.field]
        is_filled_down = self.fills_down and self.head.used[self.merges - 1] is each
        if self.as_above and each.repeats and is_same and not is_filled_down:
            return self.as_above
        return written

    def _filled_down(self, values: list[Value], truth: dict[str, Any]) -> list[Value]:
        """The row as it is where a value stands once for the rows below it, their cells merged."""
        place = self.merges
        if not self.fills_down or not place:
            return values
        name, column = self.head.used[place - 1].field, place - 1 + self.head.has_number
        row = len(self.page.rows) + 1
        if self.span and self.span[1] == row - 1 and self.chance.random() < 0.6:
            first, _last, meant = self.span
            values[column], truth[name], self.span = None, meant, (first, row, meant)
            self.page.merged = [
                area
                for area in self.page.merged
                if (area.first_row, area.first_column) != (first, column + self.page.first)
            ]
            self.page.merge(first, column, row, column)
        else:
            self.span = (row, row, truth[name])
        return values


def _below(page: _Page) -> None:
    chance = page.chance
    for _blank in range(chance.choice((0, 1, 2))):
        page.put()
    if chance.random() < 0.3:
        page.put(chance.choice((
            "Ghi chú: Danh sách này đã niêm yết tại nhà văn hóa bản từ ngày 01/12/2025.",
            "(*) Hộ có người khuyết tật nặng", "Danh sách trên gồm các hộ đủ điều kiện.",
        )))  # fmt: skip
    if chance.random() < 0.6:
        page.put("Na Son, ngày 05 tháng 01 năm 2026", at=chance.choice((0, 3, 5)))
        page.put("NGƯỜI LẬP BIỂU", None, None, "TM. UỶ BAN NHÂN DÂN")
        page.put("(Ký, ghi rõ họ tên)", None, None, "CHỦ TỊCH")
        for _blank in range(chance.choice((0, 2))):
            page.put()
        page.put("Lò Văn Hộ", None, None, "Giàng A Tổng")


def described(found: Listed, first: int = 1, last: int = 10**6) -> Iterator[str]:
    """The rows of a list as lines, to be read where a test fails."""
    for number, row in enumerate(found.cells.rows, 1):
        if first <= number <= last:
            texts = "; ".join(
                f"{column_letters(n)}={value}" for n, value in enumerate(row, 1) if value is not None
            )
            yield f"{number}{' *' if number in found.rows else ''}: {texts}"
