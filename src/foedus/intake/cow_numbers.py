"""Actors by their number in the Correlates of War state system, which both ATOP and COW use."""

from __future__ import annotations

from functools import lru_cache

from foedus.dossier.actors import existed, register
from foedus.intake.names import Local


@lru_cache(maxsize=1)
def _by_number() -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for each in register().values():
        for number in each.cow:
            found[number] = (*found.get(number, ()), each.id)
    return found


def numbered(text: str, name: str, day: int | None, local: Local) -> str | None:
    """The id of the actor with the COW number `text`, which existed on `day` if several bore it in turn.

    A number that the register does not hold is added to `local` under `name`. None if `text` is no number.
    """
    if not (text.isascii() and text.isdigit()):
        return None
    bearers = _by_number().get(int(text), ())
    if len(bearers) > 1 and day is not None:
        living = [key for key in bearers if existed(key, day) is not False]
        bearers = tuple(living) or bearers
    if bearers:
        return bearers[0]
    key = f"COW{int(text)}"
    local[key] = {"name": name or f"COW state {int(text)}", "kind": "state"}
    return key


def date_in(year: str, month: str, day: str) -> str | None:
    """A date in three columns as EDTF, as far as it is known; None if there is none (blank, 0 or -9 stand for that).

    >>> date_in("1941", "4", "13"), date_in("1822", "12", ""), date_in("0", "0", "0")
    ('1941-04-13', '1822-12', None)
    """
    parts = [int(part) if part.isascii() and part.isdigit() else 0 for part in (year, month, day)]
    if parts[0] <= 0:
        return None
    known = parts[:1] if not parts[1] else parts[:2] if not parts[2] else parts
    return "-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(known))
