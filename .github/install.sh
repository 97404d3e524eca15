#!/usr/bin/env bash
# Installs this package from its source, and all it needs held to the hashes of the lock file.
set -euo pipefail
python -m pip install --require-hashes --requirement requirements/site.lock
python -m pip install --no-deps --no-build-isolation .
