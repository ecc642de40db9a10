"""Makes the demo data: invented households and housing cases in Điện Biên's real communes; run by hand.

    python resources/demo/make_demo.py [OUT_DIR]

The same data come out every time. What is real in them stands in README.md beside this file.
"""

import csv
import gzip
import io
import random
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import earlier
import land_water
import ledger
import pinned
import places
import production
import targets
import women
from faults import Faults, repeat
from writings import MILLION, Texts, day, tenths, yes

from desktop.shared.units import Unit, read_units

PROVINCE = "11"
HOUSES = 507
"""Houses supported in Điện Biên in 2021-2025; each with 40 + 4 million đồng."""
OTHERS = 213
LAST_DISTRICT_DAY = date(2025, 6, 30)
AREAS = ("30", "32", "36", "40", "42,5", "48", "54", "60")
STAGES = ("Chưa khởi công", "San nền - móng", "Khung - tường", "Mái", "Hoàn thành")

# Family names, words between, given names: of men, then of women.
NAMES = {
    "Hmông": (
        ("Giàng", "Vàng", "Sùng", "Mùa", "Thào", "Hạng", "Ly", "Lầu", "Cứ", "Vừ", "Chá", "Tráng", "Sình"),
        (("A", "A", "Chứ", "Nhìa"), ("Thị", "Thị", "Y")),
        (
            (
                "Páo",
                "Dơ",
                "Tủa",
                "Chống",
                "Lử",
                "Nếnh",
                "Phía",
                "Thông",
                "Vảng",
                "Dế",
                "Khua",
                "Sáu",
                "Của",
                "Dia",
            ),
            ("Mỷ", "Dở", "Súa", "Máy", "Dua", "Chía", "Mào", "Sai", "Dính", "Pà"),
        ),
    ),
    "Thái": (
        ("Lò", "Quàng", "Cà", "Lường", "Tòng", "Vì", "Bạc", "Lèo", "Mào", "Lù", "Điêu"),
        (("Văn",), ("Thị",)),
        (
            (
                "Inh",
                "Panh",
                "Un",
                "Chung",
                "Hặc",
                "Ngoan",
                "Thoan",
                "Biên",
                "Xương",
                "Pọm",
                "Hoan",
                "Khụt",
                "Dung",
            ),
            ("Phương", "Hịa", "Ín", "Hạnh", "Ánh", "Xuân", "Pâng", "Tươi", "Nga", "Loan"),
        ),
    ),
    "Khơ-mú": (
        ("Moong", "Cụt", "Quàng", "Lường", "Lò", "Ốc"),
        (("Văn",), ("Thị",)),
        (("Hặc", "Bun", "Thắng", "Pâng", "Dương", "Khăm"), ("Lan", "Pẩn", "Hoa", "May", "Sinh")),
    ),
    "Kháng": (
        ("Lò", "Quàng", "Bạc"),
        (("Văn",), ("Thị",)),
        (("Sơn", "Hiêng", "Tiến", "Bó"), ("Duyên", "Ún", "Liên", "Hiền")),
    ),
    "Xinh-mun": (
        ("Vì", "Lò", "Cút"),
        (("Văn",), ("Thị",)),
        (("Yên", "Phong", "Đanh", "Sương"), ("Sáng", "Lả", "Vân", "Nhung")),
    ),
    "Kinh": (
        ("Nguyễn", "Trần", "Phạm", "Bùi", "Vũ"),
        (("Văn", "Đức"), ("Thị",)),
        (("Chiến", "Hùng", "Long", "Tuấn"), ("Hòa", "Thảo", "Mai", "Yến")),
    ),
}
FIRST = ("Huổi", "Nậm", "Pú", "Háng", "Tìa", "Pá", "Co", "Na")
SECOND = ("Lạnh", "Sua", "Dên", "Xá", "Tấu", "Pó", "Lìa", "Kham", "Ngua", "Chải", "Hin", "Mòn")


@dataclass
class Home:
    """One household on its way to the files."""

    people: str
    name: str
    woman: bool
    born: date
    number: str
    commune: Unit
    old: Unit
    district: Unit
    village: str
    members: list[Texts] = field(default_factory=list)
    kind: str = "Hộ nghèo"


