"""How far a long table is, where a person looks on."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from foedus.cli.main import main
from foedus.cli.progress import progressing

COMMAND = ["table", "spans", "soviet-japanese-neutrality-pact", "--out"]


class Terminal:
    """Standard error of a person at a terminal."""

    def __init__(self) -> None:
        self.said = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.said += text
        return len(text)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(("as_json", "told"), [(False, "\r256 treaties\r1,024 treaties\n"), (True, "")])
def test_how_many_are_done_is_told_at_a_terminal(monkeypatch: pytest.MonkeyPatch, as_json: bool, told: str) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with progressing("treaties", as_json) as progress:
        for count in (256, 1024):
            progress(count)
    assert terminal.said == told


def test_a_script_is_told_nothing(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [*COMMAND, str(tmp_path / "t.csv")])
    assert (result.exit_code, result.stderr) == (0, "")
