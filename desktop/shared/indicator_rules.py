"""What figures of indicators must keep beside their definition and their target; knows no store."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.declare.numbers import show_number
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.rules import Rule
from desktop.declare.text import translate
from desktop.shared import scoring
from desktop.shared.indicator_parts import IndicatorPart, misfits
from desktop.shared.indicators import IndicatorDefinition, IndicatorValue, agrees
from desktop.shared.scoring import Bound

_ROUNDED = Decimal("0.06")
"""A percent is usually written with one digit behind the comma."""


def _among(among: frozenset[str] | None) -> Where:
    return [] if among is None else [Condition("id", "in", sorted(among))]


def _defined(
    reader: Reader, among: frozenset[str] | None
) -> Iterator[tuple[IndicatorValue, IndicatorDefinition]]:
    definitions = {each.id: each for each in reader.rows(IndicatorDefinition)}
    for value in reader.rows(IndicatorValue, _among(among)):
        definition = definitions.get(value.indicator)
        if definition is not None and value.value is not None:
            yield value, definition


def _share(value: IndicatorValue) -> Decimal | None:
    return value.numerator / value.denominator if value.numerator is not None and value.denominator else None


def _is_fraction(value: IndicatorValue, definition: IndicatorDefinition) -> bool:
    """Whether the value is a part of 1 where the indicator is measured in percent."""
    if not definition.is_percent or definition.kind in (scoring.RISE, scoring.FALL):
        return False
    share = _share(value)
    if share is not None:
        return 0 < value.value <= 1 < share * 100 and abs(value.value - share) < _ROUNDED / 100
    beside = [target.value for target in definition.targets or [] if target.value is not None]
    if definition.base is not None:
        beside.append(definition.base)
    return scoring.is_fraction_of_percent(value.value, beside)


def find_wrong_shares(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Ratios whose value is not their numerator over their denominator."""
    for value, definition in _defined(reader, among):
        share = _share(value)
        if definition.kind != scoring.RATIO or share is None or _is_fraction(value, definition):
            continue
        expected = share * 100 if definition.is_percent else share
        allowed = _ROUNDED if definition.is_percent else abs(expected) / 200
        if abs(value.value - expected) > allowed:
            says = {"value": show_number(value.value), "expected": show_number(round(expected, 2))}
            yield Finding(record=value.id or "", says=says)


def find_fractions(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Values such as 0,975 of an indicator that is measured in percent."""
    for value, definition in _defined(reader, among):
        if _is_fraction(value, definition):
            says = {"value": show_number(value.value), "percent": show_number(value.value * 100)}
            yield Finding(record=value.id or "", says=says)


def find_misfits(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Figures by sex or by people that are more than the whole, or all of it and yet another figure."""
    for value, definition in _defined(reader, among):
        for by, name, added, whole in misfits(definition.kind, value, value.parts or ()):
            says = {
                "by": translate(IndicatorPart.fields[by].label).lower(),
                "what": translate(IndicatorValue.fields[name].label).lower(),
                "added": show_number(added),
                "whole": show_number(whole),
            }
            yield Finding(record=value.id or "", says=says)
            break


def find_untold_parts(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Official figures of the whole whose indicator is to be told by sex or by people, and is not."""
    for value, definition in _defined(reader, among):
        if value.edition not in ("official", "revision") or value.group:
            continue
        told = value.parts or []
        untold = [
            translate(label).lower()
            for label, wanted, is_there in (
                (IndicatorPart.sex.label, definition.by_sex, any(part.sex for part in told)),
                (IndicatorPart.people.label, definition.by_people, any(part.people for part in told)),
            )
            if wanted and not is_there
        ]
        if untold:
            yield Finding(record=value.id or "", says={"untold": ", ".join(untold)})


def find_words_for_parts(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Groups in words that are a sex or a people, and can be neither added nor compared so."""
    for value in reader.rows(IndicatorValue, [*_among(among), Condition("group", "filled")]):
        for declared in (IndicatorPart.sex, IndicatorPart.people):
            try:
                known = declared.parse(value.group)
            except ValueError:
                continue
            if known is not None:
                yield Finding(record=value.id or "", says={"group": value.group})
                break


def find_contradictions(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Assessments that say something else than the figure beside its target."""
    plans = {
        (plan.indicator, plan.place, plan.year, plan.period, plan.group): plan.bound
        for plan in reader.rows(IndicatorValue, [Condition("edition", "is", "plan")])
        if plan.value is not None
    }
    for value, definition in _defined(reader, among):
        if value.assessment is None or value.edition == "plan":
            continue
        target = plans.get((value.indicator, value.place, value.year, value.period, value.group))
        target = target or definition.target_at(value.year)
        if target is None:
            continue
        judged = scoring.judge(value.bound, target, definition.direction)
        if not agrees(value.assessment, judged):
            yield _contradiction(value, target, judged)


def _contradiction(value: IndicatorValue, target: Bound, judged: str) -> Finding:
    shown = IndicatorValue.assessment
    says = {
        "said": shown.format(value.assessment),
        "result": value.bound.show(),
        "target": target.show(),
        "judged": shown.format(judged).lower(),
    }
    soft = {value.assessment, judged} == {scoring.MET, scoring.EXCEEDED}
    return Finding(record=value.id or "", grade=Grade.WARN if soft else None, says=says)


RULES = [
    Rule(
        "",
        "parts_are_within_the_whole",
        "Cộng {what} theo {by} được {added}, số chung là {whole}; sửa dòng phân tổ hoặc số chung.",
        IndicatorValue,
        find_misfits,
        field="parts",
        grade=Grade.WARN,
        about="Số theo giới, dân tộc khớp số chung",
    ),
    Rule(
        "",
        "parts_are_told_as_defined",
        "Chỉ tiêu này phân tổ theo {untold} nhưng chưa ghi dòng nào.",
        IndicatorValue,
        find_untold_parts,
        field="parts",
        grade=Grade.NOTE,
        about="Số chính thức kèm phân tổ của chỉ tiêu",
    ),
    Rule(
        "",
        "sex_and_people_are_parts",
        "“{group}” là giới tính hoặc dân tộc: ghi ở “Theo giới, dân tộc” của số chung để cộng và so được.",
        IndicatorValue,
        find_words_for_parts,
        field="group",
        grade=Grade.NOTE,
        about="Giới tính, dân tộc ghi thành dòng phân tổ",
    ),
    Rule(
        "",
        "value_agrees_with_its_parts",
        "Giá trị {value} không bằng tử số chia mẫu số ({expected}); sửa một trong ba số.",
        IndicatorValue,
        find_wrong_shares,
        field="value",
        about="Giá trị bằng tử số chia mẫu số",
    ),
    Rule(
        "",
        "percent_is_not_a_fraction",
        "Chỉ tiêu tính theo phần trăm mà ghi {value}; có phải {percent} không?",
        IndicatorValue,
        find_fractions,
        field="value",
        grade=Grade.WARN,
        about="Số phần trăm ghi đúng thang",
    ),
    Rule(
        "",
        "assessment_agrees_with_target",
        "Ghi “{said}” nhưng kết quả {result} so với mục tiêu {target}: {judged}.",
        IndicatorValue,
        find_contradictions,
        field="assessment",
        about="Đánh giá khớp với mục tiêu và kết quả",
    ),
]
