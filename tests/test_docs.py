"""What the documents show is run, and what is written from the program is as the program writes it."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?://)([^)#]+)")


def blocks(page: Path) -> list[tuple[str, str]]:
    """List the fenced blocks of a page, language and content; those of the shell that follow each other as one."""
    found = FENCE.findall(page.read_text("utf-8"))
    runs = [(language, [code for _, code in run]) for language, run in groupby(found, key=lambda block: block[0])]
    return [(language, code) for language, codes in runs for code in (["".join(codes)] if language == "sh" else codes)]


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=named)
def test_the_blocks_of_a_page_run_in_order(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    if "DATELINE_CACHE" in os.environ:
        environment["DATELINE_CACHE"] = os.environ["DATELINE_CACHE"]
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    for language, code in blocks(page):
        assert language in ("sh", "python"), "other text stands indented"
        command = (
            ["bash", "-euo", "pipefail", "-c", _without_make(code)]
            if language == "sh"
            else [sys.executable, "-c", code]
        )
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{code}\n{done.stdout}\n{done.stderr}"
        assert done.stdout or "dateline" not in code or language == "sh", "a library example shows something"


def _without_make(code: str) -> str:
    """Leave out calls of make, whose targets the next test looks for."""
    return "\n".join(line for line in code.splitlines() if not line.startswith("make "))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_make_targets_that_are_named_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", page.read_text("utf-8"), re.M)) <= targets


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    missing = [target for target in LINK.findall(page.read_text("utf-8")) if not (page.parent / target).exists()]
    assert not missing


def test_the_reference_of_commands_is_as_the_program_writes_it() -> None:
    script = ROOT / "scripts" / "write_cli_reference.py"
    spec = importlib.util.spec_from_file_location("write_cli_reference", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text("utf-8") == module.reference(), "run `make docs`"


def test_every_public_name_is_in_the_reference_of_python() -> None:
    import dateline

    page = (ROOT / "docs" / "reference" / "python.md").read_text("utf-8")
    records = {"Claim", "DatelineError", "Document", "Failure", "Filter", "Incident", "Judgement"}
    assert not [name for name in dateline.__all__ if name not in records and f"`{name}" not in page]


def test_every_setting_is_in_the_reference_of_settings() -> None:
    from dateline.config import Config

    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    assert not [name for name in Config.__struct_fields__ if f"`{name}` | `DATELINE_{name.upper()}`" not in page]
