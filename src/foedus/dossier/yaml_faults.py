"""The YAML parser's complaints, said again for the person who wrote the file.

libyaml names the token that it could not use; the writer needs to know which slip causes that. Where the
parser notices a slip late (an open quote, an open bracket), the diagnostic stands where the slip begins.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from foedus.dossier.diagnostics import Diagnostic, quoted
from foedus.dossier.text_file import position_at

NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What no dossier may hold: control characters, lone surrogates, U+FEFF within the text, non-characters, and
U+0085, U+2028 and U+2029, which YAML counts as line ends and editors do not."""


MAX_DEPTH = 40
"""Most levels of mappings and lists within each other."""


class _Mark(NamedTuple):
    line: int
    column: int


def not_text_fault(text: str, file: str) -> Diagnostic:
    """The diagnostic for the first character of `text` that no dossier may hold."""
    hit = NOT_TEXT.search(text)
    if hit is None:
        return Diagnostic(file, 1, 1, "a character that cannot be read", *_UNREADABLE)
    line, column = position_at(text, hit.start())
    found = f"the invisible character U+{ord(hit.group()):04X}"
    return Diagnostic(file, line, column, found, "plain text", "delete the character")


def anchor_fault(file: str, line: int, column: int, sign: str, name: str) -> Diagnostic:
    """The diagnostic for an anchor (`sign` is `&`) or alias (`*`); `name` may be empty."""
    kind = "anchor" if sign == "&" else "alias"
    remedy = f"write the value out in each place; put quotes around a value that starts with '{sign}'"
    return Diagnostic(file, line, column, f"the {kind} {quoted(sign + name)}", "a value written out", remedy)


def tag_fault(file: str, line: int, column: int, tag: str) -> Diagnostic:
    """The diagnostic for an explicit tag."""
    short = tag.replace("tag:yaml.org,2002:", "!!", 1)
    remedy = "remove the tag; put quotes around a value that starts with '!'"
    return Diagnostic(file, line, column, f"the tag {quoted(short)}", "a value without a tag", remedy)


def depth_fault(file: str, line: int, column: int, max_depth: int) -> Diagnostic:
    """The diagnostic for a mapping or list that lies deeper than `max_depth` levels."""
    found = f"mappings and lists more than {max_depth} deep"
    return Diagnostic(file, line, column, found, f"at most {max_depth} levels", "flatten the file")


