"""Asks whether obstacles keep their rules, count what they hold up, and write their paragraph."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.declare.problems import Grade
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.shared import Household, Obstacle
from desktop.shared.obstacles import affected, read_filter, write_paragraph
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.importing import accept, preview, recognise_files

TYPE = "shared.Household"


def told(record: Record, field: str) -> list[Grade]:
    return [problem.grade for problem in record.problems() if problem.field == field]


def test_that_is_asked_after_it_is_found() -> None:
    late = Obstacle(found_on=date(2026, 3, 2), asked_on=date(2026, 3, 1))
    assert told(late, "asked_on") == [Grade.BLOCK]
    assert told(late.changed(asked_on=date(2026, 3, 2)), "asked_on") == []


def test_that_is_answered_after_it_is_asked() -> None:
    early = Obstacle(asked_on=date(2026, 3, 2), answered_on=date(2026, 3, 1))
    assert told(early, "answered_on") == [Grade.BLOCK]
    assert told(early.changed(answered_on=date(2026, 4, 1)), "answered_on") == []


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("tỉnh", "province"),
        ("UBND xã", "commune"),
        ("Bộ", "ministry"),
        ("TTg", "government"),
        ("QH", "assembly"),
    ],
)
def test_that_a_level_is_understood_as_officers_write_it(written: str, level: str) -> None:
    assert Obstacle.level.parse(written) == level


def test_that_a_level_that_may_mean_several_is_asked_about_with_them() -> None:
    for written in ("TW", "Trung ương", "T.Ư"):
        with pytest.raises(ValueError, match="có thể là “Bộ, ngành”, “Chính phủ, Thủ tướng”, “Quốc hội”"):
            Obstacle.level.parse(written)


def test_that_an_import_offers_what_a_doubtful_level_may_mean(workspace: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Vướng mắc", "Nguyên nhân", "Nơi gặp", "Cấp giải quyết được"])
    book.worksheets[0].append(["Chậm hướng dẫn", "Thủ tục", "Xã Na Son", "TW"])
    book.save(tmp_path / "vướng mắc.xlsx")
    found = recognise_files(workspace, [tmp_path / "vướng mắc.xlsx"], record_type=Obstacle)
    (question,) = preview(workspace, found).questions
    offered = [offer.label for offer in question.offers]
    assert (question.written, offered) == ("TW", ["Bộ, ngành", "Chính phủ, Thủ tướng", "Quốc hội"])
    assert question.proposal is None


def test_that_cause_is_one_of_the_list() -> None:
    assert told(Obstacle(cause_told="Đất đã giao hết."), "cause") == [Grade.WARN]
    assert told(Obstacle(cause="land_papers"), "cause") == []


def test_that_question_says_what_is_asked() -> None:
    assert told(Obstacle(asked_on=date(2026, 3, 2)), "question") == [Grade.WARN]
    assert told(Obstacle(asked_on=date(2026, 3, 2), question="Cho hướng dẫn."), "question") == []


def test_that_answer_says_what_is_answered() -> None:
    assert told(Obstacle(answered_on=date(2026, 3, 2)), "answer") == [Grade.WARN]
    assert told(Obstacle(answered_on=date(2026, 3, 2), answer="Đồng ý."), "answer") == []


def test_that_filter_names_its_record_type() -> None:
    assert told(Obstacle(records="village = Bản A"), "record_type") == [Grade.BLOCK]
    assert told(Obstacle(records="village = Bản A", record_type=TYPE), "record_type") == []


def test_that_filter_can_be_read() -> None:
    assert told(Obstacle(records="village", record_type=TYPE), "records") == [Grade.BLOCK]
    assert told(Obstacle(records="village = Bản A; members >= 4;", record_type=TYPE), "records") == []


def test_that_its_state_is_told_by_its_dates() -> None:
    day = date(2026, 3, 2)
    states = [Obstacle(**{name: day}).state for name in ("found_on", "asked_on", "answered_on", "solved_on")]
    assert states == ["found", "asked", "answered", "solved"]


def test_that_a_saved_filter_is_written_as_in_a_form(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        where = read_filter(
            "commune = Na Son; poverty_class = Hộ nghèo; members >= 4; village ~ na; note =; reason !=",
            Household,
            reader,
        )
        assert where == [
            Condition("commune", "is", na_son(workspace)),
            Condition("poverty_class", "is", "poor"),
            Condition("members", "from", 4),
            Condition("village", "contains", "na"),
            Condition("note", "empty"),
            Condition("reason", "filled"),
        ]
        for wrong in ("xã = Na Son", "earlier_support = 1", "commune = Không Đâu", "members >= nhiều"):
            with pytest.raises(ValueError):
                read_filter(wrong, Household, reader)


def obstacle(workspace: Workspace, **values: Any) -> Obstacle:
    given = {
        "place": na_son(workspace),
        "name": "Hộ đông người thiếu đất ở",
        "cause": "land_papers",
        "level": "province",
        "found_on": date(2026, 3, 2),
        "record_type": TYPE,
        "records": "members >= 6",
        **values,
    }
    saved = workspace.save(Obstacle(**given))
    assert isinstance(saved, Obstacle)
    return saved


def fill(workspace: Workspace) -> None:
    commune = na_son(workspace)
    with workspace.writing("hộ") as writing:
        for number in range(4, 9):
            writing.save(
                Household(
                    head_name=f"Giàng A {number}",
                    commune=commune,
                    ethnicity="hmong",
                    poverty_class="poor",
                    members=number,
                )
            )


def test_that_what_is_held_up_is_counted_from_the_records(workspace: Workspace) -> None:
    fill(workspace)
    types = workspace.catalog.record_types
    with workspace.store.reading() as reader:
        found = affected(obstacle(workspace), reader, types)
        assert found is not None
        assert (found.records, found.households, found.money) == (3, 3, None)
        assert reader.count(found.record_type, found.where) == 3
        assert affected(Obstacle(record_type="gone.Thing"), reader, types) is None
        with pytest.raises(ValueError):
            affected(Obstacle(record_type=TYPE, money="members"), reader, types)


def test_that_the_paragraph_writes_itself(workspace: Workspace) -> None:
    fill(workspace)
    land = obstacle(workspace, clause="Điều 4 QĐ 04/2023/QĐ-TTg", question="Cho phép xác nhận đất ở.")
    rain = obstacle(workspace, name="Mưa lũ kéo dài", cause="weather", record_type=None, records=None)
    broken = obstacle(workspace, name="Bộ lọc hỏng", records="xyz = 1")
    solved = obstacle(workspace, name="Đã xong", solved_on=date(2026, 5, 1))
    with workspace.store.reading() as reader:
        lines = write_paragraph([rain, land, broken, solved], reader, workspace.catalog.record_types)
        (nothing,) = write_paragraph([solved], reader, workspace.catalog.record_types)
    said = "\n".join(line.text for line in lines)
    assert "Không có" in nothing.text
    assert ("Hộ đông người thiếu đất ở", "3 hộ gia đình, 3 hộ") in {
        (line.name, line.holds_up) for line in lines
    }
    assert "- Hộ đông người thiếu đất ở (Điều 4 QĐ 04/2023/QĐ-TTg), ảnh hưởng 3 hộ gia đình, 3 hộ." in said
    assert "- Tỉnh: Cho phép xác nhận đất ở." in said
    assert "Chưa tính được ảnh hưởng" in said
    assert said.index("Giấy tờ đất") < said.index("Thời tiết")
    assert "Đã xong" not in said


def test_that_obstacles_are_drawn_by_cause(workspace: Workspace) -> None:
    obstacle(workspace)
    obstacle(workspace, name="Mưa lũ", cause="weather", solved_on=date(2026, 5, 1))
    drawing = workspace.drawing("obstacles_by_cause")
    assert set(drawing.labels) == {"Giấy tờ đất", "Thời tiết, thiên tai"}


@pytest.mark.parametrize("is_first", [True, False])
def test_that_the_group_of_a_cause_and_its_words_stand_beside_each_other(
    workspace: Workspace, tmp_path: Path, is_first: bool
) -> None:
    book = openpyxl.Workbook()
    causes = [
        ("Nhóm nguyên nhân", "Nguyên nhân"),
        *[("Thời tiết, thiên tai", f"Mưa lũ {n}") for n in range(4)],
    ]
    for number, pair in enumerate(causes):
        name, where, level = ("Vướng mắc", "Nơi gặp", "Cấp giải quyết được")
        told = (name, where, level) if not number else (f"Đường {number} hỏng", "Xã Na Son", "Tỉnh")
        book.worksheets[0].append([told[0], *(pair if is_first else reversed(pair)), *told[1:]])
    book.save(tmp_path / "vuong.xlsx")
    plan = recognise_files(
        workspace, [tmp_path / "vuong.xlsx"], record_type=workspace.catalog.record_type("Obstacle")
    )
    result = accept(workspace, plan)
    assert (result.refused, result.questions) == (0, [])
    with workspace.store.reading() as reader:
        kept = {(each.cause, each.cause_told) for each in reader.rows(Obstacle)}
    assert kept == {("weather", f"Mưa lũ {number}") for number in range(4)}
