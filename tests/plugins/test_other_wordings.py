"""Asks whether each field is known by the words that communes put at the head of its column, said alone."""

from __future__ import annotations

import pytest

from desktop.catalog import Catalog
from desktop.excel.headings import Heading
from desktop.excel.imports import parse
from desktop.excel.matching import Vocabulary
from desktop.excel.recognise import recognise
from tests.desktop.excel.lists import sheet

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "Household": {
        "head_name": ("Họ và tên người đứng đầu hộ", "Họ tên hộ nghèo", "Họ tên đại diện hộ"),
        "ethnicity": ("Thành phần DT", "Thành phần dân tộc"),
        "old_commune": ("Xã trước sáp nhập", "Xã trước khi sắp xếp", "Tên xã cũ", "Xã trước 01/7/2025"),
        "members": ("Số thành viên hộ", "Số khẩu trong hộ"),
        "decision_number": ("QĐ công nhận hộ nghèo",),
        "class_year": ("Năm rà soát",),
    },
    "HousingCase": {
        "head_name": ("Người thụ hưởng", "Hộ được hỗ trợ", "Họ và tên hộ gia đình"),
        "identity_number": ("CMTND", "Số giấy tờ tùy thân"),
        "old_district": ("Huyện trước sắp xếp",),
        "area_done": ("DT xây dựng (m2)", "DT sau hỗ trợ (m2)"),
        "roof_hard": ("Mái lợp",),
        "disbursed": ("Đã thanh toán", "Đã chi trả"),
        "loan_nd28": ("Vay tín dụng chính sách", "Tín dụng NĐ28", "Vay NHCSXH", "Vốn vay"),
        "stage": ("Tình hình thực hiện", "Kết quả thực hiện"),
        "note": ("Chú thích",),
        "finished_on": ("Ngày xong",),
        "no_certificate": ("Chưa có giấy CNQSDĐ",),
    },
    "ResidentialLand": {
        "area": ("DT (m²)", "DT đất ở (m2)"),
        "land_form": ("Phương thức hỗ trợ",),
        "plot_no": ("Thửa",),
        "ethnicity": ("DT", "DT chủ hộ"),
        "provincial_money": ("Ngân sách địa phương",),
    },
    "ProductionLand": {
        "solution": ("Hướng giải quyết", "Phương án"),
        "area_now": ("Đang có", "Đất đang sử dụng"),
        "area_given": ("DT được giao (m2)", "Đất được giao (m2)"),
        "quota": ("Hạn mức",),
    },
    "ProductionProject": {
        "name": ("Tên DA", "Dự án/kế hoạch"),
        "product": ("Loại cây trồng",),
        "area": ("DT (ha)",),
        "status": ("Trạng thái",),
        "ends_on": ("Hoàn thành",),
    },
    "CareerChange": {"loan_nd28": ("Vay Ngân hàng CSXH", "Vốn vay NHCSXH")},
    "HerbProject": {"credit": ("Vay vốn NHCSXH",)},
    "ScatteredWater": {"volume": ("Loại téc (lít)",), "water_form": ("Loại téc",)},
    "ProjectMember": {
        "quantity": ("Số con",),
        "head_name": ("Tên chủ hộ", "Họ tên người đại diện hộ"),
        "project_number": ("DA số", "Thuộc DA số"),
        "item": ("Hạng mục hỗ trợ", "Hiện vật hỗ trợ"),
        "handed_over_on": ("Ngày cấp phát",),
    },
    "Person": {"relation": ("Là gì của chủ hộ",), "education": ("Trình độ văn hóa",)},
    "Model": {"state": ("Tình hình hoạt động", "Trạng thái"), "commune": ("Xã sau sáp nhập",)},
    "StartUp": {
        "name": ("Tên mô hình khởi nghiệp", "Dự án khởi nghiệp"),
        "owner": ("Chủ dự án",),
        "product": ("Ngành nghề",),
        "jobs": ("Số việc làm tạo ra",),
    },
    "ForestContract": {"contract_no": ("Số HĐ",)},
    "Activity": {
        "name": ("Tên lớp tập huấn",),
        "participants": ("Tổng số học viên",),
        "basis": ("Văn bản áp dụng", "Căn cứ pháp lý"),
        "held_on": ("Ngày thực hiện",),
    },
    "BirthExpense": {
        "item": ("Khoản chi",),
        "birth_place": ("Nơi đẻ",),
        "delivery": ("Cách sinh",),
        "paid_on": ("Ngày thanh toán",),
        "amount": ("Số tiền chi trả", "Số tiền thanh toán"),
    },
}


