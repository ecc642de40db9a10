"""Asks whether the level of an authority is read from how its name is written."""

import pytest

from desktop.shared.authorities import authority_level, is_central


@pytest.mark.parametrize(
    ("body", "level"),
    [
        ("UBND huyện Điện Biên", "district"),
        ("UBND thị xã Mường Lay", "district"),
        ("UBND thành phố Điện Biên Phủ", "district"),
        ("UBND TP Điện Biên Phủ", "district"),
        ("UBND thành phố Hà Nội", ""),
        ("UBND xã Xa Dung", "commune"),
        ("UBND phường Mường Thanh", "commune"),
        ("UBND thị trấn Tủa Chùa", "commune"),
        ("Sở Dân tộc và Tôn giáo", ""),
        (None, ""),
    ],
)
def test_that_the_level_of_an_authority_is_read_from_its_name(body: str | None, level: str) -> None:
    assert authority_level(body) == level


@pytest.mark.parametrize(
    ("signed", "central"),
    [
        *((signed, True) for signed in ("TTg", "TTG", "BXD", "LĐTBXH", "BNN-VPĐP", "BGD&ĐT", "UBDT")),
        *((signed, False) for signed in ("BDT", "UBND", "UBND-TTG", "SXD", "BCĐ", "BQL")),
    ],
)
def test_that_the_centre_is_known_by_its_signs(signed: str, central: bool) -> None:
    assert is_central(signed) is central
