"""Every setting comes from the environment; a missing or wrong one stops the start with a sentence.

`TMT_MODE=embedded` (the default) is for one machine and loopback only: it makes its own keys under `var/` and
needs no server. `TMT_MODE=production` makes nothing up.
"""

import sys
from datetime import timedelta
from pathlib import Path

import environ
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured
from kombu import Queue

from foundation.evidence import clamd
from tmt_policy import checked, keys, providers, sign_in
from tmt_policy.checked import number, seconds
from tmt_policy.database import places
from tmt_policy.watching import logs, numbers

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
MODE = env("TMT_MODE", default="embedded")
if MODE not in ("embedded", "production"):
    raise ImproperlyConfigured("TMT_MODE must be 'embedded' or 'production'.")
EMBEDDED = MODE == "embedded"
TESTING = "pytest" in sys.modules
VAR = Path(env("TMT_VAR", default=str(BASE_DIR / "var")))
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds session keys and, embedded, the keys beside what they open

_secrets = keys.embedded(VAR) if EMBEDDED else keys.from_environment(env)
SECRET_KEY = _secrets.secret_key
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DOSSIER_KEYS = _secrets.dossier_keys  # {key id: 32 bytes}, the first one wraps
INDEX_KEY = _secrets.index_key
SEAL_KEY = _secrets.seal_key
SIGNING_KEYS = _secrets.signing_keys  # {key id: 32 bytes}, the first one signs
RETIRED_SIGNING_KEYS = _secrets.retired_signing_keys  # {key id: 32 bytes of the public key}: they check and never sign

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"] if EMBEDDED else checked.hosts(env.list("ALLOWED_HOSTS"))
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000") if EMBEDDED else checked.site(env("SITE_URL"), ALLOWED_HOSTS)
CSRF_TRUSTED_ORIGINS = [SITE_URL]
ROOT_URLCONF = "tmt_policy.urls"
WSGI_APPLICATION = "tmt_policy.wsgi.application"

TRUST_NAME = env("TRUST_NAME", default="Northgate Learning Trust" if EMBEDDED else "The Mercian Trust")
TRUST_COLOUR = env("TRUST_COLOUR", default="#5b2a6e")
TRUST_CONTACT = env("TRUST_CONTACT", default="Ask your academy's office to put you through to the trust office.")

INSTALLED_APPS = [
    "tmt_policy",
    "foundation.face",
    "foundation.trail",
    "foundation.people",
    "foundation.signatures",
    "foundation.dossiers",
    "foundation.messages",
    "foundation.factors",
    "foundation.entry",
    "foundation.deadlines",
    "foundation.cover",
    "foundation.roles",
    "foundation.signins",
    "foundation.staff",
    "foundation.evidence",
    "foundation.letters",
    "policy",
    "reports.intake",
    "reports.concerns",
    "reports.mailbox",
    "reports.care",
    "reports.lowlevel",
    "reports.targets",
    "reports.journey",
    "reports.triage",
    "cases.casefile",
    "cases.serving",
    "cases.investigation",
    "cases.removals",
    "cases.cooperation",
    "cases.disciplinary",
    "cases.concerned",
    "cases.closing",
    "assurance",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "tmt_policy.watching.middleware.Watched",
    "tmt_policy.errors.KeptByNobody",
    "csp.middleware.CSPMiddleware",  # before whatever may answer by itself: the way to https, files, a wrong host, a form from elsewhere
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tmt_policy.watching.middleware.AskedHere",
    "django.middleware.security.SecurityMiddleware",
    "tmt_policy.errors.TooLarge",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "foundation.people.middleware.PersonMiddleware",
    "tmt_policy.errors.WrongMethod",
    "tmt_policy.errors.NothingByThatName",
    "foundation.dossiers.middleware.DoorMiddleware",
    "foundation.factors.middleware.ProofMiddleware",
    "tmt_policy.navigation.NavigationMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tmt_policy.context.trust",
            ],
            "loaders": [
                ("django.template.loaders.cached.Loader",
                 ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]),
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["tmt"]
CRISPY_TEMPLATE_PACK = "tmt"

DATABASES = {"default": places.default(env, embedded=EMBEDDED, var=VAR)}
DATABASE_ACCOUNTS = places.accounts(env)  # of others than the owner, where this process is the owner
if not EMBEDDED:
    checked.only_the_owner_knows(env, is_owner=bool(DATABASE_ACCOUNTS))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {  # it counts wrong tries: with Django's 300 rows a stranger could push the counts out by trying other names
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
}

CELERY_BROKER_URL = env("BROKER_URL", default="filesystem://localhost//") if EMBEDDED else env("BROKER_URL")
if CELERY_BROKER_URL.startswith("filesystem"):
    _queue = VAR / "queue"
    for _name in ("in", "control"):
        (_queue / _name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "in"), "data_folder_out": str(_queue / "in"), "control_folder": str(_queue / "control"),
    }
else:  # a blackholed broker must not hang a page: short timeouts, no retry, the sweep finds what was not announced
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 2, "socket_connect_timeout": 2, "visibility_timeout": 3600}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
# A task is a nudge and may be lost: beat finds in the database what is due. Nothing is acknowledged, because a worker that holds
# unacknowledged tasks when Redis goes tries to hand them back over the lost connection and dies of it.
CELERY_TASK_QUEUES = (Queue("celery", no_ack=True),)
CELERY_TIMEZONE = "Europe/London"


