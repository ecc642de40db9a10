"""Habits of communes elsewhere: units in a row below, villages over repeated heads, doubts answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.declare.dates import PartialDate, read_date
from desktop.declare.fields import PLAIN, Choice, Money, Reference, Text
from desktop.declare.layouts import ExcelLayout
from desktop.declare.problems import Grade, Problem, Spot
from desktop.declare.records import Record
from desktop.excel.cells import Value
from desktop.excel.columns import plain_names
from desktop.excel.found import FoundTable
from desktop.excel.half_known import could_be
from desktop.excel.imports import parse
from desktop.excel.matching import Vocabulary
from desktop.excel.mixed_lists import left_as_mixed
from desktop.excel.own_findings import CheckedTable, find_all
from desktop.excel.recognise import recognise
from desktop.excel.told_above import option_within, year_above
from desktop.excel.wordings import key_of
from desktop.shared.capital import CapitalFact
from desktop.shared.capital_layouts import LAYOUTS as CAPITAL
from desktop.shared.indicator_layouts import LAYOUTS as INDICATORS
from desktop.shared.indicators import IndicatorValue
from desktop.shared.obstacles import Obstacle
from desktop.shared.places import Place
from desktop.shared.support_history import EarlierSupport
from desktop.workspace import Workspace
from desktop.workspace.import_plan import ImportPlan
from tests.desktop.excel.lists import register, sheet


class Grove(Record):
    title = "Khoảnh rừng"
    key = ("commune", "owner")

    owner = Text("Chủ hộ", person=True, required=True)
    herd = Reference("Gia đình ông", to=Place)
    kind = Choice("Nội dung", {"guard": "Bảo vệ rừng", "plant": "Trồng rừng"}, required=True)
    commune = Reference("Xã", to=Place, required=True)
    villages = Text("Địa điểm các bản")
    village = Text("Thôn, bản")
    amount = Money("Số tiền")
    other = Money("Vốn khác")


SOURCES = ("Ngân sách trung ương", "Ngân sách địa phương")
GROVES = ExcelLayout("groves", "Rừng", Grove, outline=("village", "commune"))


def found(*rows: Sequence[Any], layouts: Sequence[ExcelLayout] = ()) -> FoundTable:
    [table] = recognise([sheet(rows)], [Grove], layouts, "a.xlsx")
    return table


@pytest.fixture
def wells(tmp_path: Path) -> Iterator[Workspace]:
    workspace = register(tmp_path)
    yield workspace
    workspace.close()


@pytest.mark.parametrize(
    "text",
    [
        *("'05/03/1980", "5/3/1980.", "5\\3\\1980", "5,3,1980", "05031980", "5 tháng 3, 1980"),
        *("1980-03-05T00:00:00.000", "05/3-1980", "ngày 5 tháng 3 năm 1980"),
    ],
)
def test_that_a_day_is_read_however_its_figures_are_parted(text: str) -> None:
    assert read_date(text) == date(1980, 3, 5)


def test_that_a_year_of_two_figures_is_read_only_where_one_century_is_left() -> None:
    assert read_date("05.03.80", future=False) == date(1980, 3, 5)
    assert read_date("Sn 1980") == read_date("sinh năm 1980") == PartialDate(1980)
    next_year = f"05.03.{(date.today().year + 1) % 100:02d}"
    for text, future in (("05.03.80", True), ("05.03.12", False), (next_year, False)):
        with pytest.raises(ValueError, match="bốn chữ số"):
            read_date(text, future=future)


def test_that_a_unit_in_the_row_below_belongs_to_its_heading() -> None:
    head = (("TT", "Chủ hộ", "Thôn", "Số tiền"), (None, None, None, "(nghìn đồng)"))
    table = found(*head, (1, "Lò Văn A", "Thôn 1", 3000), layouts=[GROVES])
    [column] = [column for column in table.columns if column.field == "amount"]
    assert (column.heading, column.unit) == ("Số tiền (nghìn đồng)", 1000)


def test_that_figures_below_a_heading_deny_that_it_leads_to_a_record() -> None:
    rows = [(number, "Lò Văn A", "Thôn 1", 5000 * number, 1) for number in range(1, 5)]
    table = found(("TT", "Chủ hộ", "Thôn", "Gia đình", "Số tiền"), *rows, layouts=[GROVES])
    assert not table.column_of("herd")


def test_that_communes_below_a_heading_of_villages_are_the_communes() -> None:
    rows = [(number, "Lò Văn A", f"Xã Na Son {number}", 5) for number in range(1, 5)]
    table = found(("TT", "Chủ hộ", "Địa điểm các bản XD", "Số tiền"), *rows, layouts=[GROVES])
    assert table.column_of("commune") == 3 and not table.column_of("villages")


def test_that_a_village_over_each_repeated_head_is_that_of_the_rows_below_it() -> None:
    rows: list[Any] = [("DANH SÁCH RỪNG",)]
    for village in ("Làng: Plei Toan", "Làng: Plei Du"):
        rows += [(village,), ("TT", "Chủ hộ", "Số tiền", "Vốn khác"), (1, "Siu A", 5, 6), (2, "Siu B", 7, 8)]
    table = found(*rows, layouts=[GROVES])
    told = [table.outline[row]["village"] for row in table.data_rows]
    assert told == ["Làng Plei Toan"] * 2 + ["Làng Plei Du"] * 2


def test_that_a_list_called_as_its_records_are_is_known_by_few_headings() -> None:
    head = (
        "TT",
        "Vướng mắc",
        "Nguyên nhân",
        "Cấp giải quyết được",
        "Dự án",
        "Số hộ",
        "Cách làm",
        "Bước",
        "Hạn",
    )
    row = (1, "Chưa có sổ đỏ", "Giấy tờ đất", "Tỉnh", "Dự án 1", 5, "Chờ", "Hai", "Quý")
    for title, known in (("TỔNG HỢP KHÓ KHĂN, VƯỚNG MẮC", Obstacle), ("TỔNG HỢP", None)):
        [table] = recognise([sheet([(title,), head, row])], [Obstacle], [], "a.xlsx")
        assert table.record_type is Obstacle  # chosen by hand
        [table] = recognise([sheet([(title,), head, row])], [Obstacle, Grove], [], "a.xlsx")
        assert table.record_type is known


def test_that_the_title_tells_what_every_record_must_have_also_where_it_bears_no_marks() -> None:
    for title in ("DANH SÁCH HỘ BẢO VỆ RỪNG", "DANH SACH HO BAO VE RUNG"):
        table = found((title,), ("TT", "Chủ hộ", "Thôn", "Số tiền"), (1, "Lò Văn A", "Thôn 1", 5))
        assert table.outline[3]["kind"] == "Bảo vệ rừng"


def test_that_a_doubt_goes_when_somebody_answers_it() -> None:
    rows = [(number, "Lò Văn A", f"Xã Na Son {number}", 5) for number in range(1, 5)]
    table = found(("TT", "Chủ hộ", "Nơi đó", "Số tiền"), *rows)
    plan = ImportPlan([Path("a.xlsx")], [table])
    asked = {"place": "“Nơi đó” lấy cho", "unit": "không ghi đơn vị", "kind": "Không thấy “Nội dung”"}

    def open_ones() -> set[str]:
        return {name for name, words in asked.items() if any(words in doubt for doubt in table.doubts)}

    assert open_ones() == {"place", "unit", "kind"}
    plan.use(table, table.columns[2], "commune")
    assert open_ones() == {"unit", "kind"}
    plan.set_unit(table, table.columns[3], 1000)
    plan.give(table, "kind", "Trồng rừng", PLAIN)
    assert open_ones() == set()
    plan.give(table, "kind", None, PLAIN)
    assert open_ones() == {"kind"}


def test_that_the_first_sheet_parts_what_is_missing_from_what_is_wrong() -> None:
    table = found(("TT", "Chủ hộ", "Thôn", "Số tiền"), (1, "Lò Văn A", "Thôn 1", 5), layouts=[GROVES])
    wrong = [
        Problem("Ngày nằm trong tương lai.", Grade.BLOCK, spot=Spot("a.xlsx", "Trang 1", 2, 2)),
        Problem("Chưa ghi.", Grade.BLOCK, spot=Spot("a.xlsx", "Trang 1", 2, 9)),
        Problem("Có 8 chữ số.", Grade.BLOCK, spot=Spot("a.xlsx", "Trang 1", 2, 3), rule="G05"),
    ]
    [findings] = find_all([CheckedTable(table, 1, 1, wrong)])
    assert {told.about for told in findings.told} == {
        "Chủ hộ: sai hoặc không đọc được", "còn thiếu", "Thôn: sai hoặc không đọc được (G05)"
    }  # fmt: skip


def capital(*rows: Sequence[Any], merged: Sequence[str] = ()) -> list[FoundTable]:
    return recognise([sheet(rows, *merged)], [CapitalFact, Grove], CAPITAL, "a.xlsx")


def test_that_a_capital_table_whose_title_says_no_kind_is_known_and_asks_for_it() -> None:
    head = (("TT", "Nội dung", "Kế hoạch năm 2026", None, "Đã giải ngân", None),)
    below = (None, None, "NSTW", "NSĐP", "NSTW", "NSĐP")
    rows = (*head, below, (1, "Hỗ trợ nhà ở", 100, 10, 50, 5))
    merged = ("A3:A4", "B3:B4", "C3:D3", "E3:F3")
    for title, kind in (("TÌNH HÌNH GIẢI NGÂN", {}), ("VỐN ĐẦU TƯ", {"capital_kind": "investment"})):
        tables = capital((title,), ("Số liệu đến 31/10/2026",), *rows, merged=merged)
        assert [table.apart for table in tables] == [f"2026 · {of}" for of in SOURCES]
        layout = tables[0].layout
        assert layout is not None and layout.constants == kind
        assert any("“Loại vốn”" in doubt for doubt in tables[0].doubts) is not bool(kind)
        assert tables[0].outline[5].items() >= {"as_of": "31/10/2026", "budget_year": "2026"}.items()


def test_that_kinds_of_capital_beside_each_other_are_records_of_their_own() -> None:
    head = ("TT", "Nội dung", "Kế hoạch năm 2026", None)
    middle, below = (None, None, "Vốn đầu tư", "Vốn sự nghiệp"), (None, None, "NSTW", "NSTW")
    title, row = ("GIẢI NGÂN TÍNH ĐẾN 30/9/2026",), (1, "Hỗ trợ nhà ở", 1, 2)
    tables = capital(title, head, middle, below, row, merged=("A2:A4", "B2:B4", "C2:D2"))
    assert [table.constants["capital_kind"] for table in tables] == ["investment", "recurrent"]


def test_that_plan_and_result_of_an_indicator_are_records_of_their_own() -> None:
    head = ("TT", "Chỉ tiêu", "Kế hoạch năm 2026", "Thực hiện 6 tháng", "Kế hoạch năm 2027")
    tables = recognise([sheet([head, (1, "Hộ có điện", 9, 4, 10)])], [IndicatorValue], INDICATORS, "a.xlsx")
    told = [tuple(table.constants.get(name) for name in ("edition", "period", "year")) for table in tables]
    assert told == [("plan", "year", 2026), ("official", "half", None), ("plan", "year", 2027)]


def test_that_the_year_every_record_needs_is_that_of_the_title() -> None:
    head, row = ("TT", "Chỉ tiêu", "Kỳ", "Loại số liệu", "Giá trị"), (1, "Hộ có điện", "Năm", "Chính thức", 9)
    for title, year in (
        ("CHỈ TIÊU NĂM 2026", "2026"),
        ("CHI TIEU NAM 2026", "2026"),
        ("CHỈ TIÊU NĂM 2025, NĂM 2026", None),
        ("CHI TIEU THEO QUYET DINH KEM THEO NGHI QUYET NAM 2025", None),
        ("CHI TIEU CUA VIET NAM 2026", None),
    ):
        [table] = recognise([sheet([(title,), head, row])], [IndicatorValue], [], "a.xlsx")
        assert table.outline.get(3, {}).get("year") == year


def test_that_a_year_a_record_is_headed_by_besides_its_label_is_that_of_the_title() -> None:
    title = ["DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NHÀ Ở NĂM 2019"]
    assert year_above(EarlierSupport, title) == ("year", "2019")


def test_that_a_place_without_marks_that_begins_as_an_option_tells_none() -> None:
    kind = Choice("Loại", {"fair": "Quản lý"})
    assert option_within(kind, "DANH SACH HO BAN QUAN LY") == ""
    assert option_within(kind, "DANH SACH XQUAN LY") == ""
    assert option_within(kind, "DANH SACH QUAN LY") == "Quản lý"


@pytest.mark.parametrize("family", ["Bàn", "Trương", "Quan", "Xa", "Dư", "Lò"])
def test_that_families_called_as_places_are_people(family: str) -> None:
    owner = Grove.fields["owner"]
    names = [f"{family} Văn {own}" for own in ("Ba", "Co", "Dơ")]
    assert could_be(owner, names, False)
    assert could_be(owner, [name.upper() for name in names], False)
    for places in (("Bản Na Sang", "Bản Na Phát", "Bản Co"), ("Xa Na Son", "Xa Tra Cu", "Quan Hoa")):
        assert not could_be(owner, places, False)


def test_that_two_words_for_one_thing_are_whole_words() -> None:
    assert key_of("Tình hình") == key_of("Trạng thái") == key_of("Tình trạng")
    assert key_of("Trạng tháil") == "trang thail"


def test_that_a_dash_or_a_number_before_a_name_is_none_of_it() -> None:
    assert plain_names(["- Lò Thị A", "2. Lò Văn B", "Y Bhin", None, "–"]) == [
        *("Lò Thị A", "Lò Văn B", "Y Bhin", None, "–"),
    ]
    clean: list[Value] = ["Lò Thị A", "Lò Văn B-52"]
    assert plain_names(clean) is clean


def test_that_an_option_in_quotes_is_told_by_the_title_also_below_a_layout() -> None:
    head, row = ("TT", "Chủ hộ", "Thôn", "Số tiền"), (1, "Lò Văn A", "Thôn 1", "5 triệu")
    table = found(("DANH SÁCH HỘ “BẢO VỆ RỪNG”",), head, row, layouts=[GROVES])
    assert table.outline[3]["kind"] == "Bảo vệ rừng"
    assert not [doubt for doubt in table.doubts if "đơn vị" in doubt]


def test_that_a_table_with_a_column_for_each_commune_says_how_to_turn_it() -> None:
    head, row = ("TT", "Nội dung", "Tổng số", "Xã Bắc Yên", "Xã Mường Bú"), (1, "Nhà ở", 300, 100, 200)
    [table] = recognise([sheet([("PHÂN BỔ VỐN",), head, row])], [Grove, Obstacle], [], "a.xlsx")
    assert table.record_type is None and "“Xã Bắc Yên”, “Xã Mường Bú”" in table.reason


def test_that_an_address_tells_the_village_and_the_commune() -> None:
    head = ("TT", "Chủ hộ", "Nội dung", "Địa chỉ", "Số tiền")
    told = ("Bản Bon, xã Na Son", "Bản Co - Xã Na Son, tỉnh Điện Biên", "Bản Bon, xã Mường Nhà")
    rows = [(number, "Lò Văn A", "Trồng rừng", each, 5) for number, each in enumerate(told, 1)]
    table = found(head, *rows, layouts=[GROVES])
    [village, commune] = [column for column in table.columns if column.column == 4]
    assert (village.field, commune.field) == ("village", "commune")
    assert any("“Địa chỉ” lấy cho “Thôn, bản”, “Xã”" in doubt for doubt in table.doubts)
    parsed = parse(table, lambda _field, text, _hints: (text, ""))
    assert [vars(record)["village"] for record in parsed.records] == ["Bản Bon", "Bản Co", "Bản Bon"]
    assert [vars(record)["commune"] for record in parsed.records] == [
        "xã Na Son",
        "Xã Na Son",
        "xã Mường Nhà",
    ]


class Fence(Grove):
    title = "Hàng rào"


def test_that_a_list_of_several_contents_below_no_title_of_one_is_left_to_somebody() -> None:
    head = ("TT", "Chủ hộ", "Thôn", "Nội dung hỗ trợ", "Số tiền")
    called = [Vocabulary(Grove, titles=("khoảnh rừng",)), Vocabulary(Fence, titles=("hàng rào",))]
    for given, is_mixed in ((("Khoảnh rừng", "Hàng rào"), True), (("Khoảnh rừng", "Rừng"), False)):
        rows = [(number, "Lò Văn A", "Thôn 1", given[number % 2], 5) for number in range(4)]
        table = found(head, *rows, layouts=[GROVES])
        assert left_as_mixed(table, called) is is_mixed
        assert ("“Khoảnh rừng”, “Hàng rào”" in table.reason) is (table.record_type is None) is is_mixed
