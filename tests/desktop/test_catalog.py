"""Asks whether a faulty component becomes a named entry while everything else works on."""

import ast
import importlib.metadata as metadata
import logging
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import (
    FAILED,
    LOADED,
    OFF,
    Catalog,
    LoadedComponent,
    ask_windows,
    checks,
    load_catalog,
)
from desktop.declare.components import API_VERSION, Change
from desktop.declare.problems import Refusal

Plant = Callable[..., list[metadata.EntryPoint]]

SOUND = """
from desktop.api import *

class Visit(Record):
    title = "Lượt thăm"
    key = ("number",)
    number = Integer("Số", required=True)
    stage = Choice("Bước", {"new": "Mới", "done": "Xong"})
    day = Date("Ngày")

@hookimpl
def register_component():
    return Component("visits", "Thăm hộ")

@hookimpl
def register_record_types():
    return [Visit]
"""

HOOKS = [
    "register_component",
    "register_record_types",
    "register_rules",
    "register_norms",
    "register_indicators",
    "register_charts",
    "register_excel_layouts",
    "register_migrations",
]


def named(catalog: Catalog, name: str) -> LoadedComponent:
    return next(component for component in catalog.components if component.name == name)


def answering(hook: str, answer: str, before: str = "") -> str:
    """The sound component with one more answer."""
    return f"{SOUND}\n{before}\n@hookimpl\ndef {hook}():\n    {answer}\n"


def is_vietnamese(sentence: str) -> bool:
    return bool(re.search("[ăâđêôơưàáảãạầấậếềệốồộớờợứừựịọụỏủ]", sentence)) and sentence.endswith(".")


@pytest.fixture
def failed(plant: Plant) -> Callable[..., LoadedComponent]:
    """Loads a faulty component beside a sound one, and sees that only the faulty one fails."""

    def load(code: str, **options: Any) -> LoadedComponent:
        points = plant("visits", code, **options)
        points += plant("others", SOUND.replace('"visits"', '"others"'))
        catalog = load_catalog(entry_points=points)
        assert [named(catalog, name).state for name in ("shared", "others")] == [LOADED, LOADED]
        assert catalog.record_type("others.Visit").component == "others"
        assert "visits.Visit" not in catalog.record_types
        component = named(catalog, "visits")
        assert component.state == FAILED
        assert is_vietnamese(component.failure), component.failure
        return component

    return load


def test_that_a_sound_component_is_loaded(plant: Plant) -> None:
    catalog = load_catalog(entry_points=plant("visits", SOUND, needs=["ntp-desktop", "pluggy>=1"]))
    component = named(catalog, "visits")
    assert (component.state, component.failure, component.details) == (LOADED, "", "")
    assert (component.title, component.version) == ("Thăm hộ", "1.2")
    assert component.hooks == ["register_component", "register_record_types"]
    assert catalog.record_type("Visit") is catalog.record_type("visits.visit")


def test_that_our_own_component_is_sound() -> None:
    component = named(load_catalog(entry_points=[]), "shared")
    assert component.state == LOADED, component.details


def test_that_safe_mode_imports_no_component(plant: Plant) -> None:
    points = plant("visits", "raise RuntimeError", summary="Thăm hộ")
    component = named(load_catalog(safe=True, entry_points=points), "visits")
    assert (component.state, component.title, component.version) == (OFF, "Thăm hộ", "1.2")
    assert is_vietnamese(component.failure)
    assert "planted_ntp_visits" not in sys.modules


@pytest.mark.parametrize(
    "raised", ["RuntimeError('người')", "SystemExit(3)", "ImportError", "RecursionError"]
)
def test_that_a_component_that_raises_on_import_is_named(
    failed: Callable[..., LoadedComponent], raised: str
) -> None:
    component = failed(f"raise {raised}", summary="Thăm hộ")
    assert component.title == "Thăm hộ"
    assert raised.partition("(")[0] in component.details
    assert "planted_ntp_visits" in component.details


def test_that_code_that_is_no_python_is_named(failed: Callable[..., LoadedComponent]) -> None:
    assert "SyntaxError" in failed("def :").details


