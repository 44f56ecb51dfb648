"""The pact, end to end: the dates that a lawyer works out by hand, asked of the bundled dossier."""

import pytest

import foedus

PACT = "soviet-japanese-neutrality-pact"
TERM_END = ("notice-effect=term-end", "pact-after-attack=in-force-and-breached")


@pytest.fixture(scope="module")
def shelf():
    return foedus.library()


def ends(shelf, *readings, on="1945-05-01"):
    """The days on which the pact ends, by reading, as `status` tells them of a day on which it is in force."""
    found = foedus.status(shelf, PACT, on, readings=readings)
    in_force = next(answer for answer in found.answers if answer.value == "in force")
    return {detail.value["until"] for detail in in_force.details}


def test_on_1_august_1945_it_hangs_on_the_effect_of_the_notice_and_on_nothing_else(shelf):
    found = foedus.status(shelf, PACT, "1945-08-01")
    assert (found.verdict, found.hinges) == ("some", ("notice-effect",))


@pytest.mark.parametrize(("position", "verdict"), [("term-end", "every"), ("at-once", "none")])
def test_with_the_effect_of_the_notice_fixed_nothing_is_left_open(shelf, position, verdict):
    found = foedus.status(shelf, PACT, "1945-08-01", readings=[f"notice-effect={position}"])
    assert (found.verdict, found.hinges) == (verdict, ())


@pytest.mark.parametrize(("on", "verdict"), [("1943-01-01", "every"), ("1941-04-12", "none"), ("1947-01-01", "none")])
def test_far_from_the_disputed_days_no_reading_differs(shelf, on, verdict):
    found = foedus.status(shelf, PACT, on)
    assert (found.verdict, found.hinges) == (verdict, ())


@pytest.mark.parametrize("on", ["1941-04-13", "1941-04-20", "1941-04-24"])
def test_between_signature_and_ratification_it_hangs_on_when_the_pact_took_effect(shelf, on):
    found = foedus.status(shelf, PACT, on)
    assert (found.verdict, found.hinges) == ("some", ("term-start",))
    assert {answer.value for answer in found.answers} == {"signatory", "in force"}


def test_five_years_from_signature_end_on_13_april_1946_and_from_ratification_on_25_april_1946(shelf):
    # 13 April 1941 + 5 years = 13 April 1946; 25 April 1941 + 5 years = 25 April 1946
    assert ends(shelf, "term-start=signature", *TERM_END) == {"1946-04-13"}
    assert ends(shelf, "term-start=ratification", *TERM_END) == {"1946-04-25"}


def test_the_scholars_reading_ends_it_on_the_day_of_the_notice(shelf):
    # ATOP no. 2525: 13 April 1941 to 5 April 1945
    found = foedus.status(shelf, PACT, "1944-01-01", readings=["term-start=signature", "notice-effect=at-once"])
    (detail,) = found.answers[0].details
    assert (detail.value["since"], detail.value["until"]) == ("1941-04-13", "1945-04-05")


def test_in_the_reading_of_its_own_article_the_pact_was_in_force_when_the_attack_came(shelf):
    found = foedus.status(shelf, PACT, "1945-08-09", readings=["notice-effect=term-end"])
    assert (found.verdict, found.hinges) == ("every", ())


def test_the_last_days_for_notice_lie_one_year_before_the_end(shelf):
    # 13 April 1946 - 1 year = 13 April 1945; 25 April 1946 - 1 year = 25 April 1945
    found = foedus.deadlines(shelf, [PACT], readings=["notice-effect=term-end", "law/notice-on-last-day=in-time"])
    last = {answer.value["on"] for answer in found.answers if answer.value["what"] == "last day for notice"}
    assert last == {"1945-04-13", "1945-04-25"}


@pytest.mark.parametrize(
    ("moved_to", "start", "ends_on"),
    [
        # one day after 13 April 1945: late for 13 April 1946, so the term renewed to 13 April 1951 is ended
        ("1945-04-14", "signature", {"1951-04-13"}),
        # eleven days before 25 April 1945: in time
        ("1945-04-14", "ratification", {"1946-04-25"}),
        # past both last days
        ("1945-04-26", "signature", {"1951-04-13"}),
        ("1945-04-26", "ratification", {"1951-04-25"}),
        # on the very last day the law itself is disputed
        ("1945-04-13", "signature", {"1946-04-13", "1951-04-13"}),
        ("1945-04-25", "ratification", {"1946-04-25", "1951-04-25"}),
    ],
)
def test_what_if_the_notice_had_come_later(shelf, moved_to, start, ends_on):
    changed = foedus.whatif(shelf, PACT, move=[f"denunciation={moved_to}"])
    assert ends(changed, f"term-start={start}", *TERM_END) == ends_on


