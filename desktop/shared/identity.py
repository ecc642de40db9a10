"""What a personal number says of its owner, and when two names are likely one person; knows no record."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from desktop.declare.dates import Day, PartialDate
from desktop.declare.fields import Field, NationalId, Text
from desktop.declare.text import fold, spelling

NUMBER_BASIS = "NĐ 137/2015/NĐ-CP, Điều 13"
MALE, FEMALE = "male", "female"
_ODD = "13579"
_NEARLY = 60
"""How near the names of what is no person must be, to be one under one number."""


def sex_fits(identity: str | None, sex: str | None) -> bool:
    """Whether the fourth digit (century and sex) agrees; true where either is not known.

    Even digits are men, odd ones women. Old numbers of nine digits say nothing.
    """
    if not identity or len(identity) != 12 or not identity.isdigit() or not sex:
        return True
    return (FEMALE if identity[3] in _ODD else MALE) == sex


def birth_year_fits(identity: str | None, born: Day | None) -> bool:
    """Whether the digits of century and year agree with the year of birth; true where either is unknown."""
    if not identity or len(identity) != 12 or not identity.isdigit() or born is None:
        return True
    return _year_of(identity[3:6]) == born.year


@lru_cache(maxsize=1000)
def _year_of(digits: str) -> int:
    """The year that the digits of century and year name."""
    return 1900 + int(digits[0]) // 2 * 100 + int(digits[1:])


def is_one_name(first: str, second: str) -> bool:
    """Whether two names may be one person as two hands write it.

    Family name and given name weigh most: they must agree but for marks, i/y or one letter; a middle name
    may be missing or differ by a letter.
    """
    one, two = fold(first).split(), fold(second).split()
    if not one or not two:
        return False
    if one == two:
        return True
    if len(one) == 1 or len(two) == 1:
        return False
    if not _is_near(one[0], two[0], short=False) or not _is_near(one[-1], two[-1], short=True):
        return False
    middle, other = " ".join(one[1:-1]), " ".join(two[1:-1])
    exact_ends = one[0] == two[0] and one[-1] == two[-1]
    if not middle or not other:
        return exact_ends
    return middle == other or (exact_ends and _is_near(middle, other, short=False))


def given_name(name: str) -> str:
    """The last word of a name, marks ignored; empty for none."""
    return (fold(name).split() or [""])[-1]


def is_one_given_name(one: str, two: str) -> bool:
    """Whether two names that end on these (`given_name`) may be one by `is_one_name`; no others are."""
    return _is_near(one, two, short=True)


def _is_near(one: str, two: str, *, short: bool) -> bool:
    if one == two or one.replace("y", "i") == two.replace("y", "i"):
        return True
    if abs(len(one) - len(two)) > 1:
        return False
    # One letter more or less at the end is a slip of the hand; another letter is another name.
    shorter, longer = sorted((one, two), key=len)
    if longer.startswith(shorter) and len(longer) - len(shorter) == 1:
        return short and longer[-1] == "h"
    if len(shorter) < 5:
        return False
    # Imported here: a start compares no names.
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(one, two) == 1


def likeness(first: str, second: str) -> int:
    """How near two names are, 0 to 100, marks ignored: half of it the given name, half what stands before.

    >>> likeness("Sùng A Chứ", "Sung A Chu")
    100
    """
    one, two = fold(first).split(), fold(second).split()
    if not one or not two:
        return 0
    from rapidfuzz.fuzz import ratio

    return round((ratio(one[-1], two[-1]) + ratio(" ".join(one[:-1]), " ".join(two[:-1]))) / 2)


def is_stranger(number: Field[Any], named: Field[Any], name: str, other: str) -> bool:
    """Whether two names under one number are two: persons of one personal number, names without likeness."""
    if isinstance(number, NationalId):
        return not is_one_name(name, other)
    is_person = isinstance(named, Text) and named.person
    return not is_person and likeness(str(name), str(other)) < _NEARLY


def is_same_writing(first: str, second: str) -> bool:
    """Whether two names are written alike, case and place of the tone mark aside."""
    return spelling(first) == spelling(second)


def age_on(born: Day | None, day: date) -> int | None:
    """Full years on a day, by the year alone where no more is known."""
    if born is None:
        return None
    if isinstance(born, PartialDate):
        return day.year - born.year
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
