"""What the tables of cases share: the bundled dossiers, read once."""

import pytest

import foedus


@pytest.fixture(scope="session")
def shelf():
    return foedus.library()
