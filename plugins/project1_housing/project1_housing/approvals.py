"""The household as it stood when its support was approved, and who approved it; knows no house, no money."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from desktop.api import (
    Choice,
    Computed,
    Date,
    Finding,
    Grade,
    Integer,
    Reference,
    Text,
    YesNo,
    _,
    first_day,
    last_day,
    rule,
)
from desktop.shared import (
    KINDS,
    Household,
    Numbered,
    birth_field,
    commune_field,
    ethnicity_field,
    identity_field,
    is_minority,
    old_commune_field,
    old_district_field,
    poverty_field,
    sex_field,
    village_field,
)
from desktop.shared.people import HEADS_OF_HOUSEHOLDS
from desktop.shared.programme_texts import QD_60_2026, TT_02_2022_UBDT
from project1_housing.decisions import Decided

_HEAD, _PLACE, _CLASS, _DECISION = "Chủ hộ", "Nơi ở", "Diện hộ", "Quyết định phê duyệt"

NEW_AREA_LIST_FROM = QD_60_2026.since
SAME_HOUSEHOLD = ("household", "identity_number")
"""What two cases of one household share: the household they lead to, else its number."""


class ApprovedHousehold(Decided, Numbered):
    """A snapshot: next year's list of poor households does not change who was helped, and why.

    `kind` is the support that is approved (a code of `KINDS`), `article` where its households are named.
    """

    key: ClassVar[tuple[str, ...]] = ("commune", "village", "head_name", "birth", "decision_no")
    shown_by = ("head_name", "village")
    kind: ClassVar[str] = "house"
    article: ClassVar[str] = TT_02_2022_UBDT.cite("Điều 6")
    year_is_listed: ClassVar[bool] = False
    """Whether lists of this content have a column for the year of the class: then a missing one warns."""

    head_name = Text(
        "Họ và tên chủ hộ",
        person=True,
        required=True,
        sensitive=True,
        section=_HEAD,
        headings=(
            *(*HEADS_OF_HOUSEHOLDS, "Họ tên", "Hộ gia đình | Họ và tên"),
            *("Họ và tên người nhận", "Họ tên người nhận", "Người nhận hỗ trợ"),
            *("Người thụ hưởng", "Hộ thụ hưởng", "Đối tượng thụ hưởng"),
            *("Hộ được hỗ trợ", "Hộ gia đình được hỗ trợ"),
        ),
    )
    birth = birth_field(section=_HEAD)
    sex = sex_field(section=_HEAD, headings=("GT", "Giới tính (1: Nam; 2: Nữ)"))
    ethnicity = ethnicity_field(section=_HEAD, indexed=True, headings=("DT", "Dân tộc chủ hộ"))
    spouse_ethnicity = ethnicity_field(
        "Dân tộc của vợ/chồng", section=_HEAD, headings=("Dân tộc vợ chồng", "Dân tộc vợ hoặc chồng")
    )
    stated_minority = YesNo("Hộ DTTS (theo danh sách)", section=_HEAD, headings=("Hộ DTTS", "Là hộ DTTS"))
    minority = Computed(
        YesNo("Hộ dân tộc thiểu số", section=_HEAD),
        of=lambda case: is_minority(case.ethnicity, case.spouse_ethnicity),
    )
    identity_number = identity_field(section=_HEAD)
    members = Integer(
        "Số khẩu",
        minimum=1,
        maximum=40,
        section=_HEAD,
        headings=(
            *("Số nhân khẩu", "Nhân khẩu", "Khẩu", "Số người", "Số khẩu trong hộ"),
            *("Tổng số nhân khẩu", "Số người trong hộ", "Số thành viên hộ"),
        ),
    )
    household = Reference(
        "Hộ gia đình",
        to=Household,
        found_by={"identity_number": "identity_number"},
        section=_HEAD,
        hint="Tự nối khi số định danh có trong danh sách hộ.",
    )

    commune = commune_field(required=True, section=_PLACE)
    village = village_field(section=_PLACE)
    old_commune = old_commune_field(section=_PLACE)
    old_district = old_district_field(section=_PLACE)
    zone = Choice(
        "Khu vực",
        {"I": "Khu vực I", "II": "Khu vực II", "III": "Khu vực III"},
        spellings={
            "I": ("1", "KV I", "KV1", "KV 1", "Vùng I"),
            "II": ("2", "KV II", "KV2", "KV 2", "Vùng II"),
            "III": ("3", "KV III", "KV3", "KV 3", "Vùng III", "ĐBKK"),
        },
        section=_PLACE,
        headings=("KV", "Xã khu vực", "Khu vực xã"),
        hint="Xã khu vực III là xã đặc biệt khó khăn.",
    )
    dbkk_village = YesNo(
        "Bản ĐBKK",
        section=_PLACE,
        headings=("Thôn ĐBKK", "Thôn, bản ĐBKK", "ĐBKK", "Bản đặc biệt khó khăn"),
        hint="Bản đặc biệt khó khăn vào ngày phê duyệt.",
    )
    area_decision = Text("Quyết định công nhận địa bàn", longest=60, section=_PLACE)
    area_decided_on = Date("Ngày quyết định địa bàn", section=_PLACE)

    poverty_class = poverty_field(
        section=_CLASS,
        indexed=True,
        headings=(
            *("Phân loại hộ", "Phân loại", "Đối tượng", "Đối tượng hộ", "Hộ nghèo"),
            *("Tình trạng nghèo", "Diện chính sách"),
        ),
    )
    class_year = Integer(
        "Năm công nhận",
        minimum=1990,
        maximum=2100,
        grouped=False,
        section=_CLASS,
        headings=("Năm công nhận hộ nghèo", "Năm rà soát", "Năm phân loại"),
    )
    class_decision = Text("Số quyết định công nhận hộ nghèo", longest=60, section=_CLASS)
    class_decision_date = Date("Ngày quyết định công nhận hộ nghèo", section=_CLASS)
    provincial_policy = Text(
        "Chính sách riêng của tỉnh",
        section=_CLASS,
        hint="Số nghị quyết của tỉnh cho phép hỗ trợ hộ cận nghèo, mới thoát nghèo (nếu có).",
    )

    priority_order = Integer(
        "Thứ tự ưu tiên",
        minimum=1,
        maximum=10_000,
        grouped=False,
        section=_CLASS,
        headings=("Ưu tiên", "Xếp thứ tự ưu tiên", "TT ưu tiên"),
        hint="Theo biên bản họp bình xét của bản.",
    )
    wants_loan = YesNo(
        "Nhu cầu vay", section=_CLASS, headings=("Có nhu cầu vay", "Đăng ký vay", "Nhu cầu vay vốn")
    )

    decision_no = Text(
        "Số quyết định phê duyệt",
        longest=60,
        indexed=True,
        section=_DECISION,
        headings=(
            *("Số quyết định", "Quyết định số", "Số QĐ", "Quyết định phê duyệt | Số"),
            *("Quyết định hỗ trợ", "Số văn bản phê duyệt", "Quyết định phê duyệt hỗ trợ"),
        ),
    )
    decision_date = Date(
        "Ngày phê duyệt",
        indexed=True,
        section=_DECISION,
        headings=(
            *("Ngày quyết định", "Ngày QĐ", "Quyết định phê duyệt | Ngày", "Quyết định | Ngày"),
            *("Ngày ký", "Ngày ký quyết định", "Ngày ban hành", "Ngày, tháng ban hành quyết định"),
        ),
    )
    decision_by = Text(
        "Cơ quan phê duyệt",
        section=_DECISION,
        headings=(
            *("Cơ quan", "Cấp phê duyệt", "Quyết định phê duyệt | Cơ quan", "Cơ quan ban hành"),
            *("Cấp quyết định", "Đơn vị ban hành", "Cơ quan ký"),
        ),
    )

    @classmethod
    def approved_example(cls, **content: Any) -> Self:
        """A sound case of what is supported; the commune stays empty, as in every example."""
        return cls(
            head_name="Lò Văn Ví Dụ",
            birth=date(1985, 3, 14),
            sex="male",
            ethnicity="thai",
            identity_number="011085000123",
            members=4,
            village="Bản Ví Dụ",
            zone="III",
            poverty_class="poor",
            class_year=2024,
            decision_no="01/QĐ-UBND",
            decision_date=date(2025, 8, 14),
            decision_by="UBND xã",
            **content,
        )

    @property
    def content(self) -> str:
        """What is supported, as a word within a sentence: `nhà ở`."""
        return _(KINDS[self.kind]).lower()

    @property
    def is_in_hard_area(self) -> bool | None:
        """Whether commune or village is especially difficult; None where nothing is said of the area."""
        if self.zone == "III" or self.dbkk_village:
            return True
        return None if self.zone is None and self.dbkk_village is None else False

    @rule(
        "Danh sách ghi hộ DTTS là “{stated_minority}”, nhưng theo dân tộc của chủ hộ và vợ/chồng là "
        "“{minority}”; hãy xem lại dân tộc hoặc bổ sung dân tộc của vợ/chồng.",
        id="G06",
        field="stated_minority",
        warns=True,
        basis=TT_02_2022_UBDT.cite("Điều 4"),
        about="Hộ dân tộc thiểu số theo chủ hộ hoặc vợ/chồng",
    )
    def minority_is_as_head_or_spouse(self) -> bool:
        return self.stated_minority is None or self.minority in (None, self.stated_minority)

    @rule(
        "Đã phê duyệt nhưng chưa ghi diện hộ; ghi hộ nghèo, cận nghèo… vào năm phê duyệt.",
        id="G07",
        about="Có diện hộ khi phê duyệt",
    )
    def class_is_known_at_approval(self) -> bool | Finding:
        if not self.is_approved or (self.poverty_class and self.class_year):
            return True
        if self.poverty_class:
            says = _("Đã phê duyệt nhưng chưa ghi năm công nhận diện hộ; hãy bổ sung.")
            grade = Grade.WARN if self.year_is_listed else Grade.NOTE
            return Finding(field="class_year", grade=grade, sentence=says)
        return Finding(field="poverty_class")

    @rule(
        "Diện hộ công nhận năm {class_year} không phải của năm phê duyệt {year}; dùng danh sách năm {year} "
        "hoặc năm liền trước.",
        id="G07",
        field="class_year",
        about="Diện hộ đúng năm phê duyệt",
    )
    def class_is_of_the_year_of_approval(self) -> bool | Finding:
        if self.class_year is None or self.decision_date is None:
            return True
        year = self.decision_date.year
        # The review at the end of a year makes the list of the next.
        return self.class_year in (year - 1, year) or Finding(says={"year": year})

    @rule(
        "Quyết định công nhận hộ nghèo ngày {class_decision_date} sau ngày phê duyệt {decision_date}.",
        id="G07",
        field="class_decision_date",
        about="Công nhận diện hộ trước khi phê duyệt",
    )
    def class_was_decided_before_approval(self) -> bool:
        if self.class_decision_date is None or self.decision_date is None:
            return True
        return first_day(self.class_decision_date) <= last_day(self.decision_date)

    @rule(
        "Quyết định công nhận địa bàn ngày {area_decided_on} sau ngày phê duyệt {decision_date}: vào ngày "
        "phê duyệt địa bàn chưa được công nhận.",
        id="G08",
        field="area_decided_on",
        about="Công nhận địa bàn trước khi phê duyệt",
    )
    def area_was_decided_before_approval(self) -> bool:
        if self.area_decided_on is None or self.decision_date is None:
            return True
        return first_day(self.area_decided_on) <= last_day(self.decision_date)

    @rule(
        "Từ 29/01/2026 áp dụng danh sách địa bàn mới; quyết định địa bàn ngày {area_decided_on} là của giai "
        "đoạn trước, hãy xem lại.",
        id="G08",
        field="area_decided_on",
        warns=True,
        basis=QD_60_2026.number,
        about="Danh sách địa bàn còn hiệu lực",
    )
    def area_list_is_the_one_in_force(self) -> bool:
        if self.area_decided_on is None or self.decision_date is None:
            return True
        is_new = first_day(self.decision_date) >= NEW_AREA_LIST_FROM
        return not is_new or last_day(self.area_decided_on) >= NEW_AREA_LIST_FROM

    @rule(
        "Hộ không thuộc đối tượng: chủ hộ và vợ/chồng là người Kinh, xã và bản không thuộc địa bàn đặc biệt "
        "khó khăn.",
        id="P1-01",
        field="ethnicity",
        basis=TT_02_2022_UBDT.number,
        about="Hộ đúng đối tượng, đúng địa bàn",
    )
    def household_is_eligible(self) -> bool | Finding:
        if self.poverty_class == "other":
            says = _("Hộ không thuộc đối tượng: chỉ hỗ trợ {content} cho hộ nghèo.")
            return self._not_eligible("poverty_class", says, Grade.BLOCK)
        if self.zone == "III" or self.dbkk_village or self.minority:
            return True
        if self.minority is None:
            says = _("Chưa ghi dân tộc của chủ hộ nên chưa xét được đối tượng; hãy bổ sung.")
            return not self.is_approved or self._not_eligible("ethnicity", says)
        if self.stated_minority:
            says = _("Danh sách ghi hộ DTTS nhưng chưa ghi dân tộc của vợ/chồng; hãy bổ sung.")
            return self._not_eligible("spouse_ethnicity", says)
        if self.is_in_hard_area is None:
            says = _("Hộ người Kinh: chưa ghi khu vực và bản ĐBKK nên chưa xét được đối tượng; hãy bổ sung.")
            return self._not_eligible("zone", says)
        return self._not_eligible("ethnicity", "", Grade.BLOCK)

    def _not_eligible(self, field: str, says: str, grade: Grade = Grade.WARN) -> Finding:
        return Finding(
            field=field, sentence=says, grade=grade, basis=self.article, says={"content": self.content}
        )

    @rule(
        "{poverty_class}: {content} chỉ hỗ trợ cho hộ nghèo. Nếu tỉnh có chính sách riêng, ghi số nghị quyết "
        "vào ô “Chính sách riêng của tỉnh”.",
        id="P1-02",
        field="poverty_class",
        basis=TT_02_2022_UBDT.number,
        about="Chỉ hỗ trợ hộ nghèo",
    )
    def household_is_poor(self) -> bool | Finding:
        if self.poverty_class not in ("near_poor", "escaped"):
            return True
        grade = Grade.WARN if self.provincial_policy else Grade.BLOCK
        return Finding(grade=grade, basis=self.article, says={"content": self.content})
