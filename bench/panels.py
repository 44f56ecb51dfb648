"""Panels: of dyads and years against the way in which they are made now, of dyads and days against the limit.

python bench/panels.py [--quick]

750 alliances of 2 to 12 of 200 states, 1816 to 2020. The peer expands each member's span year by year in pandas, pairs
the members, and merges that with the grid of dyads and years. The limit is what DuckDB takes to write a table of the
same columns and rows that it makes up itself.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from foedus.chronology.days import day, ymd
from foedus.dossier.actors import register
from foedus.tables.batches import TIES
from foedus.tables.cells import cells
from foedus.tables.columns import schema
from foedus.tables.duck import Duck, connected
from foedus.tables.making import unfolding
from foedus.tables.obligations import COLUMNS
from foedus.tables.panel import Plan, make

FIRST, LAST = 1816, 2020


class Alliance(NamedTuple):
    """One alliance: its members, first and last year, and obligations (bits)."""

    key: str
    members: tuple[str, ...]
    begins: int
    ends: int
    bits: int


def states() -> list[str]:
    """200 states of the register that have a number."""
    return sorted(key for key, held in register().items() if held.cow)[:200]


def alliances(count: int = 750) -> list[Alliance]:
    """So many alliances, the same each time."""
    rng = random.Random(11)
    names = states()
    found = []
    for number in range(count):
        members = tuple(sorted(rng.sample(names, rng.choice((2, 2, 2, 2, 3, 5, 12)))))
        begins = rng.randrange(FIRST, LAST - 5)
        ends = min(LAST, begins + rng.randrange(1, 40))
        found.append(Alliance(f"a-{number}", members, begins, ends, 1 + sum(rng.sample([2, 4, 8, 16, 32], 2))))
    return found


def ties(held: list[Alliance]) -> pa.Table:
    """The alliances as the batch functions give them."""
    rows = [
        (
            one.key,
            a,
            b,
            1,
            0,
            *(ymd(one.begins, 1, 1),) * 2,
            *(ymd(one.ends + 1, 1, 1),) * 2,
            one.bits,
            one.bits,
            0,
            None,
        )
        for one in held
        for a, b in combinations(one.members, 2)
    ]
    wanted = schema(TIES)
    columns = zip(*rows, strict=True)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, wanted, strict=True)], schema=wanted
    )


def plan(length: str, first: str, last: str) -> Plan:
    """A panel of all dyads among the states, the library taken as complete."""
    parties = frozenset(states())
    made = cells(length, day(first), day(last))  # type: ignore[arg-type]
    return Plan("dyad", made, parties=parties, everybody=True, complete=True)


def ours(held: pa.Table) -> pa.Table:
    """The panel of dyads and years, as an Arrow table."""
    asked = plan("year", f"{FIRST}-01-01", f"{LAST}-12-31")
    made = unfolding(asked, make(asked, held))
    with Duck().asked(made.tables, made.sql) as reader:
        return reader.read_all()


def grid() -> pd.DataFrame:
    """Every dyad in every year in which both states existed, as a scholar has it at hand."""
    held = ours(ties(alliances(1)))
    return held.select(["party1", "party2", "year"]).to_pandas()


def by_rows(held: list[Alliance], dyads: pd.DataFrame) -> pd.DataFrame:
    """The panel as people make it: each member year by year, members paired, merged with the grid."""
    years: list[dict[str, Any]] = []
    for one in held:
        frame = pd.DataFrame({"key": one.key, "state": one.members, "begins": one.begins, "ends": one.ends})
        for _, row in frame.iterrows():
            for year in range(row["begins"], row["ends"] + 1):
                types = {name: int(bool(one.bits & bit)) for name, bit in COLUMNS.items()}
                years.append({"key": row["key"], "state": row["state"], "year": year, **types})
    members = pd.DataFrame(years)
    pairs = members.merge(members[["key", "state", "year"]], on=["key", "year"], suffixes=("1", "2"))
    pairs = pairs[pairs["state1"] != pairs["state2"]]
    pairs = pairs.groupby(["state1", "state2", "year"], as_index=False)[list(COLUMNS)].max()
    merged = dyads.merge(pairs, left_on=["party1", "party2", "year"], right_on=["state1", "state2", "year"], how="left")
    merged[list(COLUMNS)] = merged[list(COLUMNS)].fillna(0).astype("int8")
    return merged


def by_years() -> None:
    """Print the dyad-year panel against pandas, after both are seen to say the same."""
    held = alliances()
    given = ties(held)
    ours(given)
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        found = ours(given)
        best = min(best, time.perf_counter() - begun)
    dyads = grid()
    begun = time.perf_counter()
    theirs = by_rows(held, dyads)
    took = time.perf_counter() - begun
    for name in COLUMNS:
        assert sum(found.column(name).to_pylist()) == int(theirs[name].sum()), name
    assert found.num_rows == len(theirs)
    print(
        f"dyad-year panel, {len(held)} alliances, {found.num_rows:,} rows of {found.num_columns} columns: {best:.2f} s"
    )
    print(f"  expanded row by row and merged in pandas: {took:.1f} s, {took / best:.0f} times as long")


def by_days(rows: int) -> None:
    """Print the dyad-day panel in Parquet against the limit."""
    given = ties(alliances())
    per_day = 8_000  # dyads, about
    last = ymd(1950, 1, 1) + rows // per_day
    from datetime import date

    asked = plan("day", "1950-01-01", date.fromordinal(last).isoformat())
    with tempfile.TemporaryDirectory() as where:
        begun = time.perf_counter()
        made = unfolding(asked, make(asked, given))
        count = Duck().to_parquet(made.tables, made.sql, Path(where, "panel.parquet"))
        took = time.perf_counter() - begun
        size = Path(where, "panel.parquet").stat().st_size
        Path(where, "panel.parquet").unlink()
        limit = made_up(made.tables, count, Path(where, "limit.parquet"))
    rate = f"{count / took / 1e6:.2f} million rows a second"
    print(f"dyad-day panel, {count:,} rows, {size / 1e6:,.0f} MB of Parquet: {took:.0f} s, {rate}")
    print(f"  a table of that shape that DuckDB makes up: {limit:.0f} s; the panel has {limit / took:.2f} of its speed")
    print(f"  memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


def made_up(tables: dict[str, pa.Table], count: int, path: Path) -> float:
    """Seconds that DuckDB takes to write as many rows of the same columns, made of their number."""
    flags = ", ".join(f"CAST((i // 365) % {n + 2} = 0 AS TINYINT) AS f{n}" for n in range(19))
    texts = "'P' || (i // 20000) % 200 AS party1, 'Q' || (i // 20000) % 199 AS party2"
    numbers = ", ".join(f"CAST((i // 20000) % 900 AS SMALLINT) AS n{n}" for n in range(4))
    names = "'S' || (i // 20000) % 200 AS s1, 'T' || (i // 20000) % 199 AS s2, CAST((i // 20000) AS INTEGER) AS dyad"
    sql = f"SELECT {texts}, {numbers}, {names}, DATE '1950-01-01' + CAST(i % 20000 AS INTEGER) AS date, {flags}"
    begun = time.perf_counter()
    with connected({}) as connection:
        connection.execute(f"COPY ({sql} FROM range({count}) AS r(i)) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    path.unlink()
    return time.perf_counter() - begun


def main() -> None:
    """Print both comparisons."""
    by_years()
    by_days(5_000_000 if "--quick" in sys.argv else 100_000_000)


if __name__ == "__main__":
    main()
