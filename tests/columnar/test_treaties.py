"""Treaties as columns: for each what the law says of it by itself, and only those whose words the columns can hold."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.answers.groundwork.asking import Asked
from foedus.answers.status import status_of
from foedus.chronology.days import FOREVER, day, iso
from foedus.chronology.moments import parse_moment
from foedus.cli.main import main
from foedus.columnar.standing import Ground, Rules, Verdict, in_force, lives
from foedus.columnar.treaties import plain, treaties
from foedus.dossier.load import load_file, load_text
from foedus.dossier.model import Dossier
from foedus.law.case import ALONE
from foedus.law.ends import HowEnded
from foedus.law.life import life
from foedus.worlds import World

LENGTHS = st.sampled_from(["1 month", "6 months", "1 year", "2 years", "5 years", "45 days", "1 year 6 months"])
BEGIN = date(1999, 12, 25)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A treaty of two with plain clauses, ratified on two days around month ends, and with a notice or without."""
    first = BEGIN + timedelta(draw(st.integers(0, 90)))
    second = first + timedelta(draw(st.integers(-40, 40)))
    fixed = draw(st.booleans() | st.just(True))
    term = f"length: {draw(LENGTHS)}" if fixed else "indefinite: true"
    lines = [f"  term: {{{term}}}"] if fixed or draw(st.booleans()) else []
    if fixed:
        renewal = draw(LENGTHS.map("tacit: {}".format) | st.sampled_from(["then: indefinite", ""]))
        lines += [f"  renewal: {{{renewal}}}"] if renewal else []
    exits = draw(st.booleans() | st.just(True))
    ahead = draw(LENGTHS | st.just("0 days"))
    if exits:
        lines.append(f"  denunciation: {{notice: {ahead}{', before: term_end' if fixed else ''}}}")
    if draw(st.booleans()):
        lines.append("  survival: {length: 10 years, covers: investments}")
    notice = max(first, second) + timedelta(draw(st.integers(0, 1500)))
    record = [
        f"  - {{event: ratification, on: {first}, by: FRA}}",
        f"  - {{event: ratification, on: {second}, by: ITA}}",
    ]
    if exits and draw(st.booleans()):
        record.append(f"  - {{event: denunciation, on: {notice}, by: {draw(st.sampled_from(['FRA', 'ITA']))}}}")
    text = "\n".join(
        [
            "id: treaty",
            "title: Treaty",
            "parties: [FRA, ITA]",
            "terms:",
            "  binding: {by: ratification}",
            "  entry_into_force: {when: ratified_by_all}",
            *lines,
            "record:",
            *record,
            "",
        ]
    )
    found = load_text(text).dossier
    assert found is not None
    return found


def by_law(dossier: Dossier, position: str) -> tuple[int, int, bool]:
    """First day, first day over, and whether a notice brought the end about, by the treaty's own life."""
    lived = life(dossier, World({"law/notice-on-last-day": position}))
    start = lived.entry.day
    end = FOREVER if lived.ending is None else lived.ending.day
    assert isinstance(start, int)
    assert isinstance(end, int)
    return start, end, lived.ending is not None and lived.ending.how is HowEnded.NOTICE


@settings(max_examples=200, deadline=None)
@given(st.lists(dossiers(), min_size=1, max_size=6))
def test_each_life_is_that_of_the_law(held: list[Dossier]) -> None:
    columns, others = treaties(held)
    assert others == []
    for position in ("in-time", "late"):
        found = lives(columns, position)
        rows = zip(found.entry.tolist(), found.end.tolist(), found.by_notice.tolist(), strict=True)
        assert list(rows) == [by_law(dossier, position) for dossier in held]


