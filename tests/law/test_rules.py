"""Every default rule, turned: for each a treaty in which the answer is another when the rule is taken otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from foedus.answers.status import status
from foedus.chronology.days import day
from foedus.dossier.library import Library
from foedus.law.defaults import RULES
from foedus.worlds import explore

Live = Callable[..., Any]
Read = Callable[[str], Any]
Question = Callable[[Any], str]


@dataclass(frozen=True)
class Turned:
    """A treaty, a question about its life, and the answer by each position of one rule."""

    treaty: str
    question: Question
    answers: dict[str, str]


def treaty(*events: str, terms: str = "entry_into_force: {when: signature}", parties: str = "[GBR, PRT]") -> str:
    """Signed on 1 March 1950 by its negotiating states."""
    record = "".join(f"  - {{{event}}}\n" for event in events)
    return (
        f"id: pact\ntitle: Pact\nparties: {parties}\nreference_zone: Europe/London\nterms:\n  {terms}\nrecord:\n"
        f"  - {{event: signature, on: 1950-03-01, by: {parties}}}\n{record}"
    )


def open_treaty(*events: str, when: str = "{deposits: 2}", more: str = "") -> str:
    """A convention that any state may join by ratification."""
    record = "".join(f"  - {{{event}}}\n" for event in events)
    return (
        f"id: pact\ntitle: Pact\nopen_to_others: true\nterms:\n  binding: {{by: ratification}}\n"
        f"  entry_into_force: {{when: {when}}}\n{more}record:\n{record}"
    )


SIGNED = "entry_into_force: {when: signature}\n  "
TEN_YEARS = SIGNED + "term: {length: 10 years}\n  renewal: {tacit: 5 years}\n  "
ONE_YEAR_BEFORE = TEN_YEARS + "denunciation: {notice: 1 year, before: term_end}"
NOTICE = SIGNED + "denunciation: {notice: 1 year}"
GIVEN = "event: denunciation, id: notice, on: 1970-04-05, by: GBR"
BOTH = "event: ratification, on: 1950-06-01, by: [GBR, PRT]"


def ends(lived: Any) -> str:
    return str(lived.ends)


def enters(lived: Any) -> str:
    return str(lived.enters)


def reasons(on: str) -> Question:
    """The reasons for the status of one party on a day."""
    return lambda lived: str(lived.life.span_on(lived.world, "GBR", day(on)).why)


TABLE: dict[str, Turned] = {
    "vclt-12": Turned(
        treaty("event: confirmation, on: 1950-05-01, by: PRT").replace(
            "on: 1950-03-01, by: [GBR, PRT]",
            "on: 1950-03-01, by: GBR}\n  - {event: signature, on: 1950-03-01, ad_referendum: true, by: PRT",
        ),
        enters,
        {"confirmation": "1950-05-01", "signature": "1950-03-01"},
    ),
    "vclt-24-2": Turned(
        treaty(BOTH, terms="binding: {by: ratification}"),
        enters,
        {"all-consented": "1950-06-01", "unknown": "never"},
    ),
    "vclt-24-3": Turned(
        open_treaty(
            "event: ratification, on: 1950-01-01, by: [FRA, BEL]", "event: accession, on: 1960-01-01, by: NLD"
        ).replace("{deposits: 2}", "{deposits: 2}, after: 3 months"),
        lambda lived: str(lived.bound("NLD")[0][0]),
        {"on-consent": "1960-01-01", "same-delay": "1960-04-01"},
    ),
    "notice-on-last-day": Turned(
        # 1 March 1960 less a year is 1 March 1959
        treaty("event: denunciation, on: 1959-03-01, by: GBR", terms=ONE_YEAR_BEFORE),
        ends,
        {"in-time": "1960-03-01", "late": "1965-03-01"},
    ),
    "whose-date": Turned(
        # 28 February 1959, 22:00 in London is 07:00 on 1 March in Tokyo; a year later
        treaty("event: denunciation, on: 1959-02-28T22:00, by: GBR, to: JPN", terms=NOTICE, parties="[GBR, JPN]"),
        ends,
        {"place": "1960-02-28", "addressee": "1960-03-01"},
    ),
    "late-notice": Turned(
        treaty("event: denunciation, on: 1959-05-01, by: GBR", terms=ONE_YEAR_BEFORE),
        ends,
        {"next-term": "1965-03-01", "void": ".."},
    ),
    "premature-notice": Turned(
        # not before five years: 1 March 1955; deferred it counts from then, and a year later it ends
        treaty(
            "event: denunciation, on: 1952-05-01, by: GBR",
            terms=SIGNED + "denunciation: {notice: 1 year, not_before: {length: 5 years}}",
        ),
        ends,
        {"void": "..", "deferred": "1956-03-01"},
    ),
    "vclt-78": Turned(
        treaty(GIVEN + ", received: 1970-04-20", terms=NOTICE),
        ends,
        {"received": "1971-04-20", "given": "1971-04-05"},
    ),
    "vclt-68": Turned(
        treaty(GIVEN, "event: revocation, on: 1970-12-01, by: GBR", terms=NOTICE),
        ends,
        {"revocable": "..", "final": "1971-04-05"},
    ),
    "halted-notice": Turned(
        # halted with 100 days to run (26 December to 5 April: 6 + 31 + 28 + 31 + 4), taken up on 1 January 1975
        treaty(
            GIVEN,
            "event: notice_suspended, on: 1970-12-26, by: GBR",
            "event: notice_resumed, on: 1975-01-01, by: GBR",
            terms=NOTICE,
        ),
        ends,
        {"days-kept": "1975-04-11", "runs-anew": "1976-01-01", "revoked": ".."},
    ),
    "vclt-56": Turned(
        treaty(GIVEN, terms=SIGNED + "silent_on_exit: true"),
        ends,
        {"not-at-all": "..", "twelve-months": "1971-04-05"},
    ),
    "vclt-42": Turned(
        treaty("event: claim, on: 1970-05-05, by: PRT, ground: supreme_interests"),
        ends,
        {"no-effect": "..", "effective": "1970-05-05"},
    ),
    "vclt-60": Turned(
        treaty("event: claim, on: 1970-05-05, by: PRT, ground: material_breach"),
        ends,
        {"no-effect": "..", "ends": "1970-05-05"},
    ),
    "vclt-61": Turned(
        treaty("event: claim, on: 1970-05-05, by: PRT, ground: impossibility"),
        ends,
        {"no-effect": "..", "ends": "1970-05-05"},
    ),
    "vclt-62": Turned(
        treaty("event: claim, on: 1970-05-05, by: PRT, ground: changed_circumstances"),
        ends,
        {"no-effect": "..", "ends": "1970-05-05"},
    ),
    "vclt-64": Turned(
        treaty("event: claim, on: 1970-05-05, by: PRT, ground: peremptory_norm"),
        ends,
        {"ends": "1970-05-05", "goes-on": ".."},
    ),
    "obsolescence": Turned(
        treaty("event: claim, on: 1970-05-05, by: PRT, ground: obsolescence"),
        ends,
        {"goes-on": "..", "ends": "1970-05-05"},
    ),
    "effect-of-war": Turned(
        treaty("event: attack, on: 1970-05-05, by: PRT, to: GBR"),
        ends,
        {"continues": "..", "ends": "1970-05-05"},
    ),
    "vclt-59": Turned(
        treaty("event: replacement, on: 1970-05-05, by: [GBR, PRT]"),
        ends,
        {"ends": "1970-05-05", "beside": ".."},
    ),
    "vclt-55": Turned(
        open_treaty(
            "event: ratification, on: 1950-01-01, by: [FRA, BEL]",
            "event: withdrawal, on: 1970-04-05, by: FRA",
            more="  denunciation: {notice: 1 year}\n",
        ),
        ends,
        {"goes-on": "..", "ends": "1971-04-05"},
    ),
    "vclt-54-70": Turned(
        treaty(GIVEN, terms=NOTICE),
        lambda lived: str(lived.status("1980-01-01", "PRT")),
        {"by-number": "ended", "leaver-only": "in force"},
    ),
    "vclt-16": Turned(
        treaty(BOTH, "event: exchange, on: 1950-09-01, by: [GBR, PRT]", terms="term: {indefinite: true}"),
        enters,
        {"deposit": "1950-09-01", "ratification": "1950-06-01"},
    ),
    "organisation-not-counted": Turned(
        open_treaty(
            "event: ratification, on: 2000-01-01, by: FRA",
            "event: ratification, on: 2000-02-01, by: EUR",
            "event: ratification, on: 2000-03-01, by: BEL",
        ),
        enters,
        {"not-counted": "2000-03-01", "counted": "2000-02-01"},
    ),
    "succession-not-counted": Turned(
        open_treaty(
            "event: ratification, on: 1992-01-01, by: FRA",
            "event: succession, on: 1992-02-01, by: UKR",
            "event: ratification, on: 1992-03-01, by: BEL",
        ),
        enters,
        {"not-counted": "1992-03-01", "counted": "1992-02-01"},
    ),
    "vcst-23": Turned(
        open_treaty(
            "event: ratification, on: 1950-01-01, by: [FRA, BEL]",
            "event: succession, on: 1993-06-01, effective: 1991-12-26, by: UKR",
        ),
        lambda lived: str(lived.bound("UKR")[0][0]),
        {"independence": "1991-12-26", "notification": "1993-06-01"},
    ),
    "vcst-34": Turned(
        open_treaty(
            "event: ratification, on: 1970-01-01, by: [CSK, BEL]",
            "event: separation, on: 1993-01-01, by: [CZE, SVK], to: CSK",
        ),
        lambda lived: str(lived.status("1994-01-01", "CZE")),
        {"continues": "in force", "clean-slate": "not a party"},
    ),
    "vcst-16": Turned(
        open_treaty(
            "event: ratification, on: 1950-01-01, by: [GBR, BEL]",
            "event: territorial_extension, on: 1952-01-01, by: GBR, territory: [GHA]",
            "event: independence, on: 1957-03-06, by: GHA, to: GBR",
        ),
        lambda lived: str(lived.status("1960-01-01", "GHA")),
        {"clean-slate": "ended", "continues": "in force"},
    ),
    "vcst-31": Turned(
        open_treaty(
            "event: ratification, on: 1970-01-01, by: [YMD, BEL]",
            "event: union, on: 1990-05-22, by: YEM, to: YMD",
        ),
        lambda lived: str(lived.status("1994-01-01", "YEM")),
        {"continues": "in force", "lapses": "not a party"},
    ),
    "revival": Turned(
        treaty(
            "event: extension, on: 1970-01-01, until: 1980-01-01, by: [GBR, PRT]",
            terms="term: {length: 5 years, from: entry_into_force}",
        ),
        lambda lived: str(lived.status("1975-01-01")),
        {"revives": "in force", "nothing": "ended"},
    ),
    "vclt-57": Turned(
        treaty("event: suspension, on: 1970-05-05, by: PRT"),
        lambda lived: str(lived.status("1970-06-01")),
        {"no-effect": "in force", "suspends": "suspended"},
    ),
    "vclt-18": Turned(
        treaty(terms="binding: {by: ratification}"),
        lambda lived: "bound in part" if "object and purpose" in reasons("1950-05-01")(lived) else "not bound",
        {"do-not-defeat": "bound in part", "nothing": "not bound"},
    ),
    "vclt-70": Turned(
        treaty("event: termination, on: 1970-05-05, by: [GBR, PRT]"),
        lambda lived: "rights stay" if "that arose before stay" in reasons("1980-01-01")(lived) else "nothing stays",
        {"accrued-stay": "rights stay", "nothing": "nothing stays"},
    ),
}

ASKED_OF_A_STATUS = {"day-of-expiry", "day-of-the-act"}
"""Rules that are met by the question and not by the life: they have a test of their own below."""

ASKED_OF_AN_ACT = {"self-defence", "vclt-30", "date-of-performance"}
"""Rules that are met in judging an act: tests/law/conduct/test_conduct_rules.py turns them."""

ASKED_OF_A_PAIR = {"vclt-20-5", "war-between-two"}
"""Rules that are met between two parties: tests/law/test_relations.py turns them."""


def test_every_rule_has_a_test_that_turns_it() -> None:
    assert set(TABLE) | ASKED_OF_A_STATUS | ASKED_OF_AN_ACT | ASKED_OF_A_PAIR == set(RULES)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule in TABLE])
def test_the_answer_is_another_when_the_rule_is_turned(live: Live, rule: str) -> None:
    turned = TABLE[rule]
    assert set(turned.answers) == set(RULES[rule].positions)
    assert len(set(turned.answers.values())) == len(turned.answers)
    found = {
        position: turned.question(live(turned.treaty, {f"law/{rule}": position})) for position in RULES[rule].positions
    }
    assert found == turned.answers


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule in TABLE])
def test_a_settled_rule_is_taken_by_default_and_a_disputed_one_is_asked(
    readings: Callable[..., Any], rule: str
) -> None:
    turned = TABLE[rule]
    found = readings(turned.treaty, turned.question)
    default = RULES[rule].default
    if default is None:
        assert found == {f"law/{rule}={position}": answer for position, answer in turned.answers.items()}
    else:
        assert found == {"": turned.answers[default]}


def test_whether_the_day_of_expiry_still_belongs_to_the_term_is_asked_on_that_day_alone(read: Read) -> None:
    # ten years from 1 March 1950: 1 March 1960
    dossier = read(treaty(terms=SIGNED + "term: {length: 10 years}"))
    library = Library({}, {"pact": dossier})

    def found(on: str, *fixed: str) -> tuple[str, set[str], tuple[str, ...]]:
        answer = status(library, "pact", on, readings=fixed)
        return answer.verdict, {that.value for that in answer.answers}, answer.hinges

    assert found("1960-02-29") == ("every", {"in force"}, ())
    assert found("1960-03-01") == ("some", {"in force", "ended"}, ("law/day-of-expiry",))
    assert found("1960-03-01", "law/day-of-expiry=ended")[1] == {"ended"}
    assert found("1960-03-01", "law/day-of-expiry=in-force")[1] == {"in force"}
    assert found("1960-03-02") == ("none", {"ended"}, ())


def test_whether_the_day_of_an_act_that_ends_a_treaty_still_counts_is_a_rule_too(read: Read) -> None:
    library = Library({}, {"pact": read(treaty("event: attack, on: 1970-05-05, by: PRT, to: GBR"))})
    ended = "law/effect-of-war=ends"

    def found(on: str, *fixed: str) -> set[str]:
        return {str(that.value) for that in status(library, "pact", on, readings=[ended, *fixed]).answers}

    assert found("1970-05-04") == found("1970-05-05") == {"in force"}
    assert found("1970-05-05", "law/day-of-the-act=from-the-act") == found("1970-05-06") == {"ended"}


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_what_it_decides_when_it_applies_and_where_it_is_from(rule: str) -> None:
    that = RULES[rule]
    assert that.question.endswith("?")
    assert that.applies
    assert that.source
    assert len(that.positions) >= 2
    assert that.default is None or that.default in that.positions
    assert all(that.positions.values())


def test_a_rule_of_law_is_named_apart_from_a_dossiers_disputes() -> None:
    paths = explore(RULES["effect-of-war"].decide).paths
    assert [dict(path.readings) for path in paths] == [
        {"law/effect-of-war": "continues"},
        {"law/effect-of-war": "ends"},
    ]
