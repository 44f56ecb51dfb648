"""What the tests of the workbench share beside fixtures: a client, its token, dossiers of several kinds."""

from __future__ import annotations

import json
import re
import warnings

import httpx

with warnings.catch_warnings():
    # starlette prefers a successor of httpx that few systems have yet, and says so when it is imported
    warnings.simplefilter("ignore", DeprecationWarning)
    warnings.filterwarnings("ignore", message="Using `httpx`")
    from starlette.testclient import TestClient

__all__ = ["BROKEN", "EVIL", "SOUND", "TODAY", "TestClient", "base_of", "forty_disputes", "hostile", "token_of"]

TODAY = "2026-11-24"

SOUND = """\
id: own-pact
title: Own Pact
kind: neutrality
parties: [SUN, JPN]
terms:
  entry_into_force: {when: signature, article: "3"}
  term: {length: 5 years, article: "3"}
record:
  - {event: signature, on: 1941-04-13, by: [SUN, JPN], source: text}
sources:
  text: {title: The text}
"""

BROKEN = (
    SOUND.replace("own-pact", "broken-pact").replace("Own Pact", "Broken Pact").replace("on: 1941-", "on: 1941-13-")
)
"""Its ninth line has a date that is none."""


def token_of(workshop: TestClient) -> str:
    """The token that the pages of a workshop carry."""
    return _hidden(workshop.get("/workshop").text, "token")


def base_of(answer: httpx.Response) -> str:
    """What an editor's page says that the file held when it was opened."""
    return _hidden(answer.text, "base")


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, f"the page has no field {name}"
    return found.group(1)


def forty_disputes(number: int = 40) -> str:
    """A dossier, `many`, whose end is the earliest of so many acts, each on one of two days."""
    lines = ["id: many", "title: Many", "parties: [SUN, JPN]", "terms:"]
    lines += ["  entry_into_force: {when: signature}", "  term: {indefinite: true}", "record:"]
    lines += ["  - {event: signature, on: 1941-04-13, by: [SUN, JPN]}"]
    lines += [
        f"  - {{event: termination, id: t-{n}, on: {{dispute: d-{n}}}, by: [SUN, JPN], effect: ends}}"
        for n in range(number)
    ]
    lines.append("disputes:")
    for n in range(number):
        lines += [f"  d-{n}:", "    question: On which day?", "    positions:"]
        lines += [f"      early: {{value: {1950 + n}-01-01}}", f"      late: {{value: {1990 - n}-01-01}}"]
    return "\n".join(lines) + "\n"


EVIL = (
    "</textarea></title></script></style>--><script>alert(1)</script>\"'>"
    "<img src=x onerror=alert(1)>{{7*7}}{%raw%}&lt;b&gt;"
)
"""Text that would become markup, were it not escaped where it is shown."""


def hostile() -> str:
    """A dossier, `hostile`, that is sound and has EVIL in every field that takes any text."""
    text = json.dumps(EVIL)
    link = json.dumps("javascript:alert(1)")
    return f"""\
id: hostile
title: {text}
also_called: [{text}, {link}]
kind: neutrality
summary: {text}
parties: [EVL, SUN, JPN]
languages: [{text}]
published: [{text}, {link}]
note: {text}
actors:
  EVL: {{name: {text}, kind: non-state}}
secret:
  - {{part: {text}, until: 1950, known_to: [SUN], source: evil}}
terms:
  binding: {{by: ratification, article: {text}, note: {text}}}
  entry_into_force: {{when: signature, article: {text}, note: {text}}}
  term: {{length: 5 years, from: {{dispute: start}}, article: {link}}}
  denunciation: {{notice: 1 year, before: term_end, article: {text}}}
  duties:
    - {{id: peace, bearer: each, toward: other, refrain: attack, article: {text}, note: {text}}}
    - {{id: talks, bearer: each, toward: other, consult: {text}, article: {text}}}
record:
  - {{event: signature, id: signing, on: 1941-04-13, place: {text}, by: {{EVL: [{text}], SUN: [], JPN: []}},
     what: {text}, note: {text}, source: evil}}
  - {{event: attack, id: attack, on: 1944-01-01, by: EVL, to: SUN, territory: {text}, what: {text},
     source: [evil, link]}}
  - {{event: denunciation, id: leaving, on: 1945-01-01, by: SUN, what: {link}, source: evil}}
disputes:
  start:
    question: {text}
    note: {text}
    positions:
      one: {{value: signature, held_by: [{text}, {link}], note: {text}}}
      two: {{value: 1942-01-01, held_by: {text}, source: evil}}
sources:
  evil: {{title: {text}, number: {text}, note: {text}}}
  link: {{title: {link}, number: {link}}}
statements:
  - {{says: {text}, on: 1941, source: evil}}
hypotheses:
  - {{id: what-if, says: {text}, events: [{{event: denunciation, id: other, on: 1943-01-01, by: JPN, what: {text}}}]}}
"""
