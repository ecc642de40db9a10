"""Asks whether a village is known with its kind and without, and never where two may be meant."""

import pytest

from desktop.declare.text import spelling
from desktop.shared.villages import kind_and_name, same_villages


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("Bản Na Sang", "bản", "na sang"),
        ("B. Na Sang", "bản", "na sang"),
        ("b.Na  Sang", "bản", "na sang"),
        ("TDP 4", "tổ", "4"),
        ("Tổ dân phố 4", "tổ", "4"),
        ("Tổ 4", "tổ", "4"),
        ("Tiểu khu 2", "tiểu khu", "2"),
        ("Na Sang", "", "na sang"),
        ("Lăng Sang", "", "lăng sang"),
        ("Tô Hạ", "", "tô hạ"),
        ("Bản", "", "bản"),
        ("", "", ""),
    ],
)
def test_that_the_kind_of_a_village_is_told_from_its_name(written: str, kind: str, name: str) -> None:
    assert kind_and_name(written) == (kind, spelling(name))


@pytest.mark.parametrize(
    ("written", "known", "kept"),
    [
        (["Na Sang"], ["Bản Na Sang", "Bản Na Son"], {"Na Sang": "Bản Na Sang"}),
        (["Bản Na Sang"], ["Na Sang"], {"Bản Na Sang": "Na Sang"}),
        (["NA SANG", "B. Na Sang"], ["Bản Na Sang"], {"NA SANG": "Bản Na Sang", "B. Na Sang": "Bản Na Sang"}),
        (["Na Sang", "Bản Na Sang"], [], {"Na Sang": "Bản Na Sang"}),
        (["Na Sang"], ["Bản Na Sang", "Thôn Na Sang"], {}),
        (["Na Sang", "Bản Na Sang", "Thôn Na Sang"], [], {}),
        (["Thôn Na Sang"], ["Bản Na Sang"], {}),
        (["Na Sáng", "Na Sư"], ["Bản Na Sang", "Bản Na Sử"], {}),
        (["Na Sang"], [], {}),
        (
            ["B. Na Sang", "bản Na Sang", "Bản Na Sang"],
            [],
            {"B. Na Sang": "Bản Na Sang", "bản Na Sang": "Bản Na Sang"},
        ),
        (["B. Na Sang", "Na Sang"], ["Bản Na Sang", "B. Na Sang"], {"Na Sang": "Bản Na Sang"}),
    ],
)
def test_that_a_village_is_known_where_exactly_one_is_meant(
    written: list[str], known: list[str], kept: dict[str, str]
) -> None:
    found = same_villages(written, known)
    assert {village: stands for village, stands in found.items() if stands != village} == kept
