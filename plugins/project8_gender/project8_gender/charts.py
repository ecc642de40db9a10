"""Questions on Project 8 answered by a drawing: models, people, mothers, money, targets; knows no painter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from desktop.api import (
    BarChart,
    Chart,
    Condition,
    Drawing,
    ProgressChart,
    Reader,
    Record,
    Series,
    StackedBarChart,
    Where,
    _,
    show_number,
)
from desktop.shared import Place
from desktop.shared.project_charts import Aim, carried_money, draw_aims, money_against_plan
from project8_gender.activities import Activity
from project8_gender.aims import aimed_of, communes_among, given, reached_of
from project8_gender.births import ITEMS, NORM_OF, BirthExpense
from project8_gender.contents import CONTENTS, ActivityKind
from project8_gender.expenses import Expense
from project8_gender.figures import births
from project8_gender.models import Model
from project8_gender.settlement import nothing
from project8_gender.spending import STATES, TO_SETTLE
from project8_gender.targets import UNOFFICIAL, Target

_MOST = 20
_MILLION = 1_000_000


def answer_mothers(reader: Reader, where: Where) -> Drawing:
    """Mothers, not lines of expense, by commune."""
    unit = _("bà mẹ")
    found = births(reader, where)
    counts = Counter(commune or "" for _birth, commune, _paid in found)
    mothers = len({birth for birth, _commune, _paid in found})
    if not counts:
        return Drawing(unit=unit, sentence=_("Chưa có bà mẹ nào được hỗ trợ."))
    shown = sorted(counts, key=lambda commune: (-counts[commune], commune))[:_MOST]
    names = reader.names(Place, shown)
    labels = tuple(names.get(commune, "") for commune in shown)
    wheres = tuple((*where, Condition("commune", "is", commune)) for commune in shown)
    series = Series(_("Bà mẹ"), tuple(counts[commune] for commune in shown), wheres)
    says = _("{mothers} bà mẹ được hỗ trợ, bình quân {mean} triệu đồng; nhiều nhất: {commune}.").format(
        mothers=show_number(mothers),
        mean=show_number(round(Decimal(sum(paid for *_who, paid in found)) / mothers / _MILLION, 2)),
        commune=labels[0],
    )
    return Drawing(labels, (series,), unit, sentence=says, among=len(counts))


def answer_package(reader: Reader, where: Where) -> Drawing:
    """The mean unit price of each item beside the norm in force today."""
    unit = _("nghìn đồng một đơn vị")
    counts = dict(reader.totals(BirthExpense, ["item"], [], where))
    if not counts:
        return Drawing(unit=unit, sentence=_("Chưa có khoản chi nào của gói sinh đẻ an toàn."))
    # A list of whole amounts tells no price of one unit.
    priced = reader.totals(
        BirthExpense, ["item"], ["unit_price"], [*where, Condition("unit_price", "filled")]
    )
    means = {item: round(Decimal(price or 0) / count / 1000, 1) for item, count, price in priced}
    items = [item for item in ITEMS if item in counts]
    norms = {item: reader.norms.at(NORM_OF[item], None) for item in items}
    paid = tuple(means.get(item) for item in items)
    allowed = tuple(norm.value / 1000 if (norm := norms[item]) else None for item in items)
    wheres = tuple((*where, Condition("item", "is", item)) for item in items)
    over = reader.count(BirthExpense, [*where, Condition("state", "is", "over")])
    says = _("{over} trong {whole} khoản vượt định mức của ngày chi.").format(
        over=show_number(over), whole=show_number(sum(counts.values()))
    )
    return Drawing(
        tuple(_(ITEMS[item]) for item in items),
        (Series(_("Bình quân đã chi"), paid, wheres), Series(_("Định mức hiện nay"), allowed, wheres)),
        unit,
        sentence=says,
        adds_up=False,
    )


def answer_stuck(over: type[Record]) -> Callable[[Reader, Where], Drawing]:
    """The money of each item that cannot be settled, by what stands against it."""

    def answer(reader: Reader, where: Where) -> Drawing:
        unit = _("triệu đồng")
        rows = reader.totals(over, ["item", "state"], ["amount"], where)
        stuck = {(item, state): amount or 0 for item, state, _lines, amount in rows if state in TO_SETTLE}
        if not stuck:
            return Drawing(unit=unit, sentence=nothing(reader, where, (over,)))
        sums: Counter[str] = Counter()
        for (item, _state), amount in stuck.items():
            sums[item] += amount
        items = sorted(sums, key=lambda item: (-sums[item], item))
        series = tuple(
            Series(
                _(STATES[state]),
                tuple(Decimal(stuck.get((item, state), 0)) / _MILLION for item in items),
                tuple(
                    (*where, Condition("item", "is", item), Condition("state", "is", state)) for item in items
                ),
            )
            for state in TO_SETTLE
            if any(known == state for _item, known in stuck)
        )
        says = _(
            "{count} khoản, {money} trong {whole} triệu đồng còn vướng; nhiều nhất: {item} ({most})."
        ).format(
            count=show_number(sum(row[2] for row in rows if row[1] in TO_SETTLE)),
            money=_in_millions(sum(sums.values())),
            whole=_in_millions(sum(row[3] or 0 for row in rows)),
            item=over.fields["item"].format(items[0]),
            most=_in_millions(sums[items[0]]),
        )
        labels = tuple(over.fields["item"].format(item) for item in items)
        return Drawing(labels, series, unit, sentence=says)

    return answer


def _in_millions(amount: int) -> str:
    return show_number(round(Decimal(amount) / _MILLION, 2))


def answer_people(reader: Reader, where: Where) -> Drawing:
    """Who came to the activities of each content: women, and all others."""
    unit = _("lượt người")
    found = _by_content(reader, where)
    if not found:
        return Drawing(unit=unit, sentence=_("Chưa có hoạt động nào."))
    wheres = _leading_to(found)
    women = _added(found, "women")
    # Women alone were present, too, where nobody wrote how many all were.
    people = tuple(
        sum(max(each.participants or 0, each.women or 0) for each in held) for held in found.values()
    )
    others = tuple(all - some for all, some in zip(people, women, strict=True))
    whole = sum(people)
    says = _("{people} lượt người dự {count} hoạt động, {share} % là nữ.").format(
        people=show_number(whole),
        count=show_number(sum(map(len, found.values()))),
        share=show_number(round(Decimal(100 * sum(women)) / whole, 1)) if whole else 0,
    )
    series = (Series(_("Nữ"), women, wheres), Series(_("Người khác"), others, wheres))
    return Drawing(tuple(_(CONTENTS[content]) for content in found), series, unit, sentence=says)


def answer_course(reader: Reader, where: Where) -> Drawing:
    """What each content was allowed, has spent and has settled."""
    unit = _("triệu đồng")
    found = _by_content(reader, where)
    if not found:
        return Drawing(unit=unit, sentence=_("Chưa có hoạt động nào."))
    wheres = _leading_to(found)
    names = {"estimate": _("Dự toán được duyệt"), "cost": _("Kinh phí"), "settled": _("Đã quyết toán")}
    series = tuple(
        Series(name, tuple(Decimal(value) / _MILLION for value in _added(found, field)), wheres)
        for field, name in names.items()
    )
    spent, settled = sum(_added(found, "cost")), sum(_added(found, "settled"))
    says = _("Đã chi {spent} triệu đồng, đã quyết toán {settled} ({share} %).").format(
        spent=show_number(round(Decimal(spent) / _MILLION, 1)),
        settled=show_number(round(Decimal(settled) / _MILLION, 1)),
        share=show_number(round(Decimal(100 * settled) / spent, 1)) if spent else 0,
    )
    return Drawing(tuple(_(CONTENTS[content]) for content in found), series, unit, sentence=says)


def _by_content(reader: Reader, where: Where) -> dict[str, list[Activity]]:
    """The activities of each content: the one the province's tree says today, else the one written."""
    tree = {kind.id: kind.content for kind in reader.rows(ActivityKind)}
    found: dict[str, list[Activity]] = {content: [] for content in CONTENTS}
    for activity in reader.rows(Activity, where):
        content = tree.get(activity.kind) or activity.content
        if content in found:
            found[content].append(activity)
    return {content: held for content, held in found.items() if held}


