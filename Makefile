# Every target sets up what it needs. All paths are relative, so that a folder with a space in its name works too.
PY := .venv/bin/python
NBVAL := --nbval --nbval-current-env --nbval-cell-timeout=120 --nbval-sanitize-with=tests/nbval.cfg
# A process a core; the tests of a file stay together, because they share what is dear to make.
SPREAD := -n auto --dist loadfile
TESTS := tests $(wildcard notebooks/theory.ipynb) $(wildcard solutions/*.ipynb)

# One BLAS thread and a fixed hash seed: the same numbers in the same order on every run.
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1
export PYTHONHASHSEED := 0

# nbgrader calls alembic, and Jupyter its parts, by name.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help demo test test-all bench lint build lab lock system-packages clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-24s %s\n", $$1, $$2}'

demo: .venv/.ready ## make a course, grade a class of submissions, write the feedback and the report
	@$(PY) -m demo

test: lint ## ruff and the tests, notebooks included
	$(PY) -m pytest $(SPREAD) $(NBVAL) -m "not slow" $(TESTS)

test-all: export VERIFY_SEEDS ?= 20
test-all: lint ## the tests, the slow ones too, and the proof of the graders on many seeds
	$(PY) -m pytest $(SPREAD) $(NBVAL) -m "slow or not slow" $(TESTS)

bench: .venv/.ready ## measure: evaluations and times of the solvers, what checking costs
	@$(PY) -m benchmarks.pytorch
	@$(PY) -m benchmarks.solvers
	@$(PY) -m benchmarks.checking

lint: .venv/.ready ## ruff: rules and format
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

build: .venv/.ready ## regenerate all generated files
	@$(PY) -m autograder.authoring.build

lab: .venv/.ready ## open JupyterLab on the learner's notebooks
	@$(PY) -m jupyterlab --notebook-dir=notebooks $$([ "$$(id -u)" -ne 0 ] || echo --allow-root)

lock: .venv/.ready ## resolve the dependencies of pyproject.toml anew
	$(PY) -m uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --fork-strategy fewest \
	  --no-emit-index-url --no-header --no-annotate --upgrade --quiet --output-file requirements.lock

system-packages: ## install the Debian packages that some tests want
	@sh tools/system-packages.sh

clean: ## remove the virtual environment and everything else that can be made again
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis build ./*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp holds the folder in which the set-up was made: a copied or moved project sets itself up anew.
ifneq ($(shell cat .venv/.ready 2>/dev/null),$(shell pwd))
.venv/.ready: again
.PHONY: again
endif

.venv/.ready: requirements.lock pyproject.toml tools/setup.sh
	@sh tools/setup.sh
