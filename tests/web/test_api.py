"""The JSON API: the same objects as `--json`, described by its own OpenAPI, errors as objects."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from tests.web.asked import TestClient

from foedus.cli.main import main

PACT = "soviet-japanese-neutrality-pact"
ON = ["--on", "1942-01-01"]
SAME: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "status": (f"/treaties/{PACT}/status", {"on": "1945-08-01"}, ["status", PACT, "--on", "1945-08-01"]),
    "status of a party": (
        f"/treaties/{PACT}/status",
        {"on": "1945-08-01", "party": "Japan"},
        ["status", PACT, "--on", "1945-08-01", "--party", "Japan"],
    ),
    "a reading": (
        f"/treaties/{PACT}/status",
        {"on": "1945-08-01", "reading": ["notice-effect=at-once"]},
        ["status", PACT, "--on", "1945-08-01", "--reading", "notice-effect=at-once"],
    ),
    "what if": (
        f"/treaties/{PACT}/status",
        {"on": "1946-05-01", "move": ["denunciation=1945-04-14"]},
        ["whatif", PACT, "--move", "denunciation=1945-04-14", "--", "status", PACT, "--on", "1946-05-01"],
    ),
    "timeline": (f"/treaties/{PACT}/timeline", {}, ["timeline", PACT]),
    "deadlines": (
        f"/treaties/{PACT}/deadlines",
        {"from": "1941-01-01", "to": "1950-01-01"},
        ["deadlines", PACT, "--from", "1941-01-01", "--to", "1950-01-01"],
    ),
    "judge": (
        f"/treaties/{PACT}/judge",
        {"event": "soviet-attack-on-japan"},
        ["judge", PACT, "soviet-attack-on-japan"],
    ),
    "between": ("/between", {"a": "SUN", "b": "JPN", "on": "1942-01-01"}, ["between", "SUN", "JPN", *ON]),
    "duties": ("/parties/JPN/duties", {"on": "1942-01-01"}, ["duties", "JPN", *ON]),
    "fronts": ("/parties/SUN/fronts", {"on": "1942-01-01"}, ["fronts", "SUN", *ON]),
    "conflicts": ("/conflicts", {"on": "1942-01-01", "party": "JPN"}, ["conflicts", "--party", "JPN", *ON]),
    "pairs": ("/pairs", {"on": "1942-01-01"}, ["pairs", *ON]),
    "territory": ("/territory", {}, ["territory", "--all"]),
    "status of all": ("/status", {"on": "1942-01-01", "party": "JPN"}, ["status", "--party", "JPN", *ON]),
    "list": ("/treaties", {"party": "JPN"}, ["list", "--party", "JPN"]),
    "deadlines of all": (
        "/deadlines",
        {"party": "JPN", "from": "1942-01-01"},
        ["deadlines", "--party", "JPN", "--from", "1942-01-01"],
    ),
    "schema": ("/schema", {}, ["schema"]),
}


@pytest.mark.parametrize(("path", "params", "words"), SAME.values(), ids=SAME.keys())
def test_an_answer_is_the_object_that_the_command_prints(
    client: TestClient, path: str, params: dict[str, Any], words: list[str]
) -> None:
    ran = CliRunner().invoke(main, [*words, "--json"])
    assert ran.exit_code == 0, ran.output
    answer = client.get(f"/api{path}", params=params)
    assert answer.status_code == 200, answer.text
    assert answer.json() == json.loads(ran.stdout)


def test_a_brief_is_the_object_that_the_command_prints(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.cli.main.today", lambda: "2026-11-24")
    ran = CliRunner().invoke(main, ["brief", PACT, "--json"])
    assert client.get(f"/api/treaties/{PACT}/brief").json() == json.loads(ran.stdout)


@pytest.mark.parametrize("part", ["acts", "clauses", "open-points", "participants", "brief"])
def test_every_answer_is_of_the_shape_that_is_described(client: TestClient, part: str) -> None:
    described = client.get("/api/openapi.json").json()
    shape = described["paths"][f"/api/treaties/{{treaty}}/{part}"]["get"]["responses"]["200"]["content"]
    schema = {**shape["application/json"]["schema"], "components": described["components"]}
    data = client.get(f"/api/treaties/{PACT}/{part}", params={"on": "1945-08-01"}).json()
    jsonschema.validate(data, schema)
    assert data["answers"]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/api/treaties/nothing/status", 404, "no treaty 'nothing'"),
        (f"/api/treaties/{PACT}/status?on=1945-02-31", 400, "1945-02-31"),
        (f"/api/treaties/{PACT}/status?reading=x=y", 400, "no dispute 'x'"),
        ("/api/between?a=SUN", 400, "b: Field required"),
        ("/api/between?a=SUN&b=Atlantis", 400, "no actor is called 'Atlantis'"),
        ("/api/nothing", 404, "no page /api/nothing"),
        (f"/api/treaties/{PACT}/status?add={'x' * 2001}", 400, "2001 characters"),
    ],
)
def test_an_error_is_an_object_with_its_message(client: TestClient, path: str, status: int, says: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert says in answer.json()["error"]
    assert answer.json()["details"] == []


def test_nothing_but_the_api_is_described(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert all(path.startswith("/api/") for path in described["paths"])
    page = client.get("/api").text
    assert all(path in page for path in described["paths"])


def test_no_page_of_documents_loads_scripts_from_elsewhere(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
