"""Who may ask the workbench, how much may be sent, how long an answer may take, what a page may do."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest
from starlette.types import Message, Scope
from tests.web.asked import SOUND, TestClient, forty_disputes, token_of

from foedus.web.app import create_app
from foedus.web.security import HEADERS, LONGEST_QUERY, Guard
from foedus.web.settings import Settings
from foedus.worlds import DEFAULT_LIMIT

PACT = "/treaty/soviet-japanese-neutrality-pact"


@pytest.mark.parametrize("path", ["/", PACT, "/no/such/page", "/api/no-such", "/static/style.css", "/static/none.css"])
def test_every_answer_says_what_a_page_may_do(client, path):
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_a_page_may_load_from_the_workbench_alone_and_run_nothing_inline():
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", ""]
)
def test_a_foreign_name_for_this_machine_is_refused(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "localhost" in answer.text
    assert "Library" not in answer.text.partition("<main")[2]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:80", "[::1]:8000", "[::1]"])
def test_the_names_of_this_machine_are_answered(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


def test_further_names_can_be_told():
    told = TestClient(create_app(Settings(hosts=("treaties.example",))), "http://treaties.example")
    assert told.get("/").status_code == 200
    assert told.get("/", headers={"host": "localhost"}).status_code == 400


def test_an_address_that_is_too_long_is_refused(client):
    assert client.get("/?on=" + "1" * 20_000).status_code == 414


def test_a_request_that_says_that_it_is_too_large_is_refused(workshop):
    answer = workshop.post("/api/workshop/check", json={"id": "own-pact", "text": "x" * 5_000_000})
    assert answer.status_code == 413
    assert "4,194,304 bytes" in answer.json()["error"]


def test_a_request_that_does_not_say_how_large_it_is_is_read_no_further_than_the_bound(folder):
    read = []

    def endless():
        while True:
            read.append(1)
            yield b"x" * 1_000

    small = TestClient(create_app(Settings(workshop=folder, most_bytes=10_000)), "http://localhost")
    answer = small.post("/api/workshop/check", content=islice(endless(), 100))
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"


def test_a_body_that_does_not_come_is_not_waited_for():
    sent: list[Message] = []

    async def never() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    async def take(message: Message) -> None:
        sent.append(message)

    app = create_app(Settings(most_seconds=0.05))
    head = [(b"host", b"localhost"), (b"content-length", b"10")]
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "raw_path": b"/",
        "query_string": b"",
        "headers": head,
    }
    scope |= {"app": app, "root_path": "", "scheme": "http", "server": ("localhost", 80), "http_version": "1.1"}
    guard = Guard(app, Settings(most_seconds=0.05))
    with ThreadPoolExecutor(1) as pool:  # in a thread of its own: in this one a browser's loop may run
        pool.submit(lambda: asyncio.run(guard(scope, never, take))).result()
    assert sent[0]["status"] == 408


def test_an_answer_that_takes_too_long_is_given_up_with_a_word_on_what_to_do(tmp_path: Path):
    (tmp_path / "many.yaml").write_text(forty_disputes(11), encoding="utf-8")
    hasty = TestClient(create_app(Settings(folders=(tmp_path,), most_seconds=0.2)), "http://localhost")
    answer = hasty.get("/treaty/many")
    assert answer.status_code == 503
    assert "takes more than 0.2 seconds" in answer.text
    assert "take a position" in answer.text


@pytest.mark.parametrize(
    "clauses",
    [
        "term: {length: 1 day}\n  renewal: {tacit: 1 day}\n  denunciation: {notice: 1 day, before: term_end}",
        "term: {indefinite: true}\n  denunciation: {notice: 1 day, window: {every: 1 day, open: 1 day}}",
    ],
    ids=["renewed every day", "to be left every day"],
)
def test_one_reading_that_counts_through_thousands_of_years_is_given_up_too(tmp_path: Path, clauses):
    text = SOUND.replace('term: {length: 5 years, article: "3"}', clauses).replace("1941-04-13", "0100-04-13")
    (tmp_path / "own-pact.yaml").write_text(text, encoding="utf-8")
    settings = Settings(folders=(tmp_path,), with_bundled=False, most_seconds=0.3)
    answer = TestClient(create_app(settings), "http://localhost").get("/api/treaties/own-pact/deadlines")
    assert answer.status_code == 503
    assert "takes more than 0.3 seconds" in answer.json()["error"]


def test_too_many_readings_are_told_and_not_sampled(tmp_path: Path):
    (tmp_path / "many.yaml").write_text(forty_disputes(40), encoding="utf-8")
    patient = TestClient(create_app(Settings(folders=(tmp_path,), most_seconds=120)), "http://localhost")
    answer = patient.get("/treaty/many")
    assert answer.status_code == 503
    assert "more than 4096 readings" in answer.text


FORGED = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://localhost.evil.example"},
    {"origin": "http://localhost:81"},
    {"origin": "http://["},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
]


@pytest.mark.parametrize("headers", FORGED, ids=lambda headers: " ".join(headers.values()))
def test_a_change_that_another_site_asks_for_is_refused_though_it_had_the_token(workshop, folder, headers):
    data = {"id": "forged", "token": token_of(workshop)}
    assert workshop.post("/workshop/new", data=data, headers=headers).status_code == 403
    assert not (folder / "forged.yaml").exists()


def test_a_change_from_an_own_page_is_taken(workshop, folder):
    data = {"id": "real", "token": token_of(workshop)}
    headers = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    assert workshop.post("/workshop/new", data=data, headers=headers, follow_redirects=False).status_code == 303
    assert (folder / "real.yaml").exists()


@pytest.mark.parametrize("token", ["", "wrong", "é"])
def test_nothing_is_written_without_the_token(workshop, folder, token):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    saving = {"text": "id: own-pact\n", "base": "", "token": token}
    assert workshop.post("/workshop/new", data={"id": "x", "token": token}).status_code == 403
    assert workshop.post("/workshop/edit/own-pact", data={**saving, "action": "save"}).status_code == 403
    assert workshop.post("/api/workshop/save/own-pact", json=saving).status_code == 403
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_no_address_that_is_only_looked_at_changes_a_file(workshop, folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    token = token_of(workshop)
    for path in ("/workshop/new", "/workshop/edit/own-pact", "/api/workshop/save/own-pact"):
        workshop.get(path, params={"id": "got", "text": "gone", "token": token, "action": "save", "base": ""})
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("path", ["/workshop", "/workshop/edit/un-charter", "/workshop/history/un-charter"])
def test_the_workshop_is_off_unless_asked_for(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "foedus serve --workshop" in answer.text
    assert client.post("/api/workshop/complete", json={"before": "", "after": ""}).status_code == 404


def test_a_fault_of_the_workbench_itself_is_told_without_its_inside_and_with_the_headers():
    app = create_app(Settings())

    @app.get("/fault")
    def fault() -> None:
        raise ZeroDivisionError("the inside")

    answer = TestClient(app, "http://localhost", raise_server_exceptions=False).get("/fault")
    assert answer.status_code == 500
    assert "the inside" not in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_bounds_are_those_that_the_documents_state():
    page = " ".join((Path(__file__).parents[2] / "docs" / "workbench.md").read_text(encoding="utf-8").split())
    seconds = {10.0: "ten"}[Settings().most_seconds]
    mebibytes, kibibytes = Settings().most_bytes // 2**20, LONGEST_QUERY // 2**10
    assert f"A request has at most {mebibytes} MiB, an address {kibibytes} KiB" in page
    assert f"a question {DEFAULT_LIMIT:,} readings and {seconds} seconds" in page
