"""What the numbers were measured on: without it they mean nothing."""

import os
import platform
import sqlite3
from pathlib import Path


def facts() -> str:
    load = os.getloadavg()[0]
    return (
        f"{platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} cores, {_memory()}, "
        f"CPython {platform.python_version()}, SQLite {sqlite3.sqlite_version}, load {load:.1f} at the start"
    )


def resident_mb(pid: int) -> float:
    """Megabytes (10^6 bytes) that the process and its children hold in memory."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) * 1024 / 1e6
    return own + sum(map(resident_mb, _children(pid)))


def proportional_mb(pid: int) -> float:
    """Like `resident_mb`, but a page that several processes share counts once, in shares of them (PSS)."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii", errors="replace")
    own = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) * 1024 / 1e6
    return own + sum(map(proportional_mb, _children(pid)))


def processor_seconds_of_all(pid: int) -> float:
    """What the process and its living children have used of the processor so far."""
    return processor_seconds(pid) + sum(map(processor_seconds_of_all, _children(pid)))


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def processor_seconds(pid: int) -> float:
    """What the process has used of the processor so far, without its children: what others do at the time does not
    change it, unlike the time that passes."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown processor")


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    except (ValueError, OSError):
        return "unknown memory"
