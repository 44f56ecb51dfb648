"""Duties in words."""

from __future__ import annotations

from foedus.answers.groundwork.asking import party_name
from foedus.dossier.duties import Duty
from foedus.dossier.model import Dossier

HELP = {
    "military": "military means",
    "all_means": "all means",
    "economic": "economic means",
    "political": "political means",
    "benevolent_neutrality": "benevolent neutrality",
}


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
    return article_words(duty) + " ".join(parts)


def article_words(duty: Duty) -> str:
    """Where a duty stands, to be put before it: `Art. 3: `, or the words that the dossier has for the place."""
    if not duty.article:
        return ""
    return f"Art. {duty.article}: " if duty.article[0].isdigit() or duty.article.isupper() else f"{duty.article}: "


def _deed(duty: Duty) -> str:
    match duty.verb:
        case "refrain":
            return "refrains from " + " and ".join(a.replace("_", " ") for a in duty.refrain or ())
        case "respect":
            what = "respects " + " and ".join(a.replace("_", " ") for a in duty.respect or ())
            return what + (f": {duty.object}" if duty.object else "")
        case "observe":
            return "observes neutrality"
        case "assist":
            return "assists by " + " and ".join(HELP[how] for how in duty.assist or ())
        case "consult":
            return f"consults on {duty.consult}"
        case "perform":
            return f"must {(duty.perform or '').replace('_', ' ')}" + (f": {duty.object}" if duty.object else "")
        case "recognise":
            return f"recognises {duty.recognise}"
        case "notify":
            return "tells the neutrals of the war" if duty.notify == "neutrals_of_war" else "warns before hostilities"
        case _:
            return f"keeps within {duty.limit}"
