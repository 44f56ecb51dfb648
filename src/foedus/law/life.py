"""The life of a treaty: for each party, which status from when to when, and why.

This is the function that everything rests on: terms and record in one world, to spans.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from foedus.chronology.days import ALWAYS, FOREVER
from foedus.dossier.model import Dossier
from foedus.law.case import ALONE, Case, Dated, Surroundings, case
from foedus.law.consent import Consent, consents, signatures
from foedus.law.ending import ending_for_all
from foedus.law.ends import Ending
from foedus.law.floor import fallen_below
from foedus.law.force import Entry, entry_into_force, standing_consents
from foedus.law.membership import stints
from foedus.law.overall import overall
from foedus.law.phases import Background, background, phases
from foedus.law.status import Status, StatusSpan
from foedus.law.stint import Stint
from foedus.law.term import Chain, term_chain
from foedus.reasons import absence
from foedus.worlds import AnyDay, World


@dataclass(frozen=True)
class Life:
    """The life of a treaty in one world.

    `entry` is its entry into force, `ending` its end for all (None: it has none), `chain` its terms,
    `stints` for each party the times for which it was bound. The lines of status rest on these (`shared`)
    and are drawn when asked for: a question about one of 190 parties draws one line.
    """

    dossier: Dossier
    entry: Entry
    ending: Ending | None
    chain: Chain | None
    consents: tuple[Consent, ...]
    stints: Mapping[str, tuple[Stint, ...]]
    this: Case
    standing: tuple[Consent, ...]

    @cached_property
    def signed(self) -> Mapping[str, Dated]:
        """The first day on which each party signed."""
        return signatures(self.this)

    @cached_property
    def shared(self) -> Background:
        """What the lines of all parties share."""
        return background(
            self.this, self.entry, self.ending, self.signed, list(self.consents), list(self.standing), self.stints
        )

    @cached_property
    def spans(self) -> Mapping[str, tuple[StatusSpan, ...]]:
        """For each party its status over time, in order, without gap, from the beginning to the end of time."""
        return {party: self.line(party) for party in self.shared.parties}

    @cached_property
    def overall(self) -> tuple[StatusSpan, ...]:
        """The status of the treaty as such over time, in the same form."""
        return overall(self.shared)

    def line(self, party: str) -> tuple[StatusSpan, ...]:
        """The status of one party over time; nothing for one without an act under the treaty."""
        return phases(self.shared, party) if party in self.shared.parties else ()

    def span_on(self, world: World, party: str | None, when: AnyDay) -> StatusSpan:
        """The span of status that holds the day `when`, of `party` or (None) of the treaty as such."""
        spans = self.overall if party is None else self.line(party)
        for span in spans:
            if world.before(when, span.end):
                return span
        return StatusSpan(ALWAYS, FOREVER, Status.NOT_A_PARTY, absence("{0} has no act under this treaty", party or ""))

    def ending_of(self, party: str | None, world: World, when: AnyDay) -> Ending | None:
        """How the time ends (or ended) for which `party`, or the treaty as such, was bound on or before `when`."""
        if party is None:
            return self.ending
        last: Ending | None = None
        for stint in self.stints.get(party, ()):
            if world.before(when, stint.start):
                break
            last = stint.ending
        return last


def life(dossier: Dossier, world: World, around: Surroundings = ALONE) -> Life:
    """The life of the treaty of `dossier`, every disputed point taken as `world` takes it.

    `around` gives what lies outside the dossier and bears on it: other treaties by id, acts of war.
    """
    shared = dossier.terms.shares_life_of
    if shared is not None and (with_whom := world.value(shared)) != "itself":
        other = around.treaty(with_whom)
        if other is not None:
            # the acts around bear on the treaty asked about; the other has its own record
            return replace(life(other, world, Surroundings(around.treaty)), dossier=dossier)
    this: Case = case(dossier, world, around)

    def stints_of(other: Dossier, same_world: World) -> Mapping[str, tuple[Stint, ...]]:
        return life(other, same_world, Surroundings(around.treaty)).stints

    all_consents = consents(this)
    standing = standing_consents(this, all_consents)
    entry = entry_into_force(this, standing)
    chain = term_chain(this, entry)
    ending: Ending | None = None
    if chain is not None:
        ending, chain = ending_for_all(this, entry, chain, standing)
    bound = stints(this, entry, chain, ending, standing, stints_of)
    fallen = fallen_below(this, bound) if ending is None or len(bound) > 2 else None
    if fallen is not None and (ending is None or world.before(fallen.day, ending.day)):
        ending = fallen
        bound = stints(this, entry, chain, ending, standing, stints_of)
    return Life(
        dossier,
        entry,
        ending,
        chain,
        tuple(all_consents),
        bound,
        this,
        tuple(standing),
    )
