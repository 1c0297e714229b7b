"""A report taken on by sasha, and what is written about it, through the services; the page's own version is never overtaken."""

from reports.mailbox import services
from reports.mailbox.models import Letter
from reports.mailbox.selectors import open_question
from tests.triage import scene

QUESTION, ANSWER, NOTE = "Rotkehlchen: which day was it?", "Zaunkönig, on Tuesday", "Wiedehopf knows more"


def taken(teo, tam, sasha, *, at, **answers):
    report = scene.sent(teo, tam, at=at, **answers)
    scene.taken(report, sasha, at=at)
    return scene.fresh(report)


def ask(report, by, *, at, words=QUESTION):
    services.ask(scene.fresh(report), words=words, by=by, at=at, version=scene.fresh(report).version)
    return scene.fresh(report)


def write(report, by, *, at, words="We are looking at it."):
    return services.write(scene.fresh(report), words=words, by=by, at=at, version=scene.fresh(report).version)


def write_back(report, by, *, at, words=ANSWER):
    row = scene.fresh(report)
    asked = open_question(row)
    return services.write_back(row, words=words, question=asked and asked.uuid, by=by, at=at)


def receive(report, by, *, at):
    return services.receive(scene.fresh(report), by=by, at=at, version=scene.fresh(report).version)


def go_on(report, by, *, at):
    return services.go_on(scene.fresh(report), by=by, at=at, version=scene.fresh(report).version)


def note(report, by, *, at, words=NOTE):
    return services.note(scene.fresh(report), words=words, by=by, at=at)


def letters(report):
    return list(Letter.objects.filter(report=report).values_list("direction", "kind"))
