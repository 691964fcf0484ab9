# Every target makes the environment that it needs by itself, once: see tools/bootstrap.py.
#
#   make test PYTHON=python3.12     another Python
#   make test VENV=/big/disk/venv   the environment elsewhere
#   make test ARGS="-k kql -x"      more arguments for pytest, the demo or the bench

PYTHON ?= python3
VENV ?= .venv
ARGS ?=

BIN = $(VENV)/bin
COMPOSE = LOGLOOM_REVISION=$$(git rev-parse --short HEAD 2>/dev/null || echo unknown) docker compose
SETUP = @$(PYTHON) tools/bootstrap.py --venv $(VENV)

.DEFAULT_GOAL := help
.PHONY: help up down status logs backup restore password demo test test-gpu lint scan format render page docs bench lock clean distclean

help:  ## say what there is
	@sed -n 's/^\([a-z-]*\):  ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

up:  ## start the stack in Docker, or bring it up to date, and train a small job
	@$(COMPOSE) up --detach --build $(ARGS) || { $(COMPOSE) logs --tail 3 secrets version setup >&2; exit 1; }
	@echo "Kibana: https://localhost:$${KIBANA_PORT:-5601}, user elastic, password: make password"

down:  ## stop the stack and keep its data
	@$(COMPOSE) --profile '*' down $(ARGS)

status:  ## say how the stack is, and what to do where it is not well
	@$(COMPOSE) ps --all
	@$(COMPOSE) run --rm --no-deps setup doctor --folder /secrets

logs:  ## follow what the stack says
	@$(COMPOSE) logs --follow --tail 50 $(ARGS)

backup:  ## take a snapshot of all events
	@$(COMPOSE) run --rm --no-deps setup backup $(ARGS)

restore:  ## bring a snapshot back into a new stack, then start the rest; NAME=… for another than the newest
	@$(COMPOSE) run --rm setup setup cluster --folder /secrets --url https://elasticsearch:9200
	@$(COMPOSE) run --rm --no-deps setup restore $(NAME)

password:  ## print the password of the user elastic
	@$(COMPOSE) exec elasticsearch cat config/secrets/elastic_password && echo

demo:  ## train three small jobs, store their logs, answer questions about them
	$(SETUP) run torch
	@$(BIN)/logloom demo $(ARGS)

test:  ## run the tests
	$(SETUP) run dev torch frameworks web
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

test-gpu:  ## run the tests that need an NVIDIA GPU, on a machine that has one
	$(SETUP) run dev torch frameworks
	@LOGLOOM_TESTS_REQUIRE="torch gpu" $(BIN)/python -m pytest -rA tests/gpu $(ARGS)

lint:  ## check style, types, the arrows between packages, and that what is rendered is up to date
	$(SETUP) run dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/logloom render --check

scan:  ## look for secrets, and for unsafe Dockerfiles and workflows
	@$(PYTHON) tools/bootstrap.py --venv $(VENV)-scan scan
	@$(VENV)-scan/bin/checkov --directory . --config-file .checkov.yaml

format:  ## bring the code into shape
	$(SETUP) run dev
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

render:  ## weave everything that comes from schema.yaml
	$(SETUP) run
	@$(BIN)/logloom render $(ARGS)

page:  ## build the page of `logloom view` from web/
	$(SETUP) web
	@$(BIN)/python tools/page.py $(ARGS)

docs:  ## write docs/reference/cli.md anew from the command itself
	$(SETUP) run
	@$(BIN)/python tools/cli_reference.py > docs/reference/cli.md.new
	@mv docs/reference/cli.md.new docs/reference/cli.md

bench:  ## measure, each figure against its peer, and print one table
	$(SETUP) run dev torch
	@$(BIN)/python -m bench $(ARGS)

lock:  ## pin the newest versions of all requirements, with hashes
	$(SETUP) run dev
	@PATH="$(abspath $(BIN)):$$PATH" tools/lock.sh

clean:  ## remove what tests, tools and runs left behind; the environment stays
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .logloom
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

distclean: clean
distclean:  ## remove the environment too
	rm -rf $(VENV) $(VENV)-scan
