"""Other ends than by term or notice: agreement, a later treaty, a claim, war."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from foedus.law.case import Surroundings

Live = Callable[..., Any]
Read = Callable[[str], Any]
Readings = Callable[..., dict[str, str]]


def treaty(*events: str, kind: str = "neutrality", term: str = "{length: 10 years}", more: str = "") -> str:
    """In force from 1 March 1935 to 1 March 1945, unless something else ends it."""
    record = "".join(f"  - {{{event}}}\n" for event in events)
    return (
        f"id: pact\ntitle: Pact\nkind: {kind}\nparties: [SUN, JPN]\nterms:\n  entry_into_force: {{when: signature}}\n"
        f"  term: {term}\n{more}record:\n  - {{event: signature, on: 1935-03-01, by: [SUN, JPN]}}\n{record}"
    )


def test_termination_by_agreement(live: Live) -> None:
    lived = live(treaty("event: termination, on: 1940-05-05, by: [SUN, JPN]"))
    assert (lived.ends, lived.how) == ("1940-05-05", "ended by agreement")


def test_termination_by_agreement_for_a_later_day(live: Live) -> None:
    assert (
        live(treaty("event: termination, on: 1940-05-05, effective: 1941-01-01, by: [SUN, JPN]")).ends == "1941-01-01"
    )


def test_an_agreement_to_end_what_has_expired_changes_nothing(live: Live) -> None:
    lived = live(treaty("event: termination, on: 1946-05-05, by: [SUN, JPN]"))
    assert (lived.ends, lived.how) == ("1945-03-01", "expired")


def test_replacement_by_a_later_treaty(live: Live, read: Read) -> None:
    text = treaty("event: replacement, on: 1940-05-05, by: [SUN, JPN], treaty: new-pact")
    lived = live(text)
    assert (lived.ends, lived.how) == ("1940-05-05", "replaced")
    assert "[VCLT Art. 59(1)]" in lived.why
    later = read(treaty().replace("id: pact\ntitle: Pact", "id: new-pact\ntitle: The New Pact"))
    named = live(text, None, Surroundings({"new-pact": later}.get))
    assert named.why.startswith("replaced on 5 May 1940 by The New Pact")


def test_a_claim_ends_nothing_unless_the_law_or_the_record_bears_it_out(live: Live) -> None:
    claim = "event: claim, on: 1940-05-05, by: JPN, ground: material_breach"
    assert live(treaty(claim)).ends == "1945-03-01"
    upheld = live(treaty(claim + ", effect: ends"))
    assert (upheld.ends, upheld.how) == ("1940-05-05", "ended on a ground of law")
    assert "on the ground of material breach" in upheld.why
    assert live(treaty(claim + ", effect: none"), {"law/vclt-60": "ends"}).ends == "1945-03-01"


@pytest.mark.parametrize(
    ("ground", "rule", "kind"),
    [("material_breach", "vclt-60", "human-rights"), ("changed_circumstances", "vclt-62", "territory")],
)
def test_some_grounds_cannot_end_some_treaties(live: Live, ground: str, rule: str, kind: str) -> None:
    claim = f"event: claim, on: 1940-05-05, by: JPN, ground: {ground}"
    assert live(treaty(claim), {f"law/{rule}": "ends"}).ends == "1940-05-05"
    assert live(treaty(claim, kind=kind), {f"law/{rule}": "ends"}).ends == "1945-03-01"
    assert live(treaty(claim + ", effect: ends", kind=kind)).ends == "1940-05-05"


def test_a_claim_whose_effect_is_disputed(readings: Readings) -> None:
    text = treaty("event: claim, on: 1940-05-05, by: JPN, ground: changed_circumstances, effect: {dispute: rebus}") + (
        "disputes:\n  rebus:\n    question: Had circumstances changed?\n    positions:\n"
        "      upheld: {value: ends}\n      refused: {value: none}\n"
    )
    assert readings(text, lambda lived: lived.ends) == {"rebus=upheld": "1940-05-05", "rebus=refused": "1945-03-01"}


ATTACK = "event: attack, id: attack, on: 1939-05-11, by: JPN, to: SUN"


def test_war_between_the_parties_is_a_dispute_of_law(readings: Readings) -> None:
    assert readings(treaty(ATTACK), lambda lived: f"{lived.ends} {lived.how}") == {
        "law/effect-of-war=continues": "1945-03-01 expired",
        "law/effect-of-war=ends": "1939-05-11 ended at the outbreak of war",
    }


@pytest.mark.parametrize("kind", ["laws-of-war", "armistice", "human-rights"])
def test_treaties_made_for_war_stand_in_war(readings: Readings, kind: str) -> None:
    assert readings(treaty(ATTACK, kind=kind), lambda lived: lived.ends) == {"": "1945-03-01"}


def test_war_with_a_third_state_ends_nothing(readings: Readings) -> None:
    assert readings(treaty("event: attack, on: 1937-07-07, by: JPN, to: CHN"), lambda lived: lived.ends) == {
        "": "1945-03-01"
    }


def test_a_war_before_the_treaty_is_not_its_war(readings: Readings) -> None:
    before = treaty("event: attack, on: 1904-02-08, by: JPN, to: SUN")
    assert readings(before, lambda lived: lived.ends) == {"": "1945-03-01"}


def test_a_war_after_the_end_is_not_asked_about(readings: Readings) -> None:
    after = treaty("event: declaration_of_war, on: 1945-08-08, by: SUN, to: JPN")
    assert readings(after, lambda lived: lived.ends) == {"": "1945-03-01"}


def test_of_a_war_that_goes_on_only_the_first_act_is_asked_about(readings: Readings) -> None:
    again = "event: declaration_of_war, on: 1939-07-01, by: JPN, to: SUN"
    assert readings(treaty(ATTACK, again), lambda lived: lived.ends) == {
        "law/effect-of-war=continues": "1945-03-01",
        "law/effect-of-war=ends": "1939-05-11",
    }


def test_what_the_record_says_of_an_act_of_war_stands(readings: Readings) -> None:
    incident = ATTACK + ", effect: none"
    assert readings(treaty(incident), lambda lived: lived.ends) == {"": "1945-03-01"}
    war = "event: declaration_of_war, on: 1941-12-08, by: JPN, to: SUN, effect: ends"
    assert readings(treaty(incident, war), lambda lived: lived.ends) == {"": "1941-12-08"}


def test_acts_of_war_are_seen_in_the_surroundings_too(live: Live, read: Read) -> None:
    chronicle = read(f"id: war\ntitle: War\nform: chronicle\nrecord:\n  - {{{ATTACK}}}\n")
    around = Surroundings(acts=chronicle.record)
    assert live(treaty(), {"law/effect-of-war": "ends"}, around).ends == "1939-05-11"
    assert live(treaty(), {"law/effect-of-war": "continues"}, around).ends == "1945-03-01"


def test_the_first_of_several_ends_is_the_end(live: Live) -> None:
    exit_ = "  denunciation: {notice: 1 year}\n"
    agreed = "event: termination, on: 1938-06-01, by: [SUN, JPN]"
    notice = "event: denunciation, on: 1937-01-15, by: JPN"
    assert live(treaty(agreed, notice, more=exit_)).ends == "1938-01-15"
    assert live(treaty(agreed, notice.replace("1937", "1938"), more=exit_)).ends == "1938-06-01"


def test_a_notice_at_once_comes_before_a_notice_at_the_term(live: Live) -> None:
    exit_ = "  denunciation: {notice: 1 year, before: term_end}\n"
    first = "event: denunciation, on: 1937-01-15, by: JPN"
    second = "event: denunciation, on: 1938-01-15, by: SUN, effect: at_once"
    lived = live(treaty(first, second, more=exit_))
    assert (lived.ends, lived.how) == ("1938-01-15", "ended at once by notice")


# -- what goes on after the end


def test_a_survival_clause_counts_from_the_end(live: Live) -> None:
    lived = live(treaty(more="  survival: {length: 15 years, covers: investments made before}\n"))
    assert lived.ends == "1945-03-01"
    for party in (None, "SUN", "JPN"):
        # 1 March 1945 + 15 years = 1 March 1960
        assert lived.statuses(party)[-3:] == [
            ("1935-03-01", "in force"),
            ("1945-03-01", "surviving"),
            ("1960-03-01", "ended"),
        ]


def test_a_survival_clause_without_a_length_goes_on(live: Live) -> None:
    lived = live(treaty(more="  survival: {covers: secrecy}\n"))
    assert lived.statuses("SUN")[-1] == ("1945-03-01", "surviving")
