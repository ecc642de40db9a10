"""Asks whether what Vietnamese officers type is read as they mean it, and never guessed."""

import unicodedata
from datetime import date, datetime
from decimal import Decimal as Dec
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.declare.dates import PartialDate, first_day, last_day
from desktop.declare.fields import (
    Choice,
    Date,
    Decimal,
    Habit,
    Integer,
    LongText,
    Money,
    NationalId,
    Text,
    YesNo,
)
from desktop.declare.numbers import AmbiguousNumber, show_number
from desktop.declare.text import fold, fold_words, spelling, tidy, within_sentence
from tests.desktop.declare.strategies import CLASSES

AREA = Decimal("Diện tích", unit="m²", decimals=2)
LAND = Decimal("Diện tích", unit="ha", decimals=3)
MILLIONS = Habit(unit=1_000_000)


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("62,5", "62.5"),
        ("62.5", "62.5"),
        ("62,5 m2", "62.5"),
        ("62,5 m²", "62.5"),
        ("1.234.567", "1234567"),
        ("1,234,567.89", "1234567.89"),
        ("1.234.567,89", "1234567.89"),
        ("1 234 567", "1234567"),
        ("1\u00a0234,5", "1234.5"),
        ("６２,５", "62.5"),
        ("0.125", "0.13"),
        ("12,50", "12.5"),
        ("-", "0"),
        ("–", "0"),
        ("-3,5", "-3.5"),
        ("−3,5", "-3.5"),
        (40.000000001, "40"),
        (0.1, "0.1"),
        (62.5, "62.5"),
        (30, "30"),
    ],
)
def test_that_decimals_are_read_as_meant(typed: Any, means: str) -> None:
    if means == "0.13":
        with pytest.raises(ValueError, match="tối đa 2"):
            AREA.parse(typed)
    else:
        assert AREA.parse(typed) == Dec(means)


@pytest.mark.parametrize("typed", ["1.234", "1,234", "12.250"])
def test_that_a_number_of_two_meanings_is_decided_by_its_column_or_reported(typed: str) -> None:
    mark = "." if "." in typed else ","
    with pytest.raises(AmbiguousNumber) as refusal:
        LAND.parse(typed)
    thousands, decimal = refusal.value.readings
    assert LAND.parse(typed, Habit(decimal_mark=mark)) == decimal
    assert LAND.parse(typed, Habit(decimal_mark="," if mark == "." else ".")) == thousands
    assert show_number(thousands) in str(refusal.value) and show_number(decimal) in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "habit", "means"),
    [
        ("44 triệu", Habit(), 44_000_000),
        ("44tr", Habit(), 44_000_000),
        ("44 triệu đồng", MILLIONS, 44_000_000),
        ("1,5 tỷ", Habit(), 1_500_000_000),
        ("500 nghìn", Habit(), 500_000),
        ("40.000.000đ", Habit(), 40_000_000),
        ("40.000.000 VNĐ", Habit(), 40_000_000),
        ("40,000,000", Habit(), 40_000_000),
        ("40 000 000 đồng", Habit(), 40_000_000),
        ("1.234", Habit(), 1234),
        ("40.000 đồng", Habit(), 40_000),
        ("1,5 triệu", Habit(), 1_500_000),
        ("92.806,11", MILLIONS, 92_806_110_000),
        ("37,5", MILLIONS, 37_500_000),
        (37.5, MILLIONS, 37_500_000),
        (40000000.000000001, Habit(), 40_000_000),
        (40000000, Habit(), 40_000_000),
        ("-", Habit(), 0),
    ],
)
def test_that_money_is_read_in_the_unit_written_or_in_that_of_its_column(
    typed: Any, habit: Habit, means: int
) -> None:
    assert Money("Số tiền").parse(typed, habit) == means


@pytest.mark.parametrize(
    "typed",
    ["44 con", "bốn triệu", "1.5", 0.5, "1.234.567,89", 9876543210.5, "12 đồng 5", float("nan"), True],
)
def test_that_what_is_no_whole_amount_is_refused(typed: Any) -> None:
    with pytest.raises(ValueError):
        Money("Số tiền").parse(typed)


@pytest.mark.parametrize(
    ("typed", "means", "is_rounded"),
    [
        (100 / 3, 33_333_333, True),
        ("33,3333333333", 33_333_333, True),
        ("1,2345678 tỷ", 1_234_567_800, False),
        (92806.110000000001, 92_806_110_000, False),
        (0.1 + 0.2, 300_000, False),
        ("37,50", 37_500_000, False),
    ],
)
def test_that_money_worked_out_in_a_larger_unit_is_told_to_the_dong_and_remarked(
    typed: Any, means: int, is_rounded: bool
) -> None:
    field = Money("Số tiền")
    assert field.parse(typed, MILLIONS) == means
    assert bool(field.remark(typed, means)) == is_rounded


