"""Numbers of projects that could not be told from those of another list; joins nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desktop.api import Condition, Finding, Grade, Reader, Rule, _
from project3_value_chain.belongings import OfProject
from project3_value_chain.breeds import BreedLot
from project3_value_chain.members import ProjectMember
from project3_value_chain.projects import ProductionProject
from project3_value_chain.revolving import RevolvingDue

_AT_ONCE, _SHOWN = 500, 3


def find_open_numbers(record_type: type[OfProject]) -> Callable[..., Iterator[Finding]]:
    """Records whose number may be that of several projects, or of none that is here."""

    def find(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
        waiting = [Condition("project", "empty"), Condition("project_number", "filled")]
        if not reader.count(record_type, waiting):
            return
        asked = [[]] if among is None else [[Condition("id", "in", ids)] for ids in _pieces(among)]
        named: dict[int, list[str]] = {}
        for where in asked:
            for record in reader.rows(record_type, [*waiting, *where]):
                number = record.project_number
                if number not in named:
                    own = [Condition("number", "is", number)]
                    named[number] = [each.name for each in reader.rows(ProductionProject, own)]
                yield _finding(record.id or "", number, named[number])

    return find


def _finding(record: str, number: int, names: list[str]) -> Finding:
    if not names:
        return Finding(record=record, says={"number": number})
    shown = "; ".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
    says = _(
        "Dự án số {number} có trong danh mục: {names}. Chưa rõ có phải dự án này: ghi thêm xã, năm của danh "
        "mục, hoặc chọn dự án."
    )
    return Finding(record=record, sentence=says, says={"number": number, "names": shown})


def _pieces(ids: frozenset[str]) -> Iterator[list[str]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


RULES = [
    Rule(
        "",
        "number_means_one_project",
        "Chưa có dự án số {number} trong danh mục; nhập danh mục dự án, hoặc chọn dự án.",
        record_type,
        find_open_numbers(record_type),
        field="project_number",
        grade=Grade.WARN,
        about="Số dự án chỉ đúng một dự án",
        also=[ProductionProject],
    )
    for record_type in (ProjectMember, BreedLot, RevolvingDue)
]
