"""Of what a house is built, and from which text on each material counts as hard; knows no case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from desktop.api import Choice, Day, Finding, LegalText, _, last_day
from desktop.shared.programme_texts import TT_01_2022_BXD
from project1_housing.texts import QD_55_2025_BXD

_FLOORS = {
    "cement": "Láng xi măng",
    "concrete": "Bê tông",
    "brick": "Gạch",
    "stone": "Đá",
    "wood": "Gỗ",
    "earth": "Đất",
    "bamboo": "Tre, nứa",
}
_FRAMES = {
    "concrete": "Bê tông cốt thép",
    "steel": "Sắt, thép",
    "brick": "Xây gạch, đá",
    "wood": "Gỗ bền chắc",
    "metal": "Tôn, kim loại",
    "soft_wood": "Gỗ tạp",
    "bamboo": "Tre, nứa, vách đất",
}
_ROOFS = {
    "concrete": "Bê tông",
    "tile": "Ngói",
    "metal": "Tôn trên khung chắc",
    "cement": "Tấm xi măng",
    "leaf": "Tranh, lá, nứa",
}


class Part(NamedTuple):
    """One of the three structures: its materials, and the text since which each hard one counts."""

    materials: Mapping[str, str]
    hard: Mapping[str, LegalText]

    def field(self, label: str, section: str) -> Choice:
        """The material of this part, before or after the support."""
        metal = ("Tôn", "Mái tôn", "Lợp tôn", "Vách tôn")
        spellings = {"metal": metal} if "metal" in self.materials else {}
        return Choice(label, self.materials, spellings=spellings, section=section)

    def is_soft(self, material: str | None, day: Day | None) -> bool:
        """Whether a text that was in force on the day says, or leaves out, that the material is hard."""
        if material is None or day is None or last_day(day) < TT_01_2022_BXD.since:
            return False
        text = self.hard.get(material)
        return text is None or last_day(day) < text.since

    def hard_since(self, material: str) -> date | None:
        """From when the material counts as hard; None where it never does."""
        text = self.hard.get(material)
        return text.since if text else None


def _of(text: LegalText, *materials: str) -> dict[str, LegalText]:
    return dict.fromkeys(materials, text)


PARTS = {
    "floor": Part(_FLOORS, _of(TT_01_2022_BXD, "cement", "concrete", "brick", "stone", "wood")),
    "frame": Part(
        _FRAMES, {**_of(TT_01_2022_BXD, "concrete", "steel", "brick", "wood"), "metal": QD_55_2025_BXD}
    ),
    "roof": Part(_ROOFS, {**_of(TT_01_2022_BXD, "concrete", "tile"), "metal": QD_55_2025_BXD}),
}


def find_soft(case: Any, day: Day | None, when: str) -> Finding | None:
    """The first part said to be hard (`floor_hard`, `floor_after`) of a material that was not, on the day."""
    for name, part in PARTS.items():
        field = f"{name}_material" if when == "hard" else f"{name}_material_after"
        material = getattr(case, field)
        said_hard = getattr(case, f"{name}_{when}")
        # Of a finished house every part is to be hard; of the old one only what is said to be.
        if said_hard is False or (when == "hard" and not said_hard) or not part.is_soft(material, day):
            continue
        said = {"material": type(case).fields[field].format(material)}
        since = part.hard_since(material)
        if since is None:
            return Finding(field=field, says=said)
        says = _("“{material}” chỉ được coi là cứng từ {since}; hãy xem lại, hoặc ghi phần này chưa cứng.")
        basis = part.hard[material].number
        return Finding(field=field, basis=basis, sentence=says, says={**said, "since": f"{since:%d/%m/%Y}"})
    return None
