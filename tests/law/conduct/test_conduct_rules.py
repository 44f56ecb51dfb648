"""The rules that are met in judging an act, turned: the verdict is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.answers.judging import judge
from foedus.dossier.library import library

PACT = """
id: pact
title: Pact of two
kind: non-aggression
parties: [FRA, ITA]
reference_zone: Europe/Paris
terms:
  entry_into_force: {when: signature}
  duties:
    - {id: peace, bearer: each, toward: other, refrain: attack, article: "1"}
record:
  - {event: signature, on: 1930-01-01, by: [FRA, ITA]}
"""

SELF_DEFENCE = (
    PACT
    + """
  - {event: attack, id: first, on: 1940-06-10, by: ITA, to: FRA, effect: none}
  - {event: attack, id: second, on: 1940-06-12, by: FRA, to: ITA, effect: none}
"""
)

OTHER_DUTY = (
    PACT
    + """
  - {event: attack, id: second, on: 1940-06-12, by: FRA, to: ITA, effect: none}
  - {event: claim, on: 1940-06-12, by: FRA, ground: later_duty, treaty: league, effect: excuses}
"""
)

LEAGUE = """
id: league
title: League of three
kind: alliance
parties: [FRA, GRC]
terms:
  entry_into_force: {when: signature}
record:
  - {event: signature, on: 1932-01-01, by: [FRA, GRC]}
"""

PROMISE = """
id: promise
title: Promise to enter a war
kind: alliance
parties: [SUN, USA]
reference_zone: Europe/Moscow
terms:
  entry_into_force: {when: signature}
  duties:
    - {id: enter, bearer: SUN, toward: USA, perform: enter_war, against: JPN, within: 3 months, after: surrender}
record:
  - {event: signature, on: 1945-02-11, by: [SUN, USA]}
  - {event: surrender, id: surrender, on: 1945-05-08, by: DEU}
  - {event: attack, id: second, on: "1945-08-09T00:10+09:00[Asia/Harbin]", by: SUN, to: JPN}
"""


def verdicts(folder: Path, reading: str, **texts: str) -> set[str]:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    shelf = library(folder, with_bundled=False)
    found = judge(shelf, next(iter(texts)), "second", readings=[reading])
    return {answer.value["verdict"] for answer in found.answers}


@pytest.mark.parametrize(("position", "verdict"), [("right", "exercise of a right"), ("no-right", "breach")])
def test_who_was_attacked_may_fight_back_unless_the_rule_is_turned(tmp_path, position, verdict):
    assert verdicts(tmp_path, f"law/self-defence={position}", pact=SELF_DEFENCE) == {verdict}


@pytest.mark.parametrize(("position", "verdict"), [("no-excuse", "breach"), ("excuse", "excused")])
def test_a_duty_under_another_treaty_excuses_only_if_the_rule_says_so(tmp_path, position, verdict):
    assert verdicts(tmp_path, f"law/vclt-30={position}", pact=OTHER_DUTY, league=LEAGUE) == {verdict}


@pytest.mark.parametrize(("position", "verdict"), [("place", "late"), ("capital", "performed")])
def test_whose_date_decides_whether_a_promise_was_kept_in_time(tmp_path, position, verdict):
    # 8 May + 3 months = 8 August; 00:10 in Harbin on 9 August is 18:10 in Moscow on 8 August
    assert verdicts(tmp_path, f"law/date-of-performance={position}", promise=PROMISE) == {verdict}
