"""Import: read a file of one of the known sources, and keep what it says as a folder of dossiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic
from foedus.intake.folder import Fate, keep, not_made, open_folder
from foedus.intake.made import LeftOut, Made, Outcome


@dataclass(slots=True)
class Summary:
    """What an import did: rows read and left out, what became of the dossiers, names that are in no register.

    gone: files of earlier imports for which this one made nothing, so that they are as they were.
    """

    source: str
    file: str
    rows: int = 0
    left_out: int = 0
    dossiers: int = 0
    incomplete: int = 0
    fates: Counter[Fate] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    local: Counter[str] = field(default_factory=Counter)

    def to_json(self) -> dict[str, object]:
        """The summary as JSON data."""
        return {
            "source": self.source,
            "file": self.file,
            "rows": self.rows,
            "rows_left_out": self.left_out,
            "dossiers": self.dossiers,
            "incomplete": self.incomplete,
            **{str(fate).replace(", ", "_").replace(" ", "_"): count for fate, count in sorted(self.fates.items())},
            "kept_files": self.kept,
            "no_longer_in_source": self.gone,
            "not_in_register": dict(sorted(self.local.items())),
        }


def bring_in(
    source: str,
    path: Path,
    out: Path,
    outcomes: Iterator[Outcome],
    tell: Callable[[Diagnostic], None],
    watch: Callable[[int], None] = lambda _: None,
) -> Summary:
    """Keep what an importer makes of the file at `path` in the folder `out`.

    `tell` is given each diagnostic as it comes: errors for rows that are left out, warnings for what a dossier
    lacks. `watch` is given the number of rows so far. Raises QuestionError if the folder may not be written to.
    """
    summary = Summary(source, path.name)
    first = next(outcomes, None)  # so that a file that cannot be read leaves no folder behind
    open_folder(out, source)
    made: set[str] = set()
    for outcome in _all(first, outcomes):
        match outcome:
            case LeftOut(why=why, rows=count):
                summary.rows += count
                summary.left_out += count
                tell(why)
            case Made():
                summary.rows += outcome.rows
                summary.dossiers += 1
                summary.incomplete += bool(outcome.notes)
                if outcome.local:
                    summary.local.update(outcome.local)
                for note in outcome.notes:
                    tell(note)
                made.add(outcome.id)
                fate = keep(out, source, outcome)
                summary.fates[fate] += 1
                if fate.startswith("kept"):
                    summary.kept.append(f"{outcome.id}.yaml" + fate.removeprefix("kept"))
                elif fate.endswith("kept"):
                    summary.kept.append(f"{outcome.id}.csv")
        watch(summary.rows)
    summary.gone = not_made(out, made)
    return summary


def _all(first: Outcome | None, rest: Iterable[Outcome]) -> Iterator[Outcome]:
    if first is not None:
        yield first
    yield from rest
