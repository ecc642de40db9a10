"""Scattered domestic water for one household: the source or the tank it gets; knows no work, no workbook."""

from __future__ import annotations

from datetime import date

from desktop.api import Choice, Integer, LongText, NormBook, rule
from desktop.shared.programme_texts import TT_02_2022_UBDT
from project1_housing import other_norms as codes
from project1_housing.approvals import ApprovedHousehold
from project1_housing.grants import Granted, grant_support
from project1_housing.payments import RECURRENT, Paid
from project1_housing.road import CaseRoad

_NEED = "Nhu cầu nước sinh hoạt"


class WaterNeed(ApprovedHousehold):
    """Where the household's water comes from, and what it is given."""

    kind = "scattered_water"
    article = TT_02_2022_UBDT.cite("Điều 10(1)")

    difficulty = Choice(
        "Khó khăn về nước",
        {
            "far": "Nguồn nước xa",
            "dry": "Thiếu nước mùa khô",
            "unclean": "Nước không hợp vệ sinh",
            "no_store": "Không có dụng cụ chứa nước",
            "none": "Không khó khăn",
        },
        section=_NEED,
    )
    water_form = Choice(
        "Hình thức hỗ trợ",
        {
            "plastic_tank": "Téc nhựa",
            "steel_tank": "Téc inox",
            "built_tank": "Bể xây",
            "dug_well": "Giếng đào",
            "pipe": "Đường ống dẫn nước",
            "other": "Hình thức khác",
        },
        spellings={
            "plastic_tank": ("Téc nước nhựa", "Bồn nhựa", "Téc"),
            "steel_tank": ("Bồn inox", "Téc nước inox"),
            "built_tank": ("Bể", "Xây bể", "Bể chứa", "Bể nước"),
            "dug_well": ("Giếng", "Đào giếng", "Giếng khoan"),
            "pipe": ("Ống dẫn nước", "Đường ống", "Ống nước"),
        },
        section=_NEED,
        indexed=True,
        headings=(
            *("Hình thức", "Loại hình", "Loại dụng cụ", "Loại téc", "Dụng cụ chứa nước"),
            *("Loại bồn", "Loại công trình"),
        ),
    )
    volume = Integer(
        "Dung tích",
        unit="lít",
        minimum=1,
        maximum=100_000,
        section=_NEED,
        headings=(
            "Dung tích (lít)",
            "Dung tích téc (lít)",
            "Thể tích (lít)",
            "Thể tích bồn (lít)",
            "Loại téc (lít)",
            "Loại bồn (lít)",
            "Số lít",
        ),
    )
    signed = Choice(
        "Ký nhận",
        {"signed": "Đã ký", "finger": "Điểm chỉ", "not_yet": "Chưa ký"},
        spellings={"signed": ("x", "Ký", "Đã nhận"), "not_yet": ("Chưa", "Chưa nhận")},
        section=_NEED,
        headings=("Ký tên", "Chữ ký", "Ký, ghi rõ họ tên", "Xác nhận"),
    )

    @rule(
        "Hộ không khó khăn về nước sinh hoạt; chỉ hỗ trợ hộ có khó khăn.",
        field="difficulty",
        warns=True,
        basis=TT_02_2022_UBDT.cite("Điều 10(1)"),
        about="Hộ khó khăn về nước sinh hoạt",
    )
    def water_is_needed(self) -> bool:
        return self.difficulty != "none"


class ScatteredWater(Paid, Granted, CaseRoad, WaterNeed):
    """One household's scattered water; lists that name no decision tell it by the day of receipt."""

    title = "Hồ sơ nước phân tán"
    plural = "Nước phân tán"
    help = "Téc, bể, giếng, đường ống cho hộ nghèo khó khăn về nước sinh hoạt; vốn sự nghiệp."
    icon = "water"
    key = (*ApprovedHousehold.key, "disbursed_on")
    listed = (
        "head_name",
        "village",
        "commune",
        "water_form",
        "volume",
        "support",
        "disbursed_on",
        "poverty_class",
        "decision_no",
    )
    capital = RECURRENT
    norms = NormBook(codes.ALL_NORMS)
    supports = (
        grant_support(
            "scattered_water",
            "DA1.e",
            {"NSTW": "support"},
            on="disbursed_on",
            told=("volume", "water_form"),
        ),
    )

    grant_norm = codes.WATER

    note = LongText("Ghi chú", longest=4000, section="Ghi chú")

    @classmethod
    def example(cls) -> ScatteredWater:
        """A sound case; the commune stays empty, as in every example."""
        return cls.approved_example(
            difficulty="dry",
            water_form="plastic_tank",
            volume=1500,
            support=3_000_000,
            disbursed_on=date(2025, 10, 1),
        )
