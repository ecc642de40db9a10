"""NTP Desktop: the ledger of a National Target Programme on one offline PC."""

__version__ = "0.1.0"
