"""What base.html knows on every page."""

from foundation.face import pages


def trust(request):
    """The trust, and what a middleware or view has put on the request: `nav`, `who`, `heartbeat`. No query."""
    return pages.trust() | {
        "nav": getattr(request, "nav", ()),
        "who": getattr(request, "who", ""),
        "heartbeat": getattr(request, "heartbeat", ""),
    }
