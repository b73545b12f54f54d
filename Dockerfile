# syntax=docker/dockerfile:1
# Two stages: the first has pip and the build tools, the second only what runs. The demo extra is not installed.
FROM python:3.12-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/kawaraban
COPY requirements.lock /tmp/requirements.lock
RUN /opt/kawaraban/bin/pip install --require-hashes -r /tmp/requirements.lock

FROM python:3.12-slim
ENV PATH=/opt/kawaraban/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    KAWARABAN_DATA_DIR=/data
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin kawaraban \
 && install -d -o kawaraban -g kawaraban /data
COPY --from=build /opt/kawaraban /opt/kawaraban
COPY bot /app/bot
COPY prompts /app/prompts
COPY LICENSE /app/LICENSE
WORKDIR /app
USER kawaraban
VOLUME /data
# The root file system may be read-only: everything that is written goes to /data and /tmp.
HEALTHCHECK --interval=60s --timeout=20s --start-period=30s CMD ["python", "-m", "bot", "doctor", "--json", "--no-ask-model"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
