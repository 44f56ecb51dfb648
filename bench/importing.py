"""How fast tables are read into dossiers: `python bench/importing.py [COUNT]`; best of three, one core.

Compared with what cannot be avoided: splitting the same table into cells with the csv module, and writing as many
files of the same size.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from foedus.intake.contracts import ContractRow, read
from foedus.intake.run import bring_in
from foedus.intake.sources import outcomes

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def contracts(path: Path, count: int) -> None:
    """A table of contracts: two parties, a fixed first term, most of them renewing themselves."""
    with path.open("w", encoding="utf-8") as file:
        file.write("id,parties,start,first term (months),renewal,notice,survival\n")
        for number in range(count):
            start = f"20{number % 20 + 10:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
            renewal = ("1 year", "12 months", "", "2 years")[number % 4]
            parties = f"Acme {number % 997}; Blatt {number % 31}"
            file.write(f"C-{number},{parties},{start},{number % 5 * 12 + 12},{renewal},{number % 6 + 1} months,\n")


def treaties(path: Path, count: int) -> None:
    """A table in the form of UNCTAD's mapping."""
    with path.open("w", encoding="utf-8") as file:
        file.write("name,parties,status,signed,in_force,initial_term,renewal,unilateral_termination,notice,survival,"
                   "terminated,termination_type\n")  # fmt: skip
        for number in range(count):
            renewal = ("Indefinite term", "10 years", "5 years")[number % 3]
            year = number % 25 + 1985
            dates = f"01/02/{year},15/07/{year + 2}"
            file.write(f"Chile - Norway BIT {number},Chile; Norway,In force,{dates},10 years,{renewal},Yes,")
            file.write("One year prior notice,15 years,,\n")


def seconds(run: Callable[[Path], object], best_of: int = 3) -> float:
    """The shortest time of a run, each in a new folder."""
    found = []
    for _ in range(best_of):
        with tempfile.TemporaryDirectory() as folder:
            begun = perf_counter()
            run(Path(folder))
            found.append(perf_counter() - begun)
    return min(found)


def split(path: Path) -> None:
    """The table split into cells, and no more."""
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


def rows(path: Path) -> None:
    """The table read into typed rows."""
    assert all(isinstance(row, ContractRow) for row in read(path))


def imported(source: str, path: Path) -> Callable[[Path], None]:
    """An import into a new folder."""

    def run(folder: Path) -> None:
        summary = bring_in(source, path, folder / "out", outcomes(source, path), lambda _: None)
        assert not summary.left_out

    return run


def files(count: int, size: int) -> Callable[[Path], None]:
    """As many files of the same size, written and nothing else."""

    def run(folder: Path) -> None:
        data = b"x" * size
        for number in range(count):
            (folder / f"{number}.yaml").write_bytes(data)

    return run


def peak(path: Path) -> float:
    """The most memory that reading the rows holds at once, in MiB."""
    tracemalloc.start()
    for _ in read(path):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def texts(path: Path) -> None:
    """The texts of all dossiers, written nowhere."""
    for _ in outcomes("contracts", path):
        pass


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in (COUNT // 10, COUNT):
            table = folder / f"contracts-{count}.csv"
            contracts(table, count)
            runs = {"cells": split, "typed rows": rows, "texts of dossiers": texts}
            took = {what: seconds(lambda _, run=run, table=table: run(table)) for what, run in runs.items()}
            took["bare files"] = seconds(files(count, 700), 2)
            took["dossiers in a folder"] = seconds(imported("contracts", table), 2)
            print(f"contracts, {count:,} rows (the rows hold at most {peak(table):.1f} MiB)")
            for what, time in took.items():
                print(f"  {what:<22}{count / time:12,.0f} a second")
        table = folder / "treaties.csv"
        treaties(table, COUNT // 10)
        took_treaties = seconds(imported("unctad", table), 2)
        print(f"treaties, {COUNT // 10:,} rows\n  dossiers in a folder  {COUNT // 10 / took_treaties:12,.0f} a second")


if __name__ == "__main__":
    main()
