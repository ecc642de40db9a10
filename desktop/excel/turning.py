"""Words that turn what a heading says: not, not yet, left over, planned, of before; knows no field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from desktop.declare.text import fold, spelling, tidy
from desktop.excel.wordings import key_of

_CONTRARY = {
    "none": r"khong(?! gian)|chua",
    "short": r"(?:con )?thieu(?! so| nhi| nien)",
    "left": r"con (?:lai|phai|no|ton)",
    "beyond": r"ngoai(?! tinh)|vuot|tru (?:ngan sach|von)",
    "undone": r"huy|thu hoi|xuat toan|tu choi",
    "gone": r"rut|chet|thiet hai|mat trang|(?:di|tam) vang|tam tru|giam(?! ngheo)",
    "more": r"tang(?! cuong| tai| thap)|phat sinh",
    "of other poverty": r"(?<!moi )thoat|tai (?=ngheo)",
    "overdue": r"qua han",
    "share": r"t[iy] le",
}
"""A heading with one of these is none without it, and the other way round: `Chưa có sổ đỏ`, `Có sổ đỏ`.

Folded, because short forms are written out so.
"""

_NARROWING = {
    "planned": r"du kien|du toan|ke hoach|uoc|du sinh|han (?=hoan|nop|giai)",
    "asked for": r"de nghi|de xuat|dang ky|nhu cau|xin",
    "at most": r"toi (?:da|thieu)",
    "before": r"truoc",
    "after": r"sau",
    "paid": r"giai ngan|thanh toan|chi tra",
    "settled": r"quyet toan",
}
"""Words that a heading may leave out but not add: what is planned to be paid out is not paid out."""

_WORDS = (
    "không chưa còn thiếu lại phải nợ tồn ngoài vượt trừ ngân sách vốn hủy thu hồi xuất toán từ chối rút chết"
    " thiệt hại mất trắng đi tạm vắng trú giảm tăng phát sinh thoát tái quá hạn tỷ tỉ lệ dự kiến kế hoạch ước"
    " đề nghị đăng ký kí nhu cầu xin tối đa thiểu trước sau giải thanh chi trả quyết"
)
_WRITTEN = {
    fold(word): [each for each in map(spelling, _WORDS.split()) if fold(each) == fold(word)]
    for word in _WORDS.split()
}
"""The same words with their marks, by folded word: `sáu`, `chứa` and `giám` have marks that they have not."""

_UNMARKED = re.compile(r"\b(?:sua chua|chua nuoc|ngoai ngu|huy dong|giam sat|giam doc)\b")
"""Other words than those above, which marks alone tell apart."""

_PLAIN = re.compile(r"\b(?:(?:chỉ|phát) huy|huy (?:động|chương)|(?:cà|sữa) chua)\b")
"""Other words that rightly have no mark, as they stand in a heading with marks."""

_LETTERS = re.compile(r"\w+")

_EXPECTED = {"planned", "asked_for", "at_most"}
"""Above amounts these tell nothing: a list of what was approved is often headed by what it may cost."""

_TITLE = 7
"""So many words are the title of a table, which stands over all its headings."""

_OPTIONS = re.compile(r"\([^()]*/[^()]*\)")
"""What may stand below, one or the other: `Đánh giá (đạt/không đạt)`."""

_COMPARED = re.compile(r"\bso voi\b.*")
"""What a share is of turns nothing: `Tỷ lệ giải ngân so với kế hoạch (%)`."""

_MALE = re.compile(r"(?<!việt )\bnam\b", re.IGNORECASE)


def _asked(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?P<{name.replace(' ', '_')}>{said})\b" for name, said in words.items()))


_ASKED = _asked(_CONTRARY), _asked(_NARROWING)


def is_turned(heading: Sequence[str], term: Sequence[str], written: str, *, is_day: bool = False) -> bool:
    """Whether a heading says by a turning word what a term does not, or the contrary."""
    uppers = [part for part in heading[:-1] if len(part.split()) < _TITLE]
    whole = " | ".join((*uppers, heading[-1]))
    # A heading without marks says as much as a term without them.
    meant = _turns(" | ".join(term), "" if whole.isascii() else written)
    if _turns(whole, whole)[0] != meant[0]:
        return True
    narrowed = _turns(heading[-1], heading[-1])[1]
    narrowed |= _turns(whole, whole)[1] - (set() if is_day else _EXPECTED)
    return not narrowed <= meant[1] or _is_of_men(heading[-1]) > _is_of_men(written)


@lru_cache(maxsize=8192)
def _turns(text: str, written: str) -> tuple[frozenset[str], frozenset[str]]:
    """What the turning words of a text mean: the contrary ones, and those that narrow it.

    `written` holds the same words with their marks, where it has any.
    """
    key = _COMPARED.sub("", key_of(_OPTIONS.sub(" ", text)))
    if written.isascii():
        key = _UNMARKED.sub(" ", key)
    others = _other_words(written)
    contrary, narrowing = (
        frozenset(each.lastgroup or "" for each in asked.finditer(key) if others.isdisjoint(each[0].split()))
        for asked in _ASKED
    )
    return contrary, narrowing


def _other_words(text: str) -> set[str]:
    """The words of a text that are turning words but for their marks; none in one without marks."""
    if text.isascii():
        return set()
    whole = tidy(text).lower()
    plain = {word for said in _PLAIN.findall(whole) for word in said.split() if word.isascii()}
    words = map(spelling, _LETTERS.findall(_PLAIN.sub(" ", whole)))
    own = {word for word in words if fold(word) in _WRITTEN}
    same = {fold(word) for word in own if any(_marks(word) <= _marks(each) for each in _WRITTEN[fold(word)])}
    return (plain | set(map(fold, own))) - same


@lru_cache(maxsize=8192)
def _marks(word: str) -> frozenset[str]:
    """The letters and marks of a word: one that lacks a mark has no other, `dư kiến`, `con lại`."""
    return frozenset(word.replace("đ", "d\u0335"))


def _is_of_men(text: str) -> bool:
    """Whether men alone are counted; without marks `nam` may as well be a year."""
    return not text.isascii() and bool(_MALE.search(text))
