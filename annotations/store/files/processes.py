"""Whether a process of this machine is still the one it was."""

import ctypes
import os
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

RUNNING = "running"
"""What is said of a process that lives where the system does not tell since when."""


def start_of(pid: int) -> str:
    """When process `pid` started, so that a number used again is not mistaken for it; empty if it is gone.

    On Linux it begins with the name of the machine's start and a slash, since the clock behind it begins anew then.
    Where the system does not tell, it is `RUNNING` for every process that lives.
    """
    if pid <= 0:
        return ""
    if sys.platform == "win32":
        return _on_windows(pid)
    if Path("/proc/self/stat").exists():
        return _on_linux(pid)
    return _on_others(pid)


def _on_linux(pid: int) -> str:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return f"{_boot()}/{fields[19]}"
    except (OSError, IndexError):
        return ""


@cache
def _boot() -> str:
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="utf-8").strip()
    return ""


def seconds_up() -> float:
    """Seconds since this machine was started, sleep included; endless where the system does not tell."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) if clock is not None else float("inf")


def _on_others(pid: int) -> str:
    try:
        os.kill(pid, 0)  # sends nothing; never on Windows, where the number 0 is Ctrl+C
    except PermissionError:
        return RUNNING
    except (OSError, OverflowError):
        return ""
    return RUNNING


def _on_windows(pid: int) -> str:
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(0x1000, False, ctypes.c_uint32(pid & 0xFFFFFFFF))  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return ""
    try:
        started, ended, in_kernel, in_user = (ctypes.c_uint64() for _ in range(4))
        times = (ctypes.byref(value) for value in (started, ended, in_kernel, in_user))
        known = kernel.GetProcessTimes(ctypes.c_void_p(handle), *times)
        return str(started.value) if known and not ended.value else ""
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
