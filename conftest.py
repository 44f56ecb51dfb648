"""Examples in docstrings and documents run as tests.

In `src` these are doctest sessions. In README.md and docs/*.md they are, in the order of the page and all in
one temporary folder of the page's own:

- ```python blocks: code, or a doctest session;
- ```console blocks: each line `$ foedus ...` is run, and prints exactly the lines below it. A line `...`
  alone stands for any lines that are left out. Other commands are for the reader and are not run;
- a block behind `<!-- file: NAME -->` becomes that file; behind `<!-- add to: NAME -->` it is added to it.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from sybil import Document, Example, Region, Sybil
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.sybil import SybilCollection

WRITTEN = re.compile(r"^<!-- (file|add to): ([\w.-]+) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block (a line that starts with `$ `), and the lines that it prints."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        written, _, output = part.replace("\\\n", " ").partition("\n")
        yield written.strip(), [line.rstrip() for line in output.rstrip().splitlines()]


def prints(command: str) -> list[str]:
    """What a foedus command prints, on standard output and standard error, without the blank lines around."""
    from foedus.cli.main import main

    result = CliRunner().invoke(main, shlex.split(command)[1:], prog_name="foedus")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return [line.rstrip() for line in result.output.rstrip().splitlines()]


def agree(expected: list[str], printed: list[str]) -> bool:
    """Whether `printed` is as `expected`, where a line `...` stands for any lines."""
    pattern = "".join("(?:.*\n)*?" if line.strip() == "..." else re.escape(line) + "\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def run_console(example: Example) -> str | None:
    """Run a console block; None, or how what a command prints differs from the page."""
    for command, expected in commands(example.parsed):
        if command.partition(" ")[0] != "foedus":
            continue
        printed = prints(command)
        if not agree(expected, printed):
            told = difflib.unified_diff(expected, printed, "the page", "printed", lineterm="")
            return "\n".join([f"$ {command}", *told])
    return None


def written_files(document: Document) -> Iterable[Region]:
    """The blocks of a page that become files."""
    for found in WRITTEN.finditer(document.text):
        yield Region(found.start(), found.end(), found.groups(), write_file)


def write_file(example: Example) -> None:
    """Write one file of a page into its folder, which is the working directory."""
    how, name, text = example.parsed
    with Path(name).open("w" if how == "file" else "a", encoding="utf-8") as file:
        file.write(text)


def open_folder(namespace: dict[str, Any]) -> None:
    """Give a page a folder of its own to work in."""
    namespace["_before"] = Path.cwd()
    namespace["_folder"] = tempfile.TemporaryDirectory(prefix="foedus-page-")
    os.chdir(namespace["_folder"].name)


def close_folder(namespace: dict[str, Any]) -> None:
    """Leave the page's folder and remove it."""
    os.chdir(namespace["_before"])
    namespace["_folder"].cleanup()


docstrings = Sybil(parsers=[DocTestParser()], patterns=["*.py"], path="src")
pages = Sybil(
    parsers=[PythonCodeBlockParser(), CodeBlockParser("console", run_console), written_files],
    patterns=["README.md", "docs/*.md"],
    setup=open_folder,
    teardown=close_folder,
)
pytest_collect_file = SybilCollection((docstrings, pages)).pytest()
