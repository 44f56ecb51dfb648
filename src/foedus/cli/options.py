"""What every answering command takes, and how errors leave."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from foedus.dossier.library import Library, library
from foedus.errors import FoedusError, QuestionError

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Given:
    """What the options of an answering command say: how to show the answer, which positions, which dossiers."""

    as_json: bool
    why: bool
    readings: tuple[str, ...]
    folders: tuple[Path, ...]
    without_bundled: bool

    @property
    def shelf(self) -> Library:
        """The library chosen, changed as `whatif` says if the command runs under it."""
        return chosen_library(self.folders, self.without_bundled)


def answering(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the options of every answering command, as `given`; its errors leave as exit code 1."""

    @functools.wraps(command)
    def run(
        *args: object,
        as_json: bool,
        why: bool,
        readings: tuple[str, ...],
        folders: tuple[Path, ...],
        without_bundled: bool,
        **kwargs: object,
    ) -> R:
        return command(*args, given=Given(as_json, why, readings, folders, without_bundled), **kwargs)

    asked: Callable[..., R] = run
    for option in (
        click.option("--without-bundled", is_flag=True, help="Leave the bundled dossiers out."),
        click.option(
            "--treaties",
            "folders",
            multiple=True,
            type=click.Path(path_type=Path),
            help="A folder of your own dossiers, read beside the bundled ones.",
        ),
        click.option(
            "--reading", "readings", multiple=True, metavar="DISPUTE=POSITION", help="Fix a position on a dispute."
        ),
        click.option("--why", is_flag=True, help="Print the reasons."),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object."),
    ):
        asked = option(asked)
    return reporting(asked)


def reporting(command: Callable[P, R]) -> Callable[P, R]:
    """Let what foedus itself finds wrong leave as a message on standard error and exit code 1."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except FoedusError as error:
            click.echo(f"foedus: {error}", err=True)
            sys.exit(1)

    return run


def chosen_library(folders: tuple[Path, ...], without_bundled: bool) -> Library:
    """The library that a command's options choose, changed as `whatif` says if the command runs under it."""
    changed = click.get_current_context().find_root().obj
    if isinstance(changed, Library):
        if folders or without_bundled:
            raise QuestionError("say --treaties and --without-bundled to whatif itself, before its treaty's changes")
        return changed
    return library(*folders, with_bundled=not without_bundled)


def today() -> str:
    """Today, which the faces alone know: below them it is an argument."""
    return date.today().isoformat()
