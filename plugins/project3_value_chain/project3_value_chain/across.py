"""Sentences that projects, members, contracts and ceilings keep together; knows no store."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal as Dec
from itertools import combinations

from desktop.api import (
    Condition,
    Finding,
    Grade,
    Norm,
    Reader,
    Rule,
    Twice,
    first_day,
    last_day,
    show_number,
)
from desktop.shared import OneNumberTwoPersons, OtherArea, Place, is_one_name, is_same_writing, village_key
from desktop.shared.identity import NUMBER_BASIS
from desktop.shared.programme_texts import ND_27_2022
from desktop.shared.said_areas import HARD, OTHERWISE
from project3_value_chain import norms as codes
from project3_value_chain.forests import PLANTING, ForestContract
from project3_value_chain.members import HOUSEHOLDS, ProjectMember
from project3_value_chain.projects import ProductionProject

Ids = frozenset[str] | None
_AT_ONCE = 500


def _asked(reader: Reader, among: Ids, field: str = "id") -> Iterator[list[Condition]]:
    """What to ask the reader for, in pieces: all, or those just written."""
    if among is None:
        yield []
        return
    ids = sorted(among)
    for start in range(0, len(ids), _AT_ONCE):
        yield [Condition(field, "in", ids[start : start + _AT_ONCE])]


def _same_households(reader: Reader, among: Ids) -> Iterator[tuple[ProjectMember, ProjectMember]]:
    """Members two by two that are one household, by number or by name, year of birth and village."""
    known: set[tuple[str, ...]] = set()
    for by in (["identity_number"], ["household"], ["head_name", "birth"]):
        for group in reader.twice(ProjectMember, Twice(by)):
            if among is not None and not among.intersection(group):
                continue
            found = [member for id in sorted(group) if (member := reader.get(ProjectMember, id))]
            for one, two in combinations(found, 2):
                pair = (one.id or "", two.id or "")
                if pair not in known and _is_one_household(one, two, by[0]):
                    known.add(pair)
                    yield one, two


def _is_one_household(one: ProjectMember, two: ProjectMember, by: str) -> bool:
    if by == "household":
        return True
    if by == "identity_number":
        return is_one_name(one.head_name or "", two.head_name or "")
    first, second = one.identity_number, two.identity_number
    differ = first and second and first != second
    alike = is_same_writing(one.head_name or "", two.head_name or "")
    return not differ and alike and village_key(one.village) == village_key(two.village)


def _project_of(member: ProjectMember) -> str:
    # Another list begins at 1 too: a number alone is one project only within one commune and year.
    return member.project or f"{member.project_number} {member.commune} {member.list_year}"


def find_members_twice(reader: Reader, among: Ids) -> Iterator[Finding]:
    """One household twice in one project; the later is at fault."""
    for one, two in _same_households(reader, among):
        if _project_of(one) == _project_of(two):
            yield Finding(record=two.id or "", related=(one.id or "",), says={"other": one.head_name or ""})


def find_members_of_two_projects(reader: Reader, among: Ids) -> Iterator[Finding]:
    """One household in two projects of one form, neither of them stopped; both are shown."""
    projects: dict[str, ProductionProject | None] = {}

    def project(member: ProjectMember) -> ProductionProject | None:
        if member.project and member.project not in projects:
            projects[member.project] = reader.get(ProductionProject, member.project)
        return projects.get(member.project or "")

    for one, two in _same_households(reader, among):
        if _project_of(one) == _project_of(two):
            continue
        first, second = project(one), project(two)
        if any(each and each.status == "stopped" for each in (first, second)):
            continue
        if first and second and first.form != second.form:
            continue
        for member, other, where in ((one, two, second), (two, one, first)):
            named = where.name if where else str(other.project_number)
            yield Finding(record=member.id or "", related=(other.id or "",), says={"project": named})


def find_late_escapes(reader: Reader, among: Ids) -> Iterator[Finding]:
    """Newly escaped households that left poverty too long before the project was approved."""
    for where in _asked(reader, among):
        tests = [*where, Condition("poverty_class", "is", "escaped"), Condition("left_poverty_on", "filled")]
        for member in reader.rows(ProjectMember, tests):
            project = reader.get(ProductionProject, member.project) if member.project else None
            approved = (project.decision_date if project else None) or member.handed_over_on
            norm = reader.norms_of(member).at(codes.ESCAPED_MONTHS, approved)
            if approved is None or norm is None:
                continue
            left, day = last_day(member.left_poverty_on), first_day(approved)
            months = 12 * (day.year - left.year) + day.month - left.month - (day.day < left.day)
            # Thirty-six months to the day are still within the norm.
            over = months > norm.value or (months == norm.value and day.day > left.day)
            if over:
                says = {"months": months, "limit": norm.show()}
                yield Finding(record=member.id or "", basis=norm.basis, says=says)


def _member_sums(reader: Reader, among: Ids) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for where in _asked(reader, among, "project"):
        tests = [*where, Condition("project", "filled"), *HOUSEHOLDS]
        for project, count, support in reader.totals(ProjectMember, ["project"], ["support"], tests):
            found[project] = (count, support or 0)
    return found


def _with_members(reader: Reader, among: Ids) -> Iterator[tuple[ProductionProject, int, int]]:
    sums = _member_sums(reader, among)
    for where in _asked(reader, frozenset(sums)):
        for project in reader.rows(ProductionProject, where):
            yield project, *sums[project.id or ""]


def find_other_sums(reader: Reader, among: Ids) -> Iterator[Finding]:
    """Projects whose members' support is not their direct support, where all members are listed."""
    for project, count, support in _with_members(reader, among):
        if project.direct_money is None or count < (project.households or 0):
            continue
        if support != project.direct_money:
            yield Finding(record=project.id or "", says={
                "added": show_number(support),
                "written": show_number(project.direct_money),
                "gap": show_number(project.direct_money - support),
            })  # fmt: skip


