"""A million agreements to spans and deadlines, as a ratio to ten thousand.

python bench/agreements.py [--quick]

Two tables: one of three sets of clauses, as a company has them, and one of 300 sets that is nearly all distinct.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from foedus.chronology.days import day
from foedus.tables.agreement_files import source
from foedus.tables.agreement_run import named, run

FEW = [("P3Y", "P1Y", "P3M", "P2Y"), ("P1Y", "P1Y", "P30D", ""), ("P2Y", "", "P3M", "P5Y")]
MANY = [
    (term, renewal, notice, survival)
    for term in ("P1Y", "P2Y", "P3Y", "P5Y", "P10Y")
    for renewal in ("P1Y", "P2Y", "P6M", "indefinite", "")
    for notice in ("P3M", "P30D", "P6M", "P1Y")
    for survival in ("", "P2Y", "P5Y")
]
ON = day("2026-11-24")


def table(path: Path, count: int, clauses: list[tuple[str, str, str, str]]) -> int:
    """Write a table of so many agreements; how many of them are distinct."""
    rng = random.Random(7)
    met = set()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "parties", "start", "first_term", "renewal", "notice", "survival"))
        for number in range(count):
            own = rng.choice(clauses)
            start = date(2000, 1, 1) + timedelta(days=rng.randrange(9_800))
            met.add((start, own))
            writer.writerow((f"C-{number:07}", f"A; B{number % 977}", start, *own))
    return len(met)


def seconds(count: int, clauses: list[tuple[str, str, str, str]]) -> tuple[float, int]:
    """Seconds from the CSV to the three tables in Parquet, and how many agreements were distinct."""
    with tempfile.TemporaryDirectory() as where:
        path = Path(where, "table.csv")
        distinct = table(path, count, clauses)
        begun = time.perf_counter()
        done = run(source(path).batches, named(path), Path(where, "out"), ON)
        took = time.perf_counter() - begun
        assert done.rows == count
        assert done.written["faults"] == 0
    return took, distinct


def main() -> None:
    """Print the rates and the growth for both tables, and the memory that was held at most."""
    sizes = (10_000, 100_000) if "--quick" in sys.argv else (10_000, 100_000, 1_000_000)
    print(f"ten agreements, the libraries loaded on the way: {seconds(10, FEW)[0]:.2f} s")
    for name, clauses in (("3 sets of clauses", FEW), ("300 sets of clauses", MANY)):
        first = 0.0
        for count in sizes:
            took, distinct = seconds(count, clauses)
            first = first or took
            told = f"{took:6.2f} s, {count / took:9,.0f} a second, {took / first:5.1f} times the time of {sizes[0]:,}"
            print(f"{count:9,} agreements, {name}, {distinct:,} distinct: {told}")
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


if __name__ == "__main__":
    main()
