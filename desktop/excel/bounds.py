"""How a process asks the system to end it when it wants too much memory or time; knows no workbook."""

from __future__ import annotations

import sys


def bound_this_process(memory_bytes: int, seconds: int) -> None:
    """Limit memory and processor time of the running process, and leave no dump of what it had read."""
    if sys.platform == "win32":
        _bound_by_job(memory_bytes, seconds)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9
    _PROCESS_TIME, _PROCESS_MEMORY, _DIE_WITHOUT_DIALOG = 0x2, 0x100, 0x400

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("smallest_working_set", ctypes.c_size_t),
            ("largest_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("transfers", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    def _bound_by_job(memory_bytes: int, seconds: int) -> None:
        """Put this process into a job of its own; where that fails the parent's clock still ends it."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD,
        )  # fmt: skip
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        limits = _ExtendedLimits()
        limits.basic.flags = _PROCESS_TIME | _PROCESS_MEMORY | _DIE_WITHOUT_DIALOG
        limits.basic.process_time = seconds * 10_000_000
        limits.process_memory = memory_bytes
        job = kernel.CreateJobObjectW(None, None)
        if job:
            kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
            kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
