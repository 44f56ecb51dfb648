"""What the tests of tables share: a library of few dossiers, and tables of it by each engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from foedus.answers.groundwork.asking import when
from foedus.dossier.library import Library, bundled
from foedus.dossier.load import load_text
from foedus.dossier.model import Dossier
from foedus.tables.cells import cells
from foedus.tables.duck import Duck
from foedus.tables.making import panel
from foedus.tables.panel import Plan, unit

PACT = "soviet-japanese-neutrality-pact"
Row = dict[str, Any]


def only(*keys: str) -> Library:
    """A library of these bundled dossiers alone."""
    return Library({}, {key: bundled()[key] for key in keys})


def shelf(*texts: str) -> Library:
    """A library of dossiers written here."""
    found: dict[str, Dossier] = {}
    for text in texts:
        loaded = load_text(text)
        assert loaded.dossier is not None, loaded.diagnostics
        found[loaded.dossier.id] = loaded.dossier
    return Library({}, found)


def panel_of(
    library: Library,
    name: str,
    start: str,
    end: str,
    *,
    count: str = "any-day",
    readings: tuple[str, ...] = (),
    **said: Any,
) -> list[Row]:
    """The rows of a panel, by DuckDB."""
    who, length = unit(name)
    plan = Plan(who, cells(length, when(start).first, when(end).last), count, **said)  # type: ignore[arg-type]
    made = panel(Duck(), library, plan, readings)
    with Duck().asked(made.tables, made.sql) as reader:
        found: list[Row] = reader.read_all().to_pylist()
    assert len(found) == made.rows
    return found


@pytest.fixture
def pact() -> Callable[..., list[Row]]:
    """Panels of the pact alone."""
    return lambda *args, **said: panel_of(only(PACT), *args, **said)
