"""What the lines above a table tell of all its rows: a year, a day, the option of a choice; reads no cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.declare.fields import Choice, Date, Field, Integer, Reference
from desktop.declare.records import Record
from desktop.declare.text import _, fold, tidy, translate
from desktop.excel.days_said import day_until, year_of
from desktop.excel.found import FoundTable
from desktop.excel.headings import bare_text, text_of
from desktop.excel.rows import composed, without_count, without_index

_DENIED = r"(?P<denied>\b(?:không|chưa|ngoài)(?: (?:phải|là|thuộc|diện))* )?"
"""What a list is not, it says as well: `HỘ KHÔNG THUỘC HỘ NGHÈO`."""

_PLACES = ("xã", "bản", "thôn", "huyện", "phường", "làng", "ấp", "xóm", "buôn")
_PLACE_BEFORE = "".join(rf"(?<!\b{place} )" for place in _PLACES) + r"\b"
"""A village may be called as an option is."""

_UNMARKED_BEFORE = (
    r"(?P<denied>\b(?:khong|chua|ngoai)(?: (?:phai|la|thuoc|dien))* )?"
    + "".join(rf"(?<!\b{fold(place)} )" for place in _PLACES)
    + r"\b"
)

_OF_MINORITIES = re.compile(
    r"(?<=\bhộ )(?:gia đình |đồng bào |người )*(?:dân tộc thiểu số|dtts) (?=(?:cận )?nghèo\b)"
    r"|(?<=\bho )(?:gia dinh |dong bao |nguoi )*(?:dan toc thieu so|dtts) (?=(?:can )?ngheo\b)"
)
"""`HỘ DTTS NGHÈO` are poor households; that they are of a minority each of them says itself."""

_QUOTES = re.compile(r"[\"“”„‘’«»]")
_YEAR = re.compile(r"\bnăm (20\d\d)\b")
_UNMARKED_YEAR = re.compile(r"\b(?<!viet )nam (20\d\d)\b")
_OF_A_PAPER = re.compile(
    r"^\W*(?:căn cứ|can cu|thực hiện|thuc hien|theo(?! d[õo]i))\b.*"
    r"|\W*\b(?:kèm theo|kem theo|ban hành kèm|ban hanh kem)\b.*",
    re.IGNORECASE,
)
"""What names the paper a list belongs to, whose title speaks of more than the list."""

_ISSUED_BY = re.compile(
    r"^(?:\W*\b(?:ubnd|hđnd|ủy ban|uỷ ban|uy ban|hội đồng|hoi dong|sở)\b.*?"
    r"(?=\b(?:danh sách|danh sach|biểu|bieu|bảng|bang|phụ lục|phu luc|tổng hợp|tong hop|kết quả|ket qua"
    r"|báo cáo|bao cao)\b|\s[-–—:]\s|$))+"
)
"""The name of the body that issued the list says nothing of what stands in it; a title may follow it."""


def lines_above(table: FoundTable, above: int) -> list[str]:
    """The texts that stand over a table, from the row `above` on."""
    rows = table.cells.rows[above - 1 : table.header_rows[0] - 1]
    return [text_of(value) for row in rows for value in row if isinstance(value, str)]


def tell_from_above(table: FoundTable, above: int) -> None:
    """What the lines above tell of every row: the year of the title, the day the figures were closed."""
    lines = lines_above(table, above)
    apart = _told_apart(table)
    spread = {name for column in table.columns for name in column.apart}
    for name, patterns in table.layout.told_above.items() if table.layout else ():
        if name in apart:
            continue
        declared = table.record_type and table.record_type.fields.get(name)
        is_day = isinstance(declared, Date)
        asked_of = list(lines) if is_day else without_papers(lines)
        # The day of the figures may stand over their columns: `Lũy kế giải ngân đến 30/6/2026`.
        asked_of += _headings(table) if is_day and name not in spread else ()
        found = tidy(first_told(patterns, asked_of))
        if isinstance(declared, Date) and not found:
            found = _told_until(table, declared, lines)
        if isinstance(declared, Choice):
            _tell_option(table, name, found)
        elif isinstance(declared, Reference) and table.column_of(name):
            continue  # a cell left blank there is no name of the title
        elif isinstance(declared, Reference):
            _tell_name(table, name, found)
        else:
            _tell_all(table, name, found)
    for line in lines[-3:]:
        name, label = _option_of_heading(table, line)
        _tell_all(table, name, label)
    _tell_year(table, lines)
    for name, declared in choices_told(table).items():
        _tell_option(table, name, _option_of_title(declared, _without_own_name(table, lines)))


def _told_until(table: FoundTable, declared: Date, lines: Sequence[str]) -> str:
    """The one end of a month or quarter that the figures come up to, as title and columns say it."""
    year = year_of(without_papers(lines))
    days = {day_until(text, year) for text in (*without_papers(lines), *_headings(table))} - {None}
    found = declared.format(days.pop()) if len(days) == 1 else ""
    if found:
        table.doubt(_of_title(table, declared.name, found), field=declared.name)
    return found


def _without_own_name(table: FoundTable, lines: Iterable[str]) -> list[str]:
    """The lines without what the records are called: `CẤP GIỐNG, VẬT TƯ` does not say that all are goods."""
    own = table.record_type.title if table.record_type else ""
    return [composed(line).replace(composed(own), " ") if " " in own else line for line in lines]


def _told_apart(table: FoundTable) -> set[str]:
    """What all columns say that make records of their own; one of them may leave it to the title."""
    apart = [set(column.apart) for column in table.columns if column.apart]
    return set.intersection(*apart) if apart else set()


def without_papers(lines: Iterable[str]) -> list[str]:
    """The lines without the papers they name, whose years and projects are of another matter."""
    return [_OF_A_PAPER.sub("", line) for line in lines]


def first_told(patterns: str | Sequence[str], lines: Iterable[str]) -> str:
    """What the first of some patterns that is found in any line tells by its group; empty for nothing."""
    for pattern in [patterns] if isinstance(patterns, str) else patterns:
        asked = re.compile(pattern, re.IGNORECASE)
        found = next((match[1] for line in lines if (match := asked.search(line))), "")
        if found:
            return found
    return ""


def year_above(record_type: type[Record], lines: Iterable[str]) -> tuple[str, str]:
    """The field of the year that every record must have, and the one year of a title; empty if none."""
    name = next((name for name, each in record_type.fields.items() if _is_year(each)), "")
    own = (_OF_A_PAPER.sub("", composed(line)) for line in lines)
    years = {year for line in own for year in (_UNMARKED_YEAR if line.isascii() else _YEAR).findall(line)}
    return (name, years.pop()) if name and len(years) == 1 else ("", "")


def _is_year(declared: Field[Any]) -> bool:
    # With its marks: how many of a list are men is headed `Nam`.
    is_headed = "năm" in map(composed, (declared.label, *declared.headings))
    return isinstance(declared, Integer) and declared.required and is_headed


def _tell_year(table: FoundTable, lines: Sequence[str]) -> None:
    name, year = year_above(table.record_type, lines) if table.record_type else ("", "")
    told = {*table.constants, *(table.layout.constants if table.layout else ())}
    told |= _told_apart(table)
    if (
        name
        and name not in told
        and not table.column_of(name)
        and not any(name in each for each in table.outline.values())
    ):
        _tell_all(table, name, year)
        table.doubt(_of_title(table, name, year), field=name)


def _of_title(table: FoundTable, name: str, value: str) -> str:
    assert table.record_type is not None
    says = _("“{field}” không có cột riêng: lấy “{value}” theo tiêu đề của bảng.")
    return says.format(field=translate(table.record_type.fields[name].label), value=value)


def _headings(table: FoundTable) -> list[str]:
    """The headings of the columns that are read; what is expected comes up to another day."""
    return [column.heading for column in table.columns if column.field or column.works_out or column.adds_up]


def choices_told(table: FoundTable) -> Mapping[str, Choice]:
    """The choices that groups and titles of this kind of list tell: those its layout says, and those that
    every record must have, unless a column tells them of each record of a row.
    """
    fields = table.record_type.fields if table.record_type else {}
    needed = [name for name, each in fields.items() if each.required and each.default is None]
    named = dict.fromkeys([*(table.layout.outline if table.layout else ()), *needed])
    apart = {name for column in table.columns for name in column.apart}
    apart |= set(table.layout.constants if table.layout else ())
    return {
        name: each for name in named if name not in apart and isinstance(each := fields.get(name), Choice)
    }


def option_within(declared: Choice, text: str) -> str:
    """The label of the one option that a line of words names: `HỘ SỬA CHỮA NHÀ Ở` → `Sửa chữa`.

    Only wordings of two words or more, and short forms the choice declares for titles (`NSTW`), are looked
    for, the longest first; empty where two are named.
    """
    codes = _codes_within(declared, text)
    return declared.options.get(codes.pop(), "") if len(codes) == 1 else ""


def _codes_within(declared: Choice, text: str) -> set[str]:
    """The options that a line of words names; an empty code for one it denies."""
    wordings = [(label, code) for code, label in declared.options.items()]
    wordings += [(word, code) for code, words in declared.spellings.items() for word in words]
    line, found = _OF_MINORITIES.sub("", _QUOTES.sub("", composed(text))), set[str]()
    # A line that carries no marks at all is asked for words without marks.
    is_unmarked = line.isascii()
    before = _UNMARKED_BEFORE if is_unmarked else f"{_DENIED}{_PLACE_BEFORE}"
    for wording, code in sorted(wordings, key=lambda each: -len(each[0])):
        asked = fold(wording) if is_unmarked else composed(wording)
        if " " in asked or wording in declared.in_titles:
            named = re.compile(rf"{before}{re.escape(asked)}\b")
            found |= {"" if match["denied"] else code for match in named.finditer(line)}
            line = named.sub(" ¦ ", line)
    return found


def is_option(declared: Choice, label: str) -> bool:
    """Whether a line that names rows says one option of a choice, and no more than that."""
    try:
        return declared.parse(bare_text(without_count(label))) is not None
    except ValueError:
        return False


def _option_of_title(declared: Choice, lines: list[str]) -> str:
    """The option that the nearest line above names; where that names two, or denies one, nothing is told."""
    own = (_ISSUED_BY.sub("", _OF_A_PAPER.sub("", line)) for line in map(composed, reversed(lines)))
    nearest = next((line for line in own if _codes_within(declared, line)), "")
    return option_within(declared, nearest)


def _option_of_heading(table: FoundTable, line: str) -> tuple[str, str]:
    """The choice that a line over the table names an option of, as a group would: `I. HỘ NGHÈO`."""
    label = bare_text(without_count(without_index(line)))
    fields = table.record_type.fields if table.record_type and " " in label else {}
    names = [name for name, each in fields.items() if isinstance(each, Choice) and is_option(each, label)]
    open_names = [name for name in names if not table.column_of(name)]
    return (open_names[0], label) if len(names) == len(open_names) == 1 else ("", "")


def _tell_all(table: FoundTable, name: str, text: str) -> None:
    for row in table.data_rows if name and text else ():
        table.outline.setdefault(row, {}).setdefault(name, text)


def _tell_name(table: FoundTable, name: str, text: str) -> None:
    """Tell the name of another record of all rows, and say so unless groups tell each of them another one."""
    is_told = all(name in table.outline.get(row, ()) for row in table.data_rows)
    _tell_all(table, name, text)
    if text and not is_told:
        table.doubt(_of_title(table, name, text), field=name)


def _tell_option(table: FoundTable, name: str, label: str) -> None:
    """Tell an option of all rows where no column holds the choice, and say so: a blank cell stays blank."""
    is_told = all(name in table.outline.get(row, ()) for row in table.data_rows)
    if not label or table.column_of(name) or is_told or table.record_type is None:
        return
    _tell_all(table, name, label)
    table.doubt(_of_title(table, name, translate(label)), field=name)
