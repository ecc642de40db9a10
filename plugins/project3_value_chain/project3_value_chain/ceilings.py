"""Ceilings a province's council sets: norms of its own that may not lie above the national ones."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.api import Condition, Finding, Reader, Rule
from desktop.shared import RegisteredNorm
from desktop.shared.registered_norms import is_whole
from project3_value_chain import norms as codes
from project3_value_chain.texts import ND_38_2023


def find_above_the_country(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Ceilings of a province above one that holds in the whole country on some of the same days."""
    of_province = [
        Condition("code", "in", [codes.CHAIN, codes.COMMUNITY]),
        Condition("province", "filled"),
        Condition("valid_from", "filled"),
    ]
    for row in reader.rows(RegisteredNorm, of_province):
        if not is_whole(row) or (among is not None and row.id not in among):
            continue
        own = row.word({}, "")
        lower = [
            norm
            for norm in reader.norms.named(row.code)
            if not norm.province
            and row.area in (None, norm.area)
            and norm.overlaps(own)
            and norm.value < own.value
        ]
        if lower:
            # What no source confirmed only reminds, whatever else it is beside.
            norm = min(lower, key=lambda each: (not each.is_confirmed, each.value))
            says = {"own": own.amount(), "limit": norm.show()}
            yield Finding(record=row.id or "", basis=norm.basis, grade=norm.grade, says=says)


CEILING_RULES = [
    Rule(
        "P3-02",
        "province_stays_below_the_country",
        "Trần {own} của tỉnh cao hơn trần chung {limit}; tỉnh chỉ được quy định bằng hoặc thấp hơn.",
        RegisteredNorm,
        find_above_the_country,
        field="value",
        basis=ND_38_2023.cite("Điều 1(12), 1(13)"),
        about="Trần của tỉnh không cao hơn trần chung",
    )
]
