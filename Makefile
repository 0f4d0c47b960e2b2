# `make help` lists what can be made. Each target sets up what it needs.
.PHONY: help run test check format docs bench picture browser clean

PY := .venv/bin/python

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: ## set everything up and open the app; without a key it compares simulated models
	@.ci/venv requirements.txt
	$(PY) -m streamlit run app.py

test: browser ## set everything up, a browser included, and pass every test
	$(PY) -m pytest -n 2 --dist loadfile

check: ## lint, format, types, and docs that match the code
	@.ci/venv requirements-dev.txt
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m docs.generate --check

format: ## format the code and mend what the linter can
	@.ci/venv requirements-dev.txt
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

docs: ## write again the parts of docs/ that come from the code
	@.ci/venv requirements-dev.txt
	$(PY) -m docs.generate

bench: browser ## measure every promise of speed, as ratios; prints a table, keeps JSON
	$(PY) -m bench

picture: browser ## take the README's picture again
	$(PY) -m pytest -q tests/browser/test_compare.py -k first_click
	cp tests/artifacts/compare.png docs/compare.png

browser:
	@.ci/venv requirements-dev.txt
	@$(PY) -m tests.chromium

clean: ## remove what make made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis bench/results tests/artifacts
