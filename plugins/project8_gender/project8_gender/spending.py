"""An amount of money beside the texts it rests on: matched, over, without a norm, or two texts differ."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal as Dec
from typing import Any

from desktop.api import (
    Attachment,
    Choice,
    Computed,
    Date,
    Decimal,
    Finding,
    Grade,
    LongText,
    Money,
    Norm,
    NormBook,
    Record,
    Text,
    YesNo,
    _,
    rule,
    show_number,
)
from project8_gender.norms import NORMS

_MONEY, _BASIS, _VOUCHERS = "Khoản chi", "Căn cứ và đối chiếu", "Chứng từ"

MATCHED, OVER, WITHOUT, DIFFER = "matched", "over", "without", "differ"
STATES = {
    MATCHED: "Mức chi khớp",
    OVER: "Vượt định mức",
    WITHOUT: "Chưa có định mức",
    DIFFER: "Hai văn bản khác nhau",
}
TO_SETTLE = (OVER, WITHOUT, DIFFER)
"""The states an accountant must write to the province about."""

VOUCHERS = ("has_plan", "has_signatures", "has_receipt")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the texts say of one unit price: the finance limit with its basis, and the state."""

    state: str
    limit: Dec | None
    basis: str
    norm: Norm | None


def judge(line: Any, norms: NormBook) -> Judgement:
    """Compare a unit price with the finance norm and, where one is written, the limit of the guidance.

    The limit typed beside the finance basis (a resolution of the province) goes before the national norm of
    the day. A price above every limit is over; two texts with different limits differ, whatever is paid.
    """
    norm = line.norm_in(norms)
    typed, guided = line.finance_limit, line.guidance_limit
    limit = Dec(typed) if typed is not None else line.limit_of(norm, norms)
    basis = norm.basis if typed is None and norm is not None else line.finance_basis or ""
    known = [each for each in (limit, guided) if each is not None]
    if not known:
        return Judgement(WITHOUT, None, basis, None)
    if (line.compared or 0) > max(known):
        return Judgement(OVER, limit, basis, norm)
    differ = limit is not None and guided is not None and limit != guided
    return Judgement(DIFFER if differ else MATCHED, limit, basis, norm)


def is_plainly_matched(line: Any, norms: NormBook) -> bool:
    """Whether the norm of the day alone decides and is kept, as for nearly every line."""
    if line.finance_limit is not None or line.guidance_limit is not None:
        return False
    norm, price = line.norm_in(norms), line.compared or 0
    return norm is not None and (price <= norm.value or price <= line.limit_of(norm, norms))


def _state(line: Any, norms: NormBook) -> str | None:
    is_told = line.item and line.paid_on and line.compared is not None
    return judge(line, norms).state if is_told else None


def _limit(line: Any, norms: NormBook) -> int | None:
    limit = judge(line, norms).limit
    return None if limit is None else int(limit)


def _difference(line: Any, norms: NormBook) -> int | None:
    limit = _limit(line, norms)
    return None if limit is None else line.compared - limit


def quantity_field(**options: Any) -> Decimal:
    """How much of what one unit price is for."""
    return Decimal(
        "Số lượng",
        minimum=0,
        section=_MONEY,
        hint="Theo đơn vị tính ghi ở dưới; tiền ăn là số người nhân số ngày.",
        headings=("Số lượng (ngày, lần)", "Số lượng (ngày, lần, người)", "Số lần (ngày)"),
        **options,
    )


def price_field(**options: Any) -> Money:
    """What one unit costs."""
    headings = ("Đơn giá", "Mức chi (đồng)", "Định mức chi", "Mức hỗ trợ")
    return Money("Mức chi", section=_MONEY, headings=headings, **options)


