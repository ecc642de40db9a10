"""Whether a long work says what it does, how far it is and how long it will take."""

from __future__ import annotations

import pytest

from desktop.qt.pace import Pace


@pytest.mark.parametrize(
    ("seconds", "done", "says"),
    [
        (1, 100, "Đang nhập: 100 trên 2.000"),
        (10, 500, "Đang nhập: 500 trên 2.000 · còn khoảng 30 giây"),
        (10, 50, "Đang nhập: 50 trên 2.000 · còn khoảng 7 phút"),
        (60, 1_900, "Đang nhập: 1.900 trên 2.000 · sắp xong"),
        (60, 2_000, "Đang nhập: 2.000 trên 2.000"),
    ],
)
def test_that_what_is_left_is_told_by_how_fast_it_went(seconds: int, done: int, says: str) -> None:
    clock = [100.0]
    pace = Pace("Đang nhập", now=lambda: clock[0])
    pace.says(0, 2_000)
    clock[0] += seconds
    assert pace.says(done, 2_000) == says


def test_that_a_second_turn_is_measured_for_itself() -> None:
    clock = [0.0]
    pace = Pace("Đang đọc", now=lambda: clock[0])
    pace.says(0, 10)
    clock[0] = 60
    pace.says(10, 10)
    assert pace.says(0, 600) == "Đang đọc: 0 trên 600"
    clock[0] = 70
    assert pace.says(300, 600) == "Đang đọc: 300 trên 600 · còn khoảng 10 giây"
    assert pace.says(0, 0) == "Đang đọc"
