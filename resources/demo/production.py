"""Production projects of Project 3 for the demo: invented groups of its households, few with faults."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from writings import MILLION, Texts, day, yes

LAST_DISTRICT_DAY = date(2025, 6, 30)
LAST_DAY = date(2025, 12, 31)
CROPS = ("Cà phê", "Mắc ca", "Sa nhân tím", "Bí xanh", "Bò sinh sản", "Lợn bản địa", "Dê sinh sản")
ANIMALS = CROPS[4:]
GROUPS = (
    "Nhóm hộ",
    "Tổ hợp tác",
    "Hội LHPN đại diện",
    "Ban phát triển thôn đại diện",
    "Người có uy tín đại diện",
)
MENTORS = ("Khá", "Giỏi", "Sang", "Thịnh", "Vượng", "Phát")
PROJECTS = 24
CEILINGS = {"Cộng đồng": 95, "Liên kết chuỗi giá trị": 80}


def files(homes: Sequence[Any]) -> dict[str, list[Texts]]:
    """The rows of each file, from the households among `homes`."""
    chance = random.Random(3)
    by_commune: dict[str, list[Any]] = defaultdict(list)
    for home in homes:
        by_commune[home.commune.code].append(home)
    projects: list[Texts] = []
    members: list[Texts] = []
    for number in range(1, PROJECTS + 1):
        # The commune with most households that no project has taken yet.
        near = by_commune[min(by_commune, key=lambda code: (-len(by_commune[code]), code))]
        group = [near.pop() for _each in range(min(len(near), chance.randint(8, 13)))]
        # The fifth takes in too many households that are no targets.
        guides = 6 if number == 5 else chance.randint(1, 3)
        project = made_project(number, group, guides, chance)
        projects.append(project)
        members += [member(project, home, chance) for home in group]
        members += [mentor(project, group[each], each) for each in range(guides)]
    animals = [project for project in projects if project["product"] in ANIMALS]
    return {
        "60-value_chain.ProductionProject": projects,
        "61-value_chain.ProjectMember": members,
        "62-value_chain.BreedLot": [lot(project, chance) for project in animals],
        "63-value_chain.RevolvingDue": [
            due(each, chance) for each in members if each["poverty_class"] == "Hộ nghèo"
        ][:36],
        "64-value_chain.StartUp": [start_up(number, homes, chance) for number in range(4)],
        "65-value_chain.ForestContract": [forest(home, chance) for home in homes[::23]],
        "66-value_chain.HerbProject": [herbs(homes[5])],
    }


def made_project(number: int, group: Sequence[Any], guides: int, chance: random.Random) -> Texts:
    """One project; its figures follow from its group."""
    home = group[0]
    crop = chance.choice(CROPS)
    form = "Liên kết chuỗi giá trị" if number % 6 == 0 else "Cộng đồng"
    approved = date(2023, 7, 1) + timedelta(days=chance.randrange(760))
    starts = approved + timedelta(days=chance.randint(15, 50))
    body = home.district.name if approved <= LAST_DISTRICT_DAY else home.commune.name
    status = (
        "Hoàn thành"
        if approved.year == 2023
        else chance.choice(("Đang thực hiện", "Đang thực hiện", "Chưa thực hiện"))
    )
    if crop in ANIMALS:
        size = {"animals": str(2 * len(group))}
    else:
        size = {"area": f"{len(group) * 0.6:.1f}".replace(".", ",")}
    work = "chăn nuôi" if crop in ANIMALS else "trồng"
    return {
        "number": str(number),
        "name": f"Dự án {work} {crop.lower()} {home.village.replace('Bản', 'bản')}",
        "form": form,
        "product": crop,
        **size,
        "commune": home.commune.code,
        "village": home.village,
        "area_type": "Đặc biệt khó khăn",
        "group_kind": "Hợp tác xã chủ trì" if form != "Cộng đồng" else chance.choice(GROUPS),
        **counted(group, guides),
        "met_on": day(approved - timedelta(days=60)),
        "appraised_on": day(approved - timedelta(days=chance.randint(8, 20))),
        "decision_no": f"{300 + number * 7}/QĐ-UBND",
        "decision_date": day(approved),
        "decision_by": f"UBND {body[0].lower()}{body[1:]}",
        "starts_on": day(starts),
        "ends_on": day(LAST_DAY if starts < LAST_DAY else date(2026, 12, 31)),
        "status": status,
        # The seventh asks the State for more than it may, the others stay below.
        **money(CEILINGS[form] + 3 if number == 7 else CEILINGS[form], len(group), status, chance),
        "jobs": str(chance.randint(2, 9)),
        "income_rise": str(chance.randint(3, 12) * MILLION) if status == "Hoàn thành" else "",
    }  # fmt: skip


def counted(group: Sequence[Any], guides: int) -> Texts:
    """Who takes part, by class."""
    kinds = {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo", "escaped": "Hộ mới thoát nghèo"}
    counts = {name: sum(home.kind == kind for home in group) for name, kind in kinds.items()}
    counts["others"] = len(group) + guides - sum(counts.values())
    counts |= {"households": len(group) + guides, "women_heads": sum(home.woman for home in group)}
    return {name: str(count) for name, count in {**counts, "mentors": guides}.items()}


def money(ceiling: int, households: int, status: str, chance: random.Random) -> Texts:
    """What the State and the people give; above a ceiling of the law nothing is taken off."""
    share = ceiling if ceiling not in CEILINGS.values() else ceiling - chance.randint(1, 12)
    total = chance.randint(40, 90) * households * MILLION
    state = total * share // 100
    paid = {"Hoàn thành": 100, "Đang thực hiện": chance.choice((30, 50, 70))}.get(status, 0)
    return {
        "total": str(total),
        "state_money": str(state),
        "people_money": str(total - state),
        "disbursed": str(state * paid // 100),
    }


def member(project: Texts, home: Any, chance: random.Random) -> Texts:
    """One household of the group."""
    handed = date(2024, 1, 1) + timedelta(days=chance.randrange(500))
    is_given = project["status"] != "Chưa thực hiện"
    return {
        "project_number": project["number"],
        "head_name": home.name,
        "birth": day(home.born),
        "sex": "Nữ" if home.woman else "Nam",
        "ethnicity": home.people,
        "identity_number": home.number,
        "commune": home.commune.code,
        "village": home.village,
        "poverty_class": home.kind,
        "role": "Thành viên",
        "item": f"giống {project['product'].lower()}",
        "quantity": "2" if project["product"] in ANIMALS else str(chance.choice((500, 1000, 1500))),
        "support": str(chance.randint(28, 44) * MILLION),
        "own_money": str(chance.choice((500_000, 1_000_000, 2_000_000))),
        "committed": yes(chance.random() > 0.03),
        "handed_over_on": day(handed) if is_given else "",
    }


def mentor(project: Texts, neighbour: Any, number: int) -> Texts:
    """A good producer of the village, outside the commune's list of poor households: takes part unpaid."""
    return {
        "project_number": project["number"],
        "head_name": f"{neighbour.name.split()[0]} Văn {MENTORS[number]}",
        "birth": str(1968 + 3 * number),
        "sex": "Nam",
        "ethnicity": neighbour.people,
        "commune": neighbour.commune.code,
        "village": neighbour.village,
        "poverty_class": "Hộ khác",
        "role": "Làm kinh tế giỏi, hướng dẫn",
        "support": "0",
        "own_money": "3000000",
        "committed": "Có",
    }


