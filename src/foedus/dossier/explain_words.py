"""What was found, what was expected and what to do, for each kind of validation error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeAlias

from foedus.dossier.actors import find
from foedus.dossier.diagnostics import listed, quoted
from foedus.dossier.schema_walk import Trail
from foedus.errors import UnknownActor

Words: TypeAlias = tuple[str, str, str]
"""Found, expected, remedy."""

MISSING = frozenset(("missing", "missing_argument", "missing_keyword_only_argument"))
EXTRA = frozenset(("extra_forbidden", "unexpected_keyword_argument"))
OPTIONS = frozenset(("literal_error", "enum"))
_KEPT = frozenset(("value_error", "assertion_error"))


MANY = 12
"""More names than these are not listed where one of them is so near that it must be meant."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of pydantic, with what is known of its place.

    kind, message, context and loc are pydantic's; `trail` is where loc leads in the model. `path` is the
    place in the file as far as the file reaches, `rest` the entries beyond it, `value` what stands there.
    `meant` is the known key that an unknown one comes nearest to; `covered` says that a missing key is there
    but misspelt; `others` are the faults of other branches of a union that fit the value no worse. `cut` is,
    for a key that a comma cut off from the text before it, that text's key and the whole text.
    """

    kind: str
    message: str
    context: Mapping[str, Any]
    loc: tuple[str | int, ...]
    trail: Trail
    path: tuple[str | int, ...]
    rest: tuple[str | int, ...]
    value: object
    meant: str | None = None
    covered: bool = False
    others: tuple[Fault, ...] = ()
    cut: tuple[str, str] | None = None


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that `name` is most likely a slip for, if any comes near; case is no difference."""
    lower = {option.lower(): option for option in reversed(known)}
    match = get_close_matches(name.lower(), lower, n=1, cutoff=0.6)
    return lower[match[0]] if match else None


def near_remedy(name: str, known: Iterable[str], otherwise: str) -> str:
    """The known name that `name` is most likely a slip for, as a remedy; `otherwise` if none comes near."""
    meant = nearest(name, [*known])
    return f"write {quoted(meant)}" if meant else otherwise


def actor_remedy(name: str, local: Iterable[str] = ()) -> str:
    """What to write for an actor that neither the register nor the dossier has; `local` are the ids it uses."""
    try:
        meant = find(name)
    except UnknownActor as error:
        if near := get_close_matches(name, [*local], 1):
            return f"did you mean {near[0]}?"
        hint = str(error).partition("; ")[2]
        return hint if hint.startswith(("did you mean", "write")) else "declare it under 'actors', with a name"
    return f"write {meant.id} ({meant.short})"


def options_of(fault: Fault) -> list[str]:
    """The texts that the literals or enumerations permit; none for other kinds of error."""
    literals = [each for each in (fault, *fault.others) if each.kind in OPTIONS]
    return [
        option
        for each in literals
        for option in re.findall("'([^']*)'", str(each.context["expected"])) or each.trail.options
    ]


def is_other_kind(fault: Fault) -> bool:
    """Whether a branch of a union wants quite another kind of value: text where a mapping stands, and so on."""
    collection = isinstance(fault.value, dict | list | tuple)
    if fault.kind in ("dict_type", "mapping_type", "list_type", "tuple_type", "is_instance_of", "set_type"):
        return True
    return fault.kind.endswith(("model_type", "dataclass_type", "attributes_type")) or (
        collection and (fault.kind in OPTIONS or fault.kind.endswith(("_type", "_parsing")))
    )


def words_for_dispute(name: str, declared: Sequence[str]) -> Words:
    """For a reference to a dispute that the dossier does not declare."""
    found = f"the dispute {quoted(name)}, which is not declared with its positions"
    meant = nearest(name, [other for other in declared if other != name])
    remedy = f"write {quoted(meant)}" if meant else f"declare {quoted(name)} under 'disputes'"
    return found, f"one of {listed(declared)}" if declared else "a dispute that is declared", remedy


def words_for_alternatives(fault: Fault) -> Words:
    """For a plain value that no branch of a union takes, and that fits none better than the others."""
    each = [fault, *fault.others]
    options = options_of(fault)
    found, choice, remedy = _choose(fault.value, options)
    if all(other.kind in OPTIONS for other in each):
        return found, choice, remedy
    kept = [words_for(other)[0] for other in each if other.kind in _KEPT]
    plain = [words_for(other)[1] for other in each if other.kind not in _KEPT | OPTIONS]
    rest = ", or ".join(dict.fromkeys([choice, *plain] if options else plain))
    if not kept:
        return found, rest, ""
    return "; ".join(dict.fromkeys(kept)) + (f"; nor is it {rest}" if rest else ""), "", ""


def words_for(fault: Fault) -> Words:
    """Found, expected and remedy for one error."""
    context, value = fault.context, fault.value
    if fault.kind in _KEPT:
        return str(context["error"]) if "error" in context else fault.message, "", ""
    if fault.kind in MISSING:
        name = str(fault.loc[-1])
        return f"a mapping without {quoted(name)}", f"the key {quoted(name)}", f"add '{name}: …'"
    if fault.kind in EXTRA:
        return _unknown_key(str(fault.loc[-1]), fault)
    if fault.kind in OPTIONS:
        return _choose(value, options_of(fault))
    if fault.kind == "union_tag_invalid":
        tag = value.get(fault.trail.tag_key) if isinstance(value, dict) else context["tag"]
        return _choose(tag, fault.trail.options)
    if fault.kind == "union_tag_not_found":
        key = f"the key {quoted(fault.trail.tag_key)}" if fault.trail.tag_key else "what tells its kind"
        return _shown(value), f"{key}: one of {listed(fault.trail.options)}", "add the key"
    found = _shown(value)
    if fault.loc[-1:] == ("[key]",):
        found = quoted(str(fault.loc[-2]))
        found = found if context.get("pattern") == _ACTOR else f"the key {found}"
    expected, remedy = _expected(fault)
    if value is None:
        remedy = "write a value after the key, or remove the key"
    return found, expected, remedy


