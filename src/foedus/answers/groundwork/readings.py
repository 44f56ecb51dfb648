"""Readings as people write them: short names of disputes, and what a fixed position refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from foedus.dossier.model import Dossier
from foedus.errors import QuestionError
from foedus.law.defaults import RULES


def short_name(dossier: Dossier | None) -> Callable[[str], str]:
    """The function that shortens a dispute's key: without the name of the treaty that the question is about."""
    if dossier is None:
        return lambda key: key
    prefix = f"{dossier.id}/"
    return lambda key: key.removeprefix(prefix)


def fixed_positions(written: Iterable[str], dossiers: Iterable[Dossier]) -> dict[str, str]:
    """The positions fixed by texts such as `notice-effect=term-end` or `law/effect-of-war=ends`.

    A dispute is named as in its dossier; `TREATY/DISPUTE` names the treaty too, and `law/RULE` (or a rule's
    bare id) a rule of law. Raises QuestionError for a text of another form, an unknown dispute or position.
    """
    known = _known(dossiers)
    fixed: dict[str, str] = {}
    for text in written:
        name, sign, position = text.partition("=")
        if not sign or not name or not position:
            raise QuestionError(
                f"{text!r} is no reading; write it as dispute=position, for instance notice-effect=term-end"
            )
        matching = [key for key in known if name in (key, key.partition("/")[2])]
        if not matching:
            near = get_close_matches(name, [short for key in known for short in (key, key.partition("/")[2])], 3)
            hint = f"; did you mean {' or '.join(dict.fromkeys(near))}?" if near else ""
            raise QuestionError(f"no dispute {name!r} bears on this question{hint}")
        for key in matching:
            if position not in known[key]:
                positions = ", ".join(known[key])
                raise QuestionError(f"dispute {name!r} has no position {position!r}; its positions are: {positions}")
            fixed[key] = position
    return fixed


def bearing(written: Iterable[str], dossiers: Iterable[Dossier]) -> list[str]:
    """Of readings written for many treaties, those that bear on one: that name a rule of law, or a dispute of
    one of `dossiers` (the treaty's own and those near it)."""
    known = {part for key in _known(dossiers) for part in (key, key.partition("/")[2])}
    return [text for text in written if text.partition("=")[0] in known]


def _known(dossiers: Iterable[Dossier]) -> Mapping[str, tuple[str, ...]]:
    known = {
        f"{dossier.id}/{name}": tuple(dispute.positions)
        for dossier in dossiers
        for name, dispute in dossier.disputes.items()
    }
    known.update({rule.key: tuple(rule.positions) for rule in RULES.values()})
    return known


def questions_of(keys: Iterable[str], dossiers: Iterable[Dossier], name: Callable[[str], str]) -> dict[str, str]:
    """What each of the disputes `keys` asks, by its short name."""
    by_id = {dossier.id: dossier for dossier in dossiers}
    asked: dict[str, str] = {}
    for key in keys:
        scope, _, dispute = key.partition("/")
        if scope == "law" and dispute in RULES:
            asked[name(key)] = RULES[dispute].question
        elif scope in by_id and dispute in by_id[scope].disputes:
            asked[name(key)] = by_id[scope].disputes[dispute].question
        else:
            asked[name(key)] = f"on which day exactly was this ({dispute})?" if dispute else "on which day?"
    return asked
