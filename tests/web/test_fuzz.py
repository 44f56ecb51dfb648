"""The JSON API, asked whatever its own description permits and some of what it does not.

Nothing makes it fail, and every answer is as the description says. The same questions are asked each time: some of
values that are made up, which are mostly turned away at the door, and some of values that lead somewhere.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.web.asked import BROKEN, SOUND, TODAY

from foedus.dossier.library import BUNDLED
from foedus.web.app import create_app
from foedus.web.settings import Settings

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]

PACTS = ["soviet-japanese-neutrality-pact", "tripartite-pact", "german-soviet-pact-1939", "treaty-of-berlin-1926"]
PARTIES = ["SUN", "JPN", "DEU", "Soviet Union", "ITA", "nobody"]
DAYS = ["1945-08-01", "1941", "1941-04-13/1945-04-05", "2026-11-24", "0001-01-01", "9999-12-31", "1945-04-05T15:00"]
EVENTS = ["denunciation", "signature", "attack", "soviet-attack-on-japan", "no-such-event"]
KNOWN: dict[str, list[Any]] = {
    "treaty": [*PACTS, "own-pact", "broken-pact", "none"],
    "party": PARTIES,
    "a": PARTIES,
    "b": PARTIES,
    "toward": PARTIES,
    "known_to": PARTIES,
    "on": DAYS,
    "from": DAYS,
    "to": DAYS,
    "event": EVENTS,
    "place": ["Manchuria", "Poland", "nowhere"],
    "transit": ["3 days", "1 month", "-1 day"],
    "q": ["pact", "%", "'"],
    "kind": ["neutrality", "none"],
    "page": [1, 2, 1000],
    "co_belligerents": ["true", "false"],
    "reading": ["notice-effect=at-once", "term-start=signature", "notice-effect=never", "law/day-of-expiry=in-force"],
    "drop": EVENTS,
    "move": [f"{event}={day}" for event in EVENTS for day in DAYS],
    "add": ["{event: denunciation, on: 1944-01-01, by: SUN}", "{event: dance}", "{"],
    "suppose": ["no-such-hypothesis"],
}
"""Values that lead somewhere, or nearly."""

QUIET = settings(
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def opened() -> Any:
    """The description of a workbench over a few dossiers, one of them broken, with its workshop on."""
    folder = Path(tempfile.mkdtemp(prefix="foedus-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in PACTS:
        shutil.copy(BUNDLED / f"{name}.yaml", folder)
    (folder / "own-pact.yaml").write_text(SOUND, encoding="utf-8")
    (folder / "broken-pact.yaml").write_text(BROKEN, encoding="utf-8")
    names = ("testserver", "localhost")
    app = create_app(Settings(workshop=folder, with_bundled=False, hosts=names, today=lambda: TODAY))
    made = schemathesis.openapi.from_asgi("/api/openapi.json", app)

    @made.hook
    def map_body(context, body):
        """Half of what would be saved carries the token, and is saved or refused for what it says."""
        if isinstance(body, dict) and len(str(body.get("token", "x"))) % 2 == 0:
            return {**body, "token": app.state.token}
        return body

    return made


api = opened()


@api.parametrize()
@settings(QUIET, max_examples=6)
def test_whatever_it_is_asked_the_api_answers_as_it_says(case):
    case.validate_response(case.call(), checks=CHECKS)


def _operations() -> list[Any]:
    return [found.ok() for found in api.get_all_operations() if found.ok().method.upper() == "GET"]


@pytest.mark.parametrize("operation", _operations(), ids=lambda operation: operation.path)
def test_questions_that_lead_somewhere_are_answered_as_the_api_says(operation):
    answered: list[int] = []

    @settings(QUIET, max_examples=15)
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        path = {one.name: data.draw(st.sampled_from(KNOWN[one.name])) for one in operation.path_parameters}
        query: dict[str, Any] = {}
        for one in operation.query:
            if one.name in KNOWN and (one.is_required or data.draw(st.integers(0, 3)) == 0):
                query[one.name] = data.draw(st.sampled_from(KNOWN[one.name]))
        case = operation.Case(path_parameters=path, query=query)
        response = case.call()
        case.validate_response(response, checks=CHECKS)
        answered.append(response.status_code)

    ask()
    assert 200 in answered, f"no question led anywhere: {answered}"
