"""Tables are found by the words of their headings, and every row left out says why."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.declare.problems import Refusal
from desktop.excel.cells import SheetCells
from desktop.excel.found import FoundTable
from desktop.excel.headings import in_brackets
from desktop.excel.recognise import recognise, take_as
from desktop.excel.rows import counts_in, without_count
from desktop.excel.sheet_tables import SheetTables
from tests.desktop.excel.lists import HEAD, LAYOUT, Village, Well, listed, sheet


def tables(*sheets: SheetCells) -> list[FoundTable]:
    return recognise(sheets, [Village, Well], [LAYOUT], "a.xlsx")


def one(cells: SheetCells) -> FoundTable:
    (table,) = tables(cells)
    return table


def fields(table: FoundTable) -> dict[str, str]:
    return {column.letters: column.field for column in table.columns}


def kinds(table: FoundTable) -> dict[int, str]:
    return {skipped.row: skipped.kind for skipped in table.skipped}


OFFICIAL = sheet(
    [
        ("UBND XÃ NA SON", None, None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("DANH SÁCH HỘ ĐƯỢC HỖ TRỢ GIẾNG",),
        ("Đơn vị tính: triệu đồng (riêng cột hộ đóng góp: đồng)",),
        (),
        ("TT", "Chủ hộ", "Năm sinh", None, "Kinh phí", None, "Quyết định", None),
        (None, None, "Nam", "Nữ", "NSTW", "Hộ đóng góp (đồng)", "Số", "Ngày"),
        ("A", "B", "1", "2", "3", "4", "5", "6=1+2"),
        ("I", "Bản Na Son (2 hộ)", None, None, 80),
        (1, "Tòng Văn Khụt", 1980, None, 40, 5_000_000, "01/QĐ", "5/1/2026"),
        (2, "Tổng Thị Mai", None, 1975, 40, "6.000.000", "02/QĐ", "6/1/2026"),
        (),
        ("TT", "Chủ hộ", "Năm sinh", None, "Kinh phí", None, "Quyết định", None),
        (None, None, "Nam", "Nữ", "NSTW", "Hộ đóng góp (đồng)", "Số", "Ngày"),
        ("A", "B", "1", "2", "3", "4", "5", "6=1+2"),
        ("II", "Bản Tìa Ghênh (1 hộ)", None, None, 38.5),
        (3, "Cộng A Páo", 1990, None, 38.5, 0, "03/QĐ", "7/1/2026"),
        (None, "Cộng bản Tìa Ghênh", None, None, 38.5),
        (None, "Tổng cộng", None, None, 118.5),
        (None, "Ghi chú: số liệu đến tháng 1."),
        (),
        (None, None, None, None, None, None, "Na Son, ngày 10 tháng 01 năm 2026"),
        (None, "NGƯỜI LẬP BIỂU", None, None, None, None, "CHỦ TỊCH"),
        (None, "Lò Văn A", None, None, None, None, "Giàng A Tráng"),
    ],
    "A5:A6", "B5:B6", "C5:D5", "E5:F5", "G5:H5",
    name="Sheet7",
)  # fmt: skip


def test_that_an_official_list_is_understood_whatever_its_sheet_is_called() -> None:
    table = one(OFFICIAL)
    assert table.record_type is Well
    assert table.layout is LAYOUT
    assert table.header_rows == (5, 6)
    assert fields(table) == {
        "A": "", "B": "owner", "C": "born", "D": "born", "E": "central", "F": "own",
        "G": "decision", "H": "decided_on",
    }  # fmt: skip
    assert table.columns[3].also == {"sex": "female"}
    assert table.data_rows == [9, 10, 16]


def test_that_every_row_is_a_record_or_says_what_else_it_is() -> None:
    table = one(OFFICIAL)
    assert kinds(table) == {
        1: "title", 2: "title", 3: "unit", 4: "blank", 5: "header", 6: "header", 7: "marks", 8: "outline",
        11: "blank", 12: "repeated_header", 13: "repeated_header", 14: "marks", 15: "outline",
        17: "subtotal", 18: "total", 19: "note", 20: "blank", 21: "signature", 22: "signature",
        23: "signature",
    }  # fmt: skip
    assert sorted([*table.data_rows, *kinds(table)]) == list(range(1, 24))
    assert all(skipped.why for skipped in table.skipped)


def test_that_a_person_named_like_a_total_stays_a_person() -> None:
    assert {9, 10, 16} <= set(one(OFFICIAL).data_rows)


def test_that_a_column_may_have_another_unit_than_the_table() -> None:
    units = {column.field: column.unit for column in one(OFFICIAL).used()}
    assert (units["central"], units["own"]) == (1_000_000, 1)


def test_that_group_rows_tell_the_village_of_the_rows_below() -> None:
    assert one(OFFICIAL).outline == {
        9: {"village": "Bản Na Son"},
        10: {"village": "Bản Na Son"},
        16: {"village": "Bản Tìa Ghênh"},
    }


def test_that_totals_know_their_rows() -> None:
    totals = {(total.row, total.field): (total.level, total.rows) for total in one(OFFICIAL).totals}
    assert totals[8, "central"] == ("group", (9, 10))
    assert totals[15, ""] == ("group", (16,))
    assert totals[17, "central"] == ("group", (16,))
    assert totals[18, "central"] == ("grand", (9, 10, 16))


def test_that_headings_without_merged_cells_speak_for_the_columns_beside() -> None:
    table = one(sheet(OFFICIAL.rows))
    assert fields(table)["H"] == "decided_on"
    assert fields(table)["C"] == "born"


def test_that_words_nearly_right_are_taken_with_less_confidence() -> None:
    table = one(
        sheet(
            [
                ("DANH SÁCH GIẾNG",),
                ("Họ và tên chủ hộ gia đình", "Bản", "Ngân sách trung ươn"),
                ("A", "Na Son", 1),
            ]
        )
    )
    assert fields(table) == {"A": "owner", "B": "village", "C": "central"}
    assert table.columns[2].sure < table.columns[1].sure


def test_that_year_is_not_taken_for_man() -> None:
    rows = [
        ("GIẾNG",),
        ("Chủ hộ", "Giới tính", None, "Sinh", None, None, "Bản"),
        (None, "Nam", "Nữ", "Ngày", "Tháng", "Năm", None),
        ("Lò A", "x", None, 5, 1, 1980, "Na Son"),
    ]
    table = one(sheet(rows, "B2:C2", "D2:F2"))
    assert [(column.field, column.mark, column.part) for column in table.columns[1:6]] == [
        ("sex", "male", ""), ("sex", "female", ""),
        ("born", None, "day"), ("born", None, "month"), ("born", None, "year"),
    ]  # fmt: skip


def test_that_counts_under_the_names_of_options_mark_nothing() -> None:
    rows = [
        ("GIẾNG",),
        ("Chủ hộ", "Bản", "Diện hộ", None),
        (None, None, "Nghèo", "Cận nghèo"),
        ("Lò A", "Na Son", 12, 7),
    ]
    assert fields(one(sheet(rows, "C2:D2")))["C"] == ""


def test_that_two_tables_on_one_sheet_are_both_found() -> None:
    rows = [
        ("GIẾNG",), HEAD, (1, "Lò A", "Na Son", None, 3, 1, "1"), (None, "Tổng cộng", None, None, 3),
        (), ("BIỂU PHỤ: GIẾNG CŨ",), ("STT", "Bản", "Chủ hộ", "Số khẩu"), (1, "Na Son", "Lò B", 4),
    ]  # fmt: skip
    first, second = tables(sheet(rows))
    assert (first.data_rows, second.data_rows) == ([3], [8])
    assert second.header_rows == (7, 7)
    assert kinds(second)[6] == "title"


def test_that_headings_on_every_page_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    look = SheetTables._best_head

    def looked(own: SheetTables, row: int, above: Any) -> object:
        asked.append(row)
        return look(own, row, above)

    monkeypatch.setattr(SheetTables, "_best_head", looked)
    rows = [line for page in range(50) for line in (HEAD, (page, f"Lò {page}", "Na Son", None, 3, 1, "1"))]
    table = one(sheet([("GIẾNG",), *rows]))
    assert len(table.data_rows) == 50 and len(asked) == 1
    again = [("GIẾNG",), *rows[:4], (), ("BIỂU SỐ 2: DANH SÁCH GIẾNG CŨ",), *rows[4:6]]
    assert [each.data_rows for each in tables(sheet(again))] == [[3, 5], [9]]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (sheet([]), "trống"),
        (sheet([("Tên", "Số"), ("x", 1), ("y", 2)], state="hidden"), "ẩn"),
        (sheet([("HƯỚNG DẪN",), ("1. Mỗi hộ ghi một dòng.",)]), "hướng dẫn"),
        (sheet([("TT", "Công trình", "Giá"), (1, "Cầu", 5), (2, "Đường", 6)]), "chọn loại hồ sơ"),
    ],
)
def test_that_a_sheet_not_understood_says_why(cells: SheetCells, says: str) -> None:
    table = one(cells)
    assert table.record_type is None
    assert says in table.reason


def test_that_a_list_of_something_else_is_not_taken_for_ours() -> None:
    rows = [("NHÀ Ở",), ("Chủ hộ", "Bản", "Số khẩu", "Mái"), ("Lò A", "Na Son", 3, "cứng")]
    assert one(sheet(rows)).record_type is None
    assert recognise([sheet(rows)], [Well], [LAYOUT], "a.xlsx")[0].record_type is Well


def test_that_an_officer_can_say_what_a_sheet_is() -> None:
    table = one(sheet([("DANH SÁCH",), ("Chủ hộ", "Bản", "Số khẩu"), ("Lò A", "Na Son", 3)]))
    assert take_as(table, Well).data_rows == [3]
    with pytest.raises(Refusal):
        take_as(one(sheet([])), Well)


def test_that_money_without_a_unit_is_doubted_when_it_is_small() -> None:
    rows = [("GIẾNG",), ("Chủ hộ", "Bản", "NSTW"), ("Lò A", "Na Son", 40), ("Lò B", "Na Son", 38)]
    assert "đơn vị" in one(sheet(rows)).doubts[0]
    assert one(listed((1, "Lò A", "Na Son", None, 3, 40_000_000, "1"))).doubts == []


def test_that_counts_are_read_from_labels() -> None:
    assert counts_in("Cộng: 149 hộ, 673 nhân khẩu") == [(149, "hộ"), (673, "nhân khẩu")]
    assert without_count("Xã Na Son (cũ): 155 hộ") == "Xã Na Son (cũ)"
    assert without_count("Xã Na Son (28 hộ)") == "Xã Na Son"
    assert without_count("Tổ dân phố 4") == "Tổ dân phố 4"


def test_that_brackets_say_what_a_heading_means_but_not_by_a_measure_or_of_another_person() -> None:
    assert in_brackets("Người nhận (chủ hộ)") == ["chu ho"]
    assert in_brackets("Địa chỉ (thôn)") == ["thon"]
    for heading in ("Thời hạn (năm)", "Ngày sinh vợ (năm sinh)", "Dân số (xã)", "Quy mô (hộ)"):
        assert in_brackets(heading) == [], heading
    head = ("Chủ hộ", "Bản", "Số quyết định", "Số khẩu", "Ngày sinh vợ (năm sinh)", "Thời hạn (năm)")
    table = one(sheet([("DANH SÁCH GIẾNG",), head, ("Tòng Văn Khụt", "Bản Na Son", "01/QĐ", 4, 1984, 5)]))
    assert list(fields(table).values()) == ["owner", "village", "decision", "members", "", ""]
