"""Asks whether a book tells what a norm stands above, and keeps the norm an older record was judged by."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal as Dec

from desktop.declare.dates import PartialDate
from desktop.declare.former_norms import FormerBook
from desktop.declare.norms import LegalText, Norm, NormBook
from desktop.declare.problems import Grade
from desktop.declare.records import Record

QD, NQ = LegalText("QĐ 04/2023/QĐ-TTg"), LegalText("NQ 9/2024/NQ-HĐND")
COUNTRY = Norm("H", "Nhà ở", "max", Dec(40_000_000), "đ", "nhà", QD, valid_from=date(2023, 2, 23))
PROVINCE = dataclasses.replace(
    COUNTRY, value=Dec(50_000_000), text=NQ, article="Điều 2", province="11", valid_from=date(2024, 1, 1)
)
DAY = date(2024, 5, 1)


def test_that_a_norm_of_the_province_names_the_one_it_replaces() -> None:
    book = NormBook([COUNTRY, PROVINCE]).within("11")
    shown = (book.at("H", DAY) or COUNTRY).show()
    assert shown.startswith("50.000.000 đ/nhà (từ 01/01/2024; mức của tỉnh theo NQ 9/2024/NQ-HĐND, Điều 2")
    assert "thay mức chung 40.000.000 đ/nhà theo QĐ 04/2023/QĐ-TTg" in shown
    before = book.at("H", date(2023, 12, 31))
    assert before == COUNTRY


def test_that_a_book_is_seen_from_one_province_at_a_time() -> None:
    book = NormBook([COUNTRY, PROVINCE])
    assert book.provinces == {"11"}
    values = [(book.within(code).at("H", DAY) or COUNTRY).value for code in ("", "11", "12", "11")]
    assert values == [40_000_000, 50_000_000, 40_000_000, 50_000_000]
    assert book.within("11") is book.within("11")
    assert book.within("11").within("") is book


def test_that_of_two_texts_the_preferred_one_is_applied_with_its_reason() -> None:
    other = dataclasses.replace(COUNTRY, value=Dec(44_000_000), text=NQ, valid_from=date(2024, 1, 1))
    assert (NormBook([COUNTRY, other]).at("H", DAY) or COUNTRY).value == 44_000_000
    chosen = dataclasses.replace(COUNTRY, preferred=True, reason="Bộ Tài chính trả lời.")
    found = NormBook([chosen, other]).at("H", DAY)
    assert found is not None and found.value == 40_000_000
    assert "còn NQ 9/2024/NQ-HĐND: 44.000.000 đ/nhà; áp dụng vì Bộ Tài chính trả lời" in found.show()


def test_that_a_record_keeps_the_norm_it_was_judged_by() -> None:
    raised = dataclasses.replace(COUNTRY, value=Dec(60_000_000))
    former = FormerBook([COUNTRY], NormBook([raised, dataclasses.replace(raised, code="G")])).unnoted()
    assert former.at("H", None) == raised
    assert former.noted == {}
    assert former.at("H", DAY) == COUNTRY
    assert former.at("H", PartialDate(2022)) is None
    (changed,) = former.noted.values()
    problem = changed.problem(Record())
    assert problem.grade is Grade.WARN
    assert "trước: 40.000.000 đ/nhà" in problem.message and "nay: 60.000.000 đ/nhà" in problem.message
    assert former.at("G", DAY) is None
    assert "trước: chưa có" in former.noted["G"].problem(Record()).message
    assert former.unnoted().noted == {}


def test_that_a_norm_may_reach_back_and_says_so() -> None:
    raised = dataclasses.replace(COUNTRY, value=Dec(60_000_000), reaches_back=True)
    former = FormerBook([COUNTRY], NormBook([raised])).within("11")
    assert isinstance(former, FormerBook)
    assert former.at("H", DAY) == raised
    (changed,) = former.noted.values()
    assert changed.problem(Record()).grade is Grade.NOTE
    assert [norm.value for norm in former.named("H")] == [60_000_000]


def test_that_an_article_or_a_note_changes_no_judgement() -> None:
    told = dataclasses.replace(COUNTRY, article="Điều 4", note="Đã đối chiếu.")
    former = FormerBook([COUNTRY], NormBook([told]))
    assert former.at("H", DAY) == told
    assert former.noted == {}
