"""Asks whether an expense is compared with the norm of its province and day, and keeps what was found."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.declare.reading import Condition
from desktop.shared import Office, RegisteredNorm, RegisteredText
from desktop.shared.places import place_of_code
from desktop.testing import na_son
from desktop.workspace import Workspace
from project8_gender.expenses import Expense
from project8_gender.settlement import compare
from tests.plugins.project8_gender.sound import expense

TEXT = "NQ 27/2023/NQ-HĐND"
SINCE = date(2024, 1, 1)


def enter(workspace: Workspace, value: int, **values: Any) -> None:
    """The province's own fee of an announcer."""
    with workspace.store.reading() as reader:
        place = place_of_code("11", reader)
    assert place is not None
    workspace.save(RegisteredText(number=TEXT, kind="resolution", confidence="H"))
    workspace.save(
        RegisteredNorm(
            code="P8.COMM.ANNOUNCER",
            content="Phát thanh viên",
            kind="max",
            value=Decimal(value),
            unit="đ",
            per="người/buổi",
            text=TEXT,
            province=place.id,
            valid_from=SINCE,
            confidence="H",
            **values,
        )
    )


def paid(workspace: Workspace, price: int, day: date = date(2024, 3, 1)) -> Expense:
    saved = workspace.save(expense(commune=na_son(workspace), unit_price=price, paid_on=day))
    assert isinstance(saved, Expense)
    return saved


def stored(workspace: Workspace, saved: Expense) -> tuple[str, int | None, int | None]:
    """State, limit and difference, as a chart counts them and as the record is read."""
    with workspace.store.reading() as reader:
        found = reader.get(Expense, saved.id or "")
        assert found is not None
        assert reader.count(Expense, [Condition("id", "is", saved.id), Condition("state", "is", found.state)])
    return found.state, found.limit, found.difference


@pytest.mark.parametrize(
    ("price", "day", "state", "limit"),
    [
        (60_000, date(2023, 12, 31), "matched", 60_000),
        (60_001, date(2023, 12, 31), "over", 60_000),
        (80_000, SINCE, "matched", 80_000),
        (80_001, SINCE, "over", 80_000),
    ],
)
def test_that_the_norm_of_the_province_decides_from_its_day_on(
    workspace: Workspace, price: int, day: date, state: str, limit: int
) -> None:
    enter(workspace, 80_000)
    assert stored(workspace, paid(workspace, price, day)) == (state, limit, price - limit)
    with workspace.store.reading() as reader:
        assert [group.lines for group in compare(reader)] == ([1] if state == "over" else [])


def test_that_an_expense_keeps_what_was_found_when_it_was_written(workspace: Workspace) -> None:
    old = paid(workspace, 70_000)
    assert stored(workspace, old) == ("over", 60_000, 10_000)
    enter(workspace, 80_000)
    assert stored(workspace, old) == ("over", 60_000, 10_000)
    with workspace.writing("Nhập lại") as writing:
        (again,) = writing.upsert_all([old.changed(id=None, changed_in=0)])
    assert again.kind == "unchanged"
    assert stored(workspace, old) == ("over", 60_000, 10_000)
    written_again = workspace.save(old.changed(quantity=Decimal(5), amount=350_000))
    assert stored(workspace, written_again) == ("matched", 80_000, -10_000)


def test_that_a_norm_that_reaches_back_finds_anew(workspace: Workspace) -> None:
    old = paid(workspace, 70_000)
    enter(workspace, 80_000, reaches_back=True)
    assert stored(workspace, old) == ("matched", 80_000, -10_000)


def test_that_the_form_shows_what_is_found_by_the_norms_of_the_office(workspace: Workspace) -> None:
    enter(workspace, 80_000)
    workspace.save(Office(name="UBND xã Na Son", level="commune"))
    draft = workspace.judged(expense(commune=na_son(workspace), unit_price=80_000, paid_on=SINCE))
    assert (draft.state, draft.limit) == ("matched", 80_000)
    assert workspace.judged(draft.changed(unit_price=80_001)).state == "over"
