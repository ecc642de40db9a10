"""Indicators, targets and reporting duties a new database starts with, made of the pack; knows no store."""

from __future__ import annotations

import csv
import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeVar

from desktop.declare.records import Record
from desktop.resources import resource
from desktop.shared.calendar import ReportingDuty
from desktop.shared.indicators import IndicatorDefinition, YearTarget

R = TypeVar("R", bound=Record)
_OURS = uuid.UUID("5d3e3f0e-6a0c-5c0e-9d64-0b6f4f1d1719")
"""Rows of the pack have the same id on every PC, so that packages of two offices meet."""


def read_indicators() -> list[IndicatorDefinition]:
    """The indicators of both programmes, each with its yearly targets and how sure every row is."""
    targets: dict[tuple[str, str], list[YearTarget]] = defaultdict(list)
    for row in _rows("targets"):
        target = _record(YearTarget, row)
        target.id = _id("target", row["programme"], row["code"], row["year"])
        targets[row["programme"], row["code"]].append(target)
    found = []
    for row in _rows("indicators"):
        definition = _record(IndicatorDefinition, row, targets=targets[row["programme"], row["code"]])
        definition.id = _id("indicator", row["programme"], row["code"])
        found.append(definition)
    return found


def read_duties() -> list[ReportingDuty]:
    """The reporting duties of the Programme, editable, each with its basis and how sure it is."""
    found = []
    for row in _rows("reporting_duties"):
        duty = _record(ReportingDuty, row)
        duty.id = _id("duty", row["code"])
        found.append(duty)
    return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resource(f"programme/{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _record(record_type: type[R], row: dict[str, str], **values: Any) -> R:
    """A record of the texts of a row, read by the fields as anything typed is."""
    fields = record_type.fields
    read = {name: fields[name].parse(text) for name, text in row.items() if name in fields}
    return record_type(**{name: value for name, value in read.items() if value is not None}, **values)


def _id(*words: str) -> str:
    return str(uuid.uuid5(_OURS, "/".join(words)))
