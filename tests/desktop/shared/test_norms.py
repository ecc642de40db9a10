"""Asks whether the registers of texts and norms tell what does not fit, and ship what is confirmed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec
from typing import Any, cast

import pytest

from desktop.declare.norms import CONFIRMED, PRESS, NormBook
from desktop.declare.problems import Grade, Problem
from desktop.declare.reading import Reader
from desktop.declare.rules import Twice
from desktop.shared import RegisteredNorm, RegisteredText, rule_packs
from desktop.shared.legal_texts import RULES as TEXT_RULES
from desktop.shared.legal_texts import alike, kind_of, numbers_in, row_of
from desktop.shared.registered_norms import RULES as NORM_RULES
from desktop.shared.registered_norms import is_whole
from tests.desktop.held import Held


def text(number: str, **values: Any) -> RegisteredText:
    values = {"kind": "decision", "confidence": "H", "valid_from": date(2022, 1, 1), **values}
    return RegisteredText(id=number, number=number, **values)


def norm(id: str, **values: Any) -> RegisteredNorm:
    sound = RegisteredNorm.example().values()
    return RegisteredNorm(id=id, **{**sound, **values})


def found(*records: Any, among: frozenset[str] | None = None, norms: NormBook | None = None) -> list[Problem]:
    reader = cast(Reader, Held(records, norms))
    told = []
    for rule in [*TEXT_RULES, *NORM_RULES]:
        if not isinstance(rule.finds, Twice):
            told += [rule.problem(finding) for finding in rule.finds(reader, among)]
    return told


def test_that_numbers_are_compared_by_what_they_have_in_common() -> None:
    assert numbers_in("TT 15/2022/TT-BTC;\nQĐ 1/2020; ") == ("TT 15/2022/TT-BTC", "QĐ 1/2020")
    assert numbers_in(None) == ()
    assert alike("QĐ  04/2023/QĐ-TTg") == alike("qđ 04/2023/qđ–ttg")
    kinds = [kind_of(number) for number in ("NQ 1", "NĐ 2", "QĐ 3", "TT 4", "Luật 5", "CV 6")]
    assert kinds == ["resolution", "decree", "decision", "circular", "law", "other"]


def test_that_text_ends_after_it_begins_and_text_speaks_of_others() -> None:
    assert RegisteredText.example().problems() == []
    (ends,) = text("QĐ 1", valid_to=date(2021, 12, 31)).problems()
    assert ends.field == "valid_to" and "31/12/2021 trước" in ends.message
    assert text("QĐ 1", valid_to=date(2022, 1, 1)).problems() == []
    assert [each.field for each in text("QĐ 1", replaces="qđ 1").problems()] == ["replaces"]
    assert [each.field for each in text("QĐ 1", amends="QĐ 1").problems()] == ["amends"]


def test_that_text_is_registered_once() -> None:
    (twice,) = [rule.finds for rule in TEXT_RULES if isinstance(rule.finds, Twice)]
    assert twice.by == ("number",)
    one, again = text("QĐ 1"), text("qđ 1").changed(id="2")
    assert list(Held([one, again]).twice(RegisteredText, twice)) == [("QĐ 1", "2")]
    assert list(Held([one, text("QĐ 2")]).twice(RegisteredText, twice)) == []


def test_that_replaced_texts_lead_nowhere_back() -> None:
    texts = (
        text("A", replaces="B"),
        text("B", replaces="C", valid_to=date(2021, 1, 1)),
        text("C", replaces="A; D"),
        text("D"),
    )
    circle = [each for each in found(*texts) if "vòng" in each.message]
    assert {each.record for each in circle} == {"A", "B", "C"}
    assert "A → B → C → A" in circle[0].message and circle[0].grade is Grade.BLOCK
    assert [each for each in found(text("A", replaces="B"), text("B")) if "vòng" in each.message] == []


def test_that_texts_spoken_of_are_registered() -> None:
    (missing,) = found(text("A", amends="X 1; B"), text("B"))
    assert (missing.record, missing.field, missing.grade) == ("A", "amends", Grade.WARN)
    assert "X 1" in missing.message
    assert found(text("A", amends="X 1"), among=frozenset({"B"})) == []


def test_that_replaced_text_ends_before_the_later_begins() -> None:
    later = text("B", replaces="A", valid_from=date(2023, 8, 15))
    (open_end,) = found(text("A"), later)
    assert open_end.record == "A" and "15/08/2023" in open_end.message
    assert found(text("A", valid_to=date(2023, 8, 14)), later) == []
    assert len(found(text("A", valid_to=date(2023, 8, 15)), later)) == 1


def test_that_norm_ends_after_it_begins_share_is_a_part_and_preference_has_a_reason() -> None:
    assert norm("1").problems() == []
    assert [each.field for each in norm("1", valid_to=date(2021, 12, 31)).problems()] == ["valid_to"]
    assert norm("1", kind="share_max", value=Dec(100)).problems() == []
    assert [each.field for each in norm("1", kind="share_max", value=Dec(101)).problems()] == ["value"]
    assert [each.field for each in norm("1", preferred=True).problems()] == ["reason"]
    assert not is_whole(norm("1", value=None))


def test_that_norm_rests_on_a_registered_text() -> None:
    (missing,) = found(norm("1", text="QĐ 7"))
    assert (missing.field, missing.grade) == ("text", Grade.WARN)
    assert found(norm("1", text="QĐ 7"), text("QĐ 7")) == []


def test_that_one_norm_holds_on_a_day() -> None:
    basis = text("QĐ 1719/QĐ-TTg")
    later = norm("2", valid_from=date(2023, 1, 1), value=Dec(2_000_000))
    one, other = found(basis, norm("1"), later)
    assert {one.record, other.record} == {"1", "2"}
    assert one.grade is Grade.BLOCK and "từ 01/01/2023 đến nay" in one.message
    assert found(basis, norm("1", valid_to=date(2022, 12, 31)), later) == []
    assert found(basis, norm("1"), later.changed(province="somewhere")) == []
    assert found(basis, norm("1"), later.changed(area="hard")) == []


@pytest.mark.parametrize("is_chosen", [False, True])
def test_that_two_texts_stand_side_by_side_with_what_each_allows(is_chosen: bool) -> None:
    texts = (text("TT 55/2023/TT-BTC"), text("HD 1/HD-ĐCT"))
    chosen = {"preferred": True, "reason": "Kho bạc yêu cầu."} if is_chosen else {}
    one = norm("1", text="TT 55/2023/TT-BTC", **chosen)
    other = norm("2", text="HD 1/HD-ĐCT", value=Dec(1_500_000), valid_from=date(2024, 1, 1))
    said, _also = found(*texts, one, other)
    assert said.grade is (Grade.NOTE if is_chosen else Grade.WARN)
    for part in ("tối đa 1.000.000 đ/hộ", "tối đa 1.500.000 đ/hộ", "chênh 500.000 đ/hộ"):
        assert part in said.message
    applied = "Đang áp dụng TT 55/2023/TT-BTC: Kho bạc yêu cầu." if is_chosen else "dùng HD 1/HD-ĐCT"
    assert applied in said.message


def test_that_norm_differs_from_the_program_is_told_where_an_office_changed_a_row() -> None:
    book = NormBook()
    book.shipped = {"1": norm("1").word({}, "")}
    assert found(text("QĐ 1719/QĐ-TTg"), norm("1"), norms=book) == []
    (differs,) = found(text("QĐ 1719/QĐ-TTg"), norm("1", value=Dec(9)), norms=book)
    assert differs.grade is Grade.NOTE and "1.000.000 đ/hộ" in differs.message


def test_that_the_packs_ship_texts_that_fit_each_other() -> None:
    texts = rule_packs.read_texts()
    sure = {each.number: each.confidence for each in texts}
    assert {sure[number] for number in ("QĐ 1719/QĐ-TTg", "NQ 257/2025/QH15", "QĐ 417/QĐ-BNNMT")} == {
        CONFIRMED
    }
    assert {sure[number] for number in ("NQ 111/2024/QH15", "QĐ 920/QĐ-TTg", "TT 15/2022/TT-BTC")} == {PRESS}
    assert rule_packs.read_norms() == []
    rows = [RegisteredText(id=each.number, **row_of(each, {})) for each in texts]
    assert found(*rows) == []
    assert [problem for row in rows for problem in row.problems()] == []
    assert [row.word() for row in rows] == texts


def test_that_no_day_is_given_on_which_the_decisions_on_the_programme_end() -> None:
    ends = {each.number: each.valid_to for each in rule_packs.read_texts()}
    assert ends["QĐ 1719/QĐ-TTg"] is ends["QĐ 417/QĐ-BNNMT"] is None