def test_a_notice_late_in_the_evening_in_moscow_has_another_date_in_tokyo(shelf):
    # 23:30 on 13 April in Moscow (UTC+3) is 05:30 on 14 April in Tokyo (UTC+9): a day late there
    changed = foedus.whatif(shelf, PACT, move=["denunciation=1945-04-13T23:30"])
    found = ends(changed, "term-start=signature", "law/notice-on-last-day=in-time", *TERM_END)
    assert found == {"1946-04-13", "1951-04-13"}
    place = ends(changed, "term-start=signature", "law/notice-on-last-day=in-time", "law/whose-date=place", *TERM_END)
    assert place == {"1946-04-13"}


def test_the_hour_of_the_real_notice_raises_no_question_of_whose_date(shelf):
    # 15:00 in Moscow is 21:00 in Tokyo on the same day
    found = foedus.status(shelf, PACT, "1945-08-01")
    assert "law/whose-date" not in str(found.to_json())


def test_what_if_the_notice_had_never_come(shelf):
    changed = foedus.whatif(shelf, PACT, drop=["denunciation"])
    # renewed once, to 1951; whether again is the dispute on later renewals
    found = ends(changed, "pact-after-attack=in-force-and-breached", "later-renewals=once")
    assert found == {"1951-04-13", "1951-04-25"}


def test_within_the_day_of_the_attack_the_hour_decides(shelf):
    ended = ["notice-effect=term-end", "pact-after-attack=ended-by-war", "attack-hour=manchuria"]
    # 00:10 in Harbin on 9 August is 15:10 UTC, 18:10 in Moscow on the 8th
    before = foedus.status(shelf, PACT, "1945-08-09T00:05+09:00", readings=ended)
    after = foedus.status(shelf, PACT, "1945-08-09T00:15+09:00", readings=ended)
    assert (before.verdict, after.verdict) == ("every", "none")


def test_the_declaration_stands_and_falls_with_the_pact_or_has_a_life_of_its_own(shelf):
    found = foedus.status(shelf, "declaration-on-mongolia-and-manchukuo", "1947-01-01")
    assert found.verdict == "some"
    assert "own-life" in found.hinges
    with_pact = foedus.status(
        shelf, "declaration-on-mongolia-and-manchukuo", "1947-01-01", readings=["own-life=with-the-pact"]
    )
    assert with_pact.verdict == "none"


def test_each_answer_names_article_event_and_reading(shelf):
    found = foedus.status(shelf, PACT, "1945-08-01", readings=["term-start=ratification"])
    told = "\n".join(str(reason) for answer in found.answers for reason in answer.reasons)
    for part in ("[Article 3]", "notice of denunciation by SUN on 5 April 1945", "reading notice-effect = term-end"):
        assert part in told


@pytest.mark.parametrize("party", [None, "JPN"])
def test_for_whom_the_war_suspends_it_the_pact_is_in_force_until_the_attack(shelf, party):
    readings = ["pact-after-attack=suspended", "notice-effect=term-end", "term-start=ratification"]
    (told,) = foedus.status(shelf, PACT, "1943-01-01", party, readings).answers
    assert [detail.value for detail in told.details] == [
        {"since": "1941-04-25", "until": "1945-08-09", "how": "suspended"}
    ]
    assert any("suspended from 9 August 1945" in str(reason) for reason in told.reasons)
    life = foedus.brief(shelf, PACT, readings).life
    assert [answer.value["end"] for answer in life.answers] == [
        "suspended from 9 August 1945 to 25 April 1946 (ended by notice)"
    ]


def test_a_pact_that_goes_on_says_how_often_it_was_renewed_and_that_nobody_gave_notice(shelf):
    changed = foedus.whatif(shelf, PACT, drop=["denunciation"])
    going_on = ["term-start=ratification", "pact-after-attack=in-force-and-breached", "later-renewals=repeatedly"]
    (told,) = foedus.status(changed, PACT, "2026-01-01", readings=going_on).answers
    (detail,) = told.details
    assert detail.value["term_ends"] == "2026-04-25"
    text = "\n".join(str(reason) for reason in told.reasons)
    # 25 April 1946 is the first end of a term; 2021 is the sixteenth
    assert "renewed 16 times, last on 25 April 2021, current term to 25 April 2026" in text
    assert "renews itself by 5 years [Article 3]" in text
    assert "no notice on record" in text
    (first,) = foedus.status(changed, PACT, "1943-01-01", readings=going_on).answers
    assert "its term runs to 25 April 1946" in "\n".join(str(reason) for reason in first.reasons)


def test_what_the_record_holds_for_uncertain_is_noted_where_the_answer_rests_on_it():
    loaded = foedus.load_text(
        "id: pair\ntitle: Pair\nparties: [GBR, PRT]\nterms: {entry_into_force: {when: signature}}\n"
        "record: [{event: signature, on: 1950-03-04?, by: [GBR, PRT]}, {event: publication, on: 1950-05~, by: GBR}]\n"
    )
    library = foedus.Library({}, {"pair": loaded.dossier})
    (note,) = foedus.status(library, "pair", "1960-01-01").notes
    assert note.startswith("signature by GBR, PRT on 4 March 1950 (uncertain): ")
    assert foedus.status(library, "pair", "1960-01-01").to_json()["notes"] == [note]