def _leading_to(found: dict[str, list[Activity]]) -> tuple[Where, ...]:
    return tuple((Condition("id", "in", [activity.id for activity in held]),) for held in found.values())


def _added(found: dict[str, list[Activity]], field: str) -> tuple[int, ...]:
    return tuple(sum(getattr(activity, field) or 0 for activity in held) for held in found.values())


def answer_targets(reader: Reader, where: Where) -> Drawing:
    """Each quantity of the latest year as a share of its target; what is counted here before a report."""
    targets = given(reader, where)
    if not targets:
        return Drawing(unit="%", sentence=_("Chưa giao chỉ tiêu nào cho Dự án 8."))
    year = max(target.year for target in targets)
    figures = [
        (
            Target.quantity.format(each.quantity),
            round(Decimal(100 * each.reached) / each.wanted, 1),
            each.targets,
        )
        for each in aimed_of(reader, targets, year)
    ]
    figures.sort(key=lambda figure: figure[1])
    behind = sum(share < 100 for _label, share, _ids in figures)
    says = _("Năm {year}: {count} chỉ tiêu chưa đạt; xa nhất: {label}.").format(
        year=year, count=behind, label=figures[0][0]
    )
    met = _("Năm {year}: mọi chỉ tiêu đã đạt.").format(year=year)
    wheres = tuple((Condition("id", "in", list(ids)),) for _label, _share, ids in figures)
    return Drawing(
        tuple(label for label, _share, _ids in figures),
        (
            Series(_("Đã đạt"), tuple(share for _label, share, _ids in figures), wheres),
            Series(_("Kế hoạch"), tuple(100 for _figure in figures), wheres),
        ),
        "%",
        sentence=f"{says if behind else met} {_(UNOFFICIAL)}",
    )


