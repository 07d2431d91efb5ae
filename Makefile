# Two words to begin with: make demo, make test; make test-all skips nothing. PYTHON chooses the interpreter (3.11 or newer).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test test-all programs check docs fix build constraints clean

demo: $(STAMP)
	$(BIN)/grader grade examples/answers.csv -r service-manager --judge baseline -o demo-graded; \
	code=$$?; test $$code -le 1

# Many tests wait for a clock or a server: twice as many workers as the usual two cores. Each takes
# a stretch of the files, so that what a file prepares is prepared once, and helps out at the end.
# Commands of the tests start anew each time: compiled files are kept whatever the shell says.
TESTS := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 4 --dist worksteal

test: $(STAMP)
	$(TESTS)

# Also what needs a browser, an office suite and Chinese fonts.
test-all: $(STAMP) programs
	$(TESTS) -rs

PROGRAMS := chromium libreoffice-calc libreoffice-writer fonts-noto-cjk poppler-utils

programs:
	@if command -v chromium >/dev/null && command -v soffice >/dev/null && \
	    command -v pdftoppm >/dev/null && fc-list 2>/dev/null | grep -q "CJK"; then exit 0; fi; \
	if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	  apt-get update -q && apt-get install -y -q --no-install-recommends fontconfig $(PROGRAMS); \
	else \
	  echo "The whole suite needs these; install them first: $(PROGRAMS)"; exit 1; \
	fi

check: $(STAMP)
	$(BIN)/ruff format --check grader tests benchmarks examples docs
	$(BIN)/ruff check grader tests benchmarks examples docs
	$(BIN)/mypy
	$(TESTS)
	$(MAKE) docs

# The site in both languages; a link, an anchor or a name that leads nowhere ends it.
docs: $(STAMP)
	rm -rf build/site
	$(BIN)/zensical build --clean --strict --config-file mkdocs.yml
	$(BIN)/zensical build --clean --strict --config-file mkdocs.en.yml
	@echo "Open build/site/index.html; to search in it: $(PYTHON) -m http.server -d build/site"

fix: $(STAMP)
	$(BIN)/ruff check --fix grader tests benchmarks examples docs
	$(BIN)/ruff format grader tests benchmarks examples docs
	$(BIN)/python -m cogapp -r -I docs/tools docs/zh/commands.md docs/en/commands.md
	$(BIN)/python docs/tools/path_picture.py

build: $(STAMP)
	$(BIN)/python -m build

# The versions of this environment, with hashes, for every system and Python; names no index.
constraints: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.13"
	$(BIN)/python -m pip freeze --quiet --disable-pip-version-check --exclude-editable > $(VENV)/tested.txt
	$(BIN)/uv pip compile pyproject.toml --quiet --all-extras --universal --generate-hashes \
	  --no-annotate --no-emit-index-url --no-emit-find-links --constraints $(VENV)/tested.txt \
	  --custom-compile-command "make constraints" --output-file constraints.txt

clean:
	rm -rf $(VENV) build dist demo-graded .pytest_cache .mypy_cache .cache .ruff_cache .hypothesis

# Debian ships Python without ensurepip unless python3-venv is there; say so instead of a traceback.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "grader needs Python 3.11 or newer: make PYTHON=python3.12 …"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "could not make $(VENV); on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $(STAMP)
