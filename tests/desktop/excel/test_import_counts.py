"""Whole lists as officers keep them: each row with a record is read once, and none is lost or invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from desktop.declare.problems import Grade
from desktop.excel.cells import Value
from desktop.workspace import Workspace
from desktop.workspace.importing import ImportResult, accept, preview
from tests.desktop.excel.lists import HEAD, VILLAGES, Well, plan_of, register, sheet

SURNAMES = ("Lò", "Lường", "Quàng", "Tòng", "Cà", "Sùng", "Vàng", "Giàng")
MIDDLE = ("Văn", "Thị", "A", "Bá", "Minh")
GIVEN = ("Hai", "Ba", "Khụt", "Hoa", "Páo", "Dơ", "Sử", "Inh", "Thắm", "Xuân")
FAULTS = ("no name", "no village", "strange village", "words for a figure", "over the norm", "short number")


@dataclass(frozen=True)
class Line:
    """A row of the list and what must become of it; `kind` is empty for what holds no record."""

    kind: str
    cells: tuple[Value, ...]


def well(number: int, fault: str = "", cost: int = 10_000_000) -> tuple[Value, ...]:
    """A row of the list; each number is another household."""
    name: Value = f"{SURNAMES[number % 8]} {MIDDLE[number // 8 % 5]} {GIVEN[number // 40 % 10]}"
    village: Value = VILLAGES[number % 3]
    identity: Value = f"0110890{number:05d}"
    people: Value = 1 + number % 9
    match fault:
        case "no name":
            name = None
        case "no village":
            village = None
        case "strange village":
            village = "Bản Không Có"
        case "words for a figure":
            people = "khoảng bốn"
        case "over the norm":
            cost = 41_000_000
        case "short number":
            identity = "01108"
    return number, name, village, identity, people, cost, "01/QĐ"


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[int], list[Line]]:
    """What is stored already, and the lines of a list below its heading."""
    numbers = draw(st.lists(st.integers(0, 399), min_size=3, max_size=24, unique=True))
    stored = numbers[: draw(st.integers(0, len(numbers) // 2))]
    lines: list[Line] = []
    for number in draw(st.permutations(numbers)):
        fault = draw(st.sampled_from(["", "", "", *FAULTS]))
        is_other = number in stored and draw(st.booleans())
        cost = 12_000_000 if is_other else 10_000_000
        state = "refused" if fault else "changed" if is_other else "unchanged" if number in stored else "new"
        lines.append(Line(state, well(number, fault, cost)))
        between = draw(st.sampled_from(["", "", "", "blank", "head", "page"]))
        if between == "blank":
            lines.append(Line("", (None,) * 7))
        elif between:
            above = [(None, f"Trang {len(lines)}", *[None] * 5)] if between == "page" else []
            lines += [Line("", cells) for cells in (*above, HEAD)]
    # A column with most of its cells empty is one that names a village once for the rows below it.
    assume(3 * sum(bool(line.kind) and line.cells[2] is None for line in lines) < len(numbers))
    costs = [line.cells[5] for line in lines if line.kind]
    spent = sum(cost for cost in costs if isinstance(cost, int))
    if draw(st.booleans()):
        lines.append(Line("", (None, "Tổng cộng", None, None, None, spent, None)))
    if draw(st.booleans()):
        lines += [
            Line("", (None,) * 7),
            Line("", (None, "NGƯỜI LẬP BIỂU", None, None, "CHỦ TỊCH", None, None)),
        ]
    return stored, lines


@pytest.fixture(scope="module")
def wells(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = register(tmp_path_factory.mktemp("counts"))
    yield workspace
    workspace.close()


def take(workspace: Workspace, rows: Sequence[Sequence[Any]], keep: bool = True) -> ImportResult:
    plan = plan_of(workspace, sheet([("DANH SÁCH GIẾNG",), HEAD, *rows]))
    return (accept if keep else preview)(workspace, plan)


def count(workspace: Workspace) -> int:
    with workspace.store.reading() as reader:
        return reader.count(Well)


@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(told=lists())
def test_that_the_rows_of_a_list_are_its_new_changed_unchanged_and_refused_ones(
    wells: Workspace, told: tuple[list[int], list[Line]]
) -> None:
    stored, lines = told
    with wells.writing("Bỏ hết") as writing:
        for id in writing.ids(Well):
            writing.delete(Well, id)
    if stored:
        assert take(wells, [well(number) for number in stored]).refused == 0
    before = count(wells)
    seen = take(wells, [line.cells for line in lines], keep=False)
    result = take(wells, [line.cells for line in lines])
    [table] = result.tables
    truth = {row: line.kind for row, line in enumerate(lines, 3) if line.kind}
    assert {row.row: row.state for row in table.rows} == truth
    assert [(row.row, row.state) for row in seen.tables[0].rows] == [
        (row.row, row.state) for row in table.rows
    ]
    assert table.read == table.new + table.changed + table.unchanged + table.refused
    apart = {skipped.row: skipped.why for skipped in table.skipped}
    assert sorted([*apart, *truth]) == list(range(1, len(lines) + 3))
    assert all(apart.values())
    assert count(wells) == before + Counter(truth.values())["new"]
    blamed = {row.row for row in table.rows if any(one.grade is Grade.BLOCK for one in row.problems)}
    assert blamed == {row for row, kind in truth.items() if kind == "refused"}
    assert all(
        one.spot and one.spot.column for row in table.rows for one in row.problems if row.row in blamed
    )
