"""How Vietnamese officers write numbers and how they are read back; knows no field."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from desktop.declare.text import _, fold, group_digits, tidy

MULTIPLIERS = {
    "dong": 1, "d": 1, "vnd": 1, "nghin": 10**3, "ngan": 10**3, "nghin dong": 10**3, "ngan dong": 10**3,
    "trieu": 10**6, "tr": 10**6, "trd": 10**6, "trieu dong": 10**6, "tr dong": 10**6,
    "ty": 10**9, "ti": 10**9, "ty dong": 10**9, "ti dong": 10**9,
}  # fmt: skip
"""Money words an officer writes behind a number, folded, and what they multiply by."""

MINUS = "−"
"""What stands before a shown figure below zero: as wide as a plus, and no line breaks behind it."""

LONGEST = 18
"""More digits than this no database keeps exactly, and no list of an office holds."""

# A cell keeps some 15 digits, and sums lose a few of the last; a hundredth of a đồng is never lost so.
_NOISE, _NOISE_SHARE, _NO_NOISE = Decimal("1e-6"), Decimal("1e-13"), Decimal("0.01")
_NUMBER = re.compile(r"([+\-−–]?)\s*(\d[\d.,'\s]*)", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:[ .,']\d{3})+", re.ASCII)
_DASHES = {"-", "–", "—", MINUS}


class AmbiguousNumber(ValueError):
    """`1.234` can be read in two ways: `readings` holds both, `written` what stood there."""

    def __init__(self, text: str, readings: tuple[Decimal, Decimal]) -> None:
        thousands, decimal = readings
        super().__init__(
            _("“{text}” có thể là {thousands} hoặc {decimal}: hãy viết rõ hơn.").format(
                text=text, thousands=show_number(thousands), decimal=show_number(decimal)
            )
        )
        self.readings, self.written = readings, text


class Written(NamedTuple):
    """A number as written: its value, the folded words behind it (`trieu`), and the decimal mark seen."""

    value: Decimal
    words: str = ""
    decimal_mark: str = ""


def read_number(text: str, decimal_mark: str = "", whole: bool = False) -> Written:
    """Read `62,5`, `62.5`, `1.234.567`, `1,234,567.89`, `1 234 567`, `44 triệu`, `-` (zero).

    `decimal_mark` is the habit of the column (`,` or `.`), used where a number can be read in two ways;
    `whole` says that the field takes no decimals, which settles `1.234` as well. Raises `ValueError` with
    a sentence; `AmbiguousNumber` where both readings are possible and nothing decides.
    """
    clean = tidy(text)
    if clean in _DASHES:
        return Written(Decimal(0))
    match = _NUMBER.match(clean)
    if not match:
        raise ValueError(_("“{text}” không phải là số.").format(text=clean))
    sign, digits = match.groups()
    words = fold(clean[match.end() :]).strip(" .")
    # 1.234 đồng is a whole number, 1.234 triệu need not be.
    whole = whole and MULTIPLIERS.get(words, 1) == 1
    value, mark = _read_digits(clean, digits.strip().rstrip(".,'"), decimal_mark, whole)
    return Written(-value if sign in _DASHES else value, words, mark)


def _read_digits(text: str, digits: str, habit: str, whole: bool) -> tuple[Decimal, str]:
    marks = {mark for mark in ".," if mark in digits}
    if len(marks) == 2:
        decimal = max(marks, key=digits.rfind)
        front, _mark, back = digits.rpartition(decimal)
        if not _GROUPED.fullmatch(front) or not back.isdigit():
            raise ValueError(_("“{text}” không phải là số viết đúng.").format(text=text))
        return Decimal(f"{_only_digits(front)}.{back}"), decimal
    if not marks:
        if " " in digits or "'" in digits:
            if not _GROUPED.fullmatch(digits):
                raise ValueError(_("“{text}” có vẻ là nhiều số trong một ô.").format(text=text))
            return Decimal(_only_digits(digits)), ""
        return Decimal(digits), ""
    (mark,) = marks
    front, _mark, back = digits.rpartition(mark)
    groups = bool(_GROUPED.fullmatch(digits)) and not digits.startswith("0")
    if digits.count(mark) > 1:
        if not groups:
            raise ValueError(_("“{text}” không phải là số viết đúng.").format(text=text))
        return Decimal(_only_digits(digits)), ""
    if not (front.isdigit() or _GROUPED.fullmatch(front)) or not back.isdigit():
        raise ValueError(_("“{text}” không phải là số viết đúng.").format(text=text))
    as_decimal = Decimal(f"{_only_digits(front)}.{back}")
    if not groups:
        return as_decimal, mark
    as_thousands = Decimal(_only_digits(digits))
    if habit:
        return (as_decimal, mark) if habit == mark else (as_thousands, "")
    if whole:
        return as_thousands, ""
    raise AmbiguousNumber(text, (as_thousands, as_decimal))


def _only_digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def exact(number: float | int | Decimal) -> Decimal:
    """A cell's number as the decimal it was meant to be: 40.000000001 stays, 0.1 is 0.1, never 0.1000…05."""
    try:
        value = Decimal(str(number))
    except InvalidOperation as failure:
        raise ValueError(_("Giá trị này không phải là số.")) from failure
    if not value.is_finite():
        raise ValueError(_("Giá trị này không phải là số hữu hạn."))
    return value


def is_noise(difference: Decimal, value: Decimal) -> bool:
    """Whether a difference is what a computer's arithmetic leaves behind a value of this size."""
    return abs(difference) <= max(_NOISE, abs(value) * _NOISE_SHARE) and abs(difference) < _NO_NOISE


def settle(value: Decimal, decimals: int) -> Decimal:
    """The value with at most `decimals` digits behind the comma.

    What a computer's arithmetic leaves behind (40.000000001) is taken off; a value that truly has more
    digits raises `ValueError`, because a figure is never rounded silently.
    """
    if value and value.adjusted() + decimals >= LONGEST:
        raise ValueError(_("Số quá lớn."))
    with_places = value.quantize(Decimal(1).scaleb(-decimals))
    if with_places == value or is_noise(with_places - value, value):
        return with_places
    if decimals == 0:
        raise ValueError(_("Cần số nguyên, không có phần lẻ."))
    raise ValueError(_("Chỉ được tối đa {count} chữ số sau dấu phẩy.").format(count=decimals))


def show_number(value: Decimal | int, decimals: int | None = None) -> str:
    """National writing that reads back as the same number: 62.5 → `62,5`, 1234 → `1.234`.

    With `decimals` given, the number belongs to a field with decimals: where dropping zeros would leave
    something that can be read in two ways, one more zero stays (`1.234,0`).
    """
    sign = MINUS if value < 0 else ""
    whole, _point, fraction = f"{abs(Decimal(value)):f}".partition(".")
    fraction = fraction.rstrip("0")
    shown = sign + group_digits(int(whole))
    # One point may stand for thousands or before decimals; two can only be of thousands.
    is_twofold = (
        1000 <= int(whole) < 1_000_000 if not fraction else len(fraction) == 3 and 0 < int(whole) < 1000
    )
    if decimals and is_twofold:
        fraction += "0"
    return f"{shown},{fraction}" if fraction else shown
