"""Workbooks on indicators that provinces keep; knows no file."""

from desktop.declare.layouts import Column, ExcelLayout
from desktop.shared.indicators import IndicatorValue, PhaseFunds, PhaseResult

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


_EDITIONS = {
    "plan": ("Kế hoạch năm {year}", "Mục tiêu năm {year}", "Chỉ tiêu giao năm {year}"),
    "estimate": ("Ước thực hiện năm {year}", "Ước năm {year}"),
    "official": ("Thực hiện năm {year}", "Kết quả năm {year}", "Kết quả thực hiện năm {year}"),
}
_OF_THE_YEAR = {
    ("plan", "year"): ("Kế hoạch năm", "Kế hoạch cả năm"),
    ("estimate", "year"): ("Ước thực hiện cả năm", "Ước cả năm", "Ước thực hiện năm"),
    ("official", "half"): ("Thực hiện 6 tháng", "Kết quả 6 tháng", "Thực hiện 6 tháng đầu năm"),
}


def _values() -> ExcelLayout:
    """Figures of one or more years, the plan and what was done in columns beside each other."""
    columns = [
        Column(
            [words.format(year=year) for words in wordings],
            "value",
            apart={"year": year, "period": "year", "edition": edition},
        )
        for edition, wordings in _EDITIONS.items()
        for year in range(2021, 2036)
    ]
    columns += [
        Column(wordings, "value", apart={"period": period, "edition": edition})
        for (edition, period), wordings in _OF_THE_YEAR.items()
    ]
    title = "Kế hoạch và kết quả thực hiện chỉ tiêu"
    return ExcelLayout("indicator_values", title, IndicatorValue, columns=columns, outline=("place",))


LAYOUTS = [_results(2021), _results(2026), _funds(2021), _funds(2026), _values()]
