"""Asks whether what was declared is found by its name."""

import pytest

from desktop.catalog import LOADED, load_catalog
from desktop.declare.problems import Refusal
from tests.desktop.catalog.visits import SOUND, Plant, named


def test_that_a_name_means_a_type_of_ones_own_first(plant: Plant) -> None:
    own = SOUND.replace("class Visit", "class Household").replace("[Visit]", "[Household, Member]")
    own += '\nclass Member(Record):\n    title = "Người"\n    of = Reference("Hộ", to="Household")\n'
    catalog = load_catalog(entry_points=plant("visits", own))
    assert named(catalog, "visits").state == LOADED, named(catalog, "visits").details
    of = catalog.record_type("Member").fields["of"]
    assert catalog.target_of(of).qualified_name() == "visits.Household"  # type: ignore[arg-type]
    with pytest.raises(Refusal, match=r"shared\.Household"):
        catalog.record_type("Household")


def test_that_an_unknown_name_is_refused_with_the_known_ones() -> None:
    catalog = load_catalog(entry_points=[])
    with pytest.raises(Refusal, match="Household"):
        catalog.record_type("Nothing")
    with pytest.raises(Refusal, match="biểu đồ"):
        catalog.chart("nothing")
