"""What a figure of an indicator is made of by sex and by people: its rows, their sums; knows no page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal as Dec
from typing import NamedTuple

from desktop.declare.fields import Choice, Decimal
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.shared import codes, scoring
from desktop.shared.people import KINH, SEX_SPELLINGS, SEXES

MINORITIES = "minorities"
"""All peoples but the Kinh, where they are not told one by one."""
_PEOPLES = codes.ethnic_groups()


class IndicatorPart(Record):
    """The figure of one sex, of one people, or of one sex of a people."""

    title = "Phân tổ"

    sex = Choice("Giới tính", SEXES, spellings=SEX_SPELLINGS)
    people = Choice(
        "Dân tộc",
        {MINORITIES: "Dân tộc thiểu số (chung)", **codes.names(_PEOPLES)},
        spellings={MINORITIES: ("DTTS", "Dân tộc thiểu số"), **codes.spellings(_PEOPLES)},
    )
    numerator = Decimal("Tử số", decimals=4, minimum=0)
    denominator = Decimal("Mẫu số", decimals=4, minimum=0)
    value = Decimal("Giá trị", decimals=4, hint="Để trống nếu đã ghi tử số và mẫu số.")

    @rule("Ghi giới tính hoặc dân tộc của dòng phân tổ.", field="sex")
    def part_says_whose_it_is(self) -> bool:
        return self.sex is not None or self.people is not None

    @rule("Ghi giá trị, hoặc tử số và mẫu số, của dòng phân tổ.", field="value")
    def part_has_a_figure(self) -> bool:
        return self.value is not None or (self.numerator is not None and self.denominator is not None)

    @rule("Mẫu số bằng 0 nên không tính được tỷ lệ; hãy sửa mẫu số.", field="denominator")
    def denominator_of_a_part_is_not_zero(self) -> bool:
        return self.denominator is None or self.denominator != 0

    @property
    def whose(self) -> tuple[str, str]:
        """Sex and people, empty where it is of all."""
        return self.sex or "", self.people or ""

    @property
    def name(self) -> str:
        """`Nữ`, `Hmông`, `Nữ, Hmông`."""
        shown = (IndicatorPart.sex.format(self.sex), IndicatorPart.people.format(self.people))
        return ", ".join(part for part in shown if part)


class PartScore(NamedTuple):
    """The figure of one part over `places` places that tell it, or worked out from records."""

    name: str
    is_of_sex: bool
    figure: Dec
    places: int
    is_computed: bool = False


def rolled_up_parts(
    kind: str, told: Sequence[Sequence[IndicatorPart]], *, scale: int, lowest_first: bool = True
) -> list[PartScore]:
    """The parts of several places' figures: sexes first, then peoples, those that lag behind first.

    Counts are added, shares are numerators over denominators; a part no place tells enough of is left out.
    """
    found: dict[tuple[str, str], list[IndicatorPart]] = defaultdict(list)
    for parts in told:
        for part in parts:
            found[part.whose].append(part)
    scores = []
    for (sex, people), own in found.items():
        figure = scoring.roll_up(kind, own, scale=scale).value if kind in _ADDED else None
        if figure is None and len(own) == 1:
            figure = own[0].value
        if figure is not None:
            scores.append(PartScore(own[0].name, bool(sex) and not people, Dec(figure), len(own)))
    return sorted(
        scores, key=lambda each: (not each.is_of_sex, each.figure if lowest_first else -each.figure)
    )


_ADDED = (scoring.ABSOLUTE, scoring.RATIO)


def misfits(
    kind: str, whole: scoring.Part, parts: Iterable[IndicatorPart]
) -> Iterator[tuple[str, str, Dec, Dec]]:
    """What does not add up: by which field of the parts, the figure that is meant, the sum, the whole.

    Both sexes together, or Kinh and minorities, are the whole; one of them, or peoples, can only be less.
    """
    parts = list(parts)
    names = ("value",) if kind == scoring.ABSOLUTE else ("numerator", "denominator")
    for by, chosen, is_all in _sums(parts):
        for name in names:
            all_of_it = getattr(whole, name)
            own = [getattr(part, name) for part in chosen]
            if all_of_it is None or not own or None in own:
                continue
            added = sum(own, Dec(0))
            if added > all_of_it or (is_all and added != all_of_it):
                yield by, name, added, Dec(all_of_it)


def _sums(parts: Sequence[IndicatorPart]) -> Iterator[tuple[str, list[IndicatorPart], bool]]:
    """By what rows are added, the rows, and whether together they must be the whole."""
    sexes = [part for part in parts if part.sex and not part.people]
    yield "sex", sexes, len({part.sex for part in sexes}) == len(SEXES)
    peoples = [part for part in parts if part.people and not part.sex]
    halves = [part for part in peoples if part.people in (KINH, MINORITIES)]
    yield "people", halves, {part.people for part in halves} == {KINH, MINORITIES}
    yield "people", [part for part in peoples if part.people != MINORITIES], False
