"""Amounts and limits of housing support with their legal basis and dates; knows no case."""

from datetime import date
from decimal import Decimal

from desktop.api import PRESUMED, Norm
from project1_housing.texts import ND_28_2022, QD_04_2023, QD_55_2025_BXD, TT_01_2022_BXD

CENTRAL = "P1.HOUSE.NSTW"
LOCAL = "P1.HOUSE.NSDP"
LOAN = "P1.LOAN.HOUSE"
LOAN_MONTHS = "P1.LOAN.TERM"
LOAN_RATE = "P1.LOAN.RATE"
AREA = "P1.HOUSE.AREA"
AREA_ALONE = "P1.HOUSE.AREA.ALONE"
LIFE = "P1.HOUSE.LIFE"
AREA_PER_PERSON = "P1.HOUSE.PERSON"

_SUPPORT_FROM = date(2023, 2, 23)
_CREDIT_FROM = date(2022, 4, 26)
_QUALITY_FROM = date(2022, 8, 15)

NORMS = [
    Norm(
        CENTRAL,
        "Hỗ trợ nhà ở từ ngân sách trung ương",
        "max",
        Decimal(40_000_000),
        "đ",
        "nhà",
        QD_04_2023,
        source="NSTW",
        valid_from=_SUPPORT_FROM,
    ),
    Norm(
        LOCAL,
        "Hỗ trợ nhà ở từ ngân sách địa phương",
        "min",
        Decimal(4_000_000),
        "đ",
        "nhà",
        QD_04_2023,
        "Điều 4(2)",
        source="NSĐP",
        valid_from=_SUPPORT_FROM,
    ),
    Norm(
        LOAN,
        "Vay ưu đãi làm nhà ở",
        "max",
        Decimal(40_000_000),
        "đ",
        "hộ",
        ND_28_2022,
        source="NĐ28",
        valid_from=_CREDIT_FROM,
    ),
    Norm(
        LOAN_MONTHS,
        "Thời hạn vay làm đất ở, nhà ở",
        "max",
        Decimal(180),
        "tháng",
        "",
        ND_28_2022,
        source="NĐ28",
        valid_from=_CREDIT_FROM,
    ),
    Norm(
        LOAN_RATE,
        "Lãi suất vay ưu đãi",
        "fixed",
        Decimal(3),
        "%",
        "năm",
        ND_28_2022,
        source="NĐ28",
        valid_from=_CREDIT_FROM,
        note="Lãi suất nợ quá hạn bằng 130 %.",
    ),
    Norm(
        AREA,
        "Diện tích sử dụng của nhà sau hỗ trợ",
        "min",
        Decimal(30),
        "m²",
        "nhà",
        TT_01_2022_BXD,
        "Điều 4",
        valid_from=_QUALITY_FROM,
    ),
    Norm(
        AREA_ALONE,
        "Diện tích nhà sau hỗ trợ của hộ một người",
        "min",
        Decimal(18),
        "m²",
        "nhà",
        QD_55_2025_BXD,
        valid_from=date(2025, 1, 20),
        confidence=PRESUMED,
        note="Suy ra từ tiêu chí nhà dột nát của hộ độc thân; chưa thấy nguyên văn cho nhà làm mới.",
    ),
    Norm(
        LIFE,
        "Tuổi thọ của nhà sau hỗ trợ",
        "min",
        Decimal(20),
        "năm",
        "",
        TT_01_2022_BXD,
        "Điều 4",
        valid_from=_QUALITY_FROM,
    ),
    Norm(
        AREA_PER_PERSON,
        "Diện tích bình quân đầu người để xét nhà ở thiếu kiên cố",
        "threshold",
        Decimal(8),
        "m²",
        "người",
        TT_01_2022_BXD,
        valid_from=date(2022, 1, 1),
        note="QĐ 55/QĐ-BXD giữ ngưỡng này từ 20/01/2025.",
    ),
]
