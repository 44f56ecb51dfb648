"""An import of a sample table into a folder, for tests."""

from __future__ import annotations

from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic
from foedus.dossier.library import Library, library
from foedus.dossier.load import load_folder
from foedus.intake.run import Summary, bring_in
from foedus.intake.sources import outcomes

SAMPLES = Path(__file__).parent / "samples"


class Brought:
    """An import that was run: the folder, its summary, what was told on the way."""

    def __init__(self, folder: Path, summary: Summary, told: list[Diagnostic]) -> None:
        self.folder, self.summary, self.told = folder, summary, told

    @property
    def library(self) -> Library:
        return library(self.folder, with_bundled=False)

    @property
    def errors(self) -> list[Diagnostic]:
        return [one for one in self.told if one.severity == "error"]

    def usable(self) -> bool:
        return all(loaded.dossier is not None and not loaded.diagnostics for loaded in load_folder(self.folder))


def bring(source: str, file: Path, out: Path, **options: str) -> Brought:
    told: list[Diagnostic] = []
    summary = bring_in(source, file, out, outcomes(source, file, **options), told.append)
    return Brought(out, summary, told)
