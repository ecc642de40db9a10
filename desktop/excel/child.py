"""The process that reads one workbook and may die of it; knows only what stands in its command."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop.excel.bounds import bound_this_process


def main() -> None:
    """Write the workbook, or why it is refused, to standard output as lines of JSON.

    The command is `python -m desktop.excel.child FILE LIMITS [careful]`.
    """
    path, settings, careful = Path(sys.argv[1]), json.loads(sys.argv[2]), "careful" in sys.argv[3:]
    bound_this_process(settings["memory_bytes"], settings["seconds"])
    answer(path, settings, careful, sys.stdout.buffer.write)
    sys.stdout.buffer.flush()


def answer(path: Path, settings: Mapping[str, Any], careful: bool, send: Callable[[bytes], Any]) -> None:
    """Send the lines of one workbook, the last of them `end` or why it is refused."""
    from desktop.excel.gate import Limits, Refused, damaged, too_large
    from desktop.excel.reader import read_into

    def refuse(reason: Refused) -> None:
        plain = {"sentence": reason.sentence, "advice": reason.advice_sentence, "names": reason.names}
        send(json.dumps({"refused": plain}).encode() + b"\n")

    try:
        read_into(path, send, Limits(**settings), careful)
        send(b'{"end": true}\n')
    except Refused as refused:
        refuse(refused)
    except MemoryError:
        refuse(too_large())
    except Exception:  # readers raise a dozen kinds of error for one thing: a file that cannot be read
        refuse(damaged())


if __name__ == "__main__":
    main()
