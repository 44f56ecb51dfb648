"""The JSON Schema of dossiers, for editors: what a person writes, not what the models hold inside."""

from __future__ import annotations

from typing import Any

from foedus.dossier.model import Dossier

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def dossier_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a dossier.

    Fields that only the loader fills are left out; a disputed value is written `{dispute: ID}`; a number may
    be written plain. Editors that speak the YAML language server's protocol check and complete with it.
    """
    schema = Dossier.model_json_schema(by_alias=True)
    written: dict[str, Any] = _written(schema)
    return {"$schema": DIALECT, "title": "foedus dossier", **{k: v for k, v in written.items() if k != "title"}}


def _written(node: Any) -> Any:
    if isinstance(node, list):
        return [_written(part) for part in node]
    if not isinstance(node, dict):
        return node
    if _is_choice(node):
        return {
            "type": "object",
            "title": "disputed",
            "description": "the id of a dispute of this dossier, whose positions each give a value",
            "properties": {"dispute": {"type": "string"}},
            "required": ["dispute"],
            "additionalProperties": False,
        }
    found = {key: _written(value) for key, value in node.items()}
    properties = found.get("properties")
    if isinstance(properties, dict):
        found["properties"] = {
            name: _lenient(part)
            for name, part in properties.items()
            if not (isinstance(part, dict) and part.get("internal"))
        }
    return found


def _is_choice(node: dict[str, Any]) -> bool:
    properties = node.get("properties")
    return isinstance(properties, dict) and set(properties) == {"dispute", "choices"}


def _lenient(part: Any) -> Any:
    """A text that looks like a number or date may be written without quotes: YAML gives editors a number."""
    if isinstance(part, dict) and part.get("type") == "string" and "enum" not in part and "pattern" not in part:
        return {**part, "type": ["string", "number"]}
    return part
