"""Sentences many cases keep together: one household once, one number one person; knows no store."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, combinations
from typing import Any
from weakref import WeakKeyDictionary

from desktop.api import Beside, Condition, Finding, Grade, Reader, Rule, Twice, Where, _, fold
from desktop.shared import (
    AlikeByName,
    Household,
    OneNumberTwoPersons,
    OtherArea,
    is_one_name,
    is_same_writing,
    known_pairs,
    named,
    pair_of,
    paired,
    village_key,
)
from desktop.shared.identity import NUMBER_BASIS
from desktop.shared.programme_texts import TT_01_2022_BXD, TT_02_2022_UBDT, TT_02_2023_UBDT
from desktop.shared.said_areas import OTHERWISE, REGION, VILLAGE
from project1_housing.approvals import ApprovedHousehold
from project1_housing.careers import CareerChange
from project1_housing.cases import HousingCase
from project1_housing.farmland import ProductionLand
from project1_housing.land import ResidentialLand
from project1_housing.water import ScatteredWater

Ids = frozenset[str] | None
Pair = tuple[str, str]
_AT_ONCE = 500
_ONCE: dict[type[ApprovedHousehold], str] = {
    HousingCase: TT_01_2022_BXD.number,
    ResidentialLand: TT_02_2022_UBDT.cite("Điều 4"),
}
"""Where a text says that a content is given once; of the others only the circular as a whole is known."""


class SameHousehold:
    """Cases of one content, two by two, that are of one household."""

    def __init__(self, over: type[ApprovedHousehold]) -> None:
        self.over = over
        self.alike = AlikeByName(over, "head_name", "birth", ("commune", "village"), "identity_number")
        # Two rules ask for the same pairs, for as long as the moment they were found at is read.
        self._found: WeakKeyDictionary[Reader, dict[Pair, bool]] = WeakKeyDictionary()

    def pairs(self, reader: Reader, among: Ids) -> Iterator[tuple[Any, Any, bool]]:
        """Two cases, and whether a number or the household's own record proves that they are of one."""
        if among is not None:
            found = dict(self._find_pairs(reader, among))
        elif reader in self._found:
            found = self._found[reader]
        else:
            found = self._found[reader] = dict(self._find_pairs(reader, None))
        for one, two in paired(reader, self.over, list(found)):
            yield one, two, found[one.id or "", two.id or ""]

    def _find_pairs(self, reader: Reader, among: Ids) -> Iterator[tuple[Pair, bool]]:
        proved: set[Pair] = set()
        for field in ("identity_number", "household"):
            groups = [
                group
                for group in reader.twice(self.over, Twice([field]))
                if among is None or among.intersection(group)
            ]
            names = named(reader, self.over, "head_name", chain.from_iterable(groups))
            for one, two in chain.from_iterable(combinations(sorted(group), 2) for group in groups):
                if field == "household" or is_one_name(names[one], names[two]):
                    proved.add((one, two))
                    yield (one, two), True
        yield from ((pair, False) for pair in self.alike.alike(reader, among) if pair not in proved)

    def listed_twice(self, reader: Reader, among: Ids) -> Iterator[Finding]:
        """One household two times under one decision; the later is at fault."""
        known: frozenset[Pair] | None = None
        for one, two, proved in self.pairs(reader, among):
            if not self._are_one_support(one, two):
                continue
            if known is None:
                known = known_pairs(reader, self.over)
            if pair_of(one.id or "", two.id or "") in known:
                continue
            surely = proved and is_same_writing(one.head_name or "", two.head_name or "")
            yield Finding(
                record=two.id or "",
                related=(one.id or "",),
                says={"other": one.head_name or ""},
                grade=Grade.BLOCK if surely else None,
                sentence=_("Hộ này đã có trong danh sách cùng quyết định; bỏ một dòng.") if surely else "",
            )

    def supported_twice(self, reader: Reader, among: Ids) -> Iterator[Finding]:
        """One household supported under two decisions; both are shown, and only a sure one blocks."""
        for one, two, proved in self.pairs(reader, among):
            if self._are_one_support(one, two):
                continue
            for case, other in ((one, two), (two, one)):
                yield self._second(case, other, proved)

    def _second(self, case: Any, other: Any, proved: bool) -> Finding:
        grade = None if proved else Grade.WARN
        says = {"other": other.head_name or "", "content": case.content}
        if not other.decision_no and other.disbursed_on is not None:
            says["day"] = self.over.fields["disbursed_on"].format(other.disbursed_on)
            sentence = _(
                "Hộ này ({other}) còn nhận hỗ trợ {content} ngày {day}: mỗi hộ chỉ được hỗ trợ {content} "
                "một lần."
            )
            return Finding(
                record=case.id or "", related=(other.id or "",), says=says, grade=grade, sentence=sentence
            )
        says["decision"] = other.decision_no or "…"
        says["date"] = self.over.decision_date.format(other.decision_date) or "…"
        return Finding(record=case.id or "", related=(other.id or "",), says=says, grade=grade)

    def _are_one_support(self, one: Any, two: Any) -> bool:
        """Under one decision; where lists name none, received on one day."""
        if fold(one.decision_no or "") != fold(two.decision_no or ""):
            return False
        return "disbursed_on" not in self.over.key or one.disbursed_on == two.disbursed_on

    def listed_in_another_class(self, reader: Reader, among: Ids) -> Iterator[Finding]:
        """Cases whose poverty class is not that of the commune's list of the same year."""
        own = ("id", "head_name", "poverty_class", "class_year")
        by_number = Condition("household", "empty")
        for where in [()] if among is None else _parts("id", among):
            # What is known by the record itself is not asked again by the number.
            for known, only in (
                ({"household": "id"}, ()),
                ({"identity_number": "identity_number"}, (by_number,)),
            ):
                query = Beside(
                    Household,
                    on={**known, "class_year": "class_year"},
                    differing={"poverty_class": "poverty_class"},
                    where=(*where, *only),
                )
                pairs = reader.beside(self.over, query, own, ("head_name", "poverty_class"))
                for id, name, written, year, listed_as, listed in pairs:
                    if is_one_name(listed_as or "", name or ""):
                        says = {
                            "written": self.over.fields["poverty_class"].format(written),
                            "year": year,
                            "listed": Household.poverty_class.format(listed),
                        }
                        yield Finding(record=id, says=says)

    def asked(self, reader: Reader, among: Ids) -> Iterator[Any]:
        """The cases just written, or all."""
        for where in [()] if among is None else _parts("id", among):
            yield from reader.rows(self.over, where)


