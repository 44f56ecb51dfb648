"""What holds of every treaty's life, whatever its clauses and its record."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.chronology.days import ALWAYS, FOREVER, Day, day, iso
from foedus.dossier.model import Dossier
from foedus.law.life import life
from foedus.worlds import World, explore

Read = Callable[[str], Any]

FIRST, LAST = day("1950-01-01"), day("1990-12-31")
DAYS = st.integers(FIRST, LAST)
PERIODS = st.sampled_from(["1 year", "2 years", "5 years", "18 months", "1 month", "90 days"])
RULES = {
    "law/notice-on-last-day": "in-time",
    "law/effect-of-war": "continues",
    "law/halted-notice": "days-kept",
    "law/vclt-56": "twelve-months",
    "law/whose-date": "place",
}

BILATERAL_EXITS = st.one_of(
    st.builds("{{notice: {}, before: term_end}}".format, PERIODS),
    st.builds("{{notice: {}}}".format, PERIODS),
    st.builds("{{notice: {}, end_of: calendar_year}}".format, PERIODS),
    st.just("{cutoff: {by: 07-01, effective: 01-01}}"),
    st.builds("{{notice: 6 months, not_before: {{length: {}, bars: effect}}}}".format, PERIODS),
    st.builds("{{notice: 6 months, end_of: {}}}".format, st.sampled_from(["anniversary", "renewal_period"])),
)
RENEWALS = st.one_of(
    st.just(""),
    st.builds(
        "  renewal: {{tacit: {}, times: {}, then: {}}}\n".format,
        PERIODS,
        st.sampled_from(["once", "unlimited", "3"]),
        st.sampled_from(["ends", "indefinite"]),
    ),
    st.builds("  renewal: {{tacit: [{}, {}]}}\n".format, PERIODS, PERIODS),
)
TERMS = st.one_of(
    st.builds("{{length: {}}}".format, PERIODS),
    st.builds("{{length: {}, at_least: true}}".format, PERIODS),
    st.just("{indefinite: true}"),
)


def bilateral(term: str, renewal: str, exit_: str, entered: Day, *events: str) -> str:
    lines = "".join(f"  - {{{event}}}\n" for event in events)
    return (
        "id: pact\ntitle: Pact\nparties: [GBR, PRT]\nterms:\n  entry_into_force: {when: signature}\n"
        f"  term: {term}\n{renewal}  denunciation: {exit_}\nrecord:\n"
        f"  - {{event: signature, on: {iso(entered)}, by: [GBR, PRT]}}\n{lines}"
    )


def end_of(dossier: Dossier) -> Day:
    ending = life(dossier, World(RULES)).ending
    if ending is None:
        return FOREVER
    assert isinstance(ending.day, int)
    return ending.day


def spans_of(dossier: Dossier) -> dict[str | None, list[tuple[object, object, str]]]:
    lived = life(dossier, World(RULES))
    found: dict[str | None, list[tuple[object, object, str]]] = {
        party: [(span.start, span.end, span.status.value) for span in spans] for party, spans in lived.spans.items()
    }
    found[None] = [(span.start, span.end, span.status.value) for span in lived.overall]
    return found


@given(TERMS, RENEWALS, BILATERAL_EXITS, st.integers(FIRST, FIRST + 700), DAYS, DAYS)
def test_a_later_notice_never_ends_a_treaty_earlier(
    read: Read, term: str, renewal: str, exit_: str, entered: Day, one: Day, other: Day
) -> None:
    ends = [
        end_of(read(bilateral(term, renewal, exit_, entered, f"event: denunciation, on: {iso(given)}, by: GBR")))
        for given in sorted((max(one, entered), max(other, entered)))
    ]
    assert ends[0] <= ends[1]


@given(TERMS, RENEWALS, BILATERAL_EXITS, st.integers(FIRST, FIRST + 700), DAYS, DAYS)
def test_a_second_notice_never_makes_the_end_later(
    read: Read, term: str, renewal: str, exit_: str, entered: Day, one: Day, other: Day
) -> None:
    first, second = (
        f"event: denunciation, on: {iso(max(given, entered))}, by: {party}"
        for given, party in ((one, "GBR"), (other, "PRT"))
    )
    alone = end_of(read(bilateral(term, renewal, exit_, entered, first)))
    assert end_of(read(bilateral(term, renewal, exit_, entered, first, second))) <= alone


@given(
    st.sampled_from([12, 24, 60, 18, 1, 7]),
    st.sampled_from([12, 60, 18, 1, 5]),
    st.sampled_from(["1 year", "6 months", "1 month", "10 days"]),
    st.integers(FIRST, FIRST + 1500),
    st.integers(0, 6),
    DAYS,
)
def test_a_notice_after_renewals_is_a_notice_in_the_renewed_term(
    read: Read, months: int, renewed: int, notice: str, entered: Day, times: int, given: Day
) -> None:
    # A term of `months` renewed `times` times by `renewed` months has the boundaries of one term that was so long
    # from the start: counted once from the anchor, month ends and all.
    exit_ = f"{{notice: {notice}, before: term_end}}"
    renewal = f"  renewal: {{tacit: {renewed} months}}\n"
    event = f"event: denunciation, on: {iso(given)}, by: GBR"
    renewing = read(bilateral(f"{{length: {months} months}}", renewal, exit_, entered, event))
    at_once = read(bilateral(f"{{length: {months + times * renewed} months}}", renewal, exit_, entered, event))
    chain = life(renewing, World(RULES)).chain
    assert chain is not None
    if times and World().before(given, chain.boundary(times - 1)):
        return  # the notice lies in an earlier term, which the other treaty does not have
    assert end_of(renewing) == end_of(at_once)


IRRELEVANT = st.lists(
    st.builds(
        "event: {}, on: {}, by: {}".format,
        st.sampled_from(["protest", "assurance", "publication", "occurrence", "recognition", "mobilisation"]),
        st.builds(iso, DAYS) | st.sampled_from(["1960", "1961-05", "1950-03/1970-07"]),
        st.sampled_from(["FRA", "BEL", "NLD", "CHN"]),
    ),
    min_size=1,
    max_size=4,
)


@st.composite
def conventions(draw: st.DrawFn) -> str:
    """A convention of a few states that sign, ratify, leave, come back, suspend, take back: no two acts of one day."""
    kinds = st.sampled_from(
        [
            "signature", "ratification", "accession", "withdrawal", "revocation", "consent_withdrawn", "suspension",
            "resumption", "provisional_application", "provisional_end", "notice_suspended", "notice_resumed",
            "expulsion", "extinction", "termination",
        ]
    )  # fmt: skip
    days = draw(st.lists(DAYS, min_size=1, max_size=14, unique=True))
    events = []
    for when in days:
        kind, party = draw(kinds), draw(st.sampled_from(["FRA", "BEL", "NLD"]))
        more = ", to: FRA" if kind == "expulsion" else ", effect: suspends" if kind == "suspension" else ""
        events.append(f"  - {{event: {kind}, on: {iso(when)}, by: {party}{more}}}\n")
    joining = draw(st.sampled_from(["", "  joining: {after: 3 months}\n"]))
    survival = draw(st.sampled_from(["", "  survival: {length: 2 years, covers: debts}\n"]))
    provisional = draw(st.sampled_from(["", "  provisional: {starts: signature}\n"]))
    floor = draw(st.sampled_from(["", "  floor: {parties: 2}\n"]))
    head = draw(st.sampled_from(["", "covers_from: 1955-01-01\n", "covers_to: 1985-01-01\n"]))
    when = draw(st.sampled_from(["{deposits: 2}", "each_on_own_consent", "ratified_by_all"]))
    parties = draw(st.sampled_from(["", "parties: [FRA, BEL]\n", "parties: [FRA, BEL, NLD]\n"]))
    return (
        f"id: convention\ntitle: Convention\nopen_to_others: true\n{parties}{head}terms:\n"
        "  binding: {by: ratification}\n"
        f"  entry_into_force: {{when: {when}, after: 1 month}}\n{joining}{survival}{provisional}{floor}"
        "  denunciation: {notice: 1 year}\nrecord:\n"
        "  - {event: ratification, on: 1949-01-01, by: BEL}\n" + "".join(events)
    )


@settings(max_examples=200, deadline=None)
@given(conventions())
def test_the_statuses_of_a_party_are_in_order_without_gap_or_overlap_and_cover_all_time(read: Read, text: str) -> None:
    for spans in spans_of(read(text)).values():
        assert spans[0][0] == ALWAYS
        assert spans[-1][1] == FOREVER
        for (start, end, status), (next_start, _, next_status) in itertools.pairwise(spans):
            assert start < end == next_start  # type: ignore[operator]
            assert status != next_status


@settings(max_examples=100, deadline=None)
@given(conventions())
def test_the_stints_of_a_party_never_overlap(read: Read, text: str) -> None:
    for stints in life(read(text), World(RULES)).stints.values():
        for stint in stints:
            assert stint.start < stint.end  # type: ignore[operator]
        for stint, following in itertools.pairwise(stints):
            assert stint.end <= following.start  # type: ignore[operator]


@settings(max_examples=100, deadline=None)
@given(conventions(), IRRELEVANT)
def test_an_irrelevant_event_changes_nothing(read: Read, text: str, irrelevant: list[str]) -> None:
    more = text + "".join(f"  - {{{event}}}\n" for event in irrelevant)
    assert spans_of(read(text)) == spans_of(read(more))
    asked = explore(lambda world: life(read(more), world).overall is None, {**RULES})
    assert len(asked.paths) == 1  # and asks nothing, whatever is uncertain about it


@settings(max_examples=100, deadline=None)
@given(conventions(), st.randoms(use_true_random=False))
def test_the_order_in_which_the_record_is_written_does_not_matter(read: Read, text: str, random: Any) -> None:
    dossier = read(text)
    record = list(dossier.record)
    random.shuffle(record)
    assert spans_of(dossier.model_copy(update={"record": tuple(record)})) == spans_of(dossier)


@given(
    TERMS,
    RENEWALS,
    BILATERAL_EXITS,
    st.integers(FIRST, FIRST + 700),
    st.integers(FIRST, FIRST + 4000),
    st.integers(0, 40),
)
def test_an_uncertain_notice_ends_the_treaty_when_one_of_its_days_would(
    read: Read, term: str, renewal: str, exit_: str, entered: Day, first: Day, width: int
) -> None:
    first = max(first, entered)
    uncertain = read(
        bilateral(
            term, renewal, exit_, entered, f"event: denunciation, id: n, on: {iso(first)}/{iso(first + width)}, by: GBR"
        )
    )
    exploration = explore(lambda world: life(uncertain, world).ending, RULES, limit=10_000)
    for on in {first, first + width // 2, first + width}:
        exact = end_of(read(bilateral(term, renewal, exit_, entered, f"event: denunciation, on: {iso(on)}, by: GBR")))
        (path,) = [path for path in exploration.paths if all(low <= on <= high for low, high in path.ranges.values())]
        ending = path.value
        if ending is None:
            assert exact == FOREVER
        else:
            assert (ending.day if isinstance(ending.day, int) else ending.day.at(on)) == exact
