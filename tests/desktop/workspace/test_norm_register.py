"""Asks whether stored norms judge by day, province and time of writing, and stay in step with the program."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from decimal import Decimal as Dec
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import Catalog
from desktop.declare.former_norms import CHANGED_SINCE
from desktop.declare.problems import Grade, Problem
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.shared import Office, RegisteredNorm, RegisteredText
from desktop.shared.places import place_of_code
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace, importing
from desktop.workspace.norm_register import keep_in_step, shipped_norms

CODE, TEXT = "P1.HOUSE.NSTW", "NQ 9/2024/NQ-HĐND"
Norms = Callable[..., RegisteredNorm]


def province_of(workspace: Workspace, code: str) -> str:
    with workspace.store.reading() as reader:
        place = place_of_code(code, reader)
    assert place is not None and place.id
    return place.id


@pytest.fixture
def own(workspace: Workspace) -> Norms:
    """Enters a province's own norm for houses, as its council decided it."""

    def enter(**values: Any) -> RegisteredNorm:
        workspace.save(RegisteredText(number=TEXT, kind="resolution", confidence="H", issuer="HĐND tỉnh"))
        sound: dict[str, Any] = {
            **shipped_row(workspace).values(),
            "value": Dec(50_000_000),
            "text": TEXT,
            "article": "Điều 2",
            "province": province_of(workspace, "11"),
            "valid_from": date(2024, 1, 1),
            "declared_by": None,
        }
        saved = workspace.save(RegisteredNorm(**{**sound, **values}))
        assert isinstance(saved, RegisteredNorm)
        return saved

    return enter


def shipped_row(workspace: Workspace) -> RegisteredNorm:
    with workspace.store.reading() as reader:
        return next(row for row in reader.rows(RegisteredNorm) if row.code == CODE and row.declared_by)


def house(workspace: Workspace, day: date = date(2024, 11, 5), **values: Any) -> Record:
    case = sound_example(workspace, workspace.catalog.record_type("HousingCase"), commune=na_son(workspace))
    return workspace.save(
        case.changed(decision_date=day, total=None, **{"central_money": 46_000_000, **values})
    )


def of_rule(problems: list[Problem], rule: str) -> list[Problem]:
    return [problem for problem in problems if problem.rule == rule]


def checked(workspace: Workspace, rule: str) -> list[Problem]:
    return of_rule(workspace.check(workspace.catalog.record_type("HousingCase")).problems, rule)


def test_that_a_new_database_holds_what_is_declared_and_judges_by_it(
    workspace: Workspace, catalog: Catalog
) -> None:
    assert {(norm.code, norm.value) for norm in workspace.norms} == {
        (norm.code, norm.value) for norm in catalog.norms
    }
    assert set(workspace.norms.texts) >= set(catalog.texts)
    for kind in (RegisteredNorm, RegisteredText):
        assert workspace.check(kind).problems == []
    (problem,) = of_rule(workspace.problems_of(house(workspace)), "P1-05")
    assert "40.000.000 đ/nhà (từ 23/02/2023)" in problem.message
    assert len(workspace.store.change_sets()) == 2


def test_that_a_province_overrides_a_norm_for_its_own_cases_from_its_day_on(
    workspace: Workspace, own: Norms
) -> None:
    own(value=Dec(45_000_000))
    (problem,) = of_rule(workspace.problems_of(house(workspace)), "P1-05")
    assert "45.000.000 đ/nhà (từ 01/01/2024; mức của tỉnh theo NQ 9/2024/NQ-HĐND" in problem.message
    assert "thay mức chung 40.000.000 đ/nhà theo QĐ 04/2023/QĐ-TTg" in problem.message
    assert problem.basis == "NQ 9/2024/NQ-HĐND, Điều 2"
    (earlier,) = of_rule(workspace.problems_of(house(workspace, date(2023, 11, 5))), "P1-05")
    assert earlier.basis == "QĐ 04/2023/QĐ-TTg"


def test_that_a_rule_over_many_records_asks_the_norms_each_was_judged_by(
    workspace: Workspace, own: Norms
) -> None:
    day = date(2024, 11, 5)
    before = house(workspace)
    own(value=Dec(45_000_000))
    after = house(workspace, head_name="Vàng A Dí")
    with workspace.store.reading() as reader:
        told = [reader.norms_of(case).at(CODE, day) for case in (before, after)]
    assert [norm.value for norm in told if norm] == [40_000_000, 45_000_000]
    with workspace.writing("Xét trong lúc ghi") as writing:
        new = writing.norms_of(after.changed(id=None, changed_in=0)).at(CODE, day)
    assert new is not None and new.value == 45_000_000


