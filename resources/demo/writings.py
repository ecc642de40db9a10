"""How the demo data are written, as an officer would write them; draws nothing."""

from datetime import date

MILLION = 1_000_000
Texts = dict[str, str]


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def yes(value: bool) -> str:
    return "Có" if value else "Không"


def tenths(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
