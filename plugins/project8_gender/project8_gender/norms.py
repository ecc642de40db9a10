"""Amounts of Project 8 with their legal basis and dates; knows no expense.

Of the safe-birth package after 15/08/2023 only the travel to antenatal visits was read in TT 55/2023; that
the other items were kept is believed, so they warn and say that they are not confirmed.
"""

from decimal import Decimal

from desktop.api import CONFIRMED, PRESUMED, Norm
from desktop.shared.programme_texts import TT_15_2022_BTC, TT_55_2023_BTC

VISIT = "P8.BIRTH.VISIT"
VISITS = "P8.BIRTH.VISITS"
TRAVEL = "P8.BIRTH.TRAVEL"
KIT = "P8.BIRTH.KIT"
MEAL = "P8.BIRTH.MEAL"
FOOD = "P8.BIRTH.FOOD"
DAYS = "P8.BIRTH.DAYS"
DAYS_CAESAREAN = "P8.BIRTH.DAYS.CAESAREAN"
PERSONS = "P8.BIRTH.PERSONS"

COUNSEL = "P8.COMM.COUNSEL"
COUNSEL_MONTH = "P8.COMM.COUNSEL.MONTH"
FUEL = "P8.COMM.FUEL"
MINORITY_LANGUAGE = "P8.COMM.LANGUAGE"


def _twice(code: str, content: str, value: int, unit: str, per: str) -> list[Norm]:
    """An item of the package as TT 15/2022 fixed it, and as it is believed to go on."""
    before = Norm(
        code,
        content,
        "max",
        Decimal(value),
        unit,
        per,
        TT_15_2022_BTC,
        "Điều 38",
        valid_from=TT_15_2022_BTC.since,
        valid_to=TT_15_2022_BTC.valid_to,
    )
    after = Norm(
        code,
        content,
        "max",
        Decimal(value),
        unit,
        per,
        TT_55_2023_BTC,
        "Điều 54",
        valid_from=TT_55_2023_BTC.since,
        confidence=PRESUMED,
        note="Chưa thấy nguyên văn; tin là giữ như TT 15/2022/TT-BTC.",
    )
    return [before, after]


def _since(code: str, content: str, kind: str, value: str, unit: str, per: str, article: str = "") -> Norm:
    return Norm(
        code,
        content,
        kind,
        Decimal(value),
        unit,
        per,
        TT_55_2023_BTC,
        article,
        valid_from=TT_55_2023_BTC.since,
        confidence=CONFIRMED,
    )


NORMS = [
    _since(VISIT, "Đi lại khám thai", "max", "100000", "đ", "lần", "Điều 54"),
    _since(VISITS, "Số lần khám thai được hỗ trợ", "max", "4", "lần", "", "Điều 54"),
    *_twice(TRAVEL, "Đi lại khi sinh", 100_000, "đ", "người"),
    *_twice(KIT, "Bộ dụng cụ, vật tư sinh đẻ", 500_000, "đ", "bà mẹ"),
    *_twice(MEAL, "Tiền ăn của mẹ và người chăm sóc", 50_000, "đ", "người/ngày"),
    *_twice(FOOD, "Bổ sung dinh dưỡng 6 tháng đầu", 1_200_000, "đ", "bà mẹ"),
    *_twice(DAYS, "Số ngày ăn khi sinh thường", 3, "ngày", ""),
    *_twice(DAYS_CAESAREAN, "Số ngày ăn khi sinh mổ", 5, "ngày", ""),
    *_twice(PERSONS, "Mẹ và một người chăm sóc", 2, "người", ""),
    _since("P8.COMM.EDIT.SHORT", "Biên tập tin, bài dưới 350 từ", "max", "100000", "đ", "tin, bài"),
    _since("P8.COMM.EDIT.MEDIUM", "Biên tập tin, bài 350 đến dưới 600 từ", "max", "150000", "đ", "tin, bài"),
    _since("P8.COMM.EDIT.LONG", "Biên tập tin, bài từ 600 từ", "max", "200000", "đ", "tin, bài"),
    _since("P8.COMM.ANNOUNCER", "Phát thanh viên", "max", "60000", "đ", "người/buổi"),
    _since(COUNSEL, "Tư vấn tại cộng đồng", "fixed", "15000", "đ", "người được tư vấn"),
    _since(COUNSEL_MONTH, "Tư vấn của một người trong một tháng", "max", "300000", "đ", "người/tháng"),
    _since("P8.COMM.MONITOR", "Người tổ chức, giám sát chiến dịch", "max", "50000", "đ", "người/buổi"),
    _since("P8.COMM.PARTICIPANT", "Người tham gia chiến dịch", "max", "50000", "đ", "người/buổi"),
    _since(FUEL, "Nhiên liệu xe truyền thông", "max", "0.2", "lít", "km"),
    _since("P8.COMM.MATERIAL.WRITE", "Viết tài liệu", "max", "70000", "đ", "trang"),
    _since("P8.COMM.MATERIAL.EDIT", "Biên tập tài liệu", "max", "40000", "đ", "trang"),
    _since("P8.COMM.MATERIAL.REVIEW", "Thẩm định tài liệu", "max", "30000", "đ", "trang"),
    _since(MINORITY_LANGUAGE, "Tài liệu bằng tiếng dân tộc so với tiếng Việt", "fixed", "1.3", "lần", ""),
]