@settings(max_examples=100, deadline=None)
@given(dossiers(), st.integers(0, 2500))
def test_each_verdict_is_that_of_status(dossier: Dossier, further: int) -> None:
    columns, _ = treaties([dossier])
    found = lives(columns, "in-time"), lives(columns, "late")
    days = {BEGIN.toordinal() + further}
    for lived in found:
        days |= {int(lived.entry[0]) - 1, int(lived.entry[0])}
        if lived.end[0] < FOREVER:
            days |= {int(lived.end[0]) - 1, int(lived.end[0]), int(lived.end[0]) + 1}
    for on in sorted(days):
        (verdict,) = in_force(columns, on).verdict.tolist()
        told = status_of(Asked(dossier, ALONE, {}), parse_moment(iso(on))).verdict
        assert Verdict(verdict).name.lower() == told, iso(on)


@settings(max_examples=100, deadline=None)
@given(dossiers())
def test_a_fixed_rule_is_no_longer_open(dossier: Dossier) -> None:
    columns, _ = treaties([dossier])
    for position in ("in-time", "late"):
        lived = lives(columns, position)
        end = int(lived.end[0])
        if end >= FOREVER:
            continue
        on_the_day = [
            in_force(columns, end, Rules(position, expiry)).verdict.tolist()[0] for expiry in ("ended", "in-force")
        ]
        assert on_the_day == [Verdict.NONE, Verdict.EVERY if lived.at_term[0] else Verdict.NONE]


def test_a_term_past_the_calendar_is_no_end() -> None:
    for renewal in ("", "  renewal: {tacit: 1 year}\n"):
        text = TEXT.replace("  renewal: {tacit: 1 year}\n", renewal).replace("5 years", "9999 years")
        for told in (text, text.replace("  - {event: denunciation, on: 2004-06-01, by: FRA}\n", "")):
            columns, _ = treaties([loaded(told)])
            found = lives(columns, "in-time")
            assert [part.tolist() for part in (found.end, found.by_notice, found.at_term)] == [
                [FOREVER],
                [False],
                [False],
            ]


def why(text: str, on: str, rules: Rules = Rules()) -> Ground:  # noqa: B008
    columns, _ = treaties([loaded(text)])
    return Ground(in_force(columns, day(on), rules).ground.tolist()[0])


def test_the_ground_is_told_with_the_verdict() -> None:
    without = TEXT.replace("  - {event: denunciation, on: 2004-06-01, by: FRA}\n", "")
    assert why(TEXT, "2000-01-31") is Ground.NOT_YET
    assert why(without, "2020-01-01") is Ground.GOES_ON
    assert why(TEXT, "2004-05-31") is Ground.GOES_ON
    assert why(TEXT, "2004-06-01") is Ground.NOTICE_RUNS
    assert why(TEXT, "2006-02-01") is Ground.RULE  # the day of expiry
    assert why(TEXT, "2006-02-01", Rules(day_of_expiry="ended")) is Ground.NOTICE
    assert why(TEXT, "2006-02-01", Rules(day_of_expiry="in-force")) is Ground.NOTICE_RUNS
    assert why(TEXT, "2006-02-02") is Ground.NOTICE
    once = without.replace("  renewal: {tacit: 1 year}\n", "")
    assert why(once, "2005-01-31") is Ground.TERM_RUNS
    assert why(once, "2005-02-02") is Ground.EXPIRED


def test_a_notice_that_is_still_to_come_or_changes_nothing_does_not_run() -> None:
    once = TEXT.replace("  renewal: {tacit: 1 year}\n", "")
    early = once.replace("2004-06-01", "2003-06-01")
    assert why(early, "2003-05-31") is Ground.TERM_RUNS
    assert why(early, "2003-06-01") is Ground.NOTICE_RUNS
    assert why(early, "2005-02-02") is Ground.NOTICE
    assert why(once, "2004-06-02") is Ground.TERM_RUNS  # late for the one term that there is
    assert why(once, "2005-02-02") is Ground.EXPIRED


def test_a_notice_on_the_last_day_hangs_on_the_rule() -> None:
    last = TEXT.replace("2004-06-01", "2004-02-01")
    assert why(last, "2005-06-01") is Ground.RULE
    assert why(last, "2005-06-01", Rules("in-time")) is Ground.NOTICE
    assert why(last, "2005-06-01", Rules("late")) is Ground.NOTICE_RUNS


