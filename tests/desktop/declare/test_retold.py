"""Sentences that were kept in one language are said in the other, with what stands in their places."""

import pytest

from desktop.declare.retold import retold
from desktop.declare.text import add_catalog, use_language
from desktop.resources import resource

_SAID = [
    ("Văn bản và định mức theo chương trình", "Legal texts and norms of the program"),
    ("Nhập từ danh-sach.xlsx", "Import of danh-sach.xlsx"),
    ("Ghim “Thẻ của tỉnh”", "Pin “Thẻ của tỉnh”"),
    ("Gộp hai thay đổi địa giới", "Merge two records: boundary change"),
    ("Hoàn tác lần ghi số 3: Nhập từ a.xlsx", "Undo of change set 3: Import of a.xlsx"),
    ("Sửa thay đổi địa giới", "Edit boundary change"),
    ("Sửa theo giấy khai sinh", "Sửa theo giấy khai sinh"),
    ("theo ý kiến của ông Lò Văn A", "theo ý kiến của ông Lò Văn A"),
]


@pytest.mark.parametrize(("vietnamese", "english"), _SAID)
def test_that_a_kept_reason_is_told_in_the_language_of_the_window(vietnamese: str, english: str) -> None:
    add_catalog(resource("translations"))
    use_language("en")
    try:
        assert retold(vietnamese) == english == retold(english)
    finally:
        use_language("vi")
    assert retold(english) == vietnamese == retold(vietnamese)