@pytest.mark.parametrize("name", WORDS)
def test_that_a_column_is_known_by_its_words_alone(catalog: Catalog, name: str) -> None:
    record_type = catalog.record_type(name)
    vocabulary = Vocabulary(record_type)
    for field, headings in WORDS[name].items():
        for heading in headings:
            [match] = vocabulary.matches([Heading(1, (heading,))])
            assert match.term.field == field, heading


def test_that_a_list_is_known_that_calls_its_people_as_no_list_does(catalog: Catalog) -> None:
    heads = ["TT", "Hộ ông (bà)", "Năm sinh", "Dân tộc", "Số CCCD", "Bản", "Xã", "Diện hộ", "Tiến độ",
             "NSTW", "NS tỉnh", "Ghi chú"]  # fmt: skip
    names = ["Lò Văn Inh", "Giàng A Sử", "Quàng Thị Ó", "Vàng A Dơ", "Lò Văn Inh"]
    rows = [
        [number, name, 1970 + number, "Thái", f"01107000{number:04}", "Bản Na Son", "Xã Na Son", "Hộ nghèo",
         "Đã hoàn thành", 40_000_000, 4_000_000, None]
        for number, name in enumerate(names, 1)
    ]  # fmt: skip
    types = list(catalog.record_types.values())
    cells = sheet([["DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NHÀ Ở"], [], heads, *rows])
    [table] = recognise([cells], types, list(catalog.layouts.values()), "a.xlsx")
    assert table.record_type is not None and table.record_type.__name__ == "HousingCase"
    assert table.column_of("head_name") is not None
    assert any("Hộ ông (bà)" in doubt for doubt in table.doubts)


def test_that_a_column_of_yes_and_no_is_no_mark_for_a_choice(catalog: Catalog) -> None:
    vocabulary = Vocabulary(catalog.record_type("HousingCase"))
    heads = [
        Heading(1, ("Vướng mắc", "Chưa có sổ đỏ")),
        Heading(2, ("Vướng mắc", "Chưa có bản đồ địa chính")),
    ]
    found = {match.heading.column: match.term.field for match in vocabulary.matches(heads)}
    assert found == {1: "no_certificate", 2: "no_map"}


@pytest.mark.parametrize("name", ["housing_list", "residential_land_list", "production_land_list"])
@pytest.mark.parametrize("decreed", ["Vay NĐ 28", "Vay NĐ28", "Kinh phí | Vay NĐ 28"])
def test_that_a_loan_of_the_bank_is_another_one_beside_that_of_the_decree(
    catalog: Catalog, name: str, decreed: str
) -> None:
    layout = catalog.layouts[name]
    heads = [Heading(1, ("Vay NHCSXH",)), Heading(2, tuple(decreed.split(" | ")))]
    found = Vocabulary(layout.record, layout).matches(heads)
    assert {match.heading.column: match.term.field for match in found} == {1: "loan_other", 2: "loan_nd28"}


@pytest.mark.parametrize(
    ("name", "field"), [("production_projects", "number"), ("production_members", "project_number")]
)
def test_that_the_code_of_a_project_tells_its_number(catalog: Catalog, name: str, field: str) -> None:
    layout = catalog.layouts[name]
    rows = [("DA01", "Nuôi bò", "Lò Văn Inh"), ("DA02", "Nuôi dê", "Vàng A Dơ")]
    cells = sheet([("Mã dự án", "Tên dự án", "Hộ tham gia"), *rows])
    [table] = recognise([cells], [layout.record], [layout], "a.xlsx")
    told = parse(table, lambda _field, text, _hints: (text, "")).records
    assert [getattr(record, field) for record in told] == [1, 2]


