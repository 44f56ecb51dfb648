"""Validation errors of pydantic, said for the person who wrote the file, each with its line.

pydantic reports every branch of a union that failed; a writer meant one of them. Reported is the branch that
the value comes nearest to: a branch that wants quite another kind of value is out first; then the one wins
with the least wrong, where a missing or unknown key weighs most, a misspelt one less and a bad value least;
then the one whose errors lie deepest, then the one with the fewest. Branches that tie over one plain value
are said in one sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from pydantic import BaseModel, ValidationError

from foedus.dossier.diagnostics import Diagnostic, dotted
from foedus.dossier.explain_words import (
    EXTRA,
    MISSING,
    OPTIONS,
    Fault,
    is_other_kind,
    nearest,
    options_of,
    words_for,
    words_for_alternatives,
    words_for_dispute,
)
from foedus.dossier.schema_walk import follow
from foedus.dossier.yaml_text import Data, Tree

Place: TypeAlias = tuple[str | int, ...]


def explain(error: ValidationError, model: type[BaseModel], tree: Tree) -> list[Diagnostic]:
    """Every error of validating the data of `tree` as `model`, in order of place.

    A value that a dispute's position holds is reported where it stands in the file, under `disputes`, even
    though validation met it where `{dispute: ID}` stands (see `disputes.spread`). A reference to a dispute
    that is not declared is reported as that. Messages of the models' own validators are kept as they are.
    Past MOST errors the rest is counted.
    """
    told = error.errors(include_url=False)
    faults = [_located(dict(details), model, tree) for details in told[:MOST]]
    faults = _plausible(_misspelt(faults, tree))
    found = sorted(dict.fromkeys(_diagnostic(fault, tree) for fault in faults if not fault.covered))
    return [*found, _too_many(tree, len(told))] if len(told) > MOST else found


MOST = 2000
"""How many errors are explained: a file that has more is something else than a dossier."""


def _too_many(tree: Tree, number: int) -> Diagnostic:
    found, expected = f"so much that is not understood that the rest is not told ({number:,} errors)", "a dossier"
    return Diagnostic(tree.file, 1, 1, found, expected, "mend what is told, and check again")


def written(path: Place, data: Data) -> tuple[Place, Place, Data]:
    """Where the value at `path` of the validated data is written in the file's data.

    Returns the path in the file as far as it reaches, the entries left over, and the value that it reaches.
    """
    here = data
    for index, step in enumerate(path):
        match here, step:
            case dict(), str() if step in here:
                here = here[step]
            case list(), int() if 0 <= step < len(here):
                here = here[step]
            case list(), str() if step in here:  # a list of names that a validator turned into a mapping
                return (*path[:index], here.index(step)), (), step
            case {"dispute": str(name)}, "choices" if path[index + 1 :]:
                position, *rest = path[index + 1 :]
                return written(("disputes", name, "positions", position, "value", *rest), data)
            case _:
                return path[:index], path[index:], here
    return path, (), here


def _located(details: Mapping[str, Any], model: type[BaseModel], tree: Tree) -> Fault:
    kind, loc = details["type"], details["loc"]
    trail = follow(model, loc)
    path, rest, value = written(trail.path, tree.data)
    return Fault(
        kind=kind,
        message=details["msg"],
        context=details.get("ctx") or {},
        loc=loc,
        trail=trail,
        path=path,
        rest=rest,
        value=details["input"] if rest and kind not in MISSING else value,
    )


def _misspelt(faults: list[Fault], tree: Tree) -> list[Fault]:
    """The same faults; an unknown key gains the known key meant, which is then no longer missing."""
    result = []
    meant: set[Place] = set()
    for fault in faults:
        if fault.kind in EXTRA:
            mapping = written(fault.path[:-1], tree.data)[2]
            taken = mapping if isinstance(mapping, dict) else {}
            free = [name for name in fault.trail.known if name not in taken]
            colon_slip = str(fault.loc[-1]).partition(":")[0] in fault.trail.known
            cut = None if colon_slip else _cut(fault.path, taken, tree)
            fault = replace(fault, meant=None if cut else nearest(str(fault.loc[-1]), free), cut=cut)
            fault = replace(fault, covered=cut is not None and _is_cut(_before(fault.path, taken), tree))
            if fault.meant is not None:
                meant.add((*fault.loc[:-1], fault.meant))
        result.append(fault)
    return [replace(f, covered=f.covered or (f.kind in MISSING and f.loc in meant)) for f in result]


def _cut(path: Place, mapping: Mapping[str, Data], tree: Tree) -> tuple[str, str] | None:
    """For a key that has no colon: the key before it that has a text, and that text with all that was cut off.

    In braces a comma ends a text, so that `{what: he came, saw, won}` has the keys `saw` and `won`.
    """
    if not _is_cut(path, tree):
        return None
    first = path
    while _is_cut(first, tree):
        first = _before(first, mapping)
    text = mapping.get(str(first[-1])) if first else None
    if not isinstance(text, str):
        return None
    keys = list(mapping)
    parts = [text]
    for key in keys[keys.index(str(first[-1])) + 1 :]:
        if not _is_cut((*path[:-1], key), tree):
            break
        parts.append(key)
    return str(first[-1]), ", ".join(parts)


def _before(path: Place, mapping: Mapping[str, Data]) -> Place:
    """The key before the one at `path` in its mapping; the empty place if there is none."""
    keys = list(mapping)
    at = keys.index(str(path[-1])) if path and path[-1] in keys else 0
    return (*path[:-1], keys[at - 1]) if at else ()


def _is_cut(path: Place, tree: Tree) -> bool:
    """Whether a key has neither colon nor value: its value would begin where the key ends."""
    if not path or not isinstance(path[-1], str) or written(path, tree.data)[1:] != ((), None):
        return False
    line, column = tree.key_position(path)
    return tree.position(path) == (line, column + len(path[-1]))


def _plausible(faults: list[Fault]) -> list[Fault]:
    """The faults without those of the less plausible branches of each union, innermost unions first."""
    forks = {fault.loc[:at] for fault in faults for at in fault.trail.forks}
    for fork in sorted(forks, key=len, reverse=True):
        branches: dict[str | int, list[Fault]] = {}
        for fault in faults:
            if fault.loc[: len(fork)] == fork and len(fork) in fault.trail.forks:
                branches.setdefault(fault.loc[len(fork)], []).append(fault)
        if len(branches) > 1:
            kept = _best(list(branches.values()), len(fork) + 1)
            dropped = {id(fault) for branch in branches.values() for fault in branch}
            first = next(i for i, fault in enumerate(faults) if id(fault) in dropped)
            before = [fault for fault in faults[:first] if id(fault) not in dropped]
            faults = [*before, *kept, *(f for f in faults[first:] if id(f) not in dropped)]
    return faults


def _best(branches: list[list[Fault]], length: int) -> list[Fault]:
    ranks = [_rank(branch, length) for branch in branches]
    best = [branch for branch, rank in zip(branches, ranks, strict=True) if rank == min(ranks)]
    if all(len(branch) == 1 and branch[0].kind in OPTIONS for branch in best):
        literals = [branch[0] for branch in branches if len(branch) == 1 and branch[0].kind in OPTIONS]
        return [replace(best[0][0], others=tuple(other for other in literals if other is not best[0][0]))]
    if len(best) > 1 and all(len(branch) == 1 and len(branch[0].loc) == length for branch in best):
        return [replace(best[0][0], others=tuple(branch[0] for branch in best[1:]))]
    return best[0]


def _rank(branch: list[Fault], length: int) -> tuple[bool, int, int, int]:
    other_kind = any(len(fault.loc) == length and is_other_kind(fault) for fault in branch)
    deepest = max(len(fault.trail.path) for fault in branch)
    return other_kind, sum(map(_cost, branch)), -deepest, len(branch)


def _cost(fault: Fault) -> int:
    if fault.kind in EXTRA:
        return 3 if fault.meant is None else 2
    if fault.kind in MISSING:
        return 0 if fault.covered else 3
    options = options_of(fault)
    return 0 if options and nearest(str(fault.value), options) is not None else 1


def _diagnostic(fault: Fault, tree: Tree) -> Diagnostic:
    path = fault.path
    if fault.kind == "union_tag_invalid" and fault.trail.tag_key is not None and isinstance(fault.value, dict):
        path = (*path, fault.trail.tag_key)
    unknown = fault.rest == ("choices",) and isinstance(fault.value, dict) and "dispute" in fault.value
    if unknown:
        return _unknown_dispute(path, tree)
    on_key = fault.trail.on_key and not fault.rest and fault.kind not in MISSING
    line, column = tree.key_position(path) if on_key else tree.position(path)
    found, expected, remedy = words_for_alternatives(fault) if fault.others else words_for(fault)
    missing = fault.rest[:1] if fault.kind in MISSING else ()
    return Diagnostic(tree.file, line, column, found, expected, remedy, where=dotted((*path, *missing)))


def _unknown_dispute(path: Place, tree: Tree) -> Diagnostic:
    name = written((*path, "dispute"), tree.data)[2]
    _, rest, declared = written(("disputes",), tree.data)
    names = list(declared) if isinstance(declared, dict) and not rest else []
    line, column = tree.position((*path, "dispute"))
    return Diagnostic(tree.file, line, column, *words_for_dispute(str(name), names), where=dotted(path))
