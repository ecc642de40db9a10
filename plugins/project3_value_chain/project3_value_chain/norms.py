"""Ceilings, shares and amounts of production support with their legal basis and dates; knows no record."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.api import PRESUMED, LegalText, Norm
from desktop.shared.programme_texts import ND_27_2022, QD_1719, TT_02_2022_UBDT, TT_55_2023_BTC
from project3_value_chain.texts import (
    ND_38_2023,
    QD_28_2015,
    QD_86_2023_NINH_THUAN,
    TT_10_2022_BYT,
    TT_12_2023_BYT,
)

CHAIN, COMMUNITY = "P3.CHAIN", "P3.COMM"
TASK, TASK_DIRECT = "P3.TASK", "P3.TASK.DIRECT"
TARGETS, POVERTY = "P3.PART", "P3.DIV.PART"
PRIORITY, WOMEN = "P3.PART.PRIORITY", "P3.DIV.WOMEN"
LABOUR = "P3.ENT.DTTS"
ESCAPED_MONTHS = "P3.ESCAPED.MONTHS"
HERB_ZONE, HERB_NURSERY = "P3.HERB.ZONE", "P3.HERB.NURSERY"
HERB_MINORITY, GINSENG_HEIGHT = "P3.HERB.DTTS", "P3.HERB.GINSENG"
RICE, RICE_PER_HA = "P3.RICE", "P3.RICE.HA"
NINH_THUAN = "58"


def start_up(kind: str, measure: str) -> str:
    """The code of a start-up norm: `P3.STARTUP.TRAINING.SHARE`."""
    return f"P3.STARTUP.{kind.upper()}.{measure.upper()}"


_NOT_SEEN = "Chưa thấy nguyên văn mức trước khi NĐ 38/2023 sửa đổi; lấy mức sau để nhắc."


def _ceilings(code: str, content: str, article: str, shares: dict[str, int]) -> list[Norm]:
    """The ceilings by kind of area, confirmed since the decree was amended and presumed before."""
    made = []
    for area, share in shares.items():
        common = (code, content, "share_max", Decimal(share), "%", "tổng kinh phí")
        made.append(Norm(*common, ND_38_2023, article, area=area, valid_from=ND_38_2023.since))
        made.append(
            Norm(
                *common,
                ND_27_2022,
                area=area,
                valid_from=ND_27_2022.since,
                valid_to=ND_38_2023.since - timedelta(days=1),
                confidence=PRESUMED,
                note=_NOT_SEEN,
            )
        )
    return made


def _share(code: str, content: str, value: int, per: str, text: LegalText, article: str = "") -> Norm:
    return Norm(code, content, "share_min", Decimal(value), "%", per, text, article, valid_from=text.since)


def _of_start_up(kind: str, measure: str, content: str, norm_kind: str, value: int, unit: str) -> Norm:
    code = start_up(kind, measure)
    return Norm(
        code, content, norm_kind, Decimal(value), unit, "", TT_55_2023_BTC, valid_from=TT_55_2023_BTC.since
    )


def _herb(code: str, content: str, value: int, unit: str, text: LegalText = TT_10_2022_BYT) -> Norm:
    return Norm(code, content, "min", Decimal(value), unit, "", text, valid_from=text.since)


def _herb_area(code: str, content: str, value: int) -> list[Norm]:
    """The same hectares under both circulars: the later one says again how large, and that plots may part."""
    old = _herb(code, content, value, "ha")
    return [
        replace(old, valid_to=TT_12_2023_BYT.since - timedelta(days=1)),
        _herb(code, content, value, "ha", TT_12_2023_BYT),
    ]


def _rice(code: str, content: str, kind: str, value: int, per: str) -> list[Norm]:
    common = (code, content, kind, Decimal(value), "kg", per, QD_86_2023_NINH_THUAN)
    return [
        Norm(*common, province=NINH_THUAN, valid_from=QD_86_2023_NINH_THUAN.since),
        Norm(
            *common,
            valid_from=QD_86_2023_NINH_THUAN.since,
            confidence=PRESUMED,
            note="Mức của Ninh Thuận; tỉnh khác chưa xác nhận.",
        ),
    ]


NORMS = [
    *_ceilings(
        CHAIN,
        "NSNN hỗ trợ dự án liên kết chuỗi giá trị",
        "Điều 1(12)",
        {"dbkk": 80, "hard": 70, "other": 50},
    ),
    *_ceilings(COMMUNITY, "NSNN hỗ trợ dự án cộng đồng", "Điều 1(13)", {"dbkk": 95, "hard": 80, "other": 60}),
    Norm(
        TASK,
        "NSNN hỗ trợ dự án theo nhiệm vụ",
        "max",
        Decimal(3_000_000_000),
        "đ",
        "dự án",
        ND_27_2022,
        "Điều 23",
        valid_from=ND_27_2022.since,
    ),
    _share(
        TASK_DIRECT, "Chi trực tiếp cho sản xuất của dự án nhiệm vụ", 70, "số hỗ trợ", ND_27_2022, "Điều 23"
    ),
    _share(TARGETS, "Đối tượng của Chương trình trong số hộ tham gia", 50, "số hộ", ND_27_2022, "Điều 20(5)"),
    _share(PRIORITY, "Ưu tiên: đối tượng của Chương trình trên mức", 70, "số hộ", ND_27_2022, "Điều 20(5)"),
    _share(
        POVERTY, "Hộ nghèo, cận nghèo, mới thoát nghèo trong nhóm", 70, "số hộ", TT_02_2022_UBDT, "Điều 20"
    ),
    _share(WOMEN, "Ưu tiên: phụ nữ trong nhóm trên mức", 50, "số thành viên", TT_02_2022_UBDT, "Điều 20"),
    _share(LABOUR, "Lao động DTTS của doanh nghiệp, HTX trong chuỗi", 70, "số lao động", QD_1719),
    Norm(
        ESCAPED_MONTHS,
        "Thời gian được coi là hộ mới thoát nghèo",
        "max",
        Decimal(36),
        "tháng",
        "",
        QD_28_2015,
        valid_from=date(2021, 10, 14),
        confidence=PRESUMED,
        note="Chưa thấy định nghĩa đang có hiệu lực.",
    ),
    *_herb_area(HERB_ZONE, "Diện tích dự án vùng trồng dược liệu quý", 210),
    *_herb_area(HERB_NURSERY, "Diện tích trung tâm nhân giống công nghệ cao", 50),
    _herb(HERB_MINORITY, "Tỷ lệ người DTTS nơi trồng dược liệu quý", 50, "%"),
    _herb(GINSENG_HEIGHT, "Độ cao trồng sâm Việt Nam", 1000, "m"),
    *_rice(RICE, "Trợ cấp gạo theo khẩu", "fixed", 15, "khẩu/tháng"),
    *_rice(RICE_PER_HA, "Trợ cấp gạo theo diện tích trồng rừng", "max", 700, "ha/năm"),
    _of_start_up("training", "share", "Đào tạo công nghệ tại chỗ", "share_max", 50, "%"),
    _of_start_up("training", "amount", "Đào tạo công nghệ tại chỗ một khóa", "max", 30_000_000, "đ"),
    _of_start_up("training", "count", "Số khóa đào tạo một mô hình", "max", 5, "khóa"),
    _of_start_up("research", "share", "Hợp đồng nghiên cứu", "share_max", 100, "%"),
    _of_start_up("research", "amount", "Hợp đồng nghiên cứu", "max", 30_000_000, "đ"),
    _of_start_up("research", "count", "Số hợp đồng nghiên cứu một mô hình", "max", 5, "hợp đồng"),
    _of_start_up("brand", "share", "Bao bì, nhãn hiệu, quảng bá", "share_max", 75, "%"),
    _of_start_up("brand", "amount", "Bao bì, nhãn hiệu, quảng bá một mô hình", "max", 150_000_000, "đ"),
]
