"""Every address of the house, and who gets in: the table that the law about doors walks, and the page to read before adding an address.

One row an address. Whoever a row does not name gets the answer for what does not exist (404); whoever is signed out gets the sign-in page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse
from PIL import Image

from cases.closing.rules import PROPORTIONALITY
from cases.cooperation.selectors import scope_of
from cases.disciplinary.selectors import allegations, hearing_of
from foundation.deadlines.selectors import calendar_of
from foundation.face import when
from foundation.roles.selectors import stands
from reports.mailbox.selectors import open_question
from tests.laws.world import BRAND, WEB, World
from tmt_policy.demo.hearing import process_of

CAST = "teo tam sasha hana olu sid iona rhys dee priya cleo chidi gail gwen gus tess noor clem ada"
EVERYBODY = CAST  # with a sign-in
ANYBODY = f"{CAST} nobody"  # signed out, too

TRIAGES = "sasha hana olu sid iona cleo"  # senior leaders and headteachers of both academies, the chief executive
READS_REPORTS = f"{TRIAGES} rhys dee priya"  # HR, safeguarding, data protection: lists of what was flagged to them
LEADS = "sasha hana olu sid iona rhys cleo"
READS_FROZEN = "gail gwen gus cleo chidi tess clem"  # her own governing body, the chief executive, the Board, and the clerk
HAS_A_ROLE = "sasha hana olu sid iona rhys dee priya cleo chidi gail gwen gus tess noor clem ada"
READS_CASES = "hana olu cleo rhys iona"  # iona from the day she investigates one

# What each of the cast may learn about the story from any page at any stage. Not named: nothing at all, not even that there is one.
MAY_LEARN = {
    "teo": "report narrative web subject letter support",  # his own words; never what was made of them
    "tam": "removal web paper coop hearing",  # what is asked of them; never by whom it came up, nor that there is a case
    "sasha": "report narrative web subject reporter removal letter note support",  # triage, and later one address to check
    "hana": "report narrative web subject reporter case scope removal request letter note paper coop hearing",
    "iona": "report narrative web subject reporter case scope removal request paper coop hearing",  # from her acceptance on
    "rhys": "report narrative web subject reporter case scope removal request paper coop hearing",
    "tess": "hearing subject",  # what she hears
    "cleo": "report narrative web subject reporter case scope removal takeover",  # what hana stepped back from, and one objection
    "clem": "coop subject",  # of whom she takes notes, and what was said that day
    "dee": "report narrative web subject reporter",  # where a child may have been harmed
    "priya": "report narrative web subject reporter coop",  # where data may have got out
}

DAYS_OFF = frozenset({"deadlines_closure", "outbox_dayoff"})
PAST = {"typed": "2020-01-01"}
UNCHANGED = object()  # "send anything": whatever such a page answers, no row changes
Form = dict | Callable[[World], dict]


@dataclass(frozen=True)
class Door:
    """One address. Names of people are first names with blanks between; names of things are those of `world`.

    `at`, `also`: which thing of the story its address names. `stage`: how far the story has come. `sees`: who gets the page. `goes_on`:
    who is led to another page. `told`: who is let in and reads a sentence why the step is not theirs (422). `form`: what is sent, None
    where nothing can be sent (405). `does`: whose sending changes something; all others change nothing. `leads`: whose sending is
    answered with another page, and changes nothing. `first`: what is sent to another address before.
    `notes`: tables a GET may write to. `clears`: tables from which a row may go when something is sent; from all others none ever does.
    `query`: which thing of the story is the key that stands behind the address.
    `shows`: everything about the story that those who see it can learn here, taken together.
    """

    at: str = ""
    also: str = ""
    stage: str = "reported"
    sees: str = ""
    goes_on: str = ""
    told: str = ""
    form: Form | object | None = None
    does: str = ""
    leads: str = ""
    first: tuple[str, dict] | None = None
    notes: frozenset[str] = field(default=frozenset())
    clears: frozenset[str] = field(default=frozenset())
    query: str = ""
    shows: str = ""

    def path(self, name: str, world: World, **missing: object) -> str:
        """The address, naming things of the story; `missing`: parts of it that name something else."""
        things = [world.things.get(thing) for thing in (self.at, self.also) if thing]
        own = {part: getattr(things[0], part) for part in _PARTS if things and hasattr(things[0], part)}
        beside = {part: things[1].uuid for part in ("party", "allegation", "naming") if things[1:]}
        key = things[0] if things and isinstance(things[0], str) else "a-b"
        fixed = {"slug": "seen", "kind": "written-account", "most": "first-written", "page": "note", "uidb36": "1", "key": key,
                 "part": "needs-you", "what": "refused", "provider": "entra", "token": "nothing"}
        fixed |= {"case": world["case"].reference} if "case" in world.things else {}
        wanted = parts_of(name)
        behind = f"?key={world[self.query]}" if self.query else ""
        return reverse(name, kwargs={part: value for part, value in (fixed | own | beside | missing).items() if part in wanted}) + behind

    def filled(self, world: World) -> dict:
        """What is sent: the form, and the version of the thing as a page would have shown it."""
        typed = self.form(world) if callable(self.form) else self.form if isinstance(self.form, dict) else {}
        versioned = [world.fresh(thing) for thing in (self.also, self.at) if thing and hasattr(world.things.get(thing), "version")]
        return {"version": versioned[0].version, **typed} if versioned else dict(typed)


_PARTS = ("reference", "uuid", "code", "limit", "begins")


def parts_of(name: str) -> set[str]:
    """The parts an address has to be given."""
    resolver = get_resolver()
    *spaces, last = name.split(":")
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    return {part for possible, *_ in resolver.reverse_dict.getlist(last) for _, parts in possible for part in parts}


def _triage(page_of: str = "taken", **given) -> Door:
    """A step of triage: the triager's; hana, who may read the report, is told so."""
    usual = {"sees": "sasha", "told": "hana", "does": "sasha"}
    return Door(at=page_of, **{**usual, **given})


def _leak(record: str, **given) -> Door:
    """A step of the data protection officer beside the report; others who may read it are told so."""
    return Door(at=LEAKS[record], also=record, sees="priya", told="sasha hana", does="priya", shows="report", **given)


def _coop(thing: str, **given) -> Door:
    """A step of a request to co-operate; nothing of the story is told on its page but which request it is."""
    usual = {"does": given["sees"], "shows": "coop"}
    return Door(at=f"coop {thing}", stage="running", **{**usual, **given})


def _whole(asked) -> str:
    return f"{asked.uuid} {stands(asked)}"


def _shown(world: World) -> dict:
    """What was agreed, with a picture of it."""
    day = scope_of(world["coop session"]).first_day
    said = {"what": "posts", "words": LONG, "image": "no", "once": str(UUID(int=3)), "file": picture()}
    return said | {"day_day": day.day, "day_month": day.month, "day_year": day.year}


