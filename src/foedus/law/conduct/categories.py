"""What scholars' data sets of alliances would call a treaty, read off its duties.

ATOP (Alliance Treaty Obligations and Provisions, Leeds and others) codes five promises, any number of which
one treaty can hold. COW (Correlates of War, formal alliances v4.1, Gibler) codes a defence pact (type I), a
pact of neutrality or non-aggression (type II), and an entente to consult in a crisis (type III). Both code
alliances of states alone: what is said here of a treaty that is none is what its words would be called.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from foedus.dossier.duties import Duty, Trigger
from foedus.dossier.model import Dossier
from foedus.worlds import Choice

Atop = Literal["defence", "offence", "neutrality", "non-aggression", "consultation"]
Cow = Literal["defence pact", "neutrality or non-aggression pact", "entente"]

ATOP: tuple[Atop, ...] = ("defence", "offence", "neutrality", "non-aggression", "consultation")
"""The categories of ATOP, in the order of its codebook.

defence: to help actively, by arms, a partner whose sovereignty or land is attacked. offence: to help by arms in
conditions that are no such attack. neutrality: not to help a partner's adversary, to stay out of its conflicts.
non-aggression: to use no force against a partner, or to settle quarrels with it peacefully. consultation: to
consult, with the aim of acting together, in crises that may become armed conflicts.
"""

ARMS = frozenset({"military", "all_means"})
FORCE = frozenset({"attack", "threat", "hostility"})
LAND = frozenset({"territory", "inviolability", "independence", "sovereignty"})


class Categories(NamedTuple):
    """The ATOP categories of a treaty, in ATOP's order, and its COW type (None: none of them).

    `disputed` are those that it has in some readings of its clauses alone.
    """

    atop: tuple[Atop, ...]
    cow: Cow | None
    disputed: tuple[Atop, ...] = ()


def categories(dossier: Dossier) -> Categories:
    """What the two data sets would call a treaty, by the duties that its dossier holds."""
    return categories_of(dossier.terms.duties)


def categories_of(duties: Iterable[Duty]) -> Categories:
    """The categories of a treaty that has these duties.

    The COW type is that of the gravest promise: a pact is type I if it has a promise to help by arms (to defend
    or to attack), else type II, else type III. A category that hangs on a disputed trigger counts, and stands in
    `disputed` too.
    """
    found: dict[Atop, bool] = {}
    for duty in duties:
        sure, in_some = atop_of(duty)
        for category in in_some:
            found[category] = found.get(category, False) or category in sure
    named = tuple(category for category in ATOP if category in found)
    cow: Cow | None = None
    if {"defence", "offence"} & set(named):
        cow = "defence pact"
    elif {"neutrality", "non-aggression"} & set(named):
        cow = "neutrality or non-aggression pact"
    elif "consultation" in named:
        cow = "entente"
    return Categories(named, cow, tuple(category for category in named if not found[category]))


def atop_of(duty: Duty) -> tuple[frozenset[Atop], frozenset[Atop]]:
    """The ATOP categories of one duty: those that it has in every reading, and those that it has in some."""
    each = [_atop(duty, trigger) for trigger in _triggers(duty)]
    return frozenset.intersection(*each), frozenset.union(*each)


def _triggers(duty: Duty) -> tuple[Trigger | None, ...]:
    return tuple(duty.when.choices.values()) if isinstance(duty.when, Choice) else (duty.when,)


def _atop(duty: Duty, trigger: Trigger | None) -> frozenset[Atop]:
    found: set[Atop] = set()
    match duty.verb:
        case "assist" if ARMS & set(duty.assist or ()):
            # a war that the partner may itself have begun calls for help in offence as well as in defence
            if trigger is not None and trigger.attacked is not None:
                found.add("defence")
            elif trigger is not None and trigger.at_war is not None:
                found |= {"defence", "offence"}
            else:
                found.add("offence")
        case "assist" if "benevolent_neutrality" in (duty.assist or ()):
            found.add("neutrality")
        case "perform" if duty.perform == "enter_war":
            found.add("offence")
        case "perform" if duty.perform == "settle":
            found.add("non-aggression")
        case "observe":
            found.add("neutrality")
        case "refrain":
            refrained = set(duty.refrain or ())
            if refrained & FORCE:
                found.add("non-aggression")
            if refrained & {"aid_to_attacker", "hostility"}:
                found.add("neutrality")
        case "respect" if LAND & set(duty.respect or ()) and not duty.protects:
            found.add("non-aggression")
        case "consult":
            found.add("consultation")
        case _:
            pass
    return frozenset(found)
