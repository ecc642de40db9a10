"""The demo ledger of capital of one province: every plan, payment, act and ratio in it is invented."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from writings import MILLION, Texts, day

from desktop.shared.programme_lines import read_lines

PROVINCE = "Tỉnh Điện Biên"
BUDGET_YEAR = 2026
CUT_OFF = date(2026, 10, 31)
SEED = 1719
RECURRENT = ("DA1.d", "DA1.e", "DA3", "DA5", "DA6", "DA7", "DA8", "DA9.2", "DA10")


def facts() -> Iterator[Texts]:
    """For each line this year's money and, of some, money carried over, from two sources."""
    chance = random.Random(SEED)
    lines = [line for line in read_lines() if line.code.startswith("DA")]
    parents = {line.parent for line in lines}
    for line in lines:
        if line.id in parents:
            continue
        kind = "Sự nghiệp" if line.code.startswith(RECURRENT) else "Đầu tư phát triển"
        size = chance.randint(4_000, 60_000)
        for plan_year in (2024, 2025, 2026):
            part = {2024: 0.06, 2025: 0.2, 2026: 1.0}[plan_year]
            if plan_year < BUDGET_YEAR and chance.random() < 0.35:
                continue
            speed = chance.uniform(0.25, 0.75) if plan_year == BUDGET_YEAR else chance.uniform(0.4, 0.95)
            for source, share in (("Ngân sách trung ương", 1.0), ("Ngân sách địa phương", 0.08)):
                plan = max(2, round(size * part * share))
                paid = round(plan * speed)
                yield {
                    "line": line.code,
                    "place": PROVINCE,
                    "capital_kind": kind,
                    "source": source,
                    "plan_year": str(plan_year),
                    "budget_year": str(BUDGET_YEAR),
                    "as_of": day(CUT_OFF),
                    "assigned": str(plan * MILLION),
                    "allocated": str(round(plan * min(1.0, speed + 0.2)) * MILLION),
                    "disbursed": str(paid * MILLION),
                    "advance": str(round(paid * 0.1) * MILLION),
                }


def acts() -> Iterator[Texts]:
    """Two acts, so that the carried-over money has a deadline to be seen."""
    for number, plan_year in enumerate((2024, 2025), 1):
        yield {
            "basis": f"Nghị quyết số 0{number} (giả định)",
            "from_year": str(plan_year),
            "to_year": str(BUDGET_YEAR),
            "deadline": day(date(BUDGET_YEAR, 12, 31) + timedelta(days=31 * (number - 1))),
        }


def duties() -> Iterator[Texts]:
    """A ratio of ten percent, which the demo's local money does not reach."""
    yield {
        "place": PROVINCE,
        "year": str(BUDGET_YEAR),
        "ratio": "10",
        "basis": "Nghị quyết của HĐND tỉnh (giả định)",
        "confidence": "Chưa xác nhận",
    }


FILES = {
    "40-shared.CapitalFact": facts,
    "41-shared.CarryOver": acts,
    "42-shared.MatchDuty": duties,
}
