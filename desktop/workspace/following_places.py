"""What follows for units and links from an event or a conversion list, in the same change set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.declare.problems import Grade, Refusal
from desktop.declare.text import _
from desktop.shared import place_events
from desktop.shared.place_events import Followed, PlaceEvent, follow
from desktop.shared.places import Place
from desktop.shared.unit_conversions import UnitConversion, follow_conversions

if TYPE_CHECKING:
    from desktop.storage.writing import Writing

OF_VERSIONS = frozenset({"Place", "PlaceLink", "SplitDecision", "PlaceEvent", "UnitConversion"})
"""The record types the boundaries of a day rest on."""


def follow_places(writing: Writing) -> None:
    """Make the versions and links that written events and conversion rows tell of."""
    touched: dict[tuple[str, str], list[str]] = {}
    for change in writing.changes():
        if change.record_type in ("PlaceEvent", "UnitConversion"):
            touched.setdefault((change.record_type, change.kind), []).append(change.id)
    if not touched:
        return
    if ("PlaceEvent", "deleted") in touched:
        raise Refusal(
            _("Thay đổi địa giới đã làm ra các đơn vị và liên kết nên không xóa riêng được."),
            _("Hoàn tác lần ghi đã thêm nó; mọi thứ nó làm ra cũng trở lại như trước."),
        )
    for event in writing.rows_by_ids(PlaceEvent, touched.get(("PlaceEvent", "changed"), [])):
        _stay_as_made(event, writing)
    for event in writing.rows_by_ids(PlaceEvent, touched.get(("PlaceEvent", "new"), [])):
        _refuse_unsound(event, writing)
        _save(follow(event, writing), writing)
    rows = touched.get(("UnitConversion", "new"), []) + touched.get(("UnitConversion", "changed"), [])
    if rows:
        _save(follow_conversions(writing.rows_by_ids(UnitConversion, rows), writing), writing)


def _save(followed: Followed, writing: Writing) -> None:
    ended = {each.id for each in followed.ended}
    made = [each for each in followed.made if each.id not in ended]
    for records in (followed.ended, made, followed.links):
        writing.save_all(records)


def _refuse_unsound(event: PlaceEvent, writing: Writing) -> None:
    """Nothing is made of an event that cannot have been: the sentence of the first problem says why."""
    found = event.problems()
    for rule in place_events.RULES:
        assert callable(rule.finds)
        found += [rule.problem(each) for each in rule.finds(writing, frozenset([event.id or ""]))]
    for problem in found:
        if problem.grade is Grade.BLOCK:
            raise Refusal(problem.message, _("Sửa lại rồi lưu; chưa có đơn vị nào bị thay đổi."))


def _stay_as_made(event: PlaceEvent, writing: Writing) -> None:
    """Words may be corrected later; units and dates have become versions that records may lead to."""
    made = follow(event, writing)
    known = {place.id: place for place in writing.rows_by_ids(Place, [each.id or "" for each in made.made])}
    stands = all(place.id in known and _is_same(known[place.id], place) for place in made.made)
    ended = all((writing.get(Place, each.id or "") or each).valid_to == each.valid_to for each in made.ended)
    linked = writing.find_by_keys(made.links) if made.links else []
    if not (stands and ended and all(linked)):
        raise Refusal(
            _("Đơn vị, loại việc và ngày của thay đổi đã ghi không sửa được."),
            _("Hoàn tác lần ghi đã thêm nó, rồi ghi lại."),
        )


def _is_same(known: Place, made: Place) -> bool:
    return (known.code, known.name, known.unit_type) == (made.code, made.name, made.unit_type)
