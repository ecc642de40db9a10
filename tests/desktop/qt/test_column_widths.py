"""Asks whether the room of a table is shared so that nothing is cut that could be whole."""

from desktop.qt.column_widths import Wanted, shared


def test_that_the_stretched_column_takes_what_is_left() -> None:
    assert shared([Wanted(80, 40, 40), Wanted(100, 60, 60)], 400, 1, 100) == [80, 320]


def test_that_a_long_text_stands_in_one_line_where_others_have_room_to_spare() -> None:
    assert shared([Wanted(200, 80, 80), Wanted(100, 190, 60)], 300, 1, 100)[1] >= 150
    assert shared([Wanted(200, 80, 80), Wanted(100, 500, 60)], 300, 1, 100) == [150, 150]


def test_that_texts_go_on_in_a_next_line_before_a_column_is_pushed_out_of_sight() -> None:
    widths = shared([Wanted(150, 150, 60), Wanted(190, 190, 70), Wanted(130, 130, 130)], 420, 0, 100)
    assert sum(widths) <= 420
    assert widths[2] == 130
    assert widths[1] >= 70


def test_that_no_word_is_put_below_another_where_the_table_is_scrolled_in_any_case() -> None:
    assert shared([Wanted(150, 150, 60), Wanted(400, 400, 400)], 270, 0, 80) == [90, 400]


def test_that_what_was_not_measured_is_left_as_wished() -> None:
    assert shared([Wanted(150, 150, 150)] * 4, 300, -1, 100) == [150] * 4


def test_that_the_long_column_goes_on_in_a_next_line_before_short_ones_do() -> None:
    columns = [Wanted(120, 115, 80), Wanted(100, 460, 90), Wanted(180, 160, 80)]
    assert shared(columns, 500, 1, 100) == [115, 225, 160]
    narrow = shared(columns, 330, 1, 100)
    assert sum(narrow) <= 330 and narrow[1] >= 100
