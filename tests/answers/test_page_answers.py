"""The answers that a page on a treaty is made of: acts, clauses, participants, open points, the life as such."""

from __future__ import annotations

import pytest

from foedus.answers.acts import acts, names_of
from foedus.answers.clauses import clauses
from foedus.answers.open_points import open_points
from foedus.answers.participants import participants
from foedus.answers.timeline import whole
from foedus.answers.whatif import whatif
from foedus.dossier.library import Library, library
from foedus.dossier.load import load_text
from foedus.errors import QuestionError

PACT = "soviet-japanese-neutrality-pact"
CONVENTION = """\
id: convention
title: Convention
parties: [FRA, DEU, ITA]
terms:
  binding: {by: [ratification, accession], article: "8"}
  entry_into_force: {when: {deposits: 2}, after: 30 days, round: first_of_next_month, article: "9"}
  joining: {after: 30 days, article: "9"}
  term: {indefinite: true, article: "10"}
  denunciation: {notice: 6 months, ends_for: leaver, not_before: {length: 1 year, from: own_entry}, article: "11"}
  duties:
    - {id: help, bearer: each, toward: other, assist: [military], when: {attacked: other, by: third}, article: "1"}
record:
  - {event: signature, on: 2000-01-01, by: [FRA, DEU, ITA, ESP], source: text}
  - {event: ratification, on: 2000-02-01, by: FRA, source: text}
  - {event: ratification, on: 2000-03-01, by: DEU, source: text}
  - {event: ratification, on: 2001-01-10, by: ITA, source: text}
  - {event: reservation, id: italian-reservation, on: 2001-01-10, by: ITA, source: text}
  - {event: denunciation, on: 2010-01-01, by: DEU, source: text}
sources:
  text: {title: The text}
"""


@pytest.fixture(scope="module")
def held() -> Library:
    loaded = load_text(CONVENTION)
    assert loaded.dossier is not None, loaded.diagnostics
    return library().changing(loaded.dossier)


def test_the_acts_stand_in_order_with_their_sources(held: Library) -> None:
    found = acts(held, "convention").answers
    days = [answer.value["on"] for answer in found]
    assert days == sorted(days)
    assert found[0].value["by"] == ["France", "Germany", "Italy", "Spain"]
    assert found[0].value["source"] == ["The text"]


def test_a_disputed_day_stands_once_for_each_position_until_one_is_taken() -> None:
    def declared(*readings: str) -> list[object]:
        found = acts(library(), PACT, readings).answers
        return [answer.readings for answer in found if answer.value["name"] == "soviet-declaration-of-war"]

    assert len(declared()) == 2
    assert declared("declaration-hour=five-in-moscow") == [({},)]


def test_an_act_without_an_id_is_named_by_its_place_among_its_kind(held: Library) -> None:
    assert names_of(held["convention"]) == [
        "signature",
        "ratification:1",
        "ratification:2",
        "ratification:3",
        "italian-reservation",
        "denunciation",
    ]


def test_the_name_of_an_act_finds_it_for_a_what_if(held: Library) -> None:
    changed = whatif(held, "convention", move=["ratification:2=2005-03-01"])
    assert [str(event.on) for event in changed["convention"].record if event.event == "ratification"] == [
        "1 February 2000",
        "1 March 2005",
        "10 January 2001",
    ]


def test_the_names_are_those_of_the_record_as_it_is_whatever_was_changed_before(held: Library) -> None:
    changed = whatif(held, "convention", drop=["ratification:1", "ratification:2"])
    left = [tuple(event.by) for event in changed["convention"].record if event.event == "ratification"]
    assert left == [("ITA",)]
    names = [answer.value["name"] for answer in acts(changed, "convention", as_it_is=held).answers]
    assert "ratification:3" in names
    assert "ratification:1" not in names


def test_an_act_that_was_added_has_no_name(held: Library) -> None:
    changed = whatif(held, "convention", add=["{event: accession, on: 2003-01-01, by: ESP}"])
    told = {
        answer.value["event"]: answer.value["name"] for answer in acts(changed, "convention", as_it_is=held).answers
    }
    assert told["accession"] is None
    assert told["denunciation"] == "denunciation"


@pytest.mark.parametrize("move", [["ratification=2005-03-01"], ["ratification:4=2005-01-01"], ["ratification:0=2005"]])
def test_a_name_that_fits_several_acts_or_none_moves_nothing(held: Library, move: list[str]) -> None:
    with pytest.raises(QuestionError):
        whatif(held, "convention", move=move)