@pytest.mark.parametrize(
    ("heading", "is_asked"), [("Vốn vay", True), ("Vay NHCSXH", True), ("Vay NĐ 28", False)]
)
def test_that_a_loan_that_names_no_decree_is_asked_about(
    catalog: Catalog, heading: str, is_asked: bool
) -> None:
    layout = catalog.layouts["housing_list"]
    rows = [(1, "Lò Văn Inh", "Xã Na Son", 40, 20), (2, "Vàng A Dơ", "Xã Na Son", 40, None)]
    heads = ("TT", "Họ và tên chủ hộ", "Xã", "NSTW", heading)
    cells = sheet([("DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NHÀ Ở",), ("Đơn vị tính: triệu đồng",), heads, *rows])
    [table] = recognise([cells], [layout.record], [layout], "a.xlsx")
    assert table.column_of("loan_nd28") == 5
    assert any(doubt.column == 5 and "“Vay khác”" in doubt.says for doubt in table.raised) == is_asked


def test_that_options_side_by_side_are_known_by_their_first_letters(catalog: Catalog) -> None:
    heads = [Heading(1, ("HN",)), Heading(2, ("HCN",))]
    found = Vocabulary(catalog.record_type("Household")).matches(heads)
    assert [match.term.mark for match in found] == ["poor", "near_poor"]


def test_that_options_are_known_by_other_words_and_a_number_alone_is_no_tax_code(catalog: Catalog) -> None:
    needs = [Heading(1, ("Nhu cầu", "Xây mới")), Heading(2, ("Nhu cầu", "Sửa nhà"))]
    marks = [match.term.mark for match in Vocabulary(catalog.record_type("HousingCase")).matches(needs)]
    assert sorted(marks) == ["new", "repair"]
    assert not Vocabulary(catalog.record_type("ProductionProject")).matches([Heading(1, ("Mã số",))])


@pytest.mark.parametrize("is_open", [True, False])
def test_that_a_list_of_projects_is_known_by_all_but_what_it_calls_their_names(
    catalog: Catalog, is_open: bool
) -> None:
    heads = ["TT", "Danh mục", "Cây trồng", "Hình thức", "Bản", "Xã", "Quy mô (ha)", "Tổng số hộ", "Hộ nghèo",
             "Tổng kinh phí", "NSNN hỗ trợ", "Vốn vay", "Đã giải ngân", "Người nhập"]  # fmt: skip
    works = ["Trồng cà phê catimor", "Phát triển mắc ca", "Trồng cà phê tại bản Co", "Chăn nuôi bò sinh sản"]
    rows = [
        [number, work if is_open else "x", "Cà phê", "Cộng đồng", "Bản Co", "Xã Na Son", 12.5, 20, 15,
         900_000_000, 700_000_000, 0, 350_000_000, "Hương"]
        for number, work in enumerate(works, 1)
    ]  # fmt: skip
    types = list(catalog.record_types.values())
    cells = sheet([["DANH SÁCH DỰ ÁN CỘNG ĐỒNG"], [], heads, *rows])
    [table] = recognise([cells], types, list(catalog.layouts.values()), "a.xlsx")
    assert table.record_type is not None and table.record_type.__name__ == "ProductionProject"
    assert (table.column_of("name") == 2) is is_open
    said = "“Danh mục” lấy cho" if is_open else "Không thấy cột “Tên dự án”"
    assert any(said in doubt for doubt in table.doubts)


@pytest.mark.parametrize(
    ("heading", "field", "year"),
    [
        ("KH vốn 2025 | TW", "assigned", 2025),
        ("Vốn được giao năm 2025 | Vốn NSTW", "assigned", 2025),
        ("Kế hoạch vốn | Số vốn kéo dài từ 2024 sang | NSTW", "assigned", 2024),
        ("Kế hoạch vốn | Vốn kéo dài năm 2024 sang năm 2025 | NSTW", "assigned", 2024),
        ("Giải ngân đến 31/12/2025 | Vốn năm 2025 | NSTW", "disbursed", 2025),
        ("Giá trị giải ngân | Vốn năm 2024 kéo dài | NSTW", "disbursed", 2024),
        ("Thanh toán đến 31/12/2025 | NSTW", "disbursed", None),
        ("% giải ngân", "rate", None),
    ],
)
def test_that_money_is_known_by_other_words_for_its_year_and_source(
    catalog: Catalog, heading: str, field: str, year: int | None
) -> None:
    capital = next(each for name, each in catalog.layouts.items() if name.endswith("capital_of_both"))
    vocabulary = Vocabulary(catalog.record_type("CapitalFact"), capital)
    parts = tuple(part.strip() for part in heading.split("|"))
    [match] = vocabulary.matches([Heading(1, parts)])
    assert (match.term.field, match.term.apart.get("plan_year")) == (field, year)
