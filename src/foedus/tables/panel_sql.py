"""The SQL that unfolds segments into the cells of a panel: one text, which DuckDB and Spark both run.

`inside` holds of a course the cells (`lo` to `hi`) for which the same holds, `units` the names and numbers of each unit
and its course, `cells` the calendar; for shares `edges` has parts of cells, with their days. The bits are those of
`tables.obligations` and `tables.segments`. `explode` and `sequence` are Spark's; DuckDB is given them as macros.
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.tables.obligations import COLUMNS
from foedus.tables.segments import COVERED, COW_MEMBER, GW_MEMBER

DUCKDB_MACROS = (
    "CREATE OR REPLACE MACRO explode(list) AS unnest(list)",
    "CREATE OR REPLACE MACRO sequence(a, b) AS range(a, b + 1)",
)

_TYPES = {"treaty": 1, **COLUMNS}


def bits_sql(names: Sequence[str], time: Sequence[str]) -> str:
    """The panel of flags: for each type whether it holds in some reading, and in every one.

    `names` and `time` are the columns of units and of cells that go in front. What holds is worked out for a range of
    cells, and only then laid out cell by cell.
    """
    flags = _flags()
    told = ",\n".join(f"{text} AS {name}" for name, text in flags.items())
    bits = f"SELECT {', '.join(names)}, lo, hi,\n{told}\nFROM inside AS b {_UNITS}"
    return _unfolded(bits, names, time, list(flags))


_UNITS = "JOIN units AS u ON u.course = b.course"


def _unfolded(ranges: str, names: Sequence[str], time: Sequence[str], told: Sequence[str]) -> str:
    """The rows of `ranges`, each once for every cell from its `lo` to its `hi`."""
    plain = [name.rpartition(" ")[2] for name in names]
    columns = ", ".join([*plain, *time, *told])
    join = " JOIN cells AS c ON c.cell = e.place" if any(part in ("year", "month") for part in time) else ""
    return f"SELECT {columns}\nFROM (SELECT *, explode(sequence(lo, hi)) AS place FROM ({ranges}) AS r) AS e{join}"


def _flags() -> dict[str, str]:
    everything = sum(COLUMNS.values())
    found = {}
    for name, bit in {"atopally": everything, **_TYPES}.items():
        found[name] = _flag("may", bit)
        found[f"{name}_all"] = _flag("must", bit)
    found["ss_type"], found["ss_type_all"] = _type("may"), _type("must")
    found["agree"] = (
        f"CAST(CASE WHEN (must & {COVERED}) = 0 OR (dark & ~may) <> 0 THEN NULL"
        f" WHEN (may & {everything + 1}) = (must & {everything + 1}) THEN 1 ELSE 0 END AS TINYINT)"
    )
    return {**found, **_members()}


def _members() -> dict[str, str]:
    bits = {"cow_member": COW_MEMBER, "gw_member": GW_MEMBER}
    return {name: f"CAST(CASE WHEN (may & {bit}) <> 0 THEN 1 ELSE 0 END AS TINYINT)" for name, bit in bits.items()}


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


def shares_sql(names: Sequence[str], time: Sequence[str]) -> str:
    """The panel of shares: on how large a part of a cell's days each type holds in some reading, and in every one."""
    types = {"atopally": sum(COLUMNS.values()), **_TYPES}
    bits = {f"{name}{end}": (held, bit) for name, bit in types.items() for end, held in (("", "may"), ("_all", "must"))}
    shares = {name: _share(held, bit) for name, (held, bit) in bits.items()}
    whole = ", ".join(f"{text} AS {name}" for name, text in shares.items())
    parts = ", ".join(
        f"SUM(days * {text}) AS {name}, SUM(CASE WHEN {text} IS NULL THEN 1 ELSE 0 END) AS {name}_dark"
        for name, text in shares.items()
    )
    cut = ", ".join(f"CASE WHEN {name}_dark = 0 THEN {name} / c.days END AS {name}" for name in shares)
    members = ", ".join(f"{text} AS {name}" for name, text in _members().items())
    some = ", ".join(f"MAX({text}) AS {name}" for name, text in _members().items())
    same = " AND ".join(f"{name} = {name}_all" for name in types)
    unknown = " OR ".join(f"{name} IS NULL" for name in shares)
    agree = f"CAST(CASE WHEN {unknown} THEN NULL WHEN {same} THEN 1 ELSE 0 END AS TINYINT) AS agree"
    told = [*shares, "agree", *_members()]
    ranges = f"""
SELECT {", ".join(names)}, lo, hi, {", ".join(shares)}, {agree}, {", ".join(_members())} FROM (
  SELECT course, lo, hi, {whole}, {members} FROM inside
  UNION ALL
  SELECT e.course, e.cell AS lo, e.cell AS hi, {cut}, {", ".join(_members())} FROM (
    SELECT course, cell, {parts}, {some} FROM edges GROUP BY course, cell
  ) AS e JOIN cells AS c ON c.cell = e.cell
) AS b {_UNITS}
"""
    return _unfolded(ranges, names, time, told)


def _share(bits: str, bit: int) -> str:
    return (
        f"CASE WHEN ({bits} & {bit}) <> 0 THEN 1.0E0 WHEN (dark & {bit}) <> 0 OR (must & {COVERED}) = 0"
        " THEN NULL ELSE 0.0E0 END"
    )
