"""The program: a window, or a command when one is named."""

from __future__ import annotations

import sys
from typing import Any

from desktop.cli.main import run
from desktop.cli.screen import Screen


def _open_window(*arguments: Any, **options: Any) -> int:
    from desktop.qt.app import run as run_window

    return run_window(*arguments, **options)


def _draw_chart(*arguments: Any, **options: Any) -> None:
    from desktop.qt.pictures import draw_chart

    draw_chart(*arguments, **options)


def _take_pictures(*arguments: Any, **options: Any) -> list[Any]:
    from desktop.qt.pictures import take_pictures

    return list(take_pictures(*arguments, **options))


def _take_pictures_apart(*arguments: Any, **options: Any) -> list[Any]:
    from desktop.qt.pictures import take_pictures_apart

    return list(take_pictures_apart(*arguments, **options))


def _open_file(*arguments: Any, **options: Any) -> int:
    from desktop.qt.component_file import open_file

    return open_file(*arguments, **options)


def _print_pdf(*arguments: Any, **options: Any) -> None:
    from desktop.qt.pictures import ensure_application

    ensure_application()
    from desktop.qt.report_paper import print_pdf

    print_pdf(*arguments, **options)


def main(arguments: list[str] | None = None) -> int:
    """Run the window or a command; the exit status is 0 done, 1 done with grave problems, 2 refused."""
    screen = Screen(_open_window, _draw_chart, _take_pictures, _take_pictures_apart, _open_file, _print_pdf)
    return run(sys.argv[1:] if arguments is None else arguments, screen)


if __name__ == "__main__":
    sys.exit(main())
