"""How many lives a second: generated bilateral dossiers computed from memory, and one convention.

python bench/lives.py [--profile]
"""

from __future__ import annotations

import cProfile
import gc
import pstats
import sys
import tempfile
import time
from pathlib import Path

from foedus.dossier.actors import register
from foedus.dossier.load import load_file, load_text
from foedus.dossier.model import Dossier
from foedus.law.life import life
from foedus.worlds import World
from generate import bilateral, convention


def dossiers(count: int) -> list[Dossier]:
    """`count` generated dossiers, loaded."""
    found = [load_text(bilateral(number)).dossier for number in range(count)]
    return [dossier for dossier in found if dossier is not None]


def seconds_for(loaded: list[Dossier], lines: bool = False) -> float:
    """Seconds for the lives of all of `loaded` (with `lines` every party's statuses too), the best of three runs."""
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        for dossier in loaded:
            lived = life(dossier, World())
            if lines:
                _ = lived.spans, lived.overall
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    """Print the rates for 10,000 and 100,000 treaties and the time of a convention of 190 parties."""
    sample = dossiers(10_000)
    if "--profile" in sys.argv:
        with cProfile.Profile() as profile:
            seconds_for(sample[:3000])
        pstats.Stats(profile).sort_stats("cumtime").print_stats(45)
        return
    gc.collect()
    gc.freeze()  # what is measured is the law, and not the collector's walk over the loaded dossiers
    small = seconds_for(sample)
    print(f"10,000 lives: {10_000 / small:,.0f} a second")
    print(f"  with the line of statuses of every party drawn: {10_000 / seconds_for(sample, True):,.0f} a second")
    if "--quick" not in sys.argv:
        large = seconds_for(sample * 10)
        print(f"100,000 lives: {100_000 / large:,.0f} a second; {large / small:.2f} times the time of 10,000")
    with tempfile.TemporaryDirectory() as folder:
        names = [key for key, actor in register().items() if actor.kind == "state"][:190]
        text, table = convention(190, 1_000, names)
        Path(folder, "convention.yaml").write_text(text, encoding="utf-8")
        Path(folder, "convention.csv").write_text(table, encoding="utf-8")
        loaded = load_file(Path(folder, "convention.yaml"))
        assert loaded.dossier is not None, loaded.diagnostics
        times = []
        for _ in range(10):
            begun = time.perf_counter()
            _ = life(loaded.dossier, World()).spans
            times.append(time.perf_counter() - begun)
        count = len(loaded.dossier.record)
        print(f"a convention of 190 parties and {count} acts: {min(times) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
