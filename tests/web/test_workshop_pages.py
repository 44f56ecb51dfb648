"""The Workshop as forms: what works without a script, and what its script asks for."""

from __future__ import annotations

from html import unescape

import pytest
from tests.web.asked import BROKEN, SOUND, TestClient, base_of, forty_disputes, token_of


def saving(client: TestClient, text: str, base: str, key: str = "own-pact", action: str = "save", **more: str):
    data = {"text": text, "base": base, "token": token_of(client), "action": action, **more}
    return client.post(f"/workshop/edit/{key}", data=data, follow_redirects=False)


def test_the_list_says_how_each_dossier_stands(workshop):
    page = workshop.get("/workshop").text
    assert "2 dossiers" in page
    assert "Own Pact" in page
    assert "line 9: &#39;1941-13-04-13&#39; is not a date" in page


def test_the_list_can_be_searched(workshop):
    page = workshop.get("/workshop?q=OWN").text.partition("<main")[2]
    assert "/workshop/edit/own-pact" in page
    assert "/workshop/edit/broken-pact" not in page


def test_a_broken_dossier_shows_its_line_what_was_found_and_the_place(workshop):
    page = unescape(workshop.get("/workshop/edit/broken-pact").text)
    assert "1 error" in page
    assert "line 9, column 28" in page
    assert "record[0].on" in page
    assert "'1941-13-04-13' is not a date" in page
    assert "Nothing yet" in page


def test_a_sound_dossier_shows_what_it_comes_to(workshop):
    page = workshop.get("/workshop/edit/own-pact").text
    assert "No faults" in page
    assert "in force from 13 April 1941 to 13 April 1946" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page


def test_a_check_takes_the_text_as_it_is_and_saves_nothing(workshop, folder):
    answer = saving(workshop, SOUND.replace("5 years", "3 years"), "", action="check")
    assert answer.status_code == 200
    assert "in force from 13 April 1941 to 13 April 1944" in answer.text
    assert (folder / "own-pact.yaml").read_text() == SOUND


def test_a_saved_text_is_the_file_and_the_next_page_says_so(workshop, folder):
    base = base_of(workshop.get("/workshop/edit/own-pact"))
    answer = saving(workshop, BROKEN.replace("\n", "\r\n"), base)
    assert answer.status_code == 303
    assert (folder / "own-pact.yaml").read_text() == BROKEN
    page = workshop.get(answer.headers["location"]).text
    assert "Saved." in page
    assert "1 earlier version" in page
    assert "found <strong>&#39;broken-pact&#39; in the file own-pact.yaml" in page or "is not a date" in page


def test_a_saved_dossier_counts_in_the_library_at_once(workshop):
    base = base_of(workshop.get("/workshop/edit/own-pact"))
    saving(workshop, SOUND.replace("5 years", "3 years"), base)
    assert "13 April 1944" in workshop.get("/treaty/own-pact").text


def test_a_conflict_shows_both_and_lets_the_writer_choose(workshop, folder):
    base = base_of(workshop.get("/workshop/edit/own-pact"))
    (folder / "own-pact.yaml").write_text(SOUND + "note: theirs\n")
    answer = saving(workshop, SOUND + "note: mine\n", base)
    assert answer.status_code == 409
    assert "<code>note: theirs</code>" in answer.text
    assert "<code>note: mine</code>" in answer.text
    assert (folder / "own-pact.yaml").read_text().endswith("theirs\n")

    copied = saving(workshop, SOUND + "note: mine\n", base_of(answer), action="copy", copy_id="own-pact-mine")
    assert copied.headers["location"] == "/workshop/edit/own-pact-mine?saved=1"
    assert (folder / "own-pact-mine.yaml").read_text().endswith("mine\n")
    assert (folder / "own-pact.yaml").read_text().endswith("theirs\n")

    assert saving(workshop, SOUND + "note: mine\n", base_of(answer)).status_code == 303
    assert (folder / "own-pact.yaml").read_text().endswith("mine\n")
    assert "theirs" in workshop.get("/workshop/history/own-pact/1").text


def test_a_file_that_changes_again_while_the_conflict_is_looked_at_is_a_conflict_again(workshop, folder):
    base = base_of(workshop.get("/workshop/edit/own-pact"))
    (folder / "own-pact.yaml").write_text("one\n")
    seen = base_of(saving(workshop, "mine\n", base))
    (folder / "own-pact.yaml").write_text("two\n")
    assert saving(workshop, "mine\n", seen).status_code == 409
    assert (folder / "own-pact.yaml").read_text() == "two\n"


def test_a_copy_does_not_take_the_place_of_a_dossier(workshop, folder):
    answer = saving(workshop, "mine\n", "", action="copy", copy_id="broken-pact")
    assert answer.status_code == 409
    assert "mine" in answer.text
    assert (folder / "broken-pact.yaml").read_text() == BROKEN


def test_a_page_from_before_the_workbench_was_started_anew_gives_its_text_back(workshop, folder):
    data = {"text": SOUND + "note: mine\n", "base": "", "token": "from before", "action": "save"}
    answer = workshop.post("/workshop/edit/own-pact", data=data)
    assert answer.status_code == 403
    assert "note: mine" in answer.text
    assert token_of(workshop) in answer.text


def test_a_new_dossier_is_made_and_opened(workshop, folder):
    data = {"id": "new-pact", "title": "New Pact", "token": token_of(workshop)}
    answer = workshop.post("/workshop/new", data=data)
    assert answer.url.path == "/workshop/edit/new-pact"
    assert "no parties" in answer.text
    assert (folder / "new-pact.yaml").exists()


