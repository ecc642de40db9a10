"""Questions on production support answered by a drawing; knows no painter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.api import (
    BarChart,
    Chart,
    Condition,
    Drawing,
    Line,
    ProgressChart,
    Reader,
    Series,
    Sort,
    StackedBarChart,
    Where,
    _,
    show_number,
)
from desktop.shared import Place
from desktop.shared.project_charts import money_against_plan, targets_by_commune
from project3_value_chain import norms as codes
from project3_value_chain.belonging_charts import answer_papers, answer_revolving, in_millions
from project3_value_chain.breeds import BreedLot
from project3_value_chain.figures import REACHED, poverty_share
from project3_value_chain.groups import CLASSES
from project3_value_chain.kinds import AREAS, FORMS
from project3_value_chain.projects import CEILINGS, ProductionProject
from project3_value_chain.revolving import RevolvingDue
from project3_value_chain.roads import STEPS

_MOST = 20
_NOTHING = "Chưa có dự án sản xuất nào."


def _is(field: str, value: Any) -> Condition:
    return Condition(field, "empty") if value is None else Condition(field, "is", value)


def _communes(reader: Reader, ids: list[Any]) -> tuple[str, ...]:
    names = reader.names(Place, [id for id in ids if id])
    return tuple(names.get(id, id) if id else _("(chưa ghi)") for id in ids)


def answer_by_product(measure: str, unit: str) -> Callable[[Reader, Where], Drawing]:
    """Projects, hectares or households by crop; the sentence tells all three, and the two greatest."""

    def answer(reader: Reader, where: Where) -> Drawing:
        rows = reader.totals(ProductionProject, ["product"], ["area", "households"], where)
        told = {
            product: {"count": count, "area": area or 0, "households": households or 0}
            for product, count, area, households in rows
        }
        if not told:
            return Drawing(unit=_(unit), sentence=_(_NOTHING))
        products = sorted(told, key=lambda product: (-told[product][measure], product or ""))[:_MOST]
        values = tuple(told[product][measure] for product in products)
        wheres = tuple((*where, _is("product", product)) for product in products)
        labels = tuple(product or _("(chưa ghi)") for product in products)
        whole = {name: sum(each[name] for each in told.values()) for name in ("count", "area", "households")}
        says = [_in_words(_("Tất cả"), whole)]
        says += [
            _in_words(label, told[product]) for label, product in zip(labels[:2], products, strict=False)
        ]
        series = Series(_(unit), values, wheres)
        return Drawing(labels, (series,), _(unit), sentence=" ".join(says), among=len(told))

    return answer


def _in_words(name: str, figures: dict[str, Any]) -> str:
    return _("{name}: {count} dự án, {area} ha, {households} hộ.").format(
        name=name, **{key: show_number(value) for key, value in figures.items()}
    )


def answer_steps(reader: Reader, where: Where) -> Drawing:
    """Projects that are not finished by the step they wait for."""
    rows = reader.totals(ProductionProject, ["waits_for"], [], where)
    counts = {step: count for step, count in rows if step}
    if not counts:
        return Drawing(unit=_("dự án"), sentence=_("Không có dự án nào đang chờ."))
    steps = [step for step in STEPS if step in counts]
    wheres = tuple((*where, _is("waits_for", step)) for step in steps)
    labels = tuple(_(STEPS[step].title) for step in steps)
    values = tuple(counts[step] for step in steps)
    most = max(steps, key=lambda step: counts[step])
    says = _("{count} dự án đang chờ; nhiều nhất ở bước “{step}”: {most}.").format(
        count=show_number(sum(values)), step=_(STEPS[most].title), most=show_number(counts[most])
    )
    return Drawing(labels, (Series(_("Dự án"), values, wheres),), _("dự án"), sentence=says)


def answer_money(reader: Reader, where: Where) -> Drawing:
    """State money approved and paid, by commune."""
    rows = reader.totals(ProductionProject, ["commune"], ["disbursed", "state_money"], where)
    unit = _("triệu đồng")
    if not rows:
        return Drawing(unit=unit, sentence=_(_NOTHING))
    rows = sorted(rows, key=lambda row: (-(row[3] or 0), row[0] or ""))
    shown = rows[:_MOST]
    wheres = tuple((*where, _is("commune", row[0])) for row in shown)
    series = (
        Series(_("Đã giải ngân"), tuple(in_millions(row[2]) for row in shown), wheres),
        Series(_("NSNN được duyệt"), tuple(in_millions(row[3]) for row in shown), wheres),
    )
    paid, approved = (sum(row[at] or 0 for row in rows) for at in (2, 3))
    says = _("Đã giải ngân {paid} trong {approved} triệu đồng NSNN ({share} %).").format(
        paid=show_number(in_millions(paid)),
        approved=show_number(in_millions(approved)),
        share=show_number(round(Decimal(100 * paid) / approved, 1) if approved else 0),
    )
    labels = _communes(reader, [row[0] for row in shown])
    return Drawing(labels, series, unit, sentence=says, among=len(rows))


def answer_risk(reader: Reader, where: Where) -> Drawing:
    """Money not paid of projects that were approved in earlier years, by commune."""
    last_year = date(date.today().year - 1, 12, 31)
    old = [*where, Condition("decision_date", "to", last_year), Condition("undisbursed", "from", 1)]
    rows = reader.totals(ProductionProject, ["commune"], ["undisbursed"], old)
    unit = _("triệu đồng")
    if not rows:
        return Drawing(unit=unit, sentence=_("Không có dự án nào duyệt từ năm trước mà chưa giải ngân hết."))
    rows = sorted(rows, key=lambda row: (-(row[2] or 0), row[0] or ""))
    shown = rows[:_MOST]
    wheres = tuple((*old, _is("commune", row[0])) for row in shown)
    says = _("{count} dự án duyệt từ năm trước còn {money} triệu đồng chưa giải ngân, có thể bị hủy.").format(
        count=show_number(sum(row[1] for row in rows)),
        money=show_number(in_millions(sum(row[2] or 0 for row in rows))),
    )
    series = Series(_("Chưa giải ngân"), tuple(in_millions(row[2]) for row in shown), wheres)
    labels = _communes(reader, [row[0] for row in shown])
    return Drawing(labels, (series,), unit, sentence=says, among=len(rows))


def answer_composition(reader: Reader, where: Where) -> Drawing:
    """The projects with the smallest share of targets, beside what is asked for."""
    # Nobody asks of a task that half of its households are targets.
    told = [*where, Condition("target_share", "filled"), Condition("form", "is_not", "task")]
    shown = list(reader.rows(ProductionProject, told, [Sort("target_share")], limit=_MOST))
    if not shown:
        return Drawing(unit="%", sentence=_without_shares(reader, where))
    needed, poverty = reader.norms.at(codes.TARGETS, None), reader.norms.at(codes.POVERTY, None)
    lines = [
        Line(label, norm.value)
        for label, norm in (
            (_("Tối thiểu chung"), needed),
            (_("Đa dạng hóa sinh kế"), poverty),
        )
        if norm
    ]
    wheres = tuple((*where, Condition("id", "is", project.id)) for project in shown)
    series = Series(_("Đối tượng trong số hộ tham gia"), tuple(each.target_share for each in shown), wheres)
    labels = tuple(project.name for project in shown)
    says = _("Thấp nhất: {name}, {share} %.").format(
        name=shown[0].name, share=show_number(shown[0].target_share)
    )
    if needed:
        below = [*told, Condition("target_share", "to", needed.value - Decimal("0.01"))]
        says += " " + _("{count} dự án dưới {limit} %.").format(
            count=show_number(reader.count(ProductionProject, below)), limit=show_number(needed.value)
        )
    return Drawing(labels, (series,), "%", tuple(lines), says, among=reader.count(ProductionProject, told))


def answer_shares(reader: Reader, where: Where) -> Drawing:
    """State money in percent of all money by form and area, beside the ceiling."""
    # A share is of projects that tell both amounts.
    told = [*where, *(Condition(name, "filled") for name in ("state_money", "total"))]
    rows = reader.totals(ProductionProject, ["form", "area_type"], ["state_money", "total"], told)
    found = {(form, area): (state or 0, total) for form, area, _count, state, total in rows if total}
    kinds = [(form, area) for form in FORMS for area in AREAS if (form, area) in found]
    if not kinds:
        return Drawing(unit="%", sentence=_without_shares(reader, where))
    shares = tuple(round(Decimal(100 * found[kind][0]) / Decimal(found[kind][1]), 2) for kind in kinds)
    norms = [reader.norms.at(CEILINGS.get(form, ""), None, area=area) for form, area in kinds]
    wheres = tuple((*told, _is("form", form), _is("area_type", area)) for form, area in kinds)
    labels = tuple(f"{_(FORMS[form])} - {_(AREAS[area]).lower()}" for form, area in kinds)
    ceilings = tuple(norm.value if norm else None for norm in norms)
    series = (Series(_("NSNN bình quân"), shares, wheres), Series(_("Trần"), ceilings, wheres))
    near = [each for each in zip(labels, shares, ceilings, strict=True) if each[2] is not None]
    label, share, ceiling = min(
        near, key=lambda each: (each[2] or 0) - each[1], default=(labels[0], shares[0], None)
    )
    says = _("Gần trần nhất: {label}, {share} % (trần {ceiling} %).").format(
        label=label, share=show_number(share), ceiling=show_number(ceiling) if ceiling else "…"
    )
    return Drawing(labels, series, "%", sentence=says)


def _without_shares(reader: Reader, where: Where) -> str:
    """Why no share is drawn: there is no project, or none tells the figures of one."""
    if not reader.count(ProductionProject, where):
        return _(_NOTHING)
    return _("Chưa có dự án nào ghi đủ số liệu để tính tỷ lệ.")


def answer_classes(reader: Reader, where: Where) -> Drawing:
    """Households that take part by class and commune; those whose class nobody wrote stand apart."""
    rows = reader.totals(ProductionProject, ["commune"], ["households", *CLASSES], where)
    rows = sorted(rows, key=lambda row: (-(row[2] or 0), row[0] or ""))
    if not rows:
        return Drawing(unit=_("hộ"), sentence=_(_NOTHING))
    counts = [[value or 0 for value in row[2:]] for row in rows]
    unknown = [max(0, whole - sum(classes)) for whole, *classes in counts]
    shown = rows[:_MOST]
    wheres = tuple((*where, _is("commune", row[0])) for row in shown)
    titles = [_(ProductionProject.fields[name].label) for name in CLASSES]
    columns = [tuple(each[at] for each in counts[:_MOST]) for at in range(1, 1 + len(CLASSES))]
    if any(unknown):
        titles, columns = [*titles, _("Chưa ghi diện hộ")], [*columns, tuple(unknown[:_MOST])]
    series = tuple(Series(title, values, wheres) for title, values in zip(titles, columns, strict=True))
    share = poverty_share(reader, where)
    says = _("{whole} hộ tham gia, {poverty} hộ nghèo, cận nghèo, mới thoát nghèo ({share} %).").format(
        whole=show_number(sum(whole for whole, *_classes in counts)),
        poverty=show_number(share.numerator or 0),
        share=show_number(round(Decimal(share.value or 0), 1)),
    )
    if any(unknown):
        says += " " + _("{count} hộ chưa ghi diện.").format(count=show_number(sum(unknown)))
    labels = _communes(reader, [row[0] for row in shown])
    return Drawing(labels, series, _("hộ"), sentence=says, among=len(rows))


def answer_sources(reader: Reader, where: Where) -> Drawing:
    """Where the money of the projects comes from, by form."""
    names = ("state_money", "credit", "people_money", "other_money")
    rows = {row[0]: row[2:] for row in reader.totals(ProductionProject, ["form"], names, where)}
    forms = [form for form in FORMS if form in rows]
    unit = _("triệu đồng")
    if not forms:
        return Drawing(unit=unit, sentence=_(_NOTHING))
    wheres = tuple((*where, _is("form", form)) for form in forms)
    series = tuple(
        Series(
            _(ProductionProject.fields[name].label),
            tuple(in_millions(rows[form][at]) for form in forms),
            wheres,
        )
        for at, name in enumerate(names)
        if any(rows[form][at] for form in forms)
    )
    sums = [sum(rows[form][at] or 0 for form in forms) for at in range(len(names))]
    says = _("NSNN {state} trong {whole} triệu đồng ({share} %), dân góp {people}.").format(
        state=show_number(in_millions(sums[0])),
        whole=show_number(in_millions(sum(sums))),
        share=show_number(round(Decimal(100 * sums[0]) / sum(sums), 1) if sum(sums) else 0),
        people=show_number(in_millions(sums[2])),
    )
    return Drawing(tuple(_(FORMS[form]) for form in forms), series, unit, sentence=says)


CHARTS: list[Chart] = [
    BarChart(
        "Mỗi loại cây, con có bao nhiêu héc-ta?",
        ProductionProject,
        name="production_area_by_product",
        unit="ha",
        answer=answer_by_product("area", "ha"),
    ),
    BarChart(
        "Mỗi loại cây, con có bao nhiêu hộ tham gia?",
        ProductionProject,
        name="production_households_by_product",
        unit="hộ",
        answer=answer_by_product("households", "hộ"),
    ),
    BarChart(
        "Dự án sản xuất đang chờ ở bước nào?",
        ProductionProject,
        name="production_waiting_by_step",
        unit="dự án",
        answer=answer_steps,
    ),
    ProgressChart(
        "Các xã đã giải ngân bao nhiêu cho sản xuất, so với số được duyệt?",
        ProductionProject,
        name="production_money_by_commune",
        unit="triệu đồng",
        answer=answer_money,
    ),
    BarChart(
        "Tiền sản xuất duyệt từ năm trước còn nằm ở xã nào?",
        ProductionProject,
        name="production_money_at_risk",
        unit="triệu đồng",
        answer=answer_risk,
    ),
    BarChart(
        "Nhóm nào có ít hộ thuộc đối tượng nhất?",
        ProductionProject,
        name="production_composition",
        unit="%",
        answer=answer_composition,
    ),
    ProgressChart(
        "NSNN hỗ trợ bao nhiêu phần trăm, so với trần?",
        ProductionProject,
        name="production_share_and_ceiling",
        unit="%",
        answer=answer_shares,
    ),
    StackedBarChart(
        "Kinh phí các dự án sản xuất từ nguồn nào?",
        ProductionProject,
        name="production_money_by_source",
        unit="triệu đồng",
        answer=answer_sources,
    ),
    StackedBarChart(
        "Ai tham gia các dự án sản xuất ở từng xã?",
        ProductionProject,
        name="production_households_by_class",
        unit="hộ",
        answer=answer_classes,
    ),
    BarChart(
        "Giống nào còn thiếu giấy tờ?",
        BreedLot,
        name="breeds_lacking_papers",
        unit="lô",
        answer=answer_papers,
    ),
    ProgressChart(
        "Vốn quay vòng đã thu được bao nhiêu?",
        RevolvingDue,
        name="revolving_recovered",
        unit="triệu đồng",
        answer=answer_revolving,
    ),
    money_against_plan(
        "Vốn Dự án 3 từng nguồn đã giải ngân bao nhiêu so với kế hoạch?",
        "DA3",
        "production_money_against_plan",
    ),
    targets_by_commune(
        "Xã nào còn xa chỉ tiêu của Dự án 3 nhất?",
        REACHED,
        "production_targets_by_commune",
        "decision_date",
    ),
]
