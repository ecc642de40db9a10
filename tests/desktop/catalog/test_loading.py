"""Asks whether a faulty component becomes a named entry while everything else works on."""

import logging
import sys
from typing import Any

import pytest

from desktop.catalog import FAILED, LOADED, OFF, ask_windows, load_catalog
from desktop.declare.components import API_VERSION, Change
from tests.desktop.catalog.visits import SOUND, Load, Plant, answering, is_vietnamese, named

HOOKS = [
    "register_component",
    "register_record_types",
    "register_rules",
    "register_norms",
    "register_legal_texts",
    "register_indicators",
    "register_charts",
    "register_reports",
    "register_excel_layouts",
    "register_migrations",
]


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
def test_that_a_component_that_raises_on_import_is_named(failed: Load, raised: str) -> None:
    component = failed(f"raise {raised}", summary="Thăm hộ")
    assert component.title == "Thăm hộ"
    assert raised.partition("(")[0] in component.details
    assert "planted_ntp_visits" in component.details


def test_that_code_that_is_no_python_is_named(failed: Load) -> None:
    assert "SyntaxError" in failed("def :").details


@pytest.mark.parametrize("raised", ["ValueError('Sùng A Chứ')", "SystemExit"])
@pytest.mark.parametrize("hook", HOOKS)
def test_that_a_hook_that_raises_is_named_and_no_value_is_logged(
    failed: Load, caplog: pytest.LogCaptureFixture, hook: str, raised: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        component = failed(answering(hook, f"raise {raised}"))
    assert f"“{hook}”" in component.failure
    assert raised.partition("(")[0] in component.details
    assert hook in caplog.text
    assert "Sùng" not in caplog.text


@pytest.mark.parametrize("hook", [hook for hook in HOOKS if hook != "register_component"])
@pytest.mark.parametrize("answer", ["return ['a']", "return [int]", "return Component", "yield 5"])
def test_that_an_answer_of_another_kind_names_its_hook(failed: Load, hook: str, answer: str) -> None:
    assert f"“{hook}”" in failed(answering(hook, answer)).failure


def test_that_a_missing_library_is_named_without_an_import(failed: Load) -> None:
    component = failed("raise SystemExit", needs=["ntp-desktop", "no-such-library>=2"])
    assert "“no-such-library”" in component.failure
    assert "planted_ntp_visits" not in sys.modules


def test_that_a_library_of_another_version_is_named(failed: Load) -> None:
    assert "“pluggy>=99”" in failed(SOUND, needs=["pluggy>=99"]).failure


def test_that_a_desktop_of_another_version_is_named(failed: Load) -> None:
    assert "“ntp-desktop>=99”" in failed(SOUND, needs=["ntp-desktop>=99"]).failure


def test_that_a_library_for_another_system_is_not_missed(plant: Plant) -> None:
    needs = ['no-such-library; sys_platform == "none"', 'other-library; extra == "more"']
    assert named(load_catalog(entry_points=plant("visits", SOUND, needs=needs)), "visits").state == LOADED


def test_that_a_library_nobody_spoke_of_is_named(failed: Load) -> None:
    component = failed("import no_such_library")
    assert "“no_such_library”" in component.failure
    assert "ModuleNotFoundError" in component.details


def test_that_a_misspelled_hook_is_named(failed: Load) -> None:
    assert "“register_chart”" in failed(answering("register_chart", "return []")).failure


def test_that_a_hook_without_its_mark_is_named(failed: Load) -> None:
    heard = SOUND.replace("@hookimpl\ndef register_record_types", "def register_record_types")
    assert "“register_record_types” thiếu dấu @hookimpl" in failed(heard).failure


@pytest.mark.parametrize("hook", [hook for hook in HOOKS if hook != "register_component"])
def test_that_an_answer_nobody_returned_is_named(failed: Load, hook: str) -> None:
    assert f"“{hook}” không trả lời gì" in failed(answering(hook, "[]")).failure


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("good = rule(lambda self: True)", "begins with what is said"),
        ('good = rule("Sai.")(lambda: True)', "takes self"),
        ('good = rule("Sai.")(lambda self, norms, more: True)', "takes self"),
        ('step = Choice("Bậc", ["Một", "Hai"])', "map a short code to its label"),
    ],
)
def test_that_a_word_used_wrongly_tells_its_author_how(failed: Load, line: str, says: str) -> None:
    assert says in failed(SOUND.replace("    day =", f"    {line}\n    day =")).details


def test_that_a_wrong_argument_of_a_hook_is_named(failed: Load) -> None:
    code = f"{SOUND}\n@hookimpl\ndef register_charts(window):\n    return []\n"
    component = failed(code)
    assert "“register_charts”" in component.failure
    assert "window" in component.details


def test_that_a_component_for_a_newer_desktop_is_named(failed: Load) -> None:
    newer = SOUND.replace('"Thăm hộ"', f'"Thăm hộ", needs_api={API_VERSION + 1}')
    component = failed(newer)
    assert f"API {API_VERSION + 1}" in component.failure
    assert component.title == "Thăm hộ"


@pytest.mark.parametrize("code", ["", "VALUE = 1", SOUND.replace("return Component(", "return (")])
def test_that_a_component_that_does_not_say_who_it_is_is_named(failed: Load, code: str) -> None:
    assert "register_component" in failed(code).failure


def test_that_a_component_under_another_name_is_named(failed: Load) -> None:
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


def test_that_nobody_takes_the_record_type_of_another(failed: Load) -> None:
    taking = SOUND.replace("return [Visit]", "return [Visit, Household]")
    assert "Household" in failed(f"from desktop.shared import Household\n{taking}").failure
    assert load_catalog(entry_points=[]).record_type("Household").qualified_name() == "shared.Household"


def test_that_a_type_that_extends_another_is_its_own(plant: Plant) -> None:
    extending = SOUND.replace("class Visit(Record)", "class Visit(Household)")
    points = plant("visits", f"from desktop.shared import Household\n{extending}")
    catalog = load_catalog(entry_points=points)
    assert catalog.record_type("Visit").qualified_name() == "visits.Visit"
    assert catalog.record_type("Household").qualified_name() == "shared.Household"


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
