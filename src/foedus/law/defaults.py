"""Every rule that fills what a treaty leaves open: named, sourced, and able to be turned.

A rule is *settled* (it has a `default`, which applies unless a reading fixes another position) or
*disputed* (no default: each position is a reading of the law, asked only where the answer hangs on it). A
treaty's own clause always comes first; the rule is met only where the clause is silent. Treaties made
before the Vienna Convention on the Law of Treaties (VCLT, in force 27 January 1980) bound their parties are
not under it (its Article 4): for them its articles stand as custom.

Turn a rule with `--reading law/RULE=POSITION`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from foedus.reasons import Reason, rule
from foedus.worlds import World


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law.

    `question` is what it decides, `applies` when it is met, `positions` what each position says, `source`
    the convention and article or the practice it is from; `default` is the settled position, None if the
    law itself is disputed.
    """

    id: str
    question: str
    applies: str
    positions: Mapping[str, str]
    source: str
    default: str | None = None
    key: str = field(init=False)
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Keep what every decision needs: the rule's name as a dispute, and the names of its positions."""
        object.__setattr__(self, "key", f"law/{self.id}")
        object.__setattr__(self, "names", tuple(self.positions))

    def decide(self, world: World) -> str:
        """The position that this world takes."""
        if self.default is None:
            return world.ask(self.key, self.names)
        return world.prefer(self.key, self.names, self.default)

    def reason(self, position: str, because: tuple[Reason, ...] = ()) -> Reason:
        """The reason that this rule, so taken, gives."""
        return rule(self.source, self.positions[position], because=because)


ENTRY_WHEN_SILENT: Final = Rule(
    "vclt-24-2",
    "When does a treaty enter into force that does not say?",
    "the terms have no clause on entry into force and the record no fact of it",
    {
        "all-consented": "a treaty that is silent enters into force once all the negotiating states have consented",
        "unknown": "the treaty is silent on its entry into force, and no default fills the gap",
    },
    "VCLT Art. 24(2)",
    "all-consented",
)
"""VCLT 24(2): applies where the terms have no clause on entry into force."""

JOINING_WHEN_SILENT: Final = Rule(
    "vclt-24-3",
    "When is a state bound that consents after entry into force, if the treaty does not say?",
    "a party consents after entry into force and the terms have no clause on late joiners",
    {
        "on-consent": "a state that consents after entry into force is bound from the day of its consent",
        "same-delay": "a late joiner waits as long as the treaty itself waited",
    },
    "VCLT Art. 24(3)",
    "on-consent",
)
"""VCLT 24(3): applies to a late joiner where the terms have no clause on joining."""

NOTICE_ON_LAST_DAY: Final = Rule(
    "notice-on-last-day",
    "Is a notice in time that is given on the very day that lies the period of notice before the end?",
    "a notice is given exactly on the last day that can be counted",
    {
        "in-time": "a notice on the anniversary itself is in time: the full period still lies between",
        "late": "a notice on the anniversary itself is late: it had to be given before that day",
    },
    "practice; no convention rules periods counted backward (ETS 76 Art. 1)",
)
"""Applies where a notice falls on the last countable day and the clause does not say 'at least' or 'more than'."""

WHOSE_DATE: Final = Rule(
    "whose-date",
    "Whose calendar dates a notice that is given late in the evening at one place and a day later at another?",
    "the hour of a notice is on record and falls on different days where it was given and at the addressee's capital",
    {
        "place": "the date at the place where the notice was handed over counts",
        "addressee": "the date in the capital of the addressee counts",
    },
    "VCLT Art. 78(b)-(c) says receipt, and names no clock",
)
"""Applies where the hour of a notice is known and the two calendars differ."""

LATE_NOTICE: Final = Rule(
    "late-notice",
    "What becomes of a notice that comes too late for the current term?",
    "a notice is given after the last day for the current term, and the term renews itself",
    {
        "next-term": "a notice that is late for one term stands for the end of the next",
        "void": "a notice that is late is void: a new one is needed for the next term",
    },
    "practice; VCLT Art. 67-68: a notice stands until it is revoked",
    "next-term",
)
"""Applies where a late notice meets a treaty that has renewed itself."""

