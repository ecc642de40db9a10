"""What a component asks of the shared ledger and targets for its own project; declares no chart by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal as Dec
from functools import partial

from desktop.declare.charts import BarChart, Chart, Drawing, ProgressChart, Series
from desktop.declare.indicators import Indicator
from desktop.declare.numbers import show_number
from desktop.declare.ordering import word_order
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.text import _, fold_words
from desktop.declare.values import plain_value
from desktop.shared.capital import CapitalFact, CarryOver
from desktop.shared.capital_charts import answer_sources, in_millions, shown_millions
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue
from desktop.shared.ledger import budget_year_of, entries_covered, entries_of
from desktop.shared.places import Place
from desktop.shared.programme import LineTree
from desktop.shared.scoreboard import best_by_place, read_reported

_MOST = 20


def money_against_plan(title: str, project: str, name: str) -> Chart:
    """What was paid of each source and kind of capital of a project (`DA1`), against its plan."""
    return ProgressChart(
        title, CapitalFact, name=name, unit="triệu đồng", answer=partial(_answer_money, project)
    )


def carried_money(title: str, project: str, name: str) -> Chart:
    """Where money of earlier years' plans of a project is left, and when it lapses."""
    return BarChart(
        title, CapitalFact, name=name, unit="triệu đồng", answer=partial(_answer_carried, project)
    )


def targets_by_commune(title: str, indicators: Sequence[Indicator], name: str, day: str) -> Chart:
    """How far communes are from what they are to reach in a year; `day` dates the records counted."""
    return ProgressChart(
        title, IndicatorValue, name=name, unit="%", answer=partial(_answer_targets, tuple(indicators), day)
    )


def _lines_of(project: str, tree: LineTree) -> list[str]:
    """The lines of a project in every programme that has it."""
    tops = [id for id, line in tree.lines.items() if line.code == project]
    return [line for top in tops for line in tree.below(top)]


def _answer_money(project: str, reader: Reader, where: Where) -> Drawing:
    return answer_sources(reader, (*where, Condition("line", "in", _lines_of(project, LineTree(reader)))))


def _answer_carried(project: str, reader: Reader, where: Where) -> Drawing:
    unit = _("triệu đồng")
    lines = _lines_of(project, LineTree(reader))
    where = (*where, Condition("line", "in", lines))
    year = budget_year_of(reader, where) or 0
    old = (*where, Condition("budget_year", "is", year), Condition("plan_year", "to", year - 1))
    left: Counter[str] = Counter()
    for entry in entries_of(reader, old):
        left[entry.place] += max(entry.plan - entry.disbursed, 0)
    with_money = [place for place, money in left.most_common() if money]
    shown = with_money[:_MOST]
    if not shown:
        return Drawing(unit=unit, sentence=_("Không có vốn kéo dài nào của dự án chưa giải ngân."))
    names = reader.names(Place, shown)
    says = _("Còn {left} triệu đồng vốn kéo dài chưa giải ngân, nhiều nhất: {place}.").format(
        left=shown_millions(left.total()), place=names.get(shown[0], "")
    )
    deadline = min((act.deadline for act in _acts(reader, old, year)), default=None)
    if deadline:
        says += " " + _("Hạn giải ngân gần nhất: {day}.").format(day=f"{deadline:%d/%m/%Y}")
    values = tuple(in_millions(left[place]) for place in shown)
    wheres = tuple((*old, Condition("place", "is", place)) for place in shown)
    labels = tuple(names.get(place, place) for place in shown)
    series = Series(_("Chưa giải ngân"), values, wheres)
    return Drawing(labels, (series,), unit, sentence=says, among=len(with_money))


def _acts(reader: Reader, old: Where, year: int) -> Iterator[CarryOver]:
    """The acts not over yet that let some of the money that is left be spent in a year."""
    tree = LineTree(reader)
    for act in reader.as_stored().rows(CarryOver, [Condition("to_year", "is", year)]):
        if act.deadline >= date.today() and any(
            entry.plan > entry.disbursed for entry in entries_covered(act, reader, old, tree)
        ):
            yield act


