"""Problems for the pages to show, planted in sound demo cases; writes no file."""

import random

from writings import MILLION, Texts, tenths

STATE = ("central_money", "provincial_money", "district_money", "commune_money")


def add(case: Texts, **millions: float) -> None:
    """More or less money in a case; the total follows."""
    for name, more in millions.items():
        case[name] = str(int(case[name]) + int(more * MILLION))
        case["total"] = str(int(case["total"]) + int(more * MILLION))
        # What was paid stays within what was approved.
        case["disbursed"] = str(min(int(case["disbursed"]), sum(int(case[each]) for each in STATE)))


class Faults:
    """Problems for the pages to show, planted in sound cases, each case at most once.

    Central and local money stay the same in sum: what one case has too much, another has less.
    """

    def __init__(self, cases: list[Texts], chance: random.Random) -> None:
        self.left = chance.sample(cases, len(cases))

    def take(self, count: int, **having: str) -> list[Texts]:
        found = [case for case in self.left if all(case[name] == text for name, text in having.items())][
            :count
        ]
        self.left = [case for case in self.left if not any(case is one for one in found)]
        return found

    def plant(self) -> None:
        self.plant_money()
        self.plant_papers()
        self.plant_people()

    def plant_money(self) -> None:
        for over, under in zip(self.take(3), self.take(3), strict=True):
            add(over, central_money=2)
            add(under, central_money=-2)
        for under, over in zip(self.take(4, provincial_money="4000000"), self.take(4), strict=True):
            add(under, provincial_money=-1)
            add(over, provincial_money=1)
        for case in self.take(3, loan_nd28="40000000"):
            add(case, loan_nd28=10)
        for case in self.take(2):
            case["self_fund"] = str(int(case["self_fund"]) // MILLION)
        for case in self.take(2):
            case["total"] = str(int(case["total"]) + MILLION)
        for case in self.take(2, stage="Khung - tường"):
            case["disbursed"] = str(44 * MILLION)
            case["no_certificate"] = case["no_map"] = "Không"
        for case in self.take(1, stage="Hoàn thành"):
            case["disbursed"] = str(47 * MILLION)

    def plant_papers(self) -> None:
        for case in self.take(4, stage="Hoàn thành", disbursed=str(44 * MILLION)):
            case["no_certificate"] = "Có"
        for case in self.take(3, stage="Chưa khởi công"):
            case["other_blocker"] = "Không phù hợp hoặc chưa có quy hoạch chi tiết"
        for case in self.take(2, stage="Hoàn thành"):
            case["area_done"] = "28"
        for case in self.take(3):
            case["need"] = "Sửa chữa"
        for case in self.take(2):
            case["floor_hard"] = case["frame_hard"] = case["roof_hard"] = "Có"
            case["area_now"] = tenths(10.5 * int(case["members"]))
        for case in self.take(2, old_district="Huyện Điện Biên Đông"):
            case["decision_date"] = "15/08/2025"
            case["class_year"] = "2024"
            case["started_on"] = case["finished_on"] = case["accepted_on"] = case["reviewed_on"] = ""
            case["posted_from"] = case["posted_to"] = ""
        for case in self.take(2, stage="Hoàn thành"):
            case["started_on"], case["finished_on"] = case["finished_on"], case["started_on"]

    def plant_people(self) -> None:
        for case in self.take(3):
            case["poverty_class"] = "Hộ cận nghèo"
        for case in self.take(2, ethnicity="Kinh"):
            case["zone"], case["dbkk_village"] = "Khu vực I", "Không"
        for case in self.take(2):
            number = case["identity_number"]
            case["identity_number"] = f"{number[:3]}{int(number[3]) ^ 1}{number[4:]}"
        for case in self.take(2):
            case["class_year"] = str(int(case["class_year"]) - 3)
        for case in self.take(2):
            case["earlier_support"] = "QĐ 167/2008/QĐ-TTg"
            case["earlier_year"] = "2010"
        for one, two in zip(self.take(1), self.take(1), strict=True):
            two["identity_number"] = one["identity_number"]


def repeat(cases: list[Texts], chance: random.Random) -> list[Texts]:
    """Two households with a second decision, and one entered twice under another hand's spelling."""
    again = []
    for case in chance.sample(
        [each for each in cases if each["stage"] == "Hoàn thành" and each["old_district"]], 2
    ):
        second = dict(case, stage="San nền - móng", disbursed=str(20 * MILLION))
        second.update(decision_no="1987/QĐ-UBND", decision_date="20/06/2025", class_year="2024")
        for name in (
            "area_done",
            "life_years",
            "started_on",
            "finished_on",
            "accepted_on",
            "reviewed_on",
            "posted_to",
        ):
            second[name] = ""
        again.append(second)
    written = next(case for case in cases if " A " in case["head_name"])
    again.append(dict(written, head_name=written["head_name"].replace(" A ", " "), identity_number=""))
    return again