PREMATURE_NOTICE: Final = Rule(
    "premature-notice",
    "What becomes of a notice that is given before the clause allows any?",
    "a notice is given before the first day on which the clause on leaving allows it",
    {
        "void": "a notice given before the clause allows one is void",
        "deferred": "a notice given too early counts from the first day on which it could be given",
    },
    "VCLT Art. 42(2), 54(a): a party leaves only in conformity with the treaty",
    "void",
)
"""VCLT 54(a): applies where a notice is given during the time in which the clause bars it."""

DAY_OF_EXPIRY: Final = Rule(
    "day-of-expiry",
    "Is a treaty still in force on the day on which its term expires?",
    "the status is asked on the very day of expiry",
    {
        "ended": "the term ends with the beginning of the day of expiry",
        "in-force": "the day of expiry still belongs to the term, to its last hour",
    },
    "ETS 76 Art. 3 and Regulation 1182/71 Art. 3(2)(c) include the last day; treaty practice varies",
)
"""Applies only where a status is asked on the day of expiry itself."""

DAY_OF_THE_ACT: Final = Rule(
    "day-of-the-act",
    "Is a treaty in force on the day in the course of which an act ends or suspends it?",
    "a status is asked of a whole day on which an act ended or suspended the treaty, and no hour decides",
    {
        "until-the-act": "on the day of the act that ended or suspended it the treaty was in force, until the act",
        "from-the-act": "the day of the act that ended or suspended it no longer counts as a day in force",
    },
    "practice; an act takes effect in the course of its day",
    "until-the-act",
)
"""Applies where a whole day is asked about on which an act ended or suspended the treaty."""

AD_REFERENDUM: Final = Rule(
    "vclt-12",
    "From when does a signature ad referendum count once its state has confirmed it?",
    "a signature ad referendum was confirmed",
    {
        "confirmation": "a signature ad referendum counts from its confirmation",
        "signature": "a signature ad referendum, once confirmed, counts from the day on which it was made",
    },
    "VCLT Art. 12(2)(b), which says that it is then a full signature and not from when",
    None,
)
"""VCLT 12(2)(b): applies where a signature ad referendum was confirmed; unconfirmed it does not count."""

RECEIPT: Final = Rule(
    "vclt-78",
    "Does a notice count from the day it is given or from the day it is received?",
    "the record has both days and the clause does not say",
    {
        "received": "a notice counts as made once it has been received",
        "given": "a notice counts from the day on which it is given",
    },
    "VCLT Art. 78(b)",
    "received",
)
"""VCLT 78(b): applies where a notice's giving and receipt are dated apart."""

REVOCATION: Final = Rule(
    "vclt-68",
    "Can a notice be revoked before it takes effect?",
    "a notice is revoked before its effect and the terms do not say",
    {
        "revocable": "a notice may be revoked at any time before it takes effect",
        "final": "a notice once given cannot be taken back",
    },
    "VCLT Art. 68",
    "revocable",
)
"""VCLT 68: applies to a revocation before the notice has taken effect."""

HALTED_NOTICE: Final = Rule(
    "halted-notice",
    "What becomes of the days that had run when a notice is halted and later taken up again?",
    "a running notice is suspended and then resumed",
    {
        "days-kept": "the days that had run are kept: on resumption only the rest must run",
        "runs-anew": "the whole period runs anew from the resumption",
        "revoked": "to suspend a notice is to revoke it: without a new notice nothing runs",
    },
    "disputed in practice (NPT 1993-2003); VCLT Art. 68 knows revocation only",
)
"""Applies where a notice was suspended before its effect."""

SILENT_ON_EXIT: Final = Rule(
    "vclt-56",
    "Can a party leave a treaty that has no clause on leaving?",
    "a notice is given under a treaty that has no clause on denunciation or withdrawal",
    {
        "not-at-all": "a treaty without a clause on leaving cannot be denounced",
        "twelve-months": "the right to leave is implied, with twelve months' notice",
    },
    "VCLT Art. 56",
)
"""VCLT 56: applies to a notice under a treaty that is silent on exit."""

NEW_NORM: Final = Rule(
    "vclt-64",
    "Does a treaty end because a party says that a new peremptory norm conflicts with it?",
    "a party claims a new peremptory norm and neither the terms nor a reading say what that does",
    {
        "ends": "a treaty in conflict with a new peremptory norm is void from then on and ends",
        "goes-on": "whether there is such a norm and such a conflict is not for one party alone to say",
    },
    "VCLT Art. 64-66, 71(2)",
    None,
)
"""VCLT 64: applies to a claim on the ground of a peremptory norm."""

