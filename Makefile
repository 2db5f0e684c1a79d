# make demo   the flagship example, with 10,000 draws, into results/
# make test   lint, types, the whole test suite and the documentation's examples
# make docs   the documentation, into docs/_build/html
# make bench  the benchmarks, as docs/explanation/performance.md reports them
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WANTED := import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; name one with make PYTHON=python3.12")

.PHONY: demo test lint docs bench clean

demo: $(VENV)/.package
	@mkdir -p results && rm -f results/heart_failure.yaml
	@$(BIN)/pathway-economics example heart_failure --out results/heart_failure.yaml
	@$(BIN)/pathway-economics run results/heart_failure.yaml --draws 10000 --seed 1 --threshold 25000 \
		--out results/heart_failure --overwrite

test: $(VENV)/.test lint
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.docs
	$(BIN)/python -m sphinx -W --keep-going -b html docs docs/_build/html

bench: $(VENV)/.test
	$(BIN)/python -m pytest benchmarks/test_*.py -n 0 --benchmark-only

$(VENV)/.python:
	@$(PYTHON) -c '$(WANTED)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	touch $@

$(VENV)/.package: $(VENV)/.python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.test: $(VENV)/.package
	$(BIN)/python -m pip install --quiet --group test
	touch $@

$(VENV)/.docs: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --group docs
	touch $@

clean:
	rm -rf $(VENV) docs/_build results .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
