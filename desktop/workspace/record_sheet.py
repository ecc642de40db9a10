"""One record as a sheet of paper in HTML: its sections, own rows and amounts in words; knows no printer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from desktop.declare.dates import show_date
from desktop.declare.fields import MASK, Attachment, Computed, Details, Field, Habit, Money
from desktop.declare.spelled import amount_in_words
from desktop.declare.text import _, translate
from desktop.shared.office import Office
from desktop.workspace.own_office import own_office

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.workspace.workspace import Workspace

_LARGE = 1_000_000
_BLANK = "……………………………………"
_STYLE = """
body, h1, h2, p, td, th { color: #000000; }
h1 { font-size: 15pt; text-align: center; } h2 { font-size: 12pt; margin: 10px 0 2px 0; }
td, th { padding: 2px 4px; vertical-align: top; }
.rows { border-collapse: collapse; } .rows td, .rows th { border: 1px solid #777777; }
.label { color: #444444; } .words { font-style: italic; } p { margin: 2px 0; }
"""


class RecordSheet:
    """A record with the labels of its fields; a new one prints as a form to be filled by hand.

    Masked, what is personal gives way to dots, and so does the name of the record at the head.
    """

    def __init__(self, workspace: Workspace, record: Record, masked: bool) -> None:
        self._workspace, self._record, self._masked = workspace, record, masked
        self._kind = type(record)
        self._habit: Habit = workspace.habit()

    def html(self, today: date) -> str:
        """The whole sheet."""
        parts = [*self._head(), *self._body(), *self._accepted()]
        parts.append(f"<p>{escape(_('In ngày {day}').format(day=show_date(today)))}</p>")
        return f"<html><head><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"

    def _head(self) -> Iterator[str]:
        workspace, record = self._workspace, self._record
        with workspace.store.reading() as reader:
            office = own_office(workspace, reader)
        if office is not None and office.id:
            yield f"<p>{escape(workspace.name_of(Office, office.id))}</p>"
        yield f"<h1>{escape(translate(self._kind.title).upper())}</h1>"
        names_a_person = any(
            self._workspace.catalog.is_personal(self._kind.fields[name]) for name in self._kind.shown_by
        )
        if record.id and not (self._masked and names_a_person):
            name = workspace.name_of(self._kind, record.id)
            yield f"<p align=center><b>{escape(name)}</b></p>"

    def _body(self) -> Iterator[str]:
        section, number = "", 0
        rows: list[str] = []
        for name, field in self._kind.fields.items():
            if field.section and field.section != section:
                yield _table(rows)
                rows, section, number = [], field.section, number + 1
                yield f"<h2>{number}. {escape(translate(section))}</h2>"
            value = getattr(self._record, name)
            if isinstance(field, Details):
                yield _table(rows)
                rows = []
                yield f"<p class=label>{escape(translate(field.label))}</p>"
                yield self._owned(field, value or [])
            else:
                rows.append(self._row(field, value))
        yield _table(rows)

    def _row(self, field: Field[Any], value: Any) -> str:
        kind = field.kind_of if isinstance(field, Computed) else field
        unit = translate(getattr(kind, "unit", ""))
        shown = self.shown(field, value)
        told = f"{escape(shown)} {escape(unit)}".strip() if shown else _BLANK
        if isinstance(kind, Money) and value is not None and abs(value) >= _LARGE and shown != MASK:
            words = _("Bằng chữ: {words}").format(words=amount_in_words(value))
            told += f"<br><span class=words>{escape(words)}</span>"
        label = escape(translate(field.label))
        return f"<tr><td width='38%' class=label>{label}</td><td>{told}</td></tr>"

    def _owned(self, field: Details, rows: Sequence[Record]) -> str:
        fields = list(field.of.fields.values())
        head = "".join(f"<th align=left>{escape(translate(one.label))}</th>" for one in fields)
        empty = [[""] * len(fields)] * 3
        cells = [[self.shown(one, getattr(row, one.name)) for one in fields] for row in rows] or empty
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}&nbsp;</td>" for cell in row) + "</tr>" for row in cells
        )
        return f"<table class=rows width='100%' cellspacing=0 border=1><tr>{head}</tr>{body}</table>"

    def shown(self, field: Field[Any], value: Any) -> str:
        """A value as it stands on the paper."""
        if value is None or value == "":
            return ""
        if self._masked and self._workspace.catalog.is_personal(field):
            return MASK
        return str(value.name) if isinstance(field, Attachment) else field.format(value, self._habit)

    def _accepted(self) -> Iterator[str]:
        # Their sentences may name persons.
        found = [] if self._masked else self._workspace.problems_of(self._record)
        lines = [each for each in found if each.accepted] if self._record.id else []
        if lines:
            yield f"<h2>{escape(_('Cảnh báo đã chấp nhận'))}</h2>"
            yield "".join(f"<p>{escape(each.message)} ({escape(each.accepted)})</p>" for each in lines)


def _table(rows: Sequence[str]) -> str:
    return f"<table width='100%' cellspacing=0>{''.join(rows)}</table>" if rows else ""
