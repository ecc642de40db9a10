"""All rules over all stored records; knows no window and no file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from desktop.catalog import Catalog
from desktop.collector import collector_at_rest
from desktop.declare.problems import Finding, Grade, Problem
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.rules import Rule, Twice
from desktop.declare.text import _
from desktop.shared.places import Place, PlaceLink

if TYPE_CHECKING:
    from desktop.storage.store import Store
    from desktop.workspace.judging import Judge

_log = logging.getLogger(__name__)
_STEP = 2_000


@dataclass(slots=True)
class CheckResult:
    """How many records were checked and what was found, the gravest first."""

    checked: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def blocks(self) -> bool:
        """Whether anything grave was found."""
        return any(problem.grade is Grade.BLOCK for problem in self.problems)


def check(
    catalog: Catalog,
    store: Store,
    judge: Judge,
    record_type: type[Record] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> CheckResult:
    """Check one record type, or all. `progress(done, of)` counts records; cancelled, it tells what it has."""
    types = (
        [record_type] if record_type else [each for each in catalog.record_types.values() if _is_judged(each)]
    )
    result = CheckResult()
    with collector_at_rest(), store.reading() as reader:
        total = sum(reader.count(each) for each in types)
        for each in types:
            for records in _by_step(reader.rows(each)):
                result.problems += judge.problems(records, reader)
                result.checked += len(records)
                if progress:
                    progress(result.checked, total)
                if cancelled and cancelled():
                    return _ordered(result)
            for rule in catalog.rules:
                if rule.over is each:
                    result.problems += problems_of_rule(rule, reader)
    return _ordered(result)


def _by_step(records: Iterator[Record]) -> Iterator[list[Record]]:
    while step := list(islice(records, _STEP)):
        yield step


def _ordered(result: CheckResult) -> CheckResult:
    result.problems.sort(key=lambda problem: (problem.grade.rank, problem.rule))
    return result


def _is_judged(record_type: type[Record]) -> bool:
    # Units of the country come checked with the pack; checking 25,000 of them each time helps nobody.
    return record_type not in (Place, PlaceLink)


def problems_of_rule(rule: Rule, reader: Reader, among: frozenset[str] | None = None) -> list[Problem]:
    """What a rule over many records finds: among the ids just written, or among all.

    A rule that fails is a fault of its component: it is logged by name and becomes one problem.
    """
    try:
        return found_by_rule(rule, reader, among)
    except Exception as failure:
        _log.error("rule %s raised %s", rule.title, type(failure).__name__)
        says = _("Quy tắc “{rule}” gặp lỗi nên chưa kiểm tra được.").format(rule=rule.title)
        return [rule.problem(Finding(sentence=says, grade=Grade.WARN))]


def found_by_rule(rule: Rule, reader: Reader, among: frozenset[str] | None = None) -> list[Problem]:
    """The same of a rule that may fail: what it raises goes on."""
    return [rule.problem(finding) for finding in _once(_findings(rule, reader, among))]


def _findings(rule: Rule, reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    if not isinstance(rule.finds, Twice):
        yield from rule.finds(reader, among)
        return
    for group in reader.twice(rule.over, rule.finds):
        if among is not None and not among.intersection(group):
            continue
        names = reader.names(rule.over, group)
        for id in group:
            others = tuple(other for other in group if other != id)
            shown = ", ".join(names.get(other, "") for other in others[:3])
            yield Finding(record=id, related=others, says={"other": shown, "count": str(len(group))})


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """A record is told of a rule once, with all it is related to, however many pairs it stands in."""
    kept: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.record, finding.field, finding.rule), finding)
    yield from kept.values()
