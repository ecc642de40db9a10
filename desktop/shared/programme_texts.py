"""The legal texts that several components rest on, declared once; knows no amount and no record.

A day of validity that no source gave is left out: that a phase of the Programme ends on a day is not yet
that its decision does.
"""

from datetime import date

from desktop.declare.norms import PRESS, LegalText

QD_1719 = LegalText(
    "QĐ 1719/QĐ-TTg",
    "Phê duyệt Chương trình MTQG phát triển kinh tế - xã hội vùng đồng bào DTTS và miền núi",
    "Thủ tướng Chính phủ",
    issued_on=date(2021, 10, 14),
    valid_from=date(2021, 10, 14),
    note="Giai đoạn I 2021-2025; vốn kéo dài theo từng nghị quyết của Quốc hội.",
)

QD_417_2026 = LegalText(
    "QĐ 417/QĐ-BNNMT",
    "Phê duyệt Chương trình MTQG hợp nhất, giai đoạn I 2026-2030",
    "Bộ Nông nghiệp và Môi trường",
    issued_on=date(2026, 1, 31),
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

TT_02_2023_UBDT = LegalText(
    "TT 02/2023/TT-UBDT",
    "Sửa đổi, bổ sung một số điều của Thông tư 02/2022/TT-UBDT",
    "Ủy ban Dân tộc",
    issued_on=date(2023, 8, 21),
    valid_from=date(2023, 8, 21),
    amends=("TT 02/2022/TT-UBDT",),
)

TT_01_2022_BXD = LegalText(
    "TT 01/2022/TT-BXD",
    "Hướng dẫn hỗ trợ nhà ở: tiêu chí, diện tích, chất lượng nhà",
    "Bộ Xây dựng",
    issued_on=date(2022, 6, 30),
    valid_from=date(2022, 8, 15),
    note="Ban hành cho Chương trình giảm nghèo; các tỉnh áp dụng cả cho Dự án 1.",
)

TT_15_2022_BTC = LegalText(
    "TT 15/2022/TT-BTC",
    "Quản lý và sử dụng kinh phí sự nghiệp thực hiện Chương trình",
    "Bộ Tài chính",
    issued_on=date(2022, 3, 4),
    valid_from=date(2022, 3, 4),
    valid_to=date(2023, 8, 14),
    note="Hết hiệu lực khi TT 55/2023/TT-BTC thay thế: theo một nguồn, chưa thấy nguyên văn.",
    confidence=PRESS,
)

TT_55_2023_BTC = LegalText(
    "TT 55/2023/TT-BTC",
    "Quản lý, sử dụng và quyết toán kinh phí sự nghiệp thực hiện các chương trình MTQG",
    "Bộ Tài chính",
    issued_on=date(2023, 8, 15),
    valid_from=date(2023, 8, 15),
    replaces=("TT 15/2022/TT-BTC",),
    note="Thay thế TT 15/2022/TT-BTC: theo một nguồn, chưa thấy nguyên văn.",
)

ND_27_2022 = LegalText(
    "NĐ 27/2022/NĐ-CP",
    "Cơ chế quản lý, tổ chức thực hiện các chương trình MTQG",
    "Chính phủ",
    issued_on=date(2022, 4, 19),
    valid_from=date(2022, 4, 19),
)

ND_125_2025 = LegalText(
    "NĐ 125/2025/NĐ-CP",
    "Phân định thẩm quyền của chính quyền địa phương 02 cấp",
    "Chính phủ",
    issued_on=date(2025, 6, 11),
    valid_from=date(2025, 7, 1),
)

QD_60_2026 = LegalText(
    "QĐ 60/QĐ-BDTTG",
    "Danh sách xã, thôn vùng đồng bào DTTS và miền núi giai đoạn 2026-2030",
    "Bộ Dân tộc và Tôn giáo",
    issued_on=date(2026, 1, 29),
    valid_from=date(2026, 1, 29),
)
