"""A new head, a split, a merger: each one change set with its day and decision; rewrites nothing that was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition, Reader, Sort
from desktop.declare.records import Record
from desktop.declare.text import _
from desktop.declare.values import plain_value
from desktop.shared.families import CURRENT, SPOUSES
from desktop.shared.household_events import HouseholdEvent
from desktop.shared.households import Household, Person

if TYPE_CHECKING:
    from desktop.storage.writing import Writing
    from desktop.workspace.workspace import Workspace

HEAD = "head"
_OTHER = "other"
_BY_SPOUSE = {
    "father": "father_in_law",
    "mother": "mother_in_law",
    "father_in_law": "father",
    "mother_in_law": "mother",
}
_BY_CHILD = {
    "child": "younger_sibling",
    "wife": "mother",
    "husband": "father",
    "daughter_in_law": "wife",
    "son_in_law": "husband",
    "grandchild": "child",
    "great_grandchild": "grandchild",
    "father": "grandfather",
    "mother": "grandmother",
}
_KEPT_BY_SPOUSE = (
    "child",
    "adopted_child",
    "daughter_in_law",
    "son_in_law",
    "grandchild",
    "great_grandchild",
)


@plain_value
class Act:
    """When, by which paper, why, and who decided."""

    on: date
    decision: str = ""
    reason: str = ""
    who: str = ""


@plain_value
class Done:
    """The household an officer sees next, and the change set to take back."""

    household: str
    change_set: int


def members_of(reader: Reader, household: str) -> list[Person]:
    """Who is in a household now, the head first, the others by age."""
    where = [Condition("household", "is", household), CURRENT]
    return sorted(
        reader.rows(Person, where, [Sort("birth")]), key=lambda person: (person.relation != HEAD, 0)
    )


def proposed_relations(members: Sequence[Person], head: Person) -> dict[str, str]:
    """What each would be to a new head, as far as the old relation tells; for an officer to put right."""
    told: dict[str, str] = {}
    for person in members:
        if person.id == head.id:
            told[person.id or ""] = HEAD
        else:
            told[person.id or ""] = _proposed(person, head)
    return told


def _proposed(person: Person, head: Person) -> str:
    was = person.relation or _OTHER
    if head.relation in SPOUSES:
        if was == HEAD:
            return "husband" if person.sex == "male" else "wife"
        return _BY_SPOUSE.get(was, was if was in _KEPT_BY_SPOUSE else _OTHER)
    if head.relation == "child":
        if was == HEAD:
            return "mother" if person.sex == "female" else "father"
        return _BY_CHILD.get(was, _OTHER)
    return _OTHER


def change_head(
    workspace: Workspace, household: str, head: str, relations: Mapping[str, str], act: Act
) -> Done:
    """Make a member the head; `relations` tells what each member is to the new head."""
    with workspace.writing(_("Đổi chủ hộ")) as writing:
        home, members = _home(writing, household)
        new = _member(members, head)
        former = next((person for person in members if person.relation == HEAD), None)
        if former is not None and former.id == head:
            raise Refusal(_("Người này đang là chủ hộ."), _("Chọn một thành viên khác làm chủ hộ."))
        event = _event(act, household=household, kind="new_head", person=head, relation=new.relation)
        writing.save(event.changed(former=former.id if former else None))
        now = [person.changed(relation=_relation(person, head, relations)) for person in members]
        writing.save_all(now)
        writing.save(home.changed(**_of_head(new, now)))
    return Done(household, writing.number)


def split(
    workspace: Workspace,
    household: str,
    leaving: Sequence[str],
    head: str,
    relations: Mapping[str, str],
    act: Act,
    *,
    ends: bool = False,
) -> Done:
    """Let members leave into a household of their own, which names the one it came from.

    The old household goes on with who stays, under its number, with its cases and supports; it ends where
    nobody stays. With `ends` it ends in any case, and who stays is a second new household: the old one's
    cases and supports then stay in the history of both.
    """
    with workspace.writing(_("Tách hộ")) as writing:
        home, members = _home(writing, household)
        gone = [_member(members, person) for person in leaving]
        staying = [person for person in members if person.id not in set(leaving)]
        if staying and any(person.relation == HEAD for person in gone):
            raise Refusal(
                _("Chủ hộ đang trong số người tách ra."),
                _("Đổi chủ hộ trước, rồi tách những người ra ở riêng."),
            )
        _member(gone, head)
        other = _split_off(
            writing, home, gone, {each.id: _relation(each, head, relations) for each in gone}, act
        )
        if staying and ends:
            _split_off(writing, home, staying, {each.id: each.relation or _OTHER for each in staying}, act)
        if staying and not ends:
            left = (home.members or len(members)) - len(gone)
            writing.save(home.changed(members=left))
        else:
            writing.save(_event(act, household=household, kind="ended"))
            writing.save(home.changed(ended_on=act.on))
    return Done(other, writing.number)


def _split_off(
    writing: Writing, home: Household, persons: Sequence[Person], relations: Mapping[Any, str], act: Act
) -> str:
    """A new household of some members; its id."""
    placed = [_placed(person, relations[person.id], act) for person in persons]
    head = next((person for person in placed if person.relation == HEAD), placed[0])
    fresh = home.changed(
        id=None,
        changed_in=0,
        **_of_head(head, placed),
        members=len(persons),
        split_on=act.on,
        external_number=None,
    )
    other = writing.save(fresh).id
    writing.save(_event(act, household=other, kind="split", other=home.id))
    _move(writing, persons, placed, other, act)
    return other


def end(workspace: Workspace, household: str, act: Act) -> Done:
    """Say that a household is no more, because all have moved away or died; its members have left it."""
    with workspace.writing(_("Hộ không còn")) as writing:
        home, members = _home(writing, household)
        writing.save(_event(act, household=household, kind="ended"))
        writing.save_all([person.changed(left_on=act.on) for person in members])
        writing.save(home.changed(ended_on=act.on))
    return Done(household, writing.number)


def merge_into(workspace: Workspace, ending: str, into: str, relations: Mapping[str, str], act: Act) -> Done:
    """End a household, its members living on in another; `relations` tells what each is to the head there."""
    if ending == into:
        raise Refusal(_("Một hộ không thể nhập vào chính nó."), _("Chọn hộ nhận là một hộ khác."))
    with workspace.writing(_("Nhập hộ")) as writing:
        home, members = _home(writing, ending)
        other, _theirs = _home(writing, into)
        writing.save(_event(act, household=ending, kind="merged", other=into))
        placed = [_placed(person, relations.get(person.id or "", _OTHER), act) for person in members]
        _move(writing, members, placed, into, act)
        writing.save(home.changed(ended_on=act.on))
        writing.save(other.changed(members=(other.members or 0) + (len(members) or home.members or 0)))
    return Done(into, writing.number)


def tell_events(reader: Reader, household: str) -> Iterator[str]:
    """What became of a household, the latest first, in sentences for its page."""
    own = list(reader.rows(HouseholdEvent, [Condition("household", "is", household)]))
    others = [Condition("other", "is", household), Condition("kind", "in", ["split", "merged"])]
    events = own + list(reader.rows(HouseholdEvent, others))
    homes = reader.names(Household, {id for each in events for id in (each.household, each.other) if id})
    persons = reader.names(Person, {id for each in events for id in (each.person, each.former) if id})
    events.sort(key=lambda each: each.on, reverse=True)
    for each in events:
        is_own = each.household == household
        sentence = {
            ("new_head", True): _("{day}: {person} là chủ hộ, thay {former}"),
            ("split", True): _("{day}: tách từ hộ {other}"),
            ("split", False): _("{day}: hộ {household} tách ra"),
            ("merged", True): _("{day}: nhập vào hộ {other}"),
            ("merged", False): _("{day}: hộ {household} nhập vào"),
            ("ended", True): _("{day}: không còn là hộ{why}"),
        }.get((each.kind, is_own))
        if sentence:
            yield sentence.format(
                day=HouseholdEvent.on.format(each.on),
                person=persons.get(each.person or "", ""),
                former=persons.get(each.former or "", "…"),
                other=homes.get(each.other or "", "…"),
                household=homes.get(each.household or "", "…"),
                why=f", {each.reason}" if each.reason else "",
            ) + _by(each)


def _by(event: HouseholdEvent) -> str:
    """By which paper and whose decision."""
    told = [part for part in (event.decision_number, event.decided_by) if part]
    return f" ({', '.join(told)})" if told else ""


def _home(reader: Reader, household: str) -> tuple[Household, list[Person]]:
    home = reader.get(Household, household)
    if home is None or home.ended_on is not None:
        raise Refusal(
            _("Hộ này không còn: đã xóa, hoặc đã nhập vào hộ khác."), _("Tải lại trang và chọn hộ khác.")
        )
    return home, members_of(reader, household)


def _member(members: Sequence[Person], wanted: str) -> Person:
    found = next((person for person in members if person.id == wanted), None)
    if found is None:
        raise Refusal(
            _("Người được chọn không phải thành viên của hộ."), _("Tải lại trang rồi chọn trong danh sách.")
        )
    return found


def _relation(person: Person, head: str, relations: Mapping[str, str]) -> str:
    return HEAD if person.id == head else relations.get(person.id or "", _OTHER)


def _placed(person: Person, relation: str, act: Act) -> Person:
    """A member in another household; the number in the old household's list was of that household."""
    return person.changed(relation=relation, joined_on=act.on, household_number=None)


def _move(writing: Writing, were: Sequence[Person], placed: Sequence[Person], other: str, act: Act) -> None:
    events: list[Record] = [
        _event(
            act,
            household=person.household,
            kind="moved",
            person=person.id,
            relation=person.relation,
            joined_on=person.joined_on,
            other=other,
        )
        for person in were
    ]
    writing.save_all(events)
    writing.save_all([person.changed(household=other) for person in placed])


def _event(act: Act, **told: object) -> HouseholdEvent:
    own = {"decision_number": act.decision, "reason": act.reason, "decided_by": act.who}
    return HouseholdEvent(on=act.on, **{name: text or None for name, text in own.items()}, **told)


def _of_head(head: Person, members: Sequence[Record]) -> dict[str, object]:
    """What a household says of its head and the head's wife or husband."""
    spouse = next((each for each in members if getattr(each, "relation", None) in SPOUSES), None)
    return {
        "head_name": head.full_name,
        "sex": head.sex,
        "birth": head.birth,
        "ethnicity": head.ethnicity,
        "identity_number": head.identity_number,
        "identity_issued_on": None,
        "spouse_ethnicity": getattr(spouse, "ethnicity", None),
    }
