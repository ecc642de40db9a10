"""How an amount is written out in words, in Vietnamese and in English; knows no field."""

from __future__ import annotations

from desktop.declare.text import language

_BILLION = 10**9
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_SIZES = ((_BILLION, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))


def amount_in_words(amount: int) -> str:
    """An amount in đồng as vouchers write it out, in the language in use.

    >>> amount_in_words(44_105_021)
    'Bốn mươi tư triệu một trăm linh năm nghìn không trăm hai mươi mốt đồng'
    """
    spelled = f"{number_in_english(amount)} dong" if language() == "en" else f"{number_in_words(amount)} đồng"
    return spelled[0].upper() + spelled[1:]


def number_in_words(number: int) -> str:
    """A whole number as it is read out in Vietnamese."""
    if number < 0:
        return "âm " + number_in_words(-number)
    return " ".join(_vietnamese(number, leads=True)) or _DIGITS[0]


def _vietnamese(number: int, leads: bool) -> list[str]:
    """The words of a number; one that does not lead says its hundreds even where there are none."""
    if number >= _BILLION:
        # Nothing is larger than tỷ: a million of them is "một triệu tỷ".
        billions, rest = divmod(number, _BILLION)
        return [*_vietnamese(billions, leads), "tỷ", *_vietnamese(rest, leads=False)]
    words: list[str] = []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = number // size % 1000
        if group:
            words += [*_three_digits(group, leads and not words), *([name] if name else [])]
    return words


def _three_digits(group: int, leads: bool) -> list[str]:
    hundreds, below = divmod(group, 100)
    tens, ones = divmod(below, 10)
    words = [] if leads and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [_DIGITS[tens], "mươi"]
    elif ones and words:
        words.append("linh")
    if ones:
        changes = tens > 1 or (tens == 1 and ones == 5)
        words.append(_AFTER_TENS.get(ones, _DIGITS[ones]) if changes else _DIGITS[ones])
    return words


def number_in_english(number: int) -> str:
    """A whole number as it is read out in English."""
    if number < 0:
        return "minus " + number_in_english(-number)
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
    size, name = next(each for each in _ENGLISH_SIZES if number >= each[0])
    many, rest = divmod(number, size)
    words = f"{number_in_english(many)} {name}"
    if not rest:
        return words
    return f"{words} {'and ' if rest < 100 else ''}{number_in_english(rest)}"
