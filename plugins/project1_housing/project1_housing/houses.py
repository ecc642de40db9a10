"""The house itself: need, land papers, steps, progress and result; knows no money."""

from __future__ import annotations

from typing import Any

from desktop.api import (
    Choice,
    Computed,
    Date,
    Decimal,
    Finding,
    Grade,
    Integer,
    NormBook,
    Text,
    YesNo,
    _,
    dated,
    first_day,
    fold,
    rule,
)
from desktop.shared.programme_texts import QD_1719, TT_01_2022_BXD
from project1_housing import norms as codes
from project1_housing.approvals import ApprovedHousehold
from project1_housing.materials import PARTS, find_soft
from project1_housing.papers import LandPapers
from project1_housing.road import CaseRoad

_NEED, _STEPS, _RESULT = "Nhu cầu và hiện trạng", "Các bước", "Kết quả"

STAGES = {
    "not_started": "Chưa khởi công",
    "foundation": "San nền - móng",
    "frame": "Khung - tường",
    "roof": "Mái",
    "done": "Hoàn thành",
}
PRIORITIES = {
    "minority": "1. Hộ nghèo dân tộc thiểu số",
    "merit": "2. Hộ nghèo có người có công",
    "protected": "3. Hộ có thành viên bảo trợ xã hội",
    "hardship": "4. Hoàn cảnh đặc biệt khó khăn (già yếu, neo đơn, khuyết tật)",
    "disaster": "5. Ở nơi hay bị thiên tai",
    "rest": "6. Hộ còn lại",
}
"""In the order of the circular on housing; within a group the village meeting decides."""
_OTHER_CONTENTS = ("nuoc", "tec", "dat", "giong", "san xuat", "nghe", "bo ", "trau", "de ", "lon ", "vay")
_NO = {"khong", "chua", "ko", "k", "0", "khong co", "chua co", "chua duoc", "-"}


def is_earlier_house(text: str | None) -> bool:
    """Whether a note of earlier support may be a house: `QĐ 167 năm 2009` is, `Téc nước 2021` is not."""
    words = fold(text or "").strip(" .")
    if not words or words in _NO:
        return False
    return "nha" in words.split() or not any(content in f"{words} " for content in _OTHER_CONTENTS)


def _share_of_one(case: Any) -> Any:
    return case.area_now / case.members


