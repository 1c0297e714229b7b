"""What people do on several pages, in their own words."""

import re
import time

LONG = "Because the screenshot and what was said fit together, and nothing speaks against it."


def on_to(someone, heading):
    """Says where we are, so that a story that goes astray tells at which page."""
    assert someone.heading == heading, f"{someone.path}: {someone.heading!r} instead of {heading!r}\n{someone.page.inner_text('main')}"


def begin_report(someone):
    someone.go("/")
    someone.press("Report a concern")
    on_to(someone, "Report a concern about social media")
    someone.choose("No", within="Is anybody in danger right now?")
    someone.press("Start now")


def name_people(someone, *people, elsewhere=None, other=None, then="Save and continue"):
    """Whose conduct it is: `people` of the reporter's academy, somebody `elsewhere`, or `other`, the words of another answer."""
    on_to(someone, "Whose conduct is this about?")
    if people:
        someone.choose(re.compile("Somebody who works"))
    for label, name in zip(("Their name", "A second person, if there is one"), people, strict=False):
        someone.pick(label, name)
    if elsewhere:
        someone.choose("Somebody elsewhere in the trust, or who has left")
        someone.pick("Their name", elsewhere)
    if other:
        someone.choose(other)
    someone.choose("No, I am reporting it myself")
    someone.press(then, exact=True)


def answer_the_rest(someone, *, senior="No", not_these=(), picture=None, what="A post that made fun of a parent.", child="No",
                    confidential=False):  # fmt: skip
    """Every page from "might somebody senior be involved" to check answers."""
    someone.choose(senior)
    someone.press("Save and continue", exact=True)
    on_to(someone, "Who will read your report")
    if someone.page.get_by_label("No, keep it confidential").count():
        someone.choose("No, keep it confidential" if confidential else "Yes", within="May those who read it see your name?")
    for name in not_these:
        someone.choose(f"Not {name}")
    someone.press("Continue")
    if not_these:
        someone.press("Continue")
    on_to(someone, "Where did it happen?")
    someone.pick("Platform", "Facebook")
    someone.fill("Web addresses, if you have any", "https://www.facebook.com/groups/story/1")
    someone.choose("Yes, it is still there")
    someone.press("Save and continue", exact=True)
    someone.fill("What did you see?", what)
    someone.press("Save and continue", exact=True)
    someone.choose("I know roughly")
    someone.fill("When, roughly?", "Last week")
    someone.press("Save and continue", exact=True)
    on_to(someone, "Children")
    someone.choose(child, within="Is a child involved?")
    someone.choose("No", within=re.compile("Could any part"))
    someone.press("Save and continue", exact=True)
    on_to(someone, "A screenshot, if you have one")
    if picture:
        someone.hand_in("Screenshot", picture)
        someone.choose("In my own feed")
        someone.choose("Anybody")
    someone.press("Save and continue", exact=True)
    on_to(someone, "Which rules might it be about?")
    someone.choose("I do not know, or I would rather leave this to you")
    someone.press("Save and continue", exact=True)
    on_to(someone, "Check your answers before you send")


def send_report(someone):
    """Confirms and sends; gives the reference of the receipt."""
    someone.choose("I confirm this")
    someone.press("Send the report")
    return someone.page.locator(".tmt-reference").inner_text()


def reported(someone, *people, elsewhere=None, other=None, **rest):
    """A report from the first page to the receipt; gives its reference."""
    begin_report(someone)
    name_people(someone, *people, elsewhere=elsewhere, other=other)
    answer_the_rest(someone, **rest)
    return send_report(someone)


def mails(someone, reference, *, to, least=1, within=90):
    """The mails to `to` that carry the reference, as soon as the real worker has sent that many."""
    until = time.monotonic() + within
    while True:
        someone.go(f"/demo/outbox/?about={reference}")
        cards = someone.page.locator("article", has_text=reference).filter(has_text=f"To {to}@northgate.example")
        if cards.count() >= least:
            return cards.all_inner_texts()
        assert time.monotonic() < until, f"No mail about {reference} to {to} in {within} s:\n{someone.page.inner_text('main')[:2000]}"
        time.sleep(0.3)


def sent(someone, about="", **more):
    """A report without the clicks, for stories of what becomes of it: about somebody by name, or nobody knows whom. Gives its reference."""
    reference = someone.answer("/reports/new/", danger="no").split("/")[2]
    pages = {
        "conduct": {"behalf": "own", **(_named(someone, reference, about) if about else {"who": "unknown"})},
        "leader": {"leader_involved": "no"},
        "readers": {"mode": "named"},
        "place": {"platform": "facebook", "live": "yes", "addresses": "https://www.facebook.com/groups/story/1"},
        "seen": {"what": "A post that made fun of a parent."},
        "time": {"known": "unknown"},
        "child": {"child": "no", "image": "no"},
        "picture": {},
        "rules": {},
    }
    for page, answers in pages.items():
        someone.answer(f"/reports/{reference}/{page}/", **answers | more.get(page, {}))
    check = f"/reports/{reference}/check-answers/"
    someone.answer(check, declared="on")
    return reference


def _named(someone, reference, name):
    page = someone.get(f"/reports/{reference}/conduct/")
    for who, field in (("colleague", "colleague_1"), ("elsewhere", "elsewhere_1")):
        options = re.search(rf'<select name="{field}".*?</select>', page, re.DOTALL)
        if options and (found := re.search(rf'<option value="([^"]+)"[^>]*>{name} ', options[0])):
            return {"who": who, field: found[1]}
    raise LookupError(name)


