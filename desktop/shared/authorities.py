"""Which level of government a written authority is, and since when communes decide; knows no record."""

from __future__ import annotations

from functools import lru_cache

from desktop.declare.text import fold
from desktop.shared.programme_texts import ND_125_2025

COMMUNES_DECIDE_FROM = ND_125_2025.since
"""What the district approved, the commune approves from this day (Điều 5)."""

_CENTRAL_CITIES = ("ha noi", "hai phong", "hue", "da nang", "ho chi minh", "can tho", "dong nai")


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
