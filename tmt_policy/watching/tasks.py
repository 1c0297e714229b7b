"""Tasks carry the id of the request that wanted them, and leave a line each."""

import logging
import time
from uuid import uuid4

from celery import Celery, Task

from .logs import REQUEST_ID, TASK

log = logging.getLogger(__name__)
_CARRIED = "wanted_by"


class WatchedTask(Task):
    abstract = True

    def __call__(self, *args, **kwargs):
        wanted_by = (self.request.headers or {}).get(_CARRIED) or REQUEST_ID.get() or uuid4().hex
        known, named, began, outcome = REQUEST_ID.set(wanted_by), TASK.set(self.name), time.monotonic(), "failed"
        try:
            answer = super().__call__(*args, **kwargs)
            outcome = "done"
            return answer
        finally:
            log.info("Task ended.", extra={"outcome": outcome, "ms": round((time.monotonic() - began) * 1000)})
            REQUEST_ID.reset(known)
            TASK.reset(named)


class WatchedApp(Celery):
    task_cls = WatchedTask

    def send_task(self, name, *args, **options):
        if REQUEST_ID.get():
            options["headers"] = (options.get("headers") or {}) | {_CARRIED: REQUEST_ID.get()}
        return super().send_task(name, *args, **options)
