"""The JSON Schema of dossiers, for editors: what a person writes, not what the models hold inside."""

from __future__ import annotations

import re
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from foedus.dossier.model import Dossier

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DISPUTED = {
    "type": "object",
    "title": "disputed",
    "description": "the id of a dispute of this dossier, whose positions each give a value",
    "properties": {"dispute": {"type": "string"}},
    "required": ["dispute"],
    "additionalProperties": False,
}


def dossier_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a dossier.

    Fields that only the loader fills are left out; a disputed value is written `{dispute: ID}`; a list of one
    may be written as that one where the loader takes it so. All scalars of a dossier are text, and editors
    read some of them as numbers or truth values: either is permitted where the other is meant. Editors that
    speak the YAML language server's protocol check and complete with it.
    """
    schema = Dossier.model_json_schema(by_alias=True, schema_generator=_AsWritten)
    written: dict[str, Any] = _written(schema)
    parts = {name: part for name, part in written.pop("$defs").items() if not name.startswith("Choice_")}
    written = {key: value for key, value in written.items() if key != "title"}
    return {"$schema": DIALECT, "title": "foedus dossier", **written, "$defs": {**parts, "Disputed": _DISPUTED}}


class _AsWritten(GenerateJsonSchema):
    """pydantic's generator, told of the short forms that validators before a list or mapping take."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> dict[str, Any]:
        inner = super().function_before_schema(schema)
        branches = inner.get("anyOf", [inner])
        short: list[dict[str, Any]] = []
        for branch in branches:
            if branch.get("type") == "array" and "items" in branch:
                short.append(branch["items"])
            elif branch.get("type") == "object" and "patternProperties" in branch:
                name = {"type": "string", "pattern": next(iter(branch["patternProperties"]))}
                short += [name, {"type": "array", "items": name}]
        return {"anyOf": [*short, *branches]} if short else inner


def _written(node: Any) -> Any:
    """A part of the schema as what a person writes."""
    if isinstance(node, list):
        return [_written(part) for part in node]
    if not isinstance(node, dict):
        return node
    if str(node.get("$ref", "")).startswith("#/$defs/Choice_"):
        return {"$ref": "#/$defs/Disputed"}
    found = {key: value if key in _LITERAL else _written(value) for key, value in node.items()}
    if "patternProperties" in found:
        found["additionalProperties"] = False  # else a key in another form would be taken for any key
        found.pop("propertyNames", None)
    if isinstance(properties := found.get("properties"), dict):
        found["properties"] = {
            name: part for name, part in properties.items() if not (isinstance(part, dict) and part.get("internal"))
        }
    if found.get("default", 0) in (None, [], {}, "") or isinstance(found.get("default"), dict):
        del found["default"]
    return _lenient(found)


_LITERAL = frozenset({"enum", "const", "default", "examples", "required"})
"""Keys whose values are data, not schemas."""


def _lenient(part: dict[str, Any]) -> dict[str, Any]:
    """Text that may look like a number, and numbers and truth values that may be quoted."""
    if "enum" in part or "const" in part:
        return part
    match part.get("type"):
        case "string" if "pattern" not in part or re.search(part["pattern"], "1941"):
            return {**part, "type": ["string", "number"]}
        case "integer":
            return {**part, "type": ["integer", "string"], "pattern": "^[0-9]+$"}
        case "number":
            return {**part, "type": ["number", "string"], "pattern": r"^[0-9]+(\.[0-9]+)?$"}
        case "boolean":
            return {"enum": [True, False, "true", "false"], **{k: v for k, v in part.items() if k != "type"}}
        case _:
            return part
