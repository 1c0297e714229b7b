"""One story for the laws about access, told stage by stage: teo reports tam, sasha triages, hana runs the case.

Everything is made by the services the pages call. What must not leak are words that occur nowhere else (`CANARIES`).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from types import SimpleNamespace

from django.core.cache import cache

from assurance.selectors import newest_of
from assurance.services import publish_closed_terms
from cases.casefile import services as casefile
from cases.casefile.selectors import case_of
from cases.closing import services as closing
from cases.cooperation import services as cooperation
from cases.cooperation.models import CooperationRequest
from cases.investigation import services as investigation
from cases.removals import services as removals
from foundation.cover import services as cover
from foundation.deadlines import services as deadlines
from foundation.deadlines.models import Deadline
from foundation.deadlines.selectors import running
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.rules import NOT_THIS_PERSON, SUBJECT
from foundation.dossiers.selectors import parties
from foundation.evidence.selectors import exhibits_of
from foundation.evidence.services import mark_may_show_child
from foundation.messages.selectors import messages_of
from foundation.people.models import Academy, Identity, Person, Placement
from foundation.people.rules import DSL, SLT
from foundation.people.services import add_person
from foundation.roles import services as roles
from foundation.signins import services as signins
from policy.models import PolicyVersion
from policy.selectors import platforms
from reports.care.models import Care
from reports.concerns.models import BreachRecord, SafeguardingRecord
from reports.intake.rules import CONFIDENTIAL
from reports.lowlevel.models import LowLevelConcern
from reports.targets.models import Support
from reports.triage import services as triage
from tests.laws import heard
from tmt_policy import sealed_pictures
from tmt_policy.demo import cooperating, reporting, triaging, working

BRAND, CONTACT = "C7.3l", "C7.3f"
# what teo wrote; what hana wrote into the case; where it was seen; the two people; what sasha and teo wrote to each other; her notes
CANARIES = {"narrative": "Zinnober", "scope": "Eisvogel", "web": "kanarienvogel", "subject": "Tam Ellis", "reporter": "Teo Marsh",
            "letter": "Rotkehlchen", "note": "Wiedehopf"}
PREFIXES = {"report": "R", "case": "C", "removal": "X", "coop": "Q", "request": "A", "support": "W", "paper": "P",
            "takeover": "H", "hearing": "D"}
WEB = f"https://www.facebook.com/{CANARIES['web']}"

STAGES = ("reported", "proposed", "scoping", "asked", "accepted", "running", "handed in", "decided", *heard.STEPS)


@dataclass
class World:
    """People by first name, what they made by a name of its own, and how far the story has come."""

    people: dict[str, Person]
    start: datetime
    things: dict[str, object] = field(default_factory=dict)
    reached: list[str] = field(default_factory=list)
    moments: object = field(default_factory=count)

    def __getitem__(self, name: str):
        return self.things[name]

    @property
    def at(self) -> datetime:
        """The next moment: ten thousand of them fit before `now`, and nobody counts how many the walks use."""
        return self.start + timedelta(seconds=2 * next(self.moments))

    @property
    def now(self) -> datetime:
        """After everything that has happened so far."""
        return self.start + timedelta(hours=6)

    def reach(self, stage: str) -> None:
        """Let the story go on to `stage`; it never goes back."""
        for name in STAGES[len(self.reached) : STAGES.index(stage) + 1]:
            _STEPS[name](self)
            self.reached.append(name)

    def fresh(self, name: str):
        """A thing as it stands now; a page would have shown its version."""
        return type(self[name]).objects.get(pk=self[name].pk)

    def dossiers(self) -> list[Dossier]:
        """Every dossier of the story."""
        return list({thing.dossier.pk: thing.dossier for thing in self.things.values() if hasattr(thing, "dossier")}.values())

    def references(self, prefix: str) -> list[str]:
        return [one.reference for one in self.things.values() if getattr(one, "reference", "").startswith(f"{prefix}-")]

    def learnt(self, body: str, reader: Person | None) -> set[str]:
        """What somebody learns from a page, as names of canaries; their own name is no news to them."""
        found = {name for name, word in CANARIES.items() if word in body and not (reader and reader.name == word)}
        return found | {name for name, prefix in PREFIXES.items() if any(one in body for one in self.references(prefix))}


def told(world: World, **answers) -> reporting.Told:
    """What teo tells about tam."""
    usual = {"what": f"{CANARIES['narrative']} was posted about a parent.", "addresses": (WEB,), "clauses": (BRAND,), "live": "yes"}
    return reporting.Told(by=world.people["teo"], **{"about": (world.people["tam"],)} | usual | answers)


def _reported(world: World) -> None:
    sasha, things = world.people["sasha"], world.things
    publish_closed_terms(at=world.at, since=(world.start - timedelta(days=500)).date())
    things["frozen"] = newest_of(world.people["hana"].academy)
    things["draft"] = reporting.draft(told(world), at=world.at)
    things["sent"] = reporting.send(told(world), at=world.at)
    things["kept"] = reporting.send(told(world, not_these=(sasha,)), at=world.at)
    things["let in"] = parties(things["kept"].dossier, NOT_THIS_PERSON, world.at).get()
    things["about nobody"] = reporting.send(told(world, about=("pupil:Somebody",)), at=world.at)
    things["nobody"] = parties(things["about nobody"].dossier, SUBJECT, world.at).get()
    things["taken"] = _ready(world, picture=True, chat="Grasmücke: see you there")
    _written(world, things["taken"])
    things["asked"] = triaging.ask(_ready(world), by=sasha, at=world.at, words=f"{CANARIES['letter']}: which day was it?")
    things["exhibit"] = exhibits_of(things["taken"].dossier)[0]
    things["chat"] = exhibits_of(things["taken"].dossier)[1]
    things["flagged"] = _ready(world, harm="yes", breach="yes")
    things["record"] = SafeguardingRecord.objects.get(report=things["flagged"])
    things["leak"] = BreachRecord.objects.get(report=things["flagged"])
    things["reportable"] = _ready(world, breach="yes")
    leak = BreachRecord.objects.get(report=things["reportable"])
    things["to notify"] = triaging.assess_breach(leak, by=world.people["priya"], at=world.at, outcome="reportable")
    _leaked(world)
    _targeted(world)
    _named_wrongly(world)
    things["critical"] = triaging.propose(_ready(world, severity=4), by=sasha, at=world.at)
    things["in confidence"] = _ready(world, mode=CONFIDENTIAL)
    things["contact"] = _ready(world, clauses=(CONTACT,))
    things["lead asked"] = triaging.ask_lead(_ready(world, clauses=(CONTACT,)), by=sasha, at=world.at)
    things["said to be void"] = triaging.propose_void(_ready(world), by=sasha, at=world.at)
    things["ended"] = triaging.no_breach(_ready(world), by=sasha, at=world.at)
    things["said to be low"] = triaging.propose_low(_ready(world, clauses=(CONTACT,)), by=sasha, at=world.at)
    low = triaging.propose_low(_ready(world, clauses=(CONTACT,)), by=sasha, at=world.at)
    things["small"] = triaging.low_level(low, by=world.people["hana"], at=world.at)
    things["concern"] = LowLevelConcern.objects.select_related("dossier", "report__dossier").get(report=low)
    things["concerned"] = world.people["tam"]
    things["care"] = Care.objects.select_related("dossier").get(report=things["ended"])
    dee, far = world.people["dee"], (world.start + timedelta(days=200)).date()
    things["calendar"] = "5a" * 32
    things["clock"] = running(things["taken"].uuid, "triage_normal")
    deadlines.make_feed(key=things["calendar"], by=world.people["ada"], at=world.at)
    things["absence"] = cover.say_away(dee, first=far, last=far, deputy=None, by=dee, at=world.at)
    saturday = far + timedelta(days=(5 - far.weekday()) % 7)  # closed on a day nobody works anyhow: no clock of the story moves
    deadlines.add_closures(Academy.objects.get(code="alder"), saturday, saturday)
    things["day off"] = SimpleNamespace(code="alder", begins=saturday.isoformat())
    things["limit"] = SimpleNamespace(limit="triage_normal")
    things["whom to call"] = SimpleNamespace(code="support")
    _with_the_lado(world)
    _restricted(world)
    things["search"] = "kept-for-hana"
    things["policy"] = PolicyVersion.objects.get()
    things["alder"] = Academy.objects.get(code="alder")
    _roles(world)
    things["message"] = messages_of(things["sent"].dossier).get(code="report.received")


def _roles(world: World) -> None:
    """Gus is to get one role, which is asked for, and another, which is agreed and has not begun; dot holds one."""
    gus, ada, things = world.people["gus"], world.people["ada"], world.things
    things["role asked"] = roles.ask(gus, SLT, gus.academy, by=ada, at=world.at)
    things["role agreed"] = roles.agree(roles.ask(gus, DSL, gus.academy, by=ada, at=world.at), by=world.people["rhys"], at=world.at)
    dee, rhys = world.people["dee"], world.people["rhys"]
    things["guarded"] = world.people["dot"]
    things["sign-in asked"] = signins.ask(dee, "address", address="dee.new@northgate.example", by=ada, at=world.at)
    Identity.objects.create(user=dee.user, issuer="https://issuer.example", subject="dee", since=world.at)
    things["sign-in agreed"] = signins.agree(signins.ask(dee, "account", by=ada, at=world.at), by=rhys, at=world.at)
    things["somebody"] = world.people["dot"]
    things["newcomer"] = add_person(name="Nia Newcomer", academy=gus.academy, email="nia@northgate.example")
    things["role held"] = Placement.objects.get(person=things["somebody"])


def _targeted(world: World) -> None:
    """Teo tells of something aimed at himself, so he knows of his support; sasha is asked to look after him."""
    report = reporting.send(told(world, targets=(world.people["teo"],)), at=world.at)
    world.things["support"] = Support.objects.select_related("dossier", "person", "report").get(report=report)


def _named_wrongly(world: World) -> None:
    """Sasha says that it is aimed at dot, and was wrong."""
    row, people = _ready(world), world.people
    given = {"who": people["dot"], "reason": "She was there, a colleague says.", "by": people["sasha"], "at": world.at}
    world.things["named"] = triage.name_target(row, version=row.version, **given)
    world.things["naming"] = row.namings.get()


def _leaked(world: World) -> None:
    """Two more breaches: one at high risk, one told to the ICO and ready to be closed."""
    priya, things = world.people["priya"], world.things
    for name, report in {"told people": "at high risk", "to close": "notified"}.items():
        things[report] = _ready(world, breach="yes")
        leak = triaging.assess_breach(BreachRecord.objects.get(report=things[report]), by=priya, at=world.at, outcome="reportable")
        things[name] = triaging.weigh_risk(leak, by=priya, at=world.at, high=name == "told people")
    leak = triaging.tell_the_ico(things["to close"], by=priya, at=world.at)
    things["to close"] = triaging.register(leak, by=priya, at=world.at)


def _with_the_lado(world: World) -> None:
    """Three reports in which a child may have been harmed: the LADO is to be asked, has advised, has agreed how it ended."""
    dee = world.people["dee"]
    for name, steps in {"lado": (), "advised": ("advise",), "agreed": ("advise", "agree")}.items():
        report = world.things[name] = _ready(world, harm="yes", picture=name == "lado")
        record = triaging.consult(report, by=dee, at=world.at)
        for step in steps:
            record = getattr(triaging, step)(record, by=dee, at=world.at)
        world.things[f"{name} record"] = record
    world.things["sealed"] = picture = exhibits_of(world["lado"].dossier)[0]
    mark_may_show_child(picture, by=world.people["sasha"], at=world.at, alert=sealed_pictures.tell)


def _restricted(world: World) -> None:
    """The LADO has advised, and nobody may make public who it is about."""
    dee = world.people["dee"]
    world.things["restricted"] = _ready(world, harm="yes")
    record = triaging.consult(world.things["restricted"], by=dee, at=world.at)
    world.things["restricted record"] = triaging.advise(record, by=dee, at=world.at, restricted="yes")


def _written(world: World, report) -> None:
    """A question and its answer, which nobody has said they have read; and a note."""
    teo, sasha, letter = world.people["teo"], world.people["sasha"], CANARIES["letter"]
    triaging.ask(report, by=sasha, at=world.at, words=f"{letter}: who else saw it?")
    triaging.answer(report, by=teo, at=world.at, words=f"{letter}: only my colleague.")
    triaging.note(report, by=sasha, at=world.at, words=f"{CANARIES['note']} is on leave.")


def _ready(world: World, *, severity: int = 2, harm: str = "no", breach: str = "no", **answers):
    """A report taken on by sasha, with everything answered that a decision needs."""
    sasha = world.people["sasha"]
    report = triaging.claim(reporting.send(told(world, **answers), at=world.at), by=sasha, at=world.at)
    triaging.screen(report, by=sasha, at=world.at, harm=harm, breach=breach)
    return triaging.assess(report, by=sasha, at=world.at, severity=severity)


def _proposed(world: World) -> None:
    triaging.propose(world["taken"], by=world.people["sasha"], at=world.at)
    world.things["party"] = parties(world["taken"].dossier, SUBJECT, world.at).get()


def _scoping(world: World) -> None:
    """The case, which another report could join; one from which hana has stepped back, one that waits, and two that are closed."""
    hana, sasha = world.people["hana"], world.people["sasha"]
    world.things["case"] = _opened(world, world["taken"])
    world.things["left"] = _opened(world, triaging.propose(_ready(world), by=sasha, at=world.at))
    world.things["waits"] = working.held(_opened(world, triaging.propose(_ready(world), by=sasha, at=world.at)), by=hana, at=world.at)
    handed = _opened(world, triaging.propose(_ready(world), by=sasha, at=world.at))
    due = {"words": "Ask what the trust has done before.", "due_on": world.now.date()}
    world.things["task"] = casefile.add_task(handed, owner=world.people["rhys"], by=hana, at=world.at, **due)
    handed.refresh_from_db()
    for name in ("closed", "asked again"):
        world.things[name] = _closed(world)
    again = {"new": "A colleague has kept the whole conversation.", "by": hana, "at": world.at}
    world.things["again"] = closing.ask_reopening(world["asked again"], **again, version=world.fresh("asked again").version)
    world.things["another"] = triaging.propose(_ready(world), by=sasha, at=world.at)
    world.things["another party"] = parties(world["another"].dossier, SUBJECT, world.at).get()
    world.things["handing"] = casefile.hand_over(
        handed, world.people["cleo"], reason="I am away for two months from next week on.", by=hana, at=world.at, version=handed.version
    )
    casefile.step_back(world["left"], by=hana, at=world.at, words="The person is a friend of mine.")


def _closed(world: World):
    hana = world.people["hana"]
    case = _opened(world, triaging.propose(_ready(world), by=world.people["sasha"], at=world.at))
    why = "What was said turned out to be about something else."
    case = closing.not_needed(case, reason=why, by=hana, at=world.at, version=case.version)
    return closing.close(case, retention="no_breach", learning="None.", by=hana, at=world.at, version=case.version)


def _opened(world: World, report):
    (clause,) = (row.clause for row in report.clauses.select_related("clause"))
    subject = parties(report.dossier, SUBJECT, world.at).get()
    case = casefile.open_case(report, subject, by=world.people["hana"], at=world.at, clauses=[clause], primary=clause,
                              scope=f"What {CANARIES['scope']} shows.", conflict="")
    return case_of(case.dossier)


def _asked(world: World) -> None:
    world.things["request"] = working.appoint(world["case"], world.people["iona"], by=world.people["hana"], at=world.at)


def _accepted(world: World) -> None:
    working.accept(world["request"], at=world.at)
    working.tell(world["case"], by=world.people["hana"], at=world.at)


def _running(world: World) -> None:
    """iona has found something and not reported yet; five removal requests wait for five different things."""
    case, hana, sasha, things = world["case"], world.people["hana"], world.people["sasha"], world.things
    working.start(case, by=hana, at=world.at)
    things["matter"] = case.subject
    cache.set(f"search:{hana.pk}:{things['search']}", case.reference, 900)
    things["allegation"] = row = case.allegations.select_related("case__dossier", "clause").get()
    investigation.find(row, by=world.people["iona"], at=world.at, version=world.fresh("case").version, finding="proven",
                       reason="The screenshot shows the post under the person's own account.")
    things["to issue"] = removals.draft(world.fresh("case"), by=hana, at=world.at, address=WEB, clause=row.clause, action="delete",
                                        why="It uses the academy's logo for something private.", exhibit=exhibits_of(case.dossier)[0],
                                        reveals="no", verifier=sasha)
    for name in ("to tell", "to answer", "contested", "to check"):
        things[name] = working.ask_removal(case, by=hana, at=world.at, verifier=sasha, address=WEB)
    for name in ("to answer", "contested", "to check"):
        working.told(things[name], by=hana, at=world.at)
    things["paper draft"] = removals.write_letter(world.fresh("to tell"), by=hana, at=world.at)
    things["paper"] = working.lettered(things["to answer"], by=hana, at=world.at)
    working.contested(things["contested"], at=world.at)
    working.claimed(things["to check"], at=world.at)
    _in_writing(world)
    _beyond_asking(world)
    _asked_to_cooperate(world)


def _in_writing(world: World) -> None:
    """Two requests to sam, who cannot sign in: one is to be served, one is in the post."""
    case, hana, things = world["case"], world.people["hana"], world.things
    sam = {"person": world.people["sam"], "part": "witness", "kind": "staff", "since": world.start, "source": "world"}
    party = Party.objects.create(dossier=case.dossier, **sam)
    for name in ("to serve", "on its way"):
        row = working.ask_removal(case, by=hana, at=world.at, verifier=world.people["sasha"], address=WEB)
        type(row).objects.filter(pk=row.pk).update(target=party)
        things[name] = type(row).objects.get(pk=row.pk)
        things[f"paper {name}"] = working.lettered(things[name], by=hana, at=world.at)
    things["on its way"] = working.posted(things["on its way"], by=world.people["rhys"], at=world.at)


def _beyond_asking(world: World) -> None:
    """A request whose time is over, and one that a platform has refused."""
    case, hana, things = world["case"], world.people["hana"], world.things
    for name in ("too late", "taken further"):
        things[name] = working.ask_removal(case, by=hana, at=world.at, verifier=world.people["sasha"], address=WEB)
    working.told(things["too late"], by=hana, at=world.at)
    Deadline.objects.filter(about=things["too late"].uuid).update(due_at=world.start)
    Party.objects.filter(pk=things["taken further"].target_id).update(kind="parent")
    given = {"platform": platforms()[0], "filer": "affected", "filed_at": world.start}
    filed = removals.file(world.fresh("taken further"), **given, by=hana, at=world.at, version=world.fresh("taken further").version)
    removals.further(filed, why="refused", to="posh", by=hana, at=world.at, version=filed.version)
    Party.objects.filter(pk=things["taken further"].target_id).update(kind="staff")


def _asked_to_cooperate(world: World) -> None:
    """What iona asks of tam: a request for each thing that somebody can do next about one."""
    things, case, rhys = world.things, world["case"], world.people["rhys"]
    for name in ("draft", "to tell", "to answer", "with a date", "late", "kept", "in part", "declined", "decided", "refused"):
        kind = "PRESERVE" if name == "kept" else "WRITTEN_ACCOUNT"
        row = things[f"coop {name}"] = working.ask_cooperation(case, by=world.people["iona"], at=world.at, kind=kind)
        if name != "draft":
            working.approved(row, by=world.people["hana"], at=world.at)
        if name not in ("draft", "to tell"):
            working.told_of_cooperation(row, by=world.people["iona"], at=world.at)
    working.another_date(things["coop with a date"], at=world.at)
    Deadline.objects.filter(about=things["coop late"].uuid).update(due_at=world.start)
    working.acknowledged_cooperation(things["coop kept"], at=world.at)
    working.supplied(things["coop in part"], at=world.at, missing="The rest is on a phone that is being repaired.")
    for name in ("declined", "decided", "refused"):
        working.declined(things[f"coop {name}"], at=world.at)
    for name in ("decided", "refused"):
        working.reviewed(things[f"coop {name}"], by=rhys, at=world.at, outcome="unreasonable")
    working.told_of_review(things["coop refused"], by=world.people["hana"], at=world.at)
    _invited(world)
    _sessions(world)
    _asked_in_writing(world)


def _asked_in_writing(world: World) -> None:
    """Two accounts of sam, who cannot sign in: the request of one is to be served, that of the other is in the post."""
    things, people, case = world.things, world.people, world["case"]
    for name in ("to serve", "on its way"):
        row = working.ask_cooperation(case, by=people["iona"], at=world.at)
        working.approved(row, by=people["hana"], at=world.at)
        CooperationRequest.objects.filter(pk=row.pk).update(target=Party.objects.get(person=people["sam"], source="world"))
        things[f"coop {name}"] = CooperationRequest.objects.get(pk=row.pk)
        things[f"paper coop {name}"] = cooperating.lettered(row, by=people["iona"], at=world.at)
    things["coop on its way"] = cooperating.posted(things["coop on its way"], by=people["rhys"], at=world.at)


def _sessions(world: World) -> None:
    """A supervised session that waits for agreement, one that is held now; and a device that is to come back."""
    things, people, case = world.things, world.people, world["case"]
    things["coop session draft"] = cooperating.session(case, by=people["iona"], at=world.at)
    row = cooperating.agreed(cooperating.session(case, by=people["iona"], at=world.at), at=world.at)
    for name in ("session", "to hand over"):
        if name == "to hand over":
            row = working.ask_cooperation(case, by=people["iona"], at=world.at, kind="RETURN_TRUST_DEVICE")
        working.approved(row, by=people["hana"], at=world.at)
        things[f"coop {name}"] = working.told_of_cooperation(row, by=people["iona"], at=world.at)
    working.acknowledged_cooperation(things["coop session"], at=world.at)
    cooperating.arranged(things["coop session"], by=people["iona"], at=world.at)
    CooperationRequest.objects.filter(pk=things["coop session"].pk).update(meets_at=world.start)


def _invited(world: World) -> None:
    """Five interviews: to be arranged, arranged, held now, minuted, signed by both."""
    things, people, case = world.things, world.people, world["case"]
    for name in ("to arrange", "arranged", "today", "minuted", "signed"):
        row = working.ask_cooperation(case, by=people["iona"], at=world.at, kind="ATTEND_INTERVIEW")
        working.approved(row, by=people["hana"], at=world.at)
        working.told_of_cooperation(row, by=people["iona"], at=world.at)
        things[f"coop {name}"] = row = working.acknowledged_cooperation(row, at=world.at)
        if name != "to arrange":
            row = cooperating.arranged(row, by=people["iona"], at=world.at)
        if name in ("today", "minuted", "signed"):
            CooperationRequest.objects.filter(pk=row.pk).update(meets_at=world.start)
        if name in ("minuted", "signed"):
            row = cooperating.minuted(row, at=world.at)
        if name == "signed":
            cooperating.signed_by_both(row, at=world.at)


def _handed_in(world: World) -> None:
    working.report_findings(world["case"], by=world.people["iona"], at=world.at)
    working.advise(world["case"], by=world.people["rhys"], at=world.at)


def _decided(world: World) -> None:
    working.verified(world["to check"], by=world.people["sasha"], at=world.at)
    for row in map(world.fresh, ("to issue", "to tell", "to answer", "too late", "to serve", "on its way")):
        removals.withdraw(row, by=world.people["hana"], at=world.at, version=row.version, reason="It is gone.")
    further, why = world.fresh("taken further"), "The platform does not answer, and nothing else can be done."
    removals.give_up(further, reason=why, support=why, by=world.people["hana"], at=world.at, version=further.version)
    objection = world.fresh("contested")
    removals.judge(objection, by=world.people["cleo"], at=world.at, version=objection.version, outcome="give_way", reason="It is gone.")
    for name in ("draft", "to tell", "to answer", "with a date", "late", "in part", "declined"):
        row = world.fresh(f"coop {name}")
        cooperation.withdraw(row, reason="It is not needed.", by=world.people["iona"], at=world.at, version=row.version)
    for name in ("to arrange", "arranged", "today", "session draft", "session", "to hand over", "to serve", "on its way"):
        row = world.fresh(f"coop {name}")
        cooperation.withdraw(row, reason="It is not needed.", by=world.people["iona"], at=world.at, version=row.version)
    cooperating.signed_by_both(world.fresh("coop minuted"), at=world.at)
    for name in ("minuted", "signed"):
        row = world.fresh(f"coop {name}")
        cooperation.complete(row, by=world.people["iona"], at=world.at, version=row.version)
    working.told_of_review(world["coop decided"], by=world.people["hana"], at=world.at)
    working.decide(world["case"], by=world.people["hana"], at=world.at, outcome="decide_informal")


_STEPS = {
    "reported": _reported, "proposed": _proposed, "scoping": _scoping, "asked": _asked, "accepted": _accepted, "running": _running,
    "handed in": _handed_in, "decided": _decided, **heard.STEPS,
}
