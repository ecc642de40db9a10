"""Amounts and limits of housing support with their legal basis and dates; knows no case."""

from datetime import date
from decimal import Decimal

from desktop.api import PRESUMED, Norm
from desktop.shared.programme_texts import QD_04_2023, TT_01_2022_BXD
from project1_housing.texts import ND_28_2022, QD_55_2025_BXD

CENTRAL = "P1.HOUSE.NSTW"
LOCAL = "P1.HOUSE.NSDP"
LOAN = "P1.LOAN.HOUSE"
LOAN_MONTHS = "P1.LOAN.TERM"
LOAN_GRACE = "P1.LOAN.GRACE"
LOAN_RATE = "P1.LOAN.RATE"
LOAN_OVERDUE = "P1.LOAN.OVERDUE"
AREA = "P1.HOUSE.AREA"
AREA_ALONE = "P1.HOUSE.AREA.ALONE"
LIFE = "P1.HOUSE.LIFE"
AREA_PER_PERSON = "P1.HOUSE.PERSON"
NEED_ALONE = "P1.HOUSE.PERSON.ALONE"
SPLIT = "P1.HOUSE.SPLIT"
REPAIR = "P1.HOUSE.REPAIR"

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
        valid_from=QD_04_2023.since,
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
        valid_from=QD_04_2023.since,
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
        valid_from=ND_28_2022.since,
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
        valid_from=ND_28_2022.since,
    ),
    Norm(
        LOAN_GRACE,
        "Thời gian chưa phải trả gốc khi vay làm đất ở, nhà ở",
        "fixed",
        Decimal(60),
        "tháng",
        "",
        ND_28_2022,
        source="NĐ28",
        valid_from=ND_28_2022.since,
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
        valid_from=ND_28_2022.since,
    ),
    Norm(
        LOAN_OVERDUE,
        "Lãi suất nợ quá hạn",
        "fixed",
        Decimal(130),
        "%",
        "lãi suất cho vay",
        ND_28_2022,
        source="NĐ28",
        valid_from=ND_28_2022.since,
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
        valid_from=TT_01_2022_BXD.since,
    ),
    Norm(
        AREA_ALONE,
        "Diện tích nhà sau hỗ trợ của hộ một người",
        "min",
        Decimal(18),
        "m²",
        "nhà",
        QD_55_2025_BXD,
        valid_from=QD_55_2025_BXD.since,
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
        valid_from=TT_01_2022_BXD.since,
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
    Norm(
        NEED_ALONE,
        "Diện tích nhà của hộ một người để xét nhà dột nát",
        "threshold",
        Decimal(18),
        "m²",
        "người",
        QD_55_2025_BXD,
        valid_from=QD_55_2025_BXD.since,
    ),
    Norm(
        SPLIT,
        "Hộ tách trước ngày Chương trình có hiệu lực ít nhất",
        "min",
        Decimal(3),
        "năm",
        "",
        TT_01_2022_BXD,
        valid_from=TT_01_2022_BXD.since,
        confidence=PRESUMED,
        note="Điều kiện của Chương trình giảm nghèo; Dự án 1 có áp dụng hay không chưa rõ.",
    ),
    Norm(
        REPAIR,
        "Sửa chữa nhà ở, mức tham khảo",
        "max",
        Decimal(20_000_000),
        "đ",
        "nhà",
        TT_01_2022_BXD,
        valid_from=TT_01_2022_BXD.since,
        confidence=PRESUMED,
        note="Mức của Chương trình giảm nghèo; Dự án 1 có được chi sửa chữa hay không chưa thống nhất.",
    ),
]
