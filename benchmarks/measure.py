"""How long and how much memory a way of working takes against its floor; knows nothing of what is measured.

A benchmark names its cases, each a function that prepares and returns the work to be timed:

    def floor(rows: int) -> Work:
        lines = made_rows(rows)
        return lambda: write_plainly(lines)

    if __name__ == "__main__":
        run("writing", {"floor": floor, "ours": ours}, {"ours": Target(2.5)}, rows=50_000)

The first case is the floor. Every case runs in a fresh process, in turn A B C A B C after a warm-up round
that is dropped; the ratio is the median of the ratios within each round, so it survives a machine that is
now fast and now slow. Where other programs share its processors, work that two processes do side by side
still takes longer than its floor; `work` is the same ratio of the seconds the processors spent on each.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Work = Callable[[], object]
Case = Callable[[int], Work]

_TICK = 0.01
"""Seconds below which the processors' time is not counted."""
BUILD = Path(__file__).resolve().parent.parent / "build" / "benchmarks"


class Seconds(float):
    """Returned by a work that takes its own time, such as from the birth of a process to its first window."""


@dataclass(frozen=True)
class Target:
    """The ratio to the floor, the megabytes and the seconds that a case must not pass."""

    ratio: float | None = None
    peak_mb: float | None = None
    over_mb: float | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Figures:
    """One run: seconds, those of the processors (children counted), peak memory of the process, memory over
    what the preparation held, largest child."""

    seconds: float
    work: float
    peak_mb: float
    over_mb: float
    child_mb: float


def run(
    title: str,
    cases: Mapping[str, Case],
    targets: Mapping[str, Target],
    *,
    rows: int,
    rounds: int = 5,
    warm_up: int | None = None,
) -> None:
    """Measure the cases named on the command line (all by default); exit with 1 when a target is missed.

    `warm_up` are the rows of the round that is dropped, where it makes nothing that the others need; none
    is run with 0, where another has just loaded the same.
    """
    options = _options(rows, rounds)
    if options.alone:
        print(json.dumps(_run_here(cases[options.alone](options.rows)).__dict__))
        return
    floor = next(iter(cases))
    names = [name for name in cases if name == floor or not options.case or name in options.case]
    if warm_up != 0:
        _one_round(names, min(warm_up or options.rows, options.rows))
    measured = [_one_round(names, options.rows) for _ in range(options.rounds)]
    print(f"{title}: {options.rows:,} rows, {options.rounds} rounds")
    met = [_report(name, floor, measured, targets.get(name)) for name in names]
    sys.exit(0 if all(met) else 1)


def _options(rows: int, rounds: int) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=rows)
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--case", action="append", help="only this case beside the floor")
    parser.add_argument("--alone", help="run one case in this process and print its figures as JSON")
    return parser.parse_args()


def _one_round(names: list[str], rows: int) -> dict[str, Figures]:
    figures = {}
    for name in names:
        command = [sys.executable, sys.argv[0], "--alone", name, "--rows", str(rows)]
        answer = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        figures[name] = Figures(**json.loads(answer.splitlines()[-1]))
    return figures


def _run_here(work: Work) -> Figures:
    _forget_peak()
    before = _memory("VmRSS")
    start, worked = time.perf_counter(), sum(os.times()[:4])
    answer = work()
    seconds, worked = time.perf_counter() - start, sum(os.times()[:4]) - worked
    peak = _memory("VmHWM")
    own = float(answer) if isinstance(answer, Seconds) else seconds
    return Figures(own, worked, peak, peak - before, _largest_child())


def _report(name: str, floor: str, rounds: list[dict[str, Figures]], target: Target | None) -> bool:
    def median(pick: Callable[[dict[str, Figures]], float]) -> float:
        return statistics.median(pick(figures) for figures in rounds)

    ratio = median(lambda figures: figures[name].seconds / figures[floor].seconds)
    seconds = median(lambda figures: figures[name].seconds)
    work = median(lambda figures: figures[name].work / max(figures[floor].work, _TICK))
    peak, over = median(lambda f: f[name].peak_mb), median(lambda f: f[name].over_mb)
    line = f"  {name:<24} {seconds:9.4f} s   ratio {ratio:6.2f}   work {work:6.2f}"
    line += (
        f"   peak {peak:5.0f} MB   over {over:5.0f} MB   child {median(lambda f: f[name].child_mb):4.0f} MB"
    )
    if target is None:
        print(line)
        return True
    measured = {
        "ratio": (ratio, target.ratio),
        "peak MB": (peak, target.peak_mb),
        "over MB": (over, target.over_mb),
        "seconds": (seconds, target.seconds),
    }
    limits = [f"{kind} {most}" for kind, (_figure, most) in measured.items() if most is not None]
    met = all(most is None or figure <= most for figure, most in measured.values())
    print(f"{line}   target <= {', '.join(limits)}: {'met' if met else 'MISSED'}")
    return met


def _forget_peak() -> None:
    """Let the peak start again from what the preparation left (Linux; elsewhere the peak covers all)."""
    clear = Path("/proc/self/clear_refs")
    if clear.exists():
        clear.write_text("5")


def _memory(line: str) -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    found = next(text for text in status.read_text().splitlines() if text.startswith(line))
    return int(found.split()[1]) / 1024


def _largest_child() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
