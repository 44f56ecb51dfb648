"""Names of parties as data sets write them: found in the register, or declared in the dossier."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

from foedus.dossier.actors import find, register
from foedus.errors import UnknownActor

Local = dict[str, dict[str, str]]
"""Actors declared in a dossier: id -> name and kind."""

_ORGANISATION = re.compile(r"\b(union|organi[sz]ation|association|office|community|bank|fund|agency)\b", re.IGNORECASE)
_TERRITORY = re.compile(r"\b(SAR|territory|islands?)\b")
_SHORT = {"Dem.": "Democratic", "Rep.": "Republic", "Fed.": "Federal", "St.": "Saint"}


def party(name: str, local: Local) -> str:
    """The id of the party that `name` names; one that the register does not hold is added to `local`.

    A name may be turned round ("Korea, Republic of"), shortened ("Dem. Rep.") or have its short form before or
    behind it in brackets ("EU (European Union)"). No name is taken for another that is only like it.
    """
    key = _in_register(name)
    if key is None:
        key = own_id(name)
        local[key] = {"name": name, "kind": _kind(name)}
    return key


@lru_cache(maxsize=4096)
def _in_register(name: str) -> str | None:
    for form in _forms(name):
        try:
            return find(form).id
        except UnknownActor:
            continue
    return None


def _forms(name: str) -> Iterator[str]:
    yield name
    if bracketed := re.fullmatch(r"(.+?) \((.+)\)", name):
        yield bracketed[2]
        yield bracketed[1]
    if ", " in name:
        first, _, rest = name.partition(", ")
        turned = f"{rest} {first}"
        yield turned
        yield " ".join(_SHORT.get(word, word) for word in turned.split())


def _kind(name: str) -> str:
    if _ORGANISATION.search(name):
        return "organisation"
    return "territory" if _TERRITORY.search(name) else "state"


@lru_cache(maxsize=65_536)
def own_id(name: str) -> str:
    """An id for a party that the register does not hold, always the same for the same name.

    A name of a few letters and digits is its own id, as is an abbreviation that is spelt out behind it in
    brackets; any other is told apart by all its letters and signs, so that no two parties share an id. Case and
    the number of spaces make no difference.

    >>> own_id("BLEU (Belgium-Luxembourg Economic Union)"), own_id("Acme")
    ('BLEU', 'ACME')
    >>> own_id("Acme (UK)") == own_id("Acme (DE)")
    False
    """
    plain = " ".join(name.casefold().split())
    letters = _short(plain).upper()
    if re.fullmatch(r"[A-Z][A-Z0-9]{1,7}", letters) and letters not in register():
        return letters
    start = re.sub(r"[^A-Z]", "", plain.upper())[:2] or "X"
    number = int.from_bytes(hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest())
    code = ""
    for _ in range(6):
        number, digit = divmod(number, 36)
        code += "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit]
    return start + code


def _short(name: str) -> str:
    """The abbreviation before what it stands for in brackets, else the whole name."""
    if bracketed := re.fullmatch(r"([a-z]{2,8}) \((.+)\)", name):
        initials = "".join(word[0] for word in re.findall(r"[a-z]+", bracketed[2]))
        if bracketed[1] == initials:
            return bracketed[1]
    return name
