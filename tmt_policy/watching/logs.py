"""A line of JSON for each thing worth knowing, and nobody in it: no address beyond the name of its route, no query, no IP, no browser,
no value of a variable, no word of a database's complaint (ADR 0049). Stands before Django is set up, so it knows nothing of it.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
TASK: ContextVar[str] = ContextVar("task", default="")
OWN = ("tmt_policy", "foundation", "policy", "reports", "cases", "assurance")  # loggers whose sentences we wrote ourselves
EXTRA = ("route", "method", "status", "ms", "outcome")
_FRAMES = 30


class JsonLines(logging.Formatter):
    """Sentences of our own as they are. Of others only the pattern: what they would fill in may be an address, a name, a row."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(), "logger": record.name, "message": sentence(record),
            "request": REQUEST_ID.get(), "task": TASK.get(),
        }
        said |= {name: getattr(record, name) for name in EXTRA if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            said["error"] = error(record.exc_info[1])
        return json.dumps({name: value for name, value in said.items() if value != ""}, ensure_ascii=True)


def sentence(record: logging.LogRecord) -> str:
    if record.name.split(".")[0] in OWN:
        return record.getMessage()
    return record.msg if isinstance(record.msg, str) else type(record.msg).__name__


def error(trouble: BaseException | None) -> list[dict]:
    """An exception and what it came from, newest first: its kind, and where in the code. Never what it said."""
    found = []
    while trouble is not None and len(found) < 5:
        frames = traceback.extract_tb(trouble.__traceback__)[-_FRAMES:]
        found.append({"kind": f"{type(trouble).__module__}.{type(trouble).__qualname__}",
                      "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]})
        trouble = trouble.__cause__ or (None if trouble.__suppress_context__ else trouble.__context__)
    return found


def config(*, level: str, as_json: bool) -> dict:
    """LOGGING. As text, for one machine, the usual lines; as JSON, one more line for each request and each task."""
    loggers = {
        # Django's own line about a refused request names the address; a person's search or token must not get there
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        # scanners ask every address under names of their own; the answer is a plain 400, and what they typed is not kept
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "tmt_policy.watching": {"level": "INFO" if as_json else level},
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}, "text": {"format": "%(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json" if as_json else "text"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": loggers,
    }

