"""The life of a treaty: for each party, which status from when to when, and why.

This is the function that everything rests on: terms and record in one world, to spans.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from foedus.chronology.days import ALWAYS, FOREVER
from foedus.dossier.model import Dossier
from foedus.law.case import ALONE, Case, Dated, Surroundings, case
from foedus.law.consent import Consent, consents, signatures
from foedus.law.ending import ending_for_all
from foedus.law.ends import Ending
from foedus.law.force import Entry, entry_into_force, standing_consents
from foedus.law.membership import Stint, stints
from foedus.law.overall import overall
from foedus.law.phases import phases
from foedus.law.status import Status, StatusSpan
from foedus.law.term import Chain, term_chain
from foedus.reasons import absence
from foedus.worlds import AnyDay, World


@dataclass(frozen=True, slots=True)
class Life:
    """The life of a treaty in one world.

    `entry` is its entry into force, `ending` its end for all (None: it has none), `chain` its terms,
    `stints` for each party the times for which it was bound, `spans` for each party its status over time
    (in order, not overlapping, from the beginning to the end of time), `overall` that of the treaty as such.
    """

    dossier: Dossier
    entry: Entry
    ending: Ending | None
    chain: Chain | None
    signed: Mapping[str, Dated]
    consents: tuple[Consent, ...]
    stints: Mapping[str, tuple[Stint, ...]]
    spans: Mapping[str, tuple[StatusSpan, ...]]
    overall: tuple[StatusSpan, ...]

    def span_on(self, world: World, party: str | None, when: AnyDay) -> StatusSpan:
        """The span of status that holds the day `when`, of `party` or (None) of the treaty as such."""
        spans = self.overall if party is None else self.spans.get(party, ())
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
    all_consents = consents(this)
    signed = signatures(this)
    standing = standing_consents(this, all_consents)
    entry = entry_into_force(this, standing)
    chain = term_chain(this, entry)
    ending: Ending | None = None
    if chain is not None:
        ending, chain = ending_for_all(this, entry, chain)
    bound = stints(this, entry, chain, ending, standing)
    return Life(
        dossier,
        entry,
        ending,
        chain,
        signed,
        tuple(all_consents),
        bound,
        phases(this, entry, ending, signed, all_consents, standing, bound),
        overall(this, entry, ending, signed, all_consents, bound),
    )
