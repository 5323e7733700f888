# make site · make test · make serve · make check · make bench
# Everything runs in .venv, which is made on first use and renewed when what it depends on changes.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site offline access serve test check static format screenshots bench golden clean FORCE

help:
	@echo "make site    build site/ from docs/ and runbook_src/, if anything has changed"
	@echo "make serve   live preview that rebuilds when a runbook changes"
	@echo "make offline build the site as a zip for a disk or a USB stick, to be opened without a server"
	@echo "make test    run the tests"
	@echo "make engines run the browser tests with the other engines: Material without instant navigation, Zensical with and without"
	@echo "make access  run axe over every kind of page, and print what it found"
	@echo "make check   format, lint, types, layers, then the tests: what CI runs"
	@echo "make bench   measure, against plain MkDocs and against ShellCheck"
	@echo "make fuzz    look for texts that stop the tool, for as long as SECONDS=60 says"
	@echo "make bench-accuracy  measure how many mistakes the checks find, and how often they are wrong"
	@echo "make format  format the code"
	@echo "make screenshots  take the pictures of the README, in Chromium"
	@echo "make golden  renew the golden pages, the findings of the cases and the schemas; look at the difference before you commit it"
	@echo "make grammars  make the grammars of tools anew, from those that are installed"
	@echo "make clean   remove what was made"

.venv/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say where it is with PYTHON=..."; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is older than Python 3.11: say where a newer one is with PYTHON=..."; exit 2; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "No virtual environment could be made; on Debian: apt-get install python3-venv"; exit 2; }

.venv/.site: .venv/pyvenv.cfg pyproject.toml constraints.txt
	@echo "installing what the site needs"
	@$(PIP) install --constraint constraints.txt --editable '.[mkdocs]'
	@touch $@

.venv/.dev: .venv/.site
	@echo "installing what the tests need"
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

# MkDocs writes the index of the search last: a site that has it is whole, whoever built it.
BUILT := site/search/search_index.json

site: $(BUILT)
	@cat .venv/.verified 2>/dev/null || true
	@echo "open it: $(BIN)/python -m http.server --directory site 8000, then http://localhost:8000"

# The new site takes the place of the former one when it is complete: a build that fails changes nothing.
# Not with --quiet: MkDocs does not count the warnings that it does not log, and --strict would let them pass.
$(BUILT): .venv/.site .venv/.sources
	@echo "building site/, as something has changed"
	@rm -rf .site.new
	@$(BIN)/mkdocs build --strict --site-dir .site.new > .site.log 2>&1 || { cat .site.log; rm -rf .site.new .site.log; exit 1; }
	@rm .site.log
	@$(BIN)/runbook-site verify .site.new > .venv/.verified || { cat .venv/.verified; rm -rf .site.new .venv/.verified; exit 1; }
	@sed -i.old 's/^\.site\.new/site/' .venv/.verified; rm -f .venv/.verified.old
	@rm -f $(BUILT) && rm -rf site && mv .site.new site

# For a disk: links name files, and the search has its index as a script. It is put together beside the former zip, which
# it replaces when it is complete.
OFFLINE := .site.offline/runbooks
offline: .venv/.site
	@rm -rf .site.offline
	@$(BIN)/mkdocs build --strict --no-directory-urls --site-dir $(OFFLINE) > .site.log 2>&1 || { cat .site.log; rm -rf .site.offline .site.log; exit 1; }
	@rm .site.log
	@$(BIN)/runbook-site verify $(OFFLINE) || { rm -rf .site.offline; exit 1; }
	@find $(OFFLINE) \( -name '*.map' -o -name '*.gz' -o -name runbook-site-worker.js -o -name 404.html \) -exec rm {} +
	@printf 'Runbooks as of %s.\nUnpack this file, and open index.html in a browser. It needs no network.\n' "$$(date -u '+%Y-%m-%d %H:%M UTC')" > $(OFFLINE)/README.txt
	@mkdir -p dist && cd .site.offline && ../$(BIN)/python -m zipfile -c ../dist/.runbooks.zip runbooks
	@mv dist/.runbooks.zip dist/runbooks.zip && rm -rf .site.offline
	@echo "dist/runbooks.zip: copy it to the disk, unpack it there, and open runbooks/index.html"

# What the site is made of, with a sum of each file; the day, which reviews are held against; the address. It is
# written anew only where it has changed, so that a file that is gone counts and one that was only touched does not.
.venv/.sources: .venv/.site FORCE
	@{ date -u +%F; echo "$${SITE_URL:-}"; \
	find docs runbook_src plugins mkdocs.yml Makefile \
		\( -name __pycache__ -o -name '*.egg-info' \) -prune -o -type f -exec cksum {} + | sort; } > $@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

