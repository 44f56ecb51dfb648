"""The JSON API, asked whatever its own description permits and some of what it does not.

Nothing makes it fail, and every answer is as the description says. The same questions are asked each time.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, Phase, settings
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
TREATIES = [*PACTS, "own-pact", "broken-pact", "none"]
PARTIES = ["SUN", "JPN", "DEU", "Soviet Union", "ITA", "ZZZ"]
DAYS = ["1945-08-01", "1941", "1941-04-13/1945-04-05", "2026-11-24", "0001-01-01", "9999-12-31", "1945-04-05T15:00"]
READINGS = ["notice-effect=at-once", "term-start=signature", "law/day-of-expiry=in-force", "notice-effect=never"]
EVENTS = ["denunciation", "signature", "attack", "soviet-attack-on-japan"]
KNOWN = {
    "treaty": TREATIES,
    "party": PARTIES,
    "a": PARTIES,
    "b": PARTIES,
    "on": DAYS,
    "from": DAYS,
    "to": DAYS,
    "start": DAYS,
    "end": DAYS,
    "reading": READINGS,
    "event": EVENTS,
    "drop": EVENTS,
    "move": [f"{event}={day}" for event in EVENTS for day in DAYS[:2]],
    "id": ["own-pact", "broken-pact", "fuzzed"],
}
"""Values that lead somewhere, for half of the questions: what is made up is turned away at the door too soon."""


def opened() -> object:
    """The description of a workbench over a few dossiers, one of them broken, with its workshop on."""
    folder = Path(tempfile.mkdtemp(prefix="foedus-fuzz-"))
    for name in PACTS:
        shutil.copy(BUNDLED / f"{name}.yaml", folder)
    (folder / "own-pact.yaml").write_text(SOUND, encoding="utf-8")
    (folder / "broken-pact.yaml").write_text(BROKEN, encoding="utf-8")
    names = ("testserver", "localhost")
    app = create_app(Settings(workshop=folder, with_bundled=False, hosts=names, today=lambda: TODAY))
    made = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    token = app.state.token

    def known(given: dict[str, object] | None) -> dict[str, object] | None:
        if not given:
            return given
        return {name: _known(name, value) for name, value in given.items()}

    @made.hook
    def map_path_parameters(context, path_parameters):
        return known(path_parameters)

    @made.hook
    def map_query(context, query):
        return known(query)

    @made.hook
    def map_body(context, body):
        if isinstance(body, dict) and len(str(body.get("token", ""))) % 2 == 0 and "token" in body:
            return {**body, "token": token}
        return body

    return made


def _known(name: str, value: object) -> object:
    if isinstance(value, list):
        return [_known(name, part) for part in value]
    turn = sum(map(ord, str(value))) % (2 * len(KNOWN.get(name, ())) or 1)
    return KNOWN[name][turn] if name in KNOWN and turn < len(KNOWN[name]) else value


api = opened()


@api.parametrize()
@settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_api_answers_as_it_says(case):
    response = case.call()
    case.validate_response(response, checks=CHECKS)
