"""Panels: of dyads and years against the way in which they are made now, of dyads and days against the limit.

python bench/panels.py [--quick]

750 alliances of 2 to 12 of 200 states, 1816 to 2020. The peer expands the time of each dyad row by row and year by year
in pandas, that of alliances and that of states with their numbers and memberships, and merges them: the columns of ours
but for those on readings. The limit is what DuckDB takes to write a table of the same columns and rows that it makes up
itself.
"""

from __future__ import annotations

import gc
import random
import resource
import sys
import tempfile
import time
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from foedus.chronology.days import LAST_DAY, day, ymd
from foedus.dossier.actors import register
from foedus.dossier.systems import lifetime
from foedus.tables.cells import cells
from foedus.tables.columns import schema
from foedus.tables.courses import make
from foedus.tables.duck import Duck, connected
from foedus.tables.making import unfolding
from foedus.tables.numbered import numbers
from foedus.tables.obligations import COLUMNS
from foedus.tables.panel import Plan
from foedus.tables.segments import COW_MEMBER, GW_MEMBER
from foedus.tables.treaty_rows import TIES

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


def by_rows(held: list[Alliance]) -> pd.DataFrame:
    """The panel as people make it: spells of dyads, alliances and states, row by row and year by year, then merged.

    It has the columns of ours, but for those that tell whether all readings agree: people have one reading.
    """
    names = states()
    lived = {key: (_year(lifetime(register()[key]).start), _year(lifetime(register()[key]).end - 1)) for key in names}
    spells = pd.DataFrame(
        [(a, b, max(lived[a][0], lived[b][0]), min(lived[a][1], lived[b][1])) for a, b in combinations(names, 2)],
        columns=["party1", "party2", "begins", "ends"],
    )
    grid: list[dict[str, Any]] = []
    for _, row in spells.iterrows():
        for year in range(row["begins"], row["ends"] + 1):
            grid.append({"party1": row["party1"], "party2": row["party2"], "year": year})
    years: list[dict[str, Any]] = []
    pairs = pd.DataFrame([(*pair, one) for one in held for pair in combinations(one.members, 2)])
    for _, row in pairs.iterrows():
        one: Alliance = row[2]
        for year in range(one.begins, one.ends + 1):
            types = {name: int(bool(one.bits & bit)) for name, bit in COLUMNS.items()}
            years.append({"party1": row[0], "party2": row[1], "year": year, "treaty": 1, **types})
    allied = pd.DataFrame(years).groupby(["party1", "party2", "year"], as_index=False).max()
    merged = pd.DataFrame(grid).merge(allied, on=["party1", "party2", "year"], how="left")
    told = ["treaty", *COLUMNS]
    merged[told] = merged[told].fillna(0).astype("int8")
    merged["atopally"] = merged[list(COLUMNS)].max(axis=1)
    entente = merged["consul"].where(merged["consul"] == 0, 3)
    pact = entente.mask((merged["neutral"] == 1) | (merged["nonagg"] == 1), 2)
    merged["ss_type"] = pact.mask((merged["defense"] == 1) | (merged["offense"] == 1), 1)
    numbered = state_years(names)
    for end in ("1", "2"):
        own = numbered.rename(columns=lambda name: name if name == "year" else f"{name}{end}")  # noqa: B023
        merged = merged.merge(own, on=[f"party{end}", "year"], how="left")
    merged["dyadid"] = merged["ccode1"] * 1000 + merged["ccode2"]
    for name in ("cow_member", "gw_member"):
        merged[name] = merged[f"{name}1"].fillna(0).astype("int8") & merged.pop(f"{name}2").fillna(0).astype("int8")
    return merged.drop(columns=["cow_member1", "gw_member1"])


def state_years(names: list[str]) -> pd.DataFrame:
    """Numbers and memberships of each state and year, from the lists of states, row by row and year by year."""
    listed = [
        (key, each.ccode, each.abbrev, each.gwcode, *piece)
        for key in names
        for each in numbers(key)
        for piece in each.pieces
        if piece[1] > ymd(FIRST, 1, 1)
    ]
    parts = pd.DataFrame(listed, columns=["party", "ccode", "stateabb", "gwcode", "since", "until", "bits"])
    rows: list[dict[str, Any]] = []
    for _, row in parts.iterrows():
        for year in range(_year(row["since"]), _year(row["until"] - 1) + 1):
            member = {
                "cow_member": int(bool(row["bits"] & COW_MEMBER)),
                "gw_member": int(bool(row["bits"] & GW_MEMBER)),
            }
            codes = {name: row[name] for name in ("ccode", "stateabb", "gwcode")}
            rows.append({"party": row["party"], "year": year, **codes, **member})
    return pd.DataFrame(rows).groupby(["party", "year"], as_index=False).max()


def _year(when: int) -> int:
    return min(LAST, max(FIRST, date.fromordinal(min(max(when, 1), LAST_DAY)).year))


def by_years() -> None:
    """Print the dyad-year panel against pandas, after both are seen to say the same."""
    held = alliances()
    given = ties(held)
    ours(given)
    gc.collect()
    gc.disable()  # what is measured is the panel, and not the collector's walk over what was loaded before
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        found = ours(given)
        best = min(best, time.perf_counter() - begun)
    begun = time.perf_counter()
    theirs = by_rows(held)
    took = time.perf_counter() - begun
    gc.enable()
    for name in (*COLUMNS, "treaty", "atopally", "ss_type"):
        assert sum(found.column(name).to_pylist()) == int(theirs[name].sum()), name
    rows = set(zip(theirs["party1"], theirs["party2"], theirs["year"], strict=True))
    lone = rows - set(_keys(found))  # two that were there in one year and never on one day
    assert len(rows) - len(lone) == len(set(_keys(found)))
    assert len(lone) < len(rows) / 10_000
    for name in ("cow_member", "gw_member"):  # likewise of two that were members in one year and never on one day
        assert abs(sum(found.column(name).to_pylist()) - int(theirs[name].sum())) < len(rows) / 1_000, name
    print(
        f"dyad-year panel, {len(held)} alliances, {found.num_rows:,} rows of {found.num_columns} columns: {best:.2f} s"
    )
    told = f"{took:.1f} s, {took / best:.0f} times as long"
    print(f"  expanded row by row and merged in pandas, {len(theirs.columns)} columns: {told}")


def _keys(found: pa.Table) -> list[tuple[str, str, int]]:
    """The two states, the first id first, and the year of each row."""
    columns = (found.column(name).to_pylist() for name in ("party1", "party2", "year"))
    return [(*sorted((a, b)), year) for a, b, year in zip(*columns, strict=True)]


def by_days(rows: int) -> None:
    """Print the dyad-day panel in Parquet against the limit."""
    given = ties(alliances())
    per_day = 8_000  # dyads, about
    last = ymd(1950, 1, 1) + rows // per_day
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
