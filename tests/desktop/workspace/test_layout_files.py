"""How lists are read goes to another office as a file without data, and is checked when it comes in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.catalog import Catalog, load_catalog
from desktop.declare.layouts import DATES, Column, ExcelLayout
from desktop.declare.problems import Refusal
from desktop.shared import CapitalFact, Household
from desktop.workspace.layout_files import (
    FORMAT,
    VERSION,
    plain_layout,
    read_layout,
    read_layouts,
    write_layouts,
)

LAYOUT = ExcelLayout(
    "ours",
    "Danh sách của chúng tôi",
    Household,
    [
        Column(["Họ tên"], "head_name"),
        Column(["Sinh | Nam"], "birth", also={"sex": "male"}, dates="year"),
        Column(["Diện | Nghèo"], "poverty_class", mark="poor"),
        Column(["Ghi chú"], ""),
    ],
    constants={"class_year": 2026, "commune": "0190a000-0000-7000-8000-000000000000"},
    base="household_list",
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(entry_points=[])


def test_that_a_file_brings_back_what_was_said_but_no_place(tmp_path: Path, catalog: Catalog) -> None:
    file = tmp_path / "mẫu.json"
    assert write_layouts(file, [LAYOUT]) == 1
    assert "0190a000" not in file.read_text("utf-8")
    (layout,) = read_layouts(file, catalog)
    assert [(each.headings, each.field) for each in layout.columns] == [
        (each.headings, each.field) for each in LAYOUT.columns
    ]
    assert layout.columns[1].also == {"sex": "male"}
    assert (layout.columns[1].dates, layout.columns[2].mark) == ("year", "poor")
    assert (layout.constants, layout.base) == ({"class_year": 2026}, "household_list")


def told(**changes: Any) -> dict[str, Any]:
    plain = plain_layout(LAYOUT) | {"type": "shared.Household"} | changes
    return {"format": FORMAT, "version": VERSION, "layouts": [plain]}


def column(**parts: Any) -> list[dict[str, Any]]:
    return [{"heading": "Họ tên", "field": "head_name", **parts}]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "JSON"),
        ("[" * 100_000, "JSON"),
        ({"format": "khác"}, "mẫu bố cục của chương trình"),
        ({"format": FORMAT}, "phiên bản"),
        ({"format": FORMAT, "version": 99}, "mới hơn"),
        ({"format": FORMAT, "version": 1, "layouts": []}, "không có mẫu nào"),
        ({"format": FORMAT, "version": 1, "layouts": [7]}, "một mẫu"),
        (told(type="nowhere.Nothing"), "nowhere.Nothing"),
        (told(base="nothing"), "nothing"),
        (told(columns=[]), "không có cột"),
        (told(columns=[7]), "một cột"),
        (told(columns=column(heading=" ")), "tiêu đề"),
        (told(columns=column(heading="x" * 5000)), "dòng chữ"),
        (told(columns=column(field="nothing")), "nothing"),
        (told(columns=column(field="minority")), "minority"),
        (told(columns=column(unit=1000)), "đơn vị"),
        (told(columns=column(unit=True)), "đơn vị"),
        (told(columns=column(dates="year")), "ngày"),
        (told(columns=column(field="birth", dates="backwards")), "ngày"),
        (told(columns=column(field="poverty_class", mark="rich")), "danh mục"),
        (told(columns=column(also={"sex": ["male"]})), "không đọc được"),
        (told(columns=column() * 2), "hai cột"),
        (told(constants={"class_year": "năm ngoái"}), "Năm công nhận"),
        (told(constants={"class_year": 1700}), "Năm công nhận"),
        (told(constants=[7]), "các giá trị"),
    ],
)  # fmt: skip
def test_that_a_wrong_file_is_refused_by_one_sentence(
    tmp_path: Path, catalog: Catalog, content: Any, says: str
) -> None:
    file = tmp_path / "mẫu.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    with pytest.raises(Refusal) as refused:
        read_layouts(file, catalog)
    assert says in refused.value.message
    assert "mẫu.json" in refused.value.message
    assert refused.value.advice


def test_that_a_file_that_is_missing_is_refused(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(Refusal):
        read_layouts(tmp_path / "không có.json", catalog)
    with pytest.raises(Refusal):
        write_layouts(tmp_path / "không có" / "mẫu.json", [LAYOUT])
    with pytest.raises(Refusal):
        write_layouts(tmp_path / "mẫu.json", [])


MONEY = [name for name, field in CapitalFact.fields.items() if field.kind == "money"]
columns = st.lists(
    st.builds(
        lambda heading, field, unit: Column([heading], field, unit=unit if field else 0),
        st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and "|" not in text),
        st.sampled_from(["", *MONEY]),
        st.sampled_from([0, 1, 1000, 1_000_000, 1_000_000_000]),
    ),
    min_size=1,
    unique_by=lambda each: each.field or id(each),
)


@given(columns)
def test_that_any_layout_comes_back_as_it_was(said: list[Column]) -> None:
    catalog = load_catalog(entry_points=[])
    layout = ExcelLayout("any", "Bất kỳ", CapitalFact, said)
    again = read_layout(json.loads(json.dumps(plain_layout(layout))), catalog, "mẫu.json")
    assert again.columns == said
    assert {each.dates for each in again.columns} <= set(DATES)
