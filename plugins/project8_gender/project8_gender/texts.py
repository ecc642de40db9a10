"""The legal texts that only Project 8 rests on, as plain values; knows no amount and no record."""

from datetime import date

from desktop.api import LegalText

LAW_91_2025 = LegalText(
    "Luật 91/2025/QH15",
    "Bảo vệ dữ liệu cá nhân",
    "Quốc hội",
    issued_on=date(2025, 6, 26),
    valid_from=date(2026, 1, 1),
)
