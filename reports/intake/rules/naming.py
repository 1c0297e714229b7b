"""Whether a reporter gives a name, who may look it up, and who may begin without one (DOMAIN 9.1)."""

from datetime import timedelta

from foundation.dossiers.rules import TRIAGER, Refused
from foundation.people.rules import DEPUTY_DSL, DSL, HR, TRUST_SG

NAMED, CONFIDENTIAL, ANONYMOUS = "named", "confidential", "anonymous"
MODES = (NAMED, CONFIDENTIAL, ANONYMOUS)
# who may look up a confidential reporter, each time with a reason that the reporter reads (DOMAIN 9.1)
MAY_KNOW = frozenset({TRIAGER, DSL, DEPUTY_DSL, TRUST_SG, HR})
UNNAMED = {CONFIDENTIAL: "A member of staff who asked for confidentiality", ANONYMOUS: "Somebody who did not give a name"}
WHY_LEAST = 10
ANONYMOUS_REPORTS = "reports.anonymous"  # setting: whether somebody may report without signing in
# how many may begin to: nobody's address is kept, so it is one number for all
BEGUN_MOST, BEGUN_WITHIN = 60, timedelta(minutes=10)


def check_opening(mode: str, standing: frozenset[str], why: str) -> None:
    """Raises Refused unless somebody with `standing` may look up who a reporter of that mode is, and says why."""
    if mode != CONFIDENTIAL:
        raise Refused("There is no name here to look up.")
    if not standing & MAY_KNOW:
        raise Refused("Only whoever triages it, a safeguarding lead or HR can look up who reported it.")
    if len(why) < WHY_LEAST:
        raise Refused(f"Give a reason of at least {WHY_LEAST} characters.", field="why")


def check_begun(already: int) -> None:
    """Raises Refused while more begin to report without signing in than a trust has people in a hurry."""
    if already >= BEGUN_MOST:
        raise Refused("Very many people are reporting at this moment. Wait for ten minutes, then try again. In danger, call 999 now.")


def check_mode(mode: str, *, captured: bool) -> None:
    """Raises Refused where pictures came with their hidden details before the reporter asked not to be named."""
    if mode != NAMED and captured:
        raise Refused(
            "Hidden details of the screenshot you have handed in might show who you are. Throw this draft away and begin again, and choose "
            "this before the screenshot.",
            field="mode",
        )
