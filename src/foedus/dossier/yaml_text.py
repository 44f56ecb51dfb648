"""YAML text to plain data, with the position of every value.

Only the part of YAML that a person needs to write a dossier is read. All scalars are text, quoted or not:
`NO` is Norway and `012` is an article, and what is a number or a date is for the model to say. A plain
`null`, `~` or nothing is None. What could blow up, run code or hide a slip is refused with a diagnostic:
anchors, aliases, tags, merge keys, repeated keys, keys that are not text, several documents, control
characters, files over MAX_BYTES, nesting over MAX_DEPTH.

The nodes that libyaml's parser composes are kept as the map of positions: nothing is copied, and a position
costs a walk down its path. Composing recurses in C, so text that might nest deeply, and text with a sign that
might be an anchor, alias or tag, is first read as a flat stream of events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from foedus.dossier.diagnostics import Diagnostic, Path, dotted, quoted
from foedus.dossier.text_file import encoded_size, read_bounded, too_large
from foedus.dossier.yaml_faults import (
    MAX_DEPTH,
    NOT_TEXT,
    anchor_fault,
    depth_fault,
    not_text_fault,
    syntax_fault,
    tag_fault,
)

MAX_BYTES = 1024 * 1024
"""Largest dossier that is read, in bytes of UTF-8."""

Data: TypeAlias = "dict[str, Data] | list[Data] | str | None"

_NULLS = frozenset(("", "null", "~"))
_UNSOUND_KEYS = _NULLS | {"<<"}
_SIGN = re.compile(r"(?:^|[\s,\[\]{}:?-])(?:[&*][\w-]|!)", re.MULTILINE)
_UNSEEN_BY_YAML = "\ufeff\x85\u2028\u2029"  # the parser takes these, and finds all else that NOT_TEXT matches
_MAX_OPENERS = 400  # with _MAX_LINE, keeps the C recursion under about 1,000 levels, half a megabyte of stack
_MAX_LINE = 128
_DEEP_INDENT = re.compile(rf"^[ \t?:-]{{{_MAX_LINE}}}", re.MULTILINE)
_MOST_FAULTS = 20


class _Parser(yaml.CBaseLoader):
    """libyaml's parser without tag resolution, which a dossier does not need."""

    def resolve(self, kind: object, value: object, implicit: object) -> None:
        return None

    def descend_resolver(self, parent: object, index: object) -> None:
        return None

    def ascend_resolver(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Tree:
    """What a file holds: `data`, plain mappings, lists, texts and None; and where each value stands.

    `disputed` tells whether the text has the word dispute at all: without it no value needs to be looked
    through for one. Positions are (line, column), both from 1. A path that the file does not have stands for
    its nearest ancestor that it has.
    """

    file: str
    data: Data
    _root: Node | None = field(repr=False, compare=False)
    disputed: bool = True

    def position(self, path: Path) -> tuple[int, int]:
        """Where the value at `path` begins."""
        return _place(self._reach(path)[1])

    def key_position(self, path: Path) -> tuple[int, int]:
        """Where the key at the end of `path` begins; for an item of a list, where the item begins."""
        return _place(self._reach(path)[0])

    def lines(self, path: Path) -> list[int]:
        """The line of each item of the list at `path`, in order; no lines if there is no list."""
        node = self._root
        for step in path:
            node = _child(node, step)[1]
        return [item.start_mark.line + 1 for item in node.value] if isinstance(node, SequenceNode) else []

    def _reach(self, path: Path) -> tuple[Node | None, Node | None]:
        key = value = self._root
        for step in path:
            next_key, next_value = _child(value, step)
            if next_value is None:
                break
            key, value = next_key, next_value
        return key, value


def read_file(path: FilePath, file: str | None = None) -> tuple[Tree | None, list[Diagnostic]]:
    """The tree of a dossier file, as read_text gives it. `file` names it in diagnostics, else its path."""
    name = str(path) if file is None else file
    text, faults = read_bounded(path, name, MAX_BYTES)
    return (None, faults) if text is None else read_text(text, name)


def read_text(text: str, file: str) -> tuple[Tree | None, list[Diagnostic]]:
    """The tree of YAML text, and every fault found, in order of place; nothing is raised.

    The tree is None where the text cannot be read at all. With faults that leave the rest readable (a
    repeated key: the first one counts; a merge key or a key that is not text: left out) there is a tree as
    well, so that the rest can be checked in the same run; any diagnostic still makes the file unusable.

    >>> tree, faults = read_text("id: pact\\nparties: [SUN, JPN]", "pact.yaml")
    >>> tree.data, tree.position(("parties", 1)), faults
    ({'id': 'pact', 'parties': ['SUN', 'JPN']}, (2, 16), [])
    """
    if len(text) * 4 > MAX_BYTES and (size := encoded_size(text)) > MAX_BYTES:
        return None, [too_large(file, size, MAX_BYTES)]
    text = text.removeprefix("\ufeff")
    if not text.isascii() and any(sign in text for sign in _UNSEEN_BY_YAML):
        return None, [not_text_fault(text, file)]
    if _needs_inspection(text) and (faults := _inspect(text, file)):
        return None, faults
    try:
        root = _Parser(text).get_single_node()
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        return None, [syntax_fault(error, text, file)]
    if root is None:
        return Tree(file, None, None), []
    unsound: list[tuple[Node, Node | None]] = []
    data = _value(root, 1, unsound)
    faults = [_unsound_fault(root, node, key, file) for node, key in unsound[:_MOST_FAULTS]]
    if "\\" in text:
        faults += _escaped_controls(root, file)
    too_deep = any(key is None for _, key in unsound)
    return None if too_deep else Tree(file, data, root, "dispute" in text), sorted(faults)


def _needs_inspection(text: str) -> bool:
    if text.count("[") + text.count("{") > _MAX_OPENERS:
        return True
    if len(max(text.split("\n"), key=len)) > _MAX_LINE and _DEEP_INDENT.search(text):
        return True
    return ("&" in text or "*" in text or "!" in text) and _SIGN.search(text) is not None


def _inspect(text: str, file: str) -> list[Diagnostic]:
    """Every anchor, alias and tag, up to a bound, or the first place too deep, from the stream of events."""
    faults: list[Diagnostic] = []
    depth = 0
    try:
        parser = _Parser(text)
        while (event := parser.get_event()) is not None and len(faults) < _MOST_FAULTS:
            if type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None:
                continue
            line, column = _place(event)
            anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
            if anchor is not None:
                sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
                faults.append(anchor_fault(file, line, column, sign, anchor))
            if tag is not None:
                faults.append(tag_fault(file, line, column, tag))
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                return [*faults, depth_fault(file, line, column, MAX_DEPTH)]
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        faults.append(syntax_fault(error, text, file))
    return sorted(faults)


def _value(node: Node, depth: int, unsound: list[tuple[Node, Node | None]]) -> Data:
    """Plain data of a node; `unsound` gains (mapping, key) for a key not taken, (node, None) if too deep."""
    if type(node) is ScalarNode:
        return None if node.value in _NULLS and not node.style else node.value
    if depth > MAX_DEPTH:
        unsound.append((node, None))
        return None
    if type(node) is MappingNode:
        mapping: dict[str, Data] = {}
        for key, value in node.value:
            name = key.value
            if type(key) is not ScalarNode or name in mapping or (name in _UNSOUND_KEYS and not key.style):
                unsound.append((node, key))
            elif type(value) is ScalarNode:  # said again here: a call for each scalar costs a fifth more
                text = value.value
                mapping[name] = None if text in _NULLS and not value.style else text
            else:
                mapping[name] = _value(value, depth + 1, unsound)
        return mapping
    return [_value(item, depth + 1, unsound) for item in node.value]


def _unsound_fault(root: Node, node: Node, key: Node | None, file: str) -> Diagnostic:
    if key is None:
        return depth_fault(file, *_place(node), MAX_DEPTH)
    line, column = _place(key)
    path = next(path for path, _, seen in _walk(root, ()) if seen is node)
    where = dotted(path)
    if not isinstance(key, ScalarNode):
        kind = "a list" if isinstance(key, SequenceNode) else "a mapping"
        found = f"{kind} as a key"
        return Diagnostic(file, line, column, found, "text as a key", "put it in quotes", where=where)
    if not key.style and key.value == "<<":
        remedy = "write the keys out in each place"
        return Diagnostic(file, line, column, "the merge key '<<'", "keys written out", remedy, where=where)
    if not key.style and key.value in _NULLS:
        return Diagnostic(file, line, column, "an empty key", "text as a key", "write the key", where=where)
    first = next(other for other, _ in node.value if other.value == key.value).start_mark.line + 1
    found = f"the key {quoted(key.value)} a second time (first on line {first})"
    where, remedy = dotted((*path, key.value)), "remove or rename one of the two"
    return Diagnostic(file, line, column, found, "each key once", remedy, where=where)


def _escaped_controls(root: Node, file: str) -> list[Diagnostic]:
    faults = []
    for path, key, value in _walk(root, ()):
        for node in {key, value}:
            hit = NOT_TEXT.search(node.value) if isinstance(node, ScalarNode) and node.style == '"' else None
            if hit is not None:
                found = f"an escape for the invisible character U+{ord(hit.group()):04X}"
                fault = Diagnostic(file, *_place(node), found, "plain text", "remove the escape")
                faults.append(replace(fault, where=dotted(path)))
    return faults[:_MOST_FAULTS]


def _walk(node: Node, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Node, Node]]:
    """Path, key node (for an item, its value) and value node of every value below and including `node`."""
    todo = [(path, node, node)]
    while todo:
        path, key, node = todo.pop()
        yield path, key, node
        if isinstance(node, MappingNode):
            todo += [((*path, str(k.value)), k, v) for k, v in node.value]
        elif isinstance(node, SequenceNode):
            todo += [((*path, i), item, item) for i, item in enumerate(node.value)]


def _child(node: Node | None, step: str | int) -> tuple[Node | None, Node | None]:
    if isinstance(node, MappingNode) and isinstance(step, str):
        return next(((key, value) for key, value in node.value if key.value == step), (None, None))
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return node.value[step], node.value[step]
    return None, None


def _place(read: Node | yaml.Event | None) -> tuple[int, int]:
    mark = None if read is None else read.start_mark
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
