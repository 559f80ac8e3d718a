"""Turn conflict reporting into an incident record that can be checked.

The functions have the names of the commands; see `dateline --help`. Nothing heavy is imported until one is called.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .config import Config, load_config
    from .errors import DatelineError
    from .model import Claim, Document, Failure, Incident, Judgement
    from .run.bench import bench
    from .run.doctor import doctor
    from .run.exporting import export
    from .run.extracting import extract
    from .run.gazetteer import gazetteer_find, gazetteer_import
    from .run.judging import judge, judge_history
    from .run.logbook import log_export, log_verify
    from .run.queries import claims, documents, failures, incidents
    from .run.reading import read
    from .run.showing import show
    from .store.filters import Filter

__version__ = "0.1.0"

_HOME = {
    "Claim": "model",
    "Config": "config",
    "DatelineError": "errors",
    "Document": "model",
    "Failure": "model",
    "Filter": "store.filters",
    "Incident": "model",
    "Judgement": "model",
    "bench": "run.bench",
    "claims": "run.queries",
    "doctor": "run.doctor",
    "documents": "run.queries",
    "export": "run.exporting",
    "extract": "run.extracting",
    "failures": "run.queries",
    "gazetteer_find": "run.gazetteer",
    "gazetteer_import": "run.gazetteer",
    "incidents": "run.queries",
    "judge": "run.judging",
    "judge_history": "run.judging",
    "load_config": "config",
    "log_export": "run.logbook",
    "log_verify": "run.logbook",
    "read": "run.reading",
    "show": "run.showing",
}

__all__ = [
    "Claim",
    "Config",
    "DatelineError",
    "Document",
    "Failure",
    "Filter",
    "Incident",
    "Judgement",
    "bench",
    "claims",
    "doctor",
    "documents",
    "export",
    "extract",
    "failures",
    "gazetteer_find",
    "gazetteer_import",
    "incidents",
    "judge",
    "judge_history",
    "load_config",
    "log_export",
    "log_verify",
    "read",
    "show",
]


class _Front(ModuleType):
    """The package's module type: the names `extract` and `export` stay those of the functions.

    When a room of such a name is first imported, the import system binds it here, over the function.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


sys.modules[__name__].__class__ = _Front
