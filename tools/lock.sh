#!/usr/bin/env bash
# Pins what pyproject.toml and requirements/*.in ask for, with hashes, for Python 3.10 to 3.14 on any platform.
# The files hold no index address: each user's own pip settings decide where the packages come from.
set -euo pipefail
cd "$(dirname "$0")/../requirements"

pin() {
  uv pip compile --quiet --universal --upgrade --python-version "${PYTHON:-3.10}" --generate-hashes \
    --no-header --no-annotate --no-emit-index-url "$@"
}

# In this order, each held to the versions of those before it: they are installed into one environment.
pin ../pyproject.toml --extra local run.in --output-file run.txt
pin dev.in --constraints run.txt --output-file dev.txt
pin numpy.in --constraints dev.txt --output-file numpy.txt
# What the images hold: deploy/images/ and trainer/.
PYTHON=3.12 pin ../pyproject.toml --extra alerts alerts.in --constraints run.txt --output-file alerts.txt
pin ../pyproject.toml setup.in --constraints run.txt --constraints dev.txt --output-file setup.txt
pin scan.in --output-file scan.txt
pin web.in --output-file web.txt
pin job.in --constraints run.txt --constraints dev.txt --output-file job.txt
pin torch.in --constraints run.txt --constraints dev.txt --constraints numpy.txt --output-file torch.txt
# Beside PyTorch: without what it brings, since `make test` prefers the PyTorch that is there.
known=$(sed -n 's/^\([a-z0-9-]*\)==.*/--no-emit-package \1/p' run.txt dev.txt numpy.txt torch.txt | sort -u)
# shellcheck disable=SC2086 # one option for each
pin frameworks.in --constraints run.txt --constraints dev.txt --constraints numpy.txt --constraints torch.txt $known \
  --output-file frameworks.txt
