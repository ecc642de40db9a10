"""Centralised water works: investments for a community, from idea to settlement; knows no household."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal as Dec
from typing import Any

from desktop.api import (
    Choice,
    Computed,
    Course,
    Date,
    Decimal,
    Finding,
    Grade,
    Integer,
    LongText,
    Money,
    NormBook,
    Reader,
    Rule,
    SumOf,
    Text,
    YesNo,
    rule,
    show_number,
)
from desktop.shared import Place, commune_field, old_commune_field, old_district_field
from desktop.shared.programme_texts import ND_27_2022, QD_04_2023, TT_02_2022_UBDT
from project1_housing import other_norms as codes
from project1_housing.decisions import DistrictPays
from project1_housing.payments import Paid

_WORK, _MONEY, _STEPS = "Công trình", "Nguồn vốn", "Các bước"
_COURSE = Course(
    "proposed_on",
    "decision_date",
    "contracted_on",
    "started_on",
    "accepted_on",
    "handed_over_on",
    "settled_on",
)
_LOCAL = ("provincial_money", "district_money", "commune_money")
_SOURCES = ("central_money", *_LOCAL, "social_money")
_STAGES = {
    "none": "Chưa có chủ trương",
    "proposed": "Có chủ trương đầu tư",
    "approved": "Đã duyệt dự án, báo cáo KTKT",
    "contracted": "Đã chọn nhà thầu, giao cộng đồng",
    "started": "Đang thi công",
    "accepted": "Đã nghiệm thu",
    "handed_over": "Đã bàn giao quản lý",
    "settled": "Đã quyết toán",
}


def _stage(work: Any) -> str:
    for code, name in zip(reversed(_STAGES), reversed(_COURSE.steps), strict=False):
        if getattr(work, name) is not None:
            return code
    return "none"


class WorkPlan(DistrictPays):
    """What is built for whom, the steps of the investment, and who pays."""

    name = Text("Tên công trình", required=True, section=_WORK, headings=("Công trình", "Tên dự án"))
    commune = commune_field(required=True, section=_WORK)
    old_commune = old_commune_field(section=_WORK)
    old_district = old_district_field(section=_WORK)
    villages = Text("Các bản được cấp nước", section=_WORK, headings=("Thôn, bản", "Bản", "Địa điểm"))
    households = Integer(
        "Số hộ hưởng lợi", minimum=1, maximum=20_000, section=_WORK, headings=("Số hộ", "Số hộ hưởng")
    )
    minority_households = Integer("Trong đó hộ DTTS", minimum=0, maximum=20_000, section=_WORK)
    capacity = Decimal("Công suất", unit="m³/ngày", decimals=1, minimum=0, maximum=100_000, section=_WORK)
    served_before = YesNo("Đã có công trình cấp nước", section=_WORK)
    old_work = Choice(
        "Tình trạng công trình cũ",
        {
            "none": "Chưa có công trình",
            "working": "Đang dùng",
            "weak": "Xuống cấp",
            "ruined": "Hỏng, không dùng được",
        },
        spellings={"ruined": ("Hỏng", "Hư hỏng"), "working": ("Hoạt động tốt", "Còn dùng")},
        section=_WORK,
    )
    investor = Text("Chủ đầu tư", section=_WORK)
    kept_by = Text("Đơn vị quản lý sau đầu tư", section=_WORK, headings=("Đơn vị quản lý",))
    special = YesNo(
        "Theo cơ chế đặc thù",
        section=_WORK,
        hint="Công trình nhỏ, trong một xã, kỹ thuật đơn giản, có trong danh mục của tỉnh (NĐ 27/2022).",
    )
    built_by = Choice(
        "Cách thực hiện",
        {"tender": "Đấu thầu", "appointed": "Chỉ định thầu", "community": "Cộng đồng tự làm"},
        section=_WORK,
    )

    decision_no = Text(
        "Số quyết định phê duyệt", longest=60, indexed=True, section=_STEPS, headings=("Số QĐ",)
    )
    decision_date = Date("Ngày phê duyệt dự án", section=_STEPS, headings=("Ngày QĐ", "Ngày phê duyệt"))
    decision_by = Text("Cơ quan phê duyệt", section=_STEPS)
    proposed_on = Date("Ngày quyết định chủ trương", section=_STEPS)
    contracted_on = Date("Ngày ký hợp đồng, giao cộng đồng", section=_STEPS)
    started_on = Date("Ngày khởi công", section=_STEPS, headings=("Khởi công",))
    accepted_on = Date("Ngày nghiệm thu", section=_STEPS)
    handed_over_on = Date("Ngày bàn giao quản lý", section=_STEPS)
    settled_on = Date("Ngày quyết toán", section=_STEPS)
    work_stage = Computed(Choice("Tiến độ", _STAGES, section=_STEPS), of=_stage, indexed=True)

    central_money = Money(
        "Ngân sách trung ương",
        section=_MONEY,
        headings=("NSTW",),
        rule="G01",
        hint="Mức của Chương trình là bình quân các công trình của cả tỉnh (P1-08), không phải trần.",
    )
    provincial_money = Money("Ngân sách tỉnh", section=_MONEY, headings=("NS tỉnh", "NSĐP"), rule="G01")
    district_money = Money(
        "Ngân sách huyện",
        section=_MONEY,
        headings=("NS huyện",),
        rule="G01",
        hint="Chỉ đến ngày 30/6/2025.",
    )
    commune_money = Money("Ngân sách xã", section=_MONEY, headings=("NS xã",), rule="G01")
    social_money = Money("Huy động khác", section=_MONEY, headings=("Xã hội hóa", "Dân góp"), rule="G01")
    total = Money(
        "Tổng mức đầu tư", section=_MONEY, headings=("Tổng mức", "Tổng vốn", "Tổng cộng"), rule="G01"
    )
    local_money = Computed(Money("Ngân sách địa phương", section=_MONEY), of=SumOf(*_LOCAL))
    state_money = Computed(Money("Ngân sách nhà nước", section=_MONEY), of=SumOf("central_money", *_LOCAL))
    sum_of_sources = Computed(Money("Cộng các nguồn", section=_MONEY), of=SumOf(*_SOURCES))


class WaterWork(Paid, WorkPlan):
    """One work for a village or commune; its central money is judged by the mean of the province alone."""

    title = "Công trình nước tập trung"
    plural = "Nước tập trung"
    help = "Công trình cấp nước cho cộng đồng; vốn đầu tư, mức trung ương là bình quân, không phải trần."
    icon = "water"
    key = ("commune", "name")
    shown_by = ("name",)
    listed = (
        "name",
        "commune",
        "households",
        "central_money",
        "total",
        "disbursed",
        "work_stage",
        "old_work",
    )
    norms = NormBook(codes.ALL_NORMS)

    disbursed = Money("Đã giải ngân", section="Giải ngân, quyết toán", headings=("Giải ngân",), rule="G02")
    settled = Money("Đã quyết toán", section="Giải ngân, quyết toán", headings=("Quyết toán",), rule="G02")
    note = LongText("Ghi chú", longest=4000, section="Ghi chú")

    @classmethod
    def example(cls) -> WaterWork:
        """A sound work; the commune stays empty, as in every example."""
        return cls(
            name="Cấp nước bản Ví Dụ",
            villages="Bản Ví Dụ",
            households=62,
            minority_households=60,
            capacity=Dec(30),
            old_work="none",
            decision_no="15/QĐ-UBND",
            decision_date=date(2025, 9, 3),
            decision_by="UBND xã",
            proposed_on=date(2025, 7, 21),
            central_money=2_400_000_000,
            provincial_money=300_000_000,
            total=2_700_000_000,
        )

    @rule(
        "Tổng mức {total} đ khác cộng các nguồn {sum_of_sources} đ; sửa tổng hoặc nguồn ghi sai.",
        id="G01",
        field="total",
        about="Tổng mức bằng cộng các nguồn",
    )
    def total_is_the_sum_of_its_sources(self) -> bool:
        return self.total is None or self.sum_of_sources in (None, self.total)

    @rule(
        "{later} trước {earlier}; hãy xem lại hai ngày.",
        id="G03",
        warns=True,
        about="Ngày các bước theo đúng thứ tự",
    )
    def steps_are_in_order(self) -> bool | Finding:
        return _COURSE.judge(self)

    @rule(
        "Số hộ DTTS {minority_households} nhiều hơn số hộ hưởng lợi {households}; sửa một trong hai số.",
        id="G11",
        field="minority_households",
        about="Số hộ DTTS trong số hộ hưởng lợi",
    )
    def minority_households_are_among_all(self) -> bool:
        if self.minority_households is None or self.households is None:
            return True
        return self.minority_households <= self.households

    @rule(
        "Tổng mức {total} đ vượt {limit} nên không theo cơ chế đặc thù được; bỏ đánh dấu và làm theo trình "
        "tự của dự án đầu tư.",
        id="P1-21",
        field="total",
        basis=ND_27_2022.number,
        about="Cơ chế đặc thù cho công trình nhỏ",
    )
    def special_work_is_small(self, norms: NormBook) -> bool | Finding:
        norm = norms.at(codes.WORK_SPECIAL, self.decision_date)
        if norm is None or not self.special or self.total is None or self.total <= norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})

    @rule(
        "Nơi này đã có công trình cấp nước còn dùng được; chỉ xét lại khi công trình cũ hỏng hẳn.",
        field="old_work",
        warns=True,
        basis=TT_02_2022_UBDT.cite("Điều 10(2)"),
        about="Nơi chưa có công trình cấp nước dùng được",
    )
    def place_has_no_working_work(self) -> bool:
        return not self.served_before or self.old_work in (None, "ruined")


Ids = frozenset[str] | None


def find_works_over_the_mean(reader: Reader, among: Ids) -> Iterator[Finding]:
    """Of each province whose mean of central money is over the norm, the work that pulls it up most."""
    norm = reader.norms.at(codes.WORK_CENTRAL, None)
    if norm is None:
        return
    for works in _by_province(reader).values():
        amounts = [work.central_money for work in works]
        mean = Dec(sum(amounts)) / len(amounts)
        if mean <= norm.value:
            continue
        dearest = max(works, key=lambda work: (work.central_money, work.id))
        if among is None or dearest.id in among or among & {work.id for work in works}:
            yield Finding(
                record=dearest.id or "",
                basis=norm.basis,
                says={"mean": show_number(round(mean)), "count": len(works), "limit": norm.show()},
            )


def _by_province(reader: Reader) -> dict[str, list[WaterWork]]:
    """The works with central money, by the province of their commune."""
    found: dict[str, list[WaterWork]] = {}
    provinces: dict[str, str] = {}
    for work in reader.rows(WaterWork):
        if not work.central_money or work.commune is None:
            continue
        if work.commune not in provinces:
            provinces[work.commune] = _province(reader, work.commune)
        found.setdefault(provinces[work.commune], []).append(work)
    return found


def _province(reader: Reader, place: str) -> str:
    unit = reader.get(Place, place)
    while unit is not None and unit.kind != "province" and unit.parent:
        place = unit.parent
        unit = reader.get(Place, place)
    return place


WORK_RULES = [
    Rule(
        "P1-08",
        "mean_of_works_is_within_norm",
        "Bình quân ngân sách trung ương của {count} công trình trong tỉnh là {mean} đ, vượt {limit}; công "
        "trình này cao nhất. Mức này là bình quân, không phải trần của một công trình.",
        WaterWork,
        find_works_over_the_mean,
        field="central_money",
        grade=Grade.WARN,
        basis=QD_04_2023.number,
        about="Bình quân các công trình nước trong mức",
    ),
]
