"""The demo data of Project 8: models, activities, expenses, safe births, targets; all invented."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta

from writings import Texts, day, yes

SEED = 8
COMMUNES = ("03203", "03370", "03226", "03217")
PROVINCE = "11"
VILLAGES = ("Bản Huổi Tao", "Bản Nậm Pó", "Bản Pú Lìa", "Bản Háng Sua", "Bản Co Chải", "Bản Tìa Kham")
WOMEN = {
    "Hmông": (("Giàng", "Vàng", "Sùng", "Mùa", "Thào"), ("Mỷ", "Dở", "Súa", "Máy", "Dua", "Pà")),
    "Thái": (("Lò", "Quàng", "Cà", "Lường", "Tòng"), ("Phương", "Hạnh", "Ánh", "Xuân", "Nga", "Loan")),
}
KINDS = (
    ("Tổ truyền thông cộng đồng", 5, 9),
    ("Địa chỉ tin cậy", 5, 12),
    ("CLB Thủ lĩnh của sự thay đổi", 20, 35),
    ("Tổ tiết kiệm, vay vốn thôn bản", 12, 24),
    ("Tổ, nhóm sinh kế của phụ nữ", 7, 20),
)
ACTIVITIES = (
    ("ND1", "Truyền thông xóa bỏ định kiến giới tại bản"),
    ("ND1", "Hội thi “Gia đình nói không với tảo hôn”"),
    ("ND2", "Tập huấn quản lý tài chính cho tổ tiết kiệm, vay vốn"),
    ("ND3", "Đối thoại chính sách cấp xã"),
    ("ND3", "Ra mắt CLB Thủ lĩnh của sự thay đổi"),
    ("ND4", "Tập huấn lồng ghép giới cho già làng, trưởng bản"),
)
EXPENSES = (
    ("ND1", "Phát thanh viên", 60_000, 6),
    ("ND1", "Người tham gia chiến dịch", 50_000, 80),
    ("ND1", "Tư vấn tại cộng đồng", 15_000, 18),
    ("ND1", "Viết tài liệu", 70_000, 12),
    ("ND2", "Trang thiết bị mô hình", 4_500_000, 2),
)
MEN = ("A Dế", "A Páo", "Văn Phong", "Văn Tuấn", "A Lử")
TOPICS = ("Bình đẳng trong gia đình", "Phòng chống tảo hôn", "Tiết kiệm, vay vốn", "An toàn cho trẻ em")
CAUSES = ("Bạo lực gia đình", "Bạo lực gia đình", "Di cư, lấy chồng nước ngoài trở về", "Nguyên nhân khác")
FIRST_DAY, CHANGED_ON, LAST_DAY = date(2022, 10, 1), date(2023, 8, 15), date(2026, 9, 30)


def _id(chance: random.Random) -> str:
    """An id that comes out the same every time, of the kind the program gives."""
    digits = f"{chance.randrange(16**12):012x}"
    return f"01990000-{digits[:4]}-7{digits[4:7]}-8{digits[7:10]}-{chance.randrange(16**12):012x}"


def _day(chance: random.Random) -> date:
    return FIRST_DAY + timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days))


def _woman(chance: random.Random) -> tuple[str, str]:
    people = chance.choice(list(WOMEN))
    families, given = WOMEN[people]
    return people, f"{chance.choice(families)} Thị {chance.choice(given)}"


def models() -> Iterator[Texts]:
    """Of each kind one or more in every commune; a club too large, a team counted twice."""
    chance = random.Random(SEED)
    rows = []
    for commune in COMMUNES:
        villages = chance.sample(VILLAGES, len(VILLAGES))
        for kind, fewest, most in KINDS:
            for village in villages[: chance.choice((1, 2, 2, 3))]:
                members = chance.randint(fewest, most)
                stopped = chance.random() < 0.12
                rows.append(
                    {
                        "kind": kind,
                        "name": f"{kind} {village}",
                        "commune": commune,
                        "place": village,
                        "decision_no": f"{chance.randint(11, 180)}/QĐ-HPN",
                        "decision_date": day(_day(chance)),
                        "origin": chance.choice(("Thành lập mới",) * 4 + ("Củng cố, nâng cấp",)),
                        "hard_area": "Có",
                        "members": str(members),
                        "women": str(round(members * chance.uniform(0.6, 1))),
                        "minority": str(members - chance.choice((0, 0, 0, 1))),
                        "leader": _woman(chance)[1],
                        "state": "Ngừng hoạt động" if stopped else "Đang hoạt động",
                        "meetings": str(chance.randint(1, 3) if stopped else chance.randint(6, 30)),
                        "technology": "Bán hàng trực tuyến" if "sinh kế" in kind and not stopped else "",
                    }
                )
                rows[-1] |= _life(rows[-1], members, chance)
    rows[2] |= {"members": "72", "member_list": ""}
    again = {
        **rows[0],
        "origin": "Thành lập mới",
        "decision_no": "204/QĐ-UBND",
        "decision_date": "12/05/2026",
    }
    again |= {"id": "", "member_list": "", "meeting_list": ""}
    rows[0]["origin"] = "Thành lập mới"
    yield from [*rows, again]


def _life(row: Texts, members: int, chance: random.Random) -> Texts:
    """Who is in a model that is active, and when it met; stopped ones kept no lists."""
    own = {"id": _id(chance)}
    if row["state"] != "Đang hoạt động":
        return own
    women, met = int(row["women"]), _day(chance)
    listed = []
    for place in range(members):
        people, name = _woman(chance)
        if place >= women:
            name = f"{name.split()[0]} {chance.choice(MEN)}"
        role = ("Tổ trưởng", "Thư ký, thủ quỹ")[place] if place < 2 else "Thành viên"
        sex = "Nam" if place >= women else "Nữ"
        listed.append({"name": name, "sex": sex, "ethnicity": people, "role": role})
    listed[0]["name"] = row["leader"]
    meetings = []
    for _time in range(min(3, int(row["meetings"]))):
        present = chance.randint(max(1, members // 2), members)
        held = {"held_on": day(met), "topic": chance.choice(TOPICS), "present": str(present)}
        meetings.append({**held, "women": str(min(women, present))})
        met = min(LAST_DAY, met + timedelta(days=30))
    own["member_list"] = json.dumps(listed, ensure_ascii=False)
    own["meeting_list"] = json.dumps(meetings, ensure_ascii=False)
    return own | {"last_met_on": meetings[-1]["held_on"]}


def receptions() -> Iterator[Texts]:
    """What the trusted addresses took in, counts alone."""
    chance = random.Random(SEED + 5)
    for model in models():
        if model["kind"] != "Địa chỉ tin cậy" or model["state"] != "Đang hoạt động":
            continue
        months = sorted({f"{_day(chance):%m/%Y}" for _time in range(4)})
        for month in months:
            people = chance.randint(1, 4)
            yield {
                "model": model["id"],
                "month": month,
                "cause": chance.choice(CAUSES),
                "people": str(people),
                "women": str(people - chance.choice((0, 0, 1))),
                "children": str(chance.randint(0, people - 1)),
                "handed_over": str(chance.choice((0, 0, 1))),
            }


def activities() -> Iterator[Texts]:
    """Some of every content in each commune, one of them before the tree knew it."""
    chance, ids = random.Random(SEED + 1), random.Random(SEED + 6)
    for commune in COMMUNES:
        for content, name in ACTIVITIES:
            for _time in range(chance.choice((1, 1, 2))):
                people, cost = chance.randint(30, 150), chance.randint(80, 900)
                yield {
                    "id": _id(ids),
                    "content": content,
                    "name": name,
                    "held_on": day(_day(chance)),
                    "commune": commune,
                    "participants": str(people),
                    "women": str(round(people * chance.uniform(0.55, 0.9))),
                    "children": str(0 if content == "ND4" else chance.randint(0, 20)),
                    "minority": str(round(people * chance.uniform(0.85, 1))),
                    "estimate": str(max(cost, round(cost * chance.uniform(1, 1.3))) * 100_000),
                    "cost": str(cost * 100_000),
                    "settled": str(cost * 100_000) if chance.random() < 0.6 else "",
                    "basis": "TT 55/2023/TT-BTC",
                    "has_list": yes(chance.random() < 0.9),
                }
    yield {
        "content": "ND1",
        "name": "Ngày hội gia đình hạnh phúc",
        "held_on": "28/06/2026",
        "commune": COMMUNES[0],
        "participants": "210",
        "women": "140",
        "cost": "32000000",
    }


def expenses() -> Iterator[Texts]:
    """Most at their norm, some above it with a reason or none, some by a guidance that says otherwise."""
    chance = random.Random(SEED + 2)
    held: dict[tuple[str, str], list[Texts]] = {}
    for activity in activities():
        held.setdefault((activity["commune"], activity["content"]), []).append(activity)
    for commune in COMMUNES:
        for content, item, price, quantity in EXPENSES:
            for _time in range(2):
                paid = max(_day(chance), CHANGED_ON)
                row = {
                    "content": content,
                    "commune": commune,
                    "item": item,
                    "paid_on": day(paid),
                    "finance_basis": "TT 55/2023/TT-BTC",
                    "has_plan": "Có",
                    "has_signatures": "Có",
                    "has_receipt": yes(chance.random() < 0.8),
                }
                case = chance.random()
                if item == "Người tham gia chiến dịch" and case < 0.5:
                    price_paid = 60_000 if case < 0.25 else 50_000
                    row |= {"guidance_basis": "Hướng dẫn của Hội", "guidance_limit": "60000"}
                elif item == "Phát thanh viên" and case < 0.5:
                    price_paid = 80_000
                    row["reason"] = "Phát thanh bằng hai thứ tiếng" if case < 0.25 else ""
                elif item == "Viết tài liệu":
                    price_paid = 91_000
                    row["minority_language"] = "Có"
                else:
                    price_paid = price
                count = quantity + chance.randint(0, 2)
                row |= {
                    "quantity": str(count),
                    "unit_price": str(price_paid),
                    "amount": str(count * price_paid),
                    "description": f"Đợt {paid:%m/%Y}",
                }
                before = [one for one in held.get((commune, content), ()) if _held(one) <= paid]
                if before:
                    row["activity"] = max(before, key=_held).get("id", "")
                yield row


def _held(activity: Texts) -> date:
    number, month, year = map(int, activity["held_on"].split("/"))
    return date(year, month, number)


def births() -> Iterator[Texts]:
    """Packages item by item, before and after the norms changed; few with a fault."""
    chance = random.Random(SEED + 3)
    for number in range(24):
        born = FIRST_DAY + timedelta(days=60 + number * 55 + chance.randrange(30))
        people, mother = _woman(chance)
        year = chance.randint(1985, 2005)
        century = 3 if year >= 2000 else 1
        caesarean, at_home = chance.random() < 0.2, number in (7, 15)
        row = {
            "mother": mother,
            "birth": str(year),
            "ethnicity": people,
            "identity_number": f"099{century}{year % 100:02d}{chance.randrange(10**6):06d}",
            "commune": chance.choices(COMMUNES, (4, 2, 2, 1))[0],
            "village": chance.choice(VILLAGES),
            "hard_area": "Có",
            "born_on": day(born),
            "birth_place": "Tại nhà" if at_home else "Cơ sở y tế",
            "delivery": "Sinh mổ" if caesarean else "Sinh thường",
        }
        for item, paid, persons, quantity, price in _items(born, caesarean, at_home, number):
            yield {
                **row,
                "item": item,
                "paid_on": day(paid),
                "persons": str(persons),
                "quantity": str(quantity),
                "unit_price": str(price),
                "amount": str(quantity * price),
            }


def _items(
    born: date, caesarean: bool, at_home: bool, number: int
) -> Iterator[tuple[str, date, int, int, int]]:
    for weeks in (28, 20, 12, 4):
        visit = born - timedelta(weeks=weeks)
        if visit >= CHANGED_ON or number == 5:
            yield "Đi lại khám thai", visit, 1, 1, 100_000
    days = (5 if caesarean else 3) + (number == 3)
    if not at_home or number == 7:
        yield "Đi lại khi sinh", born, 2, 2, 120_000 if number == 11 else 100_000
        yield "Tiền ăn của mẹ và người chăm sóc", born + timedelta(days), 2, 2 * days, 50_000
    yield "Bộ dụng cụ, vật tư sinh đẻ", born, 1, 1, 600_000 if number == 18 else 500_000
    yield "Bổ sung dinh dưỡng 6 tháng đầu", born + timedelta(40), 1, 1, 1_200_000


def wanted() -> Iterator[Texts]:
    """What communes and province are to reach in 2026; one sum of the province is wrong."""
    chance = random.Random(SEED + 4)
    for quantity, fewest, most in (
        ("Tổ truyền thông cộng đồng", 2, 4),
        ("CLB Thủ lĩnh của sự thay đổi", 1, 3),
        ("Bà mẹ được hỗ trợ sinh đẻ an toàn", 2, 5),
        ("Lượt người được tập huấn", 80, 200),
    ):
        targets = [chance.randint(fewest, most) for _commune in COMMUNES]
        whole = sum(targets) + (1 if quantity.startswith("CLB") else 0)
        for place, target in zip((*COMMUNES, PROVINCE), (*targets, whole), strict=True):
            yield {"quantity": quantity, "year": "2026", "place": place, "target": str(target)}


FILES = {
    "32-gender.Model": models,
    "32-gender.Reception": receptions,
    "33-gender.Activity": activities,
    "34-gender.Expense": expenses,
    "35-gender.BirthExpense": births,
    "36-gender.Target": wanted,
}