def _unknown_key(name: str, fault: Fault) -> Words:
    if fault.cut is not None:
        key, text = fault.cut
        remedy = (
            f'put a text that holds a comma in quotes, {key}: "{text}"; several values in brackets, {key}: [{text}]'
        )
        return f"{quoted(name)} after a comma, with no ':' behind it", "'key: value'", remedy
    key, _, value = name.partition(":")
    if value and fault.value is None and key in fault.trail.known:
        return f"the unknown key {quoted(name)}", "a space after the colon", f"write '{key}: {value}'"
    known = fault.trail.known
    expected = f"one of {listed(known)}" if len(known) > 1 else f"the key {quoted(known[0])}" if known else "no key"
    if fault.meant and len(known) > MANY:
        expected = "a key that is known here"
    remedy = f"write {quoted(fault.meant)}" if fault.meant else "remove it"
    return f"the unknown key {quoted(name)}", expected, remedy


def _choose(value: object, options: Sequence[str]) -> Words:
    meant = nearest(value, options) if isinstance(value, str) else None
    expected = f"one of {listed(options, limit=100)}" if len(options) > 1 else quoted("".join(options))
    if meant and len(options) > MANY:
        expected = "a word that is known here"
    remedy = f"write {quoted(meant)}" if meant else "write one of them" if len(options) > 1 else "write that"
    return _shown(value), expected, remedy


_PLAIN: Mapping[str, tuple[str, str]] = {
    "string_type": ("text", "write one text"),
    "none_required": ("nothing", "remove the value"),
    "int_type": ("a whole number", "write digits only"),
    "int_parsing": ("a whole number", "write digits only"),
    "int_from_float": ("a whole number", "write digits only"),
    "float_type": ("a number", "write digits and at most one point"),
    "float_parsing": ("a number", "write digits and at most one point"),
    "bool_type": ("true or false", "write true or false"),
    "bool_parsing": ("true or false", "write true or false"),
    "list_type": ("a list", "write it as [ … ], or one '- item' a line"),
    "tuple_type": ("a list", "write it as [ … ], or one '- item' a line"),
    "too_short": ("{min_length} or more entries", "add what is missing"),
    "too_long": ("{max_length} entries or fewer", "remove what is too much"),
    "string_too_short": ("text of {min_length} or more characters", "write the text, or remove the key"),
    "string_too_long": ("text of {max_length} characters or fewer", "shorten it"),
    "greater_than": ("a number greater than {gt}", "write a greater number"),
    "greater_than_equal": ("{ge} or more", "write a greater number"),
    "less_than": ("a number less than {lt}", "write a smaller number"),
    "less_than_equal": ("{le} or less", "write a smaller number"),
}


def _expected(fault: Fault) -> tuple[str, str]:
    if fault.kind == "string_pattern_mismatch":
        return _form(fault)
    if fault.kind == "too_short" and isinstance(fault.value, dict | list) and fault.value:
        return "{min_length} or more entries, not {actual_length}".format_map(fault.context), "add what is missing"
    if fault.kind in ("dict_type", "mapping_type") or fault.kind.endswith(("model_type", "dataclass_type")):
        keys = f" with keys such as {listed(fault.trail.known, 'and', 5)}" if fault.trail.known else ""
        return f"a mapping{keys}", "write 'key: value' pairs"
    if fault.kind in _PLAIN:
        expected, remedy = _PLAIN[fault.kind]
        return expected.format_map(fault.context), remedy
    message = fault.message.removeprefix("Input should be ")
    return message[:1].lower() + message[1:], ""


_ACTOR = "^[A-Z][A-Z0-9]{1,7}$"
_FORMS = {
    _ACTOR: "the id of an actor",
    "^[a-z0-9][a-z0-9-]*$": "a name in small letters, digits and hyphens",
    "^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$": "month and day with two digits each",
}
"""The forms of `values` and `terms` in words."""


def _form(fault: Fault) -> tuple[str, str]:
    pattern = fault.context["pattern"]
    text = str(fault.loc[-2] if fault.loc[-1:] == ("[key]",) else fault.value)
    examples = f" such as {listed(map(quoted, fault.trail.examples))}" if fault.trail.examples else ""
    form = _FORMS.get(pattern) or ("text" if examples else f"text of the form {pattern}")
    if pattern == _ACTOR:
        return form + examples, actor_remedy(text)
    meant = _fitting(text, pattern)
    return form + examples, f"write {quoted(meant)}" if meant else "write it in that form"


def _fitting(text: str, pattern: str) -> str | None:
    """`text` in another case, or with hyphens for spaces, if that has the form of `pattern`."""
    hyphened = re.sub(r"[\s_]+", "-", text.strip()).lower()
    try:
        return next((other for other in (text.upper(), text.lower(), hyphened) if re.search(pattern, other)), None)
    except re.error:  # a form that only pydantic's own engine reads
        return None


def _shown(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case str():
            return quoted(value)
        case dict():
            keys = "key" if len(value) == 1 else "keys"
            return f"a mapping with the {keys} {listed(value, 'and', 5)}" if value else "an empty mapping"
        case list() | tuple():
            return f"a list of {len(value)}" if value else "an empty list"
        case _:
            return quoted(str(value))
