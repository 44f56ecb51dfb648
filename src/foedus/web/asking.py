"""What a page's address asks: the day, the positions taken, the changes to the record. A link carries all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from foedus.answers.whatif import whatif
from foedus.dossier.library import Library
from foedus.errors import QuestionError

MOST = 64
"""How many positions, or changes of one kind, an address may carry."""

LONGEST = 2000
"""The most characters of one of them."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The part of a question that a link carries from page to page.

    `on` is the day or moment asked about (EDTF; empty: today). `readings` are texts `DISPUTE=POSITION`; `drop`,
    `move`, `add` and `suppose` are changes to the record, as `answers.whatif` takes them.
    """

    on: str = ""
    readings: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    move: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    suppose: tuple[str, ...] = ()

    @property
    def is_whatif(self) -> bool:
        """Whether the record is changed."""
        return bool(self.drop or self.move or self.add or self.suppose)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The names and values of the query string, in a settled order, what is empty left out."""
        if self.on:
            yield "on", self.on
        for name, texts in (
            ("reading", self.readings),
            ("drop", self.drop),
            ("move", self.move),
            ("add", self.add),
            ("suppose", self.suppose),
        ):
            for text in texts:
                yield name, text

    def link(self, path: str, **more: str | int | None) -> str:
        """`path` with this question as its query string, and `more` parameters behind it (None: left out)."""
        further = [(name, str(value)) for name, value in more.items() if value not in (None, "")]
        query = urlencode([*self.pairs(), *further])
        return f"{path}?{query}" if query else path

    def at(self, on: str) -> Asking:
        """The same question about another day."""
        return replace(self, on=on)

    def taken(self, dispute: str) -> str | None:
        """The position taken on a dispute, or None if it is left open."""
        return next((text.partition("=")[2] for text in self.readings if text.partition("=")[0] == dispute), None)

    def taking(self, dispute: str, position: str | None) -> Asking:
        """The same question with one position taken on a dispute, or (None) the dispute left open."""
        others = tuple(text for text in self.readings if text.partition("=")[0] != dispute)
        return replace(self, readings=others if position is None else (*others, f"{dispute}={position}"))

    def open_minded(self) -> Asking:
        """The same question with every dispute left open."""
        return replace(self, readings=())

    def unchanged(self) -> Asking:
        """The same question about the record as it is."""
        return replace(self, drop=(), move=(), add=(), suppose=())

    def without(self, name: str, text: str) -> Asking:
        """The same question without one of its changes; `name` is drop, move, add or suppose."""
        kept = {
            kind: tuple(other for other in texts if kind != name or other != text)
            for kind, texts in (("drop", self.drop), ("move", self.move), ("add", self.add), ("suppose", self.suppose))
        }
        return self.but(**kept)

    def but(
        self,
        drop: tuple[str, ...] | None = None,
        move: tuple[str, ...] | None = None,
        add: tuple[str, ...] | None = None,
        suppose: tuple[str, ...] | None = None,
    ) -> Asking:
        """The same question with other changes of the kinds given."""
        return replace(
            self,
            drop=self.drop if drop is None else drop,
            move=self.move if move is None else move,
            add=self.add if add is None else add,
            suppose=self.suppose if suppose is None else suppose,
        )

    def changed(self, library: Library, treaty: str | None = None) -> Library:
        """The library with the changes made to the record of `treaty`.

        Without a treaty, events are named `TREATY/EVENT`. Raises QuestionError for what cannot be found.
        """
        if not self.is_whatif:
            return library
        if treaty is None and (self.add or self.suppose):
            raise QuestionError("an event can be added on the page of its treaty only")
        return whatif(library, treaty or "", self.drop, self.move, self.add, self.suppose)


def asking(
    on: Annotated[str, Query(description="the day or moment asked about (EDTF); today by default", max_length=64)] = "",
    reading: Annotated[
        list[str], Query(description="a position taken, as DISPUTE=POSITION; may be repeated", max_length=MOST)
    ] = [],  # noqa: B006  (FastAPI copies it)
    drop: Annotated[list[str], Query(description="an event left out, by id or kind", max_length=MOST)] = [],  # noqa: B006
    move: Annotated[list[str], Query(description="an event moved, as EVENT=DATE", max_length=MOST)] = [],  # noqa: B006
    add: Annotated[list[str], Query(description="an event added, as a YAML mapping", max_length=MOST)] = [],  # noqa: B006
    suppose: Annotated[list[str], Query(description="a hypothesis of the dossier", max_length=MOST)] = [],  # noqa: B006
) -> Asking:
    """The question in a query string. Empty texts, which a form sends for what was left blank, count for nothing."""
    return Asking(on.strip(), *(_said(texts) for texts in (reading, drop, move, add, suppose)))


def _said(texts: list[str]) -> tuple[str, ...]:
    """Each text once, without the empty ones. Raises QuestionError for one that is too long."""
    said = tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
    for text in said:
        if len(text) > LONGEST:
            raise QuestionError(f"{text[:40]!r}... has {len(text)} characters; an address may carry {LONGEST}")
    return said


Question = Annotated[Asking, Depends(asking)]
"""The question of a page, as a route's parameter."""
