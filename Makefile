# Everything a developer or CI does here. `make` alone lists it.
#
# Needed: make, and one of Python 3.13, 3.12 or 3.11 with venv. The rest is installed into .venv.
# Node.js 20.19 or newer, for the front end.
# PYTHON=… names another Python. DATABASE_URL=… has the tests use that PostgreSQL instead of a private one.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# For what needs Django and neither a database nor a key.
DJANGO := DJANGO_SETTINGS_MODULE=saleor_customer_mgmt.hosts.standalone.settings SECRET_KEY=unused \
	DATABASE_URL='postgresql:///none?host=/nowhere' $(BIN)/python
BENCH_READY := $(VENV)/.bench-ready
PYTEST_ARGS ?=
BENCH_ARGS ?=

# A command that is there may still not run (a pyenv shim), or be without venv (Debian).
SUITABLE := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))

.PHONY: help
help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  %-18s %s\n", $$1, $$2 }'

.PHONY: demo
demo: $(READY) frontend ## start the demo: sample orders of invented people, on this machine only
	$(BIN)/customer-mgmt demo

.PHONY: test
test: lint types imports migrations-check schema-check frontend-check pytest test-spark browser saleor ## run everything that CI runs

# Each process has a PostgreSQL of its own: tests/settings.py.
.PHONY: pytest
pytest: $(READY) ## run the tests only; PYTEST_ARGS="tests/core -x" for some of them
	$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=worksteal $(PYTEST_ARGS)

