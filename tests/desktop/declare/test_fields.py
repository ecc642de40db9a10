"""Asks whether each kind of field reads back what it shows and keeps, and refuses the rest in a sentence."""

import datetime
from decimal import Decimal as Dec
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.declare.fields import (
    MASK,
    AttachedFile,
    Choice,
    Date,
    Decimal,
    Details,
    Field,
    Habit,
    Integer,
    Money,
    NationalId,
    Text,
)
from desktop.declare.problems import Grade
from desktop.declare.records import Record
from tests.desktop.declare.strategies import CLASSES, KINDS

kinds = pytest.mark.parametrize("name", sorted(KINDS))


@kinds
@given(data=st.data())
def test_that_a_field_reads_back_what_it_shows(name: str, data: st.DataObject) -> None:
    field, values = KINDS[name]
    value = data.draw(values)
    assert field.parse(field.format(value)) == value


@kinds
@given(data=st.data())
def test_that_a_field_takes_from_the_store_what_it_gave(name: str, data: st.DataObject) -> None:
    field, values = KINDS[name]
    value = data.draw(values)
    assert field.from_store(field.to_store(value)) == value
    assert field.from_store(field.to_store(None)) is None


def test_that_a_number_of_more_digits_than_excel_keeps_is_refused_as_damaged() -> None:
    account = Text("Số tài khoản")
    assert account.parse(123456789012345) == "123456789012345"
    assert account.parse("8906123456789012") == "8906123456789012"
    for damaged in (8906123456789010, 1.2e18):
        with pytest.raises(ValueError, match="15 chữ số"):
            account.parse(damaged)


@given(amount=st.integers(-(10**15), 10**15), unit=st.sampled_from([1, 10**3, 10**6, 10**9]))
def test_that_money_reads_back_in_any_unit(amount: int, unit: int) -> None:
    field, habit = Money("Số tiền", minimum=None), Habit(unit=unit)
    assert field.parse(field.format(amount, habit), habit) == amount


@kinds
def test_that_what_stands_for_something_hidden_is_no_value(name: str) -> None:
    with pytest.raises(ValueError, match="đã được che"):
        KINDS[name][0].parse(f" {MASK} ")


