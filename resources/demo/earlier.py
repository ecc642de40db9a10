"""The demo data of support under earlier schemes; all invented."""

import random
from collections.abc import Iterator, Sequence
from typing import Any

from writings import MILLION, Texts

SEED = 11
LISTED, TWICE = 24, 3
SCHEMES = (
    ("QĐ 134/2004/QĐ-TTg", "Nhà ở", 2006, 6, 0),
    ("QĐ 134/2004/QĐ-TTg", "Nước sinh hoạt phân tán", 2007, 0.4, 0),
    ("QĐ 167/2008/QĐ-TTg", "Nhà ở", 2010, 8.4, 8),
    ("QĐ 755/2013/QĐ-TTg", "Đất sản xuất", 2015, 15, 15),
    ("QĐ 755/2013/QĐ-TTg", "Nước sinh hoạt phân tán", 2015, 1.3, 0),
    ("QĐ 2085/2016/QĐ-TTg", "Chuyển đổi nghề", 2018, 5, 20),
    ("Nhà Đại đoàn kết của Mặt trận Tổ quốc", "Nhà ở", 2019, 0, 0),
)


def supports(others: Sequence[Any], helped: Sequence[Any]) -> Iterator[Texts]:
    """Support of households without a house of the Programme, and three houses of those that have one."""
    chance = random.Random(SEED)
    for home in chance.sample(others, LISTED):
        yield _support(home, chance.choice(SCHEMES), chance)
    for home in chance.sample(helped, TWICE):
        yield _support(home, SCHEMES[2], chance)


def _support(home: Any, given: tuple[str, str, int, float, float], chance: random.Random) -> Texts:
    scheme, kind, year, central, loan = given
    gift = 30 * MILLION if "Mặt trận" in scheme else 0
    return {
        "head_name": home.name,
        "birth": str(home.born.year),
        # Old lists rarely hold a number: most are found by name, year and village.
        "identity_number": home.number if chance.random() < 0.3 else "",
        "commune": home.commune.code,
        "village": home.village,
        "kind": kind,
        "scheme": scheme,
        "year": str(year + chance.randint(-1, 1)),
        "decision_no": f"{chance.randint(100, 900)}/QĐ-UBND" if central else "",
        "central": str(round(central * MILLION)) if central else "",
        "loan": str(round(loan * MILLION)) if loan else "",
        "other": str(gift) if gift else "",
        "known_from": "Danh sách, quyết định" if chance.random() < 0.8 else "Hộ tự khai",
    }
