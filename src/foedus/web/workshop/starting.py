"""Beginning a dossier: from a blank that says what goes where, or as a copy of one that the library has."""

from __future__ import annotations

import json
import re
from pathlib import Path

from foedus.dossier.library import Library
from foedus.web.workshop.folder import WorkshopError, new_file, read
from foedus.web.workshop.saving import create

BLANK = """\
id: {id}
title: {title}
kind: []  # such as neutrality, alliance, trade
form: treaty
parties: []  # the ids of the negotiating states, such as [SUN, JPN]

terms:
  entry_into_force: {{when: ratified_by_all}}
  # term: {{length: 5 years}}
  # denunciation: {{notice: 1 year, before: term_end}}
  duties: []

record: []
  # - {{event: signature, on: 1941-04-13, place: Moscow, by: [SUN, JPN], source: text}}

sources: {{}}
  # text: {{title: where the text is published}}
"""
"""A dossier to fill in. What must still be written is told by its check."""

LONGEST_TITLE = 300
_ID_LINE = re.compile(r"^id:.*$", re.MULTILINE)
_CSV_LINE = re.compile(r"^participants:.*$", re.MULTILINE)


def start_blank(folder: Path, key: str, title: str) -> Path:
    """A new dossier `key` to fill in. Raises WorkshopError if it cannot be made."""
    title = " ".join(title.split()) or key
    if len(title) > LONGEST_TITLE or not title.isprintable():
        raise WorkshopError(f"a title has at most {LONGEST_TITLE} printable characters")
    return create(folder, key, BLANK.format(id=key, title=json.dumps(title, ensure_ascii=False)))


def start_copy(folder: Path, key: str, library: Library, original: str) -> Path:
    """A copy of the dossier `original` of the library under the id `key`, its CSV of participants with it.

    Raises WorkshopError if it cannot be made, or if the original cannot be read.
    """
    source = library.file_of(original)
    if source is None:
        raise WorkshopError(f"the library has no dossier {original!r} to copy")
    kept, faults = read(source)
    if kept is None:
        raise WorkshopError(f"{original} cannot be copied: {faults[0]}")
    text = _ID_LINE.sub(f"id: {key}", kept.text, count=1)
    beside: dict[str, bytes] = {}
    if (named := _CSV_LINE.search(text)) is not None:
        csv = source.parent / named.group().partition(":")[2].partition("#")[0].strip().strip("\"'")
        if csv.parent == source.parent and csv.is_file():
            new_file(folder, key)  # what is wrong with the id is said before what is wrong with the CSV
            if (folder / f"{key}.csv").exists():
                raise WorkshopError(f"the folder has a file {key}.csv already: choose another id")
            beside[f"{key}.csv"] = csv.read_bytes()
            text = _CSV_LINE.sub(f"participants: {key}.csv", text, count=1)
    return create(folder, key, text, beside)
