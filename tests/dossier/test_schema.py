"""The JSON Schema of dossiers: valid, true to every dossier that loads, and blind to no slip that it can see."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from foedus.cli.main import main
from foedus.dossier.library import BUNDLED
from foedus.dossier.schema import dossier_schema
from foedus.dossier.yaml_text import read_file

BROKEN = Path(__file__).parent / "broken"
SCHEMA = dossier_schema()
CHECKER = jsonschema.Draft202012Validator(SCHEMA)
DOSSIERS = sorted(BUNDLED.rglob("*.yaml"))

UNSEEN = {
    # what only the whole of a dossier shows: names that nothing bears, dates, sums of keys, the file itself
    *("unknown-actor", "bearer-by-name", "unknown-actor-by-name", "concerns-no-actor"),
    *("unknown-actor-in-a-threshold", "trigger-with-no-actor", "hypothesis-with-no-actor", "secret-known-to-nobody"),
    *("impossible-date", "month-thirteen", "date-in-words", "day-first-date", "backwards-range"),
    *("two-verbs-in-a-duty", "no-verb-in-a-duty", "term-with-length-and-until", "term-without-anything"),
    *("undeclared-dispute", "dispute-that-stands-nowhere", "position-of-the-wrong-kind", "position-with-a-bad-date"),
    *("unknown-source-key", "duplicate-event-id", "revocation-of-no-event", "term-until-no-event"),
    *("entry-on-no-event", "duty-after-no-event", "trigger-after-no-event", "bar-since-no-event", "bar-of-two-kinds"),
    *("unknown-zone", "unknown-zone-in-a-clock-time", "offset-of-no-clock", "zero-period", "zero-renewal"),
    *("chronicle-with-parties", "no-parties", "denunciation-by-a-stranger", "event-without-actor"),
    *("missing-csv", "csv-in-another-folder", "csv-with-bad-column", "csv-with-bad-rows", "name-other-than-the-id"),
}
YAML_ALONE = {"duplicate-key", "anchor-and-alias", "merge-key"}
"""Files that a schema sees with the repeated key or the alias already resolved."""

SEEN = [path for path in sorted(BROKEN.glob("*.yaml")) if path.stem not in UNSEEN | YAML_ALONE]


class _Core(yaml.CSafeLoader):
    """YAML 1.2's core schema, which editors read: numbers and `true` are typed, `on`, `NO` and dates are text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own name and form)
        first: [(tag, form) for tag, form in forms if not tag.endswith((":timestamp", ":bool"))]
        for first, forms in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


_Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def as_editors_read(text: str) -> Any:
    """YAML as an editor's language server holds it: numbers and truth values typed, dates as text."""
    return yaml.load(text, _Core)


def test_the_schema_is_valid_json_schema_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_command_prints_the_schema() -> None:
    assert json.loads(CliRunner().invoke(main, ["schema"]).output) == SCHEMA


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
def test_every_bundled_dossier_is_valid_as_text_and_as_editors_read_it(path: Path) -> None:
    tree, faults = read_file(path)
    assert tree is not None
    assert faults == []
    CHECKER.validate(tree.data)
    CHECKER.validate(as_editors_read(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SEEN, ids=lambda path: path.stem)
def test_an_editor_sees_every_slip_of_structure(path: Path) -> None:
    try:
        data = as_editors_read(path.read_text(encoding="utf-8"))
    except yaml.YAMLError:
        data = None  # the editor's parser has seen it before the schema
    assert not CHECKER.is_valid(data)


@pytest.mark.parametrize("name", sorted(UNSEEN))
def test_what_only_the_whole_dossier_shows_does_not_trouble_an_editor(name: str) -> None:
    CHECKER.validate(as_editors_read((BROKEN / f"{name}.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("line", "valid"),
    [
        ("title: 1941", True),  # a number where text is meant
        ("also_called: [1941, 1.5]", True),
        ("kind: neutrality", True),  # one of a list
        ("kind: [neutrality]", True),
        ("kind: neutralty", False),
        ("open_to_others: true", True),
        ("open_to_others: 'true'", True),
        ("open_to_others: maybe", False),
        ("covers_from: 1941", True),
        ("covers_from: 1941-04-13", True),
        ("terms: {floor: {parties: '2'}}", True),
        ("terms: {floor: {parties: two}}", False),
        ("terms: {term: {length: 5}}", False),
        ("terms: {term: {length: {dispute: a}}}", True),
        ("terms: {term: {length: {dispute: a, choices: {}}}}", False),
        ("record: [{event: attack, on: 1941, by: SUN, to: [JPN]}]", True),
        ("record: [{event: attack, on: 1941, by: [SUN]}]", True),
        ("record: [{event: attack, on: 1941, by: {SUN: Molotov}}]", True),
        ("record: [{event: attack, on: 1941, by: sun}]", False),
        ("record: [{event: attack, on: 1941, by: {sun: Molotov}}]", False),
        ("record: [{event: attack, on: 1941, line: 3}]", False),  # only the loader knows lines
        ("disputes: {Term: {question: q, positions: {a: {value: 1}, b: {value: 2}}}}", False),
        ("file: x.yaml", False),
    ],
)
def test_what_the_schema_takes_is_what_the_loader_takes(line: str, valid: bool) -> None:
    assert (
        CHECKER.is_valid(as_editors_read(f"id: p\n{'' if line.startswith('title') else 'title: t'}\n{line}")) is valid
    )


def test_the_schema_speaks_of_nothing_internal() -> None:
    text = json.dumps(SCHEMA)
    for word in ("Choice_", "BeforeValidator", "internal", "choices"):
        assert word not in text
