"""The office a database belongs to: what it must say, and what it says of new records."""

from __future__ import annotations

from desktop.shared import Household, Office, PlaceLink, ReportingPeriod
from desktop.shared.office import place_values, read_office
from desktop.testing import na_son
from desktop.workspace import Workspace

COMMUNE = Office(level="commune", province="dien-bien", commune="na-son", name="UBND xã Na Son")
PROVINCE = Office(level="province", province="dien-bien", name="UBND tỉnh Điện Biên")


def problems(office: Office) -> list[str]:
    return [problem.rule.rpartition(".")[2] for problem in office.problems()]


def test_that_commune_office_names_its_commune() -> None:
    assert problems(COMMUNE) == []
    assert problems(Office(level="commune", name="Xã")) == ["commune_office_names_its_commune"]


def test_that_province_office_names_its_province() -> None:
    assert problems(PROVINCE) == []
    assert problems(Office(level="province", name="Tỉnh")) == ["province_office_names_its_province"]
    assert problems(Office(level="central", name="Bộ")) == []


def test_that_a_new_record_starts_in_the_place_of_the_office() -> None:
    assert place_values(COMMUNE, Household) == {"commune": "na-son"}
    assert place_values(PROVINCE, Household) == {}
    assert place_values(COMMUNE, ReportingPeriod) == {"place": "na-son"}
    assert place_values(PROVINCE, ReportingPeriod) == {"place": "dien-bien"}
    assert place_values(COMMUNE, PlaceLink) == {}
    assert place_values(None, ReportingPeriod) == {}


def test_that_there_is_one_office(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        assert read_office(reader) is None
    office = workspace.save(Office(level="commune", commune=na_son(workspace), name="UBND xã Na Son"))
    assert workspace.check(Office).problems == []
    with workspace.store.reading() as reader:
        assert read_office(reader) == office
    workspace.save(Office(level="central", name="Bộ"))
    found = [problem.rule for problem in workspace.check(Office).problems]
    assert found == ["shared.Office.there_is_one_office"]
