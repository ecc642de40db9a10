"""Workbooks on indicators that provinces keep; knows no file."""

from desktop.declare.layouts import Column, ExcelLayout
from desktop.shared.indicators import PhaseFunds, PhaseResult

_YEARS = ("year_1", "year_2", "year_3", "year_4", "year_5")


def _results(first_year: int) -> ExcelLayout:
    """The table of results over five years, one column for each."""
    return ExcelLayout(
        f"phase_results_{first_year}",
        f"Kết quả mục tiêu, chỉ tiêu {first_year}-{first_year + 4}",
        PhaseResult,
        columns=[
            Column((f"Kết quả thực hiện | Năm {first_year + number}",), name)
            for number, name in enumerate(_YEARS)
        ],
        outline=("group",),
        words=("chỉ tiêu",),
        constants={"first_year": first_year},
    )


def _funds(first_year: int) -> ExcelLayout:
    return ExcelLayout(
        f"phase_funds_{first_year}",
        f"Nguồn lực huy động {first_year}-{first_year + 4}",
        PhaseFunds,
        columns=[Column(("Nguồn",), "source_name"), Column(("Số vốn",), "amount")],
        words=(f"nguồn lực huy động {first_year}-{first_year + 4}",),
        constants={"first_year": first_year},
    )


LAYOUTS = [_results(2021), _results(2026), _funds(2021), _funds(2026)]