DISUSE: Final = Rule(
    "obsolescence",
    "Does a treaty end because it has fallen into disuse?",
    "a party claims that the treaty is obsolete and neither the terms nor a reading say what that does",
    {
        "goes-on": "disuse alone ends no treaty",
        "ends": "parties that all let a treaty fall into disuse have ended it by tacit agreement",
    },
    "practice; the International Law Commission held it a case of tacit agreement (VCLT Art. 54)",
    None,
)
"""Obsolescence: applies to a claim on that ground."""

MATERIAL_BREACH: Final = Rule(
    "vclt-60",
    "Does a treaty end because one party says that another has materially breached it?",
    "a party claims a material breach and neither the record nor a reading says what that does",
    {
        "no-effect": "a breach entitles to invoke it and ends nothing by itself, before it is accepted or found",
        "ends": "invoked, a material breach ended a treaty of two and suspended one of many toward the party in breach",
    },
    "VCLT Art. 60, 65",
    "no-effect",
)
"""VCLT 60: applies to a claim on the ground of a material breach; never to humanitarian treaties (60(5))."""

IMPOSSIBILITY: Final = Rule(
    "vclt-61",
    "Does a treaty end because one party says that it has become impossible to perform?",
    "a party claims impossibility and neither the record nor a reading says what that does",
    {
        "no-effect": "only the lasting loss of an indispensable object, not by one's own breach, and duly invoked",
        "ends": "the object is lost for good, and the treaty ended when that was invoked",
    },
    "VCLT Art. 61, 65",
    "no-effect",
)
"""VCLT 61: applies to a claim on the ground of impossibility."""

CHANGED_CIRCUMSTANCES: Final = Rule(
    "vclt-62",
    "Does a treaty end because one party says that circumstances have changed fundamentally?",
    "a party claims a change of circumstances and neither the record nor a reading says what that does",
    {
        "no-effect": "an unforeseen change of what the consent rested on, duly invoked, and not before it is found",
        "ends": "the change was fundamental, and the treaty ended when it was invoked",
    },
    "VCLT Art. 62, 65",
    "no-effect",
)
"""VCLT 62: applies to a claim on the ground of changed circumstances; never to boundaries (62(2)(a))."""

OUTSIDE_THE_TREATY: Final = Rule(
    "vclt-42",
    "Does a claim that a treaty has ended end it, if neither the treaty nor the law of treaties bears it out?",
    "a party claims an end or a suspension and the record names no ruling or agreed effect",
    {
        "no-effect": "a treaty ends only by its own terms or on a ground that the law of treaties knows, duly invoked",
        "effective": "the claim took effect on the day on which it was made",
    },
    "VCLT Art. 42(2), 65",
    "no-effect",
)
"""VCLT 42(2), 65: applies to a claim whose effect the record leaves to the law."""

WAR: Final = Rule(
    "effect-of-war",
    "What does war between the parties do to a political treaty between them?",
    "the parties go to war with each other while the treaty is in force and the terms do not say",
    {
        "continues": "an armed conflict does not of itself end or suspend a treaty between the parties",
        "ends": "war between the parties abrogates political treaties between them",
    },
    "ILC Articles on the Effects of Armed Conflicts (2011) Art. 3; the older doctrine; VCLT Art. 73 leaves it open",
)
"""ILC 2011 Art. 3; VCLT 73: applies to an outbreak of war between two parties in a treaty's life."""

WAR_OF_TWO: Final = Rule(
    "war-between-two",
    "What does war between two of many parties do to the treaty between the two?",
    "two of several parties go to war while both are bound, and neither the terms nor the record say what follows",
    {
        "continues": "an armed conflict does not of itself end or suspend a treaty between the parties that fight",
        "suspends": "a treaty of many is suspended between those at war with each other, until they make peace",
    },
    "ILC Articles on the Effects of Armed Conflicts (2011) Art. 3; the older doctrine; VCLT Art. 73 leaves it open",
)
"""ILC 2011 Art. 3; VCLT 73: applies between two of many parties that are at war with each other."""

LATER_TREATY: Final = Rule(
    "vclt-59",
    "Does a later treaty of all the parties on the same subject end the earlier?",
    "the record says that a later treaty replaced this one, and the later treaty entered into force",
    {
        "ends": "the later treaty of all the parties on the subject ends the earlier when it enters into force",
        "beside": "both treaties stand side by side",
    },
    "VCLT Art. 59(1)",
    "ends",
)
"""VCLT 59: applies where a later treaty of all parties replaces this one."""

