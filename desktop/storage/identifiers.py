"""Makes the ids of new records, UUIDs of version 7 in rising order; knows no database."""

from __future__ import annotations

import secrets
import threading
import time

_LOW_BITS = 62
_LAST = [f"{number:03x}" for number in range(1 << 12)]
_lock = threading.Lock()
_last_ms = 0
_head = ""
_counter = 0


def new_ids(count: int) -> list[str]:
    """`count` UUIDv7 texts, each greater than all made before in this process."""
    global _last_ms, _head, _counter
    with _lock:
        now = time.time_ns() // 1_000_000
        if now > _last_ms:
            _last_ms, chance = now, secrets.randbits(12)
            _head = f"{now >> 16:08x}-{now & 0xFFFF:04x}-7{chance:03x}-"
            # Above it stands the variant, 10 in binary; the next bit starts at 0, so that counting on
            # within a millisecond never runs over.
            _counter = 2 << _LOW_BITS | secrets.randbits(_LOW_BITS - 1)
        head, first = _head, _counter
        _counter += count
    ids: list[str] = []
    while len(ids) < count:  # the last figures count on; what stands before them seldom changes
        low = first + len(ids)
        stem = f"{head}{low >> 48:04x}-{low >> 12 & 0xF_FFFF_FFFF:09x}"
        last = low & 0xFFF
        ids += map(stem.__add__, _LAST[last : last + count - len(ids)])
    return ids
