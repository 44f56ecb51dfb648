"""The SQL that unfolds segments into the cells of a panel: one text, which DuckDB and Spark both run.

`inside` holds for a unit the cells (`lo` to `hi`) in which nothing changes, `edges` the parts of the cells in which
something does, `units` the names and numbers of each unit, `cells` the calendar. The bits are those of
`tables.obligations` and `tables.segments`. `explode` and `sequence` are Spark's; DuckDB is given them as macros.
"""

from __future__ import annotations

from foedus.tables.obligations import COLUMNS
from foedus.tables.segments import COVERED, COW_MEMBER, GW_MEMBER

DUCKDB_MACROS = (
    "CREATE OR REPLACE MACRO explode(list) AS unnest(list)",
    "CREATE OR REPLACE MACRO sequence(a, b) AS range(a, b + 1)",
)

_TYPES = {"treaty": 1, **COLUMNS}

_BITS = """
SELECT unit, explode(sequence(lo, hi)) AS cell, may, must, dark FROM inside
UNION ALL
SELECT unit, cell, bit_or(may) AS may, bit_or(must) AS must, bit_or(dark) AS dark FROM edges GROUP BY unit, cell
"""

_ONLY_INSIDE = "SELECT unit, explode(sequence(lo, hi)) AS cell, may, must, dark FROM inside"


def bits_sql(names: str, time: str, *, edges: bool) -> str:
    """The panel of flags: for each type whether it holds in some reading, and in every one.

    `names` and `time` are the columns of `units` and `cells` that go in front; without `edges` every cell lies in
    one segment (days, or the first or last day of a cell) and nothing has to be grouped.
    """
    columns = ",\n".join(_flags())
    return f"SELECT {names}, {time},\n{columns}\nFROM ({_BITS if edges else _ONLY_INSIDE}) AS b {_JOINS}"


_JOINS = "JOIN units AS u ON u.unit = b.unit JOIN cells AS c ON c.cell = b.cell"


def _flags() -> list[str]:
    found = []
    for name, bit in _TYPES.items():
        found.append(f"{_flag('may', bit)} AS {name}")
        found.append(f"{_flag('must', bit)} AS {name}_all")
    everything = sum(COLUMNS.values())
    known = f"(must & {COVERED}) <> 0"
    return [
        f"{_flag('may', everything)} AS atopally",
        f"{_flag('must', everything)} AS atopally_all",
        *found,
        f"{_type('may')} AS ss_type",
        f"{_type('must')} AS ss_type_all",
        f"CAST(CASE WHEN NOT ({known}) THEN NULL WHEN (dark & ~may) <> 0 THEN NULL"
        f" WHEN (may & {everything + 1}) = (must & {everything + 1}) THEN 1 ELSE 0 END AS TINYINT) AS agree",
        f"CAST(CASE WHEN (may & {COW_MEMBER}) <> 0 THEN 1 ELSE 0 END AS TINYINT) AS cow_member",
        f"CAST(CASE WHEN (may & {GW_MEMBER}) <> 0 THEN 1 ELSE 0 END AS TINYINT) AS gw_member",
    ]


def _flag(bits: str, bit: int) -> str:
    return (
        f"CAST(CASE WHEN ({bits} & {bit}) <> 0 THEN 1 WHEN (dark & {bit}) <> 0 OR (must & {COVERED}) = 0"
        " THEN NULL ELSE 0 END AS TINYINT)"
    )


def _type(bits: str) -> str:
    return (
        f"CAST(CASE WHEN ({bits} & 6) <> 0 THEN 1 WHEN (dark & 6) <> 0 OR (must & {COVERED}) = 0 THEN NULL"
        f" WHEN ({bits} & 24) <> 0 THEN 2 WHEN (dark & 24) <> 0 THEN NULL"
        f" WHEN ({bits} & 32) <> 0 THEN 3 WHEN (dark & 32) <> 0 THEN NULL ELSE 0 END AS TINYINT)"
    )


def shares_sql(names: str, time: str) -> str:
    """The panel of shares: on how large a part of a cell's days each type holds in some reading, and in every one."""
    everything = sum(COLUMNS.values())
    types = {"atopally": everything, **_TYPES}
    bits = [(f"{name}{end}", held, bit) for name, bit in types.items() for end, held in (("", "may"), ("_all", "must"))]
    whole = ", ".join(f"{_share(held, bit)} AS {name}" for name, held, bit in bits)
    parts = ", ".join(
        f"SUM(days * {_share(held, bit)}) AS {name}, SUM(CASE WHEN {_share(held, bit)} IS NULL THEN 1 ELSE 0 END)"
        f" AS {name}_dark"
        for name, held, bit in bits
    )
    lone = ", ".join(f"CAST({name} AS DOUBLE) AS {name}" for name, _, _ in bits)
    cut = ", ".join(f"CASE WHEN {name}_dark = 0 THEN {name} / c.days END AS {name}" for name, _, _ in bits)
    told = ", ".join(name for name, _, _ in bits)
    same = " AND ".join(f"{name} = {name}_all" for name in types)
    unknown = " OR ".join(f"{name} IS NULL" for name, _, _ in bits)
    member = f"CASE WHEN (may & {COW_MEMBER}) <> 0 THEN 1 ELSE 0 END"
    exists = f"CASE WHEN (may & {GW_MEMBER}) <> 0 THEN 1 ELSE 0 END"
    return f"""
SELECT {names}, {time}, {told},
CAST(CASE WHEN {unknown} THEN NULL WHEN {same} THEN 1 ELSE 0 END AS TINYINT) AS agree,
CAST(cow_member AS TINYINT) AS cow_member, CAST(gw_member AS TINYINT) AS gw_member
FROM (
  SELECT unit, cell, {lone}, cow_member, gw_member FROM (
    SELECT unit, explode(sequence(lo, hi)) AS cell, {whole}, {member} AS cow_member, {exists} AS gw_member
    FROM inside
  ) AS w
  UNION ALL
  SELECT e.unit, e.cell, {cut}, cow_member, gw_member FROM (
    SELECT unit, cell, {parts}, MAX({member}) AS cow_member, MAX({exists}) AS gw_member
    FROM edges GROUP BY unit, cell
  ) AS e JOIN cells AS c ON c.cell = e.cell
) AS b {_JOINS}
"""


def _share(bits: str, bit: int) -> str:
    return (
        f"CASE WHEN ({bits} & {bit}) <> 0 THEN 1.0E0 WHEN (dark & {bit}) <> 0 OR (must & {COVERED}) = 0"
        " THEN NULL ELSE 0.0E0 END"
    )
