"""Keeps Python's collector of garbage at rest while rows are made by the thousand; knows none of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Rows make no cycles: looking for some among them takes half of a bulk write and halts the window.

    What was made meanwhile joins, unseen, what has long been there; or what is never looked at again, where
    a window has put its own things there.
    """
    was_on, has_frozen = gc.isenabled(), gc.get_freeze_count() > 0
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            if not has_frozen:
                gc.unfreeze()
            gc.enable()
