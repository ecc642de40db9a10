"""What a command may ask of the windows without knowing them: it is handed these functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Screen:
    """`open_window(database, demo=, safe=, language=)` answers the exit status; `draw_chart(drawing, path,
    title=, kind=)` writes a picture; `take_pictures(workspace, folder, language)` the main pages,
    with `workbook=` the import page with that workbook alone; `take_pictures_apart(database, folder,
    language, theme=, ratio=, size=, safe=)` takes them in another look, in a program of its own;
    `open_file(path, language)` does what a double click on a file does; `print_pdf(html, path, lies)` keeps
    a page as PDF.
    """

    open_window: Callable[..., int]
    draw_chart: Callable[..., Any]
    take_pictures: Callable[..., list[Any]]
    take_pictures_apart: Callable[..., list[Any]]
    open_file: Callable[..., int]
    print_pdf: Callable[..., Any]
