"""Columns whose cells tell the village and the commune at once: `Bản Na Sang, xã Na Son`; finds no table."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from desktop.declare.fields import Field, Reference, Text
from desktop.declare.text import _, tidy, translate
from desktop.excel.found import FoundColumn, FoundTable
from desktop.excel.half_known import FEW, MOST, values_of
from desktop.excel.headings import KINDS_OF_PLACE, kinds_of_place, text_of

_SURE = 0.5
_COMMUNE = r"xã|phường|thị trấn|đặc khu"
_BETWEEN = r"\s*[,;–-]\s*"


def take_address(table: FoundTable, column: FoundColumn, open_fields: Mapping[str, Field[Any]]) -> bool:
    """Take a column for the village and the commune where nearly all its cells tell both."""
    village = _of_kind(open_fields, Text, KINDS_OF_PLACE[1])
    commune = _of_kind(open_fields, Reference, KINDS_OF_PLACE[0])
    if village is None or commune is None:
        return False
    pieces = (
        rf"(?:(?P<{village.name}>(?!(?:{_COMMUNE})\b).+?){_BETWEEN})?(?P<{commune.name}>(?:{_COMMUNE})\s.+?)"
        rf"(?:{_BETWEEN}(?:huyện|tỉnh|thành phố)\s.+)?"
    )
    asked = re.compile(pieces, re.IGNORECASE)
    values = values_of(table, column)
    fits = [found for value in values if (found := asked.fullmatch(tidy(text_of(value))))]
    both = [found for found in fits if found[village.name]]
    if len(both) < FEW or len(both) < MOST * len(values):
        return False
    column.field, column.pieces, column.sure = village.name, pieces, _SURE
    table.columns.append(dataclasses.replace(column, field=commune.name))
    says = _("Cột {column} “{heading}” lấy cho “{field}” theo các giá trị bên dưới: hãy xem lại.")
    fields = "”, “".join(translate(each.label) for each in (village, commune))
    heading = column.heading or _("không có tiêu đề")
    table.doubt(says.format(column=column.letters, heading=heading, field=fields), column.column)
    return True


def _of_kind(fields: Mapping[str, Field[Any]], kind: type[Field[Any]], words: set[str]) -> Field[Any] | None:
    """The first field of some kind that is headed as places of these words are."""
    alike = (each for each in fields.values() if isinstance(each, kind))
    return next((each for each in alike if kinds_of_place([each.label]) == words), None)
