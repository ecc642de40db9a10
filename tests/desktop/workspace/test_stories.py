"""Asks whether a household is found and its story told whole, with what is private kept so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.catalog import load_catalog
from desktop.declare.reading import Condition
from desktop.shared import EarlierSupport, Household, Person, SupportScheme
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.stories import PRIVATE, Story, find_households, read_story, sum_of
from desktop.workspace.story_files import counted, printed, write_story

COMPONENT = """
from desktop.api import *
from desktop.shared import KINDS, Household, Person

class Well(Record):
    title = "Giếng"
    plural = "Các giếng"
    key = ("number",)
    number = Text("Số")
    household = Reference("Hộ", to=Household)
    day = Date("Ngày duyệt")
    paid = Money("Đã trả")
    depth = Integer("Sâu", unit="m")
    central = Money("Trung ương")
    loan = Money("Vay")
    class_year = Integer("Năm", grouped=False)
    poverty_class = Choice("Diện", {"near_poor": "Hộ cận nghèo"})
    supports = (
        Support("scattered_water", KINDS["scattered_water"], "household",
                amounts={"NSTW": "central", "NĐ28": "loan"},
                on="day", decision="number", basis="TT 02/2022/TT-UBDT", paid="paid",
                told=("depth",)),
    )

class Birth(Record):
    title = "Gói sinh con"
    key = ("number",)
    number = Text("Số")
    mother = Reference("Mẹ", to=Person)
    year = Integer("Năm", grouped=False)
    money = Money("Tiền")
    supports = (
        Support("safe_birth", KINDS["safe_birth"], "mother", amounts={"NSTW": "money"}, year="year",
                decision="number", sensitive=True),
    )

@hookimpl
def register_component():
    return Component("water", "Dự án thử: nước", order=50)

@hookimpl
def register_record_types():
    return [Well, Birth]