def answer_targets_by_commune(reader: Reader, where: Where) -> Drawing:
    """What each commune is to reach of each quantity in the latest year, the furthest from it first."""
    targets = given(reader, where)
    communes = communes_among(reader, targets)
    own = [target for target in targets if target.place in communes]
    # What a province is given for the year after says nothing of what its communes are to reach.
    year = max((target.year for target in own), default=0)
    names = reader.names(Place, communes)
    return draw_aims(
        (
            Aim(
                names.get(each.place, each.place),
                Target.quantity.format(each.quantity),
                each.target,
                reached_of(reader, each, communes),
                (each.id or "",),
            )
            for each in own
            if each.year == year
        ),
        year,
    )


CHARTS: list[Chart] = [
    BarChart(
        "Khoản chi hoạt động nào chưa quyết toán được, vì sao?",
        Expense,
        group_by="state",
        where=(Condition("state", "in", list(TO_SETTLE)),),
        name="gender_why_not_settled",
        unit="khoản chi",
        is_stuck=True,
    ),
    StackedBarChart(
        "Mô hình nào mới, củng cố, đã ngừng?",
        Model,
        group_by="kind",
        split_by="standing",
        name="gender_models_by_standing",
        unit="mô hình",
    ),
    StackedBarChart(
        "Mỗi xã có những mô hình nào?",
        Model,
        group_by="commune",
        split_by="kind",
        name="gender_models_by_commune",
        unit="mô hình",
    ),
    StackedBarChart(
        "Hoạt động của nội dung nào có nhiều người dự, bao nhiêu là nữ?",
        Activity,
        group_by="content",
        name="gender_people_by_content",
        unit="lượt người",
        answer=answer_people,
    ),
    BarChart(
        "Hoạt động của nội dung nào đã chi, đã quyết toán đến đâu?",
        Activity,
        name="gender_money_by_content",
        unit="triệu đồng",
        answer=answer_course,
    ),
    BarChart(
        "Các xã đã chi bao nhiêu cho hoạt động?",
        Activity,
        group_by="commune",
        total="cost",
        name="gender_cost_by_commune",
    ),
    BarChart(
        "Xã nào đã hỗ trợ bao nhiêu bà mẹ?",
        BirthExpense,
        group_by="commune",
        name="gender_mothers_by_commune",
        unit="bà mẹ",
        answer=answer_mothers,
    ),
    BarChart(
        "Mỗi khoản của gói sinh đẻ đã chi bao nhiêu so với định mức?",
        BirthExpense,
        group_by="item",
        name="gender_package_and_norm",
        unit="nghìn đồng một đơn vị",
        answer=answer_package,
    ),
    StackedBarChart(
        "Tiền của gói sinh đẻ vướng quyết toán ở khoản nào?",
        BirthExpense,
        name="gender_births_to_settle",
        unit="triệu đồng",
        answer=answer_stuck(BirthExpense),
    ),
    StackedBarChart(
        "Tiền của hoạt động vướng quyết toán ở mục nào?",
        Expense,
        name="gender_expenses_to_settle",
        unit="triệu đồng",
        answer=answer_stuck(Expense),
    ),
    ProgressChart(
        "Chỉ tiêu Dự án 8 nào còn xa kế hoạch nhất?",
        Target,
        name="gender_targets",
        unit="%",
        answer=answer_targets,
    ),
    ProgressChart(
        "Xã nào còn xa chỉ tiêu của Dự án 8 nhất?",
        Target,
        name="gender_targets_by_commune",
        unit="%",
        answer=answer_targets_by_commune,
    ),
    money_against_plan(
        "Vốn Dự án 8 từng nguồn đã giải ngân bao nhiêu so với kế hoạch?", "DA8", "gender_money_against_plan"
    ),
    carried_money("Vốn kéo dài của Dự án 8 còn nằm ở đâu?", "DA8", "gender_money_at_risk"),
]
