"""A case about tam that hana decided formally: rhys is HR, harper of Cedar may chair, tess and abe sit beside her."""

from datetime import timedelta

from cases.disciplinary import selectors
from tests.cases.story import BRAND, about_tam, decided, found, fresh, investigated, opened, proposed, sent
from tmt_policy.demo import hearing as demo

DAY = timedelta(days=1)
LONG = "Because what was said fits together, and nothing speaks against it."
WARNING, FINAL, DISMISSAL = "first_written", "final_written", "dismiss_notice"


def formal(cast, at, codes=(BRAND,), subject="tam", **report):
    """A process in its first state."""
    case = _formally(about_tam(cast, at, codes=codes, **report) if subject == "tam" else _about(cast, subject, at), cast, at)
    return selectors.of_case(case.dossier)


def _about(cast, subject, at):
    return opened(proposed(sent(cast["teo"], cast[subject], at=at), cast["sasha"], at=at), cast["hana"], at=at)


def _formally(case, cast, at):
    return decided(found(investigated(case, cast, at), cast, at), cast, at, outcome="decide_formal")


def arranged(row, cast, at, chair="harper", members=(), **more):
    return demo.arranged(row, cast[chair], *(cast[one] for one in members), by=cast["rhys"], at=at, **more)


def invited(cast, at, **more):
    """Arranged, everybody declared, the letter made, tam told."""
    row = demo.declared(arranged(formal(cast, at), cast, at, **more), at=at)
    return now(demo.invited(row, by=cast["rhys"], at=at))


def day_of(row):
    return selectors.hearing_of(now(row))


def heard(cast, at, **more):
    """`at`: when it was arranged; gives the process and the moment after the hearing."""
    row = invited(cast, at, **more)
    after = day_of(row).starts_at + timedelta(hours=2)
    chair = next(one.person for one in selectors.seats_of(row) if one.chair)
    return now(demo.heard(row, by=chair, at=after)), after


def ruled(cast, at, sanction=WARNING, **more):
    row, after = heard(cast, at, **more)
    chair = next(one.person for one in selectors.seats_of(row) if one.chair)
    return now(demo.decided(row, by=chair, at=after, sanction=sanction, finding="proven")), after


def given(cast, at, **more):
    """The outcome given out two days later."""
    row, after = ruled(cast, at, **more)
    return now(demo.issued(row, by=cast["rhys"], at=after + 2 * DAY)), after + 2 * DAY


def now(row):
    return selectors.of_case(row.dossier)


__all__ = ["demo", "fresh"]