def finds(someone, reference):
    """Whether the report is there for somebody: on the front page, in the list, by search, at its address. All or nothing."""
    ways = set()
    someone.go("/")
    full = someone.reads("These are the most pressing")
    ways.add(("front page", someone.reads(reference) or (full and None)))
    ways.add(("list", _listed(someone, reference)))
    someone.go("/search/")
    someone.fill("Reference", reference)
    someone.press("Find", exact=True)
    ways.add(("search", not someone.reads("Nothing with this reference is open to you")))
    ways.add(("address", someone.go(f"/triage/{reference}/").status == 200))
    answers = {found for _, found in ways} - {None}  # None: a full front page says nothing
    assert len(answers) == 1, ways
    return answers.pop()


def _listed(someone, reference) -> bool:
    """Whether the list has it, over all its pages: what waits longest is on the first."""
    someone.go("/triage/")
    while not someone.reads(reference):
        if not someone.page.get_by_role("link", name="More reports").count():
            return False
        someone.press("More reports")
    return True


def taken_on(someone, reference, *, harm="no"):
    """Takes a report on without a conflict and answers the four questions about harm."""
    someone.answer(f"/triage/{reference}/take-on/", conflict="none")
    someone.answer(f"/triage/{reference}/harm/", **dict.fromkeys(("harmed", "offence", "risk", "unsuitable"), harm))


def proposed(someone, reference):
    """From taking a report on to proposing a case, without the clicks."""
    taken_on(someone, reference)
    triage = f"/triage/{reference}"
    someone.answer(f"{triage}/data-breach/", breach="no")
    someone.answer(f"{triage}/evidence/", how="reason", reason="It was seen on a colleague's phone.")
    family, code = re.search(r'name="(\w+)" [^>]*value="(C7.3l)"', someone.get(f"{triage}/rules/")).groups()
    someone.answer(f"{triage}/rules/", **{family: code})
    someone.answer(f"{triage}/circumstances/")
    someone.answer(f"{triage}/severity/", severity="2", reason=LONG)
    someone.answer(f"{triage}/propose/", rationale=LONG)


def opened(someone, report) -> str:
    """A case from a proposal, the person told; gives its reference."""
    party = someone.page.context.request.get(f"{someone.address}/cases/open/{report}/").url.strip("/").split("/")[-1]
    case = someone.answer(f"/cases/open/{report}/{party}/", clauses="C7.3l", scope="Whether it broke the rules.", conflict="none")
    someone.answer(f"{case}tell/", how="in_person")
    return case.strip("/").split("/")[-1]


def investigated(manager, investigator, hr, case):
    """From the appointment to HR's advice, so that a decision can be taken."""
    who = re.search(r'<option value="([^"]+)"[^>]*>Iona', manager.get(f"/cases/{case}/appoint/"))[1]
    before = asked(investigator)
    manager.answer(f"/cases/{case}/appoint/", who=who)
    investigator.answer(*asked(investigator) - before, conflict="none", answer="accepted")
    manager.answer(f"/cases/{case}/start/", terms="Find out who wrote it, for whom, and whether it was meant.")
    find = re.search(r'href="(/cases/[^"]+/find/[^"]+)"', investigator.get(f"/cases/{case}/investigation/"))[1]
    investigator.answer(find, finding="proven", reason=LONG)
    investigator.answer(f"/cases/{case}/submit-report/", heard="heard", summary=LONG)
    hr.answer(f"/cases/{case}/advise/", advice="Formal: it is not the first time.")


def asked(someone) -> set[str]:
    """The pages on which somebody is asked to investigate."""
    return set(re.findall(r'href="(/cases/asked/[^"]+)"', someone.get("/")))


def asked_to_remove(manager, case) -> str:
    """A request to remove something, sent, and the person told of it; gives its reference."""
    path = f"/removals/for/{case}/"
    checker = re.search(r'<option value="([^"]+)"[^>]*>Sasha', manager.get(path))[1]
    issue = manager.answer(path, address="other", other="https://www.facebook.com/groups/story/1", action="delete", clause="C7.3l",
                           why="It shows our badge beside a joke.", exhibit="none", no_exhibit="It is in a closed group.", signs="none",
                           verifier=checker)
    reference = issue.split("/")[2]
    manager.answer(f"/removals/{reference}/issue/")
    manager.answer(f"/removals/{reference}/tell/", how="in_person")
    return reference


def told(someone, reference, *people, least=1, within=90) -> list[str]:
    """What the demo's mail says about one reference, in the order of telling, as soon as each of `people` (first names) is told of it:
    mails that left, then lines of what waits for its hour."""
    until = time.monotonic() + within
    while True:
        someone.go(f"/demo/outbox/?about={reference}")
        main = someone.page.locator("main")
        found = [*reversed(main.locator("article").all_inner_texts()), *main.locator("tbody tr").all_inner_texts()]
        if len(found) >= least and all(any(is_to(name, one) for one in found) for name in people):
            return found
        assert time.monotonic() < until, f"Not all of {people} were told of {reference} in {within} s:\n{found}"
        time.sleep(0.3)


def is_to(name, telling) -> bool:
    """Whether a mail or a line of the demo's mail is to somebody."""
    return f"To {name.lower()}@northgate.example" in telling or telling.startswith(f"{name} ")
