# The two commands of the README are `make demo` and `make test`; both set up all they need.
PYTHON ?= python3
BIN := .venv/bin
# Hundreds of processes are started: with bytecode each begins in two thirds of the time, so it is written everywhere.
PYTEST := QT_QPA_PLATFORM=offscreen PYTHONFAULTHANDLER=1 PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest
XVFB := $(if $(DISPLAY),,$(if $(shell command -v xvfb-run),xvfb-run -a -s "-screen 0 1280x800x24",QT_QPA_PLATFORM=offscreen))

.PHONY: help demo test lint bench bench-desktop soak evaluate translations screenshots install-desktop uninstall-desktop clean

help:
	@echo "make demo               set up, then make a 2-minute podcast of the sample collection"
	@echo "make test               set up, then run the whole test suite"
	@echo "make lint               style, types and import contracts"
	@echo "make bench              measure speed and memory against their targets"
	@echo "make bench-desktop      the same for the window"
	@echo "make soak               kill workers for an hour; SOAK='--kills 50 --minutes 0' chooses otherwise"
	@echo "make install-desktop    put the app into the menu of your desktop; uninstall-desktop takes it out"
	@echo "make evaluate           make podcasts and judge them: docs/evaluation.md; ARGS=--help shows the choices"
	@echo "make screenshots        take the pictures of docs/screenshots from the real app"
	@echo "make translations       collect the texts of the window and compile them"
	@echo "make clean              remove the virtual environment and caches"

demo:
	@$(PYTHON) packaging/bootstrap.py starter
	@sh packaging/demo.sh

test:
	@$(PYTHON) packaging/bootstrap.py starter test
	$(PYTEST) --numprocesses 4 --dist loadfile tests/unit tests/desktop
	$(PYTEST) --numprocesses 3 tests/faults
	$(PYTEST) --numprocesses 2 --dist loadfile --no-loadscope-reorder --cores-apart \
		--ignore tests/unit --ignore tests/desktop --ignore tests/faults

lint:
	@$(PYTHON) packaging/bootstrap.py starter test dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench:
	@$(PYTHON) packaging/bootstrap.py starter test bench
	$(BIN)/python -m tests.benchmarks.bench

soak:
	@$(PYTHON) packaging/bootstrap.py starter test
	$(BIN)/python -m tests.faults.soak $(SOAK)

bench-desktop:
	@$(PYTHON) packaging/bootstrap.py starter test
	$(XVFB) $(BIN)/python -m tests.benchmarks.desktop

evaluate:
	@$(PYTHON) packaging/bootstrap.py starter test
	$(BIN)/python -m tests.evaluation.evaluate $(ARGS)

translations:
	@$(PYTHON) packaging/bootstrap.py starter test
	$(BIN)/python packaging/translations.py

screenshots:
	@$(PYTHON) packaging/bootstrap.py starter test
	$(BIN)/python packaging/screenshots.py

install-desktop:
	@$(PYTHON) packaging/bootstrap.py starter
	@$(BIN)/python packaging/linux/install.py

uninstall-desktop:
	@$(PYTHON) packaging/linux/install.py --remove

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
