#!/usr/bin/env bash
# Installs Badge Ledger and all it needs, each package held to its hash in requirements.txt.
set -euo pipefail
python -m pip install --require-hashes --only-binary :all: --requirement requirements.txt