class Maker:
    """Draws everything from one seeded source of chance."""

    def __init__(self, seed: str = "ntp-desktop demo 1") -> None:
        self.chance = random.Random(seed)
        units, links = read_units()
        by_id = {unit.id: unit for unit in units}
        self.places: list[tuple[Unit, Unit, Unit]] = []
        for link in links:
            old, new = by_id[link.old], by_id[link.new]
            if new.kind == "commune" and by_id[new.parent or ""].code == PROVINCE and not new.valid_to:
                self.places.append((new, old, by_id[old.parent or ""]))
        self.places.sort(key=lambda place: (place[0].code, place[1].code))
        # Some communes have many houses to build, others few.
        self.weights = [self.chance.choice((1, 1, 2, 3, 5, 9)) for _place in self.places]
        self.villages = {old.id: self._villages() for _new, old, _district in self.places}
        self.taken: set[tuple[str, ...]] = set()

    def _villages(self) -> list[str]:
        names = [f"Bản {first} {second}" for first in FIRST for second in SECOND]
        return self.chance.sample(names, 5)

    def home(self) -> Home:
        """A household nobody else in its village can be taken for."""
        chance = self.chance
        while True:
            # Few of the poor live in the town and on the plain around it.
            new, old, district = chance.choices(self.places, self.weights)[0]
            if new.name.startswith("Phường") and chance.random() < 0.8:
                continue
            people = chance.choices(list(NAMES), (50, 33, 7, 3, 4, 3))[0]
            woman = chance.random() < 0.13
            born = date(chance.randint(1946, 2001), chance.randint(1, 12), chance.randint(1, 28))
            name, village = self.name(people, woman), chance.choice(self.villages[old.id])
            words = name.split()
            if (village, words[0], words[-1]) not in self.taken:
                self.taken.add((village, words[0], words[-1]))
                break
        home = Home(people, name, woman, born, self.number(woman, born.year), new, old, district, village)
        self.fill(home)
        return home

    def name(self, people: str, woman: bool) -> str:
        families, middles, given = NAMES[people]
        return " ".join(self.chance.choice(part) for part in (families, middles[woman], given[woman]))

    def number(self, woman: bool, year: int) -> str:
        """A number no person has: 099 is the code of no province."""
        century = (year - 1900) // 100 * 2 + woman
        return f"099{century}{year % 100:02d}{self.chance.randrange(10**6):06d}"

    def fill(self, home: Home) -> None:
        chance = self.chance
        home.members.append(self.member(home, home.name, home.woman, home.born.year, "Chủ hộ", home.number))
        if chance.random() < 0.86:
            woman, year = not home.woman, home.born.year + chance.randint(-4, 6)
            spouse = self.name(home.people, woman)
            home.members.append(self.member(home, spouse, woman, year, "Vợ" if woman else "Chồng"))
        for _child in range(chance.choices(range(7), (6, 14, 26, 26, 16, 8, 4))[0]):
            woman, year = chance.random() < 0.49, min(2025, home.born.year + chance.randint(19, 36))
            child = self.child(home, woman)
            home.members.append(self.member(home, child, woman, year, "Con"))

    def child(self, home: Home, woman: bool) -> str:
        """The family's name and, while there is one, a given name nobody else in the house has."""
        _families, middles, given = NAMES[home.people]
        taken = {member["full_name"].split()[-1] for member in home.members}
        free = [name for name in given[woman] if name not in taken] or [f"{given[woman][0]} Em"]
        return " ".join((home.name.split()[0], self.chance.choice(middles[woman]), self.chance.choice(free)))

    def member(self, home: Home, name: str, woman: bool, year: int, relation: str, number: str = "") -> Texts:
        grown = number or (self.number(woman, year) if year < 2011 else "")
        return {
            "full_name": name,
            "sex": "Nữ" if woman else "Nam",
            "birth": day(home.born) if relation == "Chủ hộ" else str(year),
            "relation": relation,
            "ethnicity": home.people,
            "identity_number": grown,
            "commune": home.commune.code,
            "village": home.village,
        }

    def case(self, home: Home) -> Texts:
        """A sound housing case of the household."""
        chance = self.chance
        approved = date(2022, 9, 1) + timedelta(days=chance.randrange(1170))
        approved = max(approved, date(2023, 3, 1)) if chance.random() < 0.97 else approved
        by_district = approved <= LAST_DISTRICT_DAY
        stage = chance.choices(range(5), (1, 2, 3, 4, 90) if by_district else (22, 20, 20, 14, 24))[0]
        provincial = chance.choice((2, 3, 4, 4))
        money = {
            "central_money": 40 * MILLION,
            "provincial_money": provincial * MILLION,
            "commune_money": 0 if by_district else (4 - provincial) * MILLION,
            "district_money": (4 - provincial) * MILLION if by_district else 0,
            "loan_nd28": chance.choice((0, 0, 0, 20, 25, 30, 40)) * MILLION,
            "self_fund": chance.choice((5, 8, 10, 12, 15, 20, 25, 30, 42)) * MILLION,
        }
        paid = {0: 0, 1: 0, 2: 20, 3: 20}.get(stage, 44 if chance.random() < 0.9 else 40) * MILLION
        hard = chance.choice(((False,) * 3, (False, False, True), (True, False, False), (False, True, False)))
        body = home.district.name if by_district else home.commune.name
        year = approved.year - 1
        return {
            **self.head(home),
            "members": str(len(home.members)),
            "commune": home.commune.code,
            "old_commune": home.old.code if by_district else "",
            "old_district": home.district.name if by_district else "",
            "village": home.village,
            "zone": "Khu vực III",
            "dbkk_village": "Có",
            "poverty_class": "Hộ nghèo",
            "class_year": str(year),
            "decision_no": f"{100 + sum(map(ord, body)) % 800 + approved.month}/QĐ-UBND",
            "decision_date": day(approved),
            "decision_by": f"UBND {body[0].lower()}{body[1:]}",
            "need": "Làm mới",
            "floor_hard": yes(hard[0]),
            "frame_hard": yes(hard[1]),
            "roof_hard": yes(hard[2]),
            "area_now": tenths(len(home.members) * chance.uniform(3.8, 7.6)),
            "no_certificate": yes(paid < 44 * MILLION and chance.random() < 0.34),
            "no_map": yes(paid < 44 * MILLION and chance.random() < 0.24),
            **self.steps(approved, stage),
            "stage": STAGES[stage],
            "area_done": chance.choice(AREAS) if stage == 4 else "",
            "life_years": "20" if stage == 4 else "",
            **{name: str(amount) for name, amount in money.items()},
            "total": str(sum(money.values())),
            "disbursed": str(paid),
        }

    def head(self, home: Home) -> Texts:
        return {
            "head_name": home.name,
            "birth": day(home.born) if self.chance.random() < 0.7 else str(home.born.year),
            "sex": "Nữ" if home.woman else "Nam",
            "ethnicity": home.people,
            "identity_number": home.number,
        }

    def steps(self, approved: date, stage: int) -> Texts:
        days = self.chance.randint
        started = approved + timedelta(days=days(12, 50))
        finished = started + timedelta(days=days(70, 160))
        return {
            "reviewed_on": day(approved - timedelta(days=days(45, 70))),
            "posted_from": day(approved - timedelta(days=days(30, 40))),
            "posted_to": day(approved - timedelta(days=days(15, 25))),
            "started_on": day(started) if stage else "",
            "finished_on": day(finished) if stage == 4 else "",
            "accepted_on": day(finished + timedelta(days=9)) if stage == 4 else "",
        }


