"""Which level of government decided, by how it is written, and since when communes do; knows no record."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from desktop.declare.text import fold
from desktop.shared.programme_texts import ND_125_2025

COMMUNES_DECIDE_FROM = ND_125_2025.since
"""What the district approved, the commune approves from this day (Điều 5)."""

_CENTRAL_CITIES = ("ha noi", "hai phong", "hue", "da nang", "ho chi minh", "can tho", "dong nai")

_CENTRAL = frozenset(
    {
        *("TTG", "CP", "QH", "UBTVQH", "CTN", "VPCP", "TTCP", "NHNN", "KTNN"),
        *("UBDT", "BDTTG", "BNNMT", "BNN", "BNNPTNT", "BTNMT", "BLĐTBXH", "LĐTBXH", "BXD", "BTC", "BKHĐT"),
        *("BNV", "BCA", "BQP", "BNG", "BTP", "BCT", "BGTVT", "BYT", "BGDĐT", "BVHTTDL", "BTTTT", "BKHCN"),
    }
)
"""The Prime Minister, the Government, the National Assembly and the ministries, those merged in 2025 too, as
they sign in the numbers of their texts; `BDT` is no ministry but a province's committee."""


def is_central(signed: str) -> bool:
    """Whether the centre signed a text, by the end of its number: `QĐ-TTg` is signed `TTg`.

    >>> is_central("TTG"), is_central("BNN-VPĐP"), is_central("BDT"), is_central("UBND")
    (True, True, False, False)
    """
    authority = re.split(r"[-.]", unicodedata.normalize("NFC", signed).upper())[0]
    return authority.replace("&", "") in _CENTRAL


@lru_cache(maxsize=4096)
def authority_level(body: str | None) -> str:
    """`district`, `commune` or nothing for another or unknown body: `UBND huyện Mường Chà` → `district`."""
    words = f" {fold(body or '')} "
    if (
        any(f" {kind} " in words for kind in ("xa", "phuong", "thi tran", "dac khu"))
        and " thi xa " not in words
    ):
        return "commune"
    if any(f" {kind} " in words for kind in ("huyen", "quan", "thi xa")):
        return "district"
    is_city = " thanh pho " in words or " tp " in words or " tp. " in words
    return "district" if is_city and not any(f" {city} " in words for city in _CENTRAL_CITIES) else ""
