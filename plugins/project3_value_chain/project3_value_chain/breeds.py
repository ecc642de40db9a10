"""Breeds, seedlings and supplies handed out by a project, with their papers; knows no household."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal as Dec
from typing import Any

from desktop.api import (
    Choice,
    Computed,
    Date,
    Decimal,
    Finding,
    LongText,
    Money,
    Text,
    YesNo,
    _,
    rule,
)
from project3_value_chain.belongings import OfProject, project_commune_field
from project3_value_chain.texts import LIVESTOCK_LAW

_WHAT, _PAPERS, _BUYING = "Giống, vật tư", "Nguồn gốc, giấy tờ", "Mua, giao"

KINDS = {
    "animal": "Vật nuôi sống",
    "seedling": "Cây giống",
    "seed": "Hạt giống",
    "aquatic": "Giống thủy sản",
    "supply": "Phân bón, vật tư",
    "tool": "Máy, công cụ",
}
LACKS = {
    "none": "Đủ giấy tờ",
    "origin": "Thiếu nguồn gốc",
    "standard": "Thiếu công bố tiêu chuẩn",
    "quarantine": "Thiếu kiểm dịch",
    "supplier": "Thiếu cơ sở cung ứng",
}
LIVING, PLANTS = ("animal", "aquatic"), ("seedling", "seed")
_LEGAL_NOTE = f"{LIVESTOCK_LAW.cite('Điều 2(13)')}; NQ 111/2024/QH15"


def lacking(lot: Any) -> Iterator[str]:
    """The papers a lot lacks, in the order they are asked for; plants need a supplier alone."""
    if lot.kind in PLANTS and not lot.supplier:
        yield "supplier"
    if lot.kind not in LIVING:
        return
    if not lot.origin:
        yield "origin"
    if not lot.standard_number and not lot.is_local:
        yield "standard"
    if not lot.quarantine_number:
        yield "quarantine"
    if not lot.supplier and lot.bought_by != "household":
        yield "supplier"


class BreedLot(OfProject):
    """One lot of one breed for one project; a paper that is missing warns, it never stops the officer."""

    title = "Giống, vật tư"
    plural = "Giống, vật tư"
    icon = "plant"
    key = ("project", "project_number", "name", "delivered_on")
    shown_by = ("name",)
    listed = ("name", "project", "kind", "quantity", "measure", "amount", "delivered_on", "lacks")

    commune = project_commune_field()
    kind = Choice(
        "Loại",
        KINDS,
        spellings={
            "animal": ("Vật nuôi", "Con giống", "Gia súc", "Gia cầm", "Giống vật nuôi"),
            "seedling": ("Giống cây trồng", "Cây"),
            "seed": ("Hạt", "Giống hạt"),
            "aquatic": ("Cá giống", "Thủy sản", "Giống cá"),
            "supply": ("Vật tư", "Phân bón", "Vật tư, phân bón", "Thức ăn chăn nuôi", "Thuốc thú y"),
            "tool": ("Máy móc", "Công cụ", "Thiết bị", "Máy móc, thiết bị"),
        },
        required=True,
        indexed=True,
        section=_WHAT,
        headings=("Loại giống, vật tư", "Loại hỗ trợ"),
    )
    name = Text("Tên giống, vật tư", required=True, section=_WHAT, headings=("Giống", "Tên giống"))
    quantity = Decimal("Số lượng", minimum=0, section=_WHAT)
    measure = Text("Đơn vị tính", longest=30, section=_WHAT, headings=("ĐVT",))
    amount = Money("Giá trị", section=_WHAT, headings=("Thành tiền", "Số tiền"))
    origin = Text("Nguồn gốc", section=_PAPERS, headings=("Xuất xứ",))
    is_local = YesNo(
        "Giống bản địa",
        section=_PAPERS,
        hint="Giống hình thành và sống lâu đời ở địa phương (Luật Chăn nuôi, Điều 2).",
    )
    standard_number = Text(
        "Số công bố tiêu chuẩn áp dụng",
        longest=80,
        section=_PAPERS,
        headings=("Số công bố tiêu chuẩn", "Công bố tiêu chuẩn", "Tiêu chuẩn áp dụng"),
    )
    quarantine_number = Text(
        "Giấy kiểm dịch",
        longest=80,
        section=_PAPERS,
        hint="Số, ngày.",
        headings=("Kiểm dịch", "Giấy chứng nhận kiểm dịch"),
    )
    supplier = Text(
        "Cơ sở cung ứng", section=_PAPERS, headings=("Đơn vị cung ứng", "Nhà cung cấp", "Nơi cung ứng")
    )
    bought_by = Choice(
        "Phương thức mua",
        {"tender": "Đấu thầu", "owner": "Chủ dự án tự mua", "household": "Hộ tự mua"},
        section=_BUYING,
        headings=("Hình thức mua", "Hình thức mua sắm"),
    )
    delivered_on = Date(
        "Ngày giao", indexed=True, section=_BUYING, headings=("Ngày bàn giao", "Ngày cấp", "Ngày cấp phát")
    )
    alive = Decimal("Còn sống, còn dùng", minimum=0, section=_BUYING, hint="Khi kiểm tra gần nhất.")
    lacks = Computed(
        Choice("Giấy tờ", LACKS, section=_PAPERS), of=lambda lot: next(lacking(lot), "none"), indexed=True
    )
    note = LongText("Ghi chú", longest=2000, section=_BUYING)

    @classmethod
    def example(cls) -> BreedLot:
        """A sound lot of some project."""
        return cls(
            project_number=12,
            kind="animal",
            name="Bò vàng địa phương",
            quantity=Dec(10),
            measure="con",
            amount=180_000_000,
            origin="Xã Na Son",
            is_local=True,
            quarantine_number="12/KD ngày 10/7/2024",
            supplier="HTX chăn nuôi Ví Dụ",
            bought_by="owner",
            delivered_on=date(2024, 7, 15),
        )

    @rule(
        "{name}: {missing}. Vật nuôi sống cần nguồn gốc, tiêu chuẩn công bố (hoặc là giống bản địa), kiểm "
        "dịch, cơ sở cung ứng; thiếu thì ghi lý do, hồ sơ vẫn lưu được.",
        id="P3-15",
        field="origin",
        warns=True,
        basis=_LEGAL_NOTE,
        about="Vật nuôi sống có đủ giấy tờ",
    )
    def live_animals_have_their_papers(self) -> bool | Finding:
        if self.kind not in LIVING:
            return True
        missing = list(lacking(self))
        if not missing:
            return True
        named = ", ".join(_(LACKS[paper]).lower() for paper in missing)
        return Finding(field=_FIELD_OF[missing[0]], says={"missing": named})

    @rule(
        "Còn {alive} nhiều hơn số đã giao {quantity}; hãy xem lại.",
        field="alive",
        warns=True,
        about="Số còn không quá số đã giao",
    )
    def no_more_are_left_than_were_given(self) -> bool:
        return self.alive is None or self.quantity is None or self.alive <= self.quantity


_FIELD_OF = {
    "origin": "origin",
    "standard": "standard_number",
    "quarantine": "quarantine_number",
    "supplier": "supplier",
}
