"""How sure a fact of the Programme is that was not read in the text itself; knows no record."""

from typing import Any

from desktop.declare.fields import Choice
from desktop.declare.norms import CONFIRMED, PRESS, PRESUMED

CONFIDENCE = {CONFIRMED: "Đã xác nhận", PRESS: "Theo một nguồn", PRESUMED: "Chưa xác nhận"}


def confidence_field(**options: Any) -> Choice:
    """How sure a row is: what is not confirmed says so wherever it is shown."""
    return Choice("Độ tin cậy", CONFIDENCE, **options)
