"""Asks whether words and names stand in the order officers expect."""

import random

from desktop.declare.ordering import person_order, word_order


def mixed(words: list[str]) -> list[str]:
    return random.Random(1).sample(words, len(words))


def test_that_letters_stand_as_in_the_vietnamese_alphabet() -> None:
    wanted = ["An", "Anh", "Ăng", "Ân", "Dí", "Dương", "Đa", "Đông", "E", "Ê", "Ô", "Ơ", "Tủa", "Ư", "Y"]
    assert sorted(mixed(wanted), key=word_order) == wanted


def test_that_tones_count_only_where_the_letters_are_alike() -> None:
    wanted = ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mà An", "Ma Bình", "Man"]
    assert sorted(mixed(wanted), key=word_order) == wanted
    assert word_order("HOÀ") == word_order("hòa")


def test_that_people_stand_by_given_name_then_by_family() -> None:
    wanted = ["Giàng Thị Anh", "Lò Văn Ẳng", "Lò Văn Dí", "Vàng A Dí", "Mùa A Đúa", "Pó", "Vàng A Ủa (chết)"]
    assert sorted(mixed(wanted), key=person_order) == wanted


def test_that_numbers_in_words_are_counted() -> None:
    for wanted in (
        ["DA1", "DA1.2", "DA1.10", "DA2", "DA10"],
        ["TDA1.2", "TDA1.11", "TDA4.1"],
        ["Bản 2", "Bản 10", "Bản 10A", "Bản Án"],
        ["5", "40", "5000000000000000000"],
    ):
        assert sorted(mixed(wanted), key=word_order) == wanted
    assert word_order("Tổ 02") == word_order("tổ 2")


def test_that_any_text_has_a_key() -> None:
    for text in ("", " ", "()", "12", "Khơ-mú", "Ж", "a\u0301\u0323"):
        assert isinstance(word_order(text), str) and isinstance(person_order(text), str)
