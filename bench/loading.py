"""How long loading takes, as ratios to reading the same YAML with positions and doing nothing more.

python bench/loading.py [COUNT]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import yaml

from foedus.dossier.load import load_text
from foedus.dossier.yaml_text import read_text
from generate import bilateral


def compose(text: str) -> object:
    """PyYAML's C parser: nodes with positions, the fastest safe reader of YAML with positions."""
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def compose_and_build(text: str) -> object:
    """The same, and plain data made of the nodes."""
    return _plain(compose(text))


def _plain(node: object) -> object:
    match node:
        case yaml.MappingNode(value=pairs):
            return {key.value: _plain(value) for key, value in pairs}
        case yaml.SequenceNode(value=items):
            return [_plain(item) for item in items]
        case yaml.ScalarNode(value=text):
            return text
        case _:
            return None


def seconds(do: Callable[[str], object], texts: list[str]) -> float:
    """The best of three runs over all texts."""
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        for text in texts:
            do(text)
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    """Print the seconds for so many dossiers, and the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    texts = [bilateral(number) for number in range(count)]
    base = seconds(compose_and_build, texts)
    for name, do in (
        ("yaml.compose, C loader", compose),
        ("yaml.compose and plain data", compose_and_build),
        ("read_text (all checks of the text)", read_text_of),
        ("load_text (a checked dossier)", load_text),
    ):
        took = seconds(do, texts)
        print(f"{name:36} {took:6.2f} s for {count:,}   ratio {took / base:.2f}")


def read_text_of(text: str) -> object:
    """Our own reader of YAML with positions."""
    return read_text(text, "bench.yaml")


if __name__ == "__main__":
    main()
