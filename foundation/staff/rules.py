"""What the directory shows whoever keeps it: who works here and which roles they hold. Nothing of any report, case or request."""

from foundation.dossiers.rules import SUBJECT, TARGET, WITNESS, WORKING

KEEP = "people.keep"
FOUND = 50  # people a search shows
LISTED = 200  # wrong rows a page names
AHEAD = 60  # days ahead in which a list of leavers looks
NOTICE = 30  # days before somebody’s last day from which their open work stands on first pages

LEADS = ("report.triage", "case.manage", "support.give")  # whoever leads where the work of a leaver hangs
GOES, LAST_DAY, NEW_WAY_IN, MOVED = "staff.hand_over", "staff.last_day", "staff.new_way_in", "staff.moved"
MANAGER, NAME = "staff.manager", "staff.name"
WITH_A_PART = WORKING | {SUBJECT, WITNESS, TARGET}  # who could be shown something
TOO_SOON = (
    "They are chief executive, of the Board or data protection officer: the first last day that leaves them time to object is {}. "
    "Where it has to be sooner, end the role first."
)
