"""Problems gathered by the rule they break, for pages that list them; shows nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record
from desktop.declare.text import translate
from desktop.qt.tasks import Progress

if TYPE_CHECKING:
    from desktop.workspace import Workspace


@dataclass(slots=True)
class Group:
    """All problems of one rule; `title` is its id, `sentence` what it asks for, naming nobody."""

    grade: Grade
    title: str
    sentence: str
    basis: str = ""
    is_open: bool = True
    """Whether its problems still wait; those that were accepted stand in a group of their own."""

    problems: list[Problem] = field(default_factory=list)

    @property
    def lists(self) -> list[str]:
        """The record types it was found in, by their plain names."""
        return sorted({problem.record_type for problem in self.problems})

    @property
    def records(self) -> int:
        """How many records are at fault; one may be so in several fields."""
        return len({problem.record for problem in self.problems if problem.record})


@dataclass(slots=True)
class Checked:
    """What a check of everything found, with the names of the records at fault.

    `counts` are the records of each type that is at fault, by its plain name.
    """

    checked: int
    problems: list[Problem]
    names: dict[str, str]
    counts: dict[str, int]


def check_all(workspace: Workspace, progress: Progress) -> Checked:
    """Run all rules and name the records at fault; for the worker. Says nothing of lists closed here."""
    result = workspace.check(None, progress=progress, cancelled=progress.cancelled)
    types = workspace.catalog.by_plain_name
    closed = {name for name, record_type in types.items() if workspace.guard.closes(record_type)}
    problems = [problem for problem in result.problems if problem.record_type not in closed]
    ids: dict[str, set[str]] = {}
    for problem in problems:
        ids.setdefault(problem.record_type, set()).add(problem.record)
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    with workspace.store.reading() as reader:
        for record_type in workspace.catalog.record_types.values():
            if record_type.__name__ in ids:
                names.update(reader.names(record_type, ids[record_type.__name__]))
                counts[record_type.__name__] = reader.count(record_type)
    return Checked(result.checked, problems, names, counts)


def groups_of(workspace: Workspace, problems: Sequence[Problem]) -> list[Group]:
    """Problems by what is asked for, else by their field; the gravest and most frequent first."""
    types = workspace.catalog.by_plain_name
    groups: dict[tuple[Grade, bool, str, str], Group] = {}
    for problem in problems:
        about = problem.about or f"{problem.record_type}.{problem.field}"
        key = (problem.grade, problem.is_open, problem.rule, about)
        if key not in groups:
            label = label_of_field(types.get(problem.record_type), problem.field)
            example = f"{label}: {problem.message}" if label else problem.message
            title = "" if "." in problem.rule else problem.rule
            sentence = problem.about or example
            groups[key] = Group(problem.grade, title, sentence, problem.basis, problem.is_open)
        groups[key].problems.append(problem)
    return sorted(
        groups.values(),
        key=lambda group: (not group.is_open, group.grade.rank, -len(group.problems), group.title),
    )


def label_of_field(record_type: type[Record] | None, name: str) -> str:
    """The label of a field, empty for none."""
    found = record_type.fields.get(name) if record_type else None
    return translate(found.label) if found else ""
