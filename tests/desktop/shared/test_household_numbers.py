"""Numbers of other registers: many for a household, one household for each."""

from desktop.declare.problems import Grade
from desktop.shared import Household, HouseholdNumber
from desktop.shared.households import Person
from desktop.testing import sound_example
from desktop.workspace import Workspace
from desktop.workspace.stories import read_story


def number(household: str, scheme: str, value: str, **more: str) -> HouseholdNumber:
    return HouseholdNumber(household=household, scheme=scheme, number=value, **more)


def test_that_other_register_is_named() -> None:
    nameless = number("a", "other", "12")
    assert [problem.field for problem in nameless.problems()] == ["register"]
    assert number("a", "other", "12", register="Sổ bản").problems() == []


def test_that_number_means_one_household(workspace: Workspace) -> None:
    one = workspace.save(sound_example(workspace, Household, head_name="Vàng A Dí")).id or ""
    other = workspace.save(
        sound_example(workspace, Household, head_name="Lò Văn Un", identity_number=None)
    ).id
    workspace.save(number(one, "poverty", "0123"))
    workspace.save(number(one, "residence", "0123"))
    assert not workspace.check(HouseholdNumber).problems
    workspace.save(number(other, "poverty", "0123"))
    problems = workspace.check(HouseholdNumber).problems
    assert {(problem.field, problem.grade) for problem in problems} == {("number", Grade.WARN)}


def test_that_a_list_never_takes_a_number_from_another_household(workspace: Workspace) -> None:
    one = workspace.save(sound_example(workspace, Household, head_name="Vàng A Dí")).id or ""
    told = sound_example(workspace, Household, head_name="Lò Văn Un", identity_number=None)
    other = workspace.save(told).id or ""
    kinds = []
    for household in (one, other, one):
        with workspace.writing("nhập") as writing:
            kinds.append(writing.upsert_all([number(household, "poverty", "0123")])[0].kind)
    assert kinds == ["new", "new", "unchanged"]
    problems = workspace.check(HouseholdNumber).problems
    assert {(problem.field, problem.grade) for problem in problems} == {("number", Grade.WARN)}
    assert len(problems) == 2


def test_that_the_number_of_a_member_goes_with_the_member(workspace: Workspace) -> None:
    home = workspace.save(sound_example(workspace, Household)).id or ""
    member = workspace.save(sound_example(workspace, Person, household=home)).id or ""
    workspace.save(number(home, "poverty", "0123"))
    workspace.save(number(home, "old_identity", "040123456", person=member))
    with workspace.writing("xóa") as writing:
        writing.delete(Person, member)
    with workspace.store.reading() as reader:
        assert [each.number for each in reader.rows(HouseholdNumber)] == ["0123"]


def test_that_a_household_tells_its_numbers_but_not_those_of_its_members(workspace: Workspace) -> None:
    home = workspace.save(sound_example(workspace, Household)).id or ""
    member = workspace.save(sound_example(workspace, Person, household=home)).id or ""
    workspace.save(number(home, "poverty", "0123"))
    workspace.save(number(home, "other", "7", register="Sổ bản"))
    workspace.save(number(home, "old_identity", "040123456", person=member))
    story = read_story(workspace, home)
    assert story is not None
    assert story.numbers == ("Phần mềm hộ nghèo: 0123", "Sổ bản: 7")
