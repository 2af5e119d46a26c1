# The commands of Mulu. `make` alone lists them; nothing here writes outside this folder.

PYTHON ?= python3
UV ?= uv
JOBS ?= auto
ARGS ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:
MAKEFLAGS += --no-print-directory

PIP := .venv/bin/python -m pip --disable-pip-version-check $(if $(PIP_CACHE_DIR),,--no-cache-dir)
PYTEST := .venv/bin/python -m pytest -n $(JOBS) --maxprocesses 8
# Faults mostly wait, for processes, leases and a silent Redis, so that twice as many of them as cores get on.
FAULTS_JOBS ?= $(if $(filter auto,$(JOBS)),$(shell expr 2 '*' $$(getconf _NPROCESSORS_ONLN)),$(JOBS))
FAULTS := $(PYTEST) -n $(FAULTS_JOBS) --dist worksteal tests/faults
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))
TEMPLATE := .venv/messages.pot
SOURCES := values models rules formats ledger workflow web worker templates wsgi.py
COMPILE := pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.PHONY: help
help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# glibc gives each thread room of its own; two rooms are enough for these, and save some megabytes.
.PHONY: run
run: .venv/.run $(CATALOGUES) ## Start Mulu: pages and worker in one process, state in var/ (MULU_HOME), port 8000 (PORT).
	@MALLOC_ARENA_MAX=$${MALLOC_ARENA_MAX:-2} exec .venv/bin/python wsgi.py

.PHONY: demo
demo: .venv/.run $(CATALOGUES) ## Tell the journey of a proposal as a story, in a throw-away database (MULU_LANG=en: in English).
	@.venv/bin/python -m flask --app wsgi demo

.PHONY: bench
bench: .venv/.dev $(CATALOGUES) ## Measure speed as ratios of one run, into bench/results.json (ARGS="--entries 3000": a small country).
	@.venv/bin/python -m bench $(ARGS)

.PHONY: worker
worker: .venv/.run $(CATALOGUES) ## Start a Celery worker for a Redis broker (MULU_BROKER_URL).
	@exec .venv/bin/python -m celery -A wsgi:celery worker --loglevel INFO $(ARGS)

.PHONY: beat
beat: .venv/.run ## Start Celery's clock for a Redis broker; one is enough.
	@exec .venv/bin/python -m celery -A wsgi:celery beat --loglevel INFO -s "$${MULU_HOME:-var}/celerybeat-schedule" $(ARGS)

.PHONY: test
test: .venv/.dev .venv/.node/.made $(CATALOGUES) ## Run the tests on SQLite, PostgreSQL, Redis and Chromium (ARGS="-k word" for some of them).
	@$(PYTEST) $(ARGS)

.PHONY: again
again: .venv/.dev ## Run the few tests with processes of their own that failed last once more, alone, and name them.
	@.venv/bin/python -m tests.again

.PHONY: journey
journey: .venv/.dev .venv/.node/.made $(CATALOGUES) ## Run only what plays in a real browser (MULU_PAGES=long: look at every page in every way; MULU_PAGES_SEED=7: another sample).
	@$(PYTEST) -m browser $(ARGS)

.PHONY: screens
screens: .venv/.dev $(CATALOGUES) ## Take every page's picture again, and write docs/screens.md (SCREENS=inbox: pictures with that word).
	@.venv/bin/python -m tests.screens $(SCREENS)

.PHONY: fresh
fresh: $(CATALOGUES) ## Install the lock for running alone into a new environment, start the product from it, and ask it (LOCK=other.lock).
	@"$(PYTHON)" -m tests.fresh $(or $(LOCK),requirements.lock)

.PHONY: faults
faults: .venv/.dev $(CATALOGUES) ## Break everything that can break (MULU_FAULTS=long: everywhere, instead of a sample; MULU_FAULTS_SEED=7: another sample).
	@$(FAULTS) $(ARGS)

.PHONY: long
long: .venv/.dev .venv/.node/.made $(CATALOGUES) ## Run the tests with many more examples, look at every page in every way, break everything ten times in a row, and put small mistakes into the rules.
	@HYPOTHESIS_PROFILE=long MULU_PAGES=long $(PYTEST) $(ARGS)
	@for turn in 1 2 3 4 5 6 7 8 9 10; do \
		echo "Faults, turn $$turn of 10"; MULU_FAULTS=long MULU_FAULTS_SEED=$$turn $(FAULTS) || exit 1; \
	done
	@$(MAKE) mutants
	@$(MAKE) fuzz

FUZZ_MINUTES ?= 10

.PHONY: fuzz
fuzz: .venv/.dev ## Let atheris look for files that the readers stumble over (FUZZ_MINUTES=60: longer, for all families together; FUZZ="xls page": some).
	@.venv/bin/python -m tests.fuzzing --minutes $(FUZZ_MINUTES) $(FUZZ)

MUTANTS_MINUTES ?= 60

