"""Folders of dossiers made from the sample tables, and the real tables where they are at hand."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake.bringing import SAMPLES, Brought, bring


@pytest.fixture
def brought(tmp_path: Path) -> Callable[..., Brought]:
    def run(source: str, name: str, **options: str) -> Brought:
        return bring(source, SAMPLES / name, tmp_path / source, **options)

    return run


@pytest.fixture
def real() -> Callable[[str], Path]:
    """The real table with this name, in the folder that the variable FOEDUS_DATA names."""

    def find(name: str) -> Path:
        folder = os.environ.get("FOEDUS_DATA")
        if not folder:
            pytest.skip("FOEDUS_DATA names no folder with the real tables")
        path = Path(folder) / name
        if not path.exists():
            pytest.skip(f"FOEDUS_DATA has no {name}")
        return path

    return find
