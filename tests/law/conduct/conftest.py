"""What the tests of conduct share: an act judged under every duty that it touches, in plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from textwrap import dedent

import pytest

from foedus.dossier.load import load_text
from foedus.dossier.model import Dossier
from foedus.law.conduct.acts import Acts, Deed, acts_of
from foedus.law.conduct.judge import judge
from foedus.law.conduct.touch import duties_of, touched_by
from foedus.law.life import life
from foedus.worlds import explore

Verdicts = Callable[..., dict[str, set[str]]]


def _read(text: str) -> Dossier:
    loaded = load_text(dedent(text))
    assert loaded.dossier is not None, [str(fault) for fault in loaded.diagnostics]
    return loaded.dossier


def deed(acts: Acts, name: str) -> Deed:
    """The act with the id `name`."""
    return next(found for found in acts.deeds if found.event.id == name)


def judged(dossiers: Iterable[Dossier], act: str, fixed: Mapping[str, str] | None = None) -> dict[str, set[str]]:
    """For each duty that the act touches, as `bearer/duty/beneficiary`, its verdicts over all readings."""
    treaties = list(dossiers)
    acts = acts_of(treaties)
    duties = duties_of(dossier for dossier in treaties if not dossier.is_chronicle)
    found: dict[str, set[str]] = {}
    for owed, beneficiary in touched_by(duties, deed(acts, act)):
        exploration = explore(
            lambda world, owed=owed, other=beneficiary: (
                judge(life(owed.dossier, world), world, acts, owed, other, deed(acts, act)).verdict.value
            ),
            fixed,
        )
        found[f"{owed.bearer}/{owed.duty.id}/{beneficiary}"] = {path.value for path in exploration.paths}
    return found


@pytest.fixture(scope="session")
def verdicts() -> Verdicts:
    """An act judged: `verdicts(act, *texts, fixed=...)`, the texts being dossiers in YAML."""

    def each(act: str, *texts: str, fixed: Mapping[str, str] | None = None) -> dict[str, set[str]]:
        return judged([_read(text) for text in texts], act, fixed)

    return each
