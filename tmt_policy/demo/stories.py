"""What happens in the demo's trust, told so that every state of today's product can be met. Every story is invented.

Each story is a generator: it yields the moment at which it goes on, and what lies in the future has not happened yet.
"""

from reports.concerns.selectors import breach_of

from . import asking, beyond, heard, reporting, triaging, working
from .clock import Days, Story
from .reporting import Told


class Stories:
    """The stories of one trust, its people by first name, its days counted back from now."""

    def __init__(self, people: dict, days: Days):
        self.people, self.days = people, days

    def told(self, by: str, about, **answers) -> Told:
        """`about`: first names, or kinds such as "parent:Mr Bell"."""
        names = (about,) if isinstance(about, str) else about
        answers["targets"] = tuple(self.people[name] for name in answers.get("targets", ()))
        return Told(by=self.people[by], about=tuple(self.people.get(name, name) for name in names), **answers)

    def draft(self, days: float, told: Told, upto: str) -> tuple:
        """Begun, and not sent yet."""
        def story() -> Story:
            at = yield self.days.now
            reporting.draft(told, at=at, upto=upto)

        return self.days.ago(days, 19), story()

    def targeted(self, days: float, told: Told, *, by: str) -> tuple:
        """Somebody is targeted; whoever was asked to has spoken to them on the day after."""
        def story() -> Story:
            at = yield self.days.now
            report = reporting.send(told, at=at)
            at = yield self.days.ago(days - 1, 14)
            reporting.talk_to(told.targets[0], report, by=self.people[by], at=at)

        return self.days.ago(days, 9), story()

    def unnamed(self, days: float, name: str, academy: str, what: str, *, by: str) -> tuple:
        """Somebody who did not sign in; taken on, and asked something in the mailbox that they come back to."""
        def story() -> Story:
            at = yield self.days.now
            report = reporting.send_unnamed(name, academy, what, at=at)
            at = yield self.days.ago(days - 0.3, 14)
            triaging.claim(report, by=self.people[by], at=at)
            triaging.ask(report, by=self.people[by], at=at)

        return self.days.ago(days, 21), story()

    def report(self, days: float, told: Told, *, to: str = "sent", by: str = "", manager: str = "", hour: int = 9, then=None,
               **case) -> tuple:
        """A report that got as far as `to` (see `_PATH`), triaged by `by`; a case managed by `manager`; `then` tells how it went on."""
        def story() -> Story:
            at = yield self.days.now
            report = reporting.send(told, at=at)
            if to == "sent":
                return
            yield from self._triage(report, days, to, self.people[by], told.by)
            if then:
                yield from then(self, report, days)
            if to in _SMALL:
                yield from self._small(report, days - 1, to, self.people[manager])
            if to in _CASE:
                yield from self._case(report, days, to, told, self.people[by], self.people[manager], **case)

        return self.days.ago(days, hour), story()

    def _triage(self, report, days: float, to: str, triager, reporter) -> Story:
        at = yield self.days.ago(days - 0.2, 14)
        triaging.claim(report, by=triager, at=at)
        if to == "claimed":
            return
        if to in _ASKED:
            yield from self._ask(report, days, to, triager, reporter)
            return
        at = yield self.days.ago(days - 1, 9)
        triaging.screen(report, by=triager, at=at, harm="yes" if to in _HARM else "no", breach="yes" if to in _LEAKED else "no")
        if to in _HARM:
            yield from self._ask_the_lado(report, days - 1, to)
            return
        at = yield self.days.ago(days - 1, 11)
        triaging.assess(report, by=triager, at=at, severity=2)
        if end := _ENDS.get(to):
            end(report, by=triager, at=at)
        elif to in _SMALL:
            triaging.propose_low(report, by=triager, at=at)
        elif to not in _LEAKED:
            triaging.propose(report, by=triager, at=at)
        if to == "breach_closed":
            yield from self._tell_the_ico(report, days - 1)

    def _small(self, report, days: float, to: str, head) -> Story:
        """A low-level concern: the head agrees, and decides about it unless `to` is "small"."""
        at = yield self.days.ago(days, 15)
        triaging.low_level(report, by=head, at=at)
        if to == "advised_small":
            at = yield self.days.ago(days - 1, 15)
            triaging.decide_small(report, by=head, at=at)

    def _tell_the_ico(self, report, days: float) -> Story:
        """A data breach that was told to the ICO and to the people, written into the register and closed."""
        priya, leak = self.people["priya"], breach_of(report)
        at = yield self.days.ago(days, 12)
        leak = triaging.weigh_risk(triaging.assess_breach(leak, by=priya, at=at, outcome="reportable"), by=priya, at=at, high=True)
        at = yield self.days.ago(days, 15)
        triaging.tell_people(triaging.tell_the_ico(leak, by=priya, at=at), by=priya, at=at)
        at = yield self.days.ago(days - 6, 10)
        triaging.close_breach(triaging.register(leak, by=priya, at=at), by=priya, at=at)

    def _ask_the_lado(self, report, days: float, to: str) -> Story:
        if to == "lado":
            at = yield self.days.ago(days, 12)
            record = triaging.consult(report, by=self.people["dee"], at=at)
            at = yield self.days.ago(days, 15)
            triaging.advise(record, by=self.people["dee"], at=at)

    def _ask(self, report, days: float, to: str, triager, reporter) -> Story:
        at = yield self.days.ago(days - 0.4, 15)
        triaging.ask(report, by=triager, at=at)
        triaging.note(report, by=triager, at=at)
        if to == "questioned":
            return
        at = yield self.days.ago(days - 1, 8)
        triaging.answer(report, by=reporter, at=at)

    def _case(self, report, days: float, to: str, told: Told, triager, manager, *, investigator: str = "iona", hr: str = "rhys",
              asks: str = "", checker: str = "", hears: str = "opened", chair: str = "harper", panel: bool = False) -> Story:
        if to == "proposed":
            return
        at = yield self.days.ago(days - 2, 10)
        if to == "joined":
            working.joined(report, by=manager, at=at)
            return
        case = working.open_case(report, by=manager, at=at)
        at = yield self.days.ago(days - 2, 15)
        working.tell(case, by=manager, at=at)
        strands = [self._removal(case, days, to, told, self.people.get(checker, triager), manager)] if told.addresses else []
        if to not in _REMOVAL and to != "scoping":
            strands.append(self._investigation(case, days, to, manager, self.people[investigator], self.people[hr]))
        if asks:
            strands += asking.stories(self.days, case, days, asks, manager, self.people[investigator])
        yield from side_by_side(*strands)
        if to == "formal":
            yield from heard.goes_on(case, days, hears, self.people, manager=manager, hr=self.people[hr], chair=chair, panel=panel,
                                     here=self.days)

    def _removal(self, case, days: float, to: str, told: Told, triager, manager) -> Story:
        if to in beyond.ENDS:
            yield from beyond.story(case, to, days=self.days, since=days, address=told.addresses[0], issuer=manager, verifier=triager)
            return
        at = yield self.days.ago(days - 2, 15, 40)
        row = working.ask_removal(
            case, by=manager, at=at, verifier=triager, address=told.addresses[0], signs=("child",) if told.child == "yes" else ()
        )
        if to == "asked":
            return
        if to == "posted":
            at = yield self.days.ago(days - 2, 16, 30)
            working.lettered(row, by=manager, at=at)
            working.posted(row, by=self.people["rhys"], at=at)
            return
        at = yield self.days.ago(days - 2, 16, 20)
        working.told(row, by=manager, at=at)
        if to in _LETTERED:
            at = yield self.days.ago(days - 2, 16, 30)
            working.lettered(row, by=manager, at=at)
        if to == "late":
            return
        at = yield self.days.ago(days - 2, 17, 5)
        working.acknowledged(row, at=at)
        if to == "acknowledged":
            return
        at = yield self.days.ago(days - 3, 8, 30)
        if to == "contested":
            working.contested(row, at=at)
            return
        working.claimed(row, at=at)
        if to == "claimed_removed":
            return
        at = yield self.days.ago(days - 3, 13)
        working.verified(row, by=triager, at=at)
        for after in (1, 7, 30):
            if days - 3 - after < 1:
                return
            at = yield self.days.ago(days - 3 - after, 12, 30)
            working.looked_again(row, by=triager, at=at)

    def _investigation(self, case, days: float, to: str, manager, investigator, hr) -> Story:
        at = yield self.days.ago(days - 4, 9)
        asked = working.appoint(case, investigator, by=manager, at=at)
        if to == "asked_io":
            return
        at = yield self.days.ago(days - 4, 16)
        working.accept(asked, at=at)
        at = yield self.days.ago(days - 5, 10)
        working.start(case, by=manager, at=at)
        at = yield self.days.ago(days - 6, 9)
        working.noted(case, by=investigator, at=at)
        working.asked_of_hr(case, hr, by=manager, at=at, until=self.days.now)
        if to == "investigating":
            return
        if to == "held":
            at = yield self.days.ago(days - 8, 15)
            working.held(case, by=manager, at=at)
            return
        at = yield self.days.ago(days - 14, 11)
        working.report_findings(case, by=investigator, at=at, finding="not_proven" if to == "no_case" else "proven")
        if to == "decision":
            return
        if to == "given_back":
            at = yield self.days.ago(days - 15, 9)
            working.given_back(case, by=manager, at=at)
            return
        at = yield self.days.ago(days - 15, 12)
        working.advise(case, by=hr, at=at)
        if to == "advised":
            return
        at = yield self.days.ago(days - 15, 15)
        working.decide(case, by=manager, at=at, outcome={"formal": "decide_formal", "no_case": "decide_no_case"}.get(to, "decide_informal"))
        if to in ("formal", "informal"):
            return
        at = yield self.days.ago(days - 18, 10)
        working.close(case, by=manager, at=at)
        if to in _AGAIN:
            yield from self._again(case, to, manager, hr)

    def _again(self, case, to: str, manager, hr) -> Story:
        """Somebody asks to open the closed case again; where `to` says so, HR agrees."""
        at = yield self.days.ago(_AGAIN[to], 11)
        asked = working.asked_again(case, by=manager, at=at)
        if to == "opened_again":
            at = yield self.days.ago(_AGAIN[to] - 1, 9, 30)
            working.opened_again(asked, by=hr, at=at)


