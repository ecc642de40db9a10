"""Asks whether a record stays as long as something leads to it: an owned row, or a component that is away."""

from pathlib import Path

import pytest

from desktop.declare.fields import Details, Reference, Text
from desktop.declare.problems import Refusal
from desktop.declare.records import Record
from desktop.storage.store import Store


class Household(Record):
    title = "Hộ"
    key = ("name",)
    name = Text("Tên")


class Learner(Record):
    title = "Học viên"
    household = Reference("Hộ", to=Household)


class Course(Record):
    title = "Lớp"
    key = ("name",)
    name = Text("Tên")
    place = Reference("Nơi dạy", to=Household)
    learners = Details("Học viên", of=Learner)


SHARED = {"shared": [Household]}
ALL = SHARED | {"courses": [Course]}


@pytest.mark.parametrize("here", [ALL, SHARED], ids=["here", "away"])
def test_that_what_somebody_leads_to_stays(tmp_path: Path, here: dict[str, list[type[Record]]]) -> None:
    with Store.open(tmp_path / "so.db", ALL) as store:
        with store.writing("nhập hộ") as writing:
            ids = [writing.save(Household(name=name)).id for name in ("Một", "Hai", "Ba")]
        with store.writing("nhập lớp") as writing:
            writing.save(Course(name="May", place=ids[0], learners=[Learner(household=ids[1])]))
    with Store.open(tmp_path / "so.db", here) as store:
        for led_to in ids[:2]:
            with pytest.raises(Refusal, match="dùng đến"), store.writing("xóa") as writing:
                writing.delete(Household, led_to or "")
        assert {conflict.id for conflict in store.undo(1).conflicts} == set(ids[:2])
        with store.reading() as reader:
            assert {row.id for row in reader.rows(Household)} == set(ids[:2])
        assert store.verify() == []