@plain_value
class Aim:
    """What one commune is to reach of one figure, how far it came, and the records that say so."""

    commune: str
    figure: str
    wanted: Dec | int
    reached: Dec | int
    ids: tuple[str, ...]

    @property
    def share(self) -> Dec:
        """How far it came, in percent."""
        return round(Dec(100 * self.reached) / self.wanted, 1)


def draw_aims(aims: Iterable[Aim], year: int) -> Drawing:
    """The aims that are furthest from being reached."""
    ordered = sorted(
        (aim for aim in aims if aim.wanted), key=lambda aim: (aim.share, word_order(aim.commune))
    )
    if not ordered:
        return Drawing(unit="%", sentence=_("Chưa ghi chỉ tiêu nào cho các xã."))
    shown = ordered[:_MOST]
    wheres = tuple((Condition("id", "in", list(aim.ids)),) for aim in shown)
    behind, furthest = sum(aim.share < 100 for aim in ordered), ordered[0]
    if behind:
        says = _("Năm {year}: {behind} trên {whole} chỉ tiêu của các xã chưa đạt; xa nhất: {aim}.").format(
            year=year,
            behind=show_number(behind),
            whole=show_number(len(ordered)),
            aim=_("{commune}, {figure}, {reached} trên {wanted}").format(
                commune=furthest.commune,
                figure=furthest.figure,
                reached=show_number(furthest.reached),
                wanted=show_number(furthest.wanted),
            ),
        )
    else:
        says = _("Năm {year}: mọi chỉ tiêu đã đạt.").format(year=year)
    reached = Series(_("Đã đạt"), tuple(aim.share for aim in shown), wheres)
    wanted = Series(_("Kế hoạch"), tuple(100 for _aim in shown), wheres)
    labels = tuple(f"{aim.commune} · {aim.figure}" for aim in shown)
    return Drawing(labels, (reached, wanted), "%", sentence=says, among=len(ordered))


def _answer_targets(indicators: Sequence[Indicator], day: str, reader: Reader, where: Where) -> Drawing:
    told = _definitions(indicators, reader)
    asked = [*where, Condition("indicator", "in", list(told)), Condition("period", "is", "year")]
    found = [each for each in read_reported(reader, asked) if each.place]
    communes = _communes(reader, {each.place for each in found})
    found = [each for each in found if each.place in communes]
    year = max((each.year for each in found if each.edition == "plan"), default=0)
    found = [each for each in found if each.year == year]
    reported = {id: best_by_place([each for each in found if each.indicator == id]) for id in told}
    within = (
        [Condition(day, "from", date(year, 1, 1)), Condition(day, "to", date(year, 12, 31))] if year else []
    )
    aims = []
    for plan in found:
        if plan.edition == "plan":
            indicator = told[plan.indicator]
            counted = indicator.compute(reader, [Condition("commune", "is", plan.place), *within]).value
            # A commune that keeps no records here stands by what it reported.
            said = reported[plan.indicator].get(plan.place)
            reached = counted or (said.value if said else 0)
            name = communes[plan.place]
            aims.append(Aim(name, _(indicator.title), plan.value, reached, (plan.id,)))
    return draw_aims(aims, year)


def _communes(reader: Reader, places: Iterable[str]) -> dict[str, str]:
    only = [Condition("id", "in", sorted(places)), Condition("kind", "is", "commune")]
    return {place.id or "": place.name for place in reader.rows(Place, only)}


def _definitions(indicators: Sequence[Indicator], reader: Reader) -> dict[str, Indicator]:
    """The listed indicators a component counts: named by their definition, or having the same title."""
    by_name = {indicator.name: indicator for indicator in indicators}
    by_title = {fold_words(indicator.title): indicator for indicator in indicators}
    found = {}
    for definition in reader.rows(IndicatorDefinition):
        indicator = by_name.get(definition.computed_by or "") or by_title.get(fold_words(definition.name))
        if indicator:
            found[definition.id or ""] = indicator
    return found
