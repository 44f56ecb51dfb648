"""The command serve: the workbench in a browser."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path

import click

from foedus.cli.options import reporting
from foedus.errors import QuestionError

LOOPBACK_NAMES = ("localhost",)


@click.command(short_help="the workbench in a browser")
@click.option("--port", type=click.IntRange(0, 65535), default=8033, show_default=True, help="0: any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--allow-remote", is_flag=True, help="Let other machines in: --host may then be any address.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further name by which browsers call it.")
@click.option(
    "--treaties",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder of your own dossiers, read beside the bundled ones.",
)
@click.option("--without-bundled", is_flag=True, help="Leave the bundled dossiers out.")
@click.option(
    "--workshop",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder whose dossiers can be edited in the browser; nothing is ever written without it.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in a browser.")
@reporting
def serve(
    port: int,
    host: str,
    allow_remote: bool,
    names: tuple[str, ...],
    folders: tuple[Path, ...],
    without_bundled: bool,
    workshop: Path | None,
    open_browser: bool,
) -> None:
    """The workbench: treaties in a browser, on this machine alone unless you say otherwise."""
    _check_host(host, allow_remote, workshop)
    try:
        import uvicorn

        from foedus.web.app import create_app
        from foedus.web.settings import LOOPBACK, Settings
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] == "foedus":
            raise
        raise QuestionError("this needs FastAPI and uvicorn: pip install 'foedus[web]'") from None
    hosts = (*LOOPBACK, *names) if _is_loopback(host) or names else ("*",)
    settings = Settings(folders, with_bundled=not without_bundled, workshop=workshop, hosts=hosts)
    app = create_app(settings)
    listening = _listen(host, port)
    address = f"http://{_written(host)}:{listening.getsockname()[1]}/"
    click.echo(f"foedus is at {address} (Ctrl+C ends it)")
    if open_browser:
        import threading
        import webbrowser

        threading.Timer(0.5, webbrowser.open, (address,)).start()
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_keep_alive=30)
    uvicorn.Server(config).run(sockets=[listening])


def _check_host(host: str, allow_remote: bool, workshop: Path | None) -> None:
    """Raise QuestionError for an address by which others would get in unasked."""
    if _is_loopback(host):
        return
    if not allow_remote:
        raise QuestionError(
            f"{host} can be reached from other machines, and the workbench asks nobody for a password; "
            "say --allow-remote if that is meant"
        )
    if workshop is not None:
        raise QuestionError("a workshop that other machines can reach would let anybody write: leave one of them out")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host in LOOPBACK_NAMES


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises QuestionError if the address or port cannot be had."""
    try:
        family, kind, number, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise QuestionError(f"{host} is no address of this machine: {error.strerror}") from None
    made = socket.socket(family, kind, number)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind(address)
        made.listen(128)  # from here on a browser that is faster than the start waits, and is not refused
    except OSError as error:
        made.close()
        raise QuestionError(f"cannot listen on {host}, port {port}: {error.strerror}; try --port 0") from None
    return made


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
