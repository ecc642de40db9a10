"""Tables of indicators and of difficulties as offices lay them out, each with what is true of it."""

from __future__ import annotations

from decimal import Decimal as Dec
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop.declare.problems import Grade
from desktop.shared import Place
from desktop.shared.held_up import find_obstacles
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue, PhaseResult
from desktop.shared.obstacles import Obstacle, write_paragraph
from desktop.workspace import Workspace, importing

SCHOOL = "Trẻ mẫu giáo 5 tuổi đến trường"
POOR = "Tỷ lệ nghèo đa chiều vùng dân tộc thiểu số và miền núi"
NA_SON, MUONG_LUAN, PU_NHI = "Na Son", "Mường Luân", "Pu Nhi"
PLAN, DONE, GUESS = "plan", "official", "estimate"
Rows = list[list[Any]]
Truth = set[tuple[Any, ...]]


def row_of(name: str, place: str, *told: tuple[int, str, str, float]) -> Truth:
    return {(name, place, *which, Dec(str(figure))) for *which, figure in told}


FIGURES: dict[str, tuple[Rows, str, Truth]] = {
    "a year before, the plan and what is expected": (
        [
            ["BIỂU CHỈ TIÊU KẾ HOẠCH NĂM 2025 XÃ NA SON"],
            ["STT", "Chỉ tiêu", "ĐVT", "TH 2024", "KH 2025", "Ước TH 2025", "Tỷ lệ đạt (%)", "Ghi chú"],
            ["I", "Giáo dục, giảm nghèo"],
            [1, SCHOOL, "%", 96.5, 98, "97,5", 99, None],
            [2, POOR, "%", "31,2", "28", "27.4", 102, "Vượt"],
        ],
        "",
        row_of(
            SCHOOL, NA_SON, (2024, "year", DONE, 96.5), (2025, "year", PLAN, 98), (2025, "year", GUESS, 97.5)
        )
        | row_of(
            POOR, NA_SON, (2024, "year", DONE, 31.2), (2025, "year", PLAN, 28), (2025, "year", GUESS, 27.4)
        ),
    ),
    "half a year beside the plan, below a title of the first column": (
        [
            ["UBND XÃ NA SON"],
            ["KẾT QUẢ THỰC HIỆN CHỈ TIÊU 6 THÁNG ĐẦU NĂM 2025"],
            [
                "TT",
                "Tên chỉ tiêu",
                "Đơn vị tính",
                "Kế hoạch năm 2025",
                "Thực hiện 6 tháng đầu năm 2025",
                "So với kế hoạch (%)",
                "So với cùng kỳ",
            ],
            [1, SCHOOL, "%", 98, 96, 98, None],
        ],
        "",
        row_of(SCHOOL, NA_SON, (2025, "year", PLAN, 98), (2025, "half", DONE, 96)),
    ),
    "a column for each commune": (
        [
            ["GIAO CHỈ TIÊU KẾ HOẠCH NĂM 2026 CHO CÁC XÃ"],
            ["TT", "Chỉ tiêu", "Đơn vị tính", "Toàn tỉnh", "Xã Na Son", "Xã Mường Luân", "Xã Pu Nhi"],
            [1, SCHOOL, "%", 97, 98, 96, 97],
            [2, POOR, "%", 25, 24, 28, 23],
        ],
        "",
        row_of(SCHOOL, NA_SON, (2026, "year", PLAN, 98))
        | row_of(SCHOOL, MUONG_LUAN, (2026, "year", PLAN, 96))
        | row_of(SCHOOL, PU_NHI, (2026, "year", PLAN, 97))
        | row_of(POOR, NA_SON, (2026, "year", PLAN, 24))
        | row_of(POOR, MUONG_LUAN, (2026, "year", PLAN, 28))
        | row_of(POOR, PU_NHI, (2026, "year", PLAN, 23)),
    ),
    "years over plan and result, a row of marks": (
        [
            ["TỔNG HỢP CHỈ TIÊU XÃ PU NHI"],
            ["TT", "Mục tiêu, chỉ tiêu", "ĐVT", "Năm 2024", None, "Năm 2025", None, None],
            [None, None, None, "Kế hoạch", "Thực hiện", "Kế hoạch", "Ước thực hiện", "So sánh (%)"],
            ["A", "B", "C", 1, 2, 3, 4, "5=4/3"],
            [1, POOR, "%", 30, 29.5, 27, 26.5, 98],
        ],
        "A2:A3 B2:B3 C2:C3 D2:E2 F2:H2",
        row_of(
            *(POOR, PU_NHI, (2024, "year", PLAN, 30), (2024, "year", DONE, 29.5)),
            *((2025, "year", PLAN, 27), (2025, "year", GUESS, 26.5)),
        ),
    ),
    "one figure a row": (
        [
            ["Chỉ tiêu", "Địa bàn", "Năm", "Kỳ báo cáo", "Loại số liệu", "Giá trị", "Nguồn số liệu"],
            [SCHOOL, "Xã Na Son", 2025, "6 tháng", "Kế hoạch", 98, "Trường"],
            [POOR, "Xã Pu Nhi", 2025, "Cả năm", "Thực hiện", 25, "Xã"],
            [POOR, "Xã Mường Luân", 2025, "Cả năm", "Ước TH", 26, "Xã"],
        ],
        "",
        row_of(SCHOOL, NA_SON, (2025, "half", PLAN, 98))
        | row_of(POOR, PU_NHI, (2025, "year", DONE, 25))
        | row_of(POOR, MUONG_LUAN, (2025, "year", GUESS, 26)),
    ),
    "plan and result under each commune": (
        [
            ["CHỈ TIÊU THEO XÃ"],
            ["TT", "Chỉ tiêu", "Đơn vị", "Xã Na Son", None, "Xã Pu Nhi", None],
            [None, None, None, "KH 2025", "TH 2025", "KH 2025", "TH 2025"],
            [1, SCHOOL, "%", 98, 97, 96, 95],
        ],
        "A2:A3 B2:B3 C2:C3 D2:E2 F2:G2",
        row_of(SCHOOL, NA_SON, (2025, "year", PLAN, 98), (2025, "year", DONE, 97))
        | row_of(SCHOOL, PU_NHI, (2025, "year", PLAN, 96), (2025, "year", DONE, 95)),
    ),
    "the year in the title alone": (
        [
            ["UBND XÃ NA SON"],
            ["TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU NĂM 2025"],
            ["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch giao", "Thực hiện", "Tỷ lệ hoàn thành (%)", "Ghi chú"],
            [1, SCHOOL, "%", 98, 97.5, 99, None],
        ],
        "",
        row_of(SCHOOL, NA_SON, (2025, "year", PLAN, 98), (2025, "year", DONE, 97.5)),
    ),
    "nine months": (
        [
            ["BÁO CÁO CHỈ TIÊU 9 THÁNG NĂM 2025 - XÃ PU NHI"],
            ["TT", "Nội dung chỉ tiêu", "Đơn vị tính", "KH năm 2025", "TH 9 tháng", "Ước cả năm"],
            [1, POOR, "%", 25, 26, 25.5],
            [],
            ["Người lập biểu", None, None, None, "CHỦ TỊCH"],
        ],
        "",
        row_of(
            POOR, PU_NHI, (2025, "year", PLAN, 25), (2025, "quarter", DONE, 26), (2025, "year", GUESS, 25.5)
        ),
    ),
}


