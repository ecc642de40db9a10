"""The quick pass lets no record through that has a problem."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop.declare.checking import suspects
from desktop.declare.fields import Choice, Computed, Details, Integer, Money, Text, YesNo
from desktop.declare.glances import Glance, glances
from desktop.declare.norms import NormBook
from desktop.declare.problems import Problem
from desktop.declare.records import Record
from desktop.declare.rules import rule


class EvenMoney(Money):
    """A kind with a check that the quick test of its parent knows nothing of."""

    def check(self, value: int) -> Any:
        yield from super().check(value)
        if value % 2:
            yield self.wrong("Phải là số chẵn.")


class Share(Record):
    title = "Phần"

    name = Text("Tên", required=True, longest=5)
    kind = Choice("Loại", {"a": "A", "b": "B"})
    count = Integer("Số", minimum=0, maximum=9, required=True)
    money = EvenMoney("Tiền", maximum=100)

    @rule("Ít quá.", field="count")
    def is_enough(self) -> bool:
        return self.count > 1

    @rule("Nhiều quá.", field="money", warns=True)
    def is_cheap(self, norms: NormBook) -> bool | None:
        return None if self.money is None else self.money < 50


SHARES = st.builds(
    Share,
    name=st.sampled_from([None, "", "tên", "dài quá"]),
    kind=st.sampled_from([None, "", "a", "c"]),
    count=st.one_of(st.none(), st.integers(-2, 12)),
    money=st.one_of(st.none(), st.integers(-2, 120)),
)


@given(st.lists(SHARES, max_size=8))
def test_that_every_record_with_a_problem_is_a_suspect(shares: list[Share]) -> None:
    found: list[list[Problem]] = [share.problems(NormBook()) for share in shares]
    assert {position for position, problems in enumerate(found) if problems} <= set(
        suspects(Share, shares, NormBook())
    )


def test_that_a_sound_record_is_no_suspect() -> None:
    assert suspects(Share, [Share(name="tên", kind="a", count=2, money=4)], NormBook()) == []
    assert suspects(Share, [Share(name="tên", count=2)], NormBook()) == []


class Stage(Record):
    """Rules that look at few fields, at many, at the norms and at what is not a field."""

    title = "Bước"

    state = Choice("Tình trạng", {"new": "Mới", "done": "Xong"})
    checked = YesNo("Đã kiểm tra")
    cost = Integer("Chi phí")
    paid = Integer("Đã trả")
    parts = Details("Phần", of=Share)
    rest = Computed(Integer("Còn lại"), of=lambda stage: stage.cost - stage.paid)

    @rule("Xong mà chưa kiểm tra.")
    def is_checked_when_done(self) -> bool:
        return self.state != "done" or self.checked is True

    @rule("Trả quá.")
    def is_not_overpaid(self) -> bool:
        return self.rest is None or self.rest >= 0

    @rule("Thiếu phần.")
    def has_its_parts(self) -> bool:
        return self.parts != [] or self.cost is None

    @rule("Chưa có mức.")
    def has_its_norm(self, norms: NormBook) -> bool:
        return norms.at("X", None) is None and self.cost != 3

    @rule("Đã lưu.")
    def is_new(self) -> bool:
        return self.state is None or not self.id

    @rule("Rỗng.")
    def is_not_quite_empty(self) -> bool:
        return any(value is not None for value in vars(self).values())


STAGES = st.builds(
    Stage,
    id=st.sampled_from([None, "1"]),
    state=st.sampled_from([None, "new", "done"]),
    checked=st.sampled_from([None, True, False]),
    cost=st.sampled_from([None, 0, 3, 5]),
    paid=st.sampled_from([None, 0, 9]),
    parts=st.sampled_from([None, [], [Share(name="tên", count=2)]]),
)


@given(st.lists(STAGES, max_size=8))
def test_that_a_spared_rule_would_have_been_content(stages: list[Stage]) -> None:
    broken = {position for position, stage in enumerate(stages) if stage.problems(NormBook())}
    assert broken <= set(suspects(Stage, stages, NormBook()))


def test_that_a_glance_tells_what_a_rule_goes_by() -> None:
    seen = dict(zip((rule.name for rule in Stage.rules), glances(Stage, Stage.rules), strict=True))
    assert seen["is_checked_when_done"] == Glance(("state",), "state", ("new",))
    assert seen["is_not_overpaid"].empty == ("cost", "paid")
    assert seen["has_its_parts"] == seen["has_its_norm"] == seen["is_not_quite_empty"] == Glance()
    assert seen["is_new"].empty == ("state",)
