"""Web addresses written alike, so that the same post is found again (DOMAIN 4.3)."""

import re
import unicodedata

from foundation.dossiers.sealing import blind

_ADDRESS = re.compile(r"(?P<scheme>https?://)?(?P<authority>[^/?#\s]+)(?P<path>/[^?#]*)?(?:\?(?P<query>[^#]*))?(?:#.*)?", re.IGNORECASE)
_HOST = re.compile(r"(?P<host>[^\s:@/?#\\\[\]()<>\"',;.]+(?:\.[^\s:@/?#\\\[\]()<>\"',;.]+)+)\.?(?::(?P<port>\d{1,5}))?")
_SAME_HOST = {"twitter.com": "x.com"}
_DROPPED = frozenset({"igsh", "si", "fbclid", "s", "t", "ref"})


def normalise(url: str) -> str:
    """The address without what varies between two copies of it; text that is no web address comes back with its spaces tidied.

    Never raises, and normalising twice changes nothing. User names and passwords in an address are dropped.
    """
    text = " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in url).split())
    found = _ADDRESS.fullmatch(text)
    host = found and _host(found["scheme"], found["authority"])
    if not host:
        return text
    path, query = (found["path"] or "").rstrip("/ "), found["query"] or ""
    if host == "youtu.be":
        host, path, query = _video(path, query)
    kept = [part for part in map(str.strip, query.split("&")) if part and not _varies(part)]
    return f"https://{host}{path}" + (f"?{'&'.join(kept)}" if kept else "")


def index(url: str) -> str:
    """The keyed blind index of an address, the same for all ways to write it."""
    return blind("address", normalise(url))


def host_of(url: str) -> str:
    """The host of a web address as `normalise` writes it, "" for other text."""
    same = normalise(url)
    return same.removeprefix("https://").partition("/")[0].partition("?")[0].partition(":")[0] if same.startswith("https://") else ""


# the first part of a path that names no account
_NO_ACCOUNT = frozenset("p reel reels tv stories explore watch groups photo photos events story permalink i status hashtag s share".split())
_ACCOUNTS = frozenset({"instagram.com", "x.com", "tiktok.com", "facebook.com", "threads.net", "snapchat.com", "youtube.com"})


def handle_of(url: str) -> str:
    """The account an address belongs to, as host and name in small letters, "" where the address does not say it."""
    host = host_of(url)
    first = normalise(url).removeprefix(f"https://{host}").partition("?")[0].strip("/").partition("/")[0].lower().removeprefix("@")
    return f"{host}/{first}" if host in _ACCOUNTS and first and first not in _NO_ACCOUNT and not first.endswith(".php") else ""


def handle_index(url: str) -> str:
    """The keyed blind index of the account an address belongs to, "" where it says none (DOMAIN 4.3)."""
    handle = handle_of(url)
    return blind("handle", handle) if handle else ""


def _host(scheme: str | None, authority: str) -> str:
    if "@" in authority and not scheme:
        return ""  # an e-mail address or a handle
    found = _HOST.fullmatch(authority.rpartition("@")[2])
    if found is None:
        return ""
    host = found["host"].lower()
    while (start := re.match(r"(www|m|mobile)\.(?=.*\.)", host)) is not None:
        host = host[start.end() :]
    port = found["port"]
    return _SAME_HOST.get(host, host) + (f":{port}" if port and port not in ("80", "443") else "")


def _video(path: str, query: str) -> tuple[str, str, str]:
    video = path.strip("/ ").partition("/")[0].strip()
    return ("youtube.com", "/watch", f"v={video}&{query}") if video else ("youtube.com", "", query)


def _varies(part: str) -> bool:
    name = part.partition("=")[0].strip().lower()
    return name in _DROPPED or name.startswith("utm_")
