"""Loads a faulty component beside a sound one."""

from typing import Any

import pytest

from desktop.catalog import FAILED, LOADED, LoadedComponent, load_catalog
from tests.desktop.catalog.visits import SOUND, Load, Plant, is_vietnamese, named


@pytest.fixture
def failed(plant: Plant) -> Load:
    """Loads a faulty component beside a sound one, and sees that only the faulty one fails."""

    def load(code: str, **options: Any) -> LoadedComponent:
        points = plant("visits", code, **options)
        points += plant("others", SOUND.replace('"visits"', '"others"'))
        catalog = load_catalog(entry_points=points)
        assert [named(catalog, name).state for name in ("shared", "others")] == [LOADED, LOADED]
        assert catalog.record_type("others.Visit").component == "others"
        assert "visits.Visit" not in catalog.record_types
        component = named(catalog, "visits")
        assert component.state == FAILED
        assert is_vietnamese(component.failure), component.failure
        return component

    return load
