# Two words to begin with: make demo, make test. PYTHON chooses the interpreter (3.11 or newer).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check fix build clean

demo: $(STAMP)
	$(BIN)/grader grade examples/answers.csv -r service-manager --judge baseline -o demo-graded; \
	code=$$?; test $$code -le 1
	@echo "Open demo-graded/report.html"

test: $(STAMP)
	$(BIN)/python -m pytest -n 2

check: $(STAMP)
	$(BIN)/ruff format --check grader tests benchmarks examples
	$(BIN)/ruff check grader tests benchmarks examples
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2

fix: $(STAMP)
	$(BIN)/ruff check --fix grader tests benchmarks examples
	$(BIN)/ruff format grader tests benchmarks examples

build: $(STAMP)
	$(BIN)/python -m build

clean:
	rm -rf $(VENV) build dist demo-graded .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Debian ships Python without ensurepip unless python3-venv is there; say so instead of a traceback.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "grader needs Python 3.11 or newer: make PYTHON=python3.12 …"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "could not make $(VENV); on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $(STAMP)
