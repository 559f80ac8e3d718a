"""The public names, and that nothing heavy is imported for them or for the command line's help."""

from __future__ import annotations

import subprocess
import sys

import pytest

import dateline

NAMES = [
    "Claim", "Config", "DatelineError", "Document", "Failure", "Filter", "Incident", "Judgement",
    "bench", "claims", "doctor", "documents", "export", "extract", "failures", "gazetteer_find", "gazetteer_import",
    "incidents", "judge", "judge_history", "load_config", "log_export", "log_verify", "read", "show",
]  # fmt: skip
HEAVY = {"numpy", "onnxruntime", "sqlalchemy", "rich", "jinja2", "tokenizers", "trafilatura", "yaml", "pyarrow", "lxml"}


def imported_by(code: str) -> set[str]:
    """Run code in a fresh Python and list the top-level modules that it imported."""
    show = f"{code}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_public_names_are_these() -> None:
    assert dateline.__all__ == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_there_and_says_what_it_does(name: str) -> None:
    assert getattr(dateline, name).__doc__
    assert name in dir(dateline)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'forecast'"):
        getattr(dateline, "forecast")  # noqa: B009


@pytest.mark.parametrize(
    "code",
    [
        "import dateline",
        "import dateline.cli",
        "from dateline.cli.main import run; run(['--help'])",
        "from dateline import Config, Claim, DatelineError; Config()",
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(code: str) -> None:
    assert not imported_by(code) & HEAVY


@pytest.mark.parametrize("name", ["extract", "export"])
def test_a_function_keeps_its_name_when_the_room_of_that_name_is_imported(name: str) -> None:
    code = f"import dateline, importlib; importlib.import_module('dateline.{name}'); assert callable(dateline.{name})"
    imported_by(code)
    imported_by(f"from dateline import {name}; assert callable({name})")
