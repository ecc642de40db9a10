"""Asks what of a wheel is shipped: of Qt what is named, of the others all but what is named."""

import pytest

from installer.keep import pattern_of, read_keep

SHIPPED = [
    "PySide6/Qt6Core.dll",
    "PySide6/plugins/platforms/qwindows.dll",
    "pluggy/__init__.py",
    "numpy/_core/multiarray.py",
    "resources/rule_packs/2021-2025/norms.csv",
    "resources/translations/en/LC_MESSAGES/desktop.mo",
    "resources/translations/en/LC_LISTS/desktop.mo",
    "pyside6_essentials-6.11.3.dist-info/METADATA",
    "numpy-2.4.6.dist-info/licenses/LICENSE.txt",
]
LEFT_OUT = [
    "PySide6/Qt6NewThing.dll",
    "PySide6/opengl32sw.dll",
    "PySide6/plugins/platforms/qnew.dll",
    "PySide6/qml/a.py",
    "numpy/tests/test_a.py",
    "numpy/__init__.pyi",
    "resources/demo/make_demo.py",
    "resources/translations/en/LC_MESSAGES/desktop.po",
    "desktop/testing.py",
    "numpy-2.4.6.dist-info/RECORD",
]


@pytest.mark.parametrize("name", SHIPPED)
def test_that_what_is_needed_is_shipped(name: str) -> None:
    assert read_keep().ships(name)


@pytest.mark.parametrize("name", LEFT_OUT)
def test_that_what_is_not_named_stays_out(name: str) -> None:
    assert not read_keep().ships(name)


def test_that_a_star_stays_within_a_folder() -> None:
    assert pattern_of("*.py").fullmatch("a.py")
    assert not pattern_of("*.py").fullmatch("b/a.py")
    assert pattern_of("**/a.{py,so}").fullmatch("c/b/a.so")