class HouseNeed(ApprovedHousehold):
    """What the household lived in, what it asks for, and what it was given before."""

    need = Choice(
        "Nhu cầu",
        {"new": "Làm mới", "repair": "Sửa chữa", "commune": "Xã tổ chức làm"},
        spellings={
            "new": (
                *("Xây mới", "Xây dựng mới", "Mới", "Làm nhà mới", "Làm nhà ở mới", "Xây nhà mới"),
                *("Xây nhà ở mới", "Xây dựng nhà mới", "Xây dựng nhà ở mới"),
            ),
            "repair": ("Sửa", "Sửa nhà", "Sửa chữa nhà", "Cải tạo", "Sửa chữa, cải tạo"),
        },
        section=_NEED,
        headings=("Hình thức", "Hình thức hỗ trợ", "Nội dung hỗ trợ"),
    )
    priority_group = Choice("Nhóm ưu tiên", PRIORITIES, section=_NEED, indexed=True)
    floor_hard = YesNo(
        "Nền, móng cứng trước hỗ trợ",
        section=_NEED,
        headings=("Hiện trạng nhà ở | Nền, móng", "Nền, móng", "Nền móng", "Nền cứng"),
    )
    frame_hard = YesNo(
        "Khung, tường cứng trước hỗ trợ",
        section=_NEED,
        headings=("Hiện trạng nhà ở | Khung, tường", "Khung, tường", "Khung tường", "Khung cứng"),
    )
    roof_hard = YesNo(
        "Mái cứng trước hỗ trợ",
        section=_NEED,
        headings=("Hiện trạng nhà ở | Mái", "Mái", "Mái cứng", "Mái nhà", "Mái lợp"),
    )
    floor_material = PARTS["floor"].field("Vật liệu nền, móng trước hỗ trợ", _NEED)
    frame_material = PARTS["frame"].field("Vật liệu khung, tường trước hỗ trợ", _NEED)
    roof_material = PARTS["roof"].field("Vật liệu mái trước hỗ trợ", _NEED)
    area_now = Decimal(
        "Diện tích hiện tại",
        unit="m²",
        minimum=0,
        maximum=1000,
        section=_NEED,
        headings=("Hiện trạng nhà ở | Diện tích", "Diện tích nhà hiện tại", "Diện tích"),
    )
    area_per_person = Computed(
        Decimal("Diện tích hiện tại một người", unit="m²", section=_NEED),
        of=lambda case: round(_share_of_one(case), 2),
    )
    earlier_support = Text(
        "Đã được hỗ trợ trước đây",
        section=_NEED,
        headings=(
            *("Hỗ trợ trước đây", "Đã được hỗ trợ nhà ở", "Chương trình đã hỗ trợ"),
            *("Đã hưởng chính sách khác", "Chính sách nhà ở đã hưởng"),
            *("Các chính sách đã được hỗ trợ", "Đã hưởng chính sách nhà ở"),
            *("Đã hưởng chính sách nhà ở khác", "Chính sách đã hưởng"),
        ),
        hint="Chương trình, chính sách nhà ở đã hỗ trợ hộ này; để trống nếu chưa.",
    )
    earlier_year = Integer("Năm đã hỗ trợ", minimum=1990, maximum=2100, grouped=False, section=_NEED)
    split_on = Date(
        "Ngày tách hộ",
        section=_NEED,
        headings=("Thời điểm tách hộ", "Năm tách hộ"),
        hint="Nếu hộ mới tách từ hộ khác.",
    )

    @rule(
        "Chưa thấy khó khăn về nhà ở: ít nhất hai kết cấu đã cứng và có {area_per_person} m² một người (mức "
        "xét: dưới {limit}); hãy kiểm tra lại hiện trạng.",
        id="P1-04",
        field="floor_hard",
        warns=True,
        about="Hộ thực sự khó khăn về nhà ở",
    )
    def house_is_needed(self, norms: NormBook) -> bool | Finding:
        if (self.floor_hard, self.frame_hard, self.roof_hard).count(True) < 2:
            return True
        alone = norms.at(codes.NEED_ALONE, self.decision_date) if self.members == 1 else None
        norm = alone or norms.at(codes.AREA_PER_PERSON, self.decision_date)
        share = self.area_per_person
        if norm is None or share is None or share < norm.value:
            return True
        return Finding(basis=norm.basis, says={"limit": norm.show()})

    @rule(
        "Vật liệu “{material}” không thuộc loại cứng, nhưng phần này ghi là cứng; sửa một trong hai ô.",
        id="P1-04",
        warns=True,
        basis=TT_01_2022_BXD.number,
        about="Phần cứng của nhà cũ làm bằng vật liệu cứng",
    )
    def hard_parts_are_of_hard_material(self) -> bool | Finding:
        if not (self.floor_material or self.frame_material or self.roof_material):
            return True
        return find_soft(self, self.decision_date, "hard") or True

    @rule(
        "Hộ tách ngày {split_on}, chưa đủ {limit} trước ngày Chương trình có hiệu lực {start}; hỏi tỉnh "
        "có áp dụng điều kiện này không.",
        id="P1-04",
        field="split_on",
        warns=True,
        about="Hộ tách đủ lâu trước Chương trình",
    )
    def household_split_long_before(self, norms: NormBook) -> bool | Finding:
        if self.split_on is None:
            return True
        norm, start = norms.at(codes.SPLIT, self.decision_date), QD_1719.since
        if norm is None or first_day(self.split_on) <= start.replace(year=start.year - int(norm.value)):
            return True
        return Finding(basis=norm.basis, says={"limit": norm.show(), "start": f"{start:%d/%m/%Y}"})

    @rule(
        "Hộ đã được hỗ trợ nhà ở trước đây ({earlier_support}): mỗi hộ chỉ được hỗ trợ một lần.",
        id="P1-09",
        field="earlier_support",
        basis=TT_01_2022_BXD.number,
        about="Hộ chưa từng được hỗ trợ nhà ở",
    )
    def household_had_no_house_before(self) -> bool:
        return not is_earlier_house(self.earlier_support)