def lot(project: Texts, chance: random.Random) -> Texts:
    """One lot of animals; bought from the village it often lacks a paper."""
    is_local = chance.random() < 0.5
    lacks = chance.random() < 0.4
    return {
        "project_number": project["number"],
        "commune": project["commune"],
        "kind": "Vật nuôi sống",
        "name": project["product"],
        "quantity": project["animals"],
        "measure": "con",
        "origin": "Trong xã" if is_local else "Công ty giống tỉnh bên",
        "is_local": yes(is_local),
        "standard_number": "" if is_local else "TCCS 02:2023",
        "quarantine_number": "" if lacks else f"{chance.randint(10, 90)}/KD",
        "supplier": "HTX chăn nuôi",
        "bought_by": "Hộ tự mua" if is_local else "Đấu thầu",
        "delivered_on": day(date(2024, 9, 1) + timedelta(days=chance.randrange(300))),
    }


def due(given: Texts, chance: random.Random) -> Texts:
    """What a household gives back after a cycle; a few are late."""
    amount = int(given["support"]) // 5
    is_back = chance.random() < 0.6
    return {
        "project_number": given["project_number"],
        "commune": given["commune"],
        "payer_name": given["head_name"],
        "rate": "20",
        "form": chance.choice(("Tiền", "Hiện vật")),
        "amount": str(amount),
        "due_on": day(date(2026, 3, 31) + timedelta(days=chance.choice((0, 184, 549)))),
        "received": str(amount) if is_back else "",
        "received_on": day(date(2026, 3, 20)) if is_back else "",
        "next_name": f"{given['head_name'].split()[0]} A Páo" if is_back else "",
    }


def start_up(number: int, homes: Sequence[Any], chance: random.Random) -> Texts:
    """A model of young people."""
    home = homes[40 * number + 11]
    product = ("Miến dong", "Chè shan tuyết", "Mật ong", "Thổ cẩm")[number]
    return {
        "name": f"{product} {home.village.replace('Bản ', '')}",
        "owner": home.name,
        "product": product,
        "commune": home.commune.code,
        "village": home.village,
        "started_on": day(date(2024, 2, 1) + timedelta(days=90 * number)),
        "jobs": str(chance.randint(3, 12)),
    }


def forest(home: Any, chance: random.Random) -> Texts:
    """A contract of protection or planting; rice goes with planting."""
    is_planting = chance.random() < 0.4
    area = chance.randint(4, 40) / 10 if is_planting else chance.randint(50, 300) / 10
    told: Texts = {
        "head_name": home.name,
        "birth": day(home.born),
        "sex": "Nữ" if home.woman else "Nam",
        "ethnicity": home.people,
        "identity_number": home.number,
        "poverty_class": home.kind,
        "commune": home.commune.code,
        "village": home.village,
        "kind": "Trồng rừng sản xuất" if is_planting else "Khoán bảo vệ rừng",
        "contract_no": f"{chance.randint(1, 99)}/HĐ",
        "from_on": "01/01/2025",
        "to_on": "31/12/2025",
        "area": f"{area:.1f}".replace(".", ","),
    }
    if is_planting:
        told |= {"rice_persons": str(len(home.members)), "rice_months": "6", "rice_from": "01/02/2025"}
        told["rice_kg"] = str(int(min(15 * 6 * len(home.members), 350 * area)))
    return told


def herbs(home: Any) -> Texts:
    """The one growing zone of the province."""
    return {
        "name": "Vùng trồng dược liệu quý cao nguyên",
        "kind": "Vùng trồng dược liệu quý",
        "herb": "Sa nhân, đương quy",
        "lead_name": "Công ty dược liệu giả định",
        "decision_no": "88/QĐ-UBND",
        "decision_date": "12/4/2024",
        "commune": home.commune.code,
        "area": "232,5",
        "height": "1150",
        "minority_share": "92",
        "households": "140",
        "total": str(60_000 * MILLION),
        "state_money": str(24_000 * MILLION),
        "disbursed": str(6_500 * MILLION),
    }
