# make run    install, take the seed articles in, go online (DISCORD_TOKEN) or open the terminal chat
# make test   run the tests        make check   ruff, mypy, the tests of the documents and of the structure
# make audit  known faults of the pinned versions     make sbom   all that is installed, as CycloneDX JSON
# make lock   the lists with hashes anew     make licences   docs/licences.md anew
# make test-fast   about two minutes: without the files that are marked slow in tests/conftest.py
# make trust  about ten minutes: kills, damage, hostile inputs and a soak, as one table (docs/trust.md)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TOOLS := .venv-tools
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint config/constraints.txt
export DATELINE_DATA_DIR ?= data

.PHONY: run install dev test test-fast check audit sbom lock licences format trust clean
.DEFAULT_GOAL := run

run: install
	$(BIN)/dateline ingest seeds
	$(BIN)/dateline run

install: $(VENV)/.installed
dev: $(VENV)/.installed-dev

$(VENV)/.installed: pyproject.toml config/constraints.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Dateline needs Python 3.11 or newer; this is %s. Name another with: make PYTHON=python3.12" % sys.version.split()[0])'
	@echo "Installing into $(VENV): a minute or a few, 1.7 GB (5 GB with CUDA; the README says how Linux does without) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing the development tools ..."
	@$(PIP) --editable '.[dev]'
	@touch $@

test: dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder # two processes of one thread, a file in one of them

test-fast: dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not slow"

check: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_docs.py tests/test_architecture.py

audit: dev $(TOOLS)/.installed
	@$(BIN)/python -m tests.dependencies.audit $(TOOLS)/bin/pip-audit

sbom: install $(TOOLS)/.installed
	$(TOOLS)/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --output-file sbom.json $(BIN)/python

lock: dev $(TOOLS)/.installed
	$(BIN)/python -m tests.dependencies.lock $(TOOLS)/bin/uv

licences: dev
	$(BIN)/python -m tests.dependencies.licences

# an environment of their own: what they bring along would change how feeds are decoded (chardet)
$(TOOLS)/.installed: config/tools.txt
	@$(PYTHON) -m venv $(TOOLS)
	@$(TOOLS)/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --requirement config/tools.txt
	@touch $@

format: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

trust: dev
	$(BIN)/python -m tests.trust # about ten minutes: what it can be trusted with, as one table (docs/trust.md)

clean:
	rm -rf $(VENV) $(TOOLS) sbom.json .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
