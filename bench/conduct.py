"""Judging: all acts of the bundled library, and one act among few and among many generated treaties.

python bench/conduct.py [--profile]
"""

from __future__ import annotations

import cProfile
import pstats
import random
import sys
import time
from collections.abc import Callable

import foedus
from foedus.answers.groundwork.conduct import Conduct, conduct
from foedus.dossier.actors import register
from foedus.dossier.load import load_text
from foedus.dossier.model import Dossier
from foedus.law.conduct.acts import acts_of
from foedus.law.conduct.judge import Verdict, judge
from foedus.law.conduct.touch import duties_of, touched_by
from foedus.law.life import life
from foedus.worlds import explore
from generate import bilateral

DUTIES = """
  duties:
    - {id: peace, bearer: each, toward: other, refrain: attack, article: "1"}
    - {id: neutrality, bearer: each, toward: other, observe: neutrality, when: {attacked: other, by: third}}
"""
STATES = [key for key, actor in register().items() if actor.kind == "state"]


def judged(around: Conduct) -> tuple[int, int]:
    """Every act of a library judged under every duty that it touches, in every reading: how many, how many breaches."""
    count = breaches = 0
    for deed in around.acts.deeds:
        for owed, beneficiary in touched_by(around.duties, deed):
            exploration = around.explore(
                lambda world, owed=owed, other=beneficiary, deed=deed: (
                    judge(around.life(owed.dossier, world), world, around.acts, owed, other, deed).verdict
                )
            )
            count += 1
            breaches += any(path.value is Verdict.BREACH for path in exploration.paths)
    return count, breaches


def treaty(number: int) -> Dossier:
    """A generated bilateral treaty of peace and neutrality, between two of all states of the register."""
    rng = random.Random(number)
    a, b = rng.sample(STATES, 2)
    text = bilateral(number)
    first, second = text.split("parties: [", 1)[1].split("]", 1)[0].split(", ")
    for old, new in ((first, "@a"), (second, "@b"), ("@a", a), ("@b", b)):
        text = (
            text.replace(f"by: {old},", f"by: {new},")
            .replace(f"[{old}, ", f"[{new}, ")
            .replace(f", {old}]", f", {new}]")
        )
    found = load_text(text.replace("\nrecord:", DUTIES + "record:")).dossier
    assert found is not None
    return found


def attack(by: str, on: str) -> Dossier:
    """A chronicle of one attack."""
    text = (
        "id: act\ntitle: An act\nform: chronicle\nrecord:\n"
        f"  - {{event: attack, id: attack, on: 1950-06-25, by: {by}, to: {on}, source: s}}\n"
        "sources:\n  s: {title: A source}\n"
    )
    found = load_text(text).dossier
    assert found is not None
    return found


def judging_one(treaties: list[Dossier]) -> tuple[float, float]:
    """Seconds to judge one act among so many treaties (their index made beforehand), and how many duties it touches.

    The mean over a hundred attacks, each between the two parties of one of the first hundred treaties.
    """
    duties = duties_of(treaties)
    targets = [(dossier.parties[0], dossier.parties[1]) for dossier in treaties[:100]]
    chronicles = [attack(a, b) for a, b in targets]
    prepared = [(acts_of([*treaties, chronicle]), chronicle) for chronicle in chronicles]
    touched = 0

    def once() -> None:
        nonlocal touched
        touched = 0
        for acts, _ in prepared:
            for owed, beneficiary in touched_by(duties, acts.deeds[-1]):
                touched += 1
                explore(
                    lambda world, owed=owed, other=beneficiary, acts=acts: (
                        judge(life(owed.dossier, world), world, acts, owed, other, acts.deeds[-1]).verdict
                    )
                )

    return best_of(3, once) / len(prepared), touched / len(prepared)


def best_of(runs: int, do: Callable[[], object]) -> float:
    """The shortest time of so many runs, in seconds."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        do()
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> None:
    """Print the time of judging the bundled library, and the cost of one act among 1,000 and 10,000 treaties."""
    shelf = foedus.library()
    for key in shelf:
        shelf[key]
    if "--profile" in sys.argv:
        with cProfile.Profile() as profile:
            judged(conduct(shelf))
        pstats.Stats(profile).sort_stats("cumtime").print_stats(40)
        return
    begun = time.perf_counter()
    around = conduct(shelf)
    count, breaches = judged(around)
    took = time.perf_counter() - begun
    acts = len(around.acts.deeds)
    print(f"{acts} acts of the bundled library, {count} duties touched: {took:.2f} s ({breaches} breaches)")
    if "--quick" in sys.argv:
        return
    treaties = [treaty(number) for number in range(10_000)]
    few, few_touched = judging_one(treaties[:1_000])
    many, many_touched = judging_one(treaties)
    print(f"one act among  1,000 treaties: {few * 1e6:,.0f} microseconds, {few_touched:.2f} duties touched")
    print(f"one act among 10,000 treaties: {many * 1e6:,.0f} microseconds, {many_touched:.2f} duties touched")
    print(f"ten times the treaties: {many / few:.2f} times the time, {many_touched / few_touched:.2f} times the duties")


if __name__ == "__main__":
    main()
