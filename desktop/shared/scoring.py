"""What the figures of an indicator mean: signs, roll-up, met or not, distance, forecast; knows no record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from desktop.declare.indicators import Measured
from desktop.declare.numbers import exact, read_number, show_number
from desktop.declare.text import _, fold, tidy

SIGNS = ("=", "≥", ">", "≤", "<")
EXCEEDED, MET, NOT_MET, UNKNOWN = "exceeded", "met", "not_met", "unknown"
UP, DOWN = "up", "down"
ABSOLUTE, RATIO, RISE, FALL, MULTIPLE = "absolute", "ratio", "rise", "fall", "multiple"
"""Kinds of indicator: a sum; numerator over denominator; what is more, or less, than the year before (in
points of the same unit); how many times the base year."""

_WORDS = {
    ">=": "≥", "=>": "≥", "tu": "≥", "it nhat": "≥", "toi thieu": "≥",
    "<=": "≤", "=<": "≤", "khong qua": "≤", "toi da": "≤", "tren": ">", "hon": ">", "duoi": "<",
}  # fmt: skip
_SIGN = re.compile(
    r"^(>=|=>|<=|=<|[≥≤<>=]|trên|hơn|dưới|từ|ít nhất|tối thiểu|không quá|tối đa)\s*", re.IGNORECASE
)
_AIMED = re.compile(r"^(?:phấn đấu|đạt|đạt được|khoảng|ước đạt|ước)\s+", re.IGNORECASE)
_AND_BEYOND = {"tro len": "≥", "tro xuong": "≤"}
_NONE = {"-", "–", "—", "−"}


class Bound(NamedTuple):
    """A figure as officers report it: `> 98`, `≥ 39,2`, or exactly `17,4`."""

    sign: str
    value: Decimal

    def show(self) -> str:
        """`≥ 39,2`; an exact figure stands alone."""
        shown = show_number(self.value)
        return shown if self.sign == "=" else f"{self.sign} {shown}"


class Part(Protocol):
    """The figure of one place, with what it was divided from."""

    @property
    def value(self) -> Decimal | int | None: ...
    @property
    def numerator(self) -> Decimal | int | None: ...
    @property
    def denominator(self) -> Decimal | int | None: ...


def read_bound(text: str, decimal_mark: str = "") -> Bound | None:
    """Read `≥ 39,2`, `Trên 98%`, `Từ 70% trở lên`, `97,5 %`; None for a dash, which says there is no figure.

    Raises `ValueError` with a sentence.
    """
    clean = tidy(text)
    if clean in _NONE:
        return None
    said = clean
    while aimed := _AIMED.match(said):
        said = said[aimed.end() :]
    match = _SIGN.match(said)
    sign = "=" if match is None else match[1] if match[1] in SIGNS else _WORDS[fold(match[1])]
    written = read_number(said[match.end() :] if match else said, decimal_mark)
    words = written.words.removeprefix("%").strip()
    if words in _AND_BEYOND:
        sign, words = _AND_BEYOND[words], ""
    if words:
        raise ValueError(_("“{text}”: chỉ ghi con số, đơn vị đã có cột riêng.").format(text=clean))
    return Bound(sign, exact(written.value))


def direction_of(sign: str) -> str:
    """Which way is better for a target with this sign."""
    return DOWN if sign in ("<", "≤") else UP


def judge(result: Bound, target: Bound, direction: str = "") -> str:
    """Exceeded, met, not met, or unknown where a result given as a bound does not decide it.

    `> 80` beside a target of `≥ 90` is unknown: it may be 81 or 95.
    """
    if (direction or direction_of(target.sign)) == DOWN:
        result, target = _mirrored(result), _mirrored(target)
    strict = target.sign == ">"
    if result.sign in ("<", "≤"):
        is_below = result.value < target.value or (result.value == target.value and result.sign == "<")
        return NOT_MET if is_below or (strict and result.value == target.value) else UNKNOWN
    if result.value > target.value:
        return EXCEEDED
    if result.value < target.value:
        return NOT_MET if result.sign == "=" else UNKNOWN
    if result.sign == ">":
        return MET if strict else EXCEEDED
    if strict:
        return NOT_MET if result.sign == "=" else UNKNOWN
    return MET


def _mirrored(bound: Bound) -> Bound:
    opposite = dict(zip(SIGNS, ("=", "≤", "<", "≥", ">"), strict=True))
    return Bound(opposite[bound.sign], -bound.value)


def distance(result: Decimal, target: Decimal, direction: str = UP) -> Decimal:
    """How much is missing, in the unit of the indicator; 0 or less where the target is reached."""
    return result - target if direction == DOWN else target - result


def reached(result: Decimal, target: Decimal, direction: str = UP) -> Decimal | None:
    """The share of the target that was reached, in percent; None where it cannot be said."""
    whole, part = (result, target) if direction == DOWN else (target, result)
    return None if whole <= 0 else round(100 * part / whole, 1)


def roll_up(kind: str, now: Sequence[Part], before: Sequence[Part] = (), *, scale: int = 100) -> Measured:
    """One figure for many places: sums of a count, numerators over denominators, never an average.

    A rise, a fall or a multiple is worked out anew from both rolled-up levels: `before` are the same places
    in the year it is compared with. `scale` is 100 for percent. The value is None where a place lacks what
    is needed, because a part taken for the whole would be a false figure.
    """
    if kind == ABSOLUTE:
        values = [Decimal(part.value) for part in now if part.value is not None]
        return Measured(sum(values, Decimal(0)) if now and len(values) == len(now) else None)
    if kind == RATIO:
        return _share(now, scale)
    present, past = _share(now, scale).value, _share(before, scale).value
    if present is None or past is None:
        return Measured(None)
    if kind == MULTIPLE:
        return Measured(Decimal(present) / past, present, past) if past else Measured(None)
    return Measured(Decimal(present - past if kind == RISE else past - present))


def _share(parts: Sequence[Part], scale: int) -> Measured:
    """Numerators over denominators; the figure of one place alone is what it is, with parts or without."""
    numerators = [part.numerator for part in parts if part.numerator is not None]
    denominators = [part.denominator for part in parts if part.denominator is not None]
    if len(numerators) < len(parts) or len(denominators) < len(parts):
        return Measured(parts[0].value) if len(parts) == 1 else Measured(None)
    above, below = Decimal(sum(numerators)), Decimal(sum(denominators))
    return Measured(scale * above / below if below else None, above, below)


def forecast(
    at_start: Decimal, now: Decimal, first_day: date, on: date, last_day: date, most: Decimal | None = None
) -> Decimal | None:
    """The figure at the end of a period if it goes on as it went until the day `on`, that day included.

    `at_start` is 0 for what is counted from the beginning of the period, last year's figure for a share.
    `most` is what it can never pass (100 for a percent). None where nothing of the period has gone by.
    """
    gone, whole = (on - first_day).days + 1, (last_day - first_day).days + 1
    if gone <= 0 or whole <= 0:
        return None
    expected = at_start + (now - at_start) * whole / min(gone, whole)
    return expected if most is None else min(expected, most)


def is_fraction_of_percent(value: Decimal, others: Sequence[Decimal]) -> bool:
    """Whether 0,975 was written among figures such as 97,5: a fraction where percent is meant."""
    beside = sorted(abs(other) for other in others if other)
    return bool(beside) and 0 < abs(value) <= 1 and beside[len(beside) // 2] / 20 > abs(value)