.PHONY: mutants
mutants: .venv/.dev $(CATALOGUES) ## Put small mistakes into the rules, and name those that no test notices (MUTANTS="rules.mode*": some).
	@timeout $(MUTANTS_MINUTES)m .venv/bin/python -m mutmut run $(if $(filter-out auto,$(JOBS)),--max-children $(JOBS)) $(MUTANTS) > .venv/mutants.log 2>&1 \
		|| { tail -n 20 .venv/mutants.log; exit 1; }
	@.venv/bin/python -m tests.mutants

.PHONY: coverage
coverage: .venv/.dev $(CATALOGUES) ## Run the tests and show which branches they leave out.
	@$(PYTEST) --cov --cov-report=term-missing:skip-covered $(ARGS)

.PHONY: sure
sure: lint types imports test ## Pass every gate: what CI runs.

.PHONY: lint
lint: .venv/.dev ## Check style and formatting of code and templates.
	@.venv/bin/python -m ruff check .
	@.venv/bin/python -m ruff format --check .
	@.venv/bin/python -m djlint templates --lint --quiet

.PHONY: types
types: .venv/.dev ## Check the types.
	@.venv/bin/python -m mypy

.PHONY: imports
imports: .venv/.dev ## Check that imports go one way down the house.
	@.venv/bin/lint-imports

.PHONY: format
format: .venv/.dev ## Put the code into shape.
	@.venv/bin/python -m ruff check --fix-only --quiet .
	@.venv/bin/python -m ruff format .

.PHONY: translations
translations: .venv/.dev ## Collect the sentences, bring the catalogues up to date, and say what still lacks a translation.
	@.venv/bin/pybabel -q extract -F pyproject.toml -k lazy_gettext -k lazy_ngettext:1,2 --no-location --sort-output \
		--project Mulu -o $(TEMPLATE) $(SOURCES)
	@test -d translations/zh_Hans || .venv/bin/pybabel -q init -d translations -l zh_Hans -i $(TEMPLATE)
	@.venv/bin/pybabel -q update -d translations -i $(TEMPLATE) --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date -w 110
	@.venv/bin/pybabel compile -d translations
	@$(PYTEST) -q -n 0 tests/test_translations.py

.PHONY: lock
lock: ## Pin every dependency with its hashes (UPGRADE=1: the newest that fit).
	@command -v $(UV) >/dev/null || { echo "uv is missing: see https://docs.astral.sh/uv/ or choose it with UV=path." >&2; exit 1; }
	@$(UV) $(COMPILE) pyproject.toml -o requirements.lock
	@$(UV) $(COMPILE) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock

.PHONY: clean
clean: ## Remove what was made from the sources; var/ with its data stays.
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.* htmlcov mutants
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -f $(CATALOGUES)

# The locks are complete, so nothing is resolved: a release that came out since cannot get in the way.
# What the commands stand on. A missing or broken Python in .venv makes it anew; a newer lock installs again.

.venv/.run: requirements.lock .venv/bin/python
	@echo "正在安装运行环境 / Installing what Mulu needs …"
	@$(PIP) install -q --no-deps --require-hashes -r requirements.lock
	@touch $@

# The lock for development pins everything of the other one as well, so that either may be installed first.
.venv/.dev: requirements-dev.lock .venv/bin/python
	@echo "正在安装开发环境 / Installing what the tests need …"
	@$(PIP) install -q --no-deps --require-hashes -r requirements-dev.lock
	@touch .venv/.run $@

# What judges pages and is no Python (tests/node). Where it cannot be had, the tests name what they leave out.
.venv/.node/.made: tests/node/package-lock.json | .venv/bin/python
	@mkdir -p $(@D)
	@if command -v node >/dev/null && command -v npm >/dev/null; then \
		echo "正在安装页面检查工具 / Installing what judges the pages …"; \
		cp tests/node/package.json tests/node/package-lock.json $(@D); \
		(cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --loglevel error >/dev/null) && touch $@ || \
			{ echo "页面检查工具未能安装。/ What judges the pages could not be installed." >&2; test "$$CI" != true; }; \
	else echo "没有 node 和 npm，略过部分页面检查。/ Without node and npm some judges of pages are left out." >&2; fi

.venv/bin/python:
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "找不到 $(PYTHON)，请安装 Python 3.11 至 3.14。/ $(PYTHON) was not found: install Python 3.11 to 3.14." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || { \
		echo "需要 Python 3.11 至 3.14，可用 PYTHON=python3.12 指定。/ Python 3.11 to 3.14 is needed, this is $$("$(PYTHON)" -V 2>&1); name another with PYTHON=python3.12." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "缺少 venv，请安装软件包 python3-venv。/ Python's venv is missing: install the package python3-venv (apt install python3-venv)." >&2; exit 1; }
	@rm -rf .venv
	@"$(PYTHON)" -m venv .venv || { rm -rf .venv; exit 1; }

translations/%.mo: translations/%.po | .venv/.run
	@.venv/bin/pybabel -q compile -i $< -o $@
