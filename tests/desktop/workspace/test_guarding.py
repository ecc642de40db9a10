"""Rights of officers: who may change norms, see names, give rights; on every way a write or a file takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal as Dec
from pathlib import Path

import openpyxl
import pytest

from desktop.declare.problems import Refusal
from desktop.shared import Household, Officer, RegisteredNorm
from desktop.shared.officers import NAMES, NORMS
from desktop.testing import na_son
from desktop.workspace import Workspace, importing

HEAD = Officer(account="lan", name="Lò Thị Lan", may_appoint=True, may_set_norms=True, may_see_names=True)
CLERK = Officer(account="Páo", name="Vàng A Páo")
SitAs = Callable[[str], None]


@pytest.fixture
def sit_as(monkeypatch: pytest.MonkeyPatch) -> SitAs:
    """Another account signs in to the PC."""

    def sign_in(name: str) -> None:
        monkeypatch.setattr("getpass.getuser", lambda: name)

    sign_in("lan")
    return sign_in


@pytest.fixture
def kept(workspace: Workspace, sit_as: SitAs) -> Workspace:
    """An office that has given rights; the clerk sits there."""
    workspace.save(HEAD)
    workspace.save(CLERK)
    sit_as("PÁO")
    return workspace


def norm() -> RegisteredNorm:
    return RegisteredNorm.example().changed(code="P1.HOUSE", value=Dec(50_000_000))


def test_that_everybody_may_everything_until_somebody_gives_rights(
    workspace: Workspace, sit_as: SitAs
) -> None:
    assert workspace.guard.may(NORMS) and workspace.guard.may(NAMES)
    workspace.save(CLERK)
    assert workspace.guard.may(NORMS), "a list of officers alone gives no rights"
    workspace.save(norm())


def test_that_a_norm_is_written_by_whoever_has_the_right_and_by_nobody_else(
    kept: Workspace, sit_as: SitAs
) -> None:
    with pytest.raises(Refusal) as refused:
        kept.save(norm())
    assert (
        "định mức" in str(refused.value)
        and "“PÁO”" in str(refused.value)
        and "Lò Thị Lan" in str(refused.value)
    )
    assert not kept.store.change_sets(limit=1)[0].why.startswith("Thêm định mức"), "nothing of it stays"
    sit_as("Lan")
    assert kept.save(norm()).id, "accounts are the same in whatever case they are written"


def test_that_a_norm_does_not_come_in_by_a_workbook_or_by_undo(
    kept: Workspace, sit_as: SitAs, tmp_path: Path
) -> None:
    sit_as("lan")
    saved = kept.save(norm())
    importing.export_records(kept, RegisteredNorm, tmp_path / "norms.xlsx")
    sit_as("Páo")
    plan = importing.recognise_files(kept, [tmp_path / "norms.xlsx"], record_type=RegisteredNorm)
    for attempt in (
        lambda: importing.preview(kept, plan),
        lambda: kept.undo(saved.changed_in),
        lambda: kept.delete(saved),
    ):
        with pytest.raises(Refusal, match="định mức"):
            attempt()


def test_that_rights_begin_with_whoever_sits_here_and_never_end_by_mistake(
    workspace: Workspace, sit_as: SitAs
) -> None:
    with pytest.raises(Refusal, match="tài khoản đang dùng"):
        workspace.save(CLERK.changed(may_appoint=True))
    with workspace.store.reading() as reader:
        begun = Officer(**Officer.begun({}, reader))
    assert (begun.account, begun.may_appoint, begun.may_see_names) == ("lan", True, True)
    head = workspace.save(HEAD)
    with pytest.raises(Refusal, match="ít nhất một"):
        workspace.save(head.changed(may_appoint=None))
    workspace.delete(head)
    assert workspace.guard.may(NORMS), "the last one gone, rights are no longer kept"


def test_that_only_who_may_appoint_gives_rights(kept: Workspace) -> None:
    with pytest.raises(Refusal, match="phân quyền"):
        kept.save(Officer(account="páo hai", may_appoint=True))
    with pytest.raises(Refusal, match="phân quyền"):
        kept.undo(kept.store.change_sets(limit=1)[0].number)


def test_that_names_leave_the_office_by_right_alone(kept: Workspace, sit_as: SitAs, tmp_path: Path) -> None:
    kept.save(
        Household(commune=na_son(kept), village="Na Phát", head_name="Giàng A Thử", birth=date(1980, 1, 2))
    )
    importing.export_records(kept, Household, tmp_path / "masked.xlsx")
    assert "Giàng A Thử" not in _texts(tmp_path / "masked.xlsx")
    with pytest.raises(Refusal, match="họ tên"):
        importing.export_records(kept, Household, tmp_path / "all.xlsx", masked=False)
    with pytest.raises(Refusal, match="họ tên"):
        importing.write_template(kept, Household, tmp_path / "all.xlsx", "03203")
    importing.export_records(kept, RegisteredNorm, tmp_path / "norms.xlsx")
    sit_as("lan")
    importing.export_records(kept, Household, tmp_path / "all.xlsx")
    assert "Giàng A Thử" in _texts(tmp_path / "all.xlsx")
    plan = importing.recognise_files(kept, [tmp_path / "norms.xlsx"], record_type=RegisteredNorm)
    assert plan.understood(), "a list without persons is whole whoever exports it"


def test_that_an_import_does_not_tell_by_a_number_whose_it_is(
    kept: Workspace, sit_as: SitAs, tmp_path: Path
) -> None:
    said = {"commune": na_son(kept), "ethnicity": "hmong", "members": 5, "poverty_class": "poor"}
    kept.save(
        Household(head_name="Vàng A Dí", birth=date(1985, 1, 5), identity_number="011085009675", **said)
    )
    book = openpyxl.Workbook()
    for row in (
        ["DANH SÁCH HỘ NGHÈO XÃ NA SON"],
        ["STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Dân tộc", "Số khẩu", "Phân loại hộ"],
        [1, "Lò Văn Dò", 1985, "011085009675", "Thái", 3, "Hộ nghèo"],
    ):
        book.worksheets[0].append(row)
    book.save(tmp_path / "hộ.xlsx")
    for account, is_told in (("páo", False), ("lan", True)):
        sit_as(account)
        result = importing.preview(kept, importing.recognise_files(kept, [tmp_path / "hộ.xlsx"]))
        told = " ".join(problem.message for problem in result.problems)
        assert ("Vàng A Dí" in told, "CCCD" in told) == (is_told, True)


def test_that_a_sensitive_list_is_closed(kept: Workspace, sit_as: SitAs) -> None:
    closed = [each for each in kept.catalog.record_types.values() if kept.guard.closes(each)]
    assert [each.confidential for each in closed] == [True] * len(closed) and closed
    with pytest.raises(Refusal, match="họ tên"):
        kept.guard.refuse_list(closed[0])
    sit_as("lan")
    kept.guard.refuse_list(closed[0])


def _texts(path: Path) -> set[object]:
    book = openpyxl.load_workbook(path)
    return {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
