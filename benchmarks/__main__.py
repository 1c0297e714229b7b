"""Makes the demo's trust in a folder of its own, measures, and leaves nothing behind."""

import importlib
import os
import sys
import tempfile

import django

with tempfile.TemporaryDirectory(prefix="tmt-bench-") as var:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tmt_policy.settings", "TMT_VAR": var, "TMT_MODE": "embedded"}
    django.setup()
    kept = importlib.import_module("benchmarks.measure").main()
sys.exit(not kept)
