"""The four contents of Project 8 and the tree of activities under them, which a province may rearrange."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from desktop.api import Choice, Date, Integer, LongText, Record, Reference, Text, YesNo, rule

CONTENTS = {
    "ND1": "Nội dung 1: thay đổi nếp nghĩ, cách làm",
    "ND2": "Nội dung 2: quyền năng kinh tế",
    "ND3": "Nội dung 3: tiếng nói và sự tham gia",
    "ND4": "Nội dung 4: năng lực bình đẳng giới",
}
CONTENT_SPELLINGS = {
    f"ND{number}": (f"ND {number}", f"Nội dung {number}", f"{number}", f"NỘI DUNG {number}")
    for number in range(1, 5)
}
QUANTITIES = {
    "teams": "Tổ truyền thông cộng đồng",
    "addresses_new": "Địa chỉ tin cậy thành lập mới",
    "addresses_upgraded": "Địa chỉ tin cậy củng cố, nâng cấp",
    "clubs": "CLB Thủ lĩnh của sự thay đổi",
    "savings_groups": "Tổ tiết kiệm, vay vốn thôn bản",
    "livelihood_groups": "Tổ sinh kế, THT, HTX ứng dụng công nghệ",
    "dialogues": "Cuộc đối thoại chính sách",
    "trained": "Lượt người được tập huấn",
    "cadres": "Cán bộ nữ được hỗ trợ",
    "mothers": "Bà mẹ được hỗ trợ sinh đẻ an toàn",
}


def content_field(**options: Any) -> Choice:
    """One of the four contents, as lists write it (ND1, Nội dung 1)."""
    return Choice(
        "Nội dung",
        CONTENTS,
        spellings=CONTENT_SPELLINGS,
        headings=("Nội dung Dự án 8", "ND", "Nội dung số"),
        **options,
    )


class ActivityKind(Record):
    """One activity of the tree; the lists differ by province, so it may be moved, renamed and retired."""

    title = "Loại hoạt động"
    plural = "Danh mục hoạt động"
    icon = "document"
    key = ("name",)
    shown_by = ("name",)
    listed = ("content", "name", "parent", "counts_as", "in_use")

    name = Text(
        "Hoạt động", longest=300, spoken=str, required=True, indexed=True, headings=("Tên hoạt động",)
    )
    content = content_field(required=True, indexed=True)
    parent = Reference("Thuộc hoạt động", to="ActivityKind", hint="Để trống nếu đứng ngay dưới nội dung.")
    counts_as = Choice(
        "Tính vào chỉ tiêu",
        {name: QUANTITIES[name] for name in ("dialogues", "trained", "cadres")},
        hint="Đối thoại đếm cuộc; tập huấn đếm người dự; cán bộ nữ đếm số nữ dự.",
    )
    place_in_list = Integer("Thứ tự", minimum=0, maximum=999)
    in_use = YesNo("Đang dùng", default=True, hint="Bỏ đánh dấu khi tỉnh không còn thực hiện.")
    valid_from = Date("Áp dụng từ")
    valid_to = Date("Áp dụng đến")
    basis = Text("Văn bản")
    note = LongText("Ghi chú", longest=2000)

    @classmethod
    def first_records(cls) -> Sequence[Record]:
        return first_activities()

    @rule("Hoạt động không thể thuộc chính nó.", field="parent", about="Cây hoạt động không vòng")
    def activity_is_not_its_own_parent(self) -> bool:
        return self.parent is None or self.parent != self.id

    @rule("Ngày hết áp dụng trước ngày áp dụng.", field="valid_to")
    def activity_ends_after_it_begins(self) -> bool:
        return self.valid_from is None or self.valid_to is None or self.valid_from <= self.valid_to


_OURS = uuid.UUID("0e8d3c0a-7f5b-5e61-8a35-8d1f3f6f0a88")

_TREE: dict[str, tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]] = {
    "ND1": (
        (
            "Xây dựng tổ truyền thông cộng đồng",
            "",
            (
                ("Sinh hoạt tổ truyền thông cộng đồng quý", ""),
                ("Truyền thông xóa bỏ định kiến giới tại bản", ""),
            ),
        ),
        (
            "Chiến dịch, hội thi truyền thông",
            "",
            (("Hội thi “Gia đình nói không với tảo hôn”", ""), ("Phiên tòa giả định", "")),
        ),
        ("Truyền thông đại chúng", "", (("Phát thanh tiếng dân tộc", ""),)),
        ("Gói hỗ trợ sinh đẻ an toàn", "", ()),
    ),
    "ND2": (
        (
            "Tổ tiết kiệm, vay vốn thôn bản",
            "",
            (("Tập huấn quản lý tài chính cho tổ tiết kiệm, vay vốn", "trained"),),
        ),
        (
            "Tổ sinh kế, THT, HTX do phụ nữ làm chủ",
            "",
            (("Hỗ trợ tổ sinh kế ứng dụng bán hàng trực tuyến", ""),),
        ),
        ("Địa chỉ tin cậy, nhà tạm lánh", "", (("Củng cố, trang bị địa chỉ tin cậy", ""),)),
        ("Hỗ trợ nạn nhân bị mua bán, người trở về", "", ()),
    ),
    "ND3": (
        ("CLB Thủ lĩnh của sự thay đổi", "", (("Ra mắt CLB Thủ lĩnh của sự thay đổi", ""),)),
        (
            "Đối thoại chính sách",
            "dialogues",
            (("Đối thoại chính sách cấp xã", "dialogues"), ("Đối thoại chính sách cụm bản", "dialogues")),
        ),
        ("Giám sát, phản biện về bình đẳng giới", "", ()),
        ("Nâng cao năng lực cán bộ nữ", "cadres", ()),
    ),
    "ND4": (
        (
            "Tập huấn lồng ghép giới",
            "trained",
            (
                ("Tập huấn lồng ghép giới cho già làng, trưởng bản", "trained"),
                ("Tập huấn cán bộ cấp xã về giám sát bình đẳng giới", "trained"),
            ),
        ),
        ("Giám sát, đánh giá về bình đẳng giới", "", ()),
    ),
}


def first_activities() -> list[ActivityKind]:
    """The tree a new database begins with; ids are the same on every PC."""
    found: list[ActivityKind] = []
    for content, uppers in _TREE.items():
        for name, counts_as, below in uppers:
            upper = _kind(content, name, counts_as, None, len(found))
            found.append(upper)
            for under, counted in below:
                found.append(_kind(content, under, counted, upper.id, len(found)))
    return found


def _kind(content: str, name: str, counts_as: str, parent: str | None, place: int) -> ActivityKind:
    return ActivityKind(
        id=str(uuid.uuid5(_OURS, name)),
        name=name,
        content=content,
        parent=parent,
        counts_as=counts_as or None,
        place_in_list=place + 1,
    )
