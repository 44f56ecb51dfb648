"""A dossier that is being written: what is wrong in it, and what it comes to in the library as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from foedus.answers.acts import acts
from foedus.answers.deadlines import deadlines
from foedus.answers.groundwork.finding import Answer, Finding
from foedus.answers.status import status
from foedus.chronology.days import day
from foedus.dossier.check import check_name
from foedus.dossier.diagnostics import Diagnostic
from foedus.dossier.library import Library
from foedus.dossier.load import load_text
from foedus.dossier.model import Dossier
from foedus.dossier.yaml_text import read_text
from foedus.outlets.life_marks import blocks_of, letter
from foedus.outlets.life_strip import Strips, life_strips
from foedus.web.treaty_view import MOST_DUES, MOST_READINGS, Shown, drawn_life, life_picture


@dataclass(frozen=True, slots=True)
class Checked:
    """A text that was checked: the dossier, None if it cannot be used, and every fault in order of place."""

    file: str
    dossier: Dossier | None
    faults: tuple[Diagnostic, ...]

    @property
    def errors(self) -> int:
        """How many faults make it unusable."""
        return sum(fault.severity == "error" for fault in self.faults)

    @property
    def warnings(self) -> int:
        """How many faults do not."""
        return len(self.faults) - self.errors

    @property
    def elsewhere(self) -> tuple[Diagnostic, ...]:
        """The faults of other files: those in the CSV of participants."""
        return tuple(fault for fault in self.faults if fault.file != self.file)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a dossier comes to on a day: its status, its life with the picture of it, what falls due.

    `lines` are the letters of the readings drawn with what each says, `strips` the small picture of each in turn,
    `svg` the whole one, `more_readings` how many are not drawn;
    `dues` what falls due from the day on, or of its whole life where nothing does. `hinges` are the disputes on
    which the life hangs, with what each asks.
    """

    status: Finding
    lines: tuple[tuple[str, Answer], ...]
    strips: Strips
    more_readings: int
    svg: str
    dues: tuple[Answer, ...]
    dues_ahead: bool
    hinges: tuple[tuple[str, str], ...]


def check_draft(text: str, key: str, folder: Path) -> Checked:
    """The check of `text` as the dossier `key`, whose CSV of participants lies in `folder`."""
    file = f"{key}.yaml"
    loaded = load_text(text, file, folder)
    faults: Sequence[Diagnostic] = loaded.diagnostics
    if loaded.dossier is not None and (tree := read_text(text, file)[0]) is not None:
        faults = sorted((*faults, *check_name(loaded.dossier, tree, folder / file)))
    usable = not any(fault.severity == "error" for fault in faults)
    return Checked(file, loaded.dossier if usable else None, tuple(faults))


def outcome(library: Library, dossier: Dossier, on: str) -> Outcome | None:
    """What `dossier` comes to on the day `on` (ISO) if it stood in the library; None for a chronicle, without a life.

    Raises FoedusError (TooManyReadings, OutOfTime among them) where that cannot be told.
    """
    if dossier.is_chronicle:
        return None
    changed, key = library.changing(dossier), dossier.id
    life, _ = drawn_life(changed, key, Shown(), ())
    every = deadlines(changed, [key]).answers
    ahead = deadlines(changed, [key], start=on).answers
    drawn = every if len(every) <= MOST_DUES else ahead[:MOST_DUES]
    return Outcome(
        status=status(changed, key, on),
        lines=tuple((letter(number), answer) for number, answer in enumerate(life.answers[:MOST_READINGS])),
        strips=life_strips(blocks_of(life, 1)[:MOST_READINGS], day(on)),
        more_readings=max(0, len(life.answers) - MOST_READINGS),
        svg=life_picture(life, acts(changed, key), drawn, on, Shown(), editable=False),
        dues=ahead or every,
        dues_ahead=bool(ahead),
        hinges=tuple((name, (life.disputes or {}).get(name, "")) for name in life.hinges),
    )
