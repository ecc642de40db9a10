"""Asks whether every visible sentence has an English one, with the same places, compiled as it is written."""

import gettext
import re
from pathlib import Path

import pytest

from desktop.collector import collector_at_rest
from desktop.declare import text
from resources.translations.compile_catalogs import (
    block,
    catalogs,
    compiled,
    in_context,
    list_catalogs,
    missing_words,
    quote,
    read_po,
    visible_words,
)

FOLDERS = sorted(catalogs())
_VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
_NAMES = re.compile(r"\{[^}]*\}|“[^”]*”|\b(đồng|đ|Điều|QĐ|NĐ|NĐ-CP|QĐ-\w+|Ninh Thuận)\b")
"""Places, what is quoted, the money, numbers of texts and names are written alike in both languages."""
_TYPED = (
    "stage = Chưa khởi công",
    "đồng, nghìn, triệu",
    "Xã Na Son",
    "Bản Na Sang",
)
"""What an officer types in Vietnamese whatever language the program speaks."""
folders = pytest.mark.parametrize("folder", FOLDERS)


@pytest.fixture(scope="module")
def visible() -> dict[str, set[str]]:
    with collector_at_rest():
        return visible_words()


@folders
def test_that_every_visible_sentence_is_translated(folder: str, visible: dict[str, set[str]]) -> None:
    assert missing_words(visible)[folder] == []


@folders
def test_that_a_translation_has_the_places_of_its_sentence(folder: str) -> None:
    for sentence, translated in read_po(catalogs()[folder]).items():
        if sentence and translated:
            assert places(sentence) == places(translated), sentence


def places(sentence: str) -> set[str]:
    return set(re.findall(r"\{[^}]*\}", sentence))


@folders
def test_that_a_catalog_holds_no_sentence_that_is_gone(folder: str, visible: dict[str, set[str]]) -> None:
    # The desktop's catalog also serves words that only components use.
    shown = set().union(*visible.values()) if folder == "desktop" else visible[folder]
    assert read_po(catalogs()[folder]).keys() - shown - {""} == set()


@folders
def test_that_no_vietnamese_stands_in_an_english_sentence(folder: str) -> None:
    said = {one: way for one, way in read_po(catalogs()[folder]).items() if one != way}
    mixed = {way for way in said.values() if _VIETNAMESE.search(_NAMES.sub("", way))}
    assert {way for way in mixed if not any(typed in way for typed in _TYPED)} == set()


@folders
def test_that_no_sentence_was_written_in_english(folder: str) -> None:
    written = (one for one in read_po(catalogs()[folder]) if not _VIETNAMESE.search(one))
    assert [one for one in written if len(re.findall(r"[A-Za-z]{2,}", _NAMES.sub("", one))) > 2] == []


def test_that_a_sentence_is_said_alike_in_every_catalog() -> None:
    # The first catalog that knows a sentence is asked: another translation would never be seen.
    said: dict[str, set[str]] = {}
    for path in catalogs().values():
        for sentence, translated in read_po(path).items():
            said.setdefault(sentence, set()).add(translated)
    assert {one: ways for one, ways in said.items() if one and len(ways) > 1} == {}


@folders
def test_that_a_catalog_is_compiled_as_it_is_written(folder: str) -> None:
    path = catalogs()[folder]
    assert path.with_suffix(".mo").read_bytes() == compiled(read_po(path))
    with path.with_suffix(".mo").open("rb") as file:
        known = gettext.GNUTranslations(file)
    for sentence, translated in read_po(path).items():
        if sentence and translated:
            assert known.gettext(sentence) == translated


def test_that_what_the_lists_say_is_compiled_apart() -> None:
    for file, entries in list_catalogs().items():
        assert file.read_bytes() == compiled(entries)


def test_that_a_sentence_survives_being_written(tmp_path: Path) -> None:
    strange = 'Dòng “một”\n"hai" \\ba\t{n}'
    file = tmp_path / "a.po"
    file.write_text(f'# lời\nmsgid ""\nmsgstr "x"\n\nmsgid {quote(strange)}\nmsgstr ""\n"a"\n"b"\n', "utf-8")
    assert read_po(file) == {"": "x", strange: "ab"}


def test_that_one_word_may_be_one_and_many(tmp_path: Path) -> None:
    models = text.Plural("Mô hình")
    file = tmp_path / "a.po"
    file.write_text(block(in_context("plural", models), "Models") + "\n" + block(models, "Model"), "utf-8")
    assert read_po(file) == {in_context("plural", models): "Models", "Mô hình": "Model"}
    assert text.translate(models) == "Mô hình"
    try:
        text.add_catalog(catalogs()["plugins/project8_gender/project8_gender"].parents[2])
        text.use_language("en")
        assert (text.translate(models), text.translate("Mô hình")) == ("Models", "Model")
        assert text.translate(text.Plural("Tiến độ")) == text.translate("Tiến độ")
    finally:
        text.use_language("vi")


def test_that_a_unit_is_one_after_a_slash_and_many_after_a_number() -> None:
    try:
        text.add_catalog(catalogs()["plugins/project1_housing/project1_housing"].parents[2])
        text.use_language("en")
        assert (text.translate(text.Each("nhà")), text.translate("nhà")) == ("house", "houses")
    finally:
        text.use_language("vi")


def test_that_the_language_can_be_switched_and_switched_back() -> None:
    try:
        text.add_catalog(catalogs()["plugins/project1_housing/project1_housing"].parents[2])
        text.use_language("en")
        assert text._("Tiến độ") == "Stage"
        assert text._("một câu không ai dịch") == "một câu không ai dịch"
        assert text._("") == ""
    finally:
        text.use_language("vi")
    assert text._("Tiến độ") == "Tiến độ"