@pytest.mark.parametrize(
    ("typed", "means"),
    [("5", 5), ("5 khẩu", 5), ("1.234", 1234), ("1,234 người", 1234), (5.0, 5), ("-", 0), ("05", 5)],
)
def test_that_counts_are_read(typed: Any, means: int) -> None:
    assert Integer("Số khẩu").parse(typed) == means


@pytest.mark.parametrize("typed", ["5,5", 5.5, "năm", "5 bò", "3 4", "1,234,567.89", "٣", "1e5", "0x1", ",5"])
def test_that_what_is_no_count_is_refused(typed: Any) -> None:
    with pytest.raises(ValueError):
        Integer("Số khẩu").parse(typed)


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("5/1/2026", date(2026, 1, 5)),
        ("05-01-2026", date(2026, 1, 5)),
        ("5.1.2026", date(2026, 1, 5)),
        ("2026-01-05", date(2026, 1, 5)),
        ("2026-01-05 00:00:00", date(2026, 1, 5)),
        ("05/01/2026 00:00:00", date(2026, 1, 5)),
        ("05 / 01 / 2026", date(2026, 1, 5)),
        ("Ngày 5/1/2026", date(2026, 1, 5)),
        ("ngày 5 tháng 1 năm 2026", date(2026, 1, 5)),
        ("1/2026", PartialDate(2026, 1)),
        ("T1/2026", PartialDate(2026, 1)),
        ("01-2026", PartialDate(2026, 1)),
        ("tháng 1 năm 2026", PartialDate(2026, 1)),
        ("1983", PartialDate(1983)),
        ("năm 1983", PartialDate(1983)),
        (1983, PartialDate(1983)),
        (1983.0, PartialDate(1983)),
        (46027, date(2026, 1, 5)),
        ("46027", date(2026, 1, 5)),
        (datetime(2026, 1, 5, 0, 0), date(2026, 1, 5)),
    ],
)
def test_that_dates_are_kept_as_exact_as_they_are_written(typed: Any, means: Any) -> None:
    assert Date("Ngày").parse(typed) == means


def test_that_the_month_comes_first_only_where_the_column_has_shown_it() -> None:
    assert Date("Ngày").parse("5/13/2026", Habit(month_first=True)) == date(2026, 5, 13)
    with pytest.raises(ValueError, match="tháng 13"):
        Date("Ngày").parse("5/13/2026")


@pytest.mark.parametrize("typed", ["31/02/2026", "5/1/26", "30/2/2024", "mai", "0/1/2026", 12.5, 3, "1/1/1"])
def test_that_a_day_that_does_not_exist_is_refused(typed: Any) -> None:
    with pytest.raises(ValueError):
        Date("Ngày").parse(typed)


def test_that_less_than_the_asked_precision_is_a_problem() -> None:
    field = Date("Ngày", precision="day")
    assert list(field.check(PartialDate(2026, 1))) and not list(field.check(date(2026, 1, 5)))
    assert list(Date("Ngày", precision="month").check(PartialDate(2026)))
    assert list(Date("Ngày sinh", future=False).check(date(9000, 1, 1)))


_days = st.dates(date(1800, 1, 1), date(2200, 12, 31))
_parts = st.builds(PartialDate, st.integers(1800, 2200), st.none() | st.integers(1, 12))


@given(one=_days | _parts, two=_days | _parts, three=_days | _parts)
def test_that_whole_and_partial_dates_stand_in_one_order(one: Any, two: Any, three: Any) -> None:
    assert (one < two) + (one == two) + (one > two) == 1
    assert not (one < two < three) or one < three
    assert first_day(one) <= last_day(one)
    if one < two:
        assert first_day(one) <= first_day(two)


@pytest.mark.parametrize("typed", ["x", "X", "x ", "có", "Có", "co", "v", "1", 1, True, "✓", "Yes"])
def test_that_a_mark_is_yes(typed: Any) -> None:
    assert YesNo("Có").parse(typed) is True


@pytest.mark.parametrize("typed", ["không", "Không", "ko", "0", 0, False, "chưa", "-"])
def test_that_a_denial_is_no(typed: Any) -> None:
    assert YesNo("Có").parse(typed) is False


def test_that_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(ValueError, match="có"):
        YesNo("Có").parse("có lẽ")


