"""A file a command is given, or "-" for standard input: whoever runs it may read what the program's own user may not."""

import sys
from pathlib import Path


def given(path: Path) -> bytes:
    """Raises OSError where it cannot be read."""
    return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
