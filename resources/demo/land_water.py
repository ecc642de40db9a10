"""Land, career change and water of Project 1 for the demo: invented cases of the demo's poor households."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from writings import MILLION, Texts, day, yes

LAST_DISTRICT_DAY = date(2025, 6, 30)
QUOTA = 10_000
"""Invented, like every quota and limit of the demo: the province's own was not found."""


def files(homes: Sequence[Any]) -> dict[str, list[Texts]]:
    """The rows of each file, from the poor households among `homes`."""
    chance = random.Random(1719)
    poor = [home for home in homes if home.kind == "Hộ nghèo"]
    plots, farms, careers = poor[:38], poor[20:60], poor[55:97]
    return {
        "31-housing.ResidentialLand": [with_plot(land(home, chance)) for home in plots],
        "31-housing.ProductionLand": [with_plot(farm(home, chance)) for home in farms],
        "31-housing.CareerChange": [career(home, chance) for home in careers],
        "31-housing.ScatteredWater": [water(home, chance) for home in poor[::4]],
        "31-housing.WaterWork": [work(number, homes, chance) for number in range(14)],
    }


def approved_household(home: Any, chance: random.Random) -> Texts:
    """Who is helped, where, and by which decision."""
    approved = date(2023, 9, 1) + timedelta(days=chance.randrange(1000))
    body = home.district.name if approved <= LAST_DISTRICT_DAY else home.commune.name
    return {
        "head_name": home.name,
        "birth": day(home.born),
        "sex": "Nữ" if home.woman else "Nam",
        "ethnicity": home.people,
        "identity_number": home.number,
        "members": str(len(home.members)),
        "commune": home.commune.code,
        "village": home.village,
        "zone": "Khu vực III",
        "dbkk_village": "Có",
        "poverty_class": "Hộ nghèo",
        "class_year": str(approved.year - 1),
        "decision_no": f"{200 + sum(map(ord, body)) % 700 + approved.month}/QĐ-UBND",
        "decision_date": day(approved),
        "decision_by": f"UBND {body[0].lower()}{body[1:]}",
        "reviewed_on": day(approved - timedelta(days=chance.randint(45, 70))),
        "posted_from": day(approved - timedelta(days=chance.randint(30, 40))),
        "posted_to": day(approved - timedelta(days=chance.randint(15, 25))),
    }


def papers(chance: random.Random, paid: bool) -> Texts:
    """The papers of the land: many plots have no map, some lie outside the plan."""
    if paid:
        return {
            "paper_state": "Đã có GCN QSDĐ",
            "map_sheet": str(chance.randint(3, 90)),
            "plot_no": str(chance.randint(1, 400)),
        }
    told: Texts = {"no_certificate": yes(chance.random() < 0.6), "no_map": yes(chance.random() < 0.45)}
    if chance.random() < 0.3:
        told["other_blocker"] = chance.choice(
            (
                "Chưa chuyển mục đích sử dụng đất",
                "Chưa phù hợp quy hoạch",
                "Vướng GPMB",
                "Tranh chấp",
                "Vốn chưa phân bổ, kéo dài",
            )
        )
    told["blocked_since"] = f"{chance.randint(1, 12)}/2025"
    told["blocker_due"] = f"{chance.randint(1, 12)}/2027"
    return told


def with_plot(case: Texts) -> Texts:
    """The case with its plot where the place is mapped, and since and until when a paper holds it up."""
    # A source of chance of its own: whoever draws later draws what it drew before.
    chance = random.Random(f"{case['head_name']} {case['decision_date']}")
    plot = {"map_sheet": str(chance.randint(3, 90)), "plot_no": str(chance.randint(1, 400))}
    held = {"blocked_since": f"{chance.randint(1, 12)}/2025", "blocker_due": f"{chance.randint(1, 12)}/2027"}
    is_mapped = case.get("no_map") != yes(True)
    is_held = not is_mapped or case.get("no_certificate") == yes(True) or case.get("other_blocker")
    return case | (plot if is_mapped else {}) | (held if is_held else {}) | case


def land(home: Any, chance: random.Random) -> Texts:
    """A plot for a household that has none."""
    paid = chance.random() < 0.35
    money = {"central_money": chance.choice((32, 35, 40, 40)), "provincial_money": chance.choice((4, 4, 5))}
    money["loan_nd28"] = chance.choice((0, 0, 20, 30, 50))
    return {
        **approved_household(home, chance),
        "land_now": chance.choice(("Không có đất ở", "Không có đất ở", "Ở nhờ đất bố mẹ", "Vùng sạt lở")),
        "land_form": chance.choice(("Xen ghép", "Tạo mặt bằng", "Mua lại")),
        "area": str(chance.choice((120, 150, 180, 200, 200, 240))),
        "area_limit": "200",
        "house_assessed": yes(chance.random() < 0.85),
        **papers(chance, paid),
        **{name: str(amount * MILLION) for name, amount in money.items()},
        "total": str(sum(money.values()) * MILLION),
        "disbursed": str((money["central_money"] + money["provincial_money"]) * MILLION) if paid else "",
    }


