"""Ids of dossiers made from what a row is called, and no two rows with the same one."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from foedus.dossier.diagnostics import Diagnostic
from foedus.intake.sheet import not_that

LONGEST = 120
"""Characters of an id past which it is cut: it is the name of a file, with an ending behind it."""

_PLAIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})


def slug(text: str) -> str:
    """An id made from a name: small letters without accents, digits, hyphens; "" if there is neither.

    A name in letters that have no Latin form, or a very long one, has a code of its own at the end, always the
    same for the same name.

    >>> slug("Côte d'Ivoire - BLEU (Belgium-Luxembourg) BIT (1999)"), slug("12/Б")
    ('cote-divoire-bleu-belgium-luxembourg-bit-1999', '12-c082b8')
    """
    small = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN).replace("'", ""))
    plain = re.sub(r"[^a-z0-9]+", "-", small.encode("ascii", "ignore").decode()).strip("-")
    lost = not small.isascii() and any(letter.isalnum() and not letter.isascii() for letter in small)
    if not lost and len(plain) <= LONGEST:
        return plain
    code = hashlib.blake2b(text.casefold().encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    return "-".join(filter(None, (plain[: LONGEST - 7].strip("-"), code)))


def taken(met: dict[str, int], key: str, path: Path, line: int, column: str, cell: str) -> Diagnostic | None:
    """What is wrong with a row that would be the dossier `key`: no id, or one that an earlier line has.

    `met` maps the ids so far to their lines; one that is free is added to it.
    """
    if not key:
        wanted, remedy = "something with letters or digits", "fill it in" if not cell else "give it another name"
        return not_that(path, line, column, cell, wanted, remedy)
    if key in met:
        wanted = f"an id of its own (line {met[key]} has it too, or one that differs in case or signs alone)"
        return not_that(path, line, column, cell, wanted, "tell them apart by a letter or a digit")
    met[key] = line
    return None
