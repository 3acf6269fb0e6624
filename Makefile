# One way to run, test and check. `make run` and `make test` need Python ≥ 3.11 and make; they install the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SPASER_ENTREPOT ?= entrepot
export SPASER_ENTREPOT

.DEFAULT_GOAL := help
.PHONY: help install install-dev browser nginx run test check fix bench drills screenshots lock demo

help:  ## This list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: $(VENV)/.installed  ## Virtual environment with what the dashboard needs

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "Python ne sait pas créer d'environnement virtuel : installation de python3-venv…"; \
	  sh .ci/system-packages.sh python3-venv && $(PYTHON) -m venv $(VENV); }

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

install-dev: $(VENV)/.installed-dev

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

browser:
	@sh .ci/browser.sh

nginx:
	@sh .ci/nginx.sh

run: install  ## The dashboard on http://127.0.0.1:8501 (demonstration data while the warehouse is empty)
	@$(BIN)/python -m spaser demo --si-vide
	$(BIN)/python -m streamlit run app.py

test: install-dev browser nginx  ## All tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: install-dev  ## Lint, types, import contracts, SQL, unused dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar queries
	$(BIN)/deptry .

fix: install-dev  ## What can be mended automatically
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix --processes 2 --disable-progress-bar queries

bench: install-dev  ## Speed and memory, as ratios measured in one run
	$(BIN)/python -m tests.bench

drills: install-dev  ## What is promised about loss, tried: kills, full disk, power loss… (table in build/drills.md)
	$(BIN)/python -m pytest tests/drills -o python_files='drill_*.py' -o python_functions='drill_*'

screenshots: install-dev browser  ## Pictures of every page in build/captures, and those of the documentation
	$(BIN)/python -m tests.screenshots

lock: install-dev  ## Compile the locked requirements again
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 requirements-dev.in -o requirements-dev.txt
