"""Examples in docstrings and documents run as tests."""

from sybil import Sybil
from sybil.parsers.doctest import DocTestParser

pytest_collect_file = Sybil(parsers=[DocTestParser()], patterns=["*.py"], path="src").pytest()
