"""The legal texts and norms of a period as the program comes with them, one folder each; no database."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desktop.declare.dates import first_day
from desktop.declare.norms import LegalText, Norm, texts_in
from desktop.resources import resource
from desktop.shared import programme_texts
from desktop.shared.legal_texts import RegisteredText, numbers_in
from desktop.shared.programme_lines import values_of
from desktop.shared.registered_norms import RegisteredNorm

PERIODS = ("2021-2025", "2026-2030")


def read_texts() -> list[LegalText]:
    """The texts that components share, then those of the packs in the order of the periods."""
    return [*texts_in(programme_texts), *map(_text, _rows("texts"))]


def read_norms() -> list[Norm]:
    """The norms of all periods that no component declares; each names one of these texts."""
    texts = {text.number: text for text in read_texts()}
    return [_norm(row, texts) for row in _rows("norms")]


def _text(row: dict[str, str]) -> LegalText:
    days = {name: _day(row[name]) for name in ("issued_on", "valid_from", "valid_to")}
    replaces, amends = numbers_in(row["replaces"]), numbers_in(row["amends"])
    return LegalText(
        row["number"],
        row["name"],
        row["issuer"],
        replaces=replaces,
        amends=amends,
        note=row["note"],
        confidence=row["confidence"],
        **days,
    )


def _norm(row: dict[str, str], texts: dict[str, LegalText]) -> Norm:
    province = row.pop("province")
    entered = RegisteredNorm(**values_of(RegisteredNorm, row))
    return replace(entered.word({}, province), text=texts[row["text"]])


def _day(written: str) -> date | None:
    day = RegisteredText.fields["valid_from"].parse(written)
    return None if day is None else first_day(day)


def _rows(name: str) -> Iterator[dict[str, str]]:
    for period in PERIODS:
        with resource(f"rule_packs/{period}/{name}.csv").open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