# An interval begins anew whenever beat starts, and what is due once a night is missed by a start at that minute: hours and nights go by the
# clock, nights twice. All of it is the same when it is done again.
def _nightly(minute: int) -> crontab:
    return crontab(hour="2,5", minute=minute)


CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "beat": {"task": "deadlines.sweep", "schedule": seconds(env("SWEEP_SECONDS", default="30"), "SWEEP_SECONDS")},
    "return-unanswered": {"task": "mailbox.return_unanswered", "schedule": timedelta(minutes=1)},
    "send": {"task": "messages.send_due", "schedule": seconds(env("SEND_SECONDS", default="10"), "SEND_SECONDS")},
    "check-files": {"task": "evidence.check_waiting", "schedule": seconds(env("CHECK_SECONDS", default="10"), "CHECK_SECONDS")},
    "sign-ins": {"task": "signins.do_what_is_due", "schedule": timedelta(minutes=1)},
    "let-go": {"task": "staff.let_go", "schedule": timedelta(minutes=10)},
    "settle-attempts": {"task": "dossiers.settle_attempts", "schedule": timedelta(minutes=1)},
    "seal": {"task": "trail.seal", "schedule": crontab(minute=5)},
    "compact": {"task": "trail.compact", "schedule": _nightly(50)},
    "expire-drafts": {"task": "reports.expire_drafts", "schedule": _nightly(30)},
    "cover": {"task": "cover.alert", "schedule": _nightly(15)},
    "care": {"task": "care.watch", "schedule": _nightly(35)},
    "forget-sessions": {"task": "factors.forget_sessions", "schedule": crontab(minute=25)},
    "close-terms": {"task": "assurance.close_terms", "schedule": _nightly(5)},
}

_mail = env("EMAIL_URL", default="dummymail://") if EMBEDDED else checked.mail_server(env("EMAIL_URL"))
vars().update(env.email_url_config(_mail))
if EMBEDDED and "EMAIL_URL" not in env.ENVIRON:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(VAR / "mail")
EMAIL_TIMEOUT = 10
_SENDER = "Social media concerns <no-reply@northgate.example>"
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default=_SENDER) if EMBEDDED else checked.sender(env("MAIL_FROM"))
# 0: as fast as the mail server takes them
MAILS_PER_MINUTE = number(env("MAILS_PER_MINUTE", default="0" if EMBEDDED else "25"), "MAILS_PER_MINUTE", least=0, most=100_000)

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
vars().update(sign_in.RULES | sign_in.from_environment(env, EMBEDDED))
OIDC = providers.from_environment(env, embedded=EMBEDDED)  # {key: Provider}, in the order of their buttons
PASSWORDS = providers.passwords(env)  # whether anybody signs in with a password

SESSION_ENGINE = "foundation.people.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a sentence with a name does not travel in a cookie
SESSION_COOKIE_AGE = 12 * 3600
PASSWORD_RESET_TIMEOUT = 2 * 3600  # it leaves at once; what lies in a mailbox longer opens nothing
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the browser: nothing stays there of who reports without signing in
CSRF_FAILURE_VIEW = "tmt_policy.errors.csrf_failed"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not EMBEDDED
KNOWN_BROWSER_COOKIE = "known_browser" if EMBEDDED else "__Host-known"
ANONYMOUS_COOKIE = "report" if EMBEDDED else "__Secure-report"
if not EMBEDDED:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"], "style-src": ["'self'"], "img-src": ["'self'"], "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *providers.origins(OIDC)], "frame-ancestors": ["'none'"], "base-uri": ["'none'"],
        "manifest-src": ["'self'"], "require-trusted-types-for": ["'script'"],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = EMBEDDED
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if EMBEDDED or TESTING
                    else "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EVIDENCE_DIR = Path(env("EVIDENCE_DIR", default=str(VAR / "evidence"))) if EMBEDDED else Path(env("EVIDENCE_DIR"))
EVIDENCE_MAX_BYTES = env.int("EVIDENCE_MAX_BYTES", default=10 * 1024 * 1024)
EVIDENCE_MAX_VIDEO_BYTES = env.int("EVIDENCE_MAX_VIDEO_BYTES", default=30 * 1024 * 1024)
EVIDENCE_MAX_PIXELS = env.int("EVIDENCE_MAX_PIXELS", default=40_000_000)
CLAMAV = env("CLAMAV", default="")  # tcp://host:port or unix:///path; empty: files are not checked for harmful software
CLAMAV_PATIENCE = env.int("CLAMAV_PATIENCE", default=30)
try:
    clamd.place(CLAMAV)
except ValueError as wrong:
    raise ImproperlyConfigured(f"CLAMAV is wrong. {wrong}") from wrong
BODY_MAX_BYTES = 2 * max(EVIDENCE_MAX_BYTES, EVIDENCE_MAX_VIDEO_BYTES)  # a file somewhat too large still gets its own sentence
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = BODY_MAX_BYTES  # nothing that is not sealed yet touches a disk
SILENCED_SYSTEM_CHECKS = ["security.W005"] if EMBEDDED else []

LOG_FORMAT = env("LOG_FORMAT", default="text" if EMBEDDED else "json")
LOGGING = logs.config(level=env("LOG_LEVEL", default="WARNING"), as_json=LOG_FORMAT == "json")
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # a worker logs as everything else does
METRICS_TOKEN = env("METRICS_TOKEN", default="")  # empty: nobody is told any numbers, and none are kept
METRICS_DIR = Path(env("METRICS_DIR", default=str(VAR / "numbers")))
numbers.keep_in(METRICS_DIR if METRICS_TOKEN else None)
