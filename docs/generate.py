"""Writes what the pages repeat from the code: `python docs/generate.py`.

The rules in law.md come from `foedus.law.defaults`, the fields in dossier-reference.md from the JSON Schema.
A test compares the pages with what this would write, so that they cannot go stale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from foedus.chronology.periods import Counting, MonthEnd
from foedus.dossier.schema import dossier_schema
from foedus.law.defaults import RULES, Rule

DOCS = Path(__file__).parent


def pages() -> dict[Path, str]:
    """Every page with a generated part, and its whole text as it should be."""
    return {
        DOCS / "law.md": _replaced(DOCS / "law.md", {"index": "\n".join(rule_index()), "rules": "\n".join(rules())}),
        DOCS / "dossier-reference.md": _replaced(DOCS / "dossier-reference.md", {"fields": "\n".join(fields())}),
    }


def _replaced(page: Path, parts: Mapping[str, str]) -> str:
    """The text of `page` with what stands between `<!-- generated: NAME -->` and `<!-- end -->` written anew."""
    text = page.read_text(encoding="utf-8")
    for name, part in parts.items():
        opening = f"<!-- generated: {name} -->\n"
        before, found, rest = text.partition(opening)
        if not found or "<!-- end -->" not in rest:
            raise ValueError(f"{page.name} has no place for {name!r}; write {opening.strip()} and <!-- end --> into it")
        text = f"{before}{opening}\n{part}\n\n{rest[rest.index('<!-- end -->') :]}"
    return text


def rule_index() -> Iterator[str]:
    """A table of the rules, a line each."""
    yield "| rule | decides | taken as |"
    yield "| --- | --- | --- |"
    for rule in RULES.values():
        yield f"| [{rule.id}](#{rule.id}) | {rule.question} | {rule.default or '*disputed*'} |"


def rules() -> Iterator[str]:
    """Every rule with when it applies, its positions and its source."""
    for number, rule in enumerate(RULES.values()):
        if number:
            yield ""
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id}"
    yield ""
    yield f"{rule.question} *Asked when {rule.applies}.*"
    yield ""
    yield "| position | says |"
    yield "| --- | --- |"
    for name, says in rule.positions.items():
        yield f"| {f'**{name}**' if name == rule.default else name} | {says} |"
    yield ""
    settled = f"Settled: {rule.default} unless a reading says otherwise." if rule.default else "Disputed."
    yield f"{settled} Source: {rule.source}."


def fields() -> Iterator[str]:
    """The fields of a dossier and of each of its parts, in the order in which they are met."""
    schema = dossier_schema()
    parts: dict[str, Any] = schema["$defs"]
    yield from _part("Dossier", schema)
    order = list(dict.fromkeys(_named(schema["properties"], parts)))
    for name in order:
        yield ""
        yield from _part(name, parts[name])


def _named(node: Any, parts: Mapping[str, Any], met: tuple[str, ...] = ()) -> Iterator[str]:
    """The parts that `node` refers to, each before those within it."""
    if isinstance(node, list):
        for each in node:
            yield from _named(each, parts, met)
    elif isinstance(node, dict):
        name = str(node.get("$ref", "")).rpartition("/")[2]
        if name and name not in met and name not in NAMED:
            yield name
            yield from _named(parts[name].get("properties", {}), parts, (*met, name))
        for key, value in node.items():
            if key != "$ref":
                yield from _named(value, parts, met)


def _part(name: str, part: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    if described := part.get("description"):
        yield re.sub(r"\s*\n(?!\n)\s*", " ", described.strip().replace("\n\n", "\0")).replace("\0", "\n\n")
        yield ""
    required = part.get("required", [])
    yield "| field | value | meaning |"
    yield "| --- | --- | --- |"
    for field, value in part["properties"].items():
        told = "" if value.get("description") == MOMENT else _cell(value.get("description", ""))
        default = value.get("default")
        if default not in (None, False, "none") and not isinstance(default, dict | list):
            told = f"{told}; " * bool(told) + f"`{default}` if not said"
        needed = " *(needed)*" if field in required else ""
        yield f"| `{field}`{needed} | {' or '.join(dict.fromkeys(_kinds(value)))} | {told} |"


MOMENT = "EDTF (ISO 8601-2): a date, a partial, uncertain or open one, or a local clock time"
"""What the schema says of every moment that has no description of its own."""


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def _kinds(value: Mapping[str, Any]) -> Iterator[str]:
    """What may stand in a field, in words: the alternatives."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        yield NAMED.get(name) or f"[{name}](#{name.lower()})"
        return
    for several in ("anyOf", "oneOf"):
        if several in value:
            kinds = [kind for each in value[several] if each.get("type") != "null" for kind in _kinds(each)]
            for kind in kinds:
                if kind.removeprefix(LIST) not in kinds or not kind.startswith(LIST):
                    yield f"{kind} (one or several)" if LIST + kind in kinds else kind
            return
    if words := next((words for pattern, words in WORDS.items() if pattern in str(value.get("pattern"))), ""):
        yield words
    elif "enum" in value:
        yield "yes or no" if True in value["enum"] else ", ".join(f"`{each}`" for each in value["enum"])
    elif "const" in value:
        yield f"`{value['const']}`"
    elif value.get("type") == "array":
        yield LIST + " or ".join(dict.fromkeys(_kinds(value.get("items", {})))).replace("an actor", "actors").replace(
            "an id", "ids"
        )
    elif value.get("type") == "object":
        below: Any = value.get("additionalProperties") or next(iter(value.get("patternProperties", {}).values()), {})
        kinds = list(dict.fromkeys(_kinds(below))) if isinstance(below, dict) else []
        yield f"by name: {' or '.join(kinds)}" if kinds else "a mapping"
    elif "1941-04-13" in value.get("examples", ()):
        yield "a day or moment"
    else:
        yield "text"


LIST = "a list of "
NAMED = {
    "Disputed": "`{dispute: ID}`",
    "Counting": ", ".join(f"`{each}`" for each in Counting),
    "MonthEnd": ", ".join(f"`{each}`" for each in MonthEnd),
}
WORDS = {
    "^(P(": "a period",
    "[a-z0-9-]*$": "an id",
    "[A-Z0-9]": "an actor",
    "^[0-9]+": "a number",
    "^(0[1-9]": "a day of the year, as `07-01`",
}
"""What the patterns of the schema stand for."""


def main() -> None:
    """Write the generated parts of the pages anew."""
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
