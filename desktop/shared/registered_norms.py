"""Norms as dated rows an office may add to, and what is shown where two of them meet; judges no case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal as Dec
from itertools import combinations

from desktop.declare.dates import first_day, last_day
from desktop.declare.fields import Choice, Date, Decimal, LongText, Reference, Text, YesNo
from desktop.declare.norms import LegalText, Norm
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.rules import Rule, rule
from desktop.declare.supports import SOURCES
from desktop.declare.text import Each, _, translate
from desktop.shared.confidence import confidence_field
from desktop.shared.legal_texts import alike, texts_by_number
from desktop.shared.officers import NORMS
from desktop.shared.places import Place

KINDS = {
    "max": "Tối đa",
    "min": "Tối thiểu",
    "average": "Bình quân",
    "fixed": "Mức cố định",
    "share_max": "Tỷ lệ tối đa",
    "share_min": "Tỷ lệ tối thiểu",
    "threshold": "Ngưỡng",
}
AREAS = {"dbkk": "Đặc biệt khó khăn", "hard": "Khó khăn", "other": "Địa bàn khác"}
_SCOPE, _LAW, _BESIDE = "Phạm vi", "Căn cứ và hiệu lực", "Khi có mức khác"


class RegisteredNorm(Record):
    """One amount or share by one text; a province's own row goes before the country's."""

    title = "Định mức"
    plural = "Định mức"
    icon = "money"
    menu = "Văn bản và định mức"
    guarded = NORMS
    sorted_by = ("code", "valid_from")
    key = ("code", "text", "source", "area", "province", "valid_from")
    shown_by = ("code", "content")
    listed = ("code", "content", "value", "unit", "text", "valid_from", "valid_to", "province", "kind", "per")

    code = Text(
        "Mã định mức",
        longest=60,
        required=True,
        indexed=True,
        hint="Mức riêng của tỉnh ghi cùng mã với mức chung, ví dụ P1.HOUSE.NSTW.",
    )
    content = Text("Nội dung chi", longest=300, spoken=str, required=True)
    kind = Choice("Loại mức", KINDS, required=True, indexed=True)
    value = Decimal("Mức", decimals=4, minimum=0, required=True, hint="Tiền ghi bằng đồng, tỷ lệ ghi bằng %.")
    unit = Text("Đơn vị tính", longest=40, spoken=str, hint="đ, %, m², tháng…")
    per = Text("Cho mỗi", longest=80, spoken=Each, hint="hộ, nhà, người/ngày…")
    source = Choice("Nguồn vốn", SOURCES, section=_SCOPE)
    area = Choice("Loại địa bàn", AREAS, section=_SCOPE, hint="Để trống nếu mọi địa bàn.")
    province = Reference(
        "Tỉnh áp dụng",
        to=Place,
        only={"kind": "province"},
        section=_SCOPE,
        hint="Để trống nếu cả nước. Mức của tỉnh được dùng trước mức cả nước.",
    )
    text = Text("Văn bản", longest=80, required=True, indexed=True, section=_LAW, hint="Số hiệu văn bản.")
    article = Text("Điều, khoản", longest=80, section=_LAW)
    valid_from = Date("Áp dụng từ", precision="day", required=True, section=_LAW)
    valid_to = Date("Áp dụng đến", precision="day", section=_LAW, hint="Để trống nếu còn áp dụng.")
    confidence = confidence_field(
        required=True, section=_LAW, hint="Mức chưa xác nhận chỉ cảnh báo, không chặn."
    )
    preferred = YesNo(
        "Áp dụng mức này",
        section=_BESIDE,
        hint="Khi hai văn bản cùng quy định một mức: chọn “có” ở mức được áp dụng.",
    )
    reason = LongText("Lý do áp dụng", longest=400, section=_BESIDE)
    reaches_back = YesNo(
        "Xét lại hồ sơ đã ghi",
        section=_BESIDE,
        hint="Để trống: hồ sơ ghi trước khi mức này được nhập hoặc sửa vẫn xét theo mức cũ.",
    )
    declared_by = Text(
        "Chương trình khai báo",
        longest=200,
        spoken=str,
        section=_BESIDE,
        hint="Để trống nếu do đơn vị ghi.",
    )
    note = LongText("Ghi chú", spoken=str, section=_BESIDE)

    @rule("Áp dụng đến {valid_to} trước khi áp dụng từ {valid_from}.", field="valid_to")
    def norm_ends_after_it_begins(self) -> bool:
        return self.valid_to is None or last_day(self.valid_to) >= first_day(self.valid_from)

    @rule("Tỷ lệ phải từ 0 đến 100 %.", field="value")
    def share_is_a_part(self) -> bool:
        return not self.kind.startswith("share_") or self.value <= 100

    @rule("Chọn áp dụng mức này thì ghi lý do.", field="reason")
    def preference_has_a_reason(self) -> bool:
        return not self.preferred or bool(self.reason)

    def word(self, texts: Mapping[str, LegalText], province: str) -> Norm:
        """The norm as rules ask for it; `texts` are those known by `alike`, `province` is a code."""
        return Norm(
            self.code,
            self.content or "",
            self.kind,
            self.value,
            self.unit or "",
            self.per or "",
            texts.get(alike(self.text)) or LegalText(self.text),
            self.article or "",
            source=self.source or "",
            area=self.area or "",
            province=province,
            valid_from=first_day(self.valid_from) if self.valid_from else date.min,
            valid_to=last_day(self.valid_to) if self.valid_to else None,
            confidence=self.confidence or "L",
            note=self.note or "",
            preferred=bool(self.preferred),
            reason=self.reason or "",
            reaches_back=bool(self.reaches_back),
        )

    @classmethod
    def example(cls) -> RegisteredNorm:
        """A sound norm of its own."""
        return cls(
            code="VD.1",
            content="Hỗ trợ ví dụ",
            kind="max",
            value=Dec(1_000_000),
            unit="đ",
            per="hộ",
            text="QĐ 1719/QĐ-TTg",
            valid_from=date(2022, 1, 1),
            confidence="H",
        )


def is_whole(row: RegisteredNorm) -> bool:
    """Whether a row says enough to judge by; a draft may not."""
    return bool(row.code and row.kind and row.text) and row.value is not None


def row_of(norm: Norm, province: str | None, declared_by: str) -> dict[str, object]:
    """The values of the row of a declared norm; `province` is the id of its unit."""
    return {
        "code": norm.code,
        "content": norm.content,
        "kind": norm.kind,
        "value": norm.value,
        "unit": norm.unit or None,
        "per": norm.per or None,
        "source": norm.source or None,
        "area": norm.area or None,
        "province": province,
        "text": norm.text.number,
        "article": norm.article or None,
        "valid_from": norm.valid_from,
        "valid_to": norm.valid_to,
        "confidence": norm.confidence,
        "declared_by": declared_by,
        "note": norm.note or None,
    }


def _rest_on_what_is_there(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    known = texts_by_number(reader)
    for norm in reader.rows(RegisteredNorm):
        is_asked = among is None or norm.id in among
        if is_asked and norm.text and alike(norm.text) not in known:
            yield Finding(record=norm.id or "", says={"missing": norm.text})


def meeting(reader: Reader) -> Iterator[tuple[RegisteredNorm, RegisteredNorm]]:
    """Rows of one item, source, kind of area and province that are in force on the same days, two by two."""
    groups: dict[tuple[object, ...], list[RegisteredNorm]] = {}
    for row in reader.rows(RegisteredNorm):
        if is_whole(row) and row.valid_from:
            groups.setdefault((row.code, row.source, row.area, row.province), []).append(row)
    for rows in groups.values():
        for one, other in combinations(rows, 2):
            if one.word({}, "").overlaps(other.word({}, "")):
                yield one, other


def _meet(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    for one, other in meeting(reader):
        for own, beside in ((one, other), (other, one)):
            if among is None or own.id in among:
                yield _said_of(own, beside)


def _said_of(own: RegisteredNorm, other: RegisteredNorm) -> Finding:
    """Two rows of one text contradict each other; two texts may stand side by side, and both are shown."""
    record, related = own.id or "", (other.id or "",)
    if alike(own.text) == alike(other.text):
        first, last = _meeting(own, other)
        return Finding(record=record, related=related, says={"text": own.text, "first": first, "last": last})
    says = {"own": own.text, "mine": shown_amount(own), "other": other.text, "theirs": shown_amount(other)}
    says["gap"] = own.word({}, "").amount_of(abs(own.value - other.value))
    both = _(
        "Hai văn bản cùng quy định: theo {own} là {mine}, theo {other} là {theirs}; chênh {gap}. {applied}"
    )
    chosen = [row for row in (own, other) if row.preferred]
    if len(chosen) == 1:
        reason = (chosen[0].reason or _("chưa ghi lý do")).rstrip(".")
        says["applied"] = _("Đang áp dụng {text}: {reason}.").format(text=chosen[0].text, reason=reason)
        return Finding(
            record=record, related=related, field="value", sentence=both, grade=Grade.NOTE, says=says
        )
    later = max(own, other, key=lambda row: first_day(row.valid_from))
    advice = _("Chưa chọn nên dùng {text}; chọn “Áp dụng mức này” ở một dòng và ghi lý do.")
    says["applied"] = advice.format(text=later.text)
    return Finding(record=record, related=related, field="value", sentence=both, grade=Grade.WARN, says=says)


def shown_amount(row: RegisteredNorm) -> str:
    """`tối đa 45.000 đ/trang`."""
    return f"{translate(KINDS[row.kind]).lower()} {row.word({}, '').amount()}"


def _meeting(one: RegisteredNorm, other: RegisteredNorm) -> tuple[str, str]:
    """The first and the last day on which both are in force, as shown."""
    show = RegisteredNorm.fields["valid_from"].format
    ends = [row.valid_to for row in (one, other) if row.valid_to]
    return show(max(one.valid_from, other.valid_from)), show(min(ends)) if ends else _("nay")


def _follow_the_program(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    for row in reader.rows(RegisteredNorm):
        norm = reader.norms.shipped.get(row.id or "")
        if norm is None or not is_whole(row) or (among is not None and row.id not in among):
            continue
        own = row.word({}, norm.province)
        if (own.value, own.valid_from, own.valid_to) != (norm.value, norm.valid_from, norm.valid_to):
            yield Finding(record=row.id or "", says={"amount": f"{norm.amount()}, {norm.span()}"})


RULES = [
    Rule(
        "",
        "norm_rests_on_a_registered_text",
        "Chưa có văn bản {missing} trong danh mục; hãy thêm văn bản hoặc sửa số hiệu.",
        RegisteredNorm,
        _rest_on_what_is_there,
        field="text",
        grade=Grade.WARN,
        about="Định mức dẫn văn bản có trong danh mục",
    ),
    Rule(
        "",
        "one_norm_holds_on_a_day",
        "Trùng thời gian áp dụng với một dòng khác cùng mã, cùng {text} (từ {first} đến {last}); ghi ngày "
        "hết áp dụng cho dòng trước.",
        RegisteredNorm,
        _meet,
        field="valid_from",
        about="Mỗi ngày một mức cho một nội dung",
    ),
    Rule(
        "",
        "norm_differs_from_the_program",
        "Dòng này do đơn vị sửa nên được giữ; chương trình ghi {amount}.",
        RegisteredNorm,
        _follow_the_program,
        field="value",
        grade=Grade.NOTE,
        about="Mức đã sửa khác mức của chương trình",
    ),
]
