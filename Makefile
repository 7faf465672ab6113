# `make demo` and `make test` need nothing but Python 3.11+, make, git and the package index.
PYTHON ?= python3
EXTRAS ?=
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
BENCH_STAMP := $(VENV)/.installed-bench
comma := ,
EXTRA_STAMPS := $(patsubst %,$(VENV)/.installed-extra-%,$(subst $(comma), ,$(EXTRAS)))
INSTALL := $(BIN)/python -m pip install --quiet --require-hashes --requirement

.PHONY: serve-setup help setup dev demo test lint bench soak readme fields clean lock

help:
	@echo 'make demo    set up, then crawl the bundled replica of five sites offline'
	@echo 'make test    set up, then run every test'
	@echo 'make setup   set up only: .venv with what a run needs; EXTRAS=formats,web adds extras (all: every one)'
	@echo 'make dev     set up what tests and linters need beside it'
	@echo 'make serve-setup what `scrapy serve` needs'
	@echo 'make lint    ruff and mypy'
	@echo 'make bench   the benchmarks (installs the tools it measures beside)'
	@echo 'make soak    the long reliability runs'
	@echo 'make readme  rewrite the tables of sites in both READMEs from seeds/'
	@echo 'make fields  rewrite schema, codebook (and the next migration) from the table of fields'
	@echo 'make clean   remove .venv, caches and the demo; never the data'

setup: $(STAMP) $(EXTRA_STAMPS)

dev: $(DEV_STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	@echo 'Setting up $(VENV) (once, about half a minute) ...'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(INSTALL) requirements.lock
	$(BIN)/python -m pip install --quiet --quiet --no-deps --no-index --no-build-isolation --editable .
	touch $@

$(DEV_STAMP): $(STAMP) requirements-dev.lock
	$(INSTALL) requirements-dev.lock
	touch $@

$(BENCH_STAMP): $(DEV_STAMP) requirements-bench.lock
	$(INSTALL) requirements-bench.lock
	touch $@

$(VENV)/.installed-extra-%: $(STAMP) requirements-extras.lock
	$(BIN)/python requirements.py show $* > $(VENV)/extra-$*.lock
	$(INSTALL) $(VENV)/extra-$*.lock
	touch $@

demo: $(STAMP)
	$(BIN)/scrapy demo

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: $(DEV_STAMP)
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

# what `scrapy serve` needs
serve-setup:
	@$(MAKE) setup EXTRAS=web

bench: $(BENCH_STAMP)
	$(BIN)/python -m bench

soak: $(DEV_STAMP)
	$(BIN)/python -m bench.soak

# rewrites the table of sites in both READMEs from seeds/
readme: $(STAMP)
	$(BIN)/python -m crawler.sites.readmes

# rewrites what describes the fields: the JSON Schema, both codebooks, and the next migration where columns are new
fields: $(STAMP)
	$(BIN)/python -m crawler.store.drafting
	$(BIN)/python -m crawler.exports.descriptions

# rewrites the lock files from pyproject.toml (needs uv, which nothing else here needs)
lock:
	$(PYTHON) requirements.py lock

clean:
	rm -rf $(VENV) .data/demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
