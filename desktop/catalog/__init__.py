"""Everything the components declared, checked and frozen; loads plugins one by one and knows no database."""

from desktop.catalog.catalog import FAILED, LOADED, OFF, Catalog, LoadedComponent
from desktop.catalog.loading import ask_windows, load_catalog, without

__all__ = ["FAILED", "LOADED", "OFF", "Catalog", "LoadedComponent", "ask_windows", "load_catalog", "without"]
