"""What holds of conduct whatever the treaties and the acts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import foedus
from foedus.answers.groundwork.conduct import Conduct, conduct
from foedus.chronology.days import iso
from foedus.dossier.load import load_text
from foedus.dossier.model import Dossier
from foedus.law.conduct.acts import acts_of
from foedus.law.conduct.duty import Standing, stand
from foedus.law.conduct.judge import judge
from foedus.law.conduct.touch import Owed, duties_of, touched_by
from foedus.law.life import life
from foedus.law.status import Status
from foedus.worlds import World, explore

PARTIES = ("FRA", "ITA", "GBR", "DEU")
STRANGERS = ("SWE", "CHE")
KINDS = ("attack", "declaration_of_war", "armistice", "peace", "aid", "occupation", "alliance", "surrender")
DUTIES = (
    "refrain: attack",
    "refrain: aid_to_attacker",
    "refrain: separate_peace",
    "refrain: hostile_bloc",
    "respect: territory",
    "observe: neutrality, when: {attacked: other, by: third}",
    "observe: neutrality, when: {at_war: other}",
    "assist: military, when: {attacked: other}",
    "notify: before_hostilities",
)
IN_FORCE = {Status.IN_FORCE, Status.PROVISIONAL}

days = st.dates(date(1930, 1, 1), date(1940, 12, 31))


@st.composite
def treaties(draw: st.DrawFn, ident: str) -> str:
    """A treaty of two or three parties, with a term, perhaps denounced."""
    parties = draw(st.lists(st.sampled_from(PARTIES), min_size=2, max_size=3, unique=True))
    chosen = draw(st.lists(st.sampled_from(DUTIES), min_size=1, max_size=3, unique=True))
    survives = draw(st.booleans())
    duties = "\n".join(
        f"    - {{id: duty-{number}, {duty}{', survives: true' if survives and number == 0 else ''}}}"
        for number, duty in enumerate(chosen)
    )
    signed = draw(days)
    lines = [f"  - {{event: signature, on: {signed}, by: [{', '.join(parties)}], source: s}}"]
    if draw(st.booleans()):
        lines.append(f"  - {{event: denunciation, on: {draw(days)}, by: {parties[0]}, source: s}}")
    return (
        f"id: {ident}\ntitle: Treaty\nparties: [{', '.join(parties)}]\nterms:\n"
        "  binding: {by: signature}\n  entry_into_force: {when: signed_by_all}\n"
        f"  term: {{length: {draw(st.integers(1, 6))} years, from: entry_into_force}}\n"
        f"  denunciation: {{notice: 6 months}}\n  duties:\n{duties}\n"
        "record:\n" + "\n".join(lines) + "\nsources:\n  s: {title: A source}\n"
    )


@st.composite
def acts(draw: st.DrawFn, actors: tuple[str, ...], number: int) -> str:
    """A line of an act of one actor on another."""
    by, to = draw(st.lists(st.sampled_from(actors), min_size=2, max_size=2, unique=True))
    kind = draw(st.sampled_from(KINDS))
    return f"  - {{event: {kind}, id: act-{number}, on: {draw(days)}, by: {by}, to: {to}, source: s}}"


def read(text: str) -> Dossier:
    loaded = load_text(text)
    assert loaded.dossier is not None, [str(fault) for fault in loaded.diagnostics]
    return loaded.dossier


def chronicle(lines: list[str], ident: str = "acts") -> Dossier:
    text = f"id: {ident}\ntitle: Acts\nform: chronicle\nrecord:\n" + "\n".join(lines)
    return read(text + "\nsources:\n  s: {title: A source}\n")


Told = dict[tuple[str, str, str, str, str], frozenset[tuple[tuple[tuple[str, str], ...], str]]]


def judged(treaty: Dossier, *records: Dossier, only: str = "acts") -> Told:
    """Each act of the record `only` under each duty of `treaty` that it touches: its verdicts by reading."""
    known = acts_of([treaty, *records])
    duties = duties_of([treaty])
    found: Told = {}
    for deed in known.deeds:
        if deed.dossier.id != only:
            continue
        for owed, other in touched_by(duties, deed):
            exploration = explore(
                lambda world, owed=owed, other=other, deed=deed: (
                    judge(life(treaty, world), world, known, owed, other, deed).verdict.value
                )
            )
            key = (deed.key, treaty.id, owed.duty.id, owed.bearer, other)
            found[key] = frozenset((tuple(sorted(path.readings.items())), path.value) for path in exploration.paths)
    return found


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_act_between_strangers_changes_no_verdict(data: st.DataObject) -> None:
    treaty = read(data.draw(treaties("treaty")))
    lines = [data.draw(acts(PARTIES, number)) for number in range(data.draw(st.integers(1, 5)))]
    foreign = [data.draw(acts(STRANGERS, number)) for number in range(3)]
    before = judged(treaty, chronicle(lines))
    assert judged(treaty, chronicle(lines), chronicle(foreign, "foreign")) == before
    assert judged(treaty, chronicle(foreign, "foreign"), chronicle(lines)) == before


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_act_told_by_a_second_record_changes_no_verdict(data: st.DataObject) -> None:
    treaty = read(data.draw(treaties("treaty")))
    lines = [data.draw(acts(PARTIES, number)) for number in range(data.draw(st.integers(1, 5)))]
    again = [line.replace("id: act-", "id: again-") for line in lines]
    assert judged(treaty, chronicle(lines), chronicle(again, "again")) == judged(treaty, chronicle(lines))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_treaty_among_others_changes_no_verdict(data: st.DataObject) -> None:
    treaty, other = read(data.draw(treaties("treaty"))), read(data.draw(treaties("other")))
    record = chronicle([data.draw(acts(PARTIES, number)) for number in range(3)])
    known = acts_of([treaty, other, record])
    both = {
        (deed.key, owed.duty.id, owed.bearer, beneficiary)
        for deed in known.deeds
        for owed, beneficiary in touched_by(duties_of([treaty, other]), deed)
        if owed.dossier.id == "treaty"
    }
    alone = {(key, duty, bearer, beneficiary) for key, _, duty, bearer, beneficiary in judged(treaty, record)}
    assert both == alone


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_duty_is_live_outside_the_life_of_its_treaty_unless_it_survives(data: st.DataObject) -> None:
    treaty = read(data.draw(treaties("treaty")))
    known = acts_of([treaty, chronicle([data.draw(acts(PARTIES, 0))])])
    on = data.draw(days).toordinal()
    for owed in (one for of in duties_of([treaty]).of.values() for one in of):
        for beneficiary in owed.toward:
            _live_only_in_life(treaty, known, owed, beneficiary, on)


def _live_only_in_life(treaty: Dossier, known: object, owed: Owed, beneficiary: str, on: int) -> None:
    def look(world: World) -> tuple[Standing, set[Status], bool, bool]:
        lived = life(treaty, world)
        state = stand(lived, world, known, owed.duty, owed.bearer, beneficiary, on, None)  # type: ignore[arg-type]
        statuses = {lived.span_on(world, party, on).status for party in (owed.bearer, beneficiary)}
        ending = lived.ending_of(owed.bearer, world, on)
        last_day = ending is not None and ending.day == on
        entered = lived.entry.day is not None and not world.before(on, lived.entry.day)
        return state.standing, statuses, last_day, entered

    for path in explore(look).paths:
        standing, statuses, last_day, entered = path.value
        if standing is Standing.LIVE:
            assert statuses <= IN_FORCE or last_day, (iso(on), statuses)
        if standing is Standing.SURVIVING:
            assert owed.duty.survives
            assert entered
        if not statuses & IN_FORCE and not last_day:
            assert standing in (Standing.OUTSIDE, Standing.SURVIVING)


@pytest.fixture(scope="module")
def around() -> Conduct:
    return conduct(foedus.library())


@pytest.mark.parametrize("on", ["1939-01-01", "1941-06-23", "1943-01-01", "1945-08-01", "1960-01-01"])
def test_in_the_library_too_a_live_duty_stands_in_a_treaty_in_force(around: Conduct, on: str) -> None:
    when = date.fromisoformat(on).toordinal()
    live = 0
    for owed in (one for of in around.duties.of.values() for one in of):
        beneficiary = owed.toward[0] if owed.toward else None
        if beneficiary is None or len(owed.toward) > 20:
            continue

        def look(world: World, owed: Owed = owed, other: str = beneficiary) -> tuple[bool, bool]:
            lived = around.life(owed.dossier, world)
            state = stand(lived, world, around.acts, owed.duty, owed.bearer, other, when, None)
            bound = {lived.span_on(world, party, when).status for party in (owed.bearer, other)} <= IN_FORCE
            return state.binds, bound or owed.duty.survives

        for path in around.explore(look).paths:
            binds, may = path.value
            assert may or not binds, f"{owed.dossier.id}/{owed.duty.id} of {owed.bearer}"
            live += binds
    assert live > 0


@pytest.mark.parametrize(
    ("party", "on"), [("JPN", "1941-06-23"), ("SUN", "1939-08-24"), ("SUN", "1945-05-15"), ("GBR", "1915-01-01")]
)
def test_the_witness_of_a_conflict_is_an_act_that_breaks_the_one_duty_and_that_the_other_asks_for(
    party: str, on: str
) -> None:
    shelf = foedus.library()
    found = foedus.conflicts(shelf, on, party)
    open_ = [answer.value for answer in found.answers if not answer.value["resolved_by"]]
    assert open_
    for value in open_:
        enemy = value["witness"].split(" fights ")[1].split(" ")[0]
        assert value["witness"].startswith(f"{party} fights ")
        treaty, _, duty = value["forbids"].partition("/")
        act = f"{{event: attack, id: witness, on: {on}, by: {party}, to: {enemy}}}"
        supposed = foedus.whatif(shelf, treaty, add=[act])
        verdicts = {
            answer.value["verdict"]
            for answer in foedus.judge(supposed, treaty, "witness").answers
            if (answer.value["treaty"], answer.value["duty"]) == (treaty, duty)
        }
        assert "breach" in verdicts, (value, verdicts)
        asks = shelf[value["asks"].partition("/")[0]]
        (asking,) = (one for one in asks.terms.duties if one.id == value["asks"].partition("/")[2])
        assert asking.assist or asking.perform == "enter_war"