def farm(home: Any, chance: random.Random) -> Texts:
    """Land to work for a household that is short of it."""
    paid = chance.random() < 0.5
    now = chance.choice((0, 0, 1500, 2500, 3000, 4000, 4500))
    loan = chance.choice((0, 0, 30_000_000, 50_000_000, 77_500_000))
    return {
        **approved_household(home, chance),
        "lives_on": chance.choice(("Nông nghiệp", "Nông nghiệp", "Lâm nghiệp")),
        "quota": str(QUOTA),
        "area_now": str(now),
        "solution": chance.choice(("Khai hoang", "Phục hóa", "Cải tạo")),
        "area_given": str(chance.choice((3000, 4500, 6000, QUOTA - now))),
        **papers(chance, paid),
        "central_money": "22500000",
        "loan_nd28": str(loan),
        "total": str(22_500_000 + loan),
        "disbursed": "22500000" if paid else "",
    }


def career(home: Any, chance: random.Random) -> Texts:
    """A trade for a household that no land could be found for."""
    told = approved_household(home, chance)
    return {
        **told,
        "land_reason": chance.choice(("Xã không còn quỹ đất", "Đất dốc, không cải tạo được")),
        "trade": chance.choice(
            ("Máy xay xát", "Máy cày tay", "Dệt thổ cẩm", "Sửa chữa xe máy", "Chăn nuôi dê")
        ),
        "support": str(chance.choice((9_500_000, 9_800_000, 10_000_000, 10_000_000, 10_000_000, 12_000_000))),
        "disbursed_on": later(told, chance),
    }


def water(home: Any, chance: random.Random) -> Texts:
    """A tank, a well or a pipe."""
    told = approved_household(home, chance)
    form = chance.choice(("Téc nhựa", "Téc nhựa", "Téc inox", "Bể xây", "Giếng đào", "Đường ống dẫn nước"))
    is_tank = form.startswith(("Téc", "Bể"))
    return {
        **told,
        "difficulty": chance.choice(("Thiếu nước mùa khô", "Nguồn nước xa", "Không có dụng cụ chứa nước")),
        "water_form": form,
        "volume": str(chance.choice((1000, 1500, 2000, 3000))) if is_tank else "",
        "support": str(chance.choice((2_500_000, 2_800_000, 3_000_000, 3_000_000, 3_000_000))),
        "disbursed_on": later(told, chance),
        "signed": chance.choice(("Đã ký", "Đã ký", "Đã ký", "Điểm chỉ")),
    }


def later(told: Texts, chance: random.Random) -> str:
    """The day of receipt some weeks after the decision; some have not received anything yet."""
    at, month, year = map(int, told["decision_date"].split("/"))
    return (
        day(date(year, month, at) + timedelta(days=chance.randint(25, 120))) if chance.random() < 0.75 else ""
    )


def work(number: int, homes: Sequence[Any], chance: random.Random) -> Texts:
    """A work for a few villages."""
    home = homes[number * 13]
    served = chance.randint(35, 180)
    central = chance.choice((900, 1400, 1900, 2300, 2800, 3600))
    approved = date(2023, 9, 1) + timedelta(days=chance.randrange(900))
    started = approved + timedelta(days=chance.randint(40, 120))
    accepted = started + timedelta(days=chance.randint(120, 260))
    is_done = accepted < date(2026, 6, 1)
    body = home.district.name if approved <= LAST_DISTRICT_DAY else home.commune.name
    return {
        "name": f"Cấp nước {home.village}",
        "commune": home.commune.code,
        "villages": home.village,
        "households": str(served),
        "minority_households": str(served - chance.randint(0, 6)),
        "capacity": str(served * 4 // 10),
        "old_work": chance.choice(("Chưa có công trình", "Chưa có công trình", "Hỏng, không dùng được")),
        "built_by": chance.choice(("Đấu thầu", "Cộng đồng tự làm")),
        "proposed_on": day(approved - timedelta(days=chance.randint(60, 150))),
        "decision_no": f"{300 + sum(map(ord, body)) % 500}/QĐ-UBND",
        "decision_date": day(approved),
        "decision_by": f"UBND {body[0].lower()}{body[1:]}",
        "started_on": day(started) if started < date(2026, 9, 1) else "",
        "accepted_on": day(accepted) if is_done else "",
        "handed_over_on": day(accepted + timedelta(days=20)) if is_done else "",
        "central_money": str(central * MILLION),
        "provincial_money": str(central // 10 * MILLION),
        "total": str((central + central // 10) * MILLION),
        "disbursed": str(central * MILLION if is_done else central // 2 * MILLION),
    }
