"""How much memory another process uses, without a library for it."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path


def used_by(pid: int) -> int | None:
    """Return the resident memory of process `pid` in bytes; None where it cannot be measured."""
    try:
        if sys.platform == "win32":
            return _windows(pid)
        if sys.platform == "darwin":
            return _listed(pid)
        return _linux(pid)
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return None


def _linux(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _listed(pid: int) -> int:
    command = ["/bin/ps", "-o", "rss=", "-p", str(pid)]
    return int(subprocess.run(command, capture_output=True, check=True, timeout=2).stdout) * 1024  # noqa: S603


def _windows(pid: int) -> int | None:
    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi."""

        _fields_ = [("size", ctypes.c_uint32), ("faults", ctypes.c_uint32)] + [
            (name, ctypes.c_size_t)
            for name in ("peak", "resident", "peak_paged", "paged", "peak_unpaged", "unpaged", "file", "peak_file")
        ]

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return None
    try:
        counters = Counters(size=ctypes.sizeof(Counters))
        known = kernel.K32GetProcessMemoryInfo(ctypes.c_void_p(handle), ctypes.byref(counters), counters.size)
        return int(counters.resident) if known else None
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