def test_that_a_norm_entered_in_another_window_judges_what_is_written_here(
    workspace: Workspace, database: Path, catalog: Catalog
) -> None:
    other = Workspace.open(database, catalog)
    before = shipped_row(other)
    other.save(before.changed(value=before.value - 1))
    other.close()
    assert shipped_row(workspace).value == before.value - 1
    day = date(2024, 11, 5)
    known = workspace.norms.at(CODE, day)
    house(workspace, day)
    now = workspace.norms.at(CODE, day)
    assert known is not None and now is not None
    assert (known.value, now.value) == (before.value, before.value - 1)


def test_that_a_norm_of_another_province_changes_nothing_here(workspace: Workspace, own: Norms) -> None:
    own(province=province_of(workspace, "01"))
    (problem,) = of_rule(workspace.problems_of(house(workspace)), "P1-05")
    assert "tối đa 40.000.000 đ/nhà" in problem.message
    assert workspace.norms.province == ""
    workspace.save(Office(name="UBND tỉnh", level="province", province=province_of(workspace, "01")))
    assert workspace.norms.province == "01"
    assert (workspace.norms.at(CODE, date(2024, 11, 5)) or shipped_row(workspace)).value == 50_000_000


def test_that_a_case_keeps_the_norm_it_was_judged_by_and_the_check_says_so(
    workspace: Workspace, own: Norms
) -> None:
    case = house(workspace)
    entered = own()
    assert len(checked(workspace, "P1-05")) == 1
    (told,) = checked(workspace, CHANGED_SINCE)
    assert (told.record, told.grade) == (case.id, Grade.WARN)
    assert "trước: 40.000.000 đ/nhà, QĐ 04/2023/QĐ-TTg" in told.message
    assert "nay: 50.000.000 đ/nhà, NQ 9/2024/NQ-HĐND, Điều 2" in told.message
    assert of_rule(workspace.problems_of(case), CHANGED_SINCE) == [told]

    workspace.save(entered.changed(reaches_back=True))
    assert checked(workspace, "P1-05") == []
    assert [problem.grade for problem in checked(workspace, CHANGED_SINCE)] == [Grade.NOTE]

    workspace.undo(workspace.store.change_sets()[0].number)
    assert len(checked(workspace, "P1-05")) == 1
    workspace.save(case.changed(central_money=47_000_000))
    assert checked(workspace, "P1-05") == checked(workspace, CHANGED_SINCE) == []


def test_that_a_sound_case_is_told_of_a_norm_that_was_lowered_for_the_past(workspace: Workspace) -> None:
    house(workspace, date(2022, 5, 1), central_money=None, head_name="Vàng A Dí")
    case = house(workspace, central_money=40_000_000)
    assert checked(workspace, "P1-05") == []
    workspace.save(shipped_row(workspace).changed(value=Dec(30_000_000)))
    assert checked(workspace, "P1-05") == []
    (told,) = checked(workspace, CHANGED_SINCE)
    assert told.record == case.id


def test_that_a_norm_of_later_days_touches_no_approved_case(workspace: Workspace, own: Norms) -> None:
    house(workspace)
    own(valid_from=date(2026, 1, 1), value=Dec(1))
    assert len(checked(workspace, "P1-05")) == 1
    assert checked(workspace, CHANGED_SINCE) == []


def test_that_a_deleted_norm_judges_no_new_case(workspace: Workspace) -> None:
    old = house(workspace)
    workspace.delete(shipped_row(workspace))
    assert len(checked(workspace, "P1-05")) == len(checked(workspace, CHANGED_SINCE)) == 1
    assert "nay: chưa có" in checked(workspace, CHANGED_SINCE)[0].message
    workspace.save(old.changed(central_money=47_000_000))
    assert checked(workspace, "P1-05") == []


def other_amount(catalog: Catalog, value: int) -> Catalog:
    """The catalog of a later version of the program."""
    components = [dataclasses.replace(component) for component in catalog.components]
    for component in components:
        component.norms = [
            dataclasses.replace(norm, value=Dec(value)) if norm.code == CODE else norm
            for norm in component.norms
        ]
    return Catalog(components)


def test_that_the_program_keeps_its_own_rows_in_step(workspace: Workspace, catalog: Catalog) -> None:
    sets = len(workspace.store.change_sets())
    keep_in_step(workspace.store, catalog)
    assert len(workspace.store.change_sets()) == sets
    keep_in_step(workspace.store, other_amount(catalog, 41_000_000))
    assert shipped_row(workspace).value == 41_000_000
    written = workspace.store.change_sets()[0]
    assert (written.who, written.changed, written.new, written.deleted) == ("system", 1, 0, 0)

    later = other_amount(catalog, 41_000_000)
    for component in later.components:
        component.norms = [norm for norm in component.norms if norm.code != CODE]
    keep_in_step(workspace.store, later)
    with workspace.store.reading() as reader:
        assert CODE not in {row.code for row in reader.rows(RegisteredNorm)}


