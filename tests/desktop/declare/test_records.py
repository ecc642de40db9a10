"""Asks whether records judge themselves: required fields, rules, norms by date, many records together."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal as Dec

import pytest

from desktop.declare.dates import PartialDate
from desktop.declare.fields import Computed, Date, Habit, Integer, Money, Text
from desktop.declare.norms import CONFIRMED, PRESS, LegalText, Norm, NormBook
from desktop.declare.problems import Finding, Grade, Problem, Spot
from desktop.declare.records import Record
from desktop.declare.rules import Rule, Twice, in_short, rule

QD = LegalText("QĐ 04/2023/QĐ-TTg", valid_from=date(2023, 2, 23))
TODAY_TO_2026 = [
    Norm("HOUSE", "Nhà ở", "max", Dec(40_000_000), "đ", "nhà", QD, "Điều 3", valid_from=date(2023, 2, 23),
         valid_to=date(2025, 12, 31)),
    Norm("HOUSE", "Nhà ở", "max", Dec(60_000_000), "đ", "nhà", QD, valid_from=date(2026, 1, 1),
         confidence=PRESS),
    Norm("HOUSE", "Nhà ở", "max", Dec(50_000_000), "đ", "nhà", QD, valid_from=date(2024, 1, 1),
         valid_to=date(2025, 12, 31), province="11"),
]  # fmt: skip


class Session(Record):
    title = "Lớp tập huấn"
    key = ("topic",)
    norms = NormBook(TODAY_TO_2026)

    topic = Text("Chủ đề", required=True)
    present = Integer("Số người dự", minimum=1, maximum=500, required=True)
    women = Integer("Trong đó nữ", minimum=0)
    held_on = Date("Ngày")
    cost = Money("Chi phí")
    rest = Computed(Integer("Trong đó nam"), of=lambda session: session.present - session.women)

    @rule("Số nữ {women} lớn hơn số người dự {present}.", field="women", id="P0-01")
    def women_are_among_those_present(self) -> bool:
        return self.women is None or self.women <= self.present

    @rule("Ít nữ.", field="women", warns=True)
    def women_are_not_few(self) -> bool | Finding:
        return self.women is None or self.women * 10 >= self.present or Finding(grade=Grade.NOTE)

    @rule("Chi phí {cost} đ vượt mức {limit}.", field="cost", id="P0-02")
    def cost_is_within_norm(self, norms: NormBook) -> bool | Finding:
        norm = norms.at("HOUSE", self.held_on)
        if norm is None or self.cost is None or self.cost <= norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})


def sound(**values: object) -> Session:
    return Session(**{"topic": "Luật", "present": 20, **values})


def ids(record: Record) -> list[str]:
    return [problem.rule for problem in record.problems()]


def test_that_a_sound_record_has_no_problem() -> None:
    assert sound(women=12, held_on=date(2024, 5, 1), cost=40_000_000).problems() == []


def test_that_a_missing_required_field_is_a_problem_and_silences_its_rules() -> None:
    problems = Session(topic="Luật", women=5).problems()
    assert [(problem.field, problem.grade) for problem in problems] == [("present", Grade.BLOCK)]


def test_that_an_unsound_value_silences_the_rules_that_read_it_and_no_others() -> None:
    problems = sound(women=-3, cost=50_000_000, held_on=date(2024, 5, 1)).problems()
    assert {problem.field for problem in problems} == {"women", "cost"}
    assert [problem.field for problem in problems].count("women") == 1


def test_that_an_odd_value_does_not_silence_the_rules() -> None:
    class Odd(Integer):
        def check(self, value: int) -> Iterator[Problem]:
            if value > 30:
                yield Problem("Nhiều.", Grade.WARN, field=self.name)

    class Meeting(Record):
        title = "Cuộc họp"
        people = Odd("Số người")

        @rule("Quá đông.", field="people")
        def hall_is_large_enough(self) -> bool:
            return self.people <= 100

    assert [problem.grade for problem in Meeting(people=200).problems()] == [Grade.BLOCK, Grade.WARN]


def test_that_a_broken_rule_speaks_with_the_figures() -> None:
    (problem,) = sound(women=1205, present=500).problems()
    assert problem.message == "Số nữ 1.205 lớn hơn số người dự 500."
    assert (problem.rule, problem.field, problem.grade) == ("P0-01", "women", Grade.BLOCK)
    assert problem.record_type == "Session"


def test_that_a_finding_softens_the_grade_and_a_rule_without_id_has_a_stable_name() -> None:
    (problem,) = sound(women=1).problems()
    assert problem.grade is Grade.NOTE
    assert problem.rule == "Session.women_are_not_few"


def test_that_a_rule_that_fails_becomes_a_warning_and_no_crash(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Record):
        title = "Hỏng"
        name = Text("Tên")

        @rule("Chia hết.", id="P0-09")
        def divides(self) -> bool:
            return bool(1 / (len(self.name or "") - 3))

    (problem,) = Broken(name="Pao").problems()
    assert (problem.rule, problem.grade) == ("P0-09", Grade.WARN)
    assert "ZeroDivisionError" in caplog.text and "Pao" not in caplog.text


def test_that_a_kind_of_field_that_fails_is_a_warning_and_no_crash(caplog: pytest.LogCaptureFixture) -> None:
    class Odd(Text):
        def _from_text(self, text: str, habit: Habit) -> str | None:
            raise KeyError(text)

        def check(self, value: str) -> Iterator[Problem]:
            raise KeyError(value)

    class Wrong(Session):
        odd = Odd("Lạ")

    (problem,) = Wrong(topic="Đất đai", present=3, odd="Sùng A Chứ").problems()
    assert (problem.field, problem.grade) == ("odd", Grade.WARN)
    with pytest.raises(ValueError, match="không đọc được"):
        Wrong.odd.parse("Sùng A Chứ")
    assert "odd of Wrong raised KeyError" in caplog.text and "Sùng" not in caplog.text


def test_that_a_computed_value_that_fails_is_missing_and_no_crash(caplog: pytest.LogCaptureFixture) -> None:
    class Wrong(Session):
        share = Computed(Integer("Phần"), of=lambda session: session.presnt)

    assert Wrong(topic="Đất đai", present=3).values()["share"] is None
    assert "share of Wrong raised AttributeError" in caplog.text and "Đất đai" not in caplog.text


def test_that_the_gravest_problem_comes_first() -> None:
    grades = [problem.grade.rank for problem in sound(women=1, present=600).problems()]
    assert grades == sorted(grades)


def test_that_a_representation_tells_no_values() -> None:
    assert "Giàng" not in repr(sound(topic="Giàng A Páo"))


def test_that_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="wom"):
        Session(wom=3)


def test_that_a_changed_copy_keeps_the_rest() -> None:
    session = sound(id="7", changed_in=3, women=4)
    changed = session.changed(women=5)
    assert (changed.id, changed.changed_in, changed.topic) == ("7", 3, "Luật")
    assert changed == sound(women=5) and changed != session
    assert changed.values()["rest"] == 15


@pytest.mark.parametrize(
    ("day", "province", "limit"),
    [
        (date(2023, 2, 22), "", None),
        (date(2023, 2, 23), "", 40_000_000),
        (date(2025, 12, 31), "", 40_000_000),
        (date(2026, 1, 1), "", 60_000_000),
        (date(2023, 12, 31), "11", 40_000_000),
        (date(2024, 1, 1), "11", 50_000_000),
        (date(2026, 1, 1), "11", 60_000_000),
        (PartialDate(2023), "", None),
        (PartialDate(2023, 3), "", 40_000_000),
        (PartialDate(2026), "", 60_000_000),
        (None, "", 60_000_000),
    ],
)
def test_that_the_norm_of_the_day_is_found(day: date | PartialDate | None, province: str, limit: int) -> None:
    norm = NormBook(TODAY_TO_2026).at("HOUSE", day, province)
    assert (norm and norm.value) == limit
    assert NormBook(TODAY_TO_2026).at("LAND", day) is None


def test_that_only_a_confirmed_norm_blocks() -> None:
    (before,) = sound(cost=70_000_000, held_on=date(2025, 12, 31)).problems()
    (after,) = sound(cost=70_000_000, held_on=date(2026, 1, 1)).problems()
    assert (before.grade, before.basis) == (Grade.BLOCK, "QĐ 04/2023/QĐ-TTg, Điều 3")
    assert after.grade is Grade.WARN and "chưa xác nhận" in after.message
    assert "40.000.000 đ/nhà" in before.message


def test_that_norms_can_be_listed_and_shown() -> None:
    book = NormBook(TODAY_TO_2026)
    assert len(list(book)) == len(book.named("HOUSE")) == 3
    assert next(norm.show() for norm in book if norm.confidence == CONFIRMED) == (
        "40.000.000 đ/nhà (từ 23/02/2023 đến 31/12/2025)"
    )


def test_that_a_rule_over_many_records_names_the_record_and_its_relations() -> None:
    once = Rule(
        "G12", "held_once", "Trùng với {other}.", Session, Twice(["topic"]), field="topic", basis="QĐ"
    )
    problem = once.problem(Finding(record="7", related=("8",), says={"other": "Luật"}, grade=Grade.WARN))
    assert problem.message == "Trùng với Luật."
    assert (problem.record, problem.related, problem.grade) == ("7", ("8",), Grade.WARN)
    assert (problem.rule, problem.field, problem.basis) == ("G12", "topic", "QĐ")


def test_that_a_spot_is_written_as_excel_writes_it() -> None:
    assert str(Spot("a.xlsx", "Nhà ở", 14, 28)) == "Nhà ở!AB14"
    assert str(Spot("a.xlsx", "Nhà ở", 14)) == "Nhà ở!14"


def test_that_a_part_without_a_name_leaves_it_to_the_others() -> None:
    class Paid(Record):
        paid = Integer("Đã chi")

    class Named(Record):
        key = ("name", "paid")
        shown_by = ("name",)
        name = Text("Tên")

    class Case(Paid, Named):
        title = "Hồ sơ"

    assert (Case.key, Case.shown_by) == (("name", "paid"), ("name",))


def test_that_what_is_asked_for_is_never_said_as_if_it_were_so() -> None:
    asked, sentence = "Mỗi hộ một lần", "Hộ này ({other}) còn có hồ sơ."
    told = [in_short(asked, sentence, grade) for grade in Grade]
    assert told == [f"Chưa đúng: {asked}", f"Cần xem lại: {asked}", f"Lưu ý về: {asked}"]
    assert in_short("", sentence, Grade.BLOCK) == "Hộ này (…) còn có hồ sơ."
    grave = Problem(sentence, about=told[0])
    assert [grave.regraded(grade).about for grade in Grade] == told
    assert grave.regraded(Grade.WARN).grade is Grade.WARN
    assert Problem(sentence, about="Hộ này (…)").regraded(Grade.NOTE).about == "Hộ này (…)"
