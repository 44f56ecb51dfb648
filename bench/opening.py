"""Opening a folder of dossiers: as files, for the first time with an index, and again from the index.

python bench/opening.py [COUNT]

Each opening is that of a new process; the seconds are those of its processor, and what starts it is left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import bilateral

OPEN = """
import sys, time
from pathlib import Path
from foedus.dossier.library import library
begun = time.process_time()
found, faulty = library(Path(sys.argv[1]), with_bundled=False).usable()
took = time.process_time() - begun
print(took, len(found), len(faulty))
"""


def opened(folder: Path, cache: str, count: int) -> float:
    """Processor seconds of opening `folder` in a new process, every dossier made."""
    said = {**os.environ, "FOEDUS_CACHE": cache}
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(folder)], env=said, capture_output=True, text=True, check=True
    )
    took, found, faulty = done.stdout.split()
    assert (int(found), int(faulty)) == (count, 0)
    return float(took)


def main() -> None:
    """Print the seconds of each opening, and the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where, "dossiers")
        folder.mkdir()
        for number in range(count):
            Path(folder, f"treaty-{number}.yaml").write_text(bilateral(number), encoding="utf-8")
        time.sleep(3)  # files that have just changed are looked at once more
        plain = min(opened(folder, "off", count) for _ in range(3))
        colds = []
        for turn in range(3):
            cache = str(Path(where, f"cache-{turn}"))
            colds.append(opened(folder, cache, count))
        cold = min(colds)
        warm = min(opened(folder, cache, count) for _ in range(5))
        changed = Path(folder, "treaty-1.yaml")
        changed.write_text(bilateral(1) + "note: changed\n", encoding="utf-8")
        one = opened(folder, cache, count)
    print(f"{count:,} dossiers, all made: {plain:.2f} s without an index")
    print(f"  the first time, the index written: {cold:.2f} s")
    print(f"  again, nothing changed: {warm:.2f} s; {cold / warm:.1f} times faster, {plain / warm:.1f} than without")
    print(f"  again, one file changed: {one:.2f} s")


if __name__ == "__main__":
    main()
