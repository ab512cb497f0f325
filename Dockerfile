# Attest, the data of fixtures/ and the documentation as an image; compose.yaml runs it. See docs/deploy.md.

# The version that the tests run on. To pin the very image, build with PYTHON=3.11.14-slim-bookworm@sha256:...
ARG PYTHON=3.11.14-slim-bookworm

FROM python:${PYTHON} AS installed
WORKDIR /srv/attest
COPY requirements.lock ./
RUN python -m venv /opt/attest \
    && /opt/attest/bin/python -m pip install --no-cache-dir --require-hashes --requirement requirements.lock

FROM python:${PYTHON} AS documented
WORKDIR /srv/attest
COPY requirements-docs.lock ./
RUN python -m venv /opt/docs \
    && /opt/docs/bin/python -m pip install --no-cache-dir --require-hashes --requirement requirements-docs.lock
COPY mkdocs.yml README.md CHANGELOG.md ./
COPY docs docs
COPY examples examples
COPY fixtures fixtures
RUN NO_MKDOCS_2_WARNING=1 /opt/docs/bin/python -m mkdocs build --quiet

FROM python:${PYTHON}
# pg_dump and pg_restore, for the commands `backup` and `restore` on PostgreSQL. Debian keeps no earlier versions to pin.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin attest \
    && install -d -o attest -g attest -m 0750 /data
WORKDIR /srv/attest
COPY --from=installed /opt/attest /opt/attest
COPY --from=documented /srv/attest/build/docs build/docs
COPY manage.py ./
COPY config config
COPY events events
COPY fixtures fixtures
ENV PATH=/opt/attest/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATABASE_URL=sqlite:////data/attest.sqlite3 \
    CACHE_DIR=/data/cache
# Python writes no bytecode where the file system is read-only.
RUN python -m compileall -q config events
# By number, so that Kubernetes can see that it is not root.
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
ENTRYPOINT ["python", "manage.py"]
CMD ["serve"]
