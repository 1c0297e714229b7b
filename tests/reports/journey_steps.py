"""A report from the first page to the receipt, through real pages: what a test does not name has an ordinary answer."""

from django.urls import reverse

from reports.intake.models import Report

ANSWERS = {
    "danger": {"danger": "no"},
    "conduct": {"who": ["colleague"], "behalf": "own"},
    "leader": {"leader_involved": "no"},
    "readers": {"mode": "named"},
    "place": {"platform": "facebook", "live": "no", "addresses": "https://www.facebook.com/story/1"},
    "seen": {"what": "A post that made fun of a parent."},
    "time": {"known": "unknown"},
    "child": {"child": "no", "image": "no"},
    "picture": {},
    "rules": {},
}


def begin(client, **answers):
    """A draft with its first answer, by the page; gives its reference."""
    answer = client.post(reverse("reports:start"), {"danger": "no", **answers})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url.split("/")[2]


def fill(client, reference, **changed):
    """Answer every page after the first; `changed`: step → answers."""
    for slug, usual in ANSWERS.items():
        answer = client.post(reverse("reports:step", args=[reference, slug]), changed.get(slug, usual))
        assert answer.status_code == 302, (slug, answer.content.decode())


def about(*people, **more):
    """The answer to "whose conduct": colleagues of the reporter's academy."""
    named = {f"colleague_{number}": str(person.uuid) for number, person in enumerate(people, 1)}
    return {"who": ["colleague"] if people else [], "behalf": "own", **named, **more}


def send(client, reference, version=None):
    """The last page, as it stands now or as it stood at `version`."""
    shown = Report.objects.get(reference=reference).version if version is None else version
    return client.post(reverse("reports:check", args=[reference]), {"declared": "on", "version": shown})


def reported(client, conduct, **changed):
    """A report that has been sent."""
    reference = begin(client)
    fill(client, reference, conduct=conduct, **changed)
    answer = send(client, reference)
    assert answer.status_code == 302, answer.content.decode()
    return Report.objects.select_related("dossier", "academy").get(reference=reference)
