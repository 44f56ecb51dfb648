"""The documents: what they repeat from the code is current, and their examples can fail."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from foedus.cli.main import main
from foedus.law.defaults import RULES
from foedus.law.status import Status

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def load(file: Path) -> ModuleType:
    """The module in `file`, which belongs to no package."""
    spec = importlib.util.spec_from_file_location(f"loaded_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATED = load(ROOT / "docs" / "generate.py").pages()


@pytest.mark.parametrize("page", GENERATED, ids=lambda page: page.name)
def test_what_a_page_repeats_from_the_code_is_current(page: Path):
    assert page.read_text(encoding="utf-8") == GENERATED[page], "run `python docs/generate.py`"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_of_law_is_in_the_page_on_the_law(rule):
    page = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    _, found, section = page.partition(f"\n### {rule.id}\n")
    assert found
    section = section.partition("\n### ")[0]
    for said in (rule.question, rule.applies, rule.source, *rule.positions, *rule.positions.values()):
        assert said in section


@pytest.mark.parametrize("status", Status)
def test_every_status_is_in_the_page_on_the_law(status):
    assert f"| {status.value} |" in (ROOT / "docs" / "law.md").read_text(encoding="utf-8")


def test_the_readme_begins_with_the_two_commands_that_set_up_and_test():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    first, second = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert first.rstrip().endswith("foedus brief soviet-japanese-neutrality-pact")
    assert second.rstrip().endswith("python -m pytest")
    assert text.startswith(f"# foedus\n\n```sh\n{first}```\n\n```sh\n{second}```\n")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_readme(command):
    assert f"\n| `foedus {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path):
    for target, anchor in re.findall(r"\]\(([\w./-]*)(#[\w-]+)?\)", page.read_text(encoding="utf-8")):
        there = page.parent / target if target else page
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor[1:] in {re.sub(r"[^\w -]", "", text).lower().replace(" ", "-") for text in headings}


console = load(ROOT / "conftest.py")


@pytest.mark.parametrize(
    ("expected", "printed", "agrees"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a", "...", "c"], ["a", "c"], True),
        (["a", "...", "c"], ["a", "b"], False),
        (["a.c"], ["abc"], False),
    ],
)
def test_an_example_agrees_with_what_is_printed_line_by_line(expected, printed, agrees):
    assert console.agree(expected, printed) is agrees


def test_a_console_block_is_cut_into_commands_and_their_output():
    block = "$ foedus status x \\\n    --on 1941\nyes\n\nmore\n\n$ cat x\nshown\n"
    told = [(" ".join(command.split()), output) for command, output in console.commands(block)]
    assert told == [("foedus status x --on 1941", ["yes", "", "more"]), ("cat x", ["shown"])]
