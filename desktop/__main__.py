"""The program: a window, or a command when one is named."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the window or a command; the exit status is 0 done, 1 done with grave problems, 2 refused."""
    # The command line is parsed with the standard library only, so that the window can paint at once.
    from desktop.cli.main import run

    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