@pytest.mark.parametrize("typed", ["Hộ nghèo", "HỘ NGHÈO", "ho ngheo", "HN", " hộ  nghèo ", "poor", "01"])
def test_that_a_choice_takes_its_label_its_codes_and_its_spellings(typed: str) -> None:
    field = Choice("Diện hộ", CLASSES, spellings={"poor": ["HN", "Nghèo"]}, codes={"poor": "01"})
    assert field.parse(typed) == field.parse(unicodedata.normalize("NFD", typed)) == "poor"


def test_that_an_unknown_word_is_refused_with_the_nearest() -> None:
    field = Choice("Diện hộ", CLASSES)
    with pytest.raises(ValueError, match="gần nhất là “Hộ nghèo”"):
        field.parse("Hộ nghèoo")
    with pytest.raises(ValueError, match="Hộ khác"):
        field.parse("abcdef")


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("011085009675", "011085009675"),
        ("'011085009675", "011085009675"),
        ("011 085 009 675", "011085009675"),
        ("011.085.009.675", "011085009675"),
        (11085009675, "011085009675"),
        (11085009675.0, "011085009675"),
        ("040123456", "040123456"),
        (40123456, "040123456"),
        (123456789, "123456789"),
    ],
)
def test_that_numbers_of_persons_keep_or_get_back_their_zeros(typed: Any, means: str) -> None:
    field = NationalId("Số CCCD")
    assert field.parse(typed) == means
    lost = isinstance(typed, int | float) and len(str(int(typed))) < len(means)
    assert bool(field.remark(typed, means)) == lost


@pytest.mark.parametrize("typed", ["1.1083E+10", "01108500967x", 1.5, -5, 10**13, True, "không có"])
def test_that_a_number_excel_destroyed_is_refused(typed: Any) -> None:
    with pytest.raises(ValueError):
        NationalId("Số CCCD").parse(typed)


@pytest.mark.parametrize("typed", [0, 1983, 4567890, "4567890"])
def test_that_a_number_too_short_for_a_person_is_not_filled_up(typed: Any) -> None:
    field = NationalId("Số CCCD")
    assert list(field.check(field.parse(typed) or ""))


def test_that_a_refusal_does_not_say_a_whole_page_back() -> None:
    with pytest.raises(ValueError) as refusal:
        AREA.parse("rất dài " * 500)
    assert len(str(refusal.value)) < 120


@pytest.mark.parametrize(
    ("number", "sound"), [("0" * 12, True), ("0" * 9, True), ("0" * 11, False), ("0" * 13, False)]
)
def test_that_a_number_of_another_length_is_a_problem(number: str, sound: bool) -> None:
    problems = list(NationalId("Số CCCD", rule="G05").check(number))
    assert sound == (not problems)
    assert all(problem.rule == "G05" for problem in problems)


def test_that_text_is_composed_and_of_single_spaces() -> None:
    typed = unicodedata.normalize("NFD", "  Giàng\u00a0A \u200b  Páo ")
    assert Text("Tên").parse(typed) == "Giàng A Páo"
    assert LongText("Ghi chú").parse(" một \r\n hai  ba \n\n") == "một\nhai ba"
    assert Text("Tên").parse("Sìn\ud800 Chải\udfff") == "Sìn Chải"
    assert Text("Tên").parse(12) == "12"
    assert Text("Tên").parse(12.5) == "12.5"


@given(st.text(st.characters()))
@example("\x1f`")
def test_that_cleaning_and_folding_twice_change_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)
    assert fold(tidy(text)) == fold(text)
    assert spelling(spelling(text)) == spelling(text)


@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyÀÁẢÃẠĂẰẤẦĐÊÔƠƯỳýỹỵ -'", max_size=20))
def test_that_composed_and_decomposed_writing_is_one(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert tidy(apart) == tidy(text)
    assert fold(apart) == fold(text) == fold(text.upper())
    assert fold_words(apart) == fold_words(text)
    assert spelling(apart) == spelling(text)


def test_that_search_keys_ignore_marks_and_spelling_keys_do_not() -> None:
    assert fold("Thị trấn  ĐIỆN BIÊN Đông") == "thi tran dien bien dong"
    assert fold("hoà") == fold("hòa")
    assert spelling("hoà") == spelling("hòa") != spelling("hóa")
    assert fold_words("Khơ-mú") == fold_words("Khơ mú")


def test_that_a_title_begins_small_within_a_sentence_but_an_abbreviation_does_not() -> None:
    titles = ["Hộ gia đình", "Ấp 5", "UBND xã", ""]
    assert [within_sentence(title) for title in titles] == ["hộ gia đình", "ấp 5", "UBND xã", ""]