TEXT = """id: treaty
title: Treaty
parties: [FRA, ITA]
terms:
  binding: {by: ratification}
  entry_into_force: {when: ratified_by_all}
  term: {length: 5 years}
  renewal: {tacit: 1 year}
  denunciation: {notice: 1 year, before: term_end}
record:
  - {event: ratification, on: 2000-01-01, by: FRA}
  - {event: ratification, on: 2000-02-01, by: ITA}
  - {event: denunciation, on: 2004-06-01, by: FRA}
"""


def loaded(text: str) -> Dossier:
    found = load_text(text).dossier
    assert found is not None, load_text(text).diagnostics
    return found


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("parties: [FRA, ITA]", "parties: [FRA, ITA, GBR]"),
        ("parties: [FRA, ITA]", "parties: [FRA, ITA]\nopen_to_others: true"),
        ("when: ratified_by_all", "when: ratified_by_all, after: 1 month"),
        ("length: 5 years", "length: 5 years, from: signature"),
        ("length: 5 years", "length: 5 years, counting: day-after"),
        ("length: 5 years", "length: 5 years, month_end: overflow"),
        ("tacit: 1 year", "tacit: 1 year, times: 3"),
        ("tacit: 1 year", "tacit: [1 year, 2 years]"),
        ("tacit: 1 year", "tacit: 1 year, then: indefinite"),
        ("before: term_end", "before: term_end, opens: 2 years"),
        ("before: term_end", "before: any_time"),
        ("before: term_end", "before: term_end, ends_for: leaver"),
        ("on: 2004-06-01", "on: 2004-06"),
        ("on: 2004-06-01", "on: 1999-06-01"),
        ("on: 2004-06-01", "on: 2004-06-01T23:30, zone: Europe/Paris"),
        ("on: 2004-06-01", "on: 2004-06-01, received: 2004-06-05"),
        ("on: 2004-06-01", "on: 2004-06-01, effect: at_once"),
        ("{event: denunciation, on: 2004-06-01, by: FRA}", "{event: attack, on: 2004-06-01, by: FRA, to: ITA}"),
        ("{event: denunciation, on: 2004-06-01, by: FRA}", "{event: termination, on: 2004-06-01, by: [FRA, ITA]}"),
        ("{event: ratification, on: 2000-02-01, by: ITA}", "{event: signature, on: 2000-02-01, by: ITA}"),
    ],
)
def test_a_treaty_that_says_more_is_for_the_law_alone(said: str, instead: str) -> None:
    assert plain(loaded(TEXT)) is not None
    assert said in TEXT
    assert plain(loaded(TEXT.replace(said, instead))) is None


def test_what_is_not_plain_is_told_by_its_place() -> None:
    other = TEXT.replace("length: 5 years", "length: 5 years, counting: day-after")
    columns, others = treaties([loaded(other), loaded(TEXT), loaded(other)])
    assert columns.place.tolist() == [1]
    assert others == [0, 2]


def test_imported_contracts_are_plain_and_live_as_by_law(tmp_path: Path) -> None:
    table = tmp_path / "contracts.csv"
    rows = [
        f"c-{n},A;B,20{n:02}-{1 + n % 12:02}-{28 + n % 3 if n % 12 != 1 else 28},{term},{renewal},3 months,2 years"
        for n, (term, renewal) in enumerate([("3 years", "1 year"), ("2 years", "none"), ("indefinite", "none")] * 8)
    ]
    table.write_text("\n".join(["id,parties,start,first term,renewal,notice,survival", *rows, ""]))
    result = CliRunner().invoke(main, ["import", "contracts", str(table), "--out", str(tmp_path / "made")])
    assert result.exit_code == 0, result.output
    held = [dossier for file in sorted((tmp_path / "made").glob("*.yaml")) if (dossier := load_file(file).dossier)]
    columns, others = treaties(held)
    assert (len(columns.place), others) == (24, [])
    found = lives(columns, "in-time")
    assert list(zip(found.entry.tolist(), found.end.tolist(), strict=True)) == [
        by_law(dossier, "in-time")[:2] for dossier in held
    ]