@pytest.mark.parametrize("raised", ["ValueError('Sùng A Chứ')", "SystemExit"])
@pytest.mark.parametrize("hook", HOOKS)
def test_that_a_hook_that_raises_is_named_and_no_value_is_logged(
    failed: Callable[..., LoadedComponent], caplog: pytest.LogCaptureFixture, hook: str, raised: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        component = failed(answering(hook, f"raise {raised}"))
    assert f"“{hook}”" in component.failure
    assert raised.partition("(")[0] in component.details
    assert hook in caplog.text
    assert "Sùng" not in caplog.text


@pytest.mark.parametrize("hook", [hook for hook in HOOKS if hook != "register_component"])
@pytest.mark.parametrize("answer", ["return ['a']", "return [int]", "return Component", "yield 5"])
def test_that_an_answer_of_another_kind_names_its_hook(
    failed: Callable[..., LoadedComponent], hook: str, answer: str
) -> None:
    assert f"“{hook}”" in failed(answering(hook, answer)).failure


def test_that_a_missing_library_is_named_without_an_import(failed: Callable[..., LoadedComponent]) -> None:
    component = failed("raise SystemExit", needs=["ntp-desktop", "no-such-library>=2"])
    assert "“no-such-library”" in component.failure
    assert "planted_ntp_visits" not in sys.modules


def test_that_a_library_of_another_version_is_named(failed: Callable[..., LoadedComponent]) -> None:
    assert "“pluggy>=99”" in failed(SOUND, needs=["pluggy>=99"]).failure


def test_that_a_desktop_of_another_version_is_named(failed: Callable[..., LoadedComponent]) -> None:
    assert "“ntp-desktop>=99”" in failed(SOUND, needs=["ntp-desktop>=99"]).failure


def test_that_a_library_for_another_system_is_not_missed(plant: Plant) -> None:
    needs = ['no-such-library; sys_platform == "none"', 'other-library; extra == "more"']
    assert named(load_catalog(entry_points=plant("visits", SOUND, needs=needs)), "visits").state == LOADED


def test_that_a_library_nobody_spoke_of_is_named(failed: Callable[..., LoadedComponent]) -> None:
    component = failed("import no_such_library")
    assert "“no_such_library”" in component.failure
    assert "ModuleNotFoundError" in component.details


def test_that_a_misspelled_hook_is_named(failed: Callable[..., LoadedComponent]) -> None:
    assert "“register_chart”" in failed(answering("register_chart", "return []")).failure


def test_that_a_wrong_argument_of_a_hook_is_named(failed: Callable[..., LoadedComponent]) -> None:
    code = f"{SOUND}\n@hookimpl\ndef register_charts(window):\n    return []\n"
    component = failed(code)
    assert "“register_charts”" in component.failure
    assert "window" in component.details


def test_that_a_component_for_a_newer_desktop_is_named(failed: Callable[..., LoadedComponent]) -> None:
    newer = SOUND.replace('"Thăm hộ"', f'"Thăm hộ", needs_api={API_VERSION + 1}')
    component = failed(newer)
    assert f"API {API_VERSION + 1}" in component.failure
    assert component.title == "Thăm hộ"


@pytest.mark.parametrize("code", ["", "VALUE = 1", SOUND.replace("return Component(", "return (")])
def test_that_a_component_that_does_not_say_who_it_is_is_named(
    failed: Callable[..., LoadedComponent], code: str
) -> None:
    assert "register_component" in failed(code).failure


def test_that_a_component_under_another_name_is_named(failed: Callable[..., LoadedComponent]) -> None:
    assert "“tours”" in failed(SOUND.replace('Component("visits"', 'Component("tours"')).failure


def test_that_of_two_of_one_name_the_first_stays(plant: Plant) -> None:
    points = plant("visits", SOUND, distribution="ntp-b") + plant("visits", SOUND, distribution="ntp-a")
    components = [each for each in load_catalog(entry_points=points).components if each.name == "visits"]
    assert sorted(each.state for each in components) == [FAILED, LOADED]
    assert next(each for each in components if each.state == LOADED).module == "planted_ntp_a"
    assert "“visits”" in next(each for each in components if each.state == FAILED).failure


def test_that_nobody_takes_our_own_name(plant: Plant) -> None:
    catalog = load_catalog(entry_points=plant("shared", SOUND.replace('"visits"', '"shared"')))
    assert sorted(component.state for component in catalog.components) == [FAILED, LOADED]
    assert catalog.record_type("Household").component == "shared"


def test_that_nobody_takes_the_record_type_of_another(failed: Callable[..., LoadedComponent]) -> None:
    taking = SOUND.replace("return [Visit]", "return [Visit, Household]")
    assert "Household" in failed(f"from desktop.shared import Household\n{taking}").failure
    assert load_catalog(entry_points=[]).record_type("Household").qualified_name() == "shared.Household"


def test_that_a_type_that_extends_another_is_its_own(plant: Plant) -> None:
    extending = SOUND.replace("class Visit(Record)", "class Visit(Household)")
    points = plant("visits", f"from desktop.shared import Household\n{extending}")
    catalog = load_catalog(entry_points=points)
    assert catalog.record_type("Visit").qualified_name() == "visits.Visit"
    assert catalog.record_type("Household").qualified_name() == "shared.Household"


def beside(line: str) -> str:
    """The sound component with one more line in its record."""
    return SOUND.replace("    day =", f"    {line}\n    day =")


def charted(arguments: str) -> str:
    return answering(
        "register_charts", f"return [BarChart({arguments})]", 'class Other(Visit): title = "Khác"'
    )


def laid(arguments: str) -> str:
    return answering("register_excel_layouts", f'return [ExcelLayout("a", "A", Visit, {arguments})]')


def ruled(finds: str, field: str = "") -> str:
    return answering(
        "register_rules", f'return [Rule("", "once", "Trùng.", Visit, {finds}, field="{field}")]'
    )


ROWS = """
from desktop.api import *

class Row(Record):
    title = "Dòng"

class Part(Record):
    title = "Phần"
    rows = Details("Dòng", of=Row)
"""
OWNING = ROWS + SOUND.replace("    day =", '    parts = Details("Phần", of=Row)\n    day =')

FAULTS = [
    ("C01", SOUND.replace("[Visit]", "[Visit, Visit]")),
    ("C02", SOUND.replace('    title = "Lượt thăm"\n', "")),
    ("C03", SOUND.replace('("number",)', '("number", "place")')),
    ("C03", SOUND.replace('("number",)', '"number"')),
    ("C03", beside('shown_by = ("name",)')),
    ("C04", beside('good = rule("Sai.", field="nothing")(lambda self: True)')),
    ("C04", ruled('Twice(by=["name"])')),
    ("C04", ruled('Twice(by=["number"])', "name")),
    ("C04", ruled('Twice(by=["number"], where=[Condition("name", "filled")])')),
    ("C04", ruled("lambda reader, among: []", "name")),
    ("C05", SOUND.replace('Date("Ngày")', 'Date("")')),
    ("C06", charted('"Số lượt", Visit, group_by="place"')),
    ("C06", charted('"Số lượt", Visit, group_by="stage", total="money"')),
    ("C06", charted('"Số lượt", Visit, group_by="stage", total="day"')),
    ("C06", charted('"Số lượt", Visit, group_by="stage", split_by="place"')),
    ("C06", charted('"Số lượt", Visit, group_by="stage", where=[Condition("place")]')),
    ("C06", charted('"Số lượt", Visit')),
    ("C06", charted('"", Visit, group_by="stage"')),
    ("C06", OWNING + charted('"Số phần", Visit, "parts"').removeprefix(SOUND)),
    ("C07", laid('[Column(["Bản"], "village")]')),
    ("C07", laid('outline=["village"]')),
    ("C07", laid('constants={"village": "x"}')),
    ("C07", laid('[Column(["Ngày"], "day", also={"village": 1})]')),
    ("C07", laid('[Column(["Cũ"], "stage", mark="old")]')),
    ("C07", laid('[Column(["Ngày"], "number", part="day")]')),
    ("C07", laid('[Column("Ngày", "day")]')),
    ("C08", answering("register_migrations", "return [m002_other]", "def m002_other(schema): ...")),
    ("C09", SOUND.replace("    day =", "    changed_in =")),
    ("C09", SOUND.replace("    day =", "    day__fold =")),
    ("C09", SOUND.replace("    day =", "    values =")),
    ("C09", SOUND.replace("    day =", "    rules =")),
    ("C10", beside('one = Reference("Lượt", to="Visit", hints=("a",))')),
    ("C10", beside('one = Reference("Lượt", to="Visit", as_written="a")')),
    ("C10", beside('one = Reference("Lượt", to="Visit", found_by={"number": "a"})')),
    ("C11", beside('one = Reference("Lượt", to="Nothing")')),
    ("C11", beside('one = Reference("Lượt", to=Record)')),
    ("C12", answering("register_charts", 'return [BarChart("Số", Visit, "stage", name="a") for _ in "ab"]')),
    ("C14", answering("register_norms", 'return [Norm("A", "", "most", 1, "đ", "hộ", LegalText("1/2020"))]')),
    ("C15", charted('"Số", Other, "number"')),
    ("C16", OWNING.replace("of=Row)\n    day", "of=Part)\n    day")),
]


@pytest.mark.parametrize(("id", "code"), FAULTS)
def test_that_a_faulty_declaration_is_a_finding(
    failed: Callable[..., LoadedComponent], id: str, code: str
) -> None:
    component = failed(code)
    assert id in [finding.partition(" ")[0] for finding in component.details.splitlines()]
    assert re.search(r"C\d\d", component.failure)


def test_that_a_name_that_is_no_table_is_a_finding(plant: Plant) -> None:
    catalog = load_catalog(entry_points=plant("Visits-1", SOUND.replace('"visits"', '"Visits-1"')))
    assert named(catalog, "Visits-1").details.startswith("C13 ")


def test_that_every_finding_has_a_test() -> None:
    tree = ast.parse(Path(str(checks.__file__)).read_text("utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    ids = {text[:3] for text in texts if isinstance(text, str) and re.match(r"C\d\d ", text)}
    assert ids == {id for id, _code in FAULTS} | {"C13"}


def test_that_the_chart_of_another_is_not_taken(plant: Plant) -> None:
    chart = answering("register_charts", 'return [BarChart("Số", Visit, "stage", name="visits_by_stage")]')
    points = plant("visits", chart) + plant("again", chart.replace('"visits"', '"again"'))
    catalog = load_catalog(entry_points=points)
    assert named(catalog, "again").state == LOADED
    assert named(catalog, "visits").details.startswith("C12 ")
    assert catalog.chart("visits_by_stage").over.component == "again"


def test_that_one_that_leads_to_a_failed_one_fails_too(plant: Plant) -> None:
    leading = SOUND.replace('"visits"', '"a"').replace(
        "day =", 'to = Reference("Đến", to="b.Visit")\n    day ='
    )
    faulty = SOUND.replace('"visits"', '"b"').replace("day =", 'to = Reference("Đến", to="Gone")\n    day =')
    points = plant("a", leading) + plant("b", faulty)
    catalog = load_catalog(entry_points=points)
    assert [named(catalog, name).details[:3] for name in "ab"] == ["C11", "C11"]
    assert [component.name for component in catalog.loaded()] == ["shared"]


def test_that_a_name_means_a_type_of_ones_own_first(plant: Plant) -> None:
    own = SOUND.replace("class Visit", "class Household").replace("[Visit]", "[Household, Member]")
    own += '\nclass Member(Record):\n    title = "Người"\n    of = Reference("Hộ", to="Household")\n'
    catalog = load_catalog(entry_points=plant("visits", own))
    assert named(catalog, "visits").state == LOADED, named(catalog, "visits").details
    of = catalog.record_type("Member").fields["of"]
    assert catalog.target_of(of).qualified_name() == "visits.Household"  # type: ignore[arg-type]
    with pytest.raises(Refusal, match=r"shared\.Household"):
        catalog.record_type("Household")


def test_that_an_unknown_name_is_refused_with_the_known_ones() -> None:
    catalog = load_catalog(entry_points=[])
    with pytest.raises(Refusal, match="Household"):
        catalog.record_type("Nothing")
    with pytest.raises(Refusal, match="biểu đồ"):
        catalog.chart("nothing")


def test_that_records_did_change_tells_each_component_of_its_own(plant: Plant) -> None:
    hearing = "@hookimpl\ndef records_did_change(changes, reader):\n    heard.extend([*changes, reader])\n"
    heard = f"heard = []\n{hearing}"
    points = plant("visits", f"{SOUND}\n{heard}\n    raise ValueError('Sùng A Chứ')")
    points += plant("others", f"{SOUND}\n{heard}".replace('"visits"', '"others"'))
    catalog = load_catalog(entry_points=points)
    changes = [Change(name, "Visit", "1", "new") for name in ("visits", "others", "shared")]
    reader: Any = object()
    catalog.tell(changes, reader)
    for name, change in (("visits", changes[0]), ("others", changes[1])):
        assert sys.modules[f"planted_ntp_{name}"].heard == [change, reader]
    failing = named(catalog, "visits")
    assert failing.state == LOADED
    assert "“records_did_change”" in failing.failure
    assert "ValueError" in failing.details


def test_that_register_pages_and_register_field_editors_are_asked_in_qt_alone(plant: Plant) -> None:
    windows = (
        "from desktop.api import hookimpl\n"
        "@hookimpl\ndef register_pages(workspace):\n    return [workspace]\n"
        "@hookimpl\ndef register_field_editors():\n    return {int: str}\n"
    )
    points = plant("visits", SOUND, files={"qt.py": windows})
    points += plant("others", SOUND.replace('"visits"', '"others"'), files={"qt.py": "raise RuntimeError"})
    catalog = load_catalog(entry_points=points)
    assert "planted_ntp_visits.qt" not in sys.modules
    (pages,) = ask_windows(catalog, "register_pages", workspace="the workspace")
    (editors,) = ask_windows(catalog, "register_field_editors")
    assert (pages[0].name, pages[1]) == ("visits", ["the workspace"])
    assert editors[1] == {int: str}
    assert "register_pages" in named(catalog, "visits").hooks
    failing = named(catalog, "others")
    assert failing.state == LOADED
    assert is_vietnamese(failing.failure)
    assert "RuntimeError" in failing.details


def test_that_a_misspelled_hook_in_qt_is_named(plant: Plant) -> None:
    windows = "from desktop.api import hookimpl\n@hookimpl\ndef register_page(workspace): ...\n"
    catalog = load_catalog(entry_points=plant("visits", SOUND, files={"qt.py": windows}))
    assert list(ask_windows(catalog, "register_pages", workspace=None)) == []
    assert "“register_page”" in named(catalog, "visits").failure