@pytest.mark.parametrize("key", ["own-pact", "../out", "CON", "nul", ""])
def test_a_new_dossier_that_cannot_be_is_told_and_what_was_typed_stays(workshop, key):
    data = {"id": key, "title": "My own title", "token": token_of(workshop)}
    answer = workshop.post("/workshop/new", data=data)
    assert answer.status_code == 400
    assert "My own title" in answer.text
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "edit/none",
        "edit/..%2f..%2fetc%2fpasswd",
        "edit/%00",
        "history/none",
        "history/own-pact/7",
        "edit/own-pact?version=3",
    ],
)
def test_what_the_folder_does_not_have_is_not_found(workshop, path):
    assert workshop.get(f"/workshop/{path}").status_code == 404


def test_a_file_that_cannot_be_edited_without_loss_says_where(workshop, folder):
    (folder / "own-pact.yaml").write_bytes(b"id: own-pact\ntitle: \xff\n")
    answer = workshop.get("/workshop/edit/own-pact")
    assert answer.status_code == 400
    assert "own-pact.yaml:2:8" in answer.text


def test_an_earlier_version_is_compared_and_opened_and_only_saving_makes_it_the_file(workshop, folder):
    base = base_of(workshop.get("/workshop/edit/own-pact"))
    saving(workshop, SOUND + "note: second\n", base)
    assert "<code>note: second</code>" in workshop.get("/workshop/history/own-pact/1").text
    opened = workshop.get("/workshop/edit/own-pact?version=1")
    assert "note: second" not in opened.text
    assert (folder / "own-pact.yaml").read_text().endswith("second\n")
    saving(workshop, SOUND, base_of(opened))
    assert (folder / "own-pact.yaml").read_text() == SOUND


def test_a_csv_of_participants_beside_the_dossier_is_checked_with_it(workshop, folder):
    (folder / "own-pact.csv").write_text("party,action,date\nFRA,ratification,1941-13-01\n")
    text = SOUND.replace("parties: [SUN, JPN]", "participants: own-pact.csv")
    answer = workshop.post("/api/workshop/check", json={"id": "own-pact", "text": text}).json()
    (fault,) = answer["faults"]
    assert (fault["file"], fault["line"], fault["where"]) == ("own-pact.csv", 2, "date")


def test_a_check_for_scripts_gives_faults_with_their_places_and_the_page_s_own_parts(workshop):
    answer = workshop.post("/api/workshop/check", json={"id": "own-pact", "text": SOUND.replace("parties", "partys")})
    told = answer.json()
    assert not told["usable"]
    fault = next(fault for fault in told["faults"] if fault["where"] == "partys")
    assert (fault["line"], fault["column"]) == (4, 1)
    assert "parties" in fault["remedy"]
    assert 'data-line="4"' in told["html"]


def test_saving_for_scripts_gives_the_base_of_the_next_time(workshop, folder):
    token, base = token_of(workshop), base_of(workshop.get("/workshop/edit/own-pact"))
    for number in (1, 2):
        sent = {"text": f"{SOUND}note: n{number}\n", "base": base, "token": token}
        answer = workshop.post("/api/workshop/save/own-pact", json=sent)
        assert answer.status_code == 200
        assert answer.json()["earlier"].startswith(f"000{number}-")
        base = answer.json()["base"]
    assert workshop.post("/api/workshop/save/own-pact", json={**sent, "base": "0"}).status_code == 409
    assert (folder / "own-pact.yaml").read_text().endswith("n2\n")


def test_a_completion_knows_the_treaties_of_the_library(workshop):
    answer = workshop.post("/api/workshop/complete", json={"before": "part_of: own", "after": ""})
    assert [item["text"] for item in answer.json()["items"]] == ["own-pact"]


def test_a_text_with_characters_that_cannot_be_kept_is_refused_and_given_back(workshop, folder):
    base = base_of(workshop.get("/workshop/edit/own-pact"))
    answer = saving(workshop, SOUND + "note: a\x07b\n", base)
    assert answer.status_code == 400
    assert "invisible control character" in answer.text
    assert (folder / "own-pact.yaml").read_text() == SOUND


def test_a_dossier_with_too_many_readings_can_be_edited_all_the_same(workshop, folder):
    (folder / "many.yaml").write_text(forty_disputes())
    page = workshop.get("/workshop/edit/many")
    assert page.status_code == 200
    assert "more than 4096 readings" in page.text


def test_a_chronicle_is_told_to_have_no_life(workshop, folder):
    (folder / "acts.yaml").write_text(
        "id: acts\ntitle: Acts\nform: chronicle\nrecord:\n  - {event: attack, on: 1941, by: SUN}\n"
    )
    assert "It has no life of its own" in workshop.get("/workshop/edit/acts").text


def test_the_page_of_a_treaty_leads_to_its_editor_or_to_a_copy(workshop, client):
    assert 'href="/workshop/open/own-pact"' in workshop.get("/treaty/own-pact").text
    assert workshop.get("/workshop/open/own-pact").url.path == "/workshop/edit/own-pact"
    copy = workshop.get("/workshop/open/un-charter")
    assert copy.url.path == "/workshop"
    assert 'name="original" list="originals" value="un-charter"' in copy.text
    assert "/workshop/open" not in client.get("/treaty/un-charter").text