"""


@pytest.fixture
def country(database: Path, plant: Callable[..., Any]) -> Iterator[Workspace]:
    opened = Workspace.open(database, load_catalog(entry_points=plant("water", COMPONENT)))
    yield opened
    opened.close()


@pytest.fixture
def home(country: Workspace) -> str:
    """A household of two with an earlier house, two wells and a birth."""
    commune = na_son(country)
    well, birth = (country.catalog.record_type(name) for name in ("Well", "Birth"))
    with country.store.reading() as reader:
        schemes = {scheme.code: scheme.id for scheme in reader.rows(SupportScheme)}
    with country.writing("Thử") as writing:
        made = Household(
            head_name="Vàng A Dế",
            birth=date(1983, 5, 1),
            ethnicity="hmong",
            commune=commune,
            village="Bản Na Phát",
            members=2,
            poverty_class="poor",
            class_year=2023,
            decision_number="1/QĐ",
        )
        home = writing.save(made).id or ""
        wife = writing.save(Person(full_name="Sùng Thị Mỷ", relation="wife", household=home)).id
        writing.save(Person(full_name="Sùng Thị Mỷ"))
        own: dict[str, Any] = {"head_name": "Vàng A Dế", "household": home, "commune": commune}
        writing.save(
            EarlierSupport(kind="house", scheme=schemes["167/2008"], year=2010, central=8_400_000, **own)
        )
        writing.save(
            well(
                number="5/QĐ",
                household=home,
                day=date(2023, 9, 1),
                central=3_000_000,
                paid=1_000_000,
                depth=7,
            )
        )
        late = {"day": date(2025, 3, 1), "class_year": 2025, "poverty_class": "near_poor"}
        writing.save(well(number="6/QĐ", household=home, central=2_000_000, **late))
        writing.save(well(household=home, central=500_000))
        writing.save(birth(number="7/QĐ", mother=wife, year=2024, money=2_000_000))
    return home


@pytest.fixture
def story(country: Workspace, home: str) -> Story:
    found = read_story(country, home)
    assert found is not None
    return found


@pytest.mark.parametrize("text", ["vang a de", "VÀNG A DẾ", "na phat", "sung thi my"])
def test_that_a_household_is_found_by_head_village_or_member(
    country: Workspace, home: str, text: str
) -> None:
    ((id, name, beside),) = find_households(country, text)
    assert (id, name) == (home, "Vàng A Dế")
    assert beside.startswith("01/05/1983, Bản Na Phát, ")
    assert ("thành viên Sùng Thị Mỷ" in beside) == (text == "sung thi my")


def test_that_nothing_is_found_by_nothing(country: Workspace, home: str) -> None:
    assert find_households(country, "  ") == []
    assert find_households(country, "không ai") == []


def test_that_a_story_tells_members_and_supports_by_component(story: Story) -> None:
    assert [person.full_name for person in story.members] == ["Sùng Thị Mỷ"]
    told = {
        title: [(entry.day, entry.what, entry.under, entry.state) for entry in entries]
        for title, entries in story.by_component()
    }
    assert told == {
        "Lịch sử hỗ trợ": [("2010", "Nhà ở", "QĐ 167/2008/QĐ-TTg", "Đã nhận")],
        "Dự án thử: nước": [
            ("", "Nước sinh hoạt phân tán", "TT 02/2022/TT-UBDT", "Dự kiến"),
            ("01/09/2023", "Nước sinh hoạt phân tán: 7 m", "5/QĐ, TT 02/2022/TT-UBDT", "Đã chi một phần"),
            ("01/03/2025", "Nước sinh hoạt phân tán", "6/QĐ, TT 02/2022/TT-UBDT", "Đã duyệt"),
            ("2024", PRIVATE, "", "Đã nhận"),
        ],
    }
    assert (sum_of(story.entries), sum_of(story.entries, "NSĐP")) == (15_900_000, 0)
    assert story.sources() == ["NSTW", "NSĐP"]
    assert "Bản Na Phát" in story.address


def test_that_a_story_tells_class_and_sums_by_year(story: Story) -> None:
    assert [(line.year, line.classes, line.approved, line.paid, line.planned) for line in story.years] == [
        (2025, ("Hộ cận nghèo",), 2_000_000, 0, 0),
        (2024, (), 2_000_000, 2_000_000, 0),
        (2023, ("Hộ nghèo",), 3_000_000, 1_000_000, 0),
        (2010, (), 8_400_000, 8_400_000, 0),
        (None, (), 0, 0, 500_000),
    ]


def test_that_what_the_bank_lends_is_neither_approved_nor_paid(country: Workspace, home: str) -> None:
    well = country.catalog.record_type("Well")
    with country.store.reading() as reader:
        wells = list(reader.rows(well, [Condition("household", "is", home)]))
    with country.writing("Thử") as writing:
        writing.save_all([each.changed(loan=50_000_000) for each in wells])
    story = read_story(country, home)
    assert story is not None
    assert [
        (line.approved, line.paid, line.planned) for line in story.years if line.year in (2023, None)
    ] == [
        (3_000_000, 1_000_000, 0),
        (0, 0, 500_000),
    ]
    assert "được duyệt 15.400.000 đ · đã chi 11.400.000 đ · dự kiến 500.000 đ" in counted(story)
    assert " · ngoài ra vay 150.000.000 đ · " in counted(story)
    assert sum_of(story.entries, "NĐ28") == 150_000_000


def test_that_a_story_tells_what_is_wrong_alone_and_together(country: Workspace, home: str) -> None:
    well = country.catalog.record_type("Well")
    with country.store.reading() as reader:
        (second,) = reader.rows(well, [Condition("number", "is", "6/QĐ")])
    country.save(second.changed(central=9_000_000))
    story = read_story(country, home)
    assert story is not None
    assert [(each.rule, each.record) for each in story.problems] == [("P1-07-NPT", second.id)]
    assert all(problem.record_type in story.types for problem in story.problems)


def test_that_a_household_that_is_gone_has_no_story(country: Workspace) -> None:
    assert read_story(country, "0" * 32) is None


def test_that_a_story_is_written_as_a_workbook(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "hộ.xlsx"
    write_story(story, path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Hỗ trợ", "Nhân khẩu", "Vấn đề"]
    rows = [[cell.value for cell in row] for row in book["Hỗ trợ"].iter_rows()]
    assert rows[1][0] == "Chủ hộ: Vàng A Dế, 01/05/1983"
    assert [
        "Lịch sử hỗ trợ",
        "2010",
        "Nhà ở",
        "Đã nhận",
        "QĐ 167/2008/QĐ-TTg",
        8_400_000,
        8_400_000,
        8_400_000,
        0,
    ] in rows
    assert rows[0][0] == "HỘ VÀ CÁC KHOẢN HỖ TRỢ"
    assert "NSTW (đ)" in [cell for row in rows for cell in row]
    sums = {row[0]: row[5:7] for row in rows if str(row[0]).startswith(("Cộng", "Tổng"))}
    assert sums == {
        "Cộng Lịch sử hỗ trợ": [8_400_000, 8_400_000],
        "Cộng Dự án thử: nước (gồm dự kiến)": [7_500_000, 3_000_000],
        "Tổng cộng (gồm dự kiến)": [15_900_000, 11_400_000],
    }
    assert not any("7/QĐ" in str(cell) or "Gói sinh" in str(cell) for row in rows for cell in row)


def test_that_a_story_is_laid_out_to_be_printed(story: Story) -> None:
    page = printed(story, date(2026, 11, 22))
    assert "Vàng A Dế" in page and "In ngày 22/11/2026" in page
    assert "15.900.000" in page and "11.400.000" in page
    assert "Tổng cộng (gồm dự kiến)" in page and "NSTW (đ)" in page
    assert "7/QĐ" not in page
