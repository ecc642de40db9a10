"""The legal texts that only Project 1 rests on, as plain values; knows no amount and no record."""

from datetime import date

from desktop.api import LegalText

QD_55_2025_BXD = LegalText(
    "QĐ 55/QĐ-BXD",
    "Tiêu chí xác định nhà tạm, nhà dột nát",
    "Bộ Xây dựng",
    issued_on=date(2025, 1, 20),
    valid_from=date(2025, 1, 20),
)

ND_28_2022 = LegalText(
    "NĐ 28/2022/NĐ-CP",
    "Chính sách tín dụng ưu đãi thực hiện Chương trình",
    "Chính phủ",
    issued_on=date(2022, 4, 26),
    valid_from=date(2022, 4, 26),
)

QD_861 = LegalText(
    "QĐ 861/QĐ-TTg",
    "Danh sách các xã khu vực III, khu vực II, khu vực I giai đoạn 2021-2025",
    "Thủ tướng Chính phủ",
    issued_on=date(2021, 6, 4),
    valid_from=date(2021, 6, 4),
)
