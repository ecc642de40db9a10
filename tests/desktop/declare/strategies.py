"""Every kind of field, with the values it can hold: what the tests of the words draw from."""

from datetime import date
from decimal import Decimal as Dec
from typing import Any

from hypothesis import strategies as st

from desktop.declare.dates import PartialDate
from desktop.declare.fields import (
    AttachedFile,
    Attachment,
    Choice,
    Computed,
    Date,
    Decimal,
    Field,
    Integer,
    LongText,
    Money,
    NationalId,
    Percent,
    Reference,
    Text,
    YesNo,
)
from desktop.declare.text import tidy, tidy_lines

CLASSES = {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo", "other": "Hộ khác"}

_days = st.dates(date(1800, 1, 1), date(2200, 12, 31))
_parts = st.builds(PartialDate, st.integers(1800, 2200), st.none() | st.integers(1, 12))


def _decimals(places: int) -> st.SearchStrategy[Dec]:
    return st.integers(-(10**14), 10**14).map(lambda units: Dec(units).scaleb(-places))


def _digits(count: int) -> st.SearchStrategy[str]:
    return st.integers(0, 10**count - 1).map(lambda number: f"{number:0{count}d}")


KINDS: dict[str, tuple[Field[Any], st.SearchStrategy[Any]]] = {
    "text": (Text("Tên"), st.text().map(tidy).filter(bool)),
    "long_text": (LongText("Ghi chú"), st.text().map(tidy_lines).filter(bool)),
    "integer": (Integer("Số người"), st.integers(-(10**15), 10**15)),
    "year": (Integer("Năm", grouped=False), st.integers(-9999, 9999)),
    "decimal": (Decimal("Diện tích", unit="m²", decimals=2), _decimals(2)),
    "decimal_3": (Decimal("Diện tích", unit="ha", decimals=3), _decimals(3)),
    "decimal_0": (Decimal("Điểm", decimals=0), _decimals(0)),
    "percent": (Percent("Tỷ lệ"), _decimals(2)),
    "money": (Money("Số tiền", minimum=None), st.integers(-(10**15), 10**15)),
    "date": (Date("Ngày"), _days | _parts),
    "yes_no": (YesNo("Có"), st.booleans()),
    "choice": (Choice("Diện hộ", CLASSES), st.sampled_from(sorted(CLASSES))),
    "reference": (Reference("Xã", to="Place"), st.uuids().map(str)),
    "national_id": (NationalId("Số CCCD"), _digits(12) | _digits(9)),
    "attachment": (
        Attachment("Tệp"),
        st.builds(
            AttachedFile, st.text().map(tidy).filter(bool), st.binary(min_size=32, max_size=32).map(bytes.hex)
        ),
    ),
    "computed": (Computed(Money("Tổng", minimum=None), of=lambda record: None), st.integers(0, 10**15)),
}
