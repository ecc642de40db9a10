"""The code lists: complete, unambiguous, and understanding what officers write."""

from collections import Counter
from collections.abc import Mapping

import pytest

from desktop.declare.fields import Choice
from desktop.declare.text import fold_words
from desktop.shared.codes import Entry, ethnic_groups, names, poverty_classes, relations, spellings

LISTS = {"peoples": ethnic_groups, "classes": poverty_classes, "relations": relations}


def choice(entries: Mapping[str, Entry]) -> Choice:
    return Choice("Danh mục", names(entries), spellings=spellings(entries))


def test_that_all_54_peoples_have_their_code_of_1979() -> None:
    codes = [group.code_1979 for group in ethnic_groups().values()]

    assert codes == [f"{number:02}" for number in range(1, 55)]


def test_that_codes_of_2008_are_given_only_where_they_were_seen() -> None:
    seen = {group.code_2008: group.id for group in ethnic_groups().values() if group.code_2008}

    assert sorted(seen) == [f"{number:02}" for number in range(1, 14)]
    assert (seen["04"], seen["06"]) == ("muong", "hoa")
    assert (ethnic_groups()["muong"].code_1979, ethnic_groups()["hoa"].code_1979) == ("06", "04")


@pytest.mark.parametrize("name", LISTS)
def test_that_no_writing_means_two_things(name: str) -> None:
    words = Counter(
        folded
        for entry in LISTS[name]().values()
        for folded in {fold_words(word) for word in (entry.id, entry.name, *entry.spellings)}
    )

    assert [word for word, times in words.items() if times > 1 or not word] == []


@pytest.mark.parametrize("name", LISTS)
def test_that_every_writing_is_read_as_its_own_entry(name: str) -> None:
    entries = LISTS[name]()
    field = choice(entries)

    for entry in entries.values():
        for word in (entry.name, *entry.spellings, entry.name.upper(), f"  {entry.name.lower()} "):
            assert field.parse(word) == entry.id


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mông", "hmong"),
        ("H'mông ", "hmong"),
        ("H’Mông", "hmong"),
        ("HMông", "hmong"),
        ("Mông", "hmong"),
        ("thái", "thai"),
        ("Khơ Mú", "khomu"),
        ("Kh'mú", "khomu"),
        ("Khơ-mú", "khomu"),
        ("Sinh Mun", "xinhmun"),
        ("Xinh-mun", "xinhmun"),
        ("K'Ho", "koho"),
        ("Khmer", "khmer"),
        ("Jrai", "jrai"),
        ("Cao Lan", "san_chay"),
        ("Pa Then", "pa_then"),
        ("Kinh\u00a0", "kinh"),
    ],
)
def test_that_a_people_is_known_however_it_is_written(written: str, meant: str) -> None:
    assert choice(ethnic_groups()).parse(written) == meant


@pytest.mark.parametrize("written", ["Xá", "DT khác", "Dân tộc"])
def test_that_a_word_for_several_peoples_is_not_guessed(written: str) -> None:
    with pytest.raises(ValueError, match="không có trong danh mục"):
        choice(ethnic_groups()).parse(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Hộ nghèo", "poor"),
        ("HN", "poor"),
        ("Nghèo", "poor"),
        ("HCN", "near_poor"),
        ("CN", "near_poor"),
        ("MTN", "escaped"),
        ("Thoát nghèo", "escaped"),
        ("Hộ trung bình", "other"),
        ("Không", "other"),
    ],
)
def test_that_a_poverty_class_is_known_however_it_is_written(written: str, meant: str) -> None:
    assert choice(poverty_classes()).parse(written) == meant


@pytest.mark.parametrize("written", ["Hộ nghèo/cận nghèo", "Đối tượng khác"])
def test_that_a_class_is_not_guessed(written: str) -> None:
    with pytest.raises(ValueError, match="không có trong danh mục"):
        choice(poverty_classes()).parse(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("C.hộ", "head"), ("Con đẻ", "child"), ("C.dâu", "daughter_in_law"), ("Cháu nội", "grandchild"),
     ("Bố đẻ", "father"), ("vợ", "wife")],
)  # fmt: skip
def test_that_a_relation_is_known_however_it_is_written(written: str, meant: str) -> None:
    assert choice(relations()).parse(written) == meant


def test_that_relations_of_one_sex_say_so() -> None:
    known = {entry.id: entry.sex for entry in relations().values()}

    assert (known["wife"], known["husband"], known["child"]) == ("female", "male", "")
    assert set(known.values()) == {"female", "male", ""}