def _parts(field: str, values: Collection[str]) -> Iterator[Where]:
    """Conditions that a field has one of many values, so many at once as a database takes."""
    known = sorted(values)
    for start in range(0, len(known), _AT_ONCE):
        yield (Condition(field, "in", known[start : start + _AT_ONCE]),)


def _area_rule(over: type[ApprovedHousehold]) -> Rule:
    return Rule(
        "G08",
        "area_is_as_registered",
        OTHERWISE,
        over,
        OtherArea(over, "decision_date", {"zone": REGION, "dbkk_village": VILLAGE}),
        field="zone",
        basis=over.article,
        about="Khu vực đúng với danh mục vào ngày phê duyệt",
    )


def rules_of(over: type[ApprovedHousehold]) -> list[Rule]:
    """The sentences that all cases of one content keep together."""
    same = SameHousehold(over)
    return [
        Rule(
            "G05",
            "one_number_one_household",
            "Số CCCD này cũng đứng tên {other}; một số chỉ của một người.",
            over,
            OneNumberTwoPersons(over, "identity_number", "head_name"),
            field="identity_number",
            basis=NUMBER_BASIS,
            about="Mỗi số CCCD một chủ hộ",
        ),
        Rule(
            "G07",
            "class_is_that_of_the_commune_list",
            "Ghi “{written}”, nhưng danh sách hộ của xã năm {year} ghi “{listed}”; đối chiếu hai danh sách.",
            over,
            same.listed_in_another_class,
            field="poverty_class",
            about="Diện hộ khớp danh sách của xã",
        ),
        _area_rule(over),
        Rule(
            "G12",
            "household_is_listed_once",
            "Gần giống {other} cùng bản, cùng năm sinh, cùng quyết định: có thể là một hộ ghi hai lần.",
            over,
            same.listed_twice,
            field="head_name",
            grade=Grade.WARN,
            about="Mỗi hộ ghi một lần",
        ),
        Rule(
            "P1-09",
            "household_is_supported_once",
            "Hộ này ({other}) còn có hồ sơ {content} theo quyết định {decision} ngày {date}: mỗi hộ chỉ được "
            "hỗ trợ {content} một lần.",
            over,
            same.supported_twice,
            field="head_name",
            basis=_ONCE.get(over, TT_02_2022_UBDT.number),
            about="Mỗi hộ được hỗ trợ một nội dung một lần",
        ),
    ]


