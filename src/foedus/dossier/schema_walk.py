"""From the place that pydantic names for an error to the place in the data, by the model's core schema.

A `loc` mixes keys and indexes of the data with the names that pydantic gives to the branches of unions
(`Threshold`, `literal['a','b']`, the tag of a discriminated union). A branch's name can also be a key of the
data, so which entry is which is decided by walking the schema, never by looking the entry up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from pydantic import BaseModel

Schema: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a `loc` leads.

    path: its entries that are keys or indexes of the data.
    forks: its indexes at which an entry names a branch of a union.
    on_key: whether it ends at a key of a mapping rather than at the value.
    known: the keys of the model that it ends at, or of the model that lacks the key that it ends at.
    options: the texts that are permitted where it ends: of a literal or enumeration, or the tags of a
        discriminated union, whose key is `tag_key`.
    examples: examples that the model gives for the text that it ends at.
    """

    path: tuple[str | int, ...] = ()
    forks: tuple[int, ...] = ()
    on_key: bool = False
    known: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    tag_key: str | None = None
    examples: tuple[str, ...] = ()


def follow(model: type[BaseModel], loc: Sequence[str | int]) -> Trail:
    """The trail of `loc` in `model`. Entries that the schema cannot account for are left out of the path."""
    schema: Schema = model.__pydantic_core_schema__
    definitions = {part["ref"]: part for part in schema.get("definitions", ())}
    for end in range(len(loc), -1, -1):
        if (trail := _follow(schema, tuple(loc[:end]), 0, definitions)) is not None:
            return trail
    return Trail()


def _follow(schema: Schema, loc: tuple[str | int, ...], at: int, definitions: Mapping[str, Schema]) -> Trail | None:
    schema = _inner(schema, definitions)
    kind = schema["type"]
    if at == len(loc):
        return _end(schema, kind)
    entry = loc[at]
    match kind:
        case "model-fields" | "dataclass-args" | "typed-dict":
            fields = dict(_fields(schema))
            field = fields.get(str(entry))
            trail = None if field is None else _follow(field["schema"], loc, at + 1, definitions)
            if field is not None and trail is not None:
                examples = trail.examples or (_examples(field) if at + 1 == len(loc) else ())
                return replace(trail, path=(entry, *trail.path), examples=examples)
            return Trail((entry,), known=tuple(fields), on_key=True) if at + 1 == len(loc) else None
        case "list" | "set" | "frozenset" | "generator" | "tuple" | "dict":
            if kind == "dict" and loc[at + 1 :] == ("[key]",):
                end = _follow(schema.get("keys_schema", {"type": "any"}), (), 0, definitions) or Trail()
                return replace(end, path=(entry,), on_key=True)
            if kind != "dict" and not isinstance(entry, int):
                return None
            for item in _items(schema, entry):
                if (trail := _follow(item, loc, at + 1, definitions)) is not None:
                    return _behind(entry, trail)
            return None
        case "tagged-union":
            branch = next((s for tag, s in schema["choices"].items() if _text(tag) == str(entry)), None)
            trail = None if branch is None else _follow(branch, loc, at + 1, definitions)
            return None if trail is None else replace(trail, forks=(at, *trail.forks))
        case "union":
            branches = [(b[0], b[1]) if isinstance(b, tuple) else (b, None) for b in schema["choices"]]
            branches.sort(key=lambda branch: not _is_called(branch[0], branch[1], str(entry), definitions))
            for branch, _ in branches:
                if (trail := _follow(branch, loc, at + 1, definitions)) is not None:
                    return replace(trail, forks=(at, *trail.forks))
    return None


def _end(schema: Schema, kind: str) -> Trail:
    if kind == "tagged-union":
        key = schema["discriminator"]
        return Trail(options=tuple(map(_text, schema["choices"])), tag_key=key if isinstance(key, str) else None)
    if kind in ("literal", "enum"):
        return Trail(options=tuple(map(_text, schema["expected" if kind == "literal" else "members"])))
    if kind in ("model-fields", "dataclass-args", "typed-dict"):
        return Trail(known=tuple(name for name, _ in _fields(schema)))
    return Trail(examples=_examples(schema))


def _examples(part: Schema) -> tuple[str, ...]:
    about = part.get("metadata", {}).get("pydantic_js_updates", {})
    return tuple(map(str, about.get("examples", ())))


def _behind(entry: str | int, trail: Trail) -> Trail:
    return replace(trail, path=(entry, *trail.path))


def _inner(schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """The schema within all that adds nothing to a `loc`: defaults, validators, references, None allowed."""
    while True:
        match schema["type"]:
            case "definition-ref":
                schema = definitions[schema["schema_ref"]]
            case "lax-or-strict":
                schema = schema["lax_schema"]
            case "json-or-python":
                schema = schema["python_schema"]
            case "chain":
                schema = schema["steps"][-1]
            case "list" | "set" | "frozenset" | "generator" | "tuple" | "dict" | "union" | "tagged-union":
                return schema
            case _ if "schema" in schema:
                schema = schema["schema"]
            case _:
                return schema


def _fields(schema: Schema) -> Iterator[tuple[str, Schema]]:
    fields = schema["fields"]
    named: Iterable[tuple[str, Schema]] = (
        fields.items() if isinstance(fields, Mapping) else ((field["name"], field) for field in fields)
    )
    for name, field in named:
        alias = field.get("validation_alias")
        yield (alias if isinstance(alias, str) else name), field


def _items(schema: Schema, entry: str | int) -> tuple[Schema, ...]:
    match schema["type"]:
        case "dict":
            return (schema.get("values_schema", {"type": "any"}),)
        case "tuple" if isinstance(entry, int):
            items, rest = schema["items_schema"], schema.get("variadic_item_index")
            return (items[entry],) if rest is None and entry < len(items) else tuple(items)
        case _:
            return (schema.get("items_schema", {"type": "any"}),)


def _is_called(schema: Schema, label: str | None, name: str, definitions: Mapping[str, Schema]) -> bool:
    if label is not None:
        return label == name
    if schema["type"] == "definition-ref":
        schema = definitions[schema["schema_ref"]]
    called: str = schema["cls"].__name__ if "cls" in schema else schema["type"]
    return name.removeprefix("constrained-").split("[")[0] == called


def _text(tag: object) -> str:
    return str(getattr(tag, "value", tag))
