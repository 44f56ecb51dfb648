"""Disputed values: filling in, where `{dispute: ID}` stands, what each position of the dispute holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.dossier.diagnostics import Diagnostic, dotted, quoted
from foedus.dossier.explain_words import near_remedy
from foedus.dossier.yaml_text import Tree

Place = tuple[str | int, ...]


def spread(node: Any, disputes: Mapping[str, Any], scope: str) -> Any:
    """The same tree with every `{dispute: ID}` filled in with what each position of the dispute holds.

    So each position's value is validated where it is used, as what it must be there. `disputes` are the
    dossier's own, as written; `scope` is put before the dispute's key, so that keys of different dossiers
    never meet. References to unknown disputes are left as they are.
    """
    if isinstance(node, dict):
        if len(node) == 1 and isinstance(name := node.get("dispute"), str):
            positions = _positions_of(disputes.get(name))
            return node if positions is None else {"dispute": f"{scope}/{name}", "choices": positions}
        return {key: spread(value, disputes, scope) for key, value in node.items()}
    if isinstance(node, list):
        return [spread(value, disputes, scope) for value in node]
    return node


def unknown_disputes(tree: Tree) -> list[Diagnostic]:
    """A diagnostic for each `{dispute: ID}` that names no dispute of the dossier.

    A dispute that is declared without positions is a fault of its own, told where it is declared.
    """
    if not isinstance(tree.data, dict):
        return []
    disputes = tree.data.get("disputes")
    known = disputes if isinstance(disputes, dict) else {}
    faults = []
    for place, name in references(tree.data):
        if name not in known:
            line, column = tree.position((*place, "dispute"))
            remedy = near_remedy(name, known, "declare it under 'disputes', with a question and positions")
            expected = "the id of a dispute of this dossier"
            faults.append(Diagnostic(tree.file, line, column, quoted(name), expected, remedy, where=dotted(place)))
    return faults


def unsettled(tree: Tree) -> set[str]:
    """The dotted places of each `{dispute: ID}` whose dispute is not declared or has no positions."""
    disputes = tree.data.get("disputes") if isinstance(tree.data, dict) else None
    known = disputes if isinstance(disputes, dict) else {}
    return {dotted(place) for place, name in references(tree.data) if _positions_of(known.get(name)) is None}


def references(node: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every `{dispute: ID}` below `node`, with its place and the id."""
    if isinstance(node, dict):
        if set(node) == {"dispute"} and isinstance(node["dispute"], str):
            yield place, node["dispute"]
            return
        for key, value in node.items():
            yield from references(value, (*place, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from references(value, (*place, index))


def _positions_of(dispute: Any) -> dict[str, Any] | None:
    if not isinstance(dispute, dict) or not isinstance(dispute.get("positions"), dict):
        return None
    return {
        name: position["value"]
        for name, position in dispute["positions"].items()
        if isinstance(position, dict) and "value" in position  # else a fault of its own
    }