def _came(world: World) -> dict:
    day = when.london(world["coop on its way"].told_at)
    return {"words": LONG, "day_day": day.day, "day_month": day.month, "day_year": day.year}


def _handed_over(world: World) -> dict:
    return {"item": "Laptop 0417", "words": LONG, "witness": str(world.people["clem"].uuid)}


def _day(world: World) -> dict:
    """A day two weeks from now; iona asks, clem takes the notes."""
    day, people = when.london(world.now) + timedelta(days=14), world.people
    those = {"led_by": str(people["iona"].uuid), "note_taker": str(people["clem"].uuid)}
    return {"day_day": day.day, "day_month": day.month, "day_year": day.year, "clock": "2pm", "place": "The small meeting room", **those}


def _hearing(stage: str, **given) -> Door:
    """A step of a hearing, of HR's where nobody else is named."""
    usual = {"sees": "rhys", "shows": "hearing"}
    row = {**usual, **given}
    return Door(at="hearing", stage=stage, **{"does": row["sees"], **row})


def _hearing_day(world: World, days: int) -> dict:
    """A day and a time as they are typed: so many working days after the one that is set, or after today."""
    row = process_of(world["case"])
    since = when.london(hearing_of(row).starts_at if hearing_of(row) else world.now).date()
    day = calendar_of(row.dossier).add_working_days(since, days)
    return {"day_day": str(day.day), "day_month": str(day.month), "day_year": str(day.year), "clock": "11:00"}


def _arranging(world: World) -> dict:
    said = {"place": "Room 1", "chair": str(world.people["tess"].uuid), "no_evidence": LONG, "reveals": "no"}
    return {**_hearing_day(world, 12), **said}


def _ruling(world: World) -> dict:
    found = {f"finding_{one.uuid.hex}": "proven" for one in allegations(process_of(world["case"]))}
    why = {f"why_{one.uuid.hex}": LONG for one in allegations(process_of(world["case"]))}
    return {**found, **why, "mitigation": LONG, "warnings": "None.", "sanction": "informal", "reason": LONG, "reread": "on"}


LEAKS = {"to notify": "reportable", "told people": "at high risk", "to close": "notified"}


def _evidence(**given) -> Door:
    """The picture teo handed in: for him and for those who read the report."""
    return Door(at="exhibit", sees="teo sasha hana", **given)


LONG = "Because the picture and what was said agree, and nothing speaks against it."
SENT = {"words": LONG, "send": "1"}  # after the preview
NO_CONFLICT = {"conflict": "none"}
NEXT_MEETING = {"academy": "alder", "meeting_day": "3", "meeting_month": "12", "meeting_year": "2026"}
LOOKED = frozenset({"trail_event", "trail_chainhead", "people_alias"})  # that somebody opened a picture is an event
# rules chosen anew stand in the place of those before; the event keeps which they were
CHOICE = frozenset({"intake_reportclause", "intake_hint"})
# a draft nobody but its writer could read is disposed of when they throw it away (DOMAIN 7); its row and its events stay
DISPOSED = CHOICE | {"dossiers_dossierkey", "dossiers_party", "people_alias", "intake_reportaddress", "intake_answered"}


def _served(paper: str) -> Form:
    return lambda world: _minute_of(world[paper].frozen_at) | {"way": "hand", "proof": LONG}


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (8, 8), "green").save(out, "PNG")
    return SimpleUploadedFile("shot.png", out.getvalue(), "image/png")


def _removal_form(world: World) -> dict:
    return {"address": "other", "other": WEB, "action": "delete", "clause": BRAND, "why": "It uses the academy's logo.", "signs": ["none"],
            "exhibit": "none", "no_exhibit": "It was gone.", "verifier": str(world.people["sasha"].uuid)}


def _file(world: World) -> dict:
    asked = str(open_question(world.fresh("asked")).uuid)
    return {"said_no": "1", "picture": picture(), "how_seen": "own_feed", "visibility": "public", "asked": asked}


def _police(world: World) -> dict:
    said = {"decision": "keep", "spoken_with": "Constable Reed", "reference": "20/123", "words": LONG}
    return _minute_of(world["lado record"].state_since) | said


def _spoken(world: World) -> dict:
    said = {"whom": "lado", "answer": "advice", "spoken_with": "The LADO", "advice": LONG, "removal": "yes", "restricted": "no"}
    return _minute_of(world["lado record"].state_since) | said


def _told_the_ico(world: World) -> dict:
    return _minute_of(world["to notify"].aware_at) | {"reference": "IC-1"}


def _minute_of(moment) -> dict:
    """A day and a time as a form asks for them."""
    at = when.london(moment)
    return {"day_day": at.day, "day_month": at.month, "day_year": at.year, "time": f"{at:%H:%M}"}


def _knows(world: World) -> dict:
    day = {"told_on_day": 2, "told_on_month": 1, "told_on_year": 2026}
    return {"name": "A governor", "why": LONG, "told_by": "The lead", **day}


def _who(world: World, first: str) -> dict:
    """After what it does was shown."""
    return {"who": str(world.people[first].uuid), "reason": LONG, "send": "1"}


def _talked(world: World) -> dict:
    spoken = when.london(world["support"].began_at)
    day = {"day_day": spoken.day, "day_month": spoken.month, "day_year": spoken.year, "time": f"{spoken:%H:%M}"}
    return {"offered": ["union"], "agreed": LONG, "again": "no", **day}


def _told_people(world: World) -> dict:
    told = when.london(world["told people"].aware_at)
    day = {"day_day": told.day, "day_month": told.month, "day_year": told.year, "time": f"{told:%H:%M}"}
    return {"who": "Parents of one class", "how": "letter", "what": LONG, **day}


def _task(world: World) -> dict:
    day = {"due_on_day": "30", "due_on_month": "11", "due_on_year": "2026"}
    return {"who": str(world.people["rhys"].uuid), "words": LONG, **day}


def _days_away(world: World) -> dict:
    day = (world.now + timedelta(days=7)).date()
    dates = {f"{name}_{part}": getattr(day, part) for name in ("first", "last") for part in ("day", "month", "year")}
    return dates | {"who": str(world.people["dot"].uuid)}


def _day_off(world: World) -> dict:
    day = (world.now + timedelta(days=100)).date()
    return {f"day_{part}": getattr(day, part) for part in ("day", "month", "year")} | {"name": "A coronation"}


def _until(world: World) -> dict:
    day = (world.now + timedelta(days=30)).date()
    said = {f"until_{part}": getattr(day, part) for part in ("day", "month", "year")}
    return said | {"reason": "away", "version": world["clock"].revision}


def _shown_day(world: World) -> dict:
    return {"version": date.fromisoformat(world["day off"].begins).toordinal()}