BELOW_THE_NUMBER: Final = Rule(
    "vclt-55",
    "Does a multilateral treaty end when its parties fall below the number that brought it into force?",
    "withdrawals leave fewer parties than entry into force asked for, and the terms set no floor",
    {
        "goes-on": "a treaty does not end because its parties have become fewer than its entry into force asked for",
        "ends": "the treaty ends with the number of parties that it needed",
    },
    "VCLT Art. 55",
    "goes-on",
)
"""VCLT 55: applies where parties become fewer than the number for entry into force."""

EXIT_ENDS_FOR: Final = Rule(
    "vclt-54-70",
    "For whom does a notice end a treaty that does not say?",
    "a notice takes effect and the clause does not say for whom",
    {
        "by-number": "a notice ends a treaty of two parties for both, a treaty of more for the one that leaves",
        "leaver-only": "a notice ends the treaty for the leaver alone",
    },
    "VCLT Art. 70(2)",
    "by-number",
)
"""VCLT 70(2): applies where the clause on leaving does not say for whom it ends."""

INSTRUMENT_COUNTS_ON: Final = Rule(
    "vclt-16",
    "On which day does an instrument of ratification bind: when it is made, or when it is exchanged or deposited?",
    "the record has the ratification and the exchange apart, and the terms do not say which counts",
    {
        "deposit": "an instrument establishes consent on its exchange or deposit",
        "ratification": "the act of ratification itself establishes consent",
    },
    "VCLT Art. 16",
    "deposit",
)
"""VCLT 16: applies where an exchange is on record and the terms do not name the ratification itself."""

ORGANISATIONS_COUNT: Final = Rule(
    "organisation-not-counted",
    "Does the instrument of a regional organisation count toward the number of states?",
    "an organisation deposits before a threshold of instruments is reached",
    {
        "not-counted": "an organisation's instrument is not counted in addition to those of its member states",
        "counted": "an organisation's instrument counts like a state's",
    },
    "final clauses of UN conventions, for instance Cartagena Protocol Art. 37(3)",
    "not-counted",
)
"""Applies where a threshold asks for states and an organisation's instrument is among the deposits."""

SUCCESSOR_COUNTS: Final = Rule(
    "succession-not-counted",
    "Does a notice of succession count as one more instrument toward a threshold?",
    "a notice of succession is deposited before a threshold is reached",
    {
        "not-counted": "a successor steps into an instrument that was counted already",
        "counted": "each notice of succession counts as an instrument",
    },
    "depositary practice",
    "not-counted",
)
"""Applies where notices of succession stand among the deposits before a threshold."""

SUCCESSION_FROM: Final = Rule(
    "vcst-23",
    "From which day is a successor state bound?",
    "a state notifies its succession, dated later than its independence",
    {
        "independence": "a successor is bound from the day of the succession, whenever it notifies",
        "notification": "a successor is bound from the day of its notice",
    },
    "Vienna Convention on Succession of States in respect of Treaties Art. 23(1), 34",
    "independence",
)
"""VCST 23, 34: applies where a notice of succession follows the succession itself."""

UNILATERAL_SUSPENSION: Final = Rule(
    "vclt-57",
    "Does one party's declaration suspend a treaty that has no clause on suspension?",
    "one party alone declares a suspension and the record leaves its effect to the law",
    {
        "no-effect": "a treaty is suspended by its terms or by consent of all, not by one party's declaration",
        "suspends": "the declaration suspended the operation of the treaty",
    },
    "VCLT Art. 57, 60, 65",
    "no-effect",
)
"""VCLT 57: applies to a suspension that one party alone declared."""

INTERIM_DUTY: Final = Rule(
    "vclt-18",
    "What binds a state between its signature and entry into force?",
    "a status between signature or consent and entry into force is told",
    {
        "do-not-defeat": "a signatory must not defeat the treaty's object and purpose before entry into force",
        "nothing": "before entry into force nothing binds",
    },
    "VCLT Art. 18",
    "do-not-defeat",
)
"""VCLT 18: applies between signature (or consent) and entry into force."""

ACCRUED_RIGHTS: Final = Rule(
    "vclt-70",
    "What stays after the end of a treaty?",
    "a treaty has ended and no survival clause says more",
    {
        "accrued-stay": "the end frees from further performance; rights and situations that arose before stay",
        "nothing": "nothing stays",
    },
    "VCLT Art. 70(1)",
    "accrued-stay",
)
"""VCLT 70(1)(b): applies after the end of every treaty."""

