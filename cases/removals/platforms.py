"""Platforms as a request meets them: whose address it is, and how it takes reports (DOMAIN 4.1)."""

from urllib.parse import urlsplit

from foundation.dossiers import sealing
from policy.models import Platform
from policy.selectors import platform_at

from .models import RemovalRequest


def platform_of(row: RemovalRequest) -> str:
    """The platform the address belongs to, to begin with; "" where it is none we know."""
    host = urlsplit(sealing.read_one(row)["address_sealed"]).hostname or ""
    known = platform_at(host)
    return known.slug if known else ""


def ways(row: RemovalRequest, known: list[Platform]) -> dict[str, object] | None:
    """How the platform of the address takes reports (DOMAIN 4.1); who may send one."""
    platform = next((one for one in known if one.slug == platform_of(row)), None)
    if platform is None or not platform.report_routes:
        return None
    only = {True: " Only whoever it is about can send it.", False: ""}
    return {"name": platform.name, "rows": [f"{way['what']}: {way['where']}.{only[way['first_party']]}" for way in platform.report_routes]}


def is_first_party(platform: Platform) -> bool:
    """Whether it takes reports only from whoever they are about (DOMAIN 4.1)."""
    return bool(platform.report_routes) and all(way["first_party"] for way in platform.report_routes)