serve: .venv/.site
	$(BIN)/mkdocs serve

# The programs that tests start are compiled once, and not by each of them, whatever the environment says.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/.dev chromium bubblewrap redis
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

# The site of the browser tests is Material's with instant navigation, unless another engine is named.
.PHONY: engines
engines: export PYTHONDONTWRITEBYTECODE =
engines: .venv/.dev chromium
	@for engine in material-plain zensical-instant zensical-plain; do \
		echo "browser tests with $$engine"; \
		$(BIN)/python -m pytest -n auto --dist worksteal --engine $$engine $(or $(ARGS),tests/browser) || exit 1; \
	done

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing chromium for the browser tests"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0; \
	fi; \
	echo "chromium is not installed, and could not be: the browser tests are skipped (on Debian: sudo apt-get install chromium)"

.PHONY: bubblewrap
bubblewrap:
	@[ "$$(uname)" != Linux ] || command -v bwrap >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing bubblewrap for the tests of the sandbox"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends bubblewrap >/dev/null && exit 0; \
	fi; \
	echo "bubblewrap is not installed, and could not be: the tests of the sandbox have Landlock alone (on Debian: sudo apt-get install bubblewrap)"

# Not where its package would start a server on the machine.
.PHONY: redis
redis:
	@[ "$$(uname)" != Linux ] || command -v redis-server >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ ! -d /run/systemd/system ]; then \
		echo "installing redis-server for the tests of counterparts"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends redis-server >/dev/null && exit 0; \
	fi; \
	echo "redis-server is not installed, and could not be: the tests with Redis are skipped (on Debian: sudo apt-get install redis-server)"

access: .venv/.dev chromium
	$(BIN)/python -m pytest -q -s tests/browser/test_access.py

check: static test

static: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=plugins $(BIN)/lint-imports
	$(BIN)/runbook-site check runbook_src --today 2026-11-21

format: .venv/.dev
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

screenshots: site .venv/.dev
	$(BIN)/python docs/screenshots.py

# The other programs have an environment of their own: one of them brings half of Sphinx.
NEIGHBOURS := .venv/neighbours

bench: .venv/.dev
	@[ -d $(NEIGHBOURS) ] || $(PYTHON) -m venv $(NEIGHBOURS)
	@$(NEIGHBOURS)/bin/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt doccmd rumdl \
		|| echo "doccmd and rumdl could not be installed: they are left out"
	$(BIN)/python -m bench

# To read what was missed: make bench-accuracy ARGS='--misses value --sound'
.PHONY: bench-accuracy
bench-accuracy: .venv/.dev
	$(BIN)/python -m bench.accuracy $(ARGS)

# Not with the tests: it takes as long as it is given, and there is no atheris for every system.
.venv/.fuzz: .venv/.site
	@echo "installing atheris, which makes the texts"
	@$(PIP) install --constraint constraints.txt --only-binary atheris --editable '.[fuzz]' \
		|| { echo "There is no atheris for this system or this version of Python: nothing was looked at"; exit 2; }
	@touch $@

# ENTRY= names some of the ways in, REPLAY= a file that it found; tests/fuzz/__main__.py says more.
.PHONY: fuzz
fuzz: .venv/.fuzz
	@$(BIN)/python -m tests.fuzz $(if $(REPLAY),--replay $(REPLAY),--seconds $(or $(SECONDS),60) $(addprefix --entry ,$(ENTRY)))

golden: .venv/.dev
	RENEW_GOLDEN=1 $(BIN)/python -m pytest -q tests/site/test_pages.py tests/checks/test_rule_cases.py \
		tests/model/test_json_schema.py tests/catalog/test_build.py tests/proofs/test_record.py

# From the tools that are installed; of the others, what is there stays. docs/reference/grammars.md says how to name
# programs; each grammar that is made is printed with the version of its program. The AWS CLI's needs the extra `aws`.
.PHONY: grammars
grammars: .venv/.dev
	$(BIN)/python -m harvest $(TOOLS)
	@if $(BIN)/python -c 'import awscli' 2>/dev/null; then $(BIN)/python -m harvest.aws; \
		else echo "aws: awscli is not installed; what is there stays (to install it: $(BIN)/pip install '.[aws]')"; fi

clean:
	rm -rf .venv site .site.new .site.offline .site.log build dist plugins/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .cache