def syntax_fault(error: yaml.YAMLError | UnicodeEncodeError, text: str, file: str) -> Diagnostic:
    """The diagnostic for what PyYAML's C parser raised on `text`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return not_text_fault(text, file)
    problem = error.problem or ""
    context = error.context or ""
    at = _mark(error.problem_mark, text) or _Mark(1, 1)
    start = _mark(error.context_mark, text) or at
    row = _line(text, at.line)
    char = row[at.column - 1 : at.column]
    end = "line" if at.line < len(_lines(text)) else "file"
    here = quoted(char) if char else f"the end of the {end}"

    def fault(mark: _Mark, found: str, expected: str, remedy: str) -> Diagnostic:
        return Diagnostic(file, mark.line, mark.column, found, expected, remedy)

    if "maximum nesting depth" in problem:  # newer builds of libyaml have a bound of their own, seen first
        return depth_fault(file, at.line, at.column, MAX_DEPTH)
    if "tab character" in problem or (char == "\t" and "cannot start any token" in problem):
        return fault(at, "a tab", "spaces", "indent with spaces: yaml takes no tabs there")
    if "cannot start any token" in problem:
        remedy = "put the whole value in quotes"
        return fault(at, f"a value that starts with {here}", "a letter, a digit or a quote", remedy)
    if "anchor" in context or "alias" in context:
        return anchor_fault(file, start.line, start.column, _line(text, start.line)[start.column - 1], "")
    if "tag" in context or "tag" in problem:
        return tag_fault(file, start.line, start.column, "!")
    if "quoted scalar" in context and "unexpected" in problem:
        mark = _line(text, start.line)[start.column - 1]
        return fault(start, f"a quote {mark} that is never closed", f"a closing {mark}", "close the quote")
    if "Unicode character escape" in problem:
        remedy = "write the character itself"
        return fault(at, "an escape that names no character", "the character's code", remedy)
    if "escape" in problem:
        found = f"an unknown escape {quoted(row[at.column - 1 : at.column + 1])} in double quotes"
        remedy = "use single quotes, or write the backslash twice"
        return fault(at, found, r"an escape such as \n or \"", remedy)
    if "',' or" in problem:
        kind, close = ("list", "]") if "]" in problem else ("mapping", "}")
        found = f"a {kind} in brackets that is broken by {here} on line {at.line}, column {at.column}"
        remedy = "close it, set commas between its items, or quote a value that holds one of , : [ ] { }"
        return fault(start, found, f"',' or '{close}' there", remedy)
    if "mapping values are not allowed" in problem:
        remedy = "put a value that holds ': ' in quotes, or line the key up with the keys above it"
        return fault(at, "a ':' where no key can end", "one 'key: value' a line", remedy)
    if "did not find expected key" in problem:
        return fault(at, *_no_key(row, at, start, here))
    if "'-' indicator" in problem:
        expected = f"'- ' in column {start.column}, as in the list that begins on line {start.line}"
        remedy = "start the line with '- ', or indent it"
        return fault(at, f"{here} where the next item was due", expected, remedy)
    if "sequence entries are not allowed" in problem:
        remedy = "put each '- item' on a line of its own, below the key"
        return fault(at, "'- ' in the middle of a line", "list items on lines of their own", remedy)
    if "could not find expected ':'" in problem:
        remedy = "add the colon, or quote the value above it"
        return fault(start, "a line without ': '", "'key: value'", remedy)
    if "node content" in problem:
        remedy = "write the value, or quote it if this is it"
        return fault(at, f"{here} where a value was due", "a value", remedy)
    if "another document" in problem:
        remedy = "move what follows '---' to a file of its own"
        return fault(at, "a second document", "one document a file", remedy)
    if "document start" in problem:
        remedy = "line the key up with the first key of the file"
        return fault(at, "text after the end of the document", "every top key in the same column", remedy)
    if "block scalar" in context:
        remedy = "start the text on the next line, indented"
        return fault(at, f"{here} after '|' or '>'", "a line end", remedy)
    if "directive" in context or "directive" in problem or "incompatible" in problem:
        remedy = "remove the line that starts with '%'"
        return fault(start, "a directive that cannot be read", "a dossier without directives", remedy)
    return fault(at, problem, *_UNREADABLE)


_UNREADABLE = ("yaml text", "check indentation, colons and quotes on this line and the one above")


def _no_key(row: str, at: _Mark, start: _Mark, here: str) -> tuple[str, str, str]:
    if row[: at.column - 1].strip():  # something stands before it on its line
        remedy = "put the whole value in one pair of quotes; a quote within quotes is written twice"
        return f"{here} after the end of the value", "the end of the line", remedy
    if at.column == start.column:
        return f"{here} where a key was due", "'key: value'", "write the key, or indent the line"
    expected = f"column {start.column}, as in the mapping that begins on line {start.line}"
    return f"a line that starts in column {at.column}", expected, "line the key up with its neighbours"


def _mark(mark: object, text: str) -> _Mark | None:
    line, column = getattr(mark, "line", None), getattr(mark, "column", None)
    if line is None or column is None:
        return None
    lines = _lines(text)
    if line >= len(lines):  # the end of a file whose last line is not ended counts as a line of its own
        return _Mark(len(lines), len(lines[-1]) + 1)
    return _Mark(line + 1, column + 1)


def _line(text: str, number: int) -> str:
    lines = _lines(text)
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _lines(text: str) -> list[str]:
    return re.split("\r\n|\r|\n", text)
