"""The quick pass lets no record through that has a problem."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop.declare.checking import suspects
from desktop.declare.fields import Choice, Integer, Money, Text
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
