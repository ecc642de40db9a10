"""What a production project may be: form, kind of area, who leads it, of which list; knows no project."""

from __future__ import annotations

from typing import Any

from desktop.api import Choice, Computed, Integer
from desktop.shared.support_kinds import KINDS

FORMS = {
    "chain": "Liên kết chuỗi giá trị",
    "community": "Cộng đồng",
    "diversification": "Đa dạng hóa sinh kế",
    "task": "Theo nhiệm vụ",
}
AREAS = {"dbkk": "Đặc biệt khó khăn", "hard": "Khó khăn", "other": "Khác"}
GROUPS = {
    "households": "Nhóm hộ",
    "coop_group": "Tổ hợp tác",
    "union": "Tổ chức chính trị - xã hội đại diện",
    "village_board": "Ban phát triển thôn đại diện",
    "prestige": "Người có uy tín đại diện",
    "enterprise": "Doanh nghiệp chủ trì",
    "cooperative": "Hợp tác xã chủ trì",
    "agency": "Cơ quan, đơn vị được giao",
}
_SUPPORT_OF = {"chain": "chain", "community": "community", "diversification": "livelihood", "task": "other"}
"""What a member of a project of each form receives, as all components call it."""


def area_field(label: str = "Loại địa bàn", **options: Any) -> Choice:
    """The kind of area a ceiling depends on; a commune of zone III counts as especially difficult."""
    return Choice(
        label,
        AREAS,
        spellings={
            "dbkk": ("ĐBKK", "Xã KV III", "KV III", "Khu vực III", "Xã ĐBKK", "Bản ĐBKK", "Xã khu vực III"),
            "hard": ("Địa bàn khó khăn", "KV II", "Xã KV II", "Khu vực II", "KK", "Xã khó khăn"),
            "other": ("Địa bàn khác", "KV I", "Xã KV I", "Khu vực I", "Còn lại"),
        },
        **options,
    )


def support_field(**options: Any) -> Computed[str]:
    """What the members receive: their support is of the kind their project has."""
    kinds = {kind: KINDS[kind] for kind in _SUPPORT_OF.values()}
    return Computed(
        Choice("Loại hỗ trợ của hộ", kinds, **options), of=lambda project: _SUPPORT_OF.get(project.form)
    )


def list_year_field(**options: Any) -> Integer:
    """The year in the title of a list; with the commune it says in which list a number stands."""
    return Integer(
        "Năm của danh mục",
        minimum=2010,
        maximum=2100,
        grouped=False,
        indexed=True,
        hint="Năm ghi ở tiêu đề danh mục; cùng với xã, cho biết số dự án thuộc danh mục nào.",
        **options,
    )