class SupportedHouse(CaseRoad, LandPapers, HouseNeed):
    """The house that is built: the road to it, the land it stands on, how far it has come and what it is."""

    stage = Choice(
        "Tiến độ",
        STAGES,
        spellings={
            "not_started": ("Chưa làm", "Chưa thực hiện", "Chưa triển khai"),
            "foundation": (
                "San nền",
                "San nền, móng",
                "Móng",
                "Đang làm móng",
                "Nền móng",
                "Đang san nền",
                "Đang xây móng",
            ),
            "frame": ("Khung, tường", "Đang xây tường", "Tường", "Khung", "Dựng khung", "Đang dựng khung"),
            "roof": ("Đang lợp mái", "Lợp mái", "Đã lợp mái"),
            "done": ("Đã hoàn thành", "HT", "Xong", "Đã xong", "Hoàn thiện", "Đã nghiệm thu"),
        },
        indexed=True,
        section=_STEPS,
        headings=(
            *("Tiến độ thực hiện", "Tiến độ xây dựng", "Giai đoạn", "Tình trạng"),
            *("Kết quả thực hiện", "Tình hình thực hiện", "Tiến độ thi công"),
        ),
    )

    area_done = Decimal(
        "Diện tích hoàn thành",
        unit="m²",
        minimum=0,
        maximum=1000,
        section=_RESULT,
        headings=(
            *("DT hoàn thành (m2)", "DT hoàn thành", "Diện tích nhà sau hỗ trợ"),
            *("Diện tích sử dụng", "Diện tích sau hỗ trợ", "Diện tích xây mới"),
            *("Diện tích xây dựng", "Diện tích nhà mới"),
        ),
    )
    floor_after = YesNo("Nền, móng cứng sau hỗ trợ", section=_RESULT)
    frame_after = YesNo("Khung, tường cứng sau hỗ trợ", section=_RESULT)
    roof_after = YesNo("Mái cứng sau hỗ trợ", section=_RESULT)
    floor_material_after = PARTS["floor"].field("Vật liệu nền, móng sau hỗ trợ", _RESULT)
    frame_material_after = PARTS["frame"].field("Vật liệu khung, tường sau hỗ trợ", _RESULT)
    roof_material_after = PARTS["roof"].field("Vật liệu mái sau hỗ trợ", _RESULT)
    life_years = Integer(
        "Tuổi thọ dự kiến", minimum=0, maximum=200, unit="năm", section=_RESULT, headings=("Tuổi thọ",)
    )

    @property
    def is_accepted(self) -> bool:
        """Whether the house is said to be finished or accepted: now its quality is judged."""
        return self.stage == "done" or self.accepted_on is not None

    @rule(
        "Nhà hoàn thành {area_done} m², nhỏ hơn mức tối thiểu {limit}; đo lại, hoặc làm thêm trước khi "
        "nghiệm thu.",
        id="P1-15",
        field="area_done",
        about="Nhà hoàn thành đủ diện tích",
    )
    def finished_house_is_large_enough(self, norms: NormBook) -> bool | Finding:
        if self.area_done is None or not self.is_accepted:
            return True
        alone = norms.at(codes.AREA_ALONE, self.decision_date) if self.members == 1 else None
        norm = alone or norms.at(codes.AREA, self.decision_date)
        if norm is None or self.area_done >= norm.value:
            return True
        soft = Grade.WARN if self.members == 1 else norm.grade
        return Finding(basis=norm.basis, grade=soft, says={"limit": norm.show()})

    @rule(
        "Nhà hoàn thành phải “3 cứng” (nền móng, khung tường, mái): {part} chưa cứng.",
        id="P1-15",
        basis=TT_01_2022_BXD.cite("Điều 4"),
        about="Nhà hoàn thành đạt “3 cứng”",
    )
    def finished_house_is_hard(self) -> bool | Finding:
        if self.is_accepted:
            for name in ("floor_after", "frame_after", "roof_after"):
                if getattr(self, name) is False:
                    return Finding(field=name, says={"part": _(type(self).fields[name].label)})
        return True

    @rule(
        "Vật liệu “{material}” không thuộc loại cứng: nhà hoàn thành phải “3 cứng”; hãy xem lại.",
        id="P1-15",
        warns=True,
        basis=TT_01_2022_BXD.cite("Điều 4"),
        about="Nhà hoàn thành bằng vật liệu cứng",
    )
    def finished_parts_are_of_hard_material(self) -> bool | Finding:
        if not (self.floor_material_after or self.frame_material_after or self.roof_material_after):
            return True
        if not self.is_accepted:
            return True
        return find_soft(self, self.accepted_on or self.finished_on or self.decision_date, "after") or True

    @rule(
        "Tuổi thọ dự kiến {life_years} năm, dưới mức tối thiểu {limit}.",
        id="P1-15",
        field="life_years",
        about="Nhà hoàn thành đủ tuổi thọ",
    )
    def finished_house_lasts(self, norms: NormBook) -> bool | Finding:
        if self.life_years is None or not self.is_accepted:
            return True
        norm = norms.at(codes.LIFE, self.decision_date)
        if norm is None or self.life_years >= norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})

    @rule(
        "Tiến độ ghi “{stage}” nhưng đã có {dated}; hãy sửa tiến độ hoặc ngày.",
        id="P1-16",
        field="stage",
        warns=True,
        about="Tiến độ khớp các ngày đã ghi",
    )
    def stage_fits_the_dates(self) -> bool | Finding:
        too_early: tuple[str, ...] = ()
        if self.stage == "not_started":
            too_early = ("started_on", "finished_on", "accepted_on", "area_done")
        elif self.stage in ("foundation", "frame", "roof"):
            too_early = ("finished_on", "area_done")
        for name in too_early:
            if getattr(self, name) is not None:
                return Finding(says={"dated": dated(self, name)})
        return True
