"""The legal texts that housing support rests on, as plain values; knows no amount and no record."""

from datetime import date

from desktop.api import LegalText

QD_1719 = LegalText(
    "QĐ 1719/QĐ-TTg",
    "Phê duyệt Chương trình MTQG phát triển kinh tế - xã hội vùng đồng bào DTTS và miền núi",
    "Thủ tướng Chính phủ",
    issued_on=date(2021, 10, 14),
    valid_from=date(2021, 10, 14),
)

QD_04_2023 = LegalText(
    "QĐ 04/2023/QĐ-TTg",
    "Mức hỗ trợ đất ở, nhà ở, đất sản xuất, nước sinh hoạt từ vốn đầu tư công",
    "Thủ tướng Chính phủ",
    issued_on=date(2023, 2, 23),
    valid_from=date(2023, 2, 23),
)

TT_02_2022_UBDT = LegalText(
    "TT 02/2022/TT-UBDT",
    "Hướng dẫn thực hiện một số dự án thuộc Chương trình",
    "Ủy ban Dân tộc",
    issued_on=date(2022, 6, 30),
    valid_from=date(2022, 8, 15),
)

TT_01_2022_BXD = LegalText(
    "TT 01/2022/TT-BXD",
    "Hướng dẫn hỗ trợ nhà ở: tiêu chí, diện tích, chất lượng nhà",
    "Bộ Xây dựng",
    issued_on=date(2022, 6, 30),
    valid_from=date(2022, 8, 15),
    note="Ban hành cho Chương trình giảm nghèo; các tỉnh áp dụng cả cho Dự án 1.",
)

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

QD_60_2026 = LegalText(
    "QĐ 60/QĐ-BDTTG",
    "Danh sách xã, thôn vùng đồng bào DTTS và miền núi giai đoạn 2026-2030",
    "Bộ Dân tộc và Tôn giáo",
    issued_on=date(2026, 1, 29),
    valid_from=date(2026, 1, 29),
)

TT_02_2023_UBDT = LegalText(
    "TT 02/2023/TT-UBDT",
    "Sửa đổi, bổ sung một số điều của Thông tư 02/2022/TT-UBDT",
    "Ủy ban Dân tộc",
    issued_on=date(2023, 8, 21),
    valid_from=date(2023, 8, 21),
    amends=("TT 02/2022/TT-UBDT",),
)

TT_15_2022_BTC = LegalText(
    "TT 15/2022/TT-BTC",
    "Quản lý và sử dụng kinh phí sự nghiệp thực hiện Chương trình",
    "Bộ Tài chính",
    issued_on=date(2022, 3, 4),
    valid_from=date(2022, 3, 4),
    valid_to=date(2023, 8, 14),
)

TT_55_2023_BTC = LegalText(
    "TT 55/2023/TT-BTC",
    "Quản lý, sử dụng và quyết toán kinh phí sự nghiệp thực hiện các chương trình MTQG",
    "Bộ Tài chính",
    issued_on=date(2023, 8, 15),
    valid_from=date(2023, 8, 15),
    replaces=("TT 15/2022/TT-BTC",),
)

ND_27_2022 = LegalText(
    "NĐ 27/2022/NĐ-CP",
    "Cơ chế quản lý, tổ chức thực hiện các chương trình MTQG",
    "Chính phủ",
    issued_on=date(2022, 4, 19),
    valid_from=date(2022, 4, 19),
)
