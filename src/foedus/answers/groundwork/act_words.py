"""Acts in words: an event of a record as a noun phrase."""

from __future__ import annotations

from foedus.answers.groundwork.asking import party_name
from foedus.dossier.model import Dossier
from foedus.dossier.record import Event

NOUNS = {"neutrality_declared": "declaration of neutrality", "war_ended": "end of the war"}

LINKS = {"attack": "on", "declaration_of_war": "on", "aid": "to", "recognition": "of"}
"""The word between the one who acts and the one acted on; `toward` for all others."""


def act_words(event: Event, dossier: Dossier) -> str:
    """An event as a noun phrase: "the attack of Japan on China"; of an act of two on each other, those who did it."""
    kind = NOUNS.get(event.event) or event.event.replace("_", " ")
    by = " and ".join(party_name(actor, dossier) for actor in event.by)
    others = event.to if set(event.to) - set(event.by) else ()
    to = " and ".join(party_name(actor, dossier) for actor in others)
    link = LINKS.get(event.event, "toward")
    what = f" ({event.what})" if event.event == "measure" and isinstance(event.what, str) else ""
    return f"the {kind}" + (f" of {by}" if by else "") + (f" {link} {to}" if to else "") + what
