"""Dated cases by the hour: the same instant on two clocks, and what a treaty was at that minute."""

import pytest

import foedus
from foedus.chronology import instants, local_text, parse_moment

HOURS = [
    # case, local time, clock, UTC
    # Moscow three hours ahead in 1945
    ("h_denunciation", "1945-04-05T15:00", "Europe/Moscow", "1945-04-05T12:00"),
    ("h_decl_17", "1945-08-08T17:00", "Europe/Moscow", "1945-08-08T14:00"),
    ("h_decl_23", "1945-08-08T23:00", "Europe/Moscow", "1945-08-08T20:00"),
    # Vladivostok ten hours ahead: the attack of 9 August is at the hour of the earlier declaration
    ("h_attack_vlad", "1945-08-09T00:00", "Asia/Vladivostok", "1945-08-08T14:00"),
    # New York four hours behind, in war time
    ("h_publication", "1945-08-08T15:00", "America/New_York", "1945-08-08T19:00"),
    ("h_surrender_cet", "1945-05-08T23:01", "+01:00", "1945-05-08T22:01"),
    ("h_karlshorst", "1945-05-09T00:43", "Europe/Moscow", "1945-05-08T21:43"),
    ("h_brexit_eu", "2020-02-01T00:00", "Europe/Brussels", "2020-01-31T23:00"),
    ("h_panama", "1999-12-31T12:00", "America/Panama", "1999-12-31T17:00"),
    ("h_hongkong", "1997-07-01T00:00", "Asia/Hong_Kong", "1997-06-30T16:00"),
    ("h_korea_sign", "1953-07-27T10:00", "Asia/Seoul", "1953-07-27T01:00"),
    ("h_snapback", "2025-09-27T20:00", "America/New_York", "2025-09-28T00:00"),
    ("h_gsomia_end", "2019-11-23T00:00", "Asia/Seoul", "2019-11-22T15:00"),
]


@pytest.mark.parametrize(("case", "local", "zone", "utc"), HOURS, ids=lambda value: str(value))
def test_a_local_clock_time_is_the_instant_on_record(case, local, zone, utc):
    at = instants(parse_moment(local), zone)
    assert at.settled
    assert at.end - at.first == 60
    assert local_text(at.first, "UTC") == f"{utc}+00:00"


@pytest.mark.parametrize(
    ("utc", "zone", "local"),
    [
        # London on the same instant as midnight in Brussels, Hong Kong and, for the sanctions, GMT
        ("2020-01-31T23:00Z", "Europe/London", "2020-01-31T23:00+00:00"),
        ("1997-06-30T16:00Z", "Europe/London", "1997-06-30T17:00+01:00"),
        ("2025-09-28T00:00Z", "Asia/Tehran", "2025-09-28T03:30+03:30"),
        # the publication was at 22:00 in Moscow, an hour before the later of the two hours for the declaration
        ("1945-08-08T19:00Z", "Europe/Moscow", "1945-08-08T22:00+03:00"),
        # the surrender signed on 9 May by the clock of Moscow was signed on 8 May by that of Berlin
        ("1945-05-08T21:43Z", "Europe/Berlin", "1945-05-08T23:43+02:00"),
    ],
)
def test_the_same_instant_has_another_hour_or_day_elsewhere(utc, zone, local):
    assert local_text(instants(parse_moment(utc)).first, zone) == local


PACT, PLAN, UNION = "soviet-japanese-neutrality-pact", "jcpoa", "treaty-on-european-union"
AT_ONCE = ("term-start=ratification", "notice-effect=at-once")
VALID = ("american-notice=no-participant", "european-notice=valid")
ENDED = ("law/day-of-expiry=ended",)


@pytest.mark.parametrize(
    ("case", "treaty", "on", "party", "readings", "verdict"),
    [
        # a notice that worked at once worked from its minute on, on whichever clock that is told
        ("h_denunciation", PACT, "1945-04-05T14:59", None, AT_ONCE, "every"),
        ("h_denunciation", PACT, "1945-04-05T15:00", None, AT_ONCE, "none"),
        ("h_denunciation", PACT, "1945-04-05T11:59Z", None, AT_ONCE, "every"),
        ("h_denunciation", PACT, "1945-04-05T12:00Z", None, AT_ONCE, "none"),
        ("h_denunciation", PACT, "1945-04-05T20:59[Asia/Tokyo]", None, AT_ONCE, "every"),
        ("h_denunciation", PACT, "1945-04-05T21:00[Asia/Tokyo]", None, AT_ONCE, "none"),
        # midnight GMT
        ("h_snapback", PLAN, "2025-09-27T23:59Z", None, VALID, "every"),
        ("h_snapback", PLAN, "2025-09-28T00:00Z", None, VALID, "none"),
        ("h_snapback", PLAN, "2025-09-27T19:59[America/New_York]", None, VALID, "every"),
        ("h_snapback", PLAN, "2025-09-27T20:00[America/New_York]", None, VALID, "none"),
        # midnight in Hong Kong
        ("h_hongkong", "new-territories-lease", "1997-06-30T23:59", None, ENDED, "every"),
        ("h_hongkong", "new-territories-lease", "1997-07-01T00:00", None, ENDED, "none"),
        ("h_hongkong", "new-territories-lease", "1997-06-30T16:00Z", None, ENDED, "none"),
        # midnight in Brussels
        ("h_brexit_eu", UNION, "2020-01-31T22:59Z", "GBR", (), "every"),
        ("h_brexit_eu", UNION, "2020-01-31T23:00Z", "GBR", (), "none"),
        ("h_brexit_eu", UNION, "2020-02-01T00:00", "GBR", (), "none"),
    ],
)  # fmt: skip
def test_what_the_treaty_was_at_that_minute(shelf, case, treaty, on, party, readings, verdict):
    assert foedus.status(shelf, treaty, on, party, readings).verdict == verdict