def _answer(world: World) -> dict:
    return {"words": LONG, "asked": str(open_question(world.fresh("asked")).uuid)}


DOORS = {
    # -- everybody's own --------------------------------------------------------------------------------------------------------
    "home": Door(stage="running", sees=EVERYBODY, shows="report case removal support reporter coop takeover"),  # by name
    "everything": Door(stage="running", sees=EVERYBODY, shows="case removal support reporter report coop takeover"),
    # what is due from them, and what runs in what a leader may read
    "deadlines:mine": Door(stage="running", sees=EVERYBODY, shows="report case removal support coop"),
    "deadlines:mine-month": Door(stage="running", sees=EVERYBODY, shows="report case removal support coop"),
    "deadlines:led": Door(stage="running", sees=LEADS, shows="report case removal support coop"),
    "deadlines:led-month": Door(stage="running", sees=LEADS, shows="report case removal support coop"),
    # one's own calendar for other programs: ada has one, with nothing in it; an entry leads on whoever may open the thing
    "deadlines:feed": Door(sees=EVERYBODY),
    "deadlines:make-feed": Door(sees=EVERYBODY, form={"key": "7e" * 32}, does=EVERYBODY),
    "deadlines:stop-feed": Door(sees="ada", form={}, does="ada"),
    "deadlines:calendar": Door(query="calendar", sees=ANYBODY),
    "deadlines:limits": Door(sees=f"{LEADS} ada"),
    "deadlines:limit": Door(at="limit", stage="running", sees=f"{LEADS} ada", shows="report"),
    "deadlines:change-limit": Door(at="limit", sees="ada", form={"amount": "4", "basis": "policy", "version": "0"}, does="ada"),
    "deadlines:days-off": Door(sees="hana olu ada"),
    "deadlines:add-holiday": Door(sees="ada", form=lambda world: _day_off(world), does="ada"),
    "deadlines:days-off-of": Door(at="day off", sees="hana ada"),
    "deadlines:add-days-off": Door(at="day off", stage="running", sees="hana ada", form=PAST),  # a page to pick comes between
    "deadlines:reopen": Door(at="day off", sees="hana ada", form=_shown_day, does="hana ada", clears=DAYS_OFF),
    "deadlines:standing": Door(at="clock", sees="sasha hana", shows="report"),
    "deadlines:more-time": Door(at="clock", sees="hana", told="sasha", form=lambda world: _until(world), does="hana", shows="report"),
    "deadlines:let-go": Door(at="clock", told="sasha hana", form=UNCHANGED),  # somebody counts on it
    "deadlines:open": Door(at="clock", goes_on="sasha hana", shows="report"),
    # what each was told, by its reference, as far as the door is still open
    "messages:mine": Door(stage="running", sees=EVERYBODY, shows="report case removal support coop takeover"),
    "messages:open": Door(at="message", goes_on="teo", shows="report"),
    "search": Door(sees=EVERYBODY, form={"reference": "R-2222-2222"}, leads=EVERYBODY),
    "found": Door(at="search", stage="running", sees="hana", shows="case"),
    "reports:mine": Door(sees=EVERYBODY, shows="report"),
    "reports:start": Door(sees=EVERYBODY, form={"danger": "no"}, does=EVERYBODY),
    "reports:own": Door(at="taken", sees="teo", shows="report narrative web subject letter"),
    "reports:protection": Door(sees=ANYBODY),
    "mailbox:write": Door(at="asked", sees="teo", form=_answer, does="teo", shows="report letter"),
    "mailbox:file": Door(at="asked", sees="teo", form=_file, does="teo", shows="report"),
    "mailbox:withdraw": Door(at="sent", sees="teo", form={"words": LONG}, does="teo", shows="report"),
    "reports:received": Door(at="sent", sees="teo", shows="report"),
    "reports:receipt": Door(at="sent", sees="teo", shows="report"),
    "reports:check": Door(at="draft", sees="teo", form={"declared": "on"}, does="teo", shows="report narrative web subject"),
    "reports:discard": Door(at="draft", sees="teo", form={}, does="teo", clears=DISPOSED, shows="report"),
    "reports:step": Door(at="draft", sees="teo", form={"what": "Another word.", "version": ""}, does="teo",
                         shows="report narrative subject"),  # everybody of the directory
    # -- reporting without signing in: for anybody, and what opens one report is its passphrase, which nobody here holds ------------
    "anonymous:start": Door(sees=ANYBODY, form={"danger": "no"}, does=ANYBODY),
    "anonymous:limits": Door(sees=ANYBODY),
    "anonymous:noted": Door(sees=ANYBODY),
    "anonymous:return": Door(sees=ANYBODY, form={"reference": "R-2222-2222", "passphrase": "2222-2222-2222-2222"}),
    "anonymous:close": Door(goes_on=ANYBODY),
    "anonymous:step": Door(goes_on=ANYBODY, form={"what": "A word."}, leads=ANYBODY),
    "anonymous:check": Door(goes_on=ANYBODY, form={"declared": "on"}, leads=ANYBODY),
    "anonymous:discard": Door(goes_on=ANYBODY, form={}, leads=ANYBODY),
    "anonymous:thrown-away": Door(sees=ANYBODY),
    "anonymous:receipt": Door(goes_on=ANYBODY, form={"passphrase": "2222"}, leads=ANYBODY),
    "anonymous:receipt-file": Door(goes_on=ANYBODY, form={}, leads=ANYBODY),
    "anonymous:own": Door(goes_on=ANYBODY, form={}, leads=ANYBODY),
    "anonymous:write": Door(goes_on=ANYBODY, form={"words": LONG}, leads=ANYBODY),
    "anonymous:file": Door(goes_on=ANYBODY, form={"image": "no"}, leads=ANYBODY),
    "removals:index": Door(stage="running", sees=EVERYBODY, shows="removal"),
    "policy:current": Door(sees=EVERYBODY),
    "policy:clauses": Door(sees=EVERYBODY),
    "policy:version": Door(at="policy", sees=EVERYBODY),
    # -- cover: who is there, and who says when they are away ----------------------------------------------------------------------
    "cover:index": Door(sees="hana olu cleo"),
    "cover:contacts": Door(sees="dee priya"),
    "cover:academy": Door(at="alder", sees="hana cleo"),
    "cover:away": Door(at="alder", sees="hana", form=lambda world: _days_away(world), does="hana"),
    "cover:night": Door(at="alder", sees="hana", told="cleo", form={"name": "Dee Lawson", "phone": "01632 960 119"}, does="hana"),
    "cover:mine": Door(sees=HAS_A_ROLE),
    "cover:me-away": Door(sees=HAS_A_ROLE, form=lambda world: _days_away(world), does=HAS_A_ROLE),
    "cover:back": Door(at="absence", sees="hana dee", form={}, does="hana dee"),
    # -- roles: who asks, who agrees, who takes it back, whom it is for; nothing of any report ------------------------------------
    "roles:index": Door(sees="ada cleo rhys priya chidi"),
    "roles:mine": Door(sees=EVERYBODY),
    "roles:new": Door(sees="ada", form={"who": "iona@northgate.example", "what": "DSL", "where": "birch"}, does="ada"),
    "roles:show": Door(at="role asked", sees="ada cleo rhys priya chidi gus"),
    "roles:agree": Door(at="role asked", sees="cleo rhys chidi", told="ada priya gus",
                        form=lambda world: {"version": stands(world["role asked"])}, does="cleo rhys chidi"),
    "roles:agree-many": Door(sees="cleo rhys chidi", form=lambda world: {"which": [_whole(world["role asked"])]}, does="cleo rhys chidi"),
    "roles:refuse": Door(at="role asked", sees="cleo rhys chidi", told="ada priya gus", form={}, does="cleo rhys chidi"),
    "roles:stop": Door(at="role agreed", sees="ada cleo rhys priya chidi gus", form={}, does="ada cleo rhys priya chidi gus"),
    "signins:index": Door(sees="ada cleo rhys priya chidi"),
    "signins:new": Door(at="guarded", sees="ada", form={"what": "address", "address": "dot.new@northgate.example"}, does="ada"),
    "signins:show": Door(at="sign-in asked", sees="ada cleo rhys priya chidi dee"),
    "signins:agree": Door(at="sign-in asked", sees="cleo rhys chidi", told="ada priya dee", form={}, does="cleo rhys chidi"),
    "signins:refuse": Door(at="sign-in asked", sees="cleo rhys chidi", told="ada priya dee", form={}, does="cleo rhys chidi"),
    "signins:stop": Door(at="sign-in agreed", sees="ada cleo rhys priya chidi dee", form={}, does="ada cleo rhys priya chidi dee"),
    "roles:end": Door(at="role held", sees="ada", form={"how": "now"}, does="ada"),
    # -- people: the directory, and nothing of any report; a page to look at comes before a list is kept ---------------------------
    "staff:index": Door(sees="ada", form={}),
    "staff:person": Door(at="somebody", sees="ada"),
    "staff:leaving": Door(at="somebody", sees="ada", form={"leaves": "no"}, does="ada"),
    "staff:invitations": Door(sees="ada"),
    "staff:invite-all": Door(sees="ada", form={}, does="ada"),
    "staff:invite": Door(at="newcomer", sees="ada", form={}, does="ada"),
    "staff:import": Door(sees="ada", form={}),
    "staff:sample": Door(sees="ada"),
    # -- whoever operates the system: whether everything runs, and nothing of what it is about -------------------------------------
    "system:index": Door(sees="ada"),
    "system:mail": Door(sees="ada"),
    "system:try-again": Door(sees="ada", form={}, does="ada"),
    # -- whoever looks after the trust: its academies, whom to call, and whether the first report may come ---------------------------
    "organisation:start": Door(sees="ada"),
    "organisation:open": Door(told="ada", form=UNCHANGED),
    "organisation:contact": Door(
        at="whom to call", sees="ada", form={"name": "Lantern", "phone": "01632 960 119", "version": "0"}, does="ada"),
    "organisation:index": Door(sees="hana olu cleo ada"),
    "organisation:academy": Door(at="alder", sees="hana cleo ada"),
    "organisation:change": Door(
        at="alder", sees="hana cleo ada", does="hana cleo ada",
        form={"name": "Alder Academy", "local_authority": "Westmoor", "lado_contact": "LADO, 01632 960 119", "version": "0"},
    ),
    # -- triage: the academy's leaders; a step belongs to whoever took the report on ---------------------------------------------
    "triage:queue": Door(sees=READS_REPORTS, shows="report"),
    "triage:report": Door(at="taken", sees="sasha hana", shows="report narrative web subject reporter letter note"),
    "triage:take-on": Door(at="sent", sees="sasha hana", form=NO_CONFLICT, does="sasha hana", shows="report"),
    "triage:hand-back": _triage(form={}, shows="report"),
    "triage:step-back": Door(at="taken", sees="sasha hana", form={"words": "A friend."}, does="sasha hana", shows="report"),
    "triage:let-in": Door(at="kept", also="let in", sees="hana", form={"reason": LONG}, does="hana", shows="report"),
    "triage:identity": Door(at="in confidence", sees="sasha", told="hana", form={"why": LONG}, does="sasha", shows="report"),
    "triage:name": Door(at="about nobody", also="nobody", sees="hana", form=lambda world: _who(world, "tam"),
                        does="hana", shows="report subject reporter"),  # everybody of the directory
    "triage:harm": _triage(form=dict.fromkeys(("harmed", "offence", "risk", "unsuitable"), "no"), shows="report"),
    "triage:breach": _triage(form={"breach": "no"}, shows="report"),
    "triage:rules": _triage(form={"brand": [BRAND]}, clears=CHOICE, shows="report"),
    "triage:main-rule": _triage(form={"main": BRAND}, clears=CHOICE, shows="report"),
    "triage:circumstances": _triage(form={}, shows="report"),
    "triage:questions": Door(at="taken", goes_on="sasha", told="hana", form={}, leads="sasha hana", shows="report"),  # asks nothing
    "triage:severity": _triage(form={"severity": "3", "reason": LONG}, shows="report"),
    "triage:evidence": _triage(form={"how": "reason", "reason": LONG}, shows="report"),
    "triage:picture-question": _triage(form={"image": "no"}, does="", leads="sasha hana", shows="report"),  # only a question
    "triage:picture": _triage(
        sees="", goes_on="sasha", first=("triage:picture-question", {"image": "no"}),
        form=lambda world: {"picture": picture(), "how_seen": "shown", "visibility": "public"},
        shows="report",
    ),
    "triage:propose": _triage(form={"rationale": LONG}, shows="report"),
    "triage:end": _triage(form={"how": "no-breach"}, does="", leads="sasha hana", shows="report"),  # only a question
    "triage:no-breach": _triage(form={"rationale": LONG, "note": LONG}, shows="report"),
    "triage:settle": _triage(form={"rationale": LONG, "note": LONG}, shows="report"),
    "triage:refer": _triage(
        form={"passed_to": "police", "passed_on_day": "2", "passed_on_month": "11",
              "passed_on_year": "2026", "rationale": LONG, "note": LONG},
        shows="report",
    ),
    "triage:void": _triage(form={"reason": LONG}, shows="report"),
    "triage:confirm-void": Door(at="said to be void", sees="sasha hana", form={"answer": "void", "reason": LONG}, does="hana",
                                shows="report"),
    "triage:ask-lead": _triage("contact", form={"reason": LONG}, shows="report"),
    "triage:concur": Door(at="lead asked", sees="dee", told="sasha hana", form={"agreed": "yes", "reason": LONG}, does="dee",
                          shows="report"),
    "triage:same": _triage(form=lambda world: {"others": [world["sent"].reference], "no_conflict": "on"}, shows="report"),
    "triage:reopen": Door(at="ended", sees="hana", told="sasha", form={"new": LONG}, does="hana", shows="report"),
    "triage:agree": Door(at="critical", sees="rhys", told="sasha hana", form={}, does="rhys", shows="report"),
    "triage:send-back": Door(at="critical", sees="hana rhys", told="sasha", form={"reason": LONG}, does="hana rhys", shows="report"),
    "triage:assess": Door(at="flagged", also="leak", sees="priya", told="sasha hana dee", form={"outcome": "no_risk", "reason": LONG},
                          does="priya", shows="report"),
    "triage:notify": Door(at="reportable", also="to notify", sees="priya", told="sasha hana", does="priya", shows="report",
                          form=_told_the_ico),
    "triage:risk": _leak("to notify", form={"high": "no", "reason": LONG}),
    "triage:tell-people": _leak("told people", form=_told_people),
    "triage:spare-people": _leak("told people", form={"exception": "protected", "reason": LONG}),
    "triage:register-entry": _leak("to notify", form={"facts": LONG, "effects": LONG, "actions": LONG}),
    "triage:close-breach": _leak("to close", form={}),
    "triage:register": Door(sees="priya", shows="report"),
    "triage:safeguarding": Door(at="flagged", also="record", sees="dee", form={"outcome": "clear", "reason": LONG}, does="dee",
                                shows="report"),
    "triage:lado": Door(at="lado", also="lado record", sees="sasha hana dee", form=_spoken, does="sasha hana dee", shows="report"),
    "triage:referral": Door(at="lado", sees="sasha hana dee", notes=LOOKED, shows="report narrative subject"),
    "triage:who-knows": Door(at="restricted", sees="sasha hana dee", shows="report"),
    "triage:tell-somebody": Door(at="restricted", also="restricted record", sees="sasha hana dee", form=_knows, does="sasha hana dee",
                                 shows="report"),
    "triage:line": Door(at="restricted", also="restricted record", sees="sasha hana dee", form={"line": LONG}, does="sasha hana dee",
                        shows="report"),
    "triage:outcome": Door(at="advised", also="advised record", sees="hana dee", told="sasha", form={"word": "unfounded", "reason": LONG},
                           does="hana dee", shows="report"),
    "triage:close-record": Door(at="agreed", also="agreed record", sees="dee", told="sasha hana", form={}, does="dee", shows="report"),
    "triage:ask": _triage(form=SENT, shows="report"),
    "triage:write": _triage(form=SENT, shows="report"),
    "triage:receive": _triage(form={}, shows="report"),
    "triage:go-on": _triage("asked", form={}, shows="report"),
    "triage:note": Door(at="taken", sees="sasha hana", form={"words": LONG}, does="sasha hana", shows="report"),
    "triage:low": _triage("contact", form={"rationale": LONG}, shows="report"),
    "triage:agree-low": Door(at="said to be low", sees="hana", told="sasha", does="hana", shows="report",
                             form={"answer": "yes", "reason": LONG, "note": LONG}),
    # -- low-level concerns: the head, and whoever leads on safeguarding for the trust ---------------------------------------------
    "concerns:index": Door(sees="hana olu cleo dee", shows="subject"),
    "concerns:about": Door(at="concerned", sees="hana", shows="subject"),
    "concerns:show": Door(at="concern", sees="hana", shows="subject"),
    "concerns:decide": Door(at="concern", sees="hana", form={"reason": LONG}, does="hana"),
    # -- how a reporter is after the end: HR, who sees nothing of the report, and the reporter themself ----------------------------
    "care:index": Door(sees="rhys"),
    "care:nobody": Door(sees="chidi clem"),
    "care:show": Door(at="care", sees="rhys", shows="reporter"),
    "care:ask": Door(at="care", sees="rhys", form={"outcome": "well"}, does="rhys", shows="reporter"),
    "care:decline": Door(at="care", sees="teo rhys", form={}, does="teo rhys", shows="report"),
    "care:say": Door(at="care", sees="teo", form={"words": LONG}, does="teo", shows="report"),
    "triage:targets": Door(at="taken", sees="sasha hana", form=lambda world: _who(world, "dee"), does="sasha hana",
                           shows="report subject reporter"),  # everybody of the directory
    "triage:unname": Door(at="named", also="naming", sees="sasha hana", form={"reason": LONG, "send": "1"}, does="sasha hana",
                          shows="report"),
    # -- support: whoever was asked to look after somebody, and that person; neither learns anything of a report here --------------
    "targets:show": Door(at="support", sees="sasha", shows="support reporter"),
    "targets:talk": Door(at="support", sees="sasha", form=_talked, does="sasha", shows="support"),
    "targets:hand-on": Door(at="support", sees="sasha", form={"reason": LONG}, does="sasha", shows="support"),
    "targets:close": Door(at="support", sees="sasha", form={"reason": LONG}, does="sasha", shows="support"),
    "targets:mine": Door(at="support", sees="teo", shows="support"),
    "targets:need": Door(at="support", sees="teo", form={"need": LONG}, does="teo", shows="support"),
    # -- evidence: through the door of its dossier; who handed it in keeps sight of it --------------------------------------------
    "evidence:show": _evidence(shows="report"),
    "evidence:clear": _evidence(),
    "evidence:blurred": _evidence(),
    "evidence:preview": _evidence(notes=LOOKED),
    "evidence:words": Door(at="chat", sees="teo sasha hana", notes=LOOKED),
    "evidence:cover": Door(at="exhibit", sees="sasha hana", told="teo", form={"how": "black", "cells": ["0-0"]}, does="sasha hana"),
    "evidence:download": _evidence(notes=LOOKED),
    "evidence:police": Door(at="sealed", sees="hana dee", told="teo sasha", form=_police, does="hana dee"),
    "evidence:may-show-child": _evidence(form={"sure": "on"}, does="teo sasha hana"),
    # -- cases: the head (or who stands in), HR, and whoever investigates ----------------------------------------------------------
    "cases:queue": Door(stage="running", sees=READS_CASES, shows="case"),
    "cases:stepped-back": Door(stage="running", sees=READS_CASES),
    "cases:open": Door(at="taken", stage="proposed", goes_on="hana", form={}, leads="hana", shows="report"),
    "cases:open-about": Door(at="taken", also="party", stage="proposed", sees="hana", shows="subject report",
                             form=NO_CONFLICT | {"clauses": [BRAND], "scope": "What the post shows."}, does="hana"),
    "cases:case": Door(at="case", stage="running", sees="hana rhys iona",
                       shows="report narrative web subject reporter case scope removal request coop"),
    "cases:happened": Door(at="case", stage="running", sees="hana rhys iona", shows="case"),
    "cases:tell": Door(at="case", stage="scoping", sees="hana", told="rhys", form={"how": "in_person"}, does="hana", shows="case"),
    "cases:take-on": Door(at="left", stage="scoping", sees="cleo", told="rhys", form=NO_CONFLICT, does="cleo", shows="case subject"),
    "cases:note": Door(at="case", stage="running", sees="hana rhys iona", form={"words": LONG}, does="hana rhys iona", shows="case"),
    "cases:add-task": Door(at="case", stage="running", sees="hana iona", told="rhys", form=_task, does="hana iona", shows="case"),
    "cases:task": Door(at="task", stage="scoping", sees="hana rhys", form={"end": "done"}, does="hana rhys"),
    "cases:hand-over": Door(at="case", stage="scoping", sees="hana", does="hana", shows="case",
                            form=lambda world: {"who": str(world.people["cleo"].uuid), "reason": LONG}),
    "cases:take-over": Door(at="handing", stage="scoping", sees="cleo", form=NO_CONFLICT | {"answer": "yes"}, does="cleo",
                            shows="subject"),
    "cases:relieve": Door(at="case", stage="accepted", sees="hana", form={"reason": LONG}, does="hana", shows="case"),
    "cases:hold": Door(at="case", stage="scoping", sees="hana", form={"reason": "police", "words": LONG}, does="hana",
                       shows="case"),
    "cases:review-hold": Door(at="waits", stage="scoping", sees="hana", form={"words": LONG}, does="hana", shows="case"),
    "cases:release": Door(at="waits", stage="scoping", sees="hana", form={"advice": LONG}, does="hana", shows="case"),
    "cases:step-back": Door(at="case", stage="scoping", sees="hana rhys", form={"words": "A friend."}, does="hana rhys", shows="case"),
    "cases:appoint": Door(at="case", stage="scoping", sees="hana", form=lambda world: {"who": str(world.people["iona"].uuid)}, does="hana",
                          shows="case"),
    "cases:asked": Door(at="request", stage="asked", sees="iona", form=NO_CONFLICT | {"answer": "accepted"}, does="iona",
                        shows="subject"),
    "cases:thanked": Door(sees=EVERYBODY),
    "cases:start": Door(at="case", stage="accepted", sees="hana", form={"terms": "Find out who wrote it."}, does="hana", shows="case"),
    "cases:investigation": Door(at="case", stage="running", sees="hana rhys iona", shows="case"),
    "cases:find": Door(at="case", also="allegation", stage="running", sees="iona", form={"finding": "partly", "reason": LONG}, does="iona",
                       shows="case"),
    "cases:progress": Door(at="case", stage="running", sees="hana iona", told="rhys", form=SENT, does="hana iona", shows="case"),
    "cases:submit-report": Door(at="case", stage="running", sees="iona", form={"heard": "heard", "summary": LONG}, does="iona",
                                shows="case subject"),
    "cases:discontinue": Door(at="case", stage="running", sees="hana", form={"reason": LONG}, does="hana", shows="case"),
    "cases:return-report": Door(at="case", stage="handed in", sees="hana", form={"reason": LONG}, does="hana", shows="case"),
    "cases:not-needed": Door(at="case", stage="scoping", sees="hana", form={"reason": LONG}, does="hana", shows="case"),
    "cases:advise": Door(at="case", stage="handed in", sees="rhys", told="hana iona", form={"advice": LONG}, does="rhys",
                          shows="case"),
    "cases:weigh": Door(at="case", stage="handed in", sees="hana", form=dict.fromkeys(PROPORTIONALITY, LONG), does="hana", shows="case"),
    "cases:decide": Door(at="case", stage="handed in", sees="hana", does="hana", shows="case",
                         form={"outcome": "decide_informal", "intent": "inadvertent", "consistency": "None known.", "reason": LONG,
                               "protected": "no"}),
    "cases:close": Door(at="case", stage="decided", sees="hana", does="hana", shows="case removal",
                        form={"retention": "informal", "learning": "Nothing new.", "note": LONG}),
    "cases:ask-reopen": Door(at="closed", stage="scoping", sees="hana", told="rhys", form={"new": LONG}, does="hana", shows="case"),
    "cases:answer-reopening": Door(at="asked again", stage="scoping", sees="rhys", told="hana", form={"answer": "yes"}, does="rhys",
                                   shows="case"),
    "cases:join": Door(at="another", also="another party", stage="scoping", sees="hana", does="hana", shows="case report",
                       form=lambda world: NO_CONFLICT | {"clauses": [BRAND], "scope": LONG, "version": world.fresh("case").version}),
    # -- removals: who asks, who is asked, who checks, who decides an objection ----------------------------------------------------
    "removals:new": Door(at="case", stage="running", sees="hana", form=_removal_form, does="hana", shows="case web subject"),
    "removals:on": Door(at="in confidence", stage="running", sees="sasha hana", does="sasha", shows="report web subject",
                        form=lambda world: _removal_form(world) | {"verifier": str(world.people["hana"].uuid)}),
    "removals:show": Door(at="to answer", stage="running", sees="hana rhys iona", goes_on="tam", shows="removal case web subject paper"),
    "removals:mine": Door(at="to answer", stage="running", sees="tam", shows="removal web paper"),
    "removals:letter": Door(at="to issue", stage="running", sees="hana", form={}, does="hana", shows="removal"),
    "removals:issue": Door(at="to issue", stage="running", sees="hana", form={}, does="hana", shows="removal web"),
    "removals:tell": Door(at="to tell", stage="running", sees="hana", form={"how": "in_person"}, does="hana", shows="removal subject"),
    "removals:serve": Door(at="to serve", stage="running", sees="hana rhys", told="iona", does="hana rhys", shows="removal",
                           form=_served("paper to serve")),
    "removals:fate": Door(at="on its way", stage="running", sees="hana rhys", told="iona", does="hana rhys", shows="removal",
                          form={"fate": "came_back", "proof": LONG}),
    "serving:open": Door(sees=ANYBODY, form={"code": "2222-2222-2222-2222"}),
    "removals:name-checker": Door(at="to tell", stage="running", sees="hana", does="hana", shows="removal",
                                  form=lambda world: {"who": str(world.people["cleo"].uuid)}),
    "removals:name-judge": Door(at="contested", stage="running", sees="", told="hana", form={}, does="", shows="removal"),
    "removals:withdraw": Door(at="to tell", stage="running", sees="hana", form={"reason": LONG}, does="hana", shows="removal"),
    "removals:acknowledge": Door(at="to answer", stage="running", sees="tam", told="hana rhys iona", form={}, does="tam", shows="removal"),
    "removals:claim": Door(at="to answer", stage="running", sees="tam", told="hana rhys iona", form={"method": "deleted"}, does="tam",
                           shows="removal"),
    "removals:contest": Door(at="to answer", stage="running", sees="tam", told="hana rhys iona", form={"reason": LONG}, does="tam",
                             shows="removal"),
    "removals:wait": Door(at="to issue", stage="running", sees="hana", form={}, does="", shows="removal"),
    "removals:file": Door(at="to issue", stage="running", sees="hana", form={"platform": "facebook", "filer": "trust", "day_day": "2",
                          "day_month": "1", "day_year": "2026", "time": "10:30"}, does="hana", shows="removal"),
    "removals:not-done": Door(at="too late", stage="running", sees="hana", form={"found": LONG}, does="hana", shows="removal"),
    "removals:further": Door(at="taken further", stage="running", sees="hana", form={"why": "refused", "to": "posh"}, does="hana",
                             shows="removal"),
    "removals:give-up": Door(at="taken further", stage="running", sees="hana", form={"reason": LONG, "support": LONG}, does="hana",
                             shows="removal"),
    "removals:check": Door(at="to check", stage="running", sees="sasha", does="sasha",
                           form={"outcome": "verify", "how": "signed_out", "seen": LONG}, shows="removal web"),
    "removals:picture": Door(at="to check", stage="running", sees="sasha", form=lambda world: {"image": "no", "once": str(UUID(int=1)),
                             "file": picture()}, does="sasha", shows="removal"),
    "removals:decide": Door(at="contested", stage="running", sees="cleo", form={"outcome": "uphold", "reason": LONG}, does="cleo",
                            shows="web"),
    # -- the letter of a request: for those who read the case, written by whoever may ask; what was made goes to the person, too ------
    "letters:show": Door(at="paper", stage="running", sees="hana rhys iona", shows="paper removal web subject"),
    "letters:edit": Door(at="paper draft", stage="running", sees="hana", told="rhys iona", form={"text": LONG}, does="hana",
                         shows="paper web subject removal"),
    "letters:make": Door(at="paper draft", stage="running", sees="hana", told="rhys iona", form={}, does="hana",
                         shows="paper web subject removal"),
    "letters:revise": Door(at="paper", stage="running", sees="hana", told="rhys iona", form={}, does="hana", shows="paper"),
    "letters:download": Door(at="paper", stage="running", sees="hana rhys iona tam", notes=LOOKED),
    "letters:text": Door(at="paper", stage="running", sees="hana rhys iona", notes=LOOKED, shows="removal web subject"),
    # -- co-operation: who asks, who approves, who is asked, who looks at a refusal -------------------------------------------------
    "cooperation:index": Door(stage="running", sees=EVERYBODY, shows="coop"),
    "cooperation:new": Door(at="case", stage="running", sees="iona", form={"kind": "PRESERVE"}, leads="iona", shows="case"),
    "cooperation:write": Door(at="case", stage="running", sees="iona", form={"what": LONG, "why": LONG}, does="iona", shows="case"),
    "cooperation:show": Door(at="coop to answer", stage="running", sees="hana rhys iona", goes_on="tam", shows="coop case subject"),
    "cooperation:mine": Door(at="coop to answer", stage="running", sees="tam", shows="coop"),
    "cooperation:rewrite": _coop("draft", sees="iona", form={"what": LONG, "why": LONG}),
    "cooperation:approve": _coop("draft", sees="hana", form={}),
    "cooperation:send-back": _coop("draft", sees="hana", form={"reason": LONG}),
    "cooperation:tell": _coop("to tell", sees="hana iona", form={"how": "in_person"}, shows="coop subject"),
    "cooperation:serve": _coop("to serve", sees="hana rhys iona", form=_served("paper coop to serve")),
    "cooperation:fate": _coop("on its way", sees="hana rhys iona", form={"fate": "came_back", "proof": LONG}),
    "cooperation:on-paper": _coop("on its way", sees="hana rhys iona", form=_came),
    "cooperation:withdraw": _coop("to answer", sees="hana iona", form={"reason": LONG}),
    "cooperation:acknowledge": _coop("to answer", sees="tam", told="hana rhys iona", form={}),
    "cooperation:answer": _coop("to answer", sees="tam", told="hana rhys iona", form={"words": LONG, "whole": "yes"}),
    "cooperation:file": _coop("to answer", sees="tam", told="hana rhys iona",
                              form=lambda world: {"image": "no", "once": str(UUID(int=2)), "file": picture()}),
    "cooperation:decline": _coop("to answer", sees="tam", told="hana rhys iona", form={"reason": LONG}),
    "cooperation:another-date": _coop("to answer", sees="tam", told="hana rhys iona", form={"reason": LONG}),
    "cooperation:answer-after-all": _coop("declined", sees="tam", told="hana rhys iona", form={}),
    "cooperation:more-time": _coop("to answer", sees="hana iona", form={"until_day": "7", "until_month": "12", "until_year": "2026"}),
    "cooperation:keep-date": _coop("with a date", sees="hana iona", form={"reason": LONG}),
    "cooperation:late": _coop("late", sees="hana iona", form={}),
    "cooperation:enough": _coop("in part", sees="iona", form={"reason": LONG}),
    "cooperation:ask-hr": _coop("in part", sees="hana iona", form={"reason": LONG}),
    "cooperation:let-go": _coop("kept", sees="hana iona", form={}),
    "cooperation:review": _coop("declined", sees="rhys", form={"outcome": "accept_refusal", "reason": LONG}),
    "cooperation:tell-outcome": _coop("decided", sees="hana rhys iona", form={"how": "in_person"}, shows="coop subject"),
    "cooperation:look-into": _coop("refused", sees="hana", form={}),
    # an interview: who asks, who takes the notes (and reads nothing else of the case), who is heard
    "cooperation:attend": Door(at="coop arranged", stage="running", sees="clem iona", shows="coop subject"),
    "cooperation:arrange": _coop("to arrange", sees="hana iona", form=_day),
    "cooperation:letter": _coop("arranged", sees="hana iona", form={}, shows="coop"),
    "cooperation:companion": _coop("arranged", sees="tam", told="hana rhys iona", form={"companion": "Ana Bell"}),
    "cooperation:missed": _coop("today", sees="hana iona", form={"reason": LONG}),
    "cooperation:minutes": _coop("today", sees="clem", told="hana rhys iona", form={"words": LONG}),
    "cooperation:sign": _coop("minuted", sees="tam", told="hana rhys iona", form={}, shows="coop"),
    "cooperation:not-signed": _coop("minuted", sees="tam", told="hana rhys iona", form={"reason": LONG}, shows="coop"),
    "cooperation:countersign": _coop("minuted", sees="iona", told="hana rhys clem", form={}, shows="coop subject"),
    "cooperation:done": _coop("signed", sees="hana iona", form={}, shows="coop subject"),
    # a supervised session: HR and data protection (who reads nothing else of the case), the two who are there, the person
    "cooperation:agree": _coop("session draft", sees="rhys priya", form={}, shows="coop subject"),
    "cooperation:goes-too-far": _coop("session draft", sees="rhys priya", form={"reason": LONG}),
    "cooperation:shown": _coop("session", sees="clem iona", told="hana rhys", form=_shown),
    "cooperation:stop": _coop("session", sees="tam clem iona", told="hana rhys", form={}),
    "cooperation:handed-over": _coop("to hand over", sees="hana iona", form=_handed_over),
    # -- hearings: HR arranges, the person attends, whoever chairs hears and decides --------------------------------------------------
    "hearings:index": Door(stage="begun", sees=EVERYBODY, shows="hearing"),
    "hearings:show": _hearing("ruled", sees="hana rhys iona tess", does="", goes_on="tam", shows="hearing case subject"),
    "hearings:mine": _hearing("invited", sees="tam", does=""),
    "concerned:matter": Door(at="matter", stage="running", sees="tam", shows="removal coop paper"),
    "hearings:arrange": _hearing("formal", form={"worst": "first_written"}, does="", leads="rhys"),
    "hearings:arrange-for": _hearing("formal", form=_arranging, shows="hearing subject"),
    "hearings:propose-withdrawal": _hearing("formal", sees="hana", form={"reason": LONG}),
    "hearings:name-another": _hearing("vacant", form=lambda world: {"chair": str(world.people["tess"].uuid)}),
    "hearings:withdraw": _hearing("vacant", form={}),
    "hearings:conflict": _hearing("seated", sees="tess", form=NO_CONFLICT, shows="hearing subject"),
    "hearings:invitation": _hearing("seated", form={}),
    "hearings:invite": _hearing("lettered", form={"how": "in_person"}, shows="hearing subject"),
    "hearings:say": _hearing("invited", sees="tam", told="hana rhys iona tess", form={"companion": "nobody", "statement": LONG}),
    "hearings:another-day": _hearing(
        "invited", sees="tam", told="hana rhys iona tess", form=lambda world: {"why": "other", "reason": LONG, **_hearing_day(world, 2)}
    ),
    "hearings:keep-day": _hearing("wished", form={"reason": LONG}),
    "hearings:postpone": _hearing(
        "wished", form=lambda world: {"why": "other", "reason": LONG, "place": "Room 2", **_hearing_day(world, 2)}
    ),
    "hearings:hear": _hearing("begun", sees="tess", form={"came": "yes", "present": "All.", "notes": LONG}, shows="hearing subject"),
    "hearings:decide": _hearing("tried", sees="tess", form=_ruling),
    "hearings:outcome-letter": _hearing("ruled", form={}),
    "hearings:issue": _hearing("ready", form={"how": "in_person"}, shows="hearing subject"),
    "hearings:conclude": _hearing("over", form={}),
    # -- figures: governors see published figures of closed terms, leaders what they may open ---------------------------------------
    "assurance:academy": Door(sees="gail gwen gus"),
    "assurance:one-academy": Door(at="alder", sees="gail gwen gus"),
    "assurance:snapshot": Door(at="frozen", sees=READS_FROZEN),
    "assurance:pdf": Door(at="frozen", sees=READS_FROZEN, notes=LOOKED),
    "assurance:json": Door(at="frozen", sees=READS_FROZEN, notes=LOOKED),
    "assurance:trust": Door(sees="cleo chidi tess"),
    "assurance:meetings": Door(sees="clem"),
    "assurance:for-a-meeting": Door(sees="clem", does="clem", form=NEXT_MEETING),
    "assurance:operations": Door(stage="running", sees="hana olu cleo"),
    "assurance:overdue": Door(stage="running", sees="hana olu cleo", shows="report coop removal"),
    "assurance:removals": Door(stage="running", sees="hana olu cleo", shows="removal"),
    # -- signing in, and what machines ask -----------------------------------------------------------------------------------------
    "entry:begin": Door(goes_on=EVERYBODY, leads=EVERYBODY, form=UNCHANGED),  # no provider is set here
    "entry:back": Door(goes_on=EVERYBODY),
    "entry:invited": Door(sees="nobody", goes_on=EVERYBODY),  # says that the link is old
    "entry:first": Door(goes_on=EVERYBODY, leads=EVERYBODY, form=UNCHANGED),
    "entry:first-passkey": Door(goes_on=EVERYBODY, leads=EVERYBODY, form=UNCHANGED),
    "account_login": Door(sees="nobody", goes_on=EVERYBODY, form=UNCHANGED),
    "account_logout": Door(sees=EVERYBODY, form=UNCHANGED),
    "account_inactive": Door(sees=ANYBODY, form=UNCHANGED),
    "account_signup": Door(sees="nobody", goes_on=EVERYBODY, form=UNCHANGED),
    "account_change_password": Door(sees=EVERYBODY, form=UNCHANGED),
    "account_reset_password": Door(sees=ANYBODY, form=UNCHANGED),
    "account_reset_password_done": Door(sees=ANYBODY, form=UNCHANGED),
    "account_reset_password_from_key": Door(at="key", sees=ANYBODY, form=UNCHANGED),
    "account_reset_password_from_key_done": Door(sees=ANYBODY, form=UNCHANGED),
    "sessions": Door(sees=EVERYBODY),
    "end-sessions": Door(goes_on=EVERYBODY, form=UNCHANGED),
    "step-needed": Door(sees=EVERYBODY),
    "mfa_index": Door(sees=EVERYBODY),
    "mfa_authenticate": Door(goes_on=EVERYBODY, form=UNCHANGED),
    "mfa_activate_totp": Door(goes_on=EVERYBODY, form=UNCHANGED),
    "mfa_deactivate_totp": Door(form=UNCHANGED),
    "mfa_add_webauthn": Door(goes_on=EVERYBODY, form=UNCHANGED),
    "take-passkey-away": Door(goes_on=EVERYBODY, form=UNCHANGED),
    "mfa_login_webauthn": Door(goes_on=EVERYBODY, form=UNCHANGED),
    "mfa_view_recovery_codes": Door(),
    "mfa_generate_recovery_codes": Door(goes_on=EVERYBODY, form=UNCHANGED),
    "account_reauthenticate": Door(sees=EVERYBODY, form=UNCHANGED),
    "brand": Door(sees=ANYBODY),
    # -- whether a letter or receipt is real: for whoever holds it ------------------------------------------------------------------
    "signatures:verify": Door(sees=ANYBODY, form=UNCHANGED),
    "signatures:keys": Door(sees=ANYBODY),
    "metrics": Door(),  # for a machine that knows the token
    "healthz": Door(sees=ANYBODY),
    "readyz": Door(sees=ANYBODY),
    # the demo's mail, on one machine only: in production this address does not exist
    "demo-outbox": Door(sees=ANYBODY),
}
