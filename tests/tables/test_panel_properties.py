"""What must hold of every panel, whatever the treaties."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tables.conftest import panel_of, shelf

from foedus.dossier.library import Library

TYPES = ("treaty", "defense", "offense", "neutral", "nonagg", "consul", "atopally")

DUTIES = {
    "neutral": "{id: a, observe: neutrality}",
    "defense": "{id: b, bearer: SUN, toward: [FRA], assist: military, when: {attacked: other}}",
    "nonagg": "{id: c, refrain: attack, lasts: 14 months}",
    "consul": "{id: d, consult: on threats}",
}

TREATY = """
id: {id}
title: T
parties: [SUN, {other}]
{covers}
terms:
  binding: {{by: signature}}
  entry_into_force: {{when: signed_by_all}}
  term: {{length: {length} months}}
  duties: [{duties}]
record: [{{event: signature, on: {on}, by: [SUN, {other}]}}]
{disputes}
"""


@st.composite
def treaties(draw: st.DrawFn) -> Library:
    """Up to four treaties of the Soviet Union with France or Japan, some with a disputed or an uncertain start."""
    texts = []
    days = st.dates(date(1930, 1, 1), date(1933, 12, 31))
    for number in range(draw(st.integers(1, 4))):
        on, disputes = str(draw(days)), ""
        how = draw(st.sampled_from(["known", "disputed", "uncertain"]))
        if how == "uncertain":
            on = on[:7]
        if how == "disputed":
            positions = f"{{a: {{value: {on}}}, b: {{value: {draw(days)}}}}}"
            on = "{dispute: when}"
            disputes = f"disputes: {{when: {{question: when?, positions: {positions}}}}}"
        other = draw(st.sampled_from(["FRA", "JPN"]))
        names = draw(st.sets(st.sampled_from(sorted(DUTIES)), max_size=3))
        held = [DUTIES[name] for name in sorted(names) if other == "FRA" or name != "defense"]
        texts.append(
            TREATY.format(
                id=f"t-{number}",
                other=other,
                covers="covers_to: 1932-06-30" if draw(st.booleans()) else "",
                length=draw(st.integers(1, 40)),
                duties=", ".join(held),
                on=on,
                disputes=disputes,
            )
        )
    return shelf(*texts)


def keyed(rows: list[dict[str, Any]], *more: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {tuple(row[name] for name in ("party1", "party2", *more)): row for row in rows}


@settings(max_examples=25, deadline=None)
@given(treaties())
def test_what_holds_in_every_reading_holds_in_some(library: Library) -> None:
    for count in ("any-day", "share", "first-day"):
        for row in panel_of(library, "dyad-year", "1930", "1936", count=count):
            for name in TYPES:
                if row[name] is not None and row[f"{name}_all"] is not None:
                    assert row[name] >= row[f"{name}_all"]
            if row["agree"] == 1:
                assert all(row[name] == row[f"{name}_all"] for name in TYPES)


@settings(max_examples=25, deadline=None)
@given(treaties())
def test_a_panel_of_days_brought_together_by_year_is_the_panel_of_years(library: Library) -> None:
    years = keyed(panel_of(library, "dyad-year", "1930", "1935"), "year")
    shares = keyed(panel_of(library, "dyad-year", "1930", "1935", count="share"), "year")
    days: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in panel_of(library, "dyad-day", "1930", "1935"):
        days.setdefault((row["party1"], row["party2"], row["date"].year), []).append(row)
    assert set(days) == set(years) == set(shares)
    for key, own in days.items():
        for name in TYPES:
            told = [row[name] for row in own]
            whole = 1 if 1 in told else None if None in told else 0
            assert years[key][name] == whole
            share = None if None in told else sum(told) / len(own)
            assert shares[key][name] == (None if share is None else pytest.approx(share))
            if any(row[f"{name}_all"] == 1 for row in own):
                assert years[key][f"{name}_all"] == 1


@settings(max_examples=25, deadline=None)
@given(treaties())
def test_the_undirected_panel_is_the_two_directed_ones_together(library: Library) -> None:
    directed = keyed(panel_of(library, "dyad-year", "1930", "1935", directed=True), "year")
    undirected = panel_of(library, "dyad-year", "1930", "1935")
    assert len(directed) == 2 * len(undirected)
    for row in undirected:
        both = [
            directed[row["party1"], row["party2"], row["year"]],
            directed[row["party2"], row["party1"], row["year"]],
        ]
        for name in TYPES:
            told = [each[name] for each in both]
            assert row[name] == (1 if 1 in told else None if None in told else 0)


@settings(max_examples=25, deadline=None)
@given(treaties())
def test_the_panel_of_states_is_what_its_dyads_have(library: Library) -> None:
    states = {(row["party"], row["year"]): row for row in panel_of(library, "state-year", "1930", "1935")}
    dyads = panel_of(library, "dyad-year", "1930", "1935")
    for (party, year), row in states.items():
        own = [each for each in dyads if party in (each["party1"], each["party2"]) and each["year"] == year]
        for name in TYPES:
            assert (row[name] == 1) == any(each[name] == 1 for each in own)
