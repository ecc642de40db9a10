"""Invented rows of twenty mixed columns to measure with, the same ones every time; knows no record."""

from __future__ import annotations

import random
from datetime import date, timedelta

Row = tuple[str | int | float | date | None, ...]

HEADINGS = (
    "STT", "Họ và tên chủ hộ", "Số định danh cá nhân", "Ngày sinh", "Nam/Nữ", "Dân tộc", "Thôn, bản", "Xã",
    "Năm", "Diện hộ", "Số khẩu", "Diện tích (m2)", "Tổng kinh phí (đồng)", "Ngân sách trung ương (đồng)",
    "Ngân sách địa phương (đồng)", "Hộ tự đóng góp (đồng)", "Tỷ lệ (%)", "Ngày khởi công", "Ngày hoàn thành",
    "Ghi chú",
)  # fmt: skip
FAMILY = ("Giàng", "Vàng", "Thào", "Lò", "Quàng", "Lường", "Mùa", "Sùng", "Cà", "Nguyễn")
MIDDLE = ("A", "Thị", "Văn", "Mí", "Seo", "Xuân", "Đức", "Minh")
GIVEN = ("Páo", "Sính", "Dơ", "Chứ", "Hặc", "Ương", "Phương", "Toàn", "Bình", "Nhía", "Đoàn", "Thủy")
PEOPLES = ("Hmông", "Thái", "Khơ-mú", "Kinh", "Lào", "Xinh-mun")
CLASSES = ("Hộ nghèo", "Hộ cận nghèo", "Hộ mới thoát nghèo")
NOTES = ("Đã nghiệm thu", "Đang làm mái", "Chờ giấy tờ đất", "Chuyển sang năm sau", "Hộ có người khuyết tật")


def made_rows(count: int) -> list[Row]:
    """`count` invented households, one tuple of twenty plain values each."""
    chance = random.Random(1719)
    return [_row(number, chance) for number in range(1, count + 1)]


def _row(number: int, chance: random.Random) -> Row:
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    started = date(2026, 1, 5) + timedelta(days=chance.randrange(300))
    central, local = 40_000_000, 4_000_000 + 100_000 * chance.randrange(20)
    own = 1_000_000 * chance.randrange(30)
    name = " ".join((chance.choice(FAMILY), chance.choice(MIDDLE), chance.choice(GIVEN)))
    return (
        number,
        name,
        f"011{chance.randrange(10**9):09}",
        born,
        chance.choice(("Nam", "Nữ")),
        chance.choice(PEOPLES),
        f"Bản {chance.choice(GIVEN)} {chance.randrange(1, 9)}",
        f"Xã {chance.choice(FAMILY)} {chance.choice(GIVEN)}",
        2026,
        chance.choice(CLASSES),
        chance.randrange(1, 9),
        chance.randrange(300, 1200) / 10,
        central + local + own,
        central,
        local,
        own,
        chance.randrange(0, 1001) / 10,
        started,
        started + timedelta(days=chance.randrange(30, 120)) if chance.random() < 0.6 else None,
        chance.choice(NOTES) if chance.random() < 0.4 else None,
    )