def test_that_a_row_an_office_has_changed_or_deleted_stays_its_own(
    workspace: Workspace, catalog: Catalog
) -> None:
    row = shipped_row(workspace)
    workspace.save(row.changed(value=Dec(42_000_000)))
    keep_in_step(workspace.store, other_amount(catalog, 41_000_000))
    assert shipped_row(workspace).value == 42_000_000
    (told,) = [each for each in workspace.check(RegisteredNorm).problems if each.record == row.id]
    assert "chương trình ghi 40.000.000 đ/nhà, từ 23/02/2023" in told.message
    workspace.delete(shipped_row(workspace))
    keep_in_step(workspace.store, catalog)
    with workspace.store.reading() as reader:
        assert reader.get(RegisteredNorm, row.id or "") is None


def test_that_rows_of_a_component_that_is_away_stay(workspace: Workspace, catalog: Catalog) -> None:
    rest = Catalog([component for component in catalog.components if component.name != "housing"])
    keep_in_step(workspace.store, rest)
    assert shipped_row(workspace).id in shipped_norms(catalog)


@pytest.mark.parametrize("away", ["housing", "value_chain", "gender"])
def test_that_a_component_away_for_one_start_leaves_no_trace_in_the_texts_it_cites(
    workspace: Workspace, catalog: Catalog, away: str
) -> None:
    sets = len(workspace.store.change_sets())
    keep_in_step(workspace.store, Catalog([one for one in catalog.components if one.name != away]))
    keep_in_step(workspace.store, catalog)
    assert len(workspace.store.change_sets()) == sets


def test_that_corrections_of_the_program_are_taken_while_another_component_is_away(
    workspace: Workspace, catalog: Catalog
) -> None:
    here = Catalog([dataclasses.replace(one) for one in catalog.components if one.name != "housing"])
    gender = next(one for one in here.components if one.name == "gender")
    old = next(norm for norm in gender.norms if norm.article == "Điều 38")
    issued = dataclasses.replace(old.text, issuer="Bộ Tài chính mới")
    gender.texts = [issued if text.number == issued.number else text for text in gender.texts]
    gender.norms = [
        dataclasses.replace(
            norm,
            text=issued if norm.text.number == issued.number else norm.text,
            content="Mức đã sửa" if norm.article == old.article else norm.content,
        )
        for norm in gender.norms
    ]
    for component in here.components:
        component.texts = [issued if text.number == issued.number else text for text in component.texts]
    before = text_of(workspace, issued.number)
    keep_in_step(workspace.store, Catalog(here.components))
    row = text_of(workspace, issued.number)
    assert row.issuer == "Bộ Tài chính mới" != before.issuer
    # What only the absent component told stays; what is declared here is as it is declared now.
    assert [(each.article, each.says) for each in row.articles] == [
        (each.article, "Mức đã sửa" if each.article == "Điều 38" else each.says) for each in before.articles
    ]
    assert len(row.articles) > 1

    workspace.save(row.changed(issuer="Do cơ quan sửa"))
    keep_in_step(workspace.store, Catalog(here.components))
    assert text_of(workspace, issued.number).issuer == "Do cơ quan sửa"


def text_of(workspace: Workspace, number: str) -> RegisteredText:
    with workspace.store.reading() as reader:
        (row,) = reader.rows(RegisteredText, [Condition("number", "is", number)])
    return row


def test_that_a_pack_of_another_office_is_an_ordinary_import(
    workspace: Workspace, own: Norms, tmp_path: Path
) -> None:
    own()
    files = [tmp_path / "văn bản.xlsx", tmp_path / "định mức.xlsx"]
    for kind, file in zip((RegisteredText, RegisteredNorm), files, strict=True):
        importing.export_records(workspace, kind, file)
    same = importing.accept(workspace, importing.recognise_files(workspace, files))
    assert {table.record_type for table in same.tables} == {RegisteredText, RegisteredNorm}
    assert all(table.read == table.unchanged > 0 for table in same.tables)
    assert same.problems == []
    for kind in (RegisteredNorm, RegisteredText):
        with workspace.store.reading() as reader:
            added = next(
                row
                for row in reader.rows(kind)
                if TEXT in (row.values().get("text"), row.values().get("number"))
            )
        workspace.delete(added)
    assert (
        workspace.norms.within("11").at(CODE, date(2024, 5, 1)) or shipped_row(workspace)
    ).value == 40_000_000
    plan = importing.recognise_files(workspace, files)
    seen = importing.preview(workspace, plan)
    assert sorted(table.new for table in seen.tables) == [1, 1]
    done = importing.accept(workspace, importing.recognise_files(workspace, files))
    assert (
        workspace.norms.within("11").at(CODE, date(2024, 5, 1)) or shipped_row(workspace)
    ).value == 50_000_000
    workspace.undo(done.change_set or 0)
    assert (
        workspace.norms.within("11").at(CODE, date(2024, 5, 1)) or shipped_row(workspace)
    ).value == 40_000_000
