"""A database to try things on: invented people in real communes, in every component that is installed."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.catalog import Catalog, load_catalog
from desktop.declare.fields import Details, Habit, Reference
from desktop.declare.problems import Refusal
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.text import _
from desktop.workspace.import_links import fill_found_by
from desktop.workspace.references import found_one
from desktop.workspace.workspace import Workspace


def open_demo(database: str | Path | None = None, *, safe: bool = False) -> Workspace:
    """A fresh demo database, in a folder of its own where none is named. Raises `Refusal`."""
    where = Path(database) if database else Path(tempfile.mkdtemp(prefix="ntp-demo-")) / "demo.db"
    if where.exists():
        raise Refusal(
            _("Đã có tệp {file}.").format(file=where.name),
            _("Dữ liệu mẫu chỉ được tạo trong tệp mới; hãy chọn tên khác."),
        )
    where.parent.mkdir(parents=True, exist_ok=True)
    workspace = Workspace.open(where, load_catalog(safe=safe))
    fill(workspace)
    return workspace


def fill(workspace: Workspace) -> int:
    """Save the demo records of the components that are here, as one change set; how many they are."""
    from desktop.shared.demo import read_demo

    catalog = workspace.catalog
    with workspace.writing(_("Dữ liệu mẫu")) as writing:
        maker = _Maker(writing, catalog)
        waiting: dict[type[Record], list[Record]] = {}
        for name, texts in read_demo():
            record_type = catalog.record_types.get(name)
            if record_type is not None:
                waiting.setdefault(record_type, []).append(made(record_type, texts, maker.habit(texts)))
        for record_type, records in waiting.items():
            fill_found_by(records, record_type, catalog.target_of, writing)
            writing.save_all(records)
    return sum(len(records) for records in waiting.values())


class _Maker:
    """Reads texts through the same parsing as everything else; places are found once."""

    def __init__(self, reader: Reader, catalog: Catalog) -> None:
        self._reader, self._catalog = reader, catalog
        self._found: dict[tuple[str, str, str], str] = {}

    def habit(self, texts: Mapping[str, str]) -> Habit:
        """How the texts of one row are read: with what stands beside them."""

        def look_up(field: Reference, text: str) -> str:
            hints = {name: texts.get(name, "") for name in field.hints}
            key = (field.name, text, "|".join(hints.values()))
            if key not in self._found:
                hints["context"] = "Tỉnh Điện Biên"
                self._found[key] = found_one(field, text, hints, self._reader, self._catalog).id
            return self._found[key]

        return Habit(look_up=look_up)


def made(record_type: type[Record], texts: Mapping[str, str], habit: Habit) -> Record:
    """A record of its texts; own rows are a list in JSON, and what others lead to has an id of its own."""

    def value(name: str, text: str) -> Any:
        declared = record_type.fields.get(name)
        if declared is None:
            return text
        if isinstance(declared, Details):
            return [made(declared.of, row, habit) for row in json.loads(text)]
        return declared.parse(text, habit)

    return record_type(**{name: value(name, text) for name, text in texts.items() if text})
