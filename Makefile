# The commands of this project. Needs make and Python 3.11; everything else goes into .venv.
PYTHON ?= python3.11
BIN := .venv/bin
REPORTS ?= tests/gate/items.jsonl
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11

.PHONY: demo test lint format lock docs bench clean

demo: .venv/run.installed  ## Read the example reports into a record; write a table, a GeoJSON file and a page with a map.
	@mkdir -p out
	@$(BIN)/dateline read examples --store out/demo.db
	@$(BIN)/dateline incidents --store out/demo.db
	@$(BIN)/dateline export geojson --store out/demo.db --out out/incidents.geojson
	@$(BIN)/dateline export html --store out/demo.db --out out/incidents.html
	@echo
	@echo "The record:   $(CURDIR)/out/demo.db"
	@echo "For a GIS:    $(CURDIR)/out/incidents.geojson"
	@echo "In a browser: $(CURDIR)/out/incidents.html"

test: .venv/dev.installed  ## Everything that has to hold.
	@scripts/install-test-services
	@scripts/install-test-browser
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n 2 --dist worksteal

lint: .venv/dev.installed  ## Style, types, and which room may import which.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/dev.installed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: .venv/run.installed  ## Write the pages that are made from the program itself.
	$(BIN)/python scripts/write_cli_reference.py

bench: .venv/run.installed  ## Measure the start of the command line, and the speed of extraction and linking.
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/extract_speed.py $(REPORTS)
	$(BIN)/python benchmarks/link_speed.py $(REPORTS) --sizes 10000

lock: .venv/dev.installed  ## Choose the newest fitting dependencies anew and pin them by hash.
	$(PIP) install uv
	$(LOCK) --upgrade pyproject.toml requirements-build.in -o requirements.txt
	$(LOCK) --upgrade --extra postgresql -c requirements.txt pyproject.toml requirements-build.in requirements.in -o requirements-dev.txt

clean:
	rm -rf .venv out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/python.made:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/run.installed: .venv/python.made requirements.txt pyproject.toml
	@echo "Installing what Dateline needs into .venv ..."
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.installed: .venv/run.installed requirements-dev.txt
	@echo "Installing what the tests need into .venv ..."
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
