"""The legal texts that Project 8 rests on, as plain values; knows no amount and no record."""

from datetime import date

from desktop.api import LegalText

QD_1719 = LegalText(
    "QĐ 1719/QĐ-TTg",
    "Phê duyệt Chương trình MTQG phát triển kinh tế - xã hội vùng đồng bào DTTS và miền núi",
    "Thủ tướng Chính phủ",
    issued_on=date(2021, 10, 14),
    valid_from=date(2021, 10, 14),
)

TT_15_2022 = LegalText(
    "TT 15/2022/TT-BTC",
    "Quản lý và sử dụng kinh phí sự nghiệp thực hiện Chương trình",
    "Bộ Tài chính",
    issued_on=date(2022, 3, 4),
    valid_from=date(2022, 3, 4),
    valid_to=date(2023, 8, 14),
)

TT_55_2023 = LegalText(
    "TT 55/2023/TT-BTC",
    "Quản lý, sử dụng và quyết toán kinh phí sự nghiệp thực hiện các chương trình MTQG",
    "Bộ Tài chính",
    issued_on=date(2023, 8, 15),
    valid_from=date(2023, 8, 15),
    replaces=("TT 15/2022/TT-BTC",),
)

QD_60_2026 = LegalText(
    "QĐ 60/QĐ-BDTTG",
    "Danh sách xã, thôn vùng đồng bào DTTS và miền núi giai đoạn 2026-2030",
    "Bộ Dân tộc và Tôn giáo",
    issued_on=date(2026, 1, 29),
    valid_from=date(2026, 1, 29),
)

LAW_91_2025 = LegalText(
    "Luật 91/2025/QH15",
    "Bảo vệ dữ liệu cá nhân",
    "Quốc hội",
    issued_on=date(2025, 6, 26),
    valid_from=date(2026, 1, 1),
)
