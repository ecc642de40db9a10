"""Makes the ids of new records, UUIDs of version 7 in rising order; knows no database."""

from __future__ import annotations

import secrets
import threading
import time

_COUNTER_BITS = 74
_lock = threading.Lock()
_last_ms = 0
_counter = 0


def new_ids(count: int) -> list[str]:
    """`count` UUIDv7 texts, each greater than all made before in this process."""
    global _last_ms, _counter
    with _lock:
        now = time.time_ns() // 1_000_000
        if now > _last_ms:
            # The highest bit starts at 0, so that counting on never runs over within a millisecond.
            _last_ms, _counter = now, secrets.randbits(_COUNTER_BITS - 1)
        first, _counter = _counter + 1, _counter + count
        stamp = _last_ms
    return [_written(stamp, number) for number in range(first, first + count)]


def _written(stamp: int, counter: int) -> str:
    bits = stamp << 80 | 7 << 76 | (counter >> 62) << 64 | 2 << 62 | counter & (1 << 62) - 1
    digits = f"{bits:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
