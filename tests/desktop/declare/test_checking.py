"""The quick pass lets no record through that has a problem."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop.declare.checking import suspects
from desktop.declare.dates import PartialDate, first_day, last_day
from desktop.declare.fields import (
    Choice,
    Computed,
    Date,
    Decimal,
    Details,
    Integer,
    Money,
    SumOf,
    Text,
    YesNo,
)
from desktop.declare.norms import LegalText, Norm, NormBook
from desktop.declare.problems import Finding, Problem
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.declare.unfolding import Fork, Unfolder


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
    """Rules that compare, reckon, ask for norms, and do what only they can do themselves."""

    title = "Bước"

    state = Choice("Tình trạng", {"new": "Mới", "done": "Xong"})
    checked = YesNo("Đã kiểm tra")
    cost = Integer("Chi phí")
    paid = Integer("Đã trả")
    share = Decimal("Tỷ lệ")
    began = Date("Bắt đầu")
    ended = Date("Kết thúc")
    body = Text("Cơ quan")
    parts = Details("Phần", of=Share)
    rest = Computed(Integer("Còn lại"), of=lambda stage: stage.cost - stage.paid)
    whole = Computed(Integer("Cộng"), of=SumOf("cost", "paid"))

    @rule("Xong mà chưa kiểm tra.")
    def is_checked_when_done(self) -> bool:
        return self.state != "done" or self.checked is True

    @rule("Trả quá.")
    def is_not_overpaid(self) -> bool:
        return self.rest is None or self.rest >= 0

    @rule("Cộng quá.")
    def is_not_too_much(self) -> bool:
        return not self.whole or self.whole * 2 <= (self.cost or 0) + 20

    @rule("Thiếu phần.")
    def has_its_parts(self) -> bool:
        return self.parts != [] or self.cost is None

    @rule("Quá mức.")
    def is_within_its_norm(self, norms: NormBook) -> bool | Finding:
        norm = norms.at("X", self.began)
        if norm is None or self.cost is None or self.cost <= norm.value:
            return True
        return Finding(says={"limit": norm.show()})

    @rule("Kết thúc trước khi bắt đầu.")
    def ends_after_it_begins(self) -> bool:
        if self.began is None or self.ended is None:
            return True
        return first_day(self.began) <= last_day(self.ended)

    @rule("Quá lâu.")
    def is_short(self) -> bool:
        if self.began is None or self.ended is None or self.began > self.ended:
            return True
        return self.ended.year - self.began.year in (0, 1)

    @rule("Tỷ lệ sai.")
    def share_is_reckoned_right(self) -> bool:
        return self.share is None or not self.cost or abs(self.share - Dec(100) / self.cost) < 50

    @rule("Lạ.")
    def body_is_known(self) -> bool:
        return LEVELS.get(self.state, "xã") in (self.body or "xã")

    @rule("Đã lưu.")
    def is_new(self) -> bool:
        return self.state is None or not self.id

    @rule("Rỗng.")
    def is_not_quite_empty(self) -> bool:
        return any(value is not None for value in vars(self).values())


LEVELS = {"new": "huyện", "done": "xã"}
TEXT = LegalText("QĐ 1")
BOOK = NormBook(
    [
        Norm("X", "Mức", "max", Dec(3), "đ", "bước", TEXT, valid_to=date(2025, 6, 30)),
        Norm("X", "Mức", "max", Dec(4), "đ", "bước", TEXT, valid_from=date(2025, 7, 1)),
    ]
)
DAYS = st.sampled_from(
    [None, date(2025, 6, 30), date(2025, 7, 1), date(2027, 1, 1), PartialDate(2025), PartialDate(2025, 7)]
)
STAGES = st.builds(
    Stage,
    id=st.sampled_from([None, "1"]),
    state=st.sampled_from([None, "new", "done"]),
    checked=st.sampled_from([None, True, False]),
    cost=st.sampled_from([None, 0, 3, 4, 5]),
    paid=st.sampled_from([None, 0, 9]),
    share=st.sampled_from([None, Dec(0), Dec("33.3"), Dec(100)]),
    began=DAYS,
    ended=DAYS,
    body=st.sampled_from([None, "", "xã", "huyện"]),
    parts=st.sampled_from([None, [], [Share(name="tên", count=2)], [Share(name="tên", count=0)]]),
)


@given(st.lists(STAGES, max_size=8))
def test_that_a_spared_rule_would_have_been_content(stages: list[Stage]) -> None:
    broken = {position for position, stage in enumerate(stages) if stage.problems(BOOK)}
    assert broken <= set(suspects(Stage, stages, BOOK))


@given(STAGES.filter(lambda stage: not stage.id and not stage.parts))
def test_that_a_record_is_a_suspect_only_where_a_rule_is_broken(stage: Stage) -> None:
    assert bool(suspects(Stage, [stage], BOOK)) == bool(stage.problems(BOOK))


def test_that_rows_of_a_record_are_looked_through_in_the_same_pass() -> None:
    sound, faulty = Share(name="tên", count=2), Share(name="tên", count=0)
    stages = [Stage(began=date(2025, 7, 1), parts=[each]) for each in (sound, faulty)]
    assert suspects(Stage, stages, BOOK) == [1]


def _told(name: str) -> Any:
    local = {name: name for name in Stage.fields}
    return Unfolder(Stage, local).tests(next(rule for rule in Stage.rules if rule.name == name))


def test_that_a_rule_that_compares_is_told_as_tests() -> None:
    assert _told("ends_after_it_begins") == Fork(
        "began is None",
        True,
        Fork(
            "ended is None",
            True,
            Fork(
                "began.__class__ is date",
                Fork("ended.__class__ is date", Fork("began <= ended", True, False), False),
                False,
            ),
        ),
    )


def test_that_a_rule_that_looks_beside_the_fields_is_asked_there() -> None:
    assert _told("is_new") == Fork("state is None", True, False)
    assert _told("is_not_quite_empty") is False


def test_that_a_choice_looked_up_in_a_table_is_tried_one_by_one() -> None:
    told = _told("body_is_known")
    assert (told.test, told.fails.test, told.fails.fails.test) == (
        "state is None",
        "state == 'new'",
        "state == 'done'",
    )
    assert told.holds == told.fails.fails.holds == Fork("body is None", True, Fork("body", False, True))
