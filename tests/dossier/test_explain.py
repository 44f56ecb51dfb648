"""Validation errors as diagnostics: the line, what was found, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Generic, Literal, TypeVar

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    model_validator,
)
from pydantic.dataclasses import dataclass

from foedus.dossier.explain import explain
from foedus.dossier.schema_walk import follow
from foedus.dossier.yaml_text import read_text
from foedus.errors import TimeTextError

T = TypeVar("T")


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Choice(Generic[T]):
    dispute: str
    choices: Mapping[str, T]


def _is_disputed(value: object) -> str:
    return "disputed" if isinstance(value, dict) and "dispute" in value else "plain"


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError:
        raise TimeTextError(f"{value!r} is no day such as 1941-04-13") from None


def _names(value: object) -> object:
    return dict.fromkeys(value, ()) if isinstance(value, list) else value


Disputable = Annotated[Annotated[T, Tag("plain")] | Annotated[Choice[T], Tag("disputed")], Discriminator(_is_disputed)]
Day = Annotated[int, BeforeValidator(_day)]
Actor = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["SUN"])]


class Rule(StrEnum):
    SAME_DAY = "same-day"
    DAY_AFTER = "day-after"


class Threshold(Part):
    deposits: int | None = Field(None, ge=1)
    all_of: tuple[Actor, ...] = ()


class OnDate(Part):
    date: Day


class AllOf(Part):
    all: tuple[Condition, ...] = Field(min_length=1)


Condition = Literal["signature", "exchange"] | Threshold | OnDate | AllOf


class Term(Part):
    length: str | None = None
    start: Disputable[Literal["signature", "ratification"] | Day] = Field("signature", alias="from")
    times: Literal["once"] | int = "once"
    until: Disputable[Day] | None = None
    counting: Rule = Rule.SAME_DAY

    @model_validator(mode="after")
    def _one_of(self) -> Term:
        if self.length is None and self.until is None:
            raise ValueError("a term says exactly one of length or until")
        return self


class Signature(Part):
    event: Literal["signature"]
    on: Day
    by: Annotated[Mapping[Actor, tuple[str, ...]], BeforeValidator(_names)] = {}


class Attack(Part):
    event: Literal["attack"]
    on: Day
    signature: str | None = None


class Dossier(Part):
    id: str
    title: Annotated[str, Field(min_length=1)] = "x"
    parties: tuple[Actor, ...] = ()
    open: bool = False
    term: Term | None = None
    force: Disputable[Condition] | None = None
    record: list[Annotated[Signature | Attack, Field(discriminator="event")]] = []
    disputes: Mapping[str, Any] = {}


def messages(text: str, data: object = None, model: type[BaseModel] = Dossier) -> list[str]:
    tree, faults = read_text(text, "p.yaml")
    assert faults == []
    assert tree is not None
    with pytest.raises(ValidationError) as caught:
        model.model_validate(tree.data if data is None else data)
    return [str(diagnostic) for diagnostic in explain(caught.value, model, tree)]


ONE_SLIP = {
    "title: x": "1:1: error: id: found a mapping without 'id', expected the key 'id'\n    add 'id: …'",
    "- a": "1:1: error: found a list of 1, expected a mapping with keys such as id, title, parties, open, term and "
    "3 more\n"
    "    write 'key: value' pairs",
    "id: a\nparteis: []": "2:1: error: parteis: found the unknown key 'parteis', expected one of id, title, parties, "
    "open, term, force, record or disputes\n    write 'parties'",
    "id: a\nxyzzy: b": "2:1: error: xyzzy: found the unknown key 'xyzzy', expected one of id, title, parties, open, "
    "term, force, record or disputes\n    remove it",
    "id: a\nid2: b": "2:1: error: id2: found the unknown key 'id2', expected one of id, title, parties, open, term, "
    "force, record or disputes\n    remove it",
    "Id: a": "1:1: error: Id: found the unknown key 'Id', expected one of id, title, parties, open, term, force, "
    "record or disputes\n    write 'id'",
    "{id: a, open:true}": "1:9: error: open:true: found the unknown key 'open:true', expected a space after the "
    "colon\n    write 'open: true'",
    "id: [a]": "1:5: error: id: found a list of 1, expected text\n    write one text",
    "id:": "1:4: error: id: found nothing, expected text\n    write a value after the key, or remove the key",
    "id: a\ntitle: ''": "2:8: error: title: found '', expected text of 1 or more characters\n"
    "    write the text, or remove the key",
    "id: a\nparties: SUN": "2:10: error: parties: found 'SUN', expected a list\n"
    "    write it as [ … ], or one '- item' a line",
    "id: a\nparties: [SUN, jpn]": "2:16: error: parties[1]: found 'jpn', expected text such as 'SUN'\n    write 'JPN'",
    "id: a\nopen: maybe": "2:7: error: open: found 'maybe', expected true or false\n    write true or false",
    "id: a\nterm: {length: x, from: signatur}": "2:25: error: term.from: found 'signatur', expected one of "
    "signature or ratification\n    write 'signature'",
    "id: a\nterm: {length: x, counting: day-befor}": "2:29: error: term.counting: found 'day-befor', expected one "
    "of same-day or day-after\n    write 'day-after'",
    "id: a\nterm: {length: x, counting: 7}": "2:29: error: term.counting: found '7', expected one of same-day or "
    "day-after\n    write one of them",
    "id: a\nterm: {length: x, start: signature}": "2:19: error: term.start: found the unknown key 'start', expected "
    "one of length, from, times, until or counting\n    remove it",
    "id: a\nterm: {length: x, times: twice}": "2:26: error: term.times: found 'twice', expected 'once', or a whole "
    "number",
    "id: a\nterm: {until: 1946-13-01}": "2:15: error: term.until: '1946-13-01' is no day such as 1941-04-13",
    "id: a\nterm: {length: x, from: 7 May}": "2:25: error: term.from: '7 May' is no day such as 1941-04-13; nor is "
    "it one of signature or ratification",
    "id: a\nterm: {counting: day-after}": "2:7: error: term: a term says exactly one of length or until",
    "id: a\nforce: {deposit: 3}": "2:9: error: force.deposit: found the unknown key 'deposit', expected one of "
    "deposits or all_of\n    write 'deposits'",
    "id: a\nforce: {deposits: 0}": "2:19: error: force.deposits: found '0', expected 1 or more\n"
    "    write a greater number",
    "id: a\nforce: {dat: 1941-04-13}": "2:9: error: force.dat: found the unknown key 'dat', expected the key 'date'\n"
    "    write 'date'",
    "id: a\nforce: {all: [signature, {date: soon}]}": "2:33: error: force.all[1].date: 'soon' is no day "
    "such as 1941-04-13",
    "id: a\nforce: {all: []}": "2:14: error: force.all: found an empty list, expected 1 or more entries\n"
    "    add what is missing",
    "id: a\nforce: ratified": "2:8: error: force: found 'ratified', expected one of signature or exchange\n"
    "    write one of them",
    "id: a\nrecord:\n- {event: signatur, on: 1941-04-13}": "3:11: error: record[0].event: found 'signatur', "
    "expected one of signature or attack\n    write 'signature'",
    "id: a\nrecord:\n- {on: 1941-04-13}": "3:3: error: record[0]: found a mapping with the key on, expected the key "
    "'event': one of signature or attack\n    add the key",
    "id: a\nrecord:\n- {event: attack, on: x}": "3:23: error: record[0].on: 'x' is no day such as 1941-04-13",
    "id: a\nrecord:\n- {event: attack, on: 1941-04-13, signature: [x]}": "3:46: error: record[0].signature: found a "
    "list of 1, expected text\n    write one text",
    "id: a\nrecord:\n- event: signature": "3:3: error: record[0].on: found a mapping without 'on', expected the key "
    "'on'\n    add 'on: …'",
    "id: a\nrecord:\n- {event: signature, on: 1941-04-13, by: {SUN: [x], jpn: [y]}}": "3:53: error: "
    "record[0].by.jpn: found the key 'jpn', expected text such as 'SUN'\n    write 'JPN'",
    "id: a\nrecord:\n- {event: signature, on: 1941-04-13, by: [SUN, jpn]}": "3:48: error: record[0].by[1]: found "
    "the key 'jpn', expected text such as 'SUN'\n    write 'JPN'",
}


@pytest.mark.parametrize(("text", "message"), ONE_SLIP.items())
def test_one_slip_gives_one_message_with_place_and_remedy(text: str, message: str) -> None:
    assert messages(text) == [f"p.yaml:{message}"]


def test_all_slips_are_reported_in_order_of_place() -> None:
    text = "titel: x\nrecord:\n- {event: attack, no: 1941-04-13}\nopen: perhaps\nid: a\n"
    assert [message.split(": found")[0] for message in messages(text)] == [
        "p.yaml:1:1: error: titel",
        "p.yaml:3:3: error: record[0].on",
        "p.yaml:3:19: error: record[0].no",
        "p.yaml:4:7: error: open",
    ]


def test_a_disputed_value_is_reported_where_its_position_is_written() -> None:
    text = (
        "id: a\nterm: {length: x, until: {dispute: end}}\n"
        "disputes:\n  end:\n    positions:\n      late: {value: 1946-04-25}\n      early: {value: never}\n"
    )
    choices = {"late": "1946-04-25", "early": "never"}
    data = {"id": "a", "term": {"length": "x", "until": {"dispute": "p/end", "choices": choices}}}
    assert messages(text, data) == [
        "p.yaml:7:22: error: disputes.end.positions.early.value: 'never' is no day such as 1941-04-13"
    ]


def test_a_dispute_that_is_not_declared_is_named() -> None:
    text = "id: a\nterm: {length: x, until: {dispute: edn}}\ndisputes: {end: {}}\n"
    assert messages(text) == [
        "p.yaml:2:36: error: term.until: found the dispute 'edn', which is not declared with its positions, "
        "expected one of end\n    write 'end'"
    ]
    assert messages("id: a\nterm: {length: x, until: {dispute: edn}}\n") == [
        "p.yaml:2:36: error: term.until: found the dispute 'edn', which is not declared with its positions, "
        "expected a dispute that is declared\n    declare 'edn' under 'disputes'"
    ]


def test_the_name_of_a_branch_is_not_taken_for_a_key_of_the_data() -> None:
    # the tag `signature` is a branch here, and a key of the other branch's model
    trail = follow(Dossier, ("record", 0, "attack", "signature"))
    assert trail.path == ("record", 0, "signature")
    assert follow(Dossier, ("record", 0, "signature", "on")).path == ("record", 0, "on")
    assert follow(Dossier, ("force", "plain", "AllOf", "all", 1, "OnDate", "date")).path == ("force", "all", 1, "date")


def test_entries_that_the_model_does_not_know_are_left_out() -> None:
    assert follow(Dossier, ("term", "no-branch", "deeper")).path == ("term", "no-branch")
    assert follow(Dossier, ()).known == (
        "id", "title", "parties", "open", "term", "force", "record", "disputes",
    )  # fmt: skip


KEYS = st.sampled_from(
    [
        *("id", "title", "parties", "open", "term", "force", "record", "disputes", "dispute", "choices", "positions"),
        *("value", "length", "from", "until", "counting", "event", "on", "by", "deposits", "date", "all", "end", "x"),
    ]
)
VALUES = st.sampled_from(["a", "SUN", "signature", "attack", "1941-04-13", "soon", "", "1", None])
ANY = st.recursive(VALUES, lambda v: st.lists(v, max_size=3) | st.dictionaries(KEYS, v, max_size=4), max_leaves=25)


@given(ANY)
def test_whatever_is_written_each_rejection_is_explained_within_the_file(data: object) -> None:
    text = yaml.safe_dump(data)
    tree, faults = read_text(text, "p.yaml")
    assert faults == []
    assert tree is not None
    error = rejection(tree.data)
    if error is None:
        return
    diagnostics = explain(error, Dossier, tree)
    assert 1 <= len(diagnostics) <= error.error_count()
    for diagnostic in diagnostics:
        assert 1 <= diagnostic.line <= text.count("\n") + 1
        assert diagnostic.found
        assert "function-" not in str(diagnostic)


def rejection(data: object) -> ValidationError | None:
    try:
        Dossier.model_validate(data)
    except ValidationError as error:
        return error
    return None
