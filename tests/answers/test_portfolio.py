"""The status of all the treaties of a party at once."""

import pytest

import foedus


@pytest.fixture(scope="module")
def shelf():
    return foedus.library()


def test_a_treaty_office_sees_each_of_its_treaties_with_its_status(shelf):
    found = foedus.portfolio(shelf, "2020-06-01", "NLD")
    told = {answer.value["treaty"]: answer.value for answer in found.answers}
    # ended by notice on 1 November 2008; survival of fifteen years to 1 November 2023
    assert told["netherlands-venezuela-bit-1991"]["status"] == ["surviving"]
    assert told["netherlands-venezuela-bit-1991"]["until"] == ["2023-11-01"]
    assert told["rome-statute"]["status"] == ["in force"]
    assert "soviet-japanese-neutrality-pact" not in told


def test_it_says_the_same_as_status_for_every_treaty(shelf):
    for answer in foedus.portfolio(shelf, "1945-08-01").answers:
        alone = foedus.status(shelf, answer.value["treaty"], "1945-08-01")
        assert answer.value["verdict"] == alone.verdict
        assert answer.value["status"] == [found.value for found in alone.answers]


def test_a_reading_bears_on_the_treaties_that_have_the_dispute(shelf):
    found = foedus.portfolio(shelf, "1945-08-01", "JPN", ["notice-effect=at-once"])
    told = {answer.value["treaty"]: answer.value["status"] for answer in found.answers}
    assert told["soviet-japanese-neutrality-pact"] == ["ended"]