class SpentByNorm(Record):
    """One line of expense: quantity, unit price and amount, and the two texts it must agree with."""

    norms = NormBook(NORMS)
    item: Choice

    paid_on = Date(
        "Ngày chi",
        required=True,
        precision="day",
        section=_MONEY,
        headings=("Ngày chi tiền", "Ngày thanh toán", "Ngày hỗ trợ", "Thời gian chi"),
        hint="Định mức được chọn theo ngày này.",
    )
    quantity = quantity_field(required=True)
    measure = Text(
        "Đơn vị tính", longest=40, section=_MONEY, headings=("ĐVT",), hint="Người, ngày, lần, trang, lít…"
    )
    unit_price = price_field(required=True)
    amount = Money(
        "Thành tiền",
        required=True,
        section=_MONEY,
        headings=(
            *("Số tiền", "Thành tiền (đồng)", "Tổng tiền", "Kinh phí", "Cộng tiền"),
            *("Số tiền chi trả", "Số tiền thanh toán", "Số tiền đã chi"),
        ),
    )

    finance_basis = Text(
        "Căn cứ mức chi",
        section=_BASIS,
        hint="Văn bản tài chính quy định mức chi: TT 55/2023/TT-BTC, nghị quyết HĐND tỉnh…",
        headings=("Căn cứ chi", "Văn bản tài chính"),
    )
    finance_article = Text("Điều, khoản", longest=80, section=_BASIS)
    finance_limit = Money(
        "Mức theo văn bản tài chính",
        section=_BASIS,
        hint="Chỉ ghi khi tỉnh quy định mức riêng; để trống thì dùng định mức của Bộ Tài chính.",
    )
    guidance_basis = Text(
        "Văn bản hướng dẫn của Hội",
        section=_BASIS,
        hint="Hướng dẫn của Hội LHPN Việt Nam hoặc của tỉnh Hội.",
        headings=("Hướng dẫn của Hội", "Văn bản hướng dẫn"),
    )
    guidance_limit = Money("Mức theo hướng dẫn của Hội", section=_BASIS)
    limit = Computed(Money("Định mức tìm được", section=_BASIS), of=_limit, by_norms=True)
    difference = Computed(
        Money("Chênh lệch với định mức", minimum=None, section=_BASIS), of=_difference, by_norms=True
    )
    state = Computed(Choice("Đối chiếu", STATES, section=_BASIS), of=_state, by_norms=True, indexed=True)
    reason = LongText(
        "Lý do vượt định mức", longest=2000, section=_BASIS, headings=("Lý do",), hint="Bắt buộc khi vượt."
    )

    has_plan = YesNo("Kế hoạch, dự toán được duyệt", section=_VOUCHERS)
    has_signatures = YesNo("Danh sách ký nhận", section=_VOUCHERS)
    has_receipt = YesNo("Hóa đơn, biên nhận", section=_VOUCHERS)
    voucher = Attachment("Tệp chứng từ", section=_VOUCHERS)

    def norm_in(self, norms: NormBook) -> Norm | None:
        """The norm of the item on the day of the expense."""
        raise NotImplementedError

    @property
    def compared(self) -> int | None:
        """What is held against the limit."""
        return self.unit_price

    def limit_of(self, norm: Norm | None, norms: NormBook) -> Dec | None:
        """What the norm allows for one unit of this very line."""
        return None if norm is None else norm.value

    def beyond(self) -> int:
        """What was paid above the finance limit the line was judged by, in đồng."""
        if self.limit is None or self.compared is None or self.compared <= self.limit:
            return 0
        return int((self.compared - self.limit) * (1 if self.unit_price is None else self.quantity or 0))

    @rule(
        "Thành tiền {amount} đ khác số lượng {quantity} × mức chi {unit_price} đ = {product} đ; sửa số sai.",
        id="P8-02",
        field="amount",
        about="Thành tiền bằng số lượng nhân mức chi",
    )
    def amount_is_quantity_times_price(self) -> bool | Finding:
        if self.quantity is None or self.unit_price is None:
            return True
        product = self.quantity * self.unit_price
        return self.amount == product or Finding(says={"product": show_number(product)})

    @rule(
        "Mức chi {unit_price} đ vượt định mức {allowed} vào ngày {paid_on}; ghi lý do, hoặc sửa mức chi.",
        id="P8-02",
        field="unit_price",
        warns=True,
        about="Mức chi trong định mức của ngày chi, hoặc có lý do",
    )
    def price_is_within_norm_or_explained(self, norms: NormBook) -> bool | Finding:
        if self.reason or is_plainly_matched(self, norms):
            return True
        found = judge(self, norms)
        if found.state != OVER:
            return True
        # Where the guidance allows more than the finance text, its limit is the one that was passed.
        most = max(Dec(each) for each in (found.limit, self.guidance_limit) if each is not None)
        of_norm = found.norm is not None and self.finance_limit is None and most == found.norm.value
        shown = found.norm.show() if of_norm and found.norm else f"{show_number(most)} đ"
        if self.unit_price is not None:
            return Finding(basis=found.basis, says={"allowed": shown})
        whole = _(
            "Số tiền {amount} đ vượt mức {allowed} của cả khoản vào ngày {paid_on}; ghi lý do, hoặc sửa."
        )
        return Finding(field="amount", basis=found.basis, sentence=whole, says={"allowed": shown})

    @rule(
        "Chưa có định mức cho “{item}” vào ngày {paid_on}: cần đủ chứng từ, còn thiếu {missing}.",
        id="P8-03",
        field="item",
        warns=True,
        about="Khoản chưa có định mức phải có đủ chứng từ",
    )
    def expense_without_norm_has_vouchers(self, norms: NormBook) -> bool | Finding:
        # A line that does not say its item yet has nothing that a norm could be missing for.
        if not self.item or self.finance_limit is not None or self.guidance_limit is not None:
            return True
        if self.norm_in(norms) is not None:
            return True
        lacking = [_(type(self).fields[name].label).lower() for name in VOUCHERS if not getattr(self, name)]
        if lacking:
            return Finding(says={"missing": ", ".join(lacking)})
        says = _("Chưa có định mức cho “{item}” vào ngày {paid_on}; đưa vào bảng đối chiếu quyết toán.")
        return Finding(grade=Grade.NOTE, sentence=says)

    @rule(
        "Hai văn bản nói khác nhau: {finance} cho {limit} đ, {guidance} cho {guidance_limit} đ; đưa vào bảng "
        "đối chiếu quyết toán.",
        id="P8-13",
        field="guidance_limit",
        grade=Grade.NOTE,
        about="Văn bản tài chính và hướng dẫn của Hội nói như nhau",
    )
    def texts_agree(self, norms: NormBook) -> bool | Finding:
        if self.guidance_limit is None:
            return True
        found = judge(self, norms)
        if found.limit is None or found.limit == self.guidance_limit:
            return True
        says = {
            "finance": found.basis or _("văn bản tài chính"),
            "guidance": self.guidance_basis or _("hướng dẫn của Hội"),
            "limit": show_number(found.limit),
        }
        return Finding(says=says, basis=found.basis)
