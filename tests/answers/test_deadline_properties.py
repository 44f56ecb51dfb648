"""What holds of every last day for notice: on it the notice is in time, a day later it is not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import foedus
from foedus.chronology.days import Day, day, iso
from foedus.dossier.library import Library
from foedus.law.life import life
from foedus.worlds import World

PERIODS = st.sampled_from(["1 year", "6 months", "3 months", "90 days", "1 month", "18 months"])
COUNTING = st.sampled_from(["same-day", "day-after", "day-before"])
MONTH_END = st.sampled_from(["clamp", "overflow"])
TERMS = st.builds(
    "  term: {{length: {}}}\n  renewal: {{tacit: {}, times: {}, then: {}}}\n".format,
    st.sampled_from(["3 years", "5 years", "10 years", "42 months", "1 month"]),
    st.sampled_from(["2 years", "5 years", "30 months", "1 month"]),
    st.sampled_from(["unlimited", "once", "4"]),
    st.sampled_from(["ends", "indefinite"]),
)
EXITS = st.one_of(
    st.builds("notice: {}, before: term_end".format, PERIODS),
    st.builds("notice: {}, before: term_end, later: {{notice: 6 months}}".format, PERIODS),
    st.just("cutoff: {by: 07-01, effective: 01-01}"),
    st.builds("notice: {}, end_of: {}".format, PERIODS, st.sampled_from(["calendar_year", "anniversary"])),
    st.builds("notice: {}, round: {}".format, PERIODS, st.sampled_from(["first_of_next_month", "new_year"])),
    st.builds("notice: {}, not_before: {{length: 7 years, bars: effect}}".format, PERIODS),
    st.builds("notice: {}, window: {{every: 4 years, open: 6 months}}".format, PERIODS),
    st.builds("notice: {}, not_before: {{length: 4 years}}".format, PERIODS),
)
FIRST = day("1988-01-01")


def dossier_with(terms: str, exit_: str, entered: Day, notice: Day | None) -> Library:
    given = "" if notice is None else f"  - {{event: denunciation, on: {iso(notice)}, by: GBR}}\n"
    text = (
        "id: pair\ntitle: Pair\nparties: [GBR, PRT]\nterms:\n  entry_into_force: {when: signature}\n"
        f"{terms}  denunciation: {{{exit_}}}\nrecord:\n"
        f"  - {{event: signature, on: {iso(entered)}, by: [GBR, PRT]}}\n{given}"
    )
    loaded = foedus.load_text(text)
    assert loaded.dossier is not None, [str(fault) for fault in loaded.diagnostics]
    return Library({}, {"pair": loaded.dossier})


def end_with(terms: str, exit_: str, entered: Day, notice: Day, position: str) -> str | None:
    dossier = dossier_with(terms, exit_, entered, notice)["pair"]
    ending = life(dossier, World({"law/notice-on-last-day": position})).ending
    if ending is None:
        return None
    assert isinstance(ending.day, int)
    return iso(ending.day)


@settings(max_examples=120, deadline=None)
@given(
    st.one_of(TERMS, st.just("  term: {indefinite: true}\n")),
    EXITS,
    COUNTING,
    MONTH_END,
    st.integers(FIRST, FIRST + 1500),
    st.integers(0, 5000),
    st.sampled_from(["in-time", "late"]),
)
def test_notice_on_the_last_day_ends_it_on_the_day_told_and_a_day_later_does_not(
    terms: str, exit_: str, counting: str, month_end: str, entered: Day, later: int, position: str
) -> None:
    exit_ += f", counting: {counting}, month_end: {month_end}"
    asked = entered + later
    found = foedus.deadlines(
        dossier_with(terms, exit_, entered, None), start=iso(asked), readings=[f"law/notice-on-last-day={position}"]
    )
    for answer in found.answers:
        value = answer.value
        if value["what"] == "last day for notice":
            last = day(value["on"])
            assert last >= asked
            assert end_with(terms, exit_, entered, last, position) == value["effect"]
            late = end_with(terms, exit_, entered, last + 1, position)
            assert late is None or late > value["effect"]
        if value["what"] == "next exit":
            assert end_with(terms, exit_, entered, day(value["notice"]), position) == value["on"]


@settings(max_examples=60, deadline=None)
@given(TERMS, EXITS, COUNTING, st.integers(FIRST, FIRST + 1500), st.integers(0, 5000), st.integers(0, 900))
def test_no_notice_from_the_day_asked_on_ends_it_before_the_next_exit(
    terms: str, exit_: str, counting: str, entered: Day, later: int, wait: int
) -> None:
    exit_ += f", counting: {counting}"
    asked = entered + later
    readings = ["law/notice-on-last-day=in-time"]
    found = foedus.deadlines(dossier_with(terms, exit_, entered, None), start=iso(asked), readings=readings)
    leaving = [answer.value["on"] for answer in found.answers if answer.value["what"] == "next exit"]
    end = end_with(terms, exit_, entered, asked + wait, "in-time")
    for day_told in leaving:
        assert end is None or end >= day_told
