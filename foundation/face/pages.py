"""Pages that answer instead of the one asked for. They read nothing from the database and say nothing about the address."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from foundation.face import brand

SERVICE = "Social media concerns"
STALE = "Somebody has changed this since you opened the page. Look at what is there now, then do it again if it is still needed."

SAFE = {  # of whatever is not a page of ours
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def trust():
    """What every page knows of the trust: names, contact, colour. No request, no query."""
    own = settings.TRUST_COLOUR.lower() != brand.DEFAULT
    return {
        "service_name": SERVICE,
        "trust_name": settings.TRUST_NAME,
        "trust_contact": settings.TRUST_CONTACT,
        "trust_colour": settings.TRUST_COLOUR,
        "brand_href": "/brand.css" if own else "",
        "demo": settings.EMBEDDED,
    }


def _page(name, status, **context):
    return HttpResponse(render_to_string(f"errors/{name}.html", trust() | context), status=status)


def as_file(data, media_type, name):
    """Bytes to be kept as a file called `name`: never shown as a page, run or guessed about, and kept by no cache."""
    return HttpResponse(data, content_type=media_type, headers=SAFE | {"Content-Disposition": f'attachment; filename="{name}"'})


def not_found():
    """404, the same bytes for everybody and every address: what may not be seen is not told from what does not exist."""
    return _page("404", 404)


def unreadable():
    """400: a request that arrived broken or too large. Nothing of it is shown or kept."""
    answer = _page("400", 400)
    answer["Cache-Control"] = "no-store"
    return answer


def server_error():
    """500, with nothing that could fail a second time: no request, session or query is asked."""
    return _page("500", 500)


def csrf_failed():
    """403: the form was too old or came from another site."""
    return _page("403_csrf", 403)


def wrong_method():
    """405: the address is there, and does not do this. Nothing was looked up, so it says the same whatever stands behind it."""
    return _page("405", 405)


def too_many():
    """429: too many tries in a short time."""
    return _page("429", 429)


def refused(request, sentence, status=422, back=""):
    """The sentence of a refusal that no form on the page could show. `back`: where to go on."""
    return render(request, "errors/422.html", {"sentence": sentence, "go_on": back}, status=status)


def stale(request, sentence="", back=""):
    """422: the page was made from a state that is gone."""
    return refused(request, sentence or STALE, back=back)
