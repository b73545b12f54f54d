# `make run` and `make test` set themselves up: they need only Python 3.11+ with venv, and make.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
PIP     = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
ARGS   ?=

.DEFAULT_GOAL := help
.PHONY: help run test lint bench fmt lock clean

help:
	@echo "make run     the whole product, here, without any key (with DISCORD_TOKEN: the bot)"
	@echo "make test    lint, types, import contract, all tests"
	@echo "make bench   speed and memory, as ratios against a named baseline"
	@echo "make fmt     format the code"
	@echo "make lock    pin the dependencies of pyproject.toml anew"

# A stamp per lock file: the environment is made anew only when a lock changed.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Kawaraban needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V). Try: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.demo: requirements-demo.lock | $(VENV)/bin/python
	@echo "Setting up (once): installing the packages of $< into $(VENV)"
	@$(PIP) -r $<
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/bin/python
	@echo "Setting up (once): installing the packages of $< into $(VENV)"
	@$(PIP) -r $<
	@touch $@ $(VENV)/.demo

run: $(VENV)/.demo
	@$(BIN)/python -m bot run $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The browser has the machine to itself: it answers a real clock. (5: ARGS chose no test of that part.)
test: lint
	$(BIN)/pytest -m "not browser" $(ARGS) || [ $$? = 5 ]
	$(BIN)/pytest -m browser -n0 $(ARGS) || [ $$? = 5 ]

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks $(ARGS)

fmt: $(VENV)/.dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

lock: $(VENV)/.dev
	@for extra in "requirements.lock:" "requirements-demo.lock:--extra demo" "requirements-dev.lock:--extra demo --extra translate --group dev"; do \
	  $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	    $${extra#*:} pyproject.toml -o $${extra%%:*} || exit 1; done

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