_anything = st.one_of(
    st.none(),
    st.booleans(),
    st.text(st.characters()),
    st.text("0123456789.,' -–/%ExXđtriệu\u00a0\u0301", max_size=14),
    st.integers(),
    st.sampled_from([10**5000, float("nan"), float("inf"), Dec("sNaN"), Dec("1e999"), 10**18]),
    st.floats(),
    st.decimals(),
    st.binary(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.complex_numbers(),
    st.lists(st.integers(), max_size=2),
    st.builds(object),
)


@pytest.mark.parametrize("name", [*sorted(KINDS), "details"])
@given(typed=_anything, mark=st.sampled_from(["", ",", "."]), unit=st.sampled_from([1, 10**6]))
def test_that_reading_refuses_in_a_sentence_and_no_other_way(
    name: str, typed: object, mark: str, unit: int
) -> None:
    field: Field[Any] = Details("Dòng", of=Record) if name == "details" else KINDS[name][0]
    habit = Habit(decimal_mark=mark, unit=unit)
    try:
        value = field.parse(typed, habit)
    except ValueError as refusal:
        assert str(refusal).endswith("."), repr(refusal)
        return
    if value is not None:
        list(field.check(value))
        assert isinstance(field.format(value, habit), str)
        assert isinstance(field.remark(typed, value), str)
        assert field.from_store(field.to_store(value)) == value


_bounded: dict[str, tuple[Field[Any], st.SearchStrategy[Any]]] = {
    **KINDS,
    "short text": (Text("Tên", longest=5), st.text(min_size=1)),
    "integer of a range": (Integer("Số khẩu", minimum=1, maximum=40), st.integers()),
    "integer from": (Integer("Số khẩu", minimum=1), st.integers()),
    "decimal up to": (Decimal("Diện tích", maximum="12.5"), st.decimals(allow_nan=False)),
    "money from zero": (Money("Số tiền"), st.integers()),
    "whole date": (Date("Ngày", precision="day"), KINDS["date"][1]),
    "month": (Date("Ngày", precision="month"), KINDS["date"][1]),
    "past": (Date("Ngày sinh", future=False), KINDS["date"][1]),
    "any number": (NationalId("Số CCCD"), st.from_regex(r"\A[0-9]{1,14}\Z")),
    "any word": (Choice("Diện hộ", CLASSES), st.sampled_from([*CLASSES, "rich"])),
}


@pytest.mark.parametrize("name", sorted(_bounded))
@given(data=st.data())
def test_that_a_value_that_passes_quickly_has_no_problem(name: str, data: st.DataObject) -> None:
    field, values = _bounded[name]
    field.name = "it"
    value = data.draw(values)
    quick = field.quick("it")
    known = {
        "it": value,
        "Dec": Dec,
        "date": datetime.date,
        "today": datetime.date.today(),
        "options_it": getattr(field, "options", {}),
    }
    if not quick or eval(quick, known):
        problems = list(field.check(value))
        assert problems == [] or not quick


@kinds
def test_that_the_example_of_a_field_is_sound(name: str) -> None:
    field = KINDS[name][0]
    example = field.example()
    assert example is None or not list(field.check(example))


def test_that_nothing_typed_is_no_value() -> None:
    for field, _values in KINDS.values():
        assert field.parse(None) is None
        assert field.parse("  \u00a0\u200b ") is None
        assert field.format(None) == ""


def test_that_bounds_are_told_with_their_figure() -> None:
    field = Money("Số tiền", maximum=40_000_000, rule="P1-05")
    field.name = "central"
    (problem,) = field.check(45_000_000)
    assert "40.000.000" in problem.message
    assert (problem.rule, problem.field, problem.grade) == ("P1-05", "central", Grade.BLOCK)
    assert not list(field.check(40_000_000))
    assert "0" in next(iter(field.check(-1))).message


def test_that_what_a_field_of_a_component_fails_at_is_logged_without_what_was_written(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken(Text):
        def _from_text(self, text: str, habit: Habit) -> str:
            raise KeyError(text)

    field = Broken("Họ tên")
    field.name = "person"
    with pytest.raises(ValueError, match="không đọc được"):
        field.parse("Vàng A Sử")
    assert "person could not be read: KeyError" in caplog.text and "Vàng" not in caplog.text


def test_that_an_attached_file_is_never_typed() -> None:
    field = KINDS["attachment"][0]
    kept = AttachedFile("biên bản #2.pdf", "0" * 64)
    assert field.parse(kept) == kept
    with pytest.raises(ValueError, match="Đính kèm"):
        field.parse("biên bản.pdf")


def test_that_a_detail_is_judged_and_named_by_its_row() -> None:
    class Step(Record):
        title = "Bước"
        amount = Money("Số tiền", required=True)

    field = Details("Các bước", of=Step)
    field.name = "steps"
    problems = list(field.check([Step(amount=1), Step(), Step(amount=-1)]))
    assert [problem.field for problem in problems] == ["steps", "steps"]
    assert "2" in problems[0].message and "3" in problems[1].message


def test_that_a_computed_field_works_out_and_forgives_what_is_missing() -> None:
    class Case(Record):
        title = "Hồ sơ"
        area = Decimal("Diện tích")
        people = Integer("Số người")
        share = KINDS["computed"][0].__class__(Decimal("Một người"), of=lambda case: case.area / case.people)

    assert Case(area=Dec(30), people=4).share == Dec("7.5")
    assert Case(area=Dec(30)).share is None
    assert Case(area=Dec(30), people=0).share is None
    assert "share" in Case().values()
