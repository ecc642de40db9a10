"""What the office of the demo has pinned to its dashboard; written like everything else."""

from writings import Texts

_CARDS = (
    ("Biểu đồ", "disbursement_rates", "Vừa"),
    ("Biểu đồ", "houses_by_commune_and_stage", "Gọn"),
    ("Bản đồ", "computed:p1_houses|housing.HousingCase", "Rộng cả trang"),
    ("Bảng chỉ tiêu", "board", "Vừa"),
    ("Biểu đồ", "carried_money_left", "Gọn"),
    ("Biểu đồ", "indicators_met", "Gọn"),
)


def cards() -> list[Texts]:
    return [
        {"kind": kind, "name": name, "position": str(place), "size": size}
        for place, (kind, name, size) in enumerate(_CARDS, 1)
    ]


FILES = {"55-shared.PinnedCard": cards}
