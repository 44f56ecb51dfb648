"""foedus serve: where it listens, whom it lets in, what it says where something is missing."""

from __future__ import annotations

import builtins
import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from foedus.cli.main import main


def refused(*words: str) -> str:
    ran = CliRunner().invoke(main, ["serve", *words])
    assert ran.exit_code == 1, ran.output
    assert ran.stdout == ""
    return ran.stderr


def test_the_workbench_answers_on_loopback() -> None:
    command = [sys.executable, "-u", "-m", "foedus.cli.main", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            said = running.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert address is not None, said
            with urllib.request.urlopen(address[0] + "treaty/rome-statute", timeout=20) as answer:
                assert b"Rome Statute" in answer.read()
        finally:
            running.terminate()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_other_machines_are_let_in_only_if_that_is_said(host: str) -> None:
    assert "--allow-remote" in refused("--host", host)


def test_a_workshop_is_never_open_to_other_machines(tmp_path: Path) -> None:
    said = refused("--host", "0.0.0.0", "--allow-remote", "--workshop", str(tmp_path))
    assert "let anybody write" in said


def test_a_folder_that_is_not_there_is_told() -> None:
    assert "no folder of dossiers" in refused("--treaties", "nowhere/at/all")


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refused("--port", str(port))
    assert f"port {port}" in said
    assert "try --port 0" in said


def test_without_the_optional_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = builtins.__import__

    def without_uvicorn(name: str, *rest: Any, **named: Any) -> Any:
        if name == "uvicorn":
            raise ModuleNotFoundError("No module named 'uvicorn'", name="uvicorn")
        return plain(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without_uvicorn)
    assert refused() == "foedus: this needs FastAPI and uvicorn: pip install 'foedus[web]'\n"
