# Dateline in a container: no root, nothing written outside of /data and /tmp, the embedding model inside.
#
#   docker build --build-arg TORCH_INDEX=... --tag dateline .
#
# TORCH_INDEX is the address that the "CPU" choice of PyTorch's own installation page shows. Without it, on x86-64, the
# image brings CUDA along, and is 4 GB larger. docs/running.md has the rest.
FROM python:3.11-slim-bookworm AS build
ARG TORCH_INDEX=""
ENV PIP_EXTRA_INDEX_URL=${TORCH_INDEX} PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /source
RUN python -m venv /opt/dateline
COPY pyproject.toml README.md LICENSE ./
COPY config/constraints.txt config/lock.txt config/
COPY retrieval retrieval
COPY bot bot
# The very files that were tested, by their hashes; without TORCH_INDEX only the versions, for lock.txt has no hashes of
# CUDA's packages.
RUN if [ -n "$PIP_EXTRA_INDEX_URL" ]; then \
        /opt/dateline/bin/pip install --require-hashes --requirement config/lock.txt \
        && /opt/dateline/bin/pip install --no-deps .; \
    else \
        /opt/dateline/bin/pip install --constraint config/constraints.txt .; \
    fi

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin dateline \
    && install --directory --owner=dateline --group=dateline --mode=0700 /data
COPY --from=build /opt/dateline /opt/dateline
COPY seeds /opt/dateline/seeds
# The pages of metrics.port are for the health check below: they listen inside the container only.
ENV PATH=/opt/dateline/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATELINE_DATA_DIR=/data \
    DATELINE_LOG__FORMAT=json \
    DATELINE_METRICS__PORT=9464
USER 10001
WORKDIR /data
VOLUME ["/data"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=2m --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9464/healthz', timeout=3)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["dateline"]
CMD ["run"]
