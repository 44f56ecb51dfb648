"""check: the diagnostics of dossiers, for people or as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from foedus.answers.groundwork.finding import verdict_of
from foedus.cli.output import emit_json
from foedus.dossier.load import Loaded, load_file, load_folder
from foedus.errors import QuestionError


def show_check(paths: Iterable[Path], as_json: bool) -> int:
    """Print every diagnostic of the dossiers in `paths`; 1 if any has errors, else 0.

    The verdict in JSON is whether the dossiers can be used: every one, some or none of them.
    """
    loaded = [found for path in paths for found in _load(path)]
    diagnostics = [diagnostic for found in loaded for diagnostic in found.diagnostics]
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    if as_json:
        emit_json(
            {
                "question": "Can these dossiers be used?",
                "verdict": verdict_of([found.dossier is not None for found in loaded]),
                "answers": [
                    {"value": asdict(diagnostic), "readings": [{}], "reasons": []} for diagnostic in diagnostics
                ],
                "hinges": [],
            }
        )
        return 1 if errors else 0
    for diagnostic in diagnostics:
        colour = "red" if diagnostic.severity == "error" else "yellow"
        click.echo(click.style(str(diagnostic), fg=colour))
    good = sum(found.dossier is not None for found in loaded)
    total = [_counted(len(loaded), "dossier"), f"{good} usable", _counted(errors, "error")]
    click.echo(", ".join([*total, _counted(warnings, "warning")]))
    return 1 if errors else 0


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _load(path: Path) -> list[Loaded]:
    if path.is_dir():
        if not (found := load_folder(path)):
            raise QuestionError(f"{path} holds no dossier: the name of a dossier's file ends in .yaml")
        return found
    if not path.exists():
        raise QuestionError(f"{path} does not exist")
    return [load_file(path)]
