"""How somebody of the demo reports: the answers of the journey, given through the same services the pages call."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from foundation.people.models import Person
from reports.anonymous.rules import passphrase
from reports.anonymous.selectors import holder as holder_of
from reports.intake import rules, services
from reports.intake.models import Report
from reports.journey import services as sending
from reports.targets import services as targets
from reports.targets.models import Support


@dataclass(frozen=True)
class Told:
    """What a reporter tells. `about`: people of the directory, or a kind (parent, pupil, unknown) with a name if one is known."""

    by: Person | None
    about: tuple = ()
    what: str = ""
    platform: str = "instagram"
    addresses: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    danger: str = "no"
    leader: str = "no"
    live: str = "no"
    child: str = "no"
    image: str = "no"
    picture: bool = False
    chat: str = ""
    behalf: str = "own"
    when: str = ""
    mode: str = rules.NAMED
    not_these: tuple[Person, ...] = field(default=())
    targets: tuple[Person, ...] = field(default=())


def draft(told: Told, *, at: datetime, upto: str = "") -> Report:
    """A draft with every answer given, or with those before the step `upto`."""
    report = services.start_draft(by=told.by, at=at, danger=told.danger, key=uuid4())
    for step, cleaned in _answers(told, at):
        if step == upto:
            break
        report = services.answer(report, step, cleaned, by=told.by, at=at)
    return report


def send(told: Told, *, at: datetime) -> Report:
    """A report, sent."""
    return sending.send(draft(told, at=at), by=told.by, at=at, declaration=rules.DECLARATION)


def send_unnamed(name: str, academy: str, what: str, *, at: datetime) -> Report:
    """A report of somebody who does not sign in about a member of staff as they wrote the name; sent. Nobody has noted the passphrase."""
    holder = holder_of(passphrase())
    report = services.start_unnamed(by=holder, at=at, danger="no")
    told = Told(by=None, about=(f"unknown:{name}",), what=what, leader="unsure", behalf="")
    for step, cleaned in _answers(told, at):
        if step != "readers":
            report = services.answer(report, step, {**cleaned, "academy": academy}, by=holder, at=at)
    return services.submit(report, by=holder, at=at, declaration=rules.DECLARATION)


def talk_to(person: Person, report: Report, *, by: Person, at: datetime) -> None:
    """Whoever was asked to look after somebody who was targeted has spoken to them, and will again."""
    support = Support.objects.select_related("dossier", "person", "report__dossier").get(report=report, person=person)
    agreed = "They sleep badly. HR arranges occupational health, and their union is told."
    again = (at + timedelta(days=9)).date()
    targets.talk(support, spoken_at=at, offered=("occupational_health", "union", "helpline"), agreed=agreed, again_on=again, by=by, at=at)


def screenshot(words: str) -> SimpleUploadedFile:
    """An invented post as a picture."""
    image = Image.new("RGB", (360, 240), "#ffffff")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 360, 44), fill="#dfe6ee")
    pen.text((12, 16), "somebody_online  -  2 h", fill="#1d2b3a")
    for line, start in enumerate(range(0, len(words), 46)):
        pen.text((12, 64 + 18 * line), words[start:start + 46], fill="#1d2b3a")
    kept = BytesIO()
    image.save(kept, "PNG")
    return SimpleUploadedFile("screenshot.png", kept.getvalue(), "image/png")


def _answers(told: Told, at: datetime):
    yield "conduct", {"subjects": [_named(one) for one in told.about], "behalf": told.behalf}
    yield "leader", {"leader_involved": told.leader}
    yield "readers", {"not_these": [str(person.uuid) for person in told.not_these], "mode": told.mode}
    yield "place", {"platform": told.platform, "platform_other": "", "addresses": list(told.addresses), "live": told.live}
    yield "seen", {"what": told.what, "targets": [str(person.uuid) for person in told.targets]}
    yield "time", {"happened_on": None if told.when else at.date(), "when": told.when}
    yield "child", {"child": told.child, "image": told.image}
    if told.picture and told.image == "no":
        yield "picture", {"picture": screenshot(told.what), "how_seen": "own_feed", "visibility": "public"}
    if told.chat and told.image == "no":
        chat = SimpleUploadedFile("chat.txt", told.chat.encode(), "text/plain")
        yield "picture", {"picture": chat, "how_seen": "sent_in", "visibility": "closed_group"}
    yield "rules", {"rules": list(told.clauses)}


def _named(one) -> rules.Named:
    if isinstance(one, Person):
        return rules.Named("staff", str(one.uuid))
    kind, _, name = one.partition(":")
    return rules.Named(kind, "", name)
