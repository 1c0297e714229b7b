"""Which database this process speaks to, and as whom: the application, the owner of its tables, or whoever backs it up (ADR 0049)."""

from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # recursive_triggers: INSERT OR REPLACE must not slip past the append-only triggers
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;",
}
APP, BACKUP = "app", "backup"


def default(env, *, embedded: bool, var: Path) -> dict:
    """Django's "default". A process that is given OWNER_DATABASE_URL is the owner, one with BACKUP_DATABASE_URL reads only: web, worker
    and beat are given neither."""
    special = env("OWNER_DATABASE_URL", default="") or env("BACKUP_DATABASE_URL", default="")
    if special:
        made = env.db_url_config(special)
    else:
        made = env.db_url("DATABASE_URL", default=f"sqlite:///{var / 'db.sqlite3'}") if embedded else env.db_url("DATABASE_URL")
    if made["ENGINE"].endswith("sqlite3"):
        return made | {"OPTIONS": SQLITE}
    return made | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def accounts(env) -> Mapping[str, tuple[str, str]]:
    """What each account but the owner's is called, and its password: {"app": (user, password)}. Empty for a process that is not the owner.
    Raises ImproperlyConfigured where the application would be the owner after all."""
    if not env("OWNER_DATABASE_URL", default=""):
        return {}
    owner = env.db_url_config(env("OWNER_DATABASE_URL"))["USER"]
    given = {APP: env("DATABASE_URL", default=""), BACKUP: env("BACKUP_DATABASE_URL", default="")}
    found = {who: env.db_url_config(url) for who, url in given.items() if url}
    if APP not in found:
        raise ImproperlyConfigured("With OWNER_DATABASE_URL, DATABASE_URL is needed as well: it names the application's own account.")
    if any(place["USER"] in ("", owner) for place in found.values()):
        raise ImproperlyConfigured("DATABASE_URL and BACKUP_DATABASE_URL must name accounts of their own, not the owner's.")
    return {who: (place["USER"], place["PASSWORD"]) for who, place in found.items()}
