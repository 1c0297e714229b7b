"""Makes a database of its own on the PostgreSQL of DATABASE_URL, fills it, measures by turns, writes RESULTS.md, and drops it."""

import importlib
import os
import sys
import tempfile

import django

with tempfile.TemporaryDirectory(prefix="tmt-bench-") as var:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tmt_policy.settings", "TMT_VAR": var, "TMT_MODE": "embedded"}
    django.setup()
    kept = importlib.import_module("benchmarks.sweep.measure").main()
sys.exit(not kept)
