"""The project's own standards, run with its tests so that one command checks everything."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _run(*command: str) -> str:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_linter_finds_nothing():
    assert _run("ruff", "check", ".") == ""


def test_the_code_is_formatted():
    assert _run("ruff", "format", "--check", "--quiet", ".") == ""


def test_strict_type_checking_passes():
    assert _run("mypy") == ""


def test_imports_point_one_way():
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_stays_a_small_room(path):
    # data modules that are lists of named rules may be longer: they do one thing, and are read by looking up
    limit = 700 if path.name == "defaults.py" else 330
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


def test_no_file_names_a_package_host_or_a_machine_path():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    if not tracked:
        pytest.skip("not a git checkout: nothing to list")
    forbidden = ["pypi" + ".org", "files.python" + "hosted.org", "/ho" + "me/", "/ro" + "ot/"]
    for name in tracked:
        text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
        assert not [word for word in forbidden if word in text], name
