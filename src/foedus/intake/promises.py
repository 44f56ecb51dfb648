"""The promises that data sets of alliances code, as duties: what their codebooks say each of them means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

WORDS: dict[str, dict[str, object]] = {
    "defence": {"assist": "military", "when": {"attacked": "other"}},
    "offence": {"assist": "military"},
    "neutrality": {"observe": "neutrality"},
    "non-aggression": {"refrain": "attack"},
    "consultation": {"consult": "crises that may become armed conflicts"},
}
"""The promise, which is also the kind of a treaty that holds it -> the words of a duty."""


def duties(made_by: Mapping[str, Iterable[str]], parties: Iterable[str]) -> Iterator[dict[str, object]]:
    """A duty for each promise and those who made it; `made_by` maps promises to parties."""
    everybody = tuple(parties)
    for promise, words in WORDS.items():
        bearers = [party for party in everybody if party in set(made_by.get(promise, ()))]
        if not bearers:
            continue
        yield {
            "id": promise,
            "bearer": "each" if len(bearers) == len(everybody) else bearers,
            "toward": "other" if len(everybody) == 2 else "others",
            **words,
        }


def kinds(made_by: Mapping[str, Sequence[str]]) -> list[str]:
    """The kinds of a treaty with these promises."""
    return [promise for promise in WORDS if made_by.get(promise)] or ["alliance"]
