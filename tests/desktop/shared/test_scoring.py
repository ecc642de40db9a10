"""Asks whether figures of indicators are read, judged, rolled up and forecast as the law of figures wants."""

from datetime import date
from decimal import Decimal as Dec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.declare.indicators import Measured
from desktop.shared import scoring
from desktop.shared.scoring import Bound, judge, read_bound, roll_up


def bound(text: str) -> Bound:
    found = read_bound(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "sign", "value"),
    [
        ("≥ 39,2", "≥", "39.2"),
        (">=39.2", "≥", "39.2"),
        ("Trên 98%", ">", "98"),
        ("<15%", "<", "15"),
        ("97,5 %", "=", "97.5"),
        ("dưới 10", "<", "10"),
        ("Không quá 5", "≤", "5"),
        ("Từ 70% trở lên", "≥", "70"),
        ("25 trở lên", "≥", "25"),
        ("10% trở xuống", "≤", "10"),
        ("Phấn đấu đạt trên 80%", ">", "80"),
    ],
)
def test_that_a_figure_is_read_with_its_sign(written: str, sign: str, value: str) -> None:
    assert read_bound(written) == Bound(sign, Dec(value))


def test_that_a_dash_is_no_figure_and_words_are_refused() -> None:
    assert read_bound("-") is None
    for wrong in ("98 triệu", "cao", ">"):
        with pytest.raises(ValueError):
            read_bound(wrong)


@given(st.sampled_from(scoring.SIGNS), st.decimals(-999, 999, places=1))
def test_that_a_shown_figure_reads_back(sign: str, value: Dec) -> None:
    assert read_bound(Bound(sign, value).show(), ",") == Bound(sign, value)


@pytest.mark.parametrize(
    ("result", "target", "judged"),
    [
        ("39,2", "≥ 39,2", scoring.MET),
        ("78,3", "≥ 70", scoring.EXCEEDED),
        ("60", "≥ 70", scoring.NOT_MET),
        ("98", "> 98", scoring.NOT_MET),
        ("> 80", "> 80", scoring.MET),
        ("> 98", "> 97", scoring.EXCEEDED),
        ("> 90", "> 98", scoring.UNKNOWN),
        ("> 80", "≥ 90", scoring.UNKNOWN),
        ("17,4", "< 15", scoring.NOT_MET),
        ("14", "< 15", scoring.EXCEEDED),
        ("15", "≤ 15", scoring.MET),
        ("< 20", "< 15", scoring.UNKNOWN),
        ("< 60", "≥ 70", scoring.NOT_MET),
    ],
)
def test_that_a_result_is_judged_only_as_far_as_it_says(result: str, target: str, judged: str) -> None:
    assert judge(bound(result), bound(target)) == judged


def test_that_ratios_roll_up_by_their_parts_and_never_by_averages() -> None:
    parts = [Measured(Dec(50), 1, 2), Measured(Dec(90), 90, 100)]
    whole = roll_up(scoring.RATIO, parts)
    assert (whole.numerator, whole.denominator) == (91, 102)
    assert whole.value is not None and round(Dec(whole.value), 2) == Dec("89.22")
    assert roll_up(scoring.RATIO, [*parts, Measured(Dec(70))]).value is None
    assert roll_up(scoring.RATIO, [Measured(None, 0, 0)]).value is None


def test_that_counts_add_up_and_a_missing_one_is_not_taken_for_zero() -> None:
    assert roll_up(scoring.ABSOLUTE, [Measured(2), Measured(3)]).value == 5
    assert roll_up(scoring.ABSOLUTE, [Measured(2), Measured(None)]).value is None
    assert roll_up(scoring.ABSOLUTE, []).value is None


def test_that_changes_and_multiples_are_worked_out_anew() -> None:
    now = [Measured(None, 20, 100), Measured(None, 10, 300)]
    before = [Measured(None, 40, 100), Measured(None, 20, 300)]
    assert roll_up(scoring.FALL, now, before).value == Dec("7.5")
    assert roll_up(scoring.RISE, now, before).value == Dec("-7.5")
    assert roll_up(scoring.MULTIPLE, now, before).value == Dec("0.5")
    assert roll_up(scoring.FALL, now, []).value is None


def test_that_the_distance_and_the_share_follow_the_direction() -> None:
    assert scoring.distance(Dec(60), Dec(70)) == 10
    assert scoring.distance(Dec("17.4"), Dec(15), scoring.DOWN) == Dec("2.4")
    assert scoring.reached(Dec(35), Dec(70)) == 50
    assert scoring.reached(Dec(20), Dec(15), scoring.DOWN) == 75
    assert scoring.reached(Dec(5), Dec(0)) is None


def test_that_a_forecast_goes_on_as_it_went() -> None:
    year = (date(2025, 12, 15), date(2026, 6, 14), date(2026, 12, 14))
    assert scoring.forecast(Dec(0), Dec(182), *year) == 365
    assert scoring.forecast(Dec(96), Dec(99), *year, most=Dec(100)) == 100
    assert scoring.forecast(Dec(0), Dec(1), date(2026, 1, 1), date(2025, 1, 1), date(2026, 12, 31)) is None
