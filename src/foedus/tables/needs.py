"""Libraries that tables need beside the core: imported when they are used, with a clear word when they are absent."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from foedus.errors import QuestionError

EXTRAS = {
    "pyarrow": ("Arrow", "tables"),
    "duckdb": ("DuckDB", "tables"),
    "pandas": ("pandas", "sheets"),
    "pyreadstat": ("pyreadstat", "sheets"),
    "openpyxl": ("openpyxl", "sheets"),
    "pyspark": ("PySpark", "spark"),
}
"""For each library its name and the extra that brings it."""


def need(module: str) -> ModuleType:
    """The library `module` (or a module of it). Raises QuestionError that says how to install it if it is absent."""
    name, extra = EXTRAS[module.partition(".")[0]]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != module.partition(".")[0]:
            raise
        raise QuestionError(f"this needs {name}: pip install 'foedus[{extra}]'") from None
