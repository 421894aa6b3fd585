# An image that reads reports without any network: docker build -t ziping . && docker run --network none ziping
#
# Your own:  docker run --network none -v "$PWD/reports:/reports:ro" -v "$PWD/parsed:/parsed" ziping run /reports --out /parsed
FROM python:3.12-slim AS build
WORKDIR /ziping
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/ziping \
    && /opt/ziping/bin/pip install --no-cache-dir --no-deps --require-hashes --requirement requirements.lock
COPY schemas schemas
COPY parsers parsers
COPY pipeline pipeline
COPY ziping ziping
RUN /opt/ziping/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
COPY --from=build /opt/ziping /opt/ziping
COPY data/raw /samples
RUN useradd --create-home reader && mkdir /parsed && chown reader /parsed
USER reader
WORKDIR /parsed
ENV PATH=/opt/ziping/bin:$PATH
ENTRYPOINT ["ziping"]
CMD ["run", "/samples", "--out", "/parsed", "--fail-on", "never"]
