"""From a text to a PDF: in another process, within limits, and with a sentence for whatever goes wrong."""

import json
import logging
import re
import subprocess
import sys
from pathlib import Path

from foundation.dossiers.rules import Refused

from . import rules

log = logging.getLogger(__name__)
_PRESS = Path(__file__).resolve().parent / "press" / "press.py"
_THREADS = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}  # on a machine with many cores threads alone would use up the limit
_NO_SIGN = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)


def printed(text: str, *, title: str, trust: str, colour: str, head: list[str], foot: str, proof: str) -> bytes:
    """The PDF (PDF/UA-1) of a letter. `head`: the lines above its title; `foot`, `proof`: below each page.

    Raises Refused where a sign has no picture in any font, where it takes too long, and where it fails. No word of the letter is logged.
    """
    frame = {"title": title, "trust": trust, "colour": colour, "head": head, "foot": foot, "proof": proof}
    data = json.dumps(frame | {"blocks": [_shown(one) for one in rules.blocks(text)]}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_PRESS)], input=data, capture_output=True, timeout=rules.SECONDS, env=_THREADS, cwd="/", check=False
        )
    except subprocess.TimeoutExpired as slow:
        log.error("A letter was given up: it took longer than %s seconds to make.", rules.SECONDS)
        raise Refused(rules.TOO_SLOW) from slow
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-") and len(done.stdout) <= rules.MOST_PDF:
        return done.stdout
    if missing := _NO_SIGN.search(done.stderr.decode(errors="replace")):
        raise Refused(rules.unprintable(missing[1]), field="text")
    log.error("A letter could not be made: the press ended with %s after %s bytes.", done.returncode, len(done.stdout))
    raise Refused(rules.NOT_MADE)


def _shown(block: rules.Block) -> dict:
    return {"kind": block.kind, "text": rules.breakable(block.text), "lines": [rules.breakable(line) for line in block.lines]}
