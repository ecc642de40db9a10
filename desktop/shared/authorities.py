"""Which level of government a written authority is, and since when communes decide; knows no record."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from desktop.declare.norms import LegalText
from desktop.declare.text import fold

ND_125_2025 = LegalText(
    "NĐ 125/2025/NĐ-CP",
    "Phân định thẩm quyền của chính quyền địa phương 02 cấp",
    "Chính phủ",
    issued_on=date(2025, 6, 11),
    valid_from=date(2025, 7, 1),
)

COMMUNES_DECIDE_FROM = ND_125_2025.valid_from or date.max
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
