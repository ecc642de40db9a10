"""The desktop's own reports, in the order they are offered."""

from __future__ import annotations

from desktop.declare.reports import Report
from desktop.shared.capital_report import CAPITAL_REPORT
from desktop.shared.indicator_report import INDICATOR_REPORT
from desktop.shared.obstacle_report import OBSTACLE_REPORT
from desktop.shared.period_report import PERIOD_REPORT

REPORTS: list[Report] = [PERIOD_REPORT, CAPITAL_REPORT, INDICATOR_REPORT, OBSTACLE_REPORT]
