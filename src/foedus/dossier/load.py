"""Reading dossiers: text to a `Dossier`, with every fault as a diagnostic.

Beancount's way: bad data is a value. A file that cannot be used gives no dossier and its diagnostics; all
that is wrong is reported in one run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from foedus.dossier.check import check, check_name
from foedus.dossier.diagnostics import Diagnostic
from foedus.dossier.disputes import spread, unknown_disputes, unsettled
from foedus.dossier.explain import explain
from foedus.dossier.model import Dossier
from foedus.dossier.participants import read_participants
from foedus.dossier.yaml_text import Tree, read_file, read_text


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of reading one file: the dossier, None if it has errors, and the diagnostics."""

    file: str
    dossier: Dossier | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that make the dossier unusable."""
        return tuple(found for found in self.diagnostics if found.severity == "error")


def load_file(path: Path, name: str | None = None) -> Loaded:
    """The dossier in the file at `path`; `name` is what diagnostics call it (its path by default)."""
    file = name or str(path)
    tree, faults = read_file(path, file)
    loaded = _from_tree(tree, faults, file, path.parent)
    if tree is None or loaded.dossier is None or not (wrong := check_name(loaded.dossier, tree, path)):
        return loaded
    return Loaded(file, None, tuple(sorted((*loaded.diagnostics, *wrong))))


def load_text(text: str, file: str = "<text>", folder: Path | None = None) -> Loaded:
    """The dossier in YAML `text`. `folder` is where a CSV of participants is looked for."""
    tree, faults = read_text(text, file)
    return _from_tree(tree, faults, file, folder)


def load_folder(folder: Path) -> list[Loaded]:
    """Every `*.yaml` file below `folder`, by name."""
    return [load_file(path, str(path)) for path in sorted(folder.rglob("*.yaml"))]


def _from_tree(tree: Tree | None, faults: list[Diagnostic], file: str, folder: Path | None) -> Loaded:
    if tree is None:
        return Loaded(file, None, tuple(faults))
    if not isinstance(tree.data, dict):
        found = "a list" if isinstance(tree.data, list) else "plain text" if tree.data else "an empty file"
        expected = "the keys of a dossier: id, title, parties, terms, record …"
        fault = Diagnostic(file, 1, 1, found, expected, "begin with 'id: …' and 'title: …', a line each")
        return Loaded(file, None, (*faults, fault))
    if tree.disputed:
        faults = [*faults, *unknown_disputes(tree)]
    dossier: Dossier | None = None
    try:
        dossier = Dossier.model_validate(_prepared(tree, file))
    except ValidationError as error:
        already = unsettled(tree)
        faults += [found for found in explain(error, Dossier, tree) if found.where not in already]
    if dossier is not None and not faults:
        faults += check(dossier, tree)
        if dossier.participants is not None and not _has_errors(faults):
            dossier, more = read_participants(dossier, tree, folder)
            faults += more
    usable = dossier is not None and not _has_errors(faults)
    return Loaded(file, dossier if usable else None, tuple(sorted(set(faults))))


def _has_errors(faults: Iterable[Diagnostic]) -> bool:
    return any(found.severity == "error" for found in faults)


def _prepared(tree: Tree, file: str) -> dict[str, Any]:
    """The data with disputes spread and each event's file and line in it."""
    assert isinstance(tree.data, dict)
    disputes = tree.data.get("disputes")
    scope = tree.data.get("id")
    known = disputes if isinstance(disputes, dict) else {}
    data: dict[str, Any] = {
        key: spread(value, known, str(scope)) if tree.disputed and key != "disputes" else value
        for key, value in tree.data.items()
    }
    record = data.get("record")
    if isinstance(record, list):
        lines = tree.lines(("record",))
        data["record"] = [
            {**event, "line": line, "file": file} if isinstance(event, dict) else event
            for event, line in zip(record, lines, strict=True)
        ]
    data["file"] = file
    return data
