# make run is all that a fresh machine needs; make help lists the rest.

PORT ?= 8501
# A database that somebody else runs is not filled with the demo unless asked for.
DEMO ?= $(if $(INSATSKOLLEN_DATABASE_URL),0,1)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
SQL := $(wildcard queries/*.sql store/migrations/versions/*.sql)

export DEMO
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help setup run test check bench browser screens

help:
	@echo "make run [PORT=8600] [DEMO=0]   starta Insatskollen på http://localhost:8501"
	@echo "make setup                      installera allt, även det som testerna behöver"
	@echo "make test | check | bench       tester, granskning av koden, mätningar"
	@echo "make screens                    bilder av alla sidor till docs/screens"

setup: $(VENV)/.dev

run: $(VENV)/.run
	@$(BIN)/python -m store migrate
	@[ "$(DEMO)" = 0 ] || $(BIN)/python -m etl populate
	@[ "$(DEMO)" = 0 ] || $(BIN)/python -m report demo
	@exec $(BIN)/streamlit run asgi.py --server.port $(PORT)

test: $(VENV)/.dev browser
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(if $(SQL),$(BIN)/sqlfluff lint --disable-progress-bar --processes 2 $(SQL))
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m bench

screens: $(VENV)/.dev browser
	$(BIN)/python -m tests.browser.screens docs/screens

# The environment of the virtual environment itself: made once, by a Python that is new enough.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Insatskollen behöver Python 3.11 eller senare som $(PYTHON); ange annars make PYTHON=/sökväg/till/python3."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Den virtuella miljön kunde inte skapas; på Debian och Ubuntu behövs paketet python3-venv."; exit 1; }

# A stamp is newer than its lock file when what the lock names is installed, so a second start takes no time.
$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	@echo "Installerar det som Insatskollen behöver (en gång) …"
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/bin/python
	@echo "Installerar det som utveckling behöver (en gång) …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.run

# The browser of the tests is the system's Chromium.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "Installerar Chromium för testerna …"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	else \
		echo "Testerna behöver Chromium. Installera paketet chromium och kör make test igen."; exit 1; \
	fi
