"""Questions on targets answered by a drawing: met or not, and how far; knows no painter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from desktop.declare.charts import BarChart, Chart, Drawing, ProgressChart, Series
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.records import Record
from desktop.declare.text import _
from desktop.shared import scoring
from desktop.shared.indicators import ASSESSMENTS, IndicatorDefinition, IndicatorValue, PhaseResult, bound_of
from desktop.shared.scoreboard import Reported, scoreboard

_MOST = 20
_REACHED = (scoring.EXCEEDED, scoring.MET)


def answer_met(reader: Reader, where: Where) -> Drawing:
    """How many indicators exceeded, met or missed their target in the latest year."""
    scores = scoreboard(reader.as_stored(), where)
    judged = {score.definition.id or "": score.judged or scoring.UNKNOWN for score in scores}
    year = scores[0].year if scores else 0
    return _counted(judged, IndicatorDefinition, _("Năm {year}: ").format(year=year) if year else "")


def answer_phase_met(reader: Reader, where: Where) -> Drawing:
    """The same for reports on five years."""
    lines = list(reader.rows(PhaseResult, where))
    judged = {line.id or "": line.judged or scoring.UNKNOWN for line in lines}
    return _counted(judged, PhaseResult, "")


def _ids(values: Sequence[Reported]) -> list[str]:
    return [value.id for value in values]


def _counted(judged: dict[str, str], over: type[Record], opening: str) -> Drawing:
    """A bar leads to as many records as it counts."""
    verdicts = list(judged.values())
    if not verdicts:
        return Drawing(unit=_("chỉ tiêu"), sentence=_("Chưa có số liệu chỉ tiêu nào."))
    members: dict[str, list[str]] = defaultdict(list)
    for id, verdict in judged.items():
        members[verdict].append(id)
    labels = tuple(PhaseResult.assessment.format(code) for code in ASSESSMENTS)
    counts = tuple(verdicts.count(code) for code in ASSESSMENTS)
    wheres = tuple((Condition("id", "in", members[code]),) for code in ASSESSMENTS)
    says = _("{good} trong {whole} chỉ tiêu đạt hoặc vượt mục tiêu.").format(
        good=sum(verdicts.count(code) for code in _REACHED), whole=len(verdicts)
    )
    series = Series(_("Chỉ tiêu"), counts, wheres, (over,) * len(counts))
    return Drawing(labels, (series,), _("chỉ tiêu"), sentence=opening + says)


def answer_progress(reader: Reader, where: Where) -> Drawing:
    """Each indicator of the latest year as a share of its target."""
    figures = []
    for score in scoreboard(reader.as_stored(), where):
        if score.actual and score.target:
            share = scoring.reached(score.actual.value, score.target.value, score.definition.direction)
            figures.append(
                (f"{score.definition.code} {score.definition.spoken('name')}", share, _ids(score.values))
            )
    return _progress(figures)


def answer_phase_progress(reader: Reader, where: Where) -> Drawing:
    """Each line of the reports on five years as a share of its target."""
    figures = []
    for line in reader.rows(PhaseResult, where):
        result, target = bound_of(line.year_5), bound_of(line.target)
        if result and target:
            share = scoring.reached(result.value, target.value, scoring.direction_of(target.sign))
            figures.append((line.indicator, share, [line.id or ""]))
    return _progress(figures)


def _progress(figures: list[tuple[str, Decimal | None, list[str]]]) -> Drawing:
    """Furthest behind first, because that is what is looked for."""
    known = [(label, share, ids) for label, share, ids in figures if share is not None]
    if not known:
        return Drawing(unit="%", sentence=_("Chưa có chỉ tiêu nào có cả mục tiêu và kết quả."))
    known.sort(key=lambda figure: figure[1])
    shown = known[:_MOST]
    wheres = tuple((Condition("id", "in", ids),) for _label, _share, ids in shown)
    reached = Series(_("Kết quả so với mục tiêu"), tuple(share for _label, share, _ids in shown), wheres)
    wanted = Series(_("Mục tiêu"), tuple(100 for _figure in shown), wheres)
    behind = [label for label, share, _ids in known if share < 100]
    says = _("{count} chỉ tiêu còn dưới mục tiêu; xa nhất: {label}.").format(
        count=len(behind), label=known[0][0]
    )
    sentence = says if behind else _("Mọi chỉ tiêu có số liệu đều bằng hoặc hơn mục tiêu.")
    labels = tuple(label for label, _share, _ids in shown)
    return Drawing(labels, (reached, wanted), "%", sentence=sentence, among=len(known))


CHARTS: list[Chart] = [
    BarChart(
        "Bao nhiêu chỉ tiêu đạt, bao nhiêu chưa?",
        IndicatorValue,
        name="indicators_met",
        answer=answer_met,
    ),
    ProgressChart(
        "Chỉ tiêu nào còn xa mục tiêu nhất?",
        IndicatorValue,
        name="indicators_progress",
        answer=answer_progress,
    ),
    BarChart(
        "Cả giai đoạn bao nhiêu chỉ tiêu đạt mục tiêu?",
        PhaseResult,
        name="phase_met",
        answer=answer_phase_met,
    ),
    ProgressChart(
        "Cả giai đoạn chỉ tiêu nào còn xa mục tiêu nhất?",
        PhaseResult,
        name="phase_progress",
        answer=answer_phase_progress,
    ),
]
