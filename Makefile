# Two commands matter: `make run` and `make test`. The rest are their parts and the workshop's tools.

PYTHON ?= python3
BIN := .venv/bin
PY := $(BIN)/python
# Stamps inside .venv, so that deleting it is all it takes to begin anew.
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
# A throw-away database for what compares the code with the schema: never the user's.
SCRATCH := env -u HOLDFAST_DATABASE_URL HOLDFAST_DATA_DIR=build/schema
# A browser on a crowded machine may stumble; what fails beside another journey must pass alone, and is said.
AGAIN = { echo "Once more, alone:"; $(PY) -m pytest -m journey --last-failed --last-failed-no-failures none; }
PORT ?= 8501
WORKERS ?= auto

.PHONY: help run test check unit journeys migration demo bench translations clean
.DEFAULT_GOAL := help

help:  ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

run: $(RUNTIME)  ## install what is missing, make the database, load the worked examples into a new one, start and open the app
	@$(PY) -m core seed
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: check unit journeys  ## everything that must hold

check: $(DEV)  ## lint, layout, types, floors of the house, migrations, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	@rm -rf build/schema
	$(SCRATCH) $(BIN)/alembic upgrade head
	$(SCRATCH) $(BIN)/alembic check
	$(PY) -m tools.translations --check

unit: $(DEV)  ## tests without a browser
	$(PY) -m pytest -m "not journey" -n $(WORKERS)

journeys: $(DEV)  ## tests in a browser; says so when there is none
	@if $(PY) -m tools.chromium --install; then $(PY) -m pytest -m journey -n 2 --dist worksteal || $(AGAIN); fi

migration: $(DEV)  ## make migration m="goals: …": write down what changed in the records
	@test -n "$(m)" || { echo 'Say what changes: make migration m="goals: …"'; exit 2; }
	@rm -rf build/schema
	$(SCRATCH) $(BIN)/alembic upgrade head
	$(SCRATCH) $(BIN)/alembic revision --autogenerate -m "$(m)"

demo: $(RUNTIME)  ## make demo name=airline: load a worked example once more; without a name, all of them
	@$(PY) -m core demo $(if $(name),$(name),$(notdir $(basename $(wildcard data/demo/*.yaml))))

bench: $(DEV)  ## how fast it is, against the limit of what it stands on
	@$(PY) -m tools.chromium --install && $(PY) -m bench.pages && $(PY) -m bench.typing
	@$(PY) -m bench.document

translations: $(DEV)  ## bring core/i18n/<language>/*.po up to date with the code
	$(PY) -m tools.translations

clean:  ## remove what can be made again; never the user's data
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which: make PYTHON=python3.12 …"; exit 2; }
	$(PYTHON) -m venv .venv || { echo "venv is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 2; }

$(RUNTIME): requirements.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
