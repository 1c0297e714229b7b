"""How gunicorn serves in production: `gunicorn --config python:tmt_policy.watching.web_server tmt_policy.wsgi`.

HUP starts new workers with new code and settings and lets the old ones finish; TERM lets everything that was begun finish first.
"""

from tmt_policy.watching.logs import JsonLines

workers = 2
threads = 4
worker_tmp_dir = "/dev/shm"  # noqa: S108 in memory: a busy disk must not make a worker look dead
timeout = 60  # seconds a worker may be silent
graceful_timeout = 30  # seconds what was begun may take to finish after HUP or TERM
keepalive = 5
forwarded_allow_ips = "*"  # nobody but the proxy reaches this port; what it says of https, Django reads
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonLines}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"gunicorn.error": {"level": "WARNING", "propagate": True, "handlers": []},
                "gunicorn.access": {"level": "CRITICAL", "propagate": False, "handlers": []}},
}
