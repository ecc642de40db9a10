"""Asks whether amounts are written out as they are read aloud, in both languages."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.declare.spelled import amount_in_words, number_in_english, number_in_words
from desktop.declare.text import use_language

VIETNAMESE = {
    0: "không",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    101: "một trăm linh một",
    104: "một trăm linh bốn",
    105: "một trăm linh năm",
    110: "một trăm mười",
    115: "một trăm mười lăm",
    555: "năm trăm năm mươi lăm",
    1_000: "một nghìn",
    1_005: "một nghìn không trăm linh năm",
    10_010: "mười nghìn không trăm mười",
    44_000_000: "bốn mươi tư triệu",
    1_000_001: "một triệu không trăm linh một",
    2_000_000_000: "hai tỷ",
    8_690_000_000_000: "tám nghìn sáu trăm chín mươi tỷ",
    1_005_000_000_000: "một nghìn không trăm linh năm tỷ",
    3_000_000_024: "ba tỷ không trăm hai mươi tư",
    -7_000: "âm bảy nghìn",
}
ENGLISH = {
    0: "zero",
    13: "thirteen",
    21: "twenty-one",
    105: "one hundred and five",
    44_000_000: "forty-four million",
    1_000_001: "one million and one",
    1_234_567: "one million two hundred and thirty-four thousand five hundred and sixty-seven",
    8_690_000_000_000: "eight thousand six hundred and ninety billion",
    -40: "minus forty",
}


@pytest.fixture
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("vi")


@pytest.mark.parametrize("number", VIETNAMESE)
def test_that_a_number_is_read_out_in_vietnamese(number: int) -> None:
    assert number_in_words(number) == VIETNAMESE[number]


@pytest.mark.parametrize("number", ENGLISH)
def test_that_a_number_is_read_out_in_english(number: int) -> None:
    assert number_in_english(number) == ENGLISH[number]


def test_that_an_amount_is_a_sentence_of_dong() -> None:
    assert amount_in_words(40_000_000) == "Bốn mươi triệu đồng"


def test_that_an_amount_follows_the_language(english: None) -> None:
    assert amount_in_words(40_000_000) == "Forty million dong"


@given(some.integers(-(10**18), 10**18), some.integers(-(10**18), 10**18))
def test_that_no_two_amounts_read_alike(one: int, other: int) -> None:
    for read in (number_in_words, number_in_english):
        assert (read(one) == read(other)) == (one == other)
