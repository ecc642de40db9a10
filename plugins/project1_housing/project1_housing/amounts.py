"""A field for the money of one household, which knows amounts typed in another unit; knows no case."""

from collections.abc import Iterator
from typing import Any

from desktop.api import Grade, Money, Problem, _, show_number

SMALLEST = 100_000
"""Less than this is no support or contribution of a household; it is thousands or millions typed as đồng."""
LARGEST = 1_000_000_000
"""As much as this is no house of a poor household; it is đồng typed as thousands or millions."""


class HouseholdMoney(Money):
    """Money of one household: never negative (G01), and in a plausible unit (G04)."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, rule="G01", **options)

    def check(self, value: int) -> Iterator[Problem]:
        yield from super().check(value)
        if value >= LARGEST:
            meant = value // (1000 if value // 1000 < LARGEST else 1_000_000)
        elif 0 < value < SMALLEST:
            meant = value * (1_000_000 if value < 1000 else 1000)
        else:
            return
        yield Problem(
            _("{amount} đ không hợp lý cho một hộ, có thể nhầm đơn vị: {meant} đ? Hãy xem lại.").format(
                amount=show_number(value), meant=show_number(meant)
            ),
            Grade.WARN,
            rule="G04",
            field=self.name,
        )

    def quick(self, name: str) -> str:
        return f"({name} == 0 or {SMALLEST} <= {name} < {LARGEST})"
