"""The legal texts that only production support rests on, as plain values; knows no amount and no record."""

from datetime import date

from desktop.api import PRESUMED, LegalText

ND_38_2023 = LegalText(
    "NĐ 38/2023/NĐ-CP",
    "Sửa đổi, bổ sung NĐ 27/2022/NĐ-CP",
    "Chính phủ",
    issued_on=date(2023, 6, 24),
    valid_from=date(2023, 6, 24),
    amends=("NĐ 27/2022/NĐ-CP",),
)

TT_10_2022_BYT = LegalText(
    "TT 10/2022/TT-BYT",
    "Hướng dẫn phát triển vùng trồng dược liệu quý",
    "Bộ Y tế",
    issued_on=date(2022, 9, 22),
    valid_from=date(2022, 9, 22),
)

TT_12_2023_BYT = LegalText(
    "TT 12/2023/TT-BYT",
    "Sửa đổi TT 10/2022/TT-BYT: vùng trồng không nhất thiết liền thửa",
    "Bộ Y tế",
    issued_on=date(2023, 6, 6),
    valid_from=date(2023, 6, 6),
    amends=("TT 10/2022/TT-BYT",),
)

QD_86_2023_NINH_THUAN = LegalText(
    "QĐ 86/2023/QĐ-UBND",
    "Trợ cấp gạo cho hộ tham gia bảo vệ, phát triển rừng",
    "UBND tỉnh Ninh Thuận",
    issued_on=date(2023, 11, 20),
    valid_from=date(2023, 11, 20),
)

LIVESTOCK_LAW = LegalText(
    "Luật Chăn nuôi 32/2018/QH14",
    "Luật Chăn nuôi",
    "Quốc hội",
    issued_on=date(2018, 11, 19),
    valid_from=date(2020, 1, 1),
    note="Điều 2(13): giống vật nuôi bản địa. Các ngày, và cơ chế riêng của NQ 111/2024/QH15 khi dân tự mua, "
    "chưa đối chiếu nguyên văn.",
    confidence=PRESUMED,
)

QD_28_2015 = LegalText(
    "QĐ 28/2015/QĐ-TTg",
    "Tín dụng đối với hộ mới thoát nghèo",
    "Thủ tướng Chính phủ",
    note="Thông lệ 36 tháng kể từ khi ra khỏi danh sách; chưa thấy nguyên văn cho Chương trình này.",
    confidence=PRESUMED,
)