# The front end. Without Node, all else is there: what needs it says so in one line and goes on.
FRONT := dashboard-extension
NODE_READY := $(FRONT)/node_modules/.ready
FRONT_BUILT := saleor_customer_mgmt/hosts/front_end/built/index.html
FRONT_FILES := $(wildcard $(FRONT)/*.ts $(FRONT)/index.html $(FRONT)/tsconfig.json) \
	$(shell find $(FRONT)/src $(FRONT)/graphql $(FRONT)/scripts -type f -not -path '*/generated/*')
NODE_SUITS := const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)
HAS_NODE := node -e '$(NODE_SUITS)' 2>/dev/null && npm --version >/dev/null 2>&1
NO_NODE := No Node.js 20.19 or newer with npm was found: going on without the front end.

.PHONY: frontend
frontend: ## build the front end into the package, when something changed
	@if $(HAS_NODE); then $(MAKE) --no-print-directory $(FRONT_BUILT); else echo "$(NO_NODE)"; fi

.PHONY: frontend-check
frontend-check: ## check style and types of the front end, and run its unit tests
	@if $(HAS_NODE); then $(MAKE) --no-print-directory $(NODE_READY) && cd $(FRONT) \
		&& npm run --silent generate && npm run --silent lint && npm run --silent types && npm run --silent test; \
	else echo "$(NO_NODE)"; fi

.PHONY: browser
browser: $(READY) frontend ## use the front end in a real Chromium; without one, say so
	@$(BIN)/python -m tests.browser

$(NODE_READY): $(FRONT)/package.json $(FRONT)/package-lock.json
	@echo "Installing into $(FRONT)/node_modules"
	@cd $(FRONT) && npm ci --ignore-scripts --loglevel error
	@touch $@

$(FRONT_BUILT): $(NODE_READY) graphql/schema.graphql $(FRONT_FILES)
	@echo "Building the front end"
	@cd $(FRONT) && npm run --silent build
	@touch $@

# Spark needs Java and 450 MB; neither is asked of anybody who works on something else.
SPARK_READY := $(VENV)/.ready-spark
HAS_JAVA := java -version 2>&1 | grep -qE 'version "(1[7-9]|[2-9][0-9])'

.PHONY: test-spark
test-spark: $(READY) ## run the tests on Spark, on this machine; without Java 17 or newer, say so
	@if $(HAS_JAVA); then $(MAKE) --no-print-directory $(SPARK_READY) && $(BIN)/python -m tests.spark $(PYTEST_ARGS); \
	else echo "No Java 17 or newer was found: the tests on Spark were left out."; fi

$(SPARK_READY): $(READY)
	@echo "Installing Spark into $(VENV)"
	@if $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[spark]'; then touch $@; fi

.PHONY: contract
contract: $(READY) ## have each real Saleor that is named say anew what we need of it, into tests/contract
	$(BIN)/python -m tests.contract.collect

.PHONY: saleor
saleor: $(READY) ## run the checks inside each real Saleor that is named (CONTRIBUTING.md); without one, say so
	@$(BIN)/python -m tests.saleor

.PHONY: coverage
coverage: $(READY) ## run the tests and show the lines and branches that none of them reaches
	$(BIN)/coverage run -m pytest $(PYTEST_ARGS)
	$(BIN)/coverage report

.PHONY: bench
bench: $(BENCH_READY) ## measure a million orders beside what else there is (hours); writes docs/benchmarks.md
	$(BIN)/python -m bench.scale $(BENCH_ARGS)
	$(BIN)/python -m bench.formats $(filter --dry,$(BENCH_ARGS))

# What the other sides of the figures need; installed only for this.
$(BENCH_READY): $(READY)
	@echo "Installing what is measured beside"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[standalone,splink,test,dev,bench]'
	@touch $@

.PHONY: bench-formats
bench-formats: $(READY) ## measure how fast files of each format are read; writes docs/benchmarks.md
	$(BIN)/python -m bench.formats $(BENCH_ARGS)

.PHONY: bench-rules
bench-rules: $(READY) ## measure what rules add to recording an order; writes docs/benchmarks.md
	$(BIN)/python -m bench.rules $(BENCH_ARGS)

.PHONY: bench-checkout
bench-checkout: $(READY) ## measure on a real Saleor what the plugin adds to a checkout; writes docs/benchmarks.md
	$(BIN)/python -m bench.checkout $(BENCH_ARGS)

.PHONY: lint
lint: $(READY) ## check style and common mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: fmt
fmt: $(READY) ## format the code and repair what can be repaired
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

.PHONY: types
types: $(READY) ## check the types
	@# Its plugin for Django reads the settings.
	SECRET_KEY=unused $(BIN)/mypy

.PHONY: imports
imports: $(READY) ## check who may import whom
	$(BIN)/lint-imports --no-cache

.PHONY: migrations
migrations: $(READY) ## write the migration for what changed in the models
	$(DJANGO) -W ignore::RuntimeWarning -m django makemigrations customer_mgmt

.PHONY: migrations-check
migrations-check: $(READY) ## check that no migration is missing
	@$(DJANGO) -W ignore::RuntimeWarning -m django makemigrations --check --dry-run customer_mgmt

# The file that the dashboard extension is written against.
SCHEMA := graphql/schema.graphql
PRINT_SCHEMA := import django; django.setup(); \
	from saleor_customer_mgmt.graphql.schema import schema; print(str(schema).strip())

.PHONY: schema
schema: $(READY) ## write graphql/schema.graphql anew, and the package's copy of graphql/operations/
	@mkdir -p $(dir $(SCHEMA))
	@$(DJANGO) -c '$(PRINT_SCHEMA)' > $(SCHEMA).new
	@mv $(SCHEMA).new $(SCHEMA)
	@$(BIN)/python -m saleor_customer_mgmt.hosts.standalone.bundle $(dir $(SCHEMA))operations

.PHONY: schema-check
schema-check: $(READY) ## check that graphql/schema.graphql is up to date
	@$(DJANGO) -c '$(PRINT_SCHEMA)' | diff -u $(SCHEMA) - \
		|| { echo "$(SCHEMA) is stale: run make schema"; exit 1; }

.PHONY: venv
venv: $(READY) ## install into .venv, when something changed

$(READY): setup.cfg pyproject.toml
	@python=; for candidate in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
		if "$$candidate" -c '$(SUITABLE)' 2>/dev/null; then python=$$candidate; break; fi; done; \
	if [ -z "$$python" ]; then \
		echo "No Python 3.11, 3.12 or 3.13 with venv was found. Name one: make PYTHON=/path/to/python3"; exit 1; fi; \
	if ! $(BIN)/python -c '$(SUITABLE)' 2>/dev/null; then \
		echo "Making $(VENV) with $$("$$python" --version)"; "$$python" -m venv --clear $(VENV); fi
	@echo "Installing into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[standalone,splink,test,dev]'
	@touch $@

.PHONY: clean
clean: ## take away everything that was made here, and nothing else
	rm -rf $(FRONT)/node_modules $(FRONT)/src/generated $(dir $(FRONT_BUILT))
	rm -rf $(VENV) build dist *.egg-info htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find saleor_customer_mgmt tests -name __pycache__ -prune -exec rm -rf {} +
