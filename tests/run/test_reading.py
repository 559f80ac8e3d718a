"""`read`: everything once, whatever happens in between, the same with any number of workers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

import dateline
from dateline.config import Config
from dateline.errors import UsageError
from dateline.readers import ReadOptions
from dateline.run.reading import ReadReport, read
from dateline.store import open_store

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORT = "{town}, Nov 3, 2025 (Steppe Wire) - A drone strike on a depot in {town} killed {count} people on Sunday."


def contents(config: Config) -> list[bytes]:
    """List everything that a store holds, but for the times in its log."""
    with open_store(config.store) as store:
        records = [*store.documents(), *store.claims(), *store.incidents(), *store.failures()]
        return [msgspec.json.encode(record, order="sorted") for record in records]


def folder_of(path: Path, count: int) -> Path:
    """Write reports that each tell something else."""
    path.mkdir()
    for number in range(count):
        report = REPORT.format(town=("Kharkiv", "Sumy", "Kherson")[number % 3], count=number + 2)
        (path / f"report{number:03}.txt").write_text(report, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Give a store with the example reports."""
    config = Config(store=str(tmp_path_factory.mktemp("examples") / "one.db"))
    assert read([EXAMPLES], config=config).failures == 0
    return config


def test_the_examples_give_incidents_told_by_several_reports(examples: Config) -> None:
    incidents = list(dateline.incidents(config=examples))
    assert sum(len(incident.documents) > 1 for incident in incidents) >= 5
    assert {"UA", "SD", "CD"} <= {incident.place.country for incident in incidents if incident.place}


def test_a_report_in_another_language_is_a_failure_until_its_language_is_said(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Sumy: Al menos 3 personas murieron en un ataque con bomba en Cali, dijo la policía el martes.")
    config = Config(store=str(tmp_path / "store.db"))
    assert read([report], config=config).new_failures == 1
    assert read([report], config=config) == ReadReport(known=1, failures=1)
    (failure,) = dateline.failures(config=config)
    assert (failure.reason, failure.source) == ("language", str(report))
    assert "taken for Spanish" in failure.message
    assert read([report], config=config, options=ReadOptions(language="en")).failures == 0
    assert read([report], config=config).failures == 0


def test_every_value_stands_where_it_says(examples: Config) -> None:
    from dateline.report.passages import values_of

    texts = {document.id: document.text for document in dateline.documents(config=examples)}
    claims = list(dateline.claims(config=examples))
    assert len(claims) > 30
    for claim in claims:
        for _, value in values_of(claim):
            assert texts[claim.document][value.start : value.end] == value.text


def test_reading_again_changes_nothing(examples: Config) -> None:
    before = contents(examples)
    with open_store(examples.store) as store:
        log = store.counts().log
    again = read([EXAMPLES], config=examples)
    assert (again.documents, again.claims, again.new_failures) == (0, 0, 0)
    assert again.known > 20
    assert contents(examples) == before
    with open_store(examples.store) as store:
        assert store.counts().log == log


def test_the_order_of_sources_and_the_number_of_workers_do_not_matter(examples: Config, tmp_path: Path) -> None:
    other = Config(store=str(tmp_path / "other.db"), workers=2)
    read(sorted((p for p in EXAMPLES.iterdir() if p.name != "README.md"), reverse=True), config=other)
    assert sorted(contents(other)) == sorted(contents(examples))


def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "reports", 200)
    config = Config(store=str(tmp_path / "killed.db"), workers=2)
    code = (
        "import sys, dateline\n"
        f"config = dateline.Config(store={config.store!r}, workers=2)\n"
        "if __name__ == '__main__':\n"
        f"    dateline.read([{str(folder)!r}], config=config, progress=lambda r: print(r.documents, flush=True))\n"
    )
    script = tmp_path / "reader.py"
    script.write_text(code, encoding="utf-8")
    child = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert int(child.stdout.readline()) > 0
    workers = [int(pid) for pid in Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()]
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with open_store(config.store) as store:
        kept = store.counts()
        store.verify_log(evidence=True)
    assert 0 < kept.documents < 200
    report = read([folder], config=config)
    assert (report.documents, report.known) == (200 - kept.documents, kept.documents)
    whole = Config(store=str(tmp_path / "whole.db"))
    read([folder], config=whole)
    assert contents(config) == contents(whole)
    assert not [pid for pid in workers if _lives(pid)]


