"""Words that turn what a heading says: not, not yet, left over, planned, of before; knows no field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from desktop.excel.wordings import key_of

_CONTRARY = {
    "none": r"khong(?! gian)|(?<!sua )chua(?! nuoc)",
    "short": r"(?:con )?thieu(?! so| nhi| nien)",
    "left": r"con (?:lai|phai|no|ton)",
    "beyond": r"ngoai(?! ngu| tinh)|vuot|tru (?:ngan sach|von)",
    "undone": r"huy(?! dong)|thu hoi|xuat toan|tu choi",
    "gone": r"rut|chet|thiet hai|mat trang|(?:di|tam) vang|tam tru|giam(?! ngheo| sat| doc)",
    "more": r"tang(?! cuong| tai| thap)|phat sinh",
    "of other poverty": r"(?<!moi )thoat|tai (?=ngheo)",
    "overdue": r"qua han",
    "share": r"t[iy] le",
}
"""A heading with one of these is none without it, and the other way round: `Chưa có sổ đỏ`, `Có sổ đỏ`."""

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
    whole, meant = " | ".join((*uppers, heading[-1])), " | ".join(term)
    if _turns(whole)[0] != _turns(meant)[0]:
        return True
    narrowed = _turns(heading[-1])[1] | (_turns(whole)[1] - (set() if is_day else _EXPECTED))
    return not narrowed <= _turns(meant)[1] or _is_of_men(heading[-1]) > _is_of_men(written)


@lru_cache(maxsize=8192)
def _turns(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What the turning words of a text mean: the contrary ones, and those that narrow it."""
    key = _COMPARED.sub("", key_of(_OPTIONS.sub(" ", text)))
    contrary, narrowing = (
        frozenset(found.lastgroup or "" for found in asked.finditer(key)) for asked in _ASKED
    )
    return contrary, narrowing


def _is_of_men(text: str) -> bool:
    """Whether men alone are counted; without marks `nam` may as well be a year."""
    return not text.isascii() and bool(_MALE.search(text))
