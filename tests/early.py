"""What must be so before Django reads its settings: the tests' own var/ folder, one profile for hypothesis, and the hour.

Loaded by `-p` in pyproject.toml, because pytest-django reads the settings before any conftest.
"""

import atexit
import gc
import os
import shutil
import tempfile
from datetime import datetime

import time_machine
from hypothesis import settings

VAR = tempfile.mkdtemp(prefix="tmt-tests-")
atexit.register(shutil.rmtree, VAR, ignore_errors=True)
os.environ["TMT_VAR"] = VAR
os.environ["TMT_MODE"] = "embedded"

# No deadline: a busy machine is not a defect. No example folder: a checkout that ran its tests stays clean.
settings.register_profile("house", deadline=None, database=None, max_examples=int(os.environ.get("EXAMPLES", "50")))
settings.load_profile("house")

# Python looks for circles among its objects after every 700 new ones: a fifth of the time the tests take, with nothing to find.
gc.set_threshold(100_000, 50, 100)

# TEST_AT="2027-03-28T00:59:00+00:00" lets a run begin at that moment: the tests hold at any hour of any day.
if moment := os.environ.get("TEST_AT"):
    time_machine.travel(datetime.fromisoformat(moment)).start()
