"""Keeps what officers said writings mean, with the import that used it, and recalls it for lists alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from desktop.catalog import Catalog
from desktop.declare.fields import Choice, Reference
from desktop.declare.reading import Condition, Reader
from desktop.declare.text import _, translate
from desktop.excel.found import FoundTable
from desktop.excel.said_layouts import own_headings
from desktop.shared.settled import SettledValue, answer_key, fingerprint, is_of_one_file

if TYPE_CHECKING:
    from desktop.storage.writing import Writing

Answers = Mapping[str, Mapping[str, str]]


def headings_of(table: FoundTable) -> str:
    """By what the list is known again."""
    return fingerprint(own_headings(table))


def recall_answers(answers: dict[tuple[str, str, str], str], table: FoundTable, reader: Reader) -> None:
    """Take over what was settled for a list with the same headings, and say so."""
    assert table.record_type is not None
    where = [
        Condition("of", "is", table.record_type.__name__),
        Condition("headings", "is", headings_of(table)),
    ]
    known = list(reader.rows(SettledValue, where))
    for each in known:
        answers.setdefault((each.of, each.field, answer_key(each.written)), each.meant or "")
    if known:
        says = _("{count} giá trị được hiểu như đã xử lý ở lần nhập trước.")
        table.doubt(says.format(count=len(known)))


def remember_answers(
    tables: Iterable[tuple[FoundTable, Answers]], catalog: Catalog, writing: Writing
) -> None:
    """Keep the answers of this import (field → writing → meaning), for lists with the same headings.

    That somebody took back what reading changed holds for this file: it would empty cells of the next.
    """
    kept: list[SettledValue] = []
    for table, settled in tables:
        assert table.record_type is not None
        headings = headings_of(table)
        for field, answers in settled.items():
            declared = table.record_type.fields.get(field)
            for written, meant in answers.items():
                if is_of_one_file(written) and getattr(declared, "within", None):
                    continue
                if not meant and (field, written) in table.taken_back:
                    continue
                shown = meant
                if isinstance(declared, Choice):
                    shown = declared.format(meant)
                elif isinstance(declared, Reference | None) and meant:
                    target = catalog.target_of(declared) if declared else table.record_type
                    shown = writing.names(target, [meant]).get(meant, meant)
                kept.append(
                    SettledValue(
                        of=table.record_type.__name__,
                        field=field,
                        label=translate(declared.label) if declared else translate(table.record_type.title),
                        written=written[:255],
                        meant=meant[:255] or None,
                        shown=shown[:255] or _("để trống"),
                        headings=headings,
                    )
                )
    if kept:
        writing.upsert_all(kept)
