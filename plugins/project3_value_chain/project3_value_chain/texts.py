"""The legal texts that production support rests on, as plain values; knows no amount and no record."""

from datetime import date

from desktop.api import LegalText

QD_1719 = LegalText(
    "QĐ 1719/QĐ-TTg",
    "Phê duyệt Chương trình MTQG phát triển kinh tế - xã hội vùng đồng bào DTTS và miền núi",
    "Thủ tướng Chính phủ",
    issued_on=date(2021, 10, 14),
    valid_from=date(2021, 10, 14),
    valid_to=date(2025, 12, 31),
    note="Giai đoạn I 2021-2025; vốn kéo dài theo từng nghị quyết của Quốc hội.",
)

QD_417_2026 = LegalText(
    "QĐ 417/QĐ-BNNMT",
    "Phê duyệt Chương trình MTQG hợp nhất, giai đoạn I 2026-2030",
    "Bộ Nông nghiệp và Môi trường",
    issued_on=date(2026, 1, 31),
    valid_from=date(2026, 1, 1),
    valid_to=date(2030, 12, 31),
)

ND_27_2022 = LegalText(
    "NĐ 27/2022/NĐ-CP",
    "Cơ chế quản lý, tổ chức thực hiện các chương trình MTQG",
    "Chính phủ",
    issued_on=date(2022, 4, 19),
    valid_from=date(2022, 4, 19),
)

ND_38_2023 = LegalText(
    "NĐ 38/2023/NĐ-CP",
    "Sửa đổi, bổ sung NĐ 27/2022/NĐ-CP",
    "Chính phủ",
    issued_on=date(2023, 6, 24),
    valid_from=date(2023, 6, 24),
    amends=("NĐ 27/2022/NĐ-CP",),
)

TT_02_2022_UBDT = LegalText(
    "TT 02/2022/TT-UBDT",
    "Hướng dẫn thực hiện một số dự án thuộc Chương trình",
    "Ủy ban Dân tộc",
    issued_on=date(2022, 6, 30),
    valid_from=date(2022, 8, 15),
)

TT_55_2023_BTC = LegalText(
    "TT 55/2023/TT-BTC",
    "Quản lý, sử dụng và quyết toán kinh phí sự nghiệp của các chương trình MTQG",
    "Bộ Tài chính",
    issued_on=date(2023, 8, 15),
    valid_from=date(2023, 8, 15),
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
    note="Điều 2(13): giống vật nuôi bản địa. NQ 111/2024/QH15 có cơ chế riêng khi dân tự mua.",
)

QD_28_2015 = LegalText(
    "QĐ 28/2015/QĐ-TTg",
    "Tín dụng đối với hộ mới thoát nghèo",
    "Thủ tướng Chính phủ",
    note="Thông lệ 36 tháng kể từ khi ra khỏi danh sách; chưa thấy nguyên văn cho Chương trình này.",
)
