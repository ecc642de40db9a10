"""Amounts and limits of land, career change and water with their legal basis and dates; knows no case."""

from dataclasses import replace
from decimal import Decimal

from desktop.api import PRESS, Norm
from desktop.shared.programme_texts import (
    ND_27_2022,
    QD_04_2023,
    TT_02_2022_UBDT,
    TT_15_2022_BTC,
    TT_55_2023_BTC,
)
from project1_housing.norms import NORMS
from project1_housing.texts import ND_28_2022

LAND_CENTRAL = "P1.LAND.NSTW"
LAND_LOCAL = "P1.LAND.NSDP"
LAND_LOAN = "P1.LOAN.LAND"
FARM_CENTRAL = "P1.PRODLAND.NSTW"
FARM_LOAN = "P1.LOAN.PROD"
FARM_SHORT = "P1.PRODLAND.SHORT"
CAREER = "P1.CAREER"
WATER = "P1.WATERHH"
WORK_CENTRAL = "P1.WATERWORK.NSTW"
WORK_SPECIAL = "P1.WORK.SPECIAL"

_DERIVED = "Suy ra từ số liệu công bố của các tỉnh; chưa thấy nguyên văn mức chi."


def _money(code: str, content: str, kind: str, amount: int, per: str, source: str, article: str = "") -> Norm:
    """An amount of QĐ 04/2023/QĐ-TTg."""
    return Norm(
        code,
        content,
        kind,
        Decimal(amount),
        "đ",
        per,
        QD_04_2023,
        article,
        source=source,
        valid_from=QD_04_2023.since,
    )


def _loan(code: str, content: str, amount: int) -> Norm:
    return Norm(
        code,
        content,
        "max",
        Decimal(amount),
        "đ",
        "hộ",
        ND_28_2022,
        source="NĐ28",
        valid_from=ND_28_2022.since,
    )


def _recurrent(code: str, content: str, amount: int, article: str = "") -> list[Norm]:
    """The same amount under both circulars, one after the other; none of them was seen itself."""
    old = Norm(
        code,
        content,
        "max",
        Decimal(amount),
        "đ",
        "hộ",
        TT_15_2022_BTC,
        article,
        valid_from=TT_15_2022_BTC.since,
        valid_to=TT_15_2022_BTC.valid_to,
        confidence=PRESS,
        note=_DERIVED,
    )
    new = replace(old, text=TT_55_2023_BTC, article="", valid_from=TT_55_2023_BTC.since, valid_to=None)
    return [old, new]


OTHER_NORMS = [
    _money(LAND_CENTRAL, "Hỗ trợ đất ở từ ngân sách trung ương", "max", 40_000_000, "hộ", "NSTW"),
    _money(LAND_LOCAL, "Hỗ trợ đất ở từ ngân sách địa phương", "min", 4_000_000, "hộ", "NSĐP", "Điều 4(1)"),
    _loan(LAND_LOAN, "Vay ưu đãi tạo đất ở", 50_000_000),
    _money(FARM_CENTRAL, "Hỗ trợ đất sản xuất từ ngân sách trung ương", "max", 22_500_000, "hộ", "NSTW"),
    _loan(FARM_LOAN, "Vay ưu đãi tạo đất sản xuất", 77_500_000),
    Norm(
        FARM_SHORT,
        "Thiếu đất sản xuất so với định mức của tỉnh, phải hơn",
        "threshold",
        Decimal(50),
        "%",
        "",
        TT_02_2022_UBDT,
        valid_from=TT_02_2022_UBDT.since,
    ),
    *_recurrent(CAREER, "Hỗ trợ chuyển đổi nghề", 10_000_000),
    *_recurrent(WATER, "Hỗ trợ nước sinh hoạt phân tán", 3_000_000, "Điều 6"),
    _money(
        WORK_CENTRAL,
        "Bình quân ngân sách trung ương cho công trình nước tập trung",
        "average",
        3_000_000_000,
        "công trình",
        "NSTW",
    ),
    Norm(
        WORK_SPECIAL,
        "Tổng mức đầu tư của công trình theo cơ chế đặc thù",
        "max",
        Decimal(5_000_000_000),
        "đ",
        "công trình",
        ND_27_2022,
        valid_from=ND_27_2022.since,
    ),
]

ALL_NORMS = [*NORMS, *OTHER_NORMS]
