"""The Judge page, asked without a browser."""

from __future__ import annotations

import csv
import io
import re

from tests.web.asked import TestClient

import foedus

PACT = "soviet-japanese-neutrality-pact"
ATTACK = f"/judge?treaty={PACT}&act=soviet-attack-on-japan"


def row(page: str, says: str) -> list[str]:
    """The verdicts of the row of the duty that says this."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    (found,) = (text for text in rows if says in text)
    return re.findall(r'<span class="judged [^"]*">([^<]*)</span>', found.replace("&#39;", "'"))


def test_one_chooses_a_record_then_an_act(client: TestClient) -> None:
    assert f"/judge?treaty={PACT}" in client.get("/judge").text
    acts = client.get(f"/judge?treaty={PACT}").text
    assert f"/judge?treaty={PACT}&amp;act=soviet-attack-on-japan" in acts
    found = client.get("/judge?treaty=second-world-war&q=finland").text
    assert "act=ussr-attacks-finland" in found
    assert "act=germany-attacks-poland" not in found
    assert "act=" not in client.get("/judge?treaty=second-world-war&q=zzzz").text


def test_every_act_that_is_listed_can_be_judged(client: TestClient) -> None:
    listed = client.get("/judge?treaty=far-east-1931-1945").text
    acts = re.findall(r"/judge\?treaty=far-east-1931-1945&amp;act=([\w-]+)", listed)
    assert len(acts) > 20
    for act in acts:
        assert client.get(f"/judge?treaty=far-east-1931-1945&act={act}").status_code == 200, act


def test_the_verdicts_stand_side_by_side_with_their_readings_and_reasons(client: TestClient) -> None:
    page = client.get(ATTACK).text
    assert set(row(page, "Art. 1: each party refrains from attack")) == {
        "breach",
        "excused",
        "outside the duty's life",
    }
    assert "notice-effect = at-once" in page
    assert page.count('<details class="why">') >= 15
    assert 'class="verdict v-some"' in page


def test_a_position_taken_leaves_one_column(client: TestClient) -> None:
    page = client.get(f"{ATTACK}&reading={PACT}%2Fnotice-effect%3Dat-once").text
    assert row(page, "Art. 1: each party refrains from attack") == ["outside the duty's life"]
    assert 'class="verdict v-none"' in page
    taken = re.search(r'data-key="soviet-japanese-neutrality-pact/notice-effect=at-once" aria-current="true"', page)
    assert taken is not None


def test_each_switch_leads_to_the_page_with_that_position(client: TestClient) -> None:
    page = client.get(ATTACK).text
    links = re.findall(r'<a href="(/judge[^"]*)" data-swap data-key="[^"]*=[^"]+"', page)
    assert len(links) > 15
    for link in links[:6]:
        answer = client.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert "1 position is taken" in " ".join(answer.text.split())


def test_a_secret_treaty_is_left_out_for_those_who_could_not_know_it(client: TestClient) -> None:
    assert "yalta-agreement-on-japan" in client.get(ATTACK).text
    for_japan = client.get(f"{ATTACK}&known_to=JPN").text
    tables = for_japan.partition('id="hangs"')[0]
    assert "/treaty/yalta-agreement-on-japan" not in tables
    assert client.get(f"{ATTACK}&known_to=Atlantis").status_code == 400


def test_what_is_not_there_is_told(client: TestClient) -> None:
    unknown = client.get("/judge?treaty=nothing&act=x")
    assert unknown.status_code == 404
    no_act = client.get(f"/judge?treaty={PACT}&act=nothing")
    assert no_act.status_code == 400
    assert "its acts are" in no_act.text


def test_the_exports_are_those_of_the_package(client: TestClient) -> None:
    query = f"treaty={PACT}&act=soviet-attack-on-japan"
    found = foedus.judge(foedus.library(), PACT, "soviet-attack-on-japan")
    assert client.get(f"/judge/verdicts.json?{query}").json() == found.to_json()
    rows = list(csv.DictReader(io.StringIO(client.get(f"/judge/verdicts.csv?{query}").text)))
    assert [told["verdict"] for told in rows] == [answer.value["verdict"] for answer in found.answers]
