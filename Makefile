# `make run` serves the data of fixtures/, `make test` runs the tests, `make docs` builds the documentation, `make lint`
# checks code and prose. Each installs what it needs into .venv; PYTHON names the Python 3.11 or newer to make it with.
# `make lock` writes the lock files after a change of the requirements.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
# pip refuses a file whose hash is not in the lock file. See docs/deploy.md for an index with builds of its own.
INSTALL = -m pip install --quiet --disable-pip-version-check --require-hashes --requirement

.PHONY: run test test-postgresql fuzz fuzz-short faults clients docs lint lock

run: .venv/installed
	.venv/bin/python manage.py migrate --verbosity 0
	.venv/bin/python manage.py load_fixtures
	.venv/bin/python manage.py serve

# With worksteal, a process that is done takes tests from another.
test: .venv/installed-dev
	.venv/bin/python -m pytest -n auto --dist worksteal
	.venv/bin/python -m tests.on_postgresql --core

# All tests on PostgreSQL, but for those that would show the same as on SQLite.
test-postgresql: .venv/installed-dev
	.venv/bin/python -m tests.on_postgresql

# Generated requests: for each bound and fault of each parameter, and as many random ones per operation as EXAMPLES says.
fuzz: .venv/installed-dev
	.venv/bin/python -m pytest -n auto tests/fuzz

# Random requests only.
fuzz-short: export SYSTEMATIC = 0
fuzz-short: export EXAMPLES = 10
fuzz-short: fuzz

# On both databases: commands that are killed, each KILLS times (34: about 200 in all), and servers that many clients read
# (CLIENTS for LOAD_SECONDS). See docs/faults.md.
faults: .venv/installed-dev
	.venv/bin/python -m pytest -n auto tests/faults
	.venv/bin/python -m tests.on_postgresql -n auto tests/faults

# Clients that other programs generate from the OpenAPI document, against a running server. The generators have an environment
# of their own, in build/clients.
clients: .venv/installed-dev build/clients/installed
	.venv/bin/python -m pytest tests/clients

# The site of docs/, into build/docs; the server shows it at /docs/.
docs: .venv/installed-docs
	.venv/bin/python manage.py write_reference
	NO_MKDOCS_2_WARNING=1 .venv/bin/python -m mkdocs build --quiet --clean

lint: .venv/installed-dev
	.venv/bin/python -m ruff check
	.venv/bin/python -m ruff format --check
	.venv/bin/python -m tests.docs.prose
	@if command -v npx >/dev/null; then npx --yes --package typescript@5.9.3 tsc --noEmit --allowJs --checkJs --strict \
	    --target es2022 --lib es2022,dom,dom.iterable events/explorer/static/explorer/explorer.js; \
	else echo "The types of explorer.js were not checked: npx is not installed."; fi
	@if command -v npx >/dev/null; then \
	    npx --yes @redocly/cli@2.28.0 lint --config tests/api/openapi/redocly.yaml tests/expected/openapi.yaml && \
	    npx --yes @stoplight/spectral-cli@6.16.3 lint --fail-severity hint --ruleset tests/api/openapi/spectral.yaml \
	        tests/expected/openapi.yaml; \
	else echo "Redocly and Spectral did not check the OpenAPI document: npx is not installed."; fi

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Attest needs Python 3.11 or newer; say make PYTHON=...")'
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock | .venv/bin/python
	.venv/bin/python $(INSTALL) $<
	touch $@

.venv/installed-dev: requirements-dev.lock | .venv/bin/python
	.venv/bin/python $(INSTALL) $<
	touch $@

.venv/installed-docs: requirements-docs.lock .venv/installed | .venv/bin/python
	.venv/bin/python $(INSTALL) $<
	touch $@

build/clients/installed: requirements-clients.lock | .venv/bin/python
	.venv/bin/python -m venv build/clients
	build/clients/bin/python $(INSTALL) $<
	touch $@

# Versions in a lock file stay as they are while they fit: `make lock UPGRADE=--upgrade` takes the newest that fit. What is
# installed into the same .venv has the same versions.
UPGRADE =
COMPILE = build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
    --custom-compile-command "make lock"

lock: build/lock/bin/uv
	$(COMPILE) requirements.txt --output-file requirements.lock
	$(COMPILE) requirements-dev.txt --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) requirements-docs.txt --constraint requirements-dev.lock --output-file requirements-docs.lock
	$(COMPILE) requirements-bench.txt --constraint requirements.lock --output-file requirements-bench.lock
	$(COMPILE) requirements-clients.txt --output-file requirements-clients.lock

# uv resolves the requirements for every system and every Python from 3.11 on at once, which pip cannot.
build/lock/bin/uv: | .venv/bin/python
	.venv/bin/python -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
