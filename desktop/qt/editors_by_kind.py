"""Which editor serves which kind of field; components may add their own kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.declare import fields as kinds
from desktop.declare.fields import Field
from desktop.qt.attachment_editor import AttachmentEditor
from desktop.qt.computed_editor import ComputedEditor
from desktop.qt.details_editor import DetailsEditor
from desktop.qt.field_editors import (
    DateEditor,
    Editor,
    LineEditor,
    LongTextEditor,
    NumberEditor,
)
from desktop.qt.left_out_editor import LeftOutEditor
from desktop.qt.search_editor import SearchEditor
from desktop.shared.office import LeftOut

if TYPE_CHECKING:
    from desktop.workspace import Workspace

_EDITORS: dict[type[Field[Any]], type[Editor]] = {
    kinds.Text: LineEditor,
    kinds.LongText: LongTextEditor,
    kinds.Integer: NumberEditor,
    kinds.Decimal: NumberEditor,
    kinds.Money: NumberEditor,
    kinds.Percent: LineEditor,
    kinds.Date: DateEditor,
    kinds.YesNo: SearchEditor,
    kinds.Choice: SearchEditor,
    kinds.Reference: SearchEditor,
    kinds.NationalId: LineEditor,
    kinds.Attachment: AttachmentEditor,
    kinds.Details: DetailsEditor,
    kinds.Computed: ComputedEditor,
    LeftOut: LeftOutEditor,
}


def add_editors(editors: dict[type[Field[Any]], type[Editor]]) -> None:
    """Take a component's editors for its own kinds of field."""
    _EDITORS.update(editors)


def editor_for(field: Field[Any], workspace: Workspace) -> Editor:
    """The editor of a field's kind, or of the nearest kind above; a plain line for an unknown one."""
    for kind in type(field).__mro__:
        if kind in _EDITORS:
            return _EDITORS[kind](field, workspace)
    return LineEditor(field, workspace)
