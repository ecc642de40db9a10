"""Columns whose cells tell the village and the commune at once: `Bản Na Sang, xã Na Son`; finds no table."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from desktop.declare.fields import Field, Reference, Text
from desktop.declare.text import tidy
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.half_known import FEW, MOST, SURE, values_of
from desktop.excel.headings import KINDS_OF_PLACE, kinds_of_place, text_of

_COMMUNE = r"xã|phường|thị trấn|đặc khu"
_BETWEEN = r"\s*[,;–-]\s*"


def take_address(
    table: FoundTable, column: FoundColumn, open_fields: Mapping[str, Field[Any]]
) -> tuple[Field[Any], ...]:
    """Take a column for the village and the commune where nearly all its cells tell both; gives both."""
    village = _of_kind(open_fields, Text, KINDS_OF_PLACE[1])
    commune = _of_kind(open_fields, Reference, KINDS_OF_PLACE[0])
    if village is None or commune is None:
        return ()
    pieces = (
        rf"(?:(?P<{village.name}>(?!(?:{_COMMUNE})\b).+?){_BETWEEN})?(?P<{commune.name}>(?:{_COMMUNE})\s.+?)"
        rf"(?:{_BETWEEN}(?:huyện|tỉnh|thành phố)\s.+)?"
    )
    asked = re.compile(pieces, re.IGNORECASE)
    values = values_of(table, column)
    fits = [found for value in values if (found := asked.fullmatch(tidy(text_of(value))))]
    both = [found for found in fits if found[village.name]]
    if len(both) < FEW or len(both) < MOST * len(values):
        return ()
    column.field, column.pieces, column.sure = village.name, pieces, SURE
    table.columns.append(dataclasses.replace(column, field=commune.name))
    return village, commune


def _of_kind(fields: Mapping[str, Field[Any]], kind: type[Field[Any]], words: set[str]) -> Field[Any] | None:
    """The first field of some kind that is headed as places of these words are."""
    alike = (each for each in fields.values() if isinstance(each, kind))
    return next((each for each in alike if kinds_of_place([each.label]) == words), None)
