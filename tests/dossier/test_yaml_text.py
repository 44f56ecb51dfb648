"""The YAML that a dossier is written in: plain data with positions, and every slip named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from foedus.dossier.diagnostics import Diagnostic
from foedus.dossier.yaml_text import MAX_BYTES, MAX_DEPTH, Tree, read_file, read_text

DOSSIER = """\
id: a-pact
parties: [SUN, JPN]
terms:
  term: {length: 5 years, from: signature}
record:
  - event: signature
    on: 1941-04-13
  - {event: ratification,
     on: 1941-04-25}
"""


def read(text: str) -> Tree:
    tree, faults = read_text(text, "pact.yaml")
    assert faults == []
    assert tree is not None
    return tree


def faults_of(text: str) -> list[str]:
    return [str(fault) for fault in read_text(text, "pact.yaml")[1]]


def test_mappings_lists_and_texts_are_read() -> None:
    assert read(DOSSIER).data == {
        "id": "a-pact",
        "parties": ["SUN", "JPN"],
        "terms": {"term": {"length": "5 years", "from": "signature"}},
        "record": [
            {"event": "signature", "on": "1941-04-13"},
            {"event": "ratification", "on": "1941-04-25"},
        ],
    }


@pytest.mark.parametrize("text", ["NO", "012", "1941-04-13", "true", "False", "1e3", "0x10", ".inf", "Null"])
def test_what_yaml_would_convert_stays_text(text: str) -> None:
    assert read(f"a: {text}").data == {"a": text}
    assert read(f"a: '{text}'").data == {"a": text}


@pytest.mark.parametrize("text", ["", "null", "~"])
def test_nothing_is_none_but_quoted_it_is_text(text: str) -> None:
    assert read(f"a: {text}").data == {"a": None}
    assert read(f"- {text}").data == [None]
    assert read(f"a: '{text}'").data == {"a": text}


def test_an_empty_file_holds_nothing() -> None:
    assert read("# no more than a remark\n").data is None
    assert read("").position(("terms",)) == (1, 1)


def test_each_value_and_key_has_its_position() -> None:
    tree = read(DOSSIER)
    assert tree.position(()) == (1, 1)
    assert tree.position(("parties", 1)) == (2, 16)
    assert tree.position(("terms", "term")) == (4, 9)
    assert tree.position(("terms", "term", "from")) == (4, 33)
    assert tree.key_position(("terms", "term", "from")) == (4, 27)
    assert tree.position(("record", 1, "on")) == (9, 10)
    assert tree.key_position(("record", 1)) == (8, 5)


def test_a_place_that_is_not_there_stands_for_its_nearest_ancestor() -> None:
    tree = read(DOSSIER)
    assert tree.position(("terms", "term", "until", "x")) == (4, 9)
    assert tree.key_position(("terms", "term", "until")) == (4, 3)
    assert tree.position(("record", 7)) == (6, 3)
    assert tree.position(("id", 0)) == (1, 5)


def test_columns_count_characters_and_a_byte_order_mark_counts_nothing() -> None:
    tree = read("\ufefftitle: {“Ж”: 𐍈, b: c}")
    assert tree.position(("title", "b")) == (1, 20)
    assert tree.data == {"title": {"“Ж”": "𐍈", "b": "c"}}


def test_the_lines_of_a_list_come_in_one_call() -> None:
    tree = read(DOSSIER)
    assert tree.lines(("record",)) == [6, 8]
    assert tree.lines(("terms",)) == []
    assert tree.lines(("nowhere", 3)) == []


SLIPS = {
    "a:\n\tb: c": "2:1: error: found a tab, expected spaces\n    indent with spaces: yaml takes no tabs there",
    "a: b\n\tc": "2:1: error: found a tab, expected spaces\n    indent with spaces: yaml takes no tabs there",
    "id: 'pact\nkind: x\n": "1:5: error: found a quote ' that is never closed, expected a closing '\n"
    "    close the quote",
    'id: "pact\nkind: x\n': '1:5: error: found a quote " that is never closed, expected a closing "\n'
    "    close the quote",
    "a: [b, c\nd: e\n": "1:4: error: found a list in brackets that is broken by ':' on line 2, column 2, "
    "expected ',' or ']' there\n    close it, set commas between its items, or quote a value that holds one of "
    ", : [ ] { }",
    "a: {b: c": "1:4: error: found a mapping in brackets that is broken by the end of the file on line 1, "
    "column 9, expected ',' or '}' there\n    close it, set commas between its items, or quote a value that "
    "holds one of , : [ ] { }",
    "a: b: c": "1:5: error: found a ':' where no key can end, expected one 'key: value' a line\n"
    "    put a value that holds ': ' in quotes, or line the key up with the keys above it",
    "a:\n    b: c\n  d: e": "3:3: error: found a line that starts in column 3, expected column 1, as in the "
    "mapping that begins on line 1\n    line the key up with its neighbours",
    "a: 'it's'": "1:8: error: found 's' after the end of the value, expected the end of the line\n"
    "    put the whole value in one pair of quotes; a quote within quotes is written twice",
    "a: b\n- c": "2:1: error: found '-' where a key was due, expected 'key: value'\n"
    "    write the key, or indent the line",
    "- a\nb: c": "2:1: error: found 'b' where the next item was due, expected '- ' in column 1, as in the list "
    "that begins on line 1\n    start the line with '- ', or indent it",
    "a: - b": "1:4: error: found '- ' in the middle of a line, expected list items on lines of their own\n"
    "    put each '- item' on a line of its own, below the key",
    "a: b\nno colon here\nc: d": "2:1: error: found a line without ': ', expected 'key: value'\n"
    "    add the colon, or quote the value above it",
    "a: @b": "1:4: error: found a value that starts with '@', expected a letter, a digit or a quote\n"
    "    put the whole value in quotes",
    "a: ]": "1:4: error: found ']' where a value was due, expected a value\n"
    "    write the value, or quote it if this is it",
    r'a: "\q"': r"1:5: error: found an unknown escape '\\q' in double quotes, expected an escape such as \n or \""
    "\n    use single quotes, or write the backslash twice",
    r'a: "\ud800"': "1:7: error: found an escape that names no character, expected the character's code\n"
    "    write the character itself",
    "  a: b\nc: d": "2:1: error: found text after the end of the document, expected every top key in the same "
    "column\n    line the key up with the first key of the file",
    "a: |b\n  c": "1:5: error: found 'b' after '|' or '>', expected a line end\n"
    "    start the text on the next line, indented",
    "%YAML 9.0\n---\na": "1:1: error: found a directive that cannot be read, expected a dossier without directives"
    "\n    remove the line that starts with '%'",
    "a: b\n---\nc: d": "2:1: error: found a second document, expected one document a file\n"
    "    move what follows '---' to a file of its own",
}


@pytest.mark.parametrize(("text", "message"), SLIPS.items())
def test_a_slip_of_syntax_is_named_with_its_place_and_remedy(text: str, message: str) -> None:
    assert read_text(text, "pact.yaml")[0] is None
    assert faults_of(text) == [f"pact.yaml:{message}"]


REFUSED = {
    "a: &x b": "1:4: error: found the anchor '&x', expected a value written out\n"
    "    write the value out in each place; put quotes around a value that starts with '&'",
    "a: *x": "1:4: error: found the alias '*x', expected a value written out\n"
    "    write the value out in each place; put quotes around a value that starts with '*'",
    "a: & b": "1:4: error: found the anchor '&', expected a value written out\n"
    "    write the value out in each place; put quotes around a value that starts with '&'",
    "a: !!python/object/apply:os.system [ls]": "1:4: error: found the tag '!!python/object/apply:os.system', "
    "expected a value without a tag\n    remove the tag; put quotes around a value that starts with '!'",
    "a: !!str b": "1:4: error: found the tag '!!str', expected a value without a tag\n"
    "    remove the tag; put quotes around a value that starts with '!'",
    "a: ! b": "1:4: error: found the tag '!', expected a value without a tag\n"
    "    remove the tag; put quotes around a value that starts with '!'",
    "[! b]": "1:2: error: found the tag '!', expected a value without a tag\n"
    "    remove the tag; put quotes around a value that starts with '!'",
    '{"a":!!int "1"}': "1:6: error: found the tag '!!int', expected a value without a tag\n"
    "    remove the tag; put quotes around a value that starts with '!'",
    "a: !env!x b": "1:4: error: found the tag '!', expected a value without a tag\n"
    "    remove the tag; put quotes around a value that starts with '!'",
    "a: b\x00": "1:5: error: found the invisible character U+0000, expected plain text\n    delete the character",
    "a: \x1b[31m": "1:4: error: found the invisible character U+001B, expected plain text\n    delete the character",
    "a: é\nb: c\u2028d": "2:5: error: found the invisible character U+2028, expected plain text\n"
    "    delete the character",
    "a: \ud800": "1:4: error: found the invisible character U+D800, expected plain text\n    delete the character",
    "a: b\ufeff": "1:5: error: found the invisible character U+FEFF, expected plain text\n    delete the character",
}


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_what_could_run_expand_or_hide_is_refused(text: str, message: str) -> None:
    assert read_text(text, "pact.yaml")[0] is None
    assert faults_of(text) == [f"pact.yaml:{message}"]


def test_a_billion_laughs_is_refused_at_its_first_lines_and_reported_within_a_bound() -> None:
    levels = ["a0: &a0 [ha, ha]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    tree, faults = read_text("\n".join(levels), "pact.yaml")
    assert tree is None
    assert len(faults) == 20
    assert str(faults[0]) == (
        "pact.yaml:1:5: error: found the anchor '&a0', expected a value written out\n"
        "    write the value out in each place; put quotes around a value that starts with '&'"
    )


def test_signs_within_prose_are_no_anchors_aliases_or_tags() -> None:
    text = "a: Peace! War & peace, *emphasis* and x &y !z\nb: 'a *b &c !d'\nc: |\n  &x *y !z\n"
    assert read(text).data == {
        "a": "Peace! War & peace, *emphasis* and x &y !z",
        "b": "a *b &c !d",
        "c": "&x *y !z\n",
    }


UNSOUND = {
    "a: b\nc: d\na: e": (
        {"a": "b", "c": "d"},
        "3:1: error: a: found the key 'a' a second time (first on line 1), expected each key once\n"
        "    remove or rename one of the two",
    ),
    "a: [{b: {c: d, 'c': e}}]": (
        {"a": [{"b": {"c": "d"}}]},
        "1:16: error: a[0].b.c: found the key 'c' a second time (first on line 1), expected each key once\n"
        "    remove or rename one of the two",
    ),
    "a:\n  <<: {b: c}\n  d: e": (
        {"a": {"d": "e"}},
        "2:3: error: a: found the merge key '<<', expected keys written out\n    write the keys out in each place",
    ),
    "[a, b]: c": ({}, "1:1: error: found a list as a key, expected text as a key\n    put it in quotes"),
    "? {a: b}\n: c": ({}, "1:3: error: found a mapping as a key, expected text as a key\n    put it in quotes"),
    "~: c": ({}, "1:1: error: found an empty key, expected text as a key\n    write the key"),
    r'a: "b\x07"': (
        {"a": "b\x07"},
        "1:4: error: a: found an escape for the invisible character U+0007, expected plain text\n    remove the escape",
    ),
}


@pytest.mark.parametrize(("text", "data", "message"), [(text, *rest) for text, rest in UNSOUND.items()])
def test_an_unsound_key_or_value_is_named_and_the_rest_is_read(text: str, data: object, message: str) -> None:
    tree, faults = read_text(text, "pact.yaml")
    assert tree is not None
    assert tree.data == data
    assert [str(fault) for fault in faults] == [f"pact.yaml:{message}"]


def test_nesting_is_read_to_the_stated_depth_and_refused_beyond_it() -> None:
    data = read("[" * MAX_DEPTH + "]" * MAX_DEPTH).data
    for _ in range(MAX_DEPTH):
        assert isinstance(data, list)
        data = data[0] if data else None
    assert data is None
    message = "found mappings and lists more than 40 deep, expected at most 40 levels\n    flatten the file"
    assert faults_of("[" * 41 + "]" * 41) == [f"pact.yaml:1:41: error: {message}"]
    assert faults_of("\n".join(" " * n + "a:" for n in range(42))) == [f"pact.yaml:41:41: error: {message}"]


@pytest.mark.parametrize(("unit", "column"), [("[", 41), ("- ", 81), ("{a: ", 161), ("[a: ", 81), ("? ", 81)])
def test_nesting_that_would_exhaust_the_stack_is_refused(unit: str, column: int) -> None:
    message = "found mappings and lists more than 40 deep, expected at most 40 levels\n    flatten the file"
    # builds of libyaml that have a bound of their own (1,000 levels) stop a little later on the same line
    assert faults_of(unit * 200_000)[0] in [f"pact.yaml:1:{at}: error: {message}" for at in (column, 1001)]


def test_a_text_over_the_stated_size_is_refused() -> None:
    assert faults_of("a: " + "b" * MAX_BYTES) == [
        "pact.yaml:1:1: error: found a file of 1,048,579 bytes, expected at most 1 MiB (1,048,576 bytes)\n    split it"
    ]
    assert read_text("a: " + "Ж" * (MAX_BYTES // 2 - 2), "pact.yaml")[1] == []
    assert faults_of("a: " + "𐍈" * (MAX_BYTES // 4))[0].startswith("pact.yaml:1:1: error: found a file of")


def test_a_file_over_the_stated_size_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(10 * 1024**3)  # sparse: ten gigabytes that take no room
    tree, faults = read_file(path, "huge.yaml")
    assert tree is None
    assert [str(fault) for fault in faults] == [
        "huge.yaml:1:1: error: found a file of 10,737,418,240 bytes, expected at most 1 MiB (1,048,576 bytes)\n"
        "    split it"
    ]


def test_bytes_that_are_no_utf8_are_placed_exactly(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("\ufeffa: б\r\nb: caf".encode() + b"\xe9\n")
    assert [str(fault) for fault in read_file(path, "latin.yaml")[1]] == [
        "latin.yaml:2:7: error: found the byte 0xe9, which is not UTF-8, expected UTF-8 text\n"
        "    save the file as UTF-8"
    ]


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [str(read_file(path, "x")[1][0]) for path in (tmp_path, tmp_path / "no", tmp_path / "pipe")] == [
        "x:1:1: error: found a directory, expected a text file\n    name a file",
        "x:1:1: error: found no such file, expected a text file\n    check the path",
        "x:1:1: error: found no regular file, expected a text file\n    name a file",
    ]


def test_a_file_is_named_by_its_path_where_no_name_is_given(tmp_path: Path) -> None:
    (tmp_path / "pact.yaml").write_text("a: 'b", encoding="utf-8")
    assert read_file(tmp_path / "pact.yaml")[1][0].file == str(tmp_path / "pact.yaml")


def test_diagnostics_sort_by_file_and_line() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 2), ("a", 9, 1)]
    faults = sorted(Diagnostic(file, line, column, "x") for file, line, column in places)
    assert [(fault.file, fault.line, fault.column) for fault in faults] == sorted(places)


TRICKY = st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#\\ \t\r\n~<=\ufeff\x00\x85\u2028\ud800é\U00010348", max_size=60)


@given(st.text() | TRICKY)
def test_no_text_makes_the_reader_raise(text: str) -> None:
    tree, faults = read_text(text, "pact.yaml")
    assert tree is not None or faults
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for fault in faults:
        assert 1 <= fault.line <= len(lines)
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1


WORDS = st.text(alphabet=st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="\ufeff\u2028\u2029"))
TREES = st.recursive(WORDS, lambda t: st.lists(t) | st.dictionaries(WORDS, t), max_leaves=20)


@given(TREES, st.booleans())
def test_a_tree_that_yaml_writes_quoted_reads_back_equal(data: object, flow: bool) -> None:
    text = yaml.safe_dump(data, default_style='"', default_flow_style=flow, allow_unicode=True)
    tree, faults = read_text(text, "pact.yaml")
    assert faults == []
    assert tree is not None
    assert tree.data == data


@given(TREES)
def test_every_position_is_where_the_parser_puts_it(data: object) -> None:
    text = yaml.safe_dump(data, default_style="'", allow_unicode=True)
    tree, _ = read_text(text, "pact.yaml")
    assert tree is not None
    for path, mark in _marks(yaml.compose(text, Loader=yaml.SafeLoader), ()):
        assert tree.position(path) == (mark.line + 1, mark.column + 1)


def _marks(node: yaml.Node | None, path: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], yaml.Mark]]:
    assert node is not None
    marks = [(path, node.start_mark)]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            marks += _marks(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            marks += _marks(item, (*path, index))
    return marks
