"""The report on difficulties and what is asked for, with the households, cases and money they hold up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.reports import (
    MONEY,
    NUMBER,
    PLACE,
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
from desktop.shared.held_up import Held, find_obstacles, hold_up
from desktop.shared.obstacles import CAUSES, Line, Obstacle, write_paragraph
from desktop.shared.places import Place


class ObstacleAnswer(NamedTuple):
    """What is not solved, what it holds up, and the paragraph of it."""

    held: tuple[Held, ...]
    lines: tuple[Line, ...]
    places: dict[str, str]
    where: Where


def read_obstacle_answer(reader: Reader, asked: Asked) -> ObstacleAnswer:
    """What stands in the way at a place; what it holds up are the same records by any boundaries."""
    where = [*asked.within(), Condition("state", "is_not", "solved")]
    found = find_obstacles(reader, where)
    stored, types = reader.as_stored(), asked.record_types
    return ObstacleAnswer(
        tuple(hold_up(found, stored, types)),
        tuple(write_paragraph(found, stored, types)),
        reader.names(Place, {each.place for each in found}),
        where,
    )


def answer_obstacles(reader: Reader, asked: Asked) -> Document:
    """The report whole."""
    found = read_obstacle_answer(reader, asked)
    return Document(
        _("Khó khăn, vướng mắc và kiến nghị"),
        tuple(obstacle_parts(found)),
        lines=asked.lines(),
        figures=obstacle_figures(found),
        lies=True,
    )


def obstacle_figures(found: ObstacleAnswer) -> dict[str, Figure]:
    """How many there are, by cause; of each what it holds up. One case may wait for two: nothing is added."""
    open_now = [each.obstacle for each in found.held]
    figures = {"obstacles": Figure(len(open_now), NUMBER, _("vướng mắc"), Obstacle, found.where)}
    for cause in (*CAUSES, None):
        count = sum(each.cause == cause for each in open_now)
        if count:
            asked = Condition("cause", "is", cause) if cause else Condition("cause", "empty")
            where = (*found.where, asked)
            figures[f"cause.{cause or 'open'}"] = Figure(count, NUMBER, _("vướng mắc"), Obstacle, where)
    for number, each in enumerate(found.held, 1):
        up = each.affected
        if up is None:
            continue
        for name, value, kind, unit in (
            ("records", up.records, NUMBER, _("hồ sơ")),
            ("households", up.households, NUMBER, _("hộ")),
            ("money", up.money, MONEY, ""),
        ):
            figures[f"obstacle_{number}.{name}"] = Figure(value, kind, unit, up.record_type, up.where)
    return figures


def obstacle_parts(found: ObstacleAnswer) -> Iterator[Part]:
    """The parts of a report that tells of obstacles: the paragraph, then the table."""
    for line in found.lines:
        where = (Condition("id", "is", line.obstacle),) if line.obstacle else ()
        yield Paragraph(line.text, over=Obstacle if line.obstacle else None, where=where)
    if found.held:
        yield Table(
            (
                TableColumn(_("TT"), width=5),
                TableColumn(_("Vướng mắc"), width=34),
                TableColumn(_("Nguyên nhân"), width=15),
                TableColumn(_("Nơi gặp"), width=14),
                TableColumn(_("Hồ sơ bị ảnh hưởng"), NUMBER, width=9),
                TableColumn(_("Hộ"), NUMBER, width=8),
                TableColumn(_("Tiền"), MONEY, width=12),
                TableColumn(_("Cấp giải quyết được"), width=13),
                TableColumn(_("Tình trạng"), width=15),
            ),
            tuple(_row(str(number), each, found) for number, each in enumerate(found.held, 1)),
            title=_("Ảnh hưởng của từng vướng mắc"),
            notes=(_("Một hồ sơ có thể vướng nhiều việc nên các dòng không cộng lại."),),
        )


def _row(number: str, each: Held, found: ObstacleAnswer) -> TableRow:
    obstacle, up = each.obstacle, each.affected
    return TableRow(
        (
            number,
            obstacle.name + (f" ({obstacle.clause})" if obstacle.clause else ""),
            Obstacle.cause.format(obstacle.cause) or obstacle.cause_told,
            found.places.get(obstacle.place, ""),
            up.records if up else None,
            up.households if up else None,
            up.money if up else None,
            Obstacle.level.format(obstacle.level),
            Obstacle.state.format(obstacle.state),
        ),
        over=up.record_type if up else Obstacle,
        where=up.where if up else (Condition("id", "is", obstacle.id),),
    )


OBSTACLE_REPORT = Report(
    "obstacles",
    "Khó khăn, vướng mắc và kiến nghị",
    answer_obstacles,
    about="Vướng mắc chưa giải quyết, số hộ, hồ sơ, tiền bị giữ lại, và kiến nghị với từng cấp.",
    takes=(PLACE,),
    basis="TT 01/2022/TT-UBDT",
)
