"""Asks whether the guide for plugins tells the truth: its sample is taken from the page and driven."""

import importlib.metadata as metadata
import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest

from desktop import hookspecs
from desktop.catalog import LOADED, load_catalog
from desktop.declare.components import Change
from desktop.declare.problems import Grade
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.shared import Place
from desktop.testing import na_son
from desktop.workspace import Workspace, importing

HOOKS = [name for name, asked in vars(hookspecs).items() if hasattr(asked, "ntp_desktop_spec")]


@pytest.fixture(scope="session")
def page(root: Path) -> str:
    return (root / "plugins" / "README.md").read_text("utf-8")


def block(page: str, kind: str, file: str) -> str:
    """The block of code that the page puts into a file."""
    found = re.search(rf"`[\w/]*{re.escape(file)}`:\n\n```{kind}\n(.*?)```", page, re.DOTALL)
    assert found, file
    return found[1]


@pytest.fixture
def gender(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[metadata.EntryPoint]]:
    """The sample, installed as the page's own project file says, in the place of the real Project 8."""
    project = tomllib.loads(block(page, "toml", "pyproject.toml"))
    (package,) = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    named = project["project"]
    site = tmp_path / "site"
    about = site / f"{named['name'].replace('-', '_')}-{named['version']}.dist-info"
    for folder in (site / package, about):
        folder.mkdir(parents=True)
    (site / package / "__init__.py").write_text(block(page, "python", "project8_gender/__init__.py"), "utf-8")
    needs = "".join(f"Requires-Dist: {each}\n" for each in named["dependencies"])
    told = f"Name: {named['name']}\nVersion: {named['version']}\nSummary: {named['description']}\n{needs}"
    (about / "METADATA").write_text(f"Metadata-Version: 2.4\n{told}", "utf-8")
    lines = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in points.items())
        for group, points in named["entry-points"].items()
    ]
    (about / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    monkeypatch.syspath_prepend(str(site))
    found = metadata.distributions(path=[str(site)])
    real = taken_out(package)
    yield [point for each in found for point in each.entry_points.select(group=hookspecs.ENTRY_POINTS)]
    taken_out(package)
    sys.modules.update(real)


def taken_out(package: str) -> dict[str, ModuleType]:
    """The modules of a package, forgotten by the interpreter, so that another may stand in their place."""
    names = [name for name in sys.modules if name.partition(".")[0] == package]
    return {name: sys.modules.pop(name) for name in names}


@pytest.fixture
def opened(gender: list[metadata.EntryPoint], database: Path) -> Iterator[Workspace]:
    """A database in which the sample is at home."""
    workspace = Workspace.open(database, load_catalog(entry_points=gender))
    yield workspace
    workspace.close()


@pytest.fixture
def session(opened: Workspace) -> Callable[..., Record]:
    record_type = opened.catalog.record_type("TrainingSession")
    sound = {"place": na_son(opened), "held_on": date(2026, 3, 5), "topic": "law", "present": 40, "women": 22}
    return lambda **values: record_type(**{**sound, **values})


def test_that_the_sample_is_loaded(gender: list[metadata.EntryPoint]) -> None:
    component = next(each for each in load_catalog(entry_points=gender).components if each.name == "gender")
    assert component.state == LOADED, f"{component.failure}\n{component.details}"
    assert (component.title, component.version) == ("Dự án 8: bình đẳng giới", "0.1.0")


def test_that_the_sample_judges_in_any_script(session: Callable[..., Record]) -> None:
    record_type = type(session())
    assert [problem.field for problem in record_type(present=3, women=5).problems()] == [
        "place",
        "held_on",
        "topic",
        "women",
    ]
    (women,) = session(women=41).problems()
    assert (women.grade, women.field, women.rule) == (
        Grade.BLOCK,
        "women",
        "gender.TrainingSession.women_are_among_those_present",
    )
    assert women.message == "Số nữ 41 lớn hơn số người dự 40; sửa một trong hai số."
    (future,) = session(held_on=date(2999, 1, 1)).problems()
    assert (future.grade, future.field) == (Grade.WARN, "held_on")
    assert session().problems() == []


def test_that_the_sample_has_a_table_search_history_and_undo(
    opened: Workspace, session: Callable[..., Record]
) -> None:
    saved = opened.save(session())
    record_type = type(saved)
    opened.save(saved.changed(women=23))
    with opened.store.reading() as reader:
        assert reader.count(record_type, [Condition("topic", "is", "law")]) == 1
        assert [record.values() for record in reader.rows(record_type)] == [session(women=23).values()]
    (later, _first) = opened.store.history(record_type, saved.id or "")
    assert later.fields == {"women": (22, 23)}
    opened.undo(later.change_set.number)
    assert [record.women for record in rows_of(opened, record_type)] == [22]
    assert opened.store.verify() == []


def rows_of(opened: Workspace, record_type: type[Record]) -> list[Any]:
    with opened.store.reading() as reader:
        return list(reader.rows(record_type))


def fill_in(template: Path, values: dict[str, Any]) -> None:
    """Type into an empty workbook what stands under each heading."""
    book = openpyxl.load_workbook(template)
    sheet = book.worksheets[0]
    labels = {str(cell.value).rstrip(" (*)"): cell for row in sheet.iter_rows() for cell in row}
    row = sheet.max_row + 1
    for label, value in values.items():
        sheet.cell(row, labels[label].column, value)
    book.save(template)


def test_that_the_sample_has_a_template_whose_rows_are_imported(opened: Workspace, tmp_path: Path) -> None:
    record_type, file = opened.catalog.record_type("TrainingSession"), tmp_path / "mau.xlsx"
    importing.write_template(opened, record_type, file)
    typed = {"Xã": "Na Son", "Ngày tổ chức": "5/3/2026", "Chủ đề": "Pháp luật", "Số người dự": 40}
    fill_in(file, typed)
    result = importing.accept(opened, importing.recognise_files(opened, [file]))
    (table,) = [each for each in result.tables if each.record_type]
    assert (table.record_type, table.read, table.new) == (record_type, 1, 1), result.problems
    (row,) = rows_of(opened, record_type)
    assert (row.place, row.held_on, row.topic, row.present, row.women) == (
        na_son(opened),
        date(2026, 3, 5),
        "law",
        40,
        None,
    )


def test_that_a_fault_in_the_samples_workbook_is_named_by_its_cell(opened: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Xã", "Ngày tổ chức", "Chủ đề", "Số người dự", "Trong đó nữ"))
    sheet.append(("Na Son", "5/3/2026", "Pháp luật", 40, 41))
    book.save(tmp_path / "lop.xlsx")
    result = importing.preview(opened, importing.recognise_files(opened, [tmp_path / "lop.xlsx"]))
    (problem,) = result.problems
    assert problem.spot is not None
    assert (problem.spot.cell, problem.grade) == ("E2", Grade.BLOCK)


def test_that_the_samples_export_imports_back_unchanged(
    opened: Workspace, session: Callable[..., Record], tmp_path: Path
) -> None:
    opened.save(session())
    opened.save(session(topic="violence", women=None))
    assert importing.export_records(opened, type(session()), tmp_path / "lop.xlsx") == 2
    result = importing.accept(opened, importing.recognise_files(opened, [tmp_path / "lop.xlsx"]))
    (table,) = [each for each in result.tables if each.record_type]
    assert (table.read, table.unchanged) == (2, 2)


def test_that_the_samples_chart_answers(opened: Workspace, session: Callable[..., Record]) -> None:
    assert opened.drawing("gender_present_by_topic").labels == ()
    opened.save(session())
    opened.save(session(topic="violence", present=60))
    drawing = opened.drawing("gender_present_by_topic")
    assert drawing.labels == ("Pháp luật", "Bạo lực gia đình")
    assert drawing.series[0].values == (40, 60)
    assert drawing.unit == "người"
    assert "100" in drawing.sentence


def test_that_the_sample_passes_check(opened: Workspace, session: Callable[..., Record]) -> None:
    saved = opened.save(session(women=41))
    result = opened.check(type(saved))
    assert (result.checked, [problem.field for problem in result.problems]) == (1, ["women"])


def test_that_the_sample_can_be_taken_out_and_put_back(
    opened: Workspace, session: Callable[..., Record], database: Path, gender: list[metadata.EntryPoint]
) -> None:
    saved = opened.save(session())
    opened.close()
    without = Workspace.open(database, load_catalog(entry_points=[]))
    assert "gender.TrainingSession" not in without.catalog.record_types
    assert without.store.verify() == []
    without.save(without.catalog.record_type("Household")(head_name="Sùng A Chứ"))
    without.close()
    again = Workspace.open(database, load_catalog(entry_points=gender))
    assert rows_of(again, again.catalog.record_type("TrainingSession")) == [saved]
    assert again.store.verify() == []
    again.undo(saved.changed_in)
    assert rows_of(again, again.catalog.record_type("TrainingSession")) == []
    again.close()


def test_that_who_listens_hears_of_the_sample(opened: Workspace, session: Callable[..., Record]) -> None:
    heard: list[Change] = []
    opened.subscribe(heard.extend)
    saved = opened.save(session())
    assert heard == [Change("gender", "TrainingSession", saved.id or "", "new")]


@pytest.mark.parametrize("name", HOOKS)
def test_that_each_hook_stands_in_the_page_with_its_signature(page: str, name: str) -> None:
    signature = str(inspect.signature(getattr(hookspecs, name))).replace("'", "")
    assert f"| `{name}{signature}` |" in page


def test_that_the_page_names_no_other_hook(page: str) -> None:
    assert set(re.findall(r"^\| `(\w+)\(", page, re.MULTILINE)) == set(HOOKS)


@pytest.mark.parametrize("name", HOOKS)
def test_that_each_hook_has_a_test(root: Path, name: str) -> None:
    told = (root / "tests" / "desktop" / "catalog" / "test_loading.py").read_text("utf-8")
    assert f'"{name}"' in told or re.search(rf"def test_\w*{name}", told)


def test_that_every_word_of_the_page_is_at_the_door(page: str) -> None:
    import desktop.api

    examples = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    named = {word for text in examples for word in re.findall(r"\b([A-Z]\w+)\(", text)}
    ours = {"TrainingSession", "Place", "TestGender", "Path"}
    assert named - ours <= set(desktop.api.__all__)


def test_that_every_example_of_the_page_runs(page: str, opened: Workspace) -> None:
    import desktop.api

    sample, *examples = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert "class TrainingSession" in sample
    session = opened.catalog.record_type("TrainingSession")
    words = {**vars(desktop.api), "Place": Place, "TrainingSession": session}
    words["Member"] = type("Member", (Record,), {"title": "Thành viên"})
    for example in examples:
        exec(compile(example, "plugins/README.md", "exec"), words)
    assert words["commune"].as_written == "old_commune"


def test_that_every_kind_of_field_stands_in_the_page(page: str) -> None:
    from desktop.declare import fields

    kinds = set(fields.__all__) - {"MASK", "PLAIN", "AttachedFile", "Field", "Habit", "SumOf"}
    listed = re.search(r"\*\*Fields\.\*\* `([^`]+)`", page)
    assert listed and set(listed[1].split()) == kinds


def test_that_the_page_is_short(page: str) -> None:
    assert len(page.splitlines()) <= 250