def side_by_side(*strands: Story) -> Story:
    """Several stories at once: whichever goes on first, goes on."""
    waiting = [(next(strand), place, strand) for place, strand in enumerate(strands)]
    while waiting:
        moment, place, strand = min(waiting)
        waiting.remove((moment, place, strand))
        at = yield moment
        if (following := _go_on(strand, at)) is not None:
            waiting.append((following, place, strand))


def _go_on(strand: Story, at):
    try:
        return strand.send(at)
    except StopIteration:
        return None


_ENDS = {
    "no_breach": triaging.no_breach,
    "settled": triaging.settle,
    "passed_on": triaging.refer,
    "lead_asked": triaging.ask_lead,
    "void_proposed": triaging.propose_void,
}
_HARM = frozenset({"harm", "lado"})
_LEAKED = frozenset({"breach", "breach_closed"})
_ASKED = frozenset({"questioned", "answered"})
_REMOVAL = frozenset({"asked", "posted", "late", "acknowledged", "contested", "claimed_removed", "removed"}) | beyond.ENDS
_LETTERED = {"late", "acknowledged"}  # the others were told and did it
_SMALL = {"small", "advised_small"}
_STOPPED = {"held", "given_back"}
_AGAIN = {"asked_again": 1, "opened_again": 4}  # how many days ago it was asked to open the closed case again
_CASE = _REMOVAL | _STOPPED | {"joined", *_AGAIN}
_CASE |= {"proposed", "scoping", "asked_io", "investigating", "decision", "advised", "informal", "formal", "no_case", "closed"}
