# Every target does its own set-up on a fresh Debian 12: system packages, Python packages with hashes, styling and
# fonts. What is done leaves a stamp named after the lock file's hash, so that a second run takes no time.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
# One more than there are processors: some tests wait for a browser or a clock.
WORKERS ?= 3
BIN := .venv/bin
STAMPS := .venv/stamps
PIP := $(BIN)/uv pip install --quiet --no-config --python $(BIN)/python --require-hashes

hash = $(firstword $(shell cat $(1) 2>/dev/null | sha256sum))
VENV := $(STAMPS)/venv-$(call hash,requirements-uv.txt)
RUNTIME := $(STAMPS)/runtime-$(call hash,requirements.txt)
DEV := $(STAMPS)/dev-$(call hash,requirements.txt requirements-dev.txt)
NPM := $(STAMPS)/npm-$(call hash,package.json package-lock.json)
STATIC := $(STAMPS)/static-$(call hash,package-lock.json tools/vendor.py static/css/portal.css $(shell find templates -name '*.html' | sort))

.PHONY: run setup dev test check format bench mutants screenshots lock clean
.DEFAULT_GOAL := run

run: setup ## the portal with demo data, worker included, on http://localhost:$(PORT)
	@PORT=$(PORT) $(BIN)/python app.py

setup: .system-runtime $(RUNTIME) $(STATIC) ## everything needed to run

dev: setup .system-test $(DEV) ## everything needed to test

test: dev ## the whole suite; ARGS="tests/law -k month" narrows it
	@$(BIN)/python -m compileall -q portal # tests start many processes
	@$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

check: $(DEV) ## format, lint, types, import contracts, templates, translations
	@$(MAKE) --keep-going --no-print-directory $(CHECKS)

CHECKS := check-format check-lint check-types check-imports check-templates check-translations
.PHONY: $(CHECKS)
check-format:
	@$(BIN)/ruff format --check --quiet . || { echo 'Not formatted: make format'; exit 1; }
check-lint:
	@$(BIN)/ruff check --quiet .
check-types:
	@$(BIN)/mypy
check-imports:
	@$(BIN)/lint-imports --no-logo
check-templates:
	@$(BIN)/djlint --lint --quiet templates
check-translations:
	@$(BIN)/python tools/translations.py

format: $(DEV)
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: dev ## one line a figure: name value unit ratio reference
	@$(BIN)/python -m bench $(ARGS)

mutants: $(DEV) ## small faults made in the law on purpose: which ones the tests find; ARGS="portal.law.grounds*"
	@$(BIN)/mutmut run --max-children $(WORKERS) $(ARGS)
	@$(BIN)/mutmut export-cicd-stats

screenshots: dev ## pictures of the main pages and the report in build/screenshots; ARGS=--readme renews docs/screenshots
	@$(BIN)/python -m tests.journeys.screenshots $(ARGS)

letters: dev ## the words of the letters in tests/letters/snapshots and docs/letters.md, as they are now; read the diff
	@RENEW_LETTERS=1 $(BIN)/python -m pytest -q tests/letters/test_snapshots.py tests/letters/test_table.py

lock: $(VENV) ## the newest versions the bounds allow
	@$(BIN)/python tools/lock.py

clean: ## everything that make made, except the data folder
	rm -rf .venv node_modules static/vendor build mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: .system-python .system-runtime .system-test
.system-python .system-runtime .system-test: .system-%:
	@PYTHON=$(PYTHON) sh tools/system-packages.sh $*

$(VENV): | .system-python
	@echo 'Making .venv ...'
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements-uv.txt
	@mkdir -p $(STAMPS) && rm -f $(STAMPS)/venv-* && touch $@

$(RUNTIME): $(VENV)
	@echo 'Installing the Python packages ...'
	@$(PIP) -r requirements.txt
	@rm -f $(STAMPS)/runtime-* && touch $@

$(DEV): $(RUNTIME)
	@echo 'Installing the development packages ...'
	@$(PIP) --compile-bytecode -r requirements-dev.txt
	@rm -f $(STAMPS)/dev-* && touch $@

$(NPM): $(VENV)
	@echo 'Installing styling and fonts ...'
	@command -v npm >/dev/null || $(PIP) -r requirements-node.txt
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --silent --no-progress
	@rm -f $(STAMPS)/npm-* && touch $@

$(STATIC): $(NPM) $(RUNTIME)
	@$(BIN)/python tools/vendor.py
	@rm -f $(STAMPS)/static-* && touch $@
