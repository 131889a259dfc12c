# Each target sets up what it needs by itself; `make` alone lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup report test test-slow screenshots check format lock bench clean

BIN := .venv/bin
PERIOD ?= 2022-Q1
AS_OF ?= 2022-04-15
ARGS ?=

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: ## Install everything that developing needs, from the lock
	@scripts/setup.sh --dev

report: ## Build the activity report (PERIOD=2022-Q1 AS_OF=2022-04-15)
	@scripts/setup.sh
	@$(BIN)/bilan build $(PERIOD) --as-of $(AS_OF)

test: ## Run the tests (ARGS="-k name" to choose)
	@scripts/setup.sh --dev
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

test-slow: ## Run the tests that need LibreOffice, a browser or a long time
	@scripts/setup.sh --slow
	@$(BIN)/python -m pytest -m slow $(ARGS)

SCREENSHOTS ?= /tmp/bilan-screenshots

screenshots: ## Draw the letters of the tests as pictures to look at (SCREENSHOTS=folder)
	@scripts/setup.sh --slow
	@$(BIN)/python -m tests.clients.screenshots $(SCREENSHOTS)

check: ## Check format, lint, types and tests
	@scripts/setup.sh --dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(ARGS)

format: ## Format the code and sort its imports
	@scripts/setup.sh --dev
	$(BIN)/ruff check --fix-only --select I .
	$(BIN)/ruff format .

# One lock for Linux, macOS and Windows and for Python 3.11 to 3.13. It names versions and
# hashes and no address, so it installs from any index. LOCK_ARGS=--upgrade takes new releases,
# LOCK_ARGS="--upgrade-package babel" only one.
LOCK_ARGS ?=
COMPILE = UV_PYTHON_DOWNLOADS=never UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile -q \
	--universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url $(LOCK_ARGS) pyproject.toml

lock: ## Renew the locks (LOCK_ARGS=--upgrade for new releases)
	@scripts/setup.sh --dev
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock
	@scripts/setup.sh --dev

bench: ## Measure Bilan, alone and beside other tools
	@scripts/setup.sh --dev
	@$(BIN)/python -m benchmarks $(ARGS)

clean: ## Remove the virtual environment and caches (never the reports)
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find generator tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