def test_an_act_is_moved_once_and_never_when_it_is_left_out(held: Library) -> None:
    with pytest.raises(QuestionError, match="left out, or moved already"):
        whatif(held, "convention", drop=["denunciation"], move=["denunciation=2011-01-01"])
    with pytest.raises(QuestionError, match="left out, or moved already"):
        whatif(held, "convention", move=["denunciation=2011-01-01", "denunciation=2012-01-01"])


def test_each_clause_is_a_sentence_with_its_article(held: Library) -> None:
    told = {
        answer.value["clause"]: (answer.value["article"], answer.value["says"])
        for answer in clauses(held, "convention").answers
    }
    assert told == {
        "binding": ("8", "A party consents to be bound by ratification or accession."),
        "entry_into_force": (
            "9",
            "It enters into force with 2 instruments of consent, 30 days later, then on the first of the next month.",
        ),
        "joining": ("9", "One that joins later is bound by its own instrument, 30 days later."),
        "term": ("10", "It has no term."),
        "denunciation": (
            "11",
            "A party can leave by 6 months' notice, which ends it for that party alone; no notice can be given in the "
            "first 1 year from each party's own entry into force.",
        ),
        "duties/help": ("1", "Each party assists by military means, if the other is attacked by a third power."),
    }


def test_a_disputed_clause_says_what_each_position_holds() -> None:
    found = clauses(library(), PACT)
    entry = next(answer.value for answer in found.answers if answer.value["clause"] == "entry_into_force")
    assert entry["says"] == "It enters into force when all have ratified or on signature."
    assert entry["disputes"] == ["term-start"]
    assert found.disputes is not None
    assert "term-start" in found.disputes


def test_every_bundled_treaty_says_something_that_ends_with_a_stop() -> None:
    held = library()
    for key in held:
        for answer in clauses(held, key).answers:
            assert answer.value["says"].endswith("."), key
            assert "None" not in answer.value["says"], key


def test_the_status_list_tells_who_is_bound_on_the_day(held: Library) -> None:
    def listed(on: str) -> dict[str, str]:
        return {
            answer.value["party"]: answer.value["status"] for answer in participants(held, "convention", on).answers
        }

    assert listed("2000-06-01") == {"FRA": "in force", "DEU": "in force", "ITA": "signatory", "ESP": "signatory"}
    assert listed("2011-01-01") == {"FRA": "in force", "DEU": "withdrawn", "ITA": "in force", "ESP": "signatory"}


def test_the_status_list_names_consent_end_and_reservations(held: Library) -> None:
    by_party = {
        answer.value["party"]: answer.value for answer in participants(held, "convention", "2009-01-01").answers
    }
    assert by_party["DEU"]["until"] == "2010-07-01"
    assert by_party["DEU"]["how"] == "ended by notice"
    assert by_party["ITA"]["consent"] == "ratification 2001-01-10"
    assert by_party["ITA"]["acts"] == ["italian-reservation"]


def test_a_party_whose_status_differs_stands_there_once_for_each() -> None:
    found = participants(library(), PACT, "1945-08-01")
    told = {answer.value["status"] for answer in found.answers if answer.value["party"] == "JPN"}
    assert told == {"in force", "ended"}
    assert "notice-effect" in found.hinges


def test_open_points_tell_what_bears_on_the_life() -> None:
    found = {answer.value["dispute"]: answer.value for answer in open_points(library(), PACT).answers}
    assert [name for name, value in found.items() if value["bears"] == "life"] == [
        "term-start",
        "notice-effect",
        "pact-after-attack",
    ]
    assert found["declaration-hour"]["bears"] == "beside"
    assert [position["position"] for position in found["notice-effect"]["positions"]] == ["term-end", "at-once"]


def test_a_point_that_is_taken_still_stands_with_its_positions() -> None:
    found = open_points(library(), PACT, ["notice-effect=at-once"])
    taken = next(answer.value for answer in found.answers if answer.value["dispute"] == "notice-effect")
    assert taken["taken"] == "at-once"
    assert taken["bears"] == "life"
    assert found.hinges == ("term-start",)


def test_the_life_as_such_is_one_row(held: Library) -> None:
    (answer,) = whole(held, "convention").answers
    assert answer.value == [
        {
            "who": "the treaty as such",
            "spans": [
                {"status": "signatory", "from": "2000-01-01", "to": "2000-03-01"},
                {"status": "not yet in force", "from": "2000-03-01", "to": "2000-04-01"},
                {"status": "in force", "from": "2000-04-01", "to": None},
            ],
        }
    ]