def _lives(pid: int) -> bool:
    """Tell whether a process is there a moment later."""
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists():
            return False
        time.sleep(0.1)
    return True


def test_what_cannot_be_read_is_counted_and_stops_nothing(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "reports", 3)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "rows.jsonl").write_text('{"text": "A bomb killed a man in Sumy."}\n{"text": \n', encoding="utf-8")
    config = Config(store=str(tmp_path / "store.db"))
    report = read([folder], config=config)
    assert (report.documents, report.failures, report.new_failures) == (4, 3, 3)
    assert read([folder], config=config) == ReadReport(known=4, failures=3, incidents=report.incidents)
    failures = list(dateline.failures(config=config))
    assert all(failure.message and failure.remedy and failure.source for failure in failures)
    assert "line 2" in next(f.locator for f in failures if f.source.endswith("rows.jsonl"))


def test_copies_are_read_once_and_count_as_one_source(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": n, "text": REPORT.format(town="Sumy", count=4), "source": f"Paper {n}"}) for n in range(300)
    ]
    (tmp_path / "copies.jsonl").write_text("\n".join(lines), encoding="utf-8")
    config = Config(store=str(tmp_path / "store.db"))
    begun = time.perf_counter()
    report = read([tmp_path / "copies.jsonl"], config=config)
    assert time.perf_counter() - begun < 60
    assert report.documents == 300
    (incident,) = dateline.incidents(config=config)
    assert (len(incident.documents), incident.independent_sources) == (300, 1)


def test_a_later_lexicon_supersedes_the_claims_of_an_earlier_one(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "reports", 2)
    config = Config(store=str(tmp_path / "store.db"))
    first = read([folder], config=config)
    own = tmp_path / "own.yaml"
    own.write_text("weapons:\n  sling: {names: [sling]}\n", encoding="utf-8")
    changed = msgspec.structs.replace(config, lexicons=(str(own),))
    again = read([folder], config=changed)
    assert (again.documents, again.known, again.claims) == (0, 2, first.claims)
    with open_store(config.store) as store:
        assert store.counts().claims == first.claims


def test_a_source_that_is_not_there_makes_no_store(tmp_path: Path) -> None:
    config = Config(store=str(tmp_path / "store.db"))
    with pytest.raises(UsageError, match="There is no file or folder"):
        read([EXAMPLES, tmp_path / "missing"], config=config)
    assert not Path(config.store).exists()


def test_options_hold_for_reports_that_say_nothing_themselves(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A mine killed two farmers near Izium on Friday.", encoding="utf-8")
    config = Config(store=str(tmp_path / "store.db"))
    options = ReadOptions(published="2025-11-02", publisher="Village Post")
    read([tmp_path / "note.txt"], config=config, options=options)
    (document,) = dateline.documents(config=config)
    assert (document.published.value, document.published.basis, document.publisher) == (
        "2025-11-02", "option", "Village Post",
    )  # fmt: skip
    assert [claim.when.iso for claim in dateline.claims(config=config)] == ["2025-10-31"]


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    command = [shutil.which("dateline", path=str(Path(sys.executable).parent)) or "dateline", "read", "-", "--json"]
    done = subprocess.run(
        [*command, "--store", str(tmp_path / "store.db")],
        input=REPORT.format(town="Kherson", count=3).encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert json.loads(done.stdout)["documents"] == 1
    assert done.stderr == b""
