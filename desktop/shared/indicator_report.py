"""The report on indicators: target, actual, distance, met or not, and what holds them up; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from desktop.declare.reading import Condition, Reader
from desktop.declare.reports import (
    NUMBER,
    Asked,
    Document,
    Figure,
    Paragraph,
    Part,
    Report,
    Table,
    TableColumn,
    TableRow,
)
from desktop.declare.text import _
from desktop.shared import scoring
from desktop.shared.indicators import ASSESSMENTS, IndicatorDefinition, IndicatorValue
from desktop.shared.scoring import Bound
from desktop.shared.standings import Standing, Standings

_REACHED = (scoring.MET, scoring.EXCEEDED)


class IndicatorAnswer(NamedTuple):
    """The year that was asked for, where each indicator stands, and the lines of reports on five years."""

    year: int | None
    standings: tuple[Standing, ...]
    phases: tuple[Standing, ...]
    silent: tuple[str, ...]
    """The indicators of which the place has a plan for the year and no figure yet, by code and name."""


def read_indicator_answer(reader: Reader, asked: Asked) -> IndicatorAnswer:
    """Where the indicators of a place stand in the year of a period, or in the latest reported one."""
    stored, where = reader.as_stored(), asked.within()
    results = [*where, Condition("edition", "is_not", "plan")]
    years = [row[0] for row in stored.totals(IndicatorValue, ["year"], where=results)]
    year = asked.period.year if asked.period else max(years, default=None)
    found = Standings(stored, tuple(where), year, {})
    reported = tuple(found.reported())
    return IndicatorAnswer(year, reported, tuple(found.phases()), _silent(stored, asked, year))


def _silent(reader: Reader, asked: Asked, year: int | None) -> tuple[str, ...]:
    where = [*asked.within(), Condition("year", "is", year), Condition("group", "empty")]
    by_edition = reader.totals(IndicatorValue, ["indicator", "edition"], where=where)
    told = {indicator for indicator, edition, _count in by_edition if edition != "plan"}
    waiting = {indicator for indicator, edition, _count in by_edition if edition == "plan"} - told
    rows = reader.rows(IndicatorDefinition, [Condition("id", "in", sorted(waiting))]) if waiting else ()
    return tuple(sorted(f"{each.code} {each.spoken('name')}" for each in rows))


def answer_indicators(reader: Reader, asked: Asked) -> Document:
    """The report whole."""
    found = read_indicator_answer(reader, asked)
    year = str(found.year) if found.year else _("(chưa có số)")
    return Document(
        _("Báo cáo kết quả thực hiện mục tiêu, chỉ tiêu"),
        tuple(indicator_parts(found)),
        lines=(_("Năm {year}").format(year=year), *asked.lines()),
        figures=indicator_figures(found),
        lies=True,
    )


def indicator_figures(found: IndicatorAnswer) -> dict[str, Figure]:
    """How many met their target; each one's target, figure and distance by its code."""
    judged = [each.judged for each in found.standings]
    figures = {
        "indicators": Figure(len(judged), NUMBER, _("chỉ tiêu")),
        "met": Figure(sum(each in _REACHED for each in judged), NUMBER, _("chỉ tiêu")),
        "not_met": Figure(judged.count(scoring.NOT_MET), NUMBER, _("chỉ tiêu")),
        "open": Figure(len(found.silent), NUMBER, _("chỉ tiêu")),
    }
    figures["unsaid"] = Figure(
        len(judged) - sum(each in (*_REACHED, scoring.NOT_MET) for each in judged), NUMBER, _("chỉ tiêu")
    )
    for each in found.standings:
        code = each.title.partition(" ")[0]
        for name, value in (("target", _value(each.target)), ("actual", _value(each.actual))):
            figures[f"{code}.{name}"] = Figure(value, NUMBER, each.unit, each.record_type, each.where)
        figures[f"{code}.missing"] = Figure(each.missing, NUMBER, each.unit)
    return figures


def _value(bound: Bound | None) -> Decimal | None:
    return None if bound is None else bound.value


def indicator_parts(found: IndicatorAnswer) -> Iterator[Part]:
    """The parts of a report that tells of indicators."""
    if not found.standings and not found.silent:
        yield Paragraph(_("Chưa có chỉ tiêu nào được báo cáo cho năm này."))
    if found.standings:
        yield Paragraph(
            _(
                "Trong {indicators} có số liệu: {met} đạt hoặc vượt, {not_met} không đạt, {unsaid} chưa đánh "
                "giá được."
            ),
            figures=("indicators", "met", "not_met", "unsaid"),
        )
        yield Table(
            _columns(),
            tuple(_row(str(number), each) for number, each in enumerate(found.standings, 1)),
            title=_("Mục tiêu, chỉ tiêu của năm"),
            notes=_notes(),
        )
    if found.phases:
        yield Table(
            _columns(),
            tuple(_row(str(number), each) for number, each in enumerate(found.phases, 1)),
            title=_("Biểu kết quả 5 năm"),
            notes=_notes(),
        )
    if found.silent:
        yield Paragraph(
            _("Chưa có số của {count} chỉ tiêu đã có kế hoạch: {names}.").format(
                count=len(found.silent), names="; ".join(found.silent)
            )
        )


def _notes() -> tuple[str, ...]:
    return (_("Khoảng cách: còn thiếu bao nhiêu đến mục tiêu; số 0 hoặc âm là đã đạt."),)


def _columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(_("TT"), width=5),
        TableColumn(_("Mục tiêu, chỉ tiêu"), width=36),
        TableColumn(_("Đơn vị tính"), width=10),
        TableColumn(_("Số gốc"), NUMBER, width=10),
        TableColumn(_("Mục tiêu"), NUMBER, width=10),
        TableColumn(_("Thực hiện"), NUMBER, width=10),
        TableColumn(_("Khoảng cách"), NUMBER, width=10),
        TableColumn(_("Đánh giá"), width=12),
        TableColumn(_("Vướng mắc"), width=20),
    )


def _row(number: str, each: Standing) -> TableRow:
    place = f" ({each.place})" if each.place else ""
    forecast = ""
    if each.on is not None:
        forecast = "; " + _("số đến {day}").format(day=f"{each.on:%d/%m/%Y}")
    judged = each.judged or each.expects
    verdict = _(ASSESSMENTS[judged]) if judged in ASSESSMENTS else _("chưa đánh giá được")
    if each.judged is None and each.expects is not None:
        verdict = _("dự báo: {verdict}").format(verdict=verdict)
    return TableRow(
        (
            number,
            f"{each.title}{place}{forecast}",
            each.unit,
            _cell(each.base),
            _cell(each.target),
            _cell(each.actual),
            each.missing,
            verdict,
            "; ".join(name for _id, name in each.obstacles),
        ),
        over=each.record_type,
        where=each.where,
    )


def _cell(bound: Bound | None) -> Decimal | str | None:
    if bound is None:
        return None
    return bound.value if bound.sign == "=" else bound.show()


INDICATOR_REPORT = Report(
    "indicators",
    "Kết quả mục tiêu, chỉ tiêu",
    answer_indicators,
    about="Mục tiêu, kết quả, khoảng cách, đạt hay không đạt của từng chỉ tiêu; chỉ tiêu nào chưa có số.",
    basis="TT 01/2022/TT-UBDT",
)
