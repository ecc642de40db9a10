"""Asks whether every file that was unpacked is whole and on the disk; knows only the folder it lies in.

The setup runs this with the Python it has just unpacked, before the earlier program is put away: what a
virus scanner took away, or a full disk cut short, is noticed while the earlier program still stands.
"""

import hashlib
import os
import sys
from pathlib import Path

MANIFEST = "files.sha256"
MARK = "settled"


def find_faults(folder: Path) -> list[str]:
    """The files that are missing or not as they were packed; a component that was not chosen is no fault."""
    faults = []
    for line in (folder / MANIFEST).read_text("utf-8").splitlines():
        digest, _space, name = line.partition("  ")
        top = name.split("/")[:2]
        if top[0] == "plugins" and not folder.joinpath(*top).exists():
            continue
        try:
            if digest_of(folder / name) != digest:
                faults.append(name)
        except OSError:
            faults.append(name)
    return faults


def digest_of(file: Path) -> str:
    """The digest of a file that is on the disk by then: a power cut later must not find an empty one."""
    # What runs, this very Python, cannot be opened for writing; the setup sees to those files itself.
    if not is_running(file):
        with open(file, "rb+") as stream:
            os.fsync(stream.fileno())
    with open(file, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_running(file: Path) -> bool:
    """Whether Windows refuses to have the file written, as it does with what it has loaded."""
    try:
        with open(file, "rb+"):
            return False
    except PermissionError:
        return True


def main() -> int:
    folder = Path(__file__).resolve().parent
    faults = find_faults(folder)
    for name in faults[:10]:
        print(name)
    if faults:
        return 1
    with open(folder / MARK, "wb") as mark:
        mark.write(b"1")
        mark.flush()
        os.fsync(mark.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
