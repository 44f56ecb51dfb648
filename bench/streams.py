"""Tables of treaties over growing folders of dossiers: the time, its growth, and the memory that was held at most.

python bench/streams.py [--quick] [--workers N]

Each table is made by the command itself, in a new process, into a Parquet file; the folder's index is there already.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from generate import bilateral

SIZES = (1_000, 10_000, 30_000)
COMMANDS = {"spans": (), "deadlines": ("--from", "2026-11-24"), "exits": ("--on", "2026-11-24")}


def timed(folder: Path, table: str, arguments: tuple[str, ...], out: Path) -> tuple[float, float]:
    """Seconds, and MiB that the process held at most."""
    told = ["table", table, *arguments, "--treaties", str(folder), "--without-bundled", "--out", str(out)]
    begun = time.perf_counter()
    child = os.posix_spawn(
        sys.executable, [sys.executable, "-m", "foedus.cli.main", *told], os.environ, file_actions=QUIET
    )
    _, status, used = os.wait4(child, 0)
    assert status == 0, told
    return time.perf_counter() - begun, used.ru_maxrss / 1024


QUIET = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]


def main() -> None:
    """Print for each table and size the seconds, the growth and the memory."""
    sizes = SIZES[:2] if "--quick" in sys.argv else SIZES
    workers = sys.argv[sys.argv.index("--workers") + 1] if "--workers" in sys.argv else "1"
    with tempfile.TemporaryDirectory() as where:
        os.environ["FOEDUS_CACHE"] = str(Path(where, "cache"))
        folders = {}
        for count in sizes:
            folder = folders[count] = Path(where, str(count))
            folder.mkdir()
            for number in range(count):
                Path(folder, f"treaty-{number}.yaml").write_text(bilateral(number), encoding="utf-8")
        time.sleep(3)  # files that have just changed are looked at once more
        for folder in folders.values():
            timed(folder, "spans", (), Path(where, "index.parquet"))
        for table, arguments in COMMANDS.items():
            first: tuple[float, float] | None = None
            for count, folder in folders.items():
                found = timed(folder, table, (*arguments, "--workers", workers), Path(where, "out.parquet"))
                first = first or found
                took, most = found
                told = f"{took:6.1f} s, {count / took:6,.0f} a second, {took / first[0]:5.1f} times the time"
                print(f"{table:9} {count:6,} dossiers: {told}; {most:,.0f} MiB at most, {most / first[1]:.2f} times")


if __name__ == "__main__":
    main()
