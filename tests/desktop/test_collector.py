"""Python's collector rests among rows and is at work again afterwards."""

from __future__ import annotations

import gc

import pytest

from desktop.collector import collector_at_rest


def test_that_the_collector_rests_and_works_again() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_that_a_failure_sets_the_collector_to_work_again() -> None:
    with pytest.raises(ValueError, match="row"), collector_at_rest():
        raise ValueError("row")
    assert gc.isenabled()


def test_that_nothing_is_withdrawn_from_the_collector_for_good() -> None:
    gc.unfreeze()
    with collector_at_rest():
        rows = [[number] for number in range(100)]
    assert rows
    assert gc.get_freeze_count() == 0