def find_land_beside_career(reader: Reader, among: Ids) -> Iterator[Finding]:
    """Households with career change that were given production land as well.

    Two cases that name one household of the register are told by the limits all components share.
    """
    same = SameHousehold(CareerChange)
    cases = list(same.asked(reader, among))
    for case, plot in _of_one_household(reader, cases):
        yield Finding(
            record=case.id or "",
            related=(plot.id or "",),
            says={"decision": plot.decision_no or "…"},
        )


def _of_one_household(
    reader: Reader, cases: Sequence[CareerChange]
) -> Iterator[tuple[CareerChange, ProductionLand]]:
    plots: dict[tuple[str, Any], list[ProductionLand]] = {}
    for name in ("identity_number", "commune"):
        wanted = sorted({value for case in cases if (value := getattr(case, name))})
        for start in range(0, len(wanted), _AT_ONCE):
            where = [Condition(name, "in", wanted[start : start + _AT_ONCE])]
            for plot in reader.rows(ProductionLand, where):
                plots.setdefault((name, _known_by(plot, name)), []).append(plot)
    for case in cases:
        for name in ("identity_number", "commune"):
            key = _known_by(case, name)
            found = plots.get((name, key), []) if key else []
            alike = [plot for plot in found if _are_one_unlinked(case, plot)]
            if alike:
                yield case, alike[0]
                break


def _are_one_unlinked(case: ApprovedHousehold, plot: ApprovedHousehold) -> bool:
    linked = case.household is not None and case.household == plot.household
    return not linked and is_one_name(plot.head_name or "", case.head_name or "")


def _known_by(case: ApprovedHousehold, name: str) -> Any:
    """What two cases of one household agree in: a number, or place and year of birth."""
    if name != "commune":
        return getattr(case, name)
    born = case.birth
    return (case.commune, village_key(case.village), born.year) if born is not None else None


CONTENTS: tuple[type[ApprovedHousehold], ...] = (
    HousingCase,
    ResidentialLand,
    ProductionLand,
    CareerChange,
    ScatteredWater,
)
RULES = [
    *(each for over in CONTENTS for each in rules_of(over)),
    Rule(
        "P1-10",
        "land_and_career_are_not_together",
        "Hộ này cũng được hỗ trợ đất sản xuất theo quyết định {decision}: chuyển đổi nghề chỉ thay cho đất "
        "không bố trí được.",
        CareerChange,
        find_land_beside_career,
        field="head_name",
        grade=Grade.WARN,
        basis=TT_02_2023_UBDT.number,
        about="Đất sản xuất hoặc chuyển đổi nghề",
    ),
]
