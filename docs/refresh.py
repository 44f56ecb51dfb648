"""Runs the console examples of pages anew and writes what they print: `python docs/refresh.py README.md docs/law.md`.

Read the difference before you keep it: an example that prints something else may be right, or a fault found.
An output that is cut with `...` is left as it is, and named if it no longer agrees.
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
import tempfile
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


def examples() -> ModuleType:
    """How examples are read and run, as the tests do."""
    spec = importlib.util.spec_from_file_location("foedus_examples", ROOT / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def refreshed(text: str, run: ModuleType) -> str:
    """The text of a page with the output of its examples as it is now; its files go into the working directory."""

    def anew(found: re.Match[str]) -> str:
        if found["how"]:
            with Path(found["name"]).open("w" if found["how"] == "file" else "a", encoding="utf-8") as file:
                file.write(found["text"])
            return found[0]
        return "".join(_anew(part, run) for part in re.split(r"^(?=\$ )", found[0], flags=re.MULTILINE))

    named = r"(?P<how>file|add to): (?P<name>[\w.-]+) -->\n```\w+\n(?P<text>.*?)^```$"
    return re.sub(f"(?:<!-- {named})|(?:{BLOCK.pattern})", anew, text, flags=re.MULTILINE | re.DOTALL)


def _anew(part: str, run: ModuleType) -> str:
    """One command of a console block, with what it prints now."""
    told = next(run.commands(part), None)
    if told is None or not told[0].startswith("foedus "):
        return part
    command, expected = told
    printed = run.prints(command)
    if run.agree(expected, printed):
        return part
    if any(line.strip() == "..." for line in expected):
        print(f"cut by hand, and no longer agrees: $ {command}")
        return part
    written = re.match(r"(?:.*\\\n)*.*\n", part)
    assert written is not None
    return written[0] + "".join(f"{line}\n" for line in printed)


def main() -> None:
    """Refresh the pages named on the command line."""
    run = examples()
    for page in [Path(name).resolve() for name in sys.argv[1:]]:
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            page.write_text(refreshed(text, run), encoding="utf-8")
            os.chdir(ROOT)


if __name__ == "__main__":
    main()
