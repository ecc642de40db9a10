"""The report of a period: capital, indicators and obstacles together, with the duty it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from desktop.declare.dates import first_day, show_date
from desktop.declare.reading import Condition, Reader
from desktop.declare.reports import NUMBER, Asked, Document, Figure, Heading, Paragraph, Part, Period, Report
from desktop.declare.text import _
from desktop.shared.calendar import ReportingDuty, ReportingPeriod
from desktop.shared.capital_report import capital_figures, capital_parts, read_capital_answer
from desktop.shared.indicator_report import indicator_figures, indicator_parts, read_indicator_answer
from desktop.shared.obstacle_report import obstacle_figures, obstacle_parts, read_obstacle_answer
from desktop.shared.open_figures import read_open_figures
from desktop.shared.periods import read_period


class Owed(NamedTuple):
    """A report of the calendar that falls into the period, its duty, and what it still waits for."""

    planned: ReportingPeriod
    duty: ReportingDuty
    missing: Sequence[str]


def read_owed(reader: Reader, asked: Asked) -> list[Owed]:
    """The reports with figures a place itself owes of the days asked for, the first due first."""
    if not asked.place or asked.period is None:
        return []
    duties = {duty.id: duty for duty in reader.rows(ReportingDuty, [Condition("asks_figures", "is", True)])}
    where = [
        Condition("place", "is", asked.place),
        Condition("period_start", "is", asked.period.first),
        Condition("period_end", "is", asked.period.last),
        Condition("duty", "in", sorted(duties)),
    ]
    found = sorted(reader.rows(ReportingPeriod, where), key=lambda each: (each.due_on, each.name))
    missing = read_open_figures(found, reader)
    return [Owed(each, duties[each.duty], missing.get(each.id or "", ())) for each in found]


def answer_period(reader: Reader, asked: Asked) -> Document:
    """The report whole; without a period it is of the year that goes on."""
    asked = asked if asked.period else asked._replace(period=read_period(str(asked.today.year)))
    capital = read_capital_answer(reader, asked)
    indicators = read_indicator_answer(reader, asked)
    obstacles = read_obstacle_answer(reader, asked)
    owed = read_owed(reader, asked)
    figures = {
        **{f"capital.{name}": each for name, each in capital_figures(capital).items()},
        **{f"indicators.{name}": each for name, each in indicator_figures(indicators).items()},
        **{f"obstacles.{name}": each for name, each in obstacle_figures(obstacles).items()},
    }
    missing = sorted({code for each in owed for code in each.missing})
    figures["missing"] = Figure(len(missing), NUMBER, _("chỉ tiêu"))
    parts: list[Part] = [
        *_duty_parts(owed, missing, asked.period),
        Heading(_("I. Kết quả thực hiện mục tiêu, chỉ tiêu")),
        *_renamed(indicator_parts(indicators), "indicators."),
        Heading(_("II. Kế hoạch vốn và giải ngân")),
        *_renamed(capital_parts(capital), "capital."),
        Heading(_("III. Khó khăn, vướng mắc và kiến nghị")),
        *_renamed(obstacle_parts(obstacles), "obstacles."),
        *_said_later(asked),
    ]
    return Document(
        _("Báo cáo kết quả thực hiện Chương trình mục tiêu quốc gia"),
        tuple(parts),
        lines=asked.lines(),
        figures=figures,
        lies=True,
    )


def _said_later(asked: Asked) -> Iterator[Part]:
    """Nobody keeps what stood in the way on an earlier day: of a period that is over, that is said."""
    if asked.period is not None and asked.period.until < asked.today:
        says = _("Vướng mắc tính đến ngày {day}, không theo ngày cuối kỳ.").format(day=show_date(asked.today))
        yield Paragraph(says, note=True)


def _renamed(parts: Iterator[Part], before: str) -> Iterator[Part]:
    """The parts as they are in a report of their own, their figures by the names they have here."""
    for part in parts:
        if isinstance(part, Paragraph) and part.figures:
            text = part.text
            for name in part.figures:
                text = text.replace(f"{{{name}}}", f"{{{before}{name}}}")
            part = replace(part, text=text, figures=tuple(before + name for name in part.figures))
        yield part


def _duty_parts(owed: Sequence[Owed], missing: Sequence[str], period: Period | None) -> Iterator[Part]:
    for each in owed:
        duty = each.duty
        says = _(
            "Báo cáo này trả lời chế độ: {name}; gửi {to} trước hết ngày {due}. Căn cứ: {basis}."
        ).format(
            name=each.planned.spoken("name"),
            to=duty.spoken("owed_to") or _("(chưa ghi nơi nhận)"),
            due=show_date(first_day(each.planned.due_on)),
            basis=duty.basis or _("(chưa ghi)"),
        )
        yield Paragraph(says, over=ReportingPeriod, where=(Condition("id", "is", each.planned.id),))
    if period is not None and period.kept_to is not None:
        yield Paragraph(_("Số liệu tính đến ngày {day}.").format(day=show_date(period.kept_to)), note=True)
    if missing:
        yield Paragraph(
            _("Còn thiếu số của các chỉ tiêu: {codes}. Báo cáo không tự điền các số này.").format(
                codes="; ".join(missing)
            )
        )


PERIOD_REPORT = Report(
    "period",
    "Báo cáo kỳ: chỉ tiêu, vốn, vướng mắc",
    answer_period,
    about="Báo cáo của một kỳ: chỉ tiêu, vốn và vướng mắc trong một văn bản, nói rõ số nào còn thiếu.",
    basis="TT 01/2022/TT-UBDT",
)
