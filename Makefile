# `make demo` and `make test` need nothing but Python 3.11+, make, git and the package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH_STAMP := $(VENV)/.installed-bench

.PHONY: help setup demo test lint bench soak readme clean lock

help:
	@echo 'make demo    set up, then crawl the bundled replica of five sites offline'
	@echo 'make test    set up, then run every test'
	@echo 'make setup   set up only: .venv with the locked dependencies'
	@echo 'make lint    ruff and mypy'
	@echo 'make bench   the benchmarks (installs the tools it measures beside)'
	@echo 'make soak    the long reliability runs'
	@echo 'make readme  rewrite the tables of sites in both READMEs from seeds/'
	@echo 'make clean   remove .venv, caches and the demo; never the data'

setup: $(STAMP)

$(STAMP): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	@echo 'Setting up $(VENV) (once, about a minute) ...'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	touch $@

$(BENCH_STAMP): $(STAMP) requirements-bench.lock
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-bench.lock
	touch $@

demo: $(STAMP)
	$(BIN)/scrapy demo

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: $(STAMP)
	$(BIN)/python -m pytest

bench: $(BENCH_STAMP)
	$(BIN)/python -m bench

soak: $(STAMP)
	$(BIN)/python -m bench.soak

# rewrites the table of sites in both READMEs from seeds/
readme: $(STAMP)
	$(BIN)/python -m crawler.sites.readmes

# rewrites the lock files from pyproject.toml (needs uv, which nothing else here needs)
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev --extra postgres pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra bench -c requirements.lock pyproject.toml -o requirements-bench.lock

clean:
	rm -rf $(VENV) .data/demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
