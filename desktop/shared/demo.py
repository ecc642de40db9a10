"""The demo data as texts, in the order they can be saved; knows no record type."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

from desktop.resources import resource


def sample_workbook() -> Path | None:
    """A housing list as an office sends it, with faults on purpose; None where it was not installed."""
    try:
        return resource("demo/danh-sach-nha-o.xlsx")
    except FileNotFoundError:
        return None


def read_demo() -> Iterator[tuple[str, dict[str, str]]]:
    """Name of a record type and the texts of its fields, empty ones left out: `("shared.Household", {...})`.

    The texts are written as an officer would write them; communes stand by their code. A row that others
    lead to has a column `id`, own rows are a list in JSON.
    """
    for file in sorted(resource("demo").glob("*-*.csv.gz")):
        record_type = file.name.partition("-")[2].removesuffix(".csv.gz")
        text = gzip.decompress(file.read_bytes()).decode("utf-8")
        for row in csv.DictReader(io.StringIO(text)):
            yield record_type, {name: value for name, value in row.items() if value}
