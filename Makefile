# `make run` serves the data of fixtures/, `make test` runs all tests, `make docs` builds the documentation, `make lint`
# checks code and prose. Each installs what it needs into .venv; PYTHON names the Python 3.11 or newer to make it with.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PIP = .venv/bin/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test fuzz fuzz-short faults clients docs lint

run: .venv/installed
	.venv/bin/python manage.py migrate --verbosity 0
	.venv/bin/python manage.py load_fixtures
	.venv/bin/python manage.py serve

test: .venv/installed-dev
	.venv/bin/python -m pytest -n auto
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

.venv/installed: requirements.txt | .venv/bin/python
	$(PIP) --requirement requirements.txt
	touch $@

.venv/installed-dev: requirements.txt requirements-dev.txt | .venv/bin/python
	$(PIP) --requirement requirements-dev.txt
	touch $@

.venv/installed-docs: requirements-docs.txt .venv/installed | .venv/bin/python
	$(PIP) --requirement requirements-docs.txt
	touch $@

build/clients/installed: requirements-clients.txt | .venv/bin/python
	.venv/bin/python -m venv build/clients
	build/clients/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements-clients.txt
	touch $@
