"""open points: on what the life of a treaty hangs, and what else is disputed in its dossier."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from foedus.answers.groundwork.asking import Asked, ask
from foedus.answers.groundwork.finding import Answer, Finding
from foedus.answers.groundwork.readings import questions_of
from foedus.answers.timeline import line_in
from foedus.dossier.library import Library
from foedus.law.defaults import RULES
from foedus.worlds import Exploration, World


def open_points(library: Library, treaty: str, readings: Iterable[str] = ()) -> Finding:
    """Each disputed point of `treaty`, with its positions: first those on which its life hangs, then those met on
    the way, then the dossier's others.

    An answer's value has `dispute` (by which a reading names it), `question`, `positions` (a list of `position`,
    `held_by`, `note`, `source`; of a rule of law `held_by` is what the position says), `taken` (the position that
    `readings` fix, or None), `bears` ("life": what it is taken as changes the life of a party; "met": asked, but
    changes nothing there; "beside": not asked; for a fixed point as it would be were it open). `hinges` are those
    that bear on the life in the readings left open. Raises QuestionError for an unknown treaty or reading.
    """
    readings = tuple(readings)
    asked, unfixed = ask(library, treaty, readings), ask(library, treaty)
    now = _explored(asked)
    whole = now if not readings else _explored(unfixed)
    hinges, all_hinges = now.hinges(_same), whole.hinges(_same)
    met = dict.fromkeys((*all_hinges, *hinges, *asked.fixed))
    met.update(dict.fromkeys(key for found in (whole, now) for path in found.paths for key in path.readings))
    own = (f"{asked.dossier.id}/{name}" for name in asked.dossier.disputes)
    bears = {**dict.fromkeys((*met, *own), "beside"), **dict.fromkeys(met, "met")}
    bears.update(dict.fromkeys((*all_hinges, *hinges), "life"))
    order = {"life": 0, "met": 1, "beside": 2}
    answers = [
        Answer(value, ({},))
        for key, how in sorted(bears.items(), key=lambda pair: order[pair[1]])
        if (value := _value(asked, key, how)) is not None
    ]
    return Finding(
        question=f"On what does the life of the {asked.dossier.title} hang?",
        verdict="some" if hinges else "every",
        answers=tuple(answers),
        hinges=tuple(asked.name(key) for key in hinges),
        disputes=questions_of(hinges, asked.dossiers, asked.name),
    )


def _explored(asked: Asked) -> Exploration[Hashable]:
    def rows(world: World) -> Hashable:
        return line_in(asked, world, None).rows

    return asked.explore(rows)


def _same(rows: Hashable) -> Hashable:
    return rows


def _value(asked: Asked, key: str, bears: str) -> dict[str, object] | None:
    """One point as data; None for a day that is not known exactly, on which nobody can take a position."""
    scope, _, name = key.partition("/")
    positions: list[dict[str, object]]
    if scope == "law" and name in RULES:
        rule = RULES[name]
        positions = [
            {"position": position, "held_by": says, "note": None, "source": [rule.source]}
            for position, says in rule.positions.items()
        ]
        question = rule.question
    else:
        home = next((dossier for dossier in asked.dossiers if dossier.id == scope), None)
        if home is None or name not in home.disputes:
            return None
        question = home.disputes[name].question
        positions = [
            {
                "position": position,
                "held_by": "; ".join(held.held_by),
                "note": held.note,
                "source": [home.sources[cited].title if cited in home.sources else cited for cited in held.source],
            }
            for position, held in home.disputes[name].positions.items()
        ]
    return {
        "dispute": asked.name(key),
        "question": question,
        "positions": positions,
        "taken": asked.fixed.get(key),
        "bears": bears,
    }