def brought(workspace: Workspace, folder: Path, rows: Rows, merged: str = "") -> importing.ImportResult:
    """What a workbook of these rows brings."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for area in merged.split():
        book.worksheets[0].merge_cells(area)
    book.save(folder / "a.xlsx")
    return importing.accept(workspace, importing.recognise_files(workspace, [folder / "a.xlsx"]))


@pytest.mark.parametrize("name", FIGURES)
def test_that_every_figure_is_read_with_its_year_and_edition(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    rows, merged, truth = FIGURES[name]
    result = brought(workspace, tmp_path, rows, merged)
    assert not result.refused
    with workspace.store.reading() as reader:
        names = {each.id: each.name for each in reader.rows(IndicatorDefinition)}
        places = {place.id: place.name.removeprefix("Xã ") for place in reader.rows(Place)}
        assert truth == {
            (
                names[each.indicator],
                places[each.place],
                each.year,
                each.period,
                each.edition,
                Dec(str(each.value)),
            )
            for each in reader.rows(IndicatorValue)
        }


def test_that_short_words_for_the_years_of_a_phase_are_read(workspace: Workspace, tmp_path: Path) -> None:
    rows: Rows = [
        ["KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU GIAI ĐOẠN 2021-2025, TỈNH ĐIỆN BIÊN"],
        [
            "TT",
            "Tên chỉ tiêu",
            "ĐVT",
            "TH 2020",
            "Mục tiêu giai đoạn 2021-2025",
            "TH 2021",
            "TH 2022",
            "TH 2023",
            "TH 2024",
            "Ước TH 2025",
            "Đánh giá mức độ hoàn thành",
        ],
        [1, SCHOOL, "%", 90, "≥ 98", 92, 94, 96, 97, "98,5", "Vượt"],
    ]
    assert not brought(workspace, tmp_path, rows).refused
    with workspace.store.reading() as reader:
        [line] = reader.rows(PhaseResult)
    assert (line.base, line.target, line.year_1, line.year_5) == ("90", "≥ 98", "92", "98,5")


DIFFICULTIES: dict[str, tuple[Rows, dict[str, tuple[str, str, str]]]] = {
    "by commune": (
        [
            ["TỔNG HỢP KHÓ KHĂN, VƯỚNG MẮC TRONG THỰC HIỆN CHƯƠNG TRÌNH"],
            [
                "STT",
                "Địa phương",
                "Nội dung khó khăn, vướng mắc",
                "Nguyên nhân",
                "Kiến nghị, đề xuất",
                "Cơ quan có thẩm quyền giải quyết",
                "Thời hạn giải quyết",
                "Ghi chú",
            ],
            [
                1,
                "Xã Na Son",
                "Chưa rõ mức hỗ trợ",
                "Thiếu hướng dẫn",
                "Sớm ban hành",
                "Các bộ, ngành",
                "2026",
                0,
            ],
            [2, "Xã Pu Nhi", "Hộ chưa có sổ đỏ", "Giấy tờ đất", "Cho xác nhận", "UBND tỉnh", "Quý I/2026", 0],
        ],
        {
            "Chưa rõ mức hỗ trợ": (NA_SON, "guidance", "ministry"),
            "Hộ chưa có sổ đỏ": (PU_NHI, "land_papers", "province"),
        },
    ),
    "by project": (
        [
            ["BIỂU TỔNG HỢP VƯỚNG MẮC"],
            [
                "TT",
                "Khó khăn, vướng mắc",
                "Văn bản, điều khoản vướng mắc",
                "Nhóm nguyên nhân",
                "Đề xuất hướng xử lý",
                "Cấp xử lý",
                "Đơn vị kiến nghị",
                "Kết quả xử lý",
            ],
            ["I", "Dự án 1"],
            [
                1,
                "Định mức đất ở thấp",
                "Khoản 1 Điều 4",
                "Định mức",
                "Nâng mức",
                "Tỉnh",
                "Xã Na Son",
                "Đang xét",
            ],
            [2, "Thủ tục dài", "Thông tư", "Trình tự, thủ tục", "Rút gọn", "Chính phủ", "Xã Pu Nhi", None],
        ],
        {
            "Định mức đất ở thấp": (NA_SON, "norm", "province"),
            "Thủ tục dài": (PU_NHI, "procedure", "government"),
        },
    ),
    "of one commune": (
        [
            ["UBND XÃ NA SON"],
            ["DANH MỤC TỒN TẠI, HẠN CHẾ"],
            [
                "TT",
                "Tồn tại, hạn chế",
                "Nguyên nhân chủ yếu",
                "Ngày phát sinh",
                "Giải pháp tháo gỡ",
                "Thẩm quyền",
            ],
            [1, "Thiếu cán bộ", "Nhân lực", "05/3/2025", "Bổ sung", "Tỉnh"],
        ],
        {"Thiếu cán bộ": (NA_SON, "capacity", "province")},
    ),
}


@pytest.mark.parametrize("name", DIFFICULTIES)
def test_that_every_difficulty_is_read_with_its_cause_and_who_can_solve_it(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    rows, truth = DIFFICULTIES[name]
    assert not brought(workspace, tmp_path, rows).refused
    with workspace.store.reading() as reader:
        places = {place.id: place.name.removeprefix("Xã ") for place in reader.rows(Place)}
        found = list(reader.rows(Obstacle))
    assert {each.name: (places[each.place], each.cause, each.level) for each in found} == truth
    assert all(each.question and each.solved_on is None for each in found)


def test_that_the_body_that_issued_a_list_does_not_say_who_can_solve_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows: Rows = [
        ["UBND XÃ NA SON"],
        ["KHÓ KHĂN, VƯỚNG MẮC VÀ KIẾN NGHỊ"],
        ["STT", "Khó khăn, vướng mắc", "Nguyên nhân", "Đề xuất, kiến nghị"],
        [1, "Giá vật liệu tăng", "Giá cả thị trường", "Điều chỉnh dự toán"],
    ]
    result = brought(workspace, tmp_path, rows)
    assert [problem.field for problem in result.problems] == ["level"]


def test_that_causes_in_words_are_kept_and_asked_about_and_never_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    said = "Quỹ đất công của xã đã giao hết từ năm 2019"
    rows: Rows = [
        ["TỔNG HỢP KHÓ KHĂN, VƯỚNG MẮC"],
        [
            "STT",
            "Xã",
            "Khó khăn, vướng mắc",
            "Nguyên nhân",
            "Số hộ bị ảnh hưởng",
            "Kiến nghị",
            "Cấp giải quyết",
        ],
        [1, "Xã Na Son", "Không còn quỹ đất", said, 12, "Cho chuyển đổi", "Tỉnh"],
        [2, "Xã Pu Nhi", "Giá xi măng tăng", "Giá cả", 5, "Điều chỉnh dự toán", "Tỉnh"],
        [3, "Xã Pu Nhi", "Chưa rõ mẫu hồ sơ", None, 5, "Ban hành mẫu", "Tỉnh"],
    ]
    result = brought(workspace, tmp_path, rows)
    assert not result.refused and [question.written for question in result.questions] == [said]
    assert {problem.grade for problem in result.problems} == {Grade.WARN, Grade.NOTE}
    with workspace.store.reading() as reader:
        found = {each.name: each for each in find_obstacles(reader)}
        lines = [line.text for line in write_paragraph(list(found.values()), reader, {})]
    assert [(each.cause, each.cause_told) for each in found.values()] == [
        ("market", None),
        (None, None),
        (None, said),
    ]
    assert not any(each.record_type for each in found.values())
    assert "Chưa xếp nguyên nhân:" in lines and any(said in line for line in lines)


def test_that_the_words_of_a_cause_are_kept_where_somebody_says_which_one_it_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    book = Workbook()
    for row in (
        ["Vướng mắc", "Nguyên nhân", "Nguyên nhân cụ thể", "Nơi gặp", "Cấp giải quyết được"],
        ["Hết quỹ đất", "Đất đã giao hết", "Từ năm 2019", "Xã Na Son", "Tỉnh"],
    ):
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    found = importing.recognise_files(workspace, [tmp_path / "a.xlsx"], record_type=Obstacle)
    (question,) = importing.preview(workspace, found).questions
    found.answers[question.key] = "land_papers"
    importing.accept(workspace, found)
    with workspace.store.reading() as reader:
        [one] = reader.rows(Obstacle)
    assert (one.cause, one.cause_told) == ("land_papers", "Đất đã giao hết; Từ năm 2019")


@pytest.mark.parametrize("title", [None, "UBND XÃ NA SON", "KHÓ KHĂN, VƯỚNG MẮC"])
def test_that_a_list_of_difficulties_without_cause_and_level_is_known(
    workspace: Workspace, tmp_path: Path, title: str | None
) -> None:
    rows: Rows = [
        [title],
        ["STT", "Nội dung", "Khó khăn", "Đề nghị", "Xã"],
        [1, "Hỗ trợ nhà ở", "Chưa có mẫu hồ sơ", "Sớm hướng dẫn", "Xã Na Son"],
        [2, "Hỗ trợ đất ở", "Không còn quỹ đất", "Cho chuyển đổi", "Xã Pu Nhi"],
    ]
    result = brought(workspace, tmp_path, rows if title else rows[1:])
    [table] = [each.found for each in result.tables]
    assert table.record_type is Obstacle
    assert {column.field for column in table.used()} == {"description", "name", "question", "place"}
    assert {doubt.field for doubt in table.raised} == {"cause", "level"}
    blocked = [problem.field for problem in result.problems if problem.grade is Grade.BLOCK]
    assert blocked == ["level", "level"]