def find_other_counts(reader: Reader, among: Ids) -> Iterator[Finding]:
    """Projects that list more or fewer members than they say."""
    for project, count, _support in _with_members(reader, among):
        if project.households is not None and count != project.households:
            says = {"counted": count, "written": project.households}
            yield Finding(record=project.id or "", says=says)


class _Provinces:
    """The code of the province a commune lies in, asked once for each commune."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.known: dict[str, str] = {}

    def code(self, commune: str | None) -> str:
        if commune is None:
            return ""
        if commune not in self.known:
            place, steps = self.reader.get(Place, commune), 0
            while place is not None and place.kind != "province" and place.parent and steps < 4:
                place, steps = self.reader.get(Place, place.parent), steps + 1
            self.known[commune] = (place.code or "") if place and place.kind == "province" else ""
        return self.known[commune]


def find_too_much_rice(reader: Reader, among: Ids) -> Iterator[Finding]:
    """Contracts with more rice than persons and months, or planted land, allow; the smaller counts."""
    provinces = _Provinces(reader)
    for where in _asked(reader, among):
        for contract in reader.rows(ForestContract, [*where, Condition("rice_kg", "filled")]):
            province = provinces.code(contract.old_commune) or provinces.code(contract.commune)
            limits = list(_rice_limits(reader, contract, province))
            if not limits:
                continue
            limit, norm = min(limits, key=lambda pair: pair[0])
            if contract.rice_kg > limit:
                says = {
                    "given": show_number(contract.rice_kg),
                    "limit": show_number(limit),
                    "norm": norm.show(),
                }
                yield Finding(record=contract.id or "", basis=norm.basis, grade=norm.grade, says=says)


def _rice_limits(reader: Reader, contract: ForestContract, province: str) -> Iterator[tuple[Dec, Norm]]:
    head = reader.norms_of(contract).at(codes.RICE, contract.rice_day, province)
    if head and contract.rice_persons is not None and contract.rice_months is not None:
        yield head.value * contract.rice_persons * contract.rice_months, head
    land = reader.norms_of(contract).at(codes.RICE_PER_HA, contract.rice_day, province)
    if land and contract.kind in PLANTING and contract.area is not None and contract.rice_months is not None:
        years = Dec(contract.rice_months) / 12
        yield round(land.value * contract.area * years, 1), land


RULES = [
    Rule(
        "G08",
        "area_is_as_registered",
        OTHERWISE,
        ProductionProject,
        OtherArea(ProductionProject, "decision_date", {"area_type": HARD}),
        field="area_type",
        grade=Grade.WARN,
        about="Loại địa bàn đúng với danh mục vào ngày phê duyệt",
    ),
    Rule(
        "P3-11",
        "support_of_members_is_the_direct_support",
        "Cộng hỗ trợ của các hộ được {added} đ, khác hỗ trợ trực tiếp ghi ở dự án {written} đ (lệch {gap} "
        "đ).",
        ProductionProject,
        find_other_sums,
        field="direct_money",
        about="Cộng hỗ trợ các hộ bằng hỗ trợ trực tiếp",
        also=[ProjectMember],
    ),
    Rule(
        "G11",
        "members_are_as_many_as_the_project_says",
        "Danh sách có {counted} hộ tham gia, dự án ghi {written} hộ.",
        ProductionProject,
        find_other_counts,
        field="households",
        grade=Grade.WARN,
        about="Số hộ trong danh sách bằng số hộ của dự án",
        also=[ProjectMember],
    ),
    Rule(
        "G05",
        "one_number_one_member",
        "Số CCCD này cũng đứng tên {other}; một số chỉ của một người.",
        ProjectMember,
        OneNumberTwoPersons(ProjectMember, "identity_number", "head_name"),
        field="identity_number",
        basis=NUMBER_BASIS,
        about="Mỗi số CCCD một chủ hộ",
    ),
    Rule(
        "P3-07",
        "household_is_in_a_project_once",
        "{other} đã có trong dự án này: mỗi hộ chỉ tính một lần.",
        ProjectMember,
        find_members_twice,
        field="head_name",
        basis=ND_27_2022.cite("Điều 20(5)"),
        about="Mỗi hộ một lần trong một dự án",
    ),
    Rule(
        "P3-13",
        "household_is_in_one_project_of_a_kind",
        "Hộ này còn tham gia dự án “{project}” cùng hình thức; hãy xem lại.",
        ProjectMember,
        find_members_of_two_projects,
        field="head_name",
        grade=Grade.WARN,
        about="Mỗi hộ một dự án cùng hình thức",
    ),
    Rule(
        "P3-17",
        "household_left_poverty_not_long_ago",
        "Thoát nghèo {months} tháng trước ngày phê duyệt, quá {limit}.",
        ProjectMember,
        find_late_escapes,
        field="left_poverty_on",
        grade=Grade.WARN,
        about="Hộ mới thoát nghèo trong thời hạn",
    ),
    Rule(
        "P3-19",
        "rice_is_within_what_is_allowed",
        "Gạo trợ cấp {given} kg, quá mức được hưởng {limit} kg ({norm}; lấy mức nhỏ hơn giữa tính theo khẩu "
        "và theo diện tích).",
        ForestContract,
        find_too_much_rice,
        field="rice_kg",
        about="Gạo trợ cấp trong mức được hưởng",
    ),
]
