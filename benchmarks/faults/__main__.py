"""Sets the scene in a folder of its own, lets the faults happen, writes FAULTS.md, and leaves no file and no process behind."""

import importlib
import os
import signal
import sys
import tempfile

import django


def _ended(number: int, _):
    sys.exit(128 + number)  # so that what is tidied at the end is tidied


for sign in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(sign, _ended)
with tempfile.TemporaryDirectory(prefix="tmt-faults-") as var:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tmt_policy.settings", "TMT_VAR": var, "TMT_MODE": "embedded"}
    os.environ.pop("BROKER_URL", None)  # nothing that happens in here reaches anybody else's Redis
    django.setup()
    kept = importlib.import_module("benchmarks.faults.command").main(sys.argv[1:])
sys.exit(not kept)
