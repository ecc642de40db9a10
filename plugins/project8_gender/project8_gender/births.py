"""The safe-birth package by item and date, one line of expense for each; knows no other line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec

from desktop.api import (
    Choice,
    Date,
    Day,
    Finding,
    Grade,
    Integer,
    LongText,
    Norm,
    NormBook,
    Reference,
    Support,
    Text,
    _,
    first_day,
    last_day,
    rule,
    show_number,
)
from desktop.shared import (
    KINDS,
    Person,
    birth_field,
    birth_year_fits,
    commune_field,
    ethnicity_field,
    identity_field,
    old_commune_field,
    old_district_field,
    sex_fits,
    village_field,
)
from desktop.shared.identity import NUMBER_BASIS
from desktop.shared.programme_texts import TT_55_2023_BTC
from project8_gender import norms as codes
from project8_gender.areas import AREA, InHardArea, area_decided_field, hard_area_field
from project8_gender.spending import SpentByNorm, price_field, quantity_field

_MOTHER, _BIRTH, _ITEM = "Bà mẹ", "Lần sinh", "Khoản chi"

ITEMS = {
    "visit": "Đi lại khám thai",
    "travel": "Đi lại khi sinh",
    "kit": "Bộ dụng cụ, vật tư sinh đẻ",
    "meal": "Tiền ăn của mẹ và người chăm sóc",
    "food": "Bổ sung dinh dưỡng 6 tháng đầu",
}
NORM_OF = {
    "visit": codes.VISIT,
    "travel": codes.TRAVEL,
    "kit": codes.KIT,
    "meal": codes.MEAL,
    "food": codes.FOOD,
}
PLACES = {"facility": "Cơ sở y tế", "home": "Tại nhà"}


class Birth(InHardArea):
    """Mother and birth, and the item of the package; who she is shows only where somebody asks for it."""

    mother = Text(
        "Họ tên bà mẹ",
        person=True,
        required=True,
        sensitive=True,
        section=_MOTHER,
        headings=(
            *("Bà mẹ", "Sản phụ", "Họ tên sản phụ", "Họ và tên sản phụ"),
            *("Họ tên phụ nữ sinh con", "Họ và tên"),
        ),
    )
    birth = birth_field("Ngày sinh của mẹ", section=_MOTHER)
    ethnicity = ethnicity_field(section=_MOTHER)
    identity_number = identity_field(section=_MOTHER)
    person = Reference(
        "Nhân khẩu",
        to=Person,
        found_by={"identity_number": "identity_number"},
        sensitive=True,
        section=_MOTHER,
    )
    commune = commune_field(required=True, section=_MOTHER)
    village = village_field(section=_MOTHER)
    hard_area = hard_area_field()
    area_decided_on = area_decided_field()
    old_commune = old_commune_field(section=AREA)
    old_district = old_district_field(section=AREA)

    born_on = Date(
        "Ngày sinh con",
        required=True,
        precision="day",
        section=_BIRTH,
        headings=("Ngày sinh bé", "Ngày đẻ", "Ngày sinh cháu"),
    )
    birth_place = Choice(
        "Nơi sinh",
        PLACES,
        spellings={"facility": ("CSYT", "Trạm y tế", "Bệnh viện", "TYT"), "home": ("Nhà", "Ở nhà")},
        indexed=True,
        section=_BIRTH,
        headings=("Nơi đẻ", "Nơi sinh con", "Địa điểm sinh"),
    )
    delivery = Choice(
        "Sinh thường hay mổ",
        {"normal": "Sinh thường", "caesarean": "Sinh mổ"},
        spellings={
            "normal": ("Thường", "T", "Đẻ thường"),
            "caesarean": ("Mổ", "M", "Mổ đẻ", "Đẻ mổ"),
        },
        section=_BIRTH,
        headings=(
            *("Sinh thường/mổ", "Hình thức sinh", "Cách sinh", "Đẻ thường/mổ"),
            *("Phương pháp sinh", "Kiểu sinh"),
        ),
    )

    item = Choice(
        "Nội dung chi",
        ITEMS,
        spellings={
            "visit": ("Hỗ trợ đi khám thai", "Khám thai"),
            "travel": ("Đi lại sinh con", "Hỗ trợ đi lại khi sinh"),
            "kit": ("Bộ dụng cụ sinh đẻ", "Gói dụng cụ đỡ đẻ", "Bộ dụng cụ"),
            "meal": ("Tiền ăn", "Tiền ăn mẹ và người chăm sóc"),
            "food": ("Bổ sung dinh dưỡng", "Dinh dưỡng", "Hỗ trợ dinh dưỡng"),
        },
        required=True,
        indexed=True,
        section=_ITEM,
        headings=("Khoản hỗ trợ", "Mục chi", "Khoản chi", "Nội dung hỗ trợ", "Mục hỗ trợ"),
    )
    visited_on = Date(
        "Ngày khám thai",
        section=_ITEM,
        hint="Với khoản đi lại khám thai: mỗi lần khám một dòng.",
        headings=("Ngày khám", "Ngày đi khám"),
    )
    persons = Integer("Số người", minimum=1, maximum=20, section=_ITEM, hint="Mẹ và người chăm sóc.")

    def day(self) -> Day | None:
        return self.born_on


class BirthExpense(SpentByNorm, Birth):
    """One item paid to one mother for one birth."""

    title = "Khoản hỗ trợ sinh đẻ an toàn"
    plural = "Gói sinh đẻ an toàn"
    help = "Mỗi khoản của gói là một dòng. Danh sách và tệp xuất che tên bà mẹ; chỉ kèm tên khi có yêu cầu."
    icon = "women"
    confidential = True
    key = ("commune", "mother", "birth", "born_on", "item", "visited_on", "paid_on")
    shown_by = ("village", "born_on", "item")
    listed = (
        "village",
        "commune",
        "born_on",
        "item",
        "paid_on",
        "amount",
        "state",
        "birth_place",
        "unit_price",
    )

    supports = (
        Support(
            "safe_birth",
            KINDS["safe_birth"],
            "person",
            amounts={"NSTW": "amount"},
            on="paid_on",
            line="DA8",
            basis=TT_55_2023_BTC.number,
            sensitive=True,
        ),
    )

    quantity, unit_price = quantity_field(), price_field()
    """A list with a mother in each line tells the amount of each item alone."""
    note = LongText("Ghi chú", longest=4000, section="Ghi chú")

    @classmethod
    def example(cls) -> BirthExpense:
        """A sound line; the commune stays empty, as in every example."""
        return cls(
            mother="Lò Thị Ví Dụ",
            birth=date(1996, 5, 2),
            ethnicity="thai",
            village="Bản Ví Dụ",
            born_on=date(2025, 3, 10),
            birth_place="facility",
            delivery="normal",
            item="travel",
            persons=2,
            paid_on=date(2025, 3, 14),
            quantity=Dec(2),
            unit_price=100_000,
            amount=200_000,
        )

    def norm_in(self, norms: NormBook) -> Norm | None:
        code = NORM_OF.get(self.item)
        return norms.at(code, self.paid_on) if code else None

    @property
    def compared(self) -> int | None:
        return self.amount if self.unit_price is None else self.unit_price

    def limit_of(self, norm: Norm | None, norms: NormBook) -> Dec | None:
        if norm is None or self.unit_price is not None:
            return super().limit_of(norm, norms)
        # Of an item told by its amount alone the most that one birth is supported with.
        whole = norm.value
        for code in self._counts():
            most = norms.at(code, self.paid_on)
            whole *= most.value if most else 1
        return whole

    def _counts(self) -> tuple[str, ...]:
        days = codes.DAYS if self.delivery == "normal" else codes.DAYS_CAESAREAN
        return {"visit": (codes.VISITS,), "travel": (codes.PERSONS,), "meal": (codes.PERSONS, days)}.get(
            self.item, ()
        )

    @rule(
        "Số định danh này không phải của phụ nữ hoặc năm sinh trong số khác năm sinh {birth}; hãy xem lại.",
        id="G05",
        field="identity_number",
        warns=True,
        basis=NUMBER_BASIS,
        about="Số định danh hợp với bà mẹ",
    )
    def number_agrees_with_the_mother(self) -> bool:
        number = self.identity_number
        return sex_fits(number, "female") and birth_year_fits(number, self.birth)

    @rule(
        "Khám thai ngày {visited_on} không trước ngày sinh con {born_on}; sửa một trong hai ngày.",
        id="P8-04",
        field="visited_on",
        about="Khám thai trước ngày sinh",
    )
    def visit_is_before_the_birth(self, norms: NormBook) -> bool | Finding:
        day = self.visited_on or self.paid_on
        if self.item != "visit" or first_day(day) < last_day(self.born_on):
            return True
        if self.visited_on is None:
            # Several visits are often paid together once the child is born.
            says = _(
                "Chi ngày {paid_on}, không trước ngày sinh con {born_on}: ghi ngày khám thai để đối chiếu."
            )
            return Finding(sentence=says, grade=Grade.WARN)
        norm = norms.at(codes.VISITS, self.paid_on)
        if norm is None:
            return Finding(grade=Grade.WARN)
        return Finding(basis=norm.basis, grade=norm.grade)

    @rule(
        "Tiền ăn {days} ngày ({delivery}), nhiều hơn {allowed}; giảm số ngày hoặc sửa số người.",
        id="P8-05",
        field="quantity",
        about="Số ngày ăn trong mức",
    )
    def meals_last_no_longer_than_allowed(self, norms: NormBook) -> bool | Finding:
        if self.item != "meal" or self.quantity is None:
            return True
        # Where the kind of delivery is not known, only what is too long for both is at fault.
        code = codes.DAYS if self.delivery == "normal" else codes.DAYS_CAESAREAN
        norm, days = norms.at(code, self.paid_on), self.quantity / (self.persons or 1)
        if norm is None or days <= norm.value:
            return True
        soft = norm.grade if self.persons else Grade.WARN
        return Finding(basis=norm.basis, grade=soft, says={"days": show_number(days), "allowed": norm.show()})

    @rule(
        "{persons} người, nhiều hơn {allowed}: chỉ tính mẹ và một người chăm sóc.",
        id="P8-05",
        field="persons",
        about="Chỉ mẹ và một người chăm sóc",
    )
    def mother_has_one_carer(self, norms: NormBook) -> bool | Finding:
        if self.item not in ("meal", "travel") or self.persons is None:
            return True
        norm = norms.at(codes.PERSONS, self.paid_on)
        if norm is None or self.persons <= norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"allowed": norm.show()})

    @rule(
        "Sinh tại nhà nhưng có khoản “{item}”: khoản này chỉ trả khi sinh ở cơ sở y tế; hãy xem lại.",
        id="P8-07",
        field="birth_place",
        warns=True,
        about="Đi lại, tiền ăn chỉ khi sinh ở cơ sở y tế",
    )
    def travel_and_meals_are_for_a_facility(self, norms: NormBook) -> bool | Finding:
        if self.birth_place != "home" or self.item not in ("travel", "meal"):
            return True
        norm = self.norm_in(norms)
        return Finding(basis=norm.basis) if norm else False
