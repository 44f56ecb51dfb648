"""Duties in words."""

from __future__ import annotations

from foedus.answers.asking import party_name
from foedus.dossier.duties import Duty
from foedus.dossier.model import Dossier


def duty_words(duty: Duty, dossier: Dossier) -> str:
    """A duty as a line for people: article, who, what."""
    who = "each party" if duty.bearer == "each" else ", ".join(party_name(b, dossier) for b in duty.bearer)
    toward = "" if duty.toward in ("other", "others", "all") else ", ".join(party_name(t, dossier) for t in duty.toward)
    said = _deed(duty)
    parts = [f"{who} {said}"]
    if toward:
        parts.append(f"toward {toward}")
    if duty.against:
        parts.append("against " + ", ".join(party_name(a, dossier) for a in duty.against))
    if duty.territory:
        parts.append(f"({duty.territory})")
    article = f"Art. {duty.article}: " if duty.article else ""
    return article + " ".join(parts)


def _deed(duty: Duty) -> str:
    match duty.verb:
        case "refrain":
            return "refrains from " + " and ".join(a.replace("_", " ") for a in duty.refrain or ())
        case "respect":
            return "respects " + " and ".join(a.replace("_", " ") for a in duty.respect or ())
        case "observe":
            return "observes neutrality"
        case "assist":
            return "assists by " + " and ".join(a.replace("_", " ") for a in duty.assist or ()) + " means"
        case "consult":
            return f"consults on {duty.consult}"
        case "perform":
            return f"must {(duty.perform or '').replace('_', ' ')}" + (f": {duty.object}" if duty.object else "")
        case "recognise":
            return f"recognises {duty.recognise}"
        case "notify":
            return f"gives notice {(duty.notify or '').replace('_', ' ')}"
        case _:
            return f"keeps within {duty.limit}"
