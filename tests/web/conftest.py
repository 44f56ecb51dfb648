"""A workbench to ask without a browser: the application itself, on a fixed day."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.web.asked import BROKEN, SOUND, TODAY, TestClient

from foedus.web.app import create_app
from foedus.web.settings import Settings


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
    return TestClient(
        create_app(Settings(workshop=folder, with_bundled=False, today=lambda: TODAY)), "http://localhost"
    )