def household(home: Home, chance: random.Random) -> Texts:
    return {
        "head_name": home.name,
        "sex": "Nữ" if home.woman else "Nam",
        "birth": day(home.born),
        "ethnicity": home.people,
        "identity_number": home.number,
        "commune": home.commune.code,
        "village": home.village,
        "members": str(len(home.members)),
        "poverty_class": home.kind,
        "class_year": "2025",
        "decision_number": f"{300 + sum(map(ord, home.commune.name)) % 200}/QĐ-UBND",
        "decision_date": "12/12/2025",
    }


def write(path: Path, rows: Iterable[Texts]) -> None:
    listed = list(rows)
    columns = list(dict.fromkeys(name for row in listed for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(listed)
    # No time in the file: the same data are the same bytes.
    path.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0))


def make(folder: Path) -> None:
    maker = Maker()
    again_count = 3
    helped = [maker.home() for _number in range(HOUSES - again_count)]
    others = [maker.home() for _number in range(OTHERS)]
    for home in others:
        home.kind = maker.chance.choices(("Hộ nghèo", "Hộ cận nghèo", "Hộ mới thoát nghèo"), (5, 4, 1))[0]
    cases = [maker.case(home) for home in helped]
    for home in helped:
        # Many are poor no longer; the case keeps what they were when it was approved.
        home.kind = maker.chance.choices(("Hộ nghèo", "Hộ cận nghèo", "Hộ mới thoát nghèo"), (6, 3, 1))[0]
    again = repeat(cases, maker.chance)
    untouched = [case for case in cases if not any(case["head_name"] == one["head_name"] for one in again)]
    Faults(untouched, maker.chance).plant()
    homes = sorted(helped + others, key=lambda home: (home.commune.code, home.old.code, home.village))
    counted: dict[tuple[str, str], int] = defaultdict(int)
    people = []
    for home in homes:
        counted[home.commune.code, home.village] += 1
        number = str(counted[home.commune.code, home.village])
        people += [{**member, "household_number": number} for member in home.members]
    folder.mkdir(parents=True, exist_ok=True)
    office = {"level": "Cấp tỉnh", "province": PROVINCE, "name": "UBND tỉnh Điện Biên"}
    write(folder / "05-shared.Office.csv.gz", [office])
    households = [household(home, maker.chance) for home in homes]
    write(folder / "06-shared.Village.csv.gz", places.villages(maker))
    write(folder / "10-shared.Household.csv.gz", households)
    write(folder / "11-shared.Household.csv.gz", places.doubles(households))
    write(folder / "15-shared.EarlierSupport.csv.gz", earlier.supports(others, helped))
    write(folder / "20-shared.Person.csv.gz", people)
    plotted = map(land_water.with_plot, sorted(cases + again, key=lambda case: case["commune"]))
    write(folder / "30-housing.HousingCase.csv.gz", plotted)
    for name, listed in {**land_water.files(homes), **production.files(homes)}.items():
        write(folder / f"{name}.csv.gz", listed)
    made = {**places.FILES, **ledger.FILES, **targets.FILES, **women.FILES, **pinned.FILES}
    for name, rows in made.items():
        write(folder / f"{name}.csv.gz", rows())


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