REVIVAL: Final = Rule(
    "revival",
    "What does an agreement to prolong a treaty do that comes when the treaty has expired?",
    "an extension is agreed after the day of expiry",
    {
        "revives": "the agreement revives the treaty from its own day: between the two days it was not in force",
        "nothing": "what has ended cannot be prolonged: a new treaty was needed",
    },
    "VCLT Art. 54, 24(1): the parties may agree as they like; practice",
    "revives",
)
"""Applies to an extension by agreement that comes after the day of expiry."""

SILENCE_ACCEPTS: Final = Rule(
    "vclt-20-5",
    "Is a reservation accepted by a state that says nothing for twelve months?",
    "a party has neither accepted a reservation nor objected to it within twelve months",
    {
        "accepts": "silence for twelve months after notice of a reservation is acceptance",
        "open": "silence accepts nothing",
    },
    "VCLT Art. 20(5)",
    "accepts",
)
"""VCLT 20(5): applies to a reservation to which a party did not answer within twelve months."""

SEPARATION: Final = Rule(
    "vcst-34",
    "Do the parts of a state that separates go on with its treaties?",
    "the record tells of a separation and the parts have not consented anew",
    {
        "continues": "a treaty in force for the whole of a state goes on for each part that separates",
        "clean-slate": "a new state begins without the treaties of its predecessor, and may notify its succession",
    },
    "Vienna Convention on Succession of States in respect of Treaties Art. 34 (Art. 16 for newly independent states)",
    "continues",
)
"""VCST 34: applies to a separation of states; for newly independent states Art. 16 says the other."""

NEWLY_INDEPENDENT: Final = Rule(
    "vcst-16",
    "Is a newly independent state bound by the treaties that were extended to it as a territory?",
    "a territory to which the treaty extends becomes independent",
    {
        "clean-slate": "a new independent state is not bound by its predecessor's treaties; it may notify succession",
        "continues": "what was in force for the territory goes on for the new state",
    },
    "Vienna Convention on Succession of States in respect of Treaties Art. 16-17",
    "clean-slate",
)
"""VCST 16: applies where a territory becomes an independent state."""

UNION: Final = Rule(
    "vcst-31",
    "Does a state made by union go on with the treaties of those that united?",
    "the record tells of a union of states of which one was a party",
    {
        "continues": "a treaty in force for a state that unites with another goes on for the united state",
        "lapses": "the treaty ends with the state that was its party (absorption: moving frontiers, Art. 15)",
    },
    "Vienna Convention on Succession of States in respect of Treaties Art. 31",
    "continues",
)
"""VCST 31: applies to a union of states."""

SELF_DEFENCE: Final = Rule(
    "self-defence",
    "May a state fight back against one that attacked it, whatever a treaty between them says?",
    "an act goes against a duty toward one that had opened the war between the two",
    {
        "right": "who is attacked may fight back: an act of self-defence breaches no duty of peace",
        "no-right": "the duty stands even against an attacker",
    },
    "custom; ILC Articles on State Responsibility (2001) Art. 21",
    "right",
)
"""ILC 2001 Art. 21: applies where the beneficiary of a duty had attacked its bearer."""

LATER_DUTY: Final = Rule(
    "vclt-30",
    "Does a duty under another treaty excuse the breach of a treaty with a state that is no party to it?",
    "an act is claimed to be owed under another treaty that was in force",
    {
        "no-excuse": "a duty under another treaty does not excuse a breach toward one who is no party to it",
        "excuse": "the duty under the other treaty goes before",
    },
    "VCLT Art. 30(4)-(5), 34; UN Charter Art. 103 for the Charter alone",
)
"""VCLT 30(4)-(5): applies where a breach is defended with a duty under another treaty."""

DATE_OF_PERFORMANCE: Final = Rule(
    "date-of-performance",
    "Whose calendar dates an act that performs a promise, where two calendars differ?",
    "an act that performs a duty with a deadline has another date at its place than in its author's capital",
    {
        "place": "the date at the place of the act counts",
        "capital": "the date in the capital of the one who performs counts",
    },
    "no convention names a clock",
)
"""Applies to an act within a deadline whose hour falls on different days at its place and at the capital."""

RULES: Final[Mapping[str, Rule]] = {found.id: found for found in list(globals().values()) if isinstance(found, Rule)}
"""Every rule, by id."""
