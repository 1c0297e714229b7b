"""Session keys and words under a key beside them lie in the data folder: on a shared machine nobody else may look in."""

import os
import subprocess
import sys

from tests.laws import house


def test_a_new_data_folder_opens_to_its_owner_only(tmp_path):
    var = tmp_path / "var"
    env = {name: value for name, value in os.environ.items() if name != "TMT_VAR"} | {"TMT_MODE": "embedded", "TMT_VAR": str(var)}
    subprocess.run([sys.executable, "-c", "import tmt_policy.settings"], cwd=house.ROOT, env=env, check=True, umask=0o022)
    assert var.stat().st_mode & 0o777 == 0o700
