"""Asks whether sums that were asked before are told again only while they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.declare.charts import BarChart
from desktop.declare.reading import Condition
from desktop.storage.reading import Reading
from desktop.storage.store import Store
from tests.desktop.storage.samples import TYPES, House, Village, house


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The types whose sums were worked out, in turn."""
    turns: list[str] = []
    plainly = Reading._summed

    def noted(reader: Reading, record_type: type[Any], *question: Any) -> list[tuple[Any, ...]]:
        turns.append(record_type.__name__)
        return plainly(reader, record_type, *question)

    monkeypatch.setattr(Reading, "_summed", noted)
    return turns


def central(store: Store, *where: Condition) -> list[tuple[Any, ...]]:
    """The money of the houses by year."""
    with store.reading() as reader:
        return reader.totals(House, ["year"], ["central"], where)


def test_that_the_same_sum_is_worked_out_once(store: Store, worked_out: list[str]) -> None:
    with store.writing("thêm") as writing:
        writing.save_all([house(year=2025), house(), house("Lò Thị Dơ")])
    expected = [(2025, 1, 40_000_000), (2026, 2, 80_000_000)]
    assert [central(store) for _time in range(3)] == [expected] * 3
    central(store).clear()
    assert central(store) == expected
    assert worked_out == ["House"]
    of_2025 = Condition("year", "is", 2025)
    assert central(store, of_2025) == central(store, of_2025) == expected[:1]
    assert worked_out == ["House"] * 2


def test_that_a_write_renews_the_sums_of_its_table_alone(store: Store, worked_out: list[str]) -> None:
    with store.writing("thêm") as writing:
        id = writing.save(house()).id
    central(store)
    with store.writing("thêm thôn") as writing:
        writing.save(Village(name="Păng Sua"))
    central(store)
    assert worked_out == ["House"]
    with store.reading() as reader:
        found = reader.get(House, id)
    assert found is not None
    with store.writing("sửa") as writing:
        writing.save(found.changed(central=1))
        assert writing.totals(House, ["year"], ["central"]) == [(2026, 1, 1)]
    assert central(store) == [(2026, 1, 1)]
    store.undo(3)
    assert central(store) == [(2026, 1, 40_000_000)]
    with store.writing("xóa") as writing:
        writing.delete(House, id)
    assert central(store) == []


def test_that_a_trial_leaves_no_sum_behind(store: Store) -> None:
    with store.writing("thử") as writing:
        writing.save(house())
        assert len(writing.totals(House, ["year"])) == 1
        writing.roll_back()
    assert central(store) == []


def test_that_a_reader_is_told_the_sums_of_its_own_moment(store: Store) -> None:
    with store.reading() as early:
        assert early.count(House) == 0
        with store.writing("thêm") as writing:
            writing.save(house())
        assert central(store) == [(2026, 1, 40_000_000)]
        assert early.totals(House, ["year"], ["central"]) == []
    assert central(store) == [(2026, 1, 40_000_000)]


def test_that_only_the_last_asked_sums_are_kept(
    store: Store, worked_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.storage.answers._MOST", 2)
    first, second, third = (Condition("year", "is", year) for year in (2024, 2025, 2026))
    for asked in (first, second, first, third, first, second):
        central(store, asked)
    assert len(worked_out) == 4


def _plan(store: Store, statement: str) -> str:
    with store.reading() as reader:
        return " ".join(
            str(row) for row in reader.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
        )


def test_that_what_a_chart_asks_for_stands_in_an_index_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "so.db"
    money = "SELECT year, stage, sum(central) FROM homes__house GROUP BY year, stage"
    of_poor = "SELECT year, count(*) FROM homes__house WHERE poor = 1 GROUP BY year"
    charts = [
        BarChart("Tiền", House, "year", split_by="stage", total="central"),
        BarChart("Nhà của hộ nghèo", House, "year", where=[Condition("poor", "is", True)]),
        BarChart("Số nhà", House, "village"),
        BarChart("Số người", Village, "name", total="people"),
    ]
    with Store.open(path, TYPES) as store:
        with store.writing("thêm") as writing:
            writing.save_all([house(), house(year=2025)])
        assert "COVERING" not in _plan(store, money)
    with Store.open(path, TYPES, charts=charts) as store:
        assert "COVERING INDEX ix_homes__house__year__stage__central" in _plan(store, money)
        assert "COVERING INDEX ix_homes__house__year__poor" in _plan(store, of_poor)
        assert central(store) == [(2025, 1, 40_000_000), (2026, 1, 40_000_000)]
        assert store.verify() == []
    with Store.open(path, TYPES) as store:
        assert "COVERING" not in _plan(store, money)
        assert store.verify() == []
