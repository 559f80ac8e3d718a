"""The page: complete in itself, deaf to what reports write, and alive in a browser."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dateline.export import ExportOptions
from dateline.report.basemap import WORLD, make_basemap
from dateline.report.page import write_page
from dateline.run.page import export_page
from dateline.run.tools import open_gazetteer
from dateline.store import open_store
from tests.samples import make_store


class Reader(HTMLParser):
    """Lists what a page would load, and its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    config = make_store(folder / "store.db")
    path = folder / "page.html"
    with open_store(config.store) as store:
        written = export_page(
            store.incidents(), store.claim, store.document, path, ExportOptions(), open_gazetteer(config).path
        )
    assert written.rows == 6
    assert written.left_out == {
        "names of private persons": 1,
        "places on the map (unresolved; they are in the table)": 1,
    }
    return path


def test_the_page_loads_nothing(page: Path) -> None:
    tags = Reader(page.read_text("utf-8")).tags
    assert not [tag for tag, _ in tags if tag in ("link", "img", "iframe", "object", "embed", "base", "form")]
    assert not [attributes for _, attributes in tags if "src" in attributes or "style" in attributes]
    assert [a["href"] for tag, a in tags if tag == "a"] == ["https://example.org/kharkiv-1"] * 2


def test_only_our_own_script_may_run(page: Path) -> None:
    text = page.read_text("utf-8")
    tags = Reader(text).tags
    assert [a for tag, a in tags if tag == "script"] == [{"type": "application/json", "id": "data"}, {}]
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert re.search(
        r"default-src &#39;none&#39;; style-src &#39;sha256-\S+&#39;; script-src &#39;sha256-\S+&#39;", text
    )


def test_what_reports_write_is_shown_as_written(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "Toll rises &lt;b&gt;again&lt;/b&gt; &amp; again" in text
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in text
    assert "javascript:" not in text


def test_private_names_are_withheld_in_the_sentences_too(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "Olena" not in text
    assert "a person (name withheld)" in text


def test_the_same_incidents_give_the_same_bytes(page: Path) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        write_page([], make_basemap(WORLD, [], []), out)
    assert first.getvalue() == second.getvalue()
    assert b"no incidents to show" in first.getvalue()


def test_a_browser_draws_the_map_and_folds_the_table(page: Path, tmp_path: Path) -> None:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    command = [
        browser, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}",
        "--virtual-time-budget=2000", "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    dom = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    assert dom.count("<circle") == 5
    assert not re.search(r"<circle(?![^>]* cx=)", dom)
    assert dom.count('class="unfold" aria-expanded="false"') == 6
    assert re.search(r'id="scale"[^>]*><span style="width: [\d.]+px;">\d+ km<', dom)
