"""A workbench to ask without a browser: the application itself, on a fixed day."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from foedus.web.app import create_app
from foedus.web.settings import Settings

with warnings.catch_warnings():
    # starlette prefers a successor of httpx that few systems have yet, and says so when it is imported
    warnings.simplefilter("ignore", DeprecationWarning)
    warnings.filterwarnings("ignore", message="Using `httpx`")
    from starlette.testclient import TestClient

TODAY = "2026-11-24"


@pytest.fixture(scope="session")
def client() -> TestClient:
    """A client of a workbench over the bundled dossiers, without the workshop."""
    return TestClient(create_app(Settings(today=lambda: TODAY)), "http://localhost")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for the workshop: a sound dossier and a broken one."""
    made = tmp_path / "treaties"
    made.mkdir()
    (made / "own-pact.yaml").write_text(SOUND, encoding="utf-8")
    (made / "broken-pact.yaml").write_text(BROKEN, encoding="utf-8")
    return made


@pytest.fixture
def workshop(folder: Path) -> TestClient:
    """A client of a workbench with the workshop on `folder`; faults of the server come as answers."""
    return TestClient(create_app(Settings(workshop=folder, today=lambda: TODAY)), "http://localhost")


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
