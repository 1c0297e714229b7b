# Everything from a bare checkout, with nothing but make and Python 3.11 or newer (with venv).
PY ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
V := .venv
UV ?= uv
# Two at a time or more, a file never torn apart: its story is told once. `make test SPREAD=` runs them one by one.
SPREAD ?= -n auto --dist loadfile
export HOST PORT

.PHONY: demo test test-prod test-clamd browser lint lock assets bench bench-sweep faults clean

demo: $(V)/.run.stamp            ## the whole system with an invented trust, on http://127.0.0.1:8000
	$(V)/bin/python manage.py demo

test: $(V)/.test.stamp           ## all tests that need no server and no browser
	$(V)/bin/python -m pytest $(SPREAD)

# The same tests and those marked postgres, against real servers. Django makes and drops its own test database.
test-prod: $(V)/.test.stamp
	DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/tmt} BROKER_URL=$${BROKER_URL:-redis://127.0.0.1:6379/9} \
		$(V)/bin/python -m pytest $(SPREAD) -m "not browser and not clamd"

# CLAMD: where a clamd with the signatures in .ci/clamd/ listens; CLAMD_PID: its process. .ci/run starts one.
test-clamd: $(V)/.test.stamp
	$(V)/bin/python -m pytest -m clamd

browser: $(V)/.test.stamp        ## the stories, through a real Chromium ($CHROMIUM, or the system's)
	$(V)/bin/python -m pytest -m browser

lint: $(V)/.lint.stamp
	$(V)/bin/python -m ruff check .
	$(V)/bin/python -m djlint --lint --quiet .
	PYTHONPATH=. $(V)/bin/lint-imports --no-cache

bench: $(V)/.test.stamp          ## the yardsticks: ratios to a plain page, measured in one run
	$(V)/bin/python -m benchmarks

# A database of its own on that PostgreSQL, dropped at the end; ten minutes or more, most of them to fill it.
bench-sweep: $(V)/.test.stamp    ## 100,000 due reminders among 1,000,000 deadlines, beside a raw loop in SQL; writes benchmarks/RESULTS.md
	DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/tmt} BROKER_URL=$${BROKER_URL:-redis://127.0.0.1:6379/9} \
		$(V)/bin/python -m benchmarks.sweep

# Databases, Redis and mail servers of its own, gone at the end; eight minutes or so.
faults: $(V)/.test.stamp         ## kill, stop, flush, silence and misdate what the reminders stand on, and count them; writes benchmarks/FAULTS.md
	DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/tmt} $(V)/bin/python -m benchmarks.faults

lock:                            ## after a change of dependencies in pyproject.toml; needs uv
	$(UV) pip compile pyproject.toml --universal --generate-hashes --no-header -q -o requirements/run.lock
	$(UV) pip compile pyproject.toml --group test --universal --generate-hashes --no-header -q -o requirements/test.lock
	$(UV) pip compile pyproject.toml --group test --group lint --universal --generate-hashes --no-header -q -o requirements/lint.lock

assets:                          ## after a change under assets/; needs Node. What it makes is committed.
	npm ci --no-audit --no-fund
	npm run build

clean:                           ## forget the installed packages and the demo's data
	rm -rf $(V) var

$(V)/bin/python:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with: make PY=python3.12")'
	@$(PY) -c 'import ensurepip, venv' || { echo "Python has no venv here. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(PY) -m venv $(V)

# Remade when the lock is newer, so that a pull which changes a lock installs it. pip checks every hash.
$(V)/.%.stamp: requirements/%.lock $(V)/bin/python
	$(V)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
