# Needs GNU make and Python 3.11 or newer; everything else is set up here, in .venv. `make` alone prints this help.
# On a machine with neither pip nor python3-venv, set-up installs what is missing with apt-get, or says how.

BIN := .venv/bin
SETUP := build_scripts/setup
PACKAGE := build_scripts/variorum
TYPED := build_scripts/variorum tests
PYTEST_ARGS :=
BASE := origin/main
OUT := review
# Read by the scripts under $(SETUP): PYTHON chooses the interpreter, CHROMIUM the browser of the tests.
export PYTHON CHROMIUM

.DEFAULT_GOAL := help
.PHONY: help setup .venv site serve book test looks lint format types check strings lock upgrade clean review

help: ## Print this list
	@echo "make TARGET, where TARGET is one of:"
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r target what; do printf '  %-9s %s\n' "$$target" "$$what"; done

setup: ## Make or bring up to date the environment in .venv (every target below does it by itself)
	@sh $(SETUP)/venv.sh

.venv: setup

site: setup ## Build the site into site/
	@$(BIN)/variorum build

serve: setup ## Preview the site; it reloads when seeds/, docs/ or the package change
	@$(BIN)/variorum serve

test: setup ## Run all tests, the browser's included; one file or test: make test PYTEST_ARGS=tests/test_x.py
	@command -v git >/dev/null || sh $(SETUP)/apt_install.sh git
	@sh $(SETUP)/playwright.sh
	@chromium=$$(sh $(SETUP)/chromium.sh) && CHROMIUM="$$chromium" $(BIN)/python -m pytest $(PYTEST_ARGS)

looks: setup ## Accept how the pages look now: take the pictures of tests/golden/looks anew, to be looked at and committed
	@chromium=$$(sh $(SETUP)/chromium.sh) && CHROMIUM="$$chromium" VARIORUM_LOOKS=accept $(BIN)/python -m pytest -q tests/e2e/test_looks.py
	@git status --short tests/golden/looks

lint: setup ## Check style and layout of the Python files
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: setup ## Lay out the Python files and mend what ruff can mend by itself
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: setup ## Check the types
	@$(BIN)/mypy $(TYPED)

review: setup ## Show what a change does to what readers see, against BASE (default origin/main), into the folder OUT
	@command -v git >/dev/null || sh $(SETUP)/apt_install.sh git
	@sh $(SETUP)/review.sh "$(BASE)" "$(OUT)"

check: setup ## Look for doubts in seeds/ and docs/
	@$(BIN)/variorum check

book: setup ## Write the edition as an e-book, edition.epub, and let epubcheck judge it
	@rm -f edition.epub
	@$(BIN)/variorum export edition.epub --epub
	@sh $(SETUP)/epubcheck.sh edition.epub

strings: setup ## Bring the catalogues of the site's own words up to date with what code, templates and scripts say
	@mkdir -p .cache
	@$(BIN)/pybabel --quiet extract -F pyproject.toml -k P_:1c,2 -k Message --no-location --sort-output --width 120 -o .cache/strings.pot $(PACKAGE)
	@$(BIN)/pybabel --quiet update -i .cache/strings.pot -d $(PACKAGE)/locale -D variorum --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 120

COMPILE_LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

lock: setup ## Write requirements.lock anew from pyproject.toml, keeping the versions that still fit
	@$(COMPILE_LOCK)

upgrade: setup ## Write requirements.lock anew with the newest versions that pyproject.toml allows
	@$(COMPILE_LOCK) --upgrade

clean: ## Remove what was built: the site, caches and .venv
	rm -rf .venv site review edition.epub .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find build_scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +
