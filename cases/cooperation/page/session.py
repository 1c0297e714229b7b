"""What a supervised session looks at, who agreed, what was shown; what came back to the trust: as rows of a page."""

from datetime import datetime

from cases.cooperation import rules, selectors
from cases.cooperation.models import CooperationRequest
from foundation.dossiers import sealing
from foundation.face import when
from foundation.face.rows import SummaryRow
from foundation.people.models import Person

INSIDE = (
    "They use their own device and sign in themselves: look away while they do. Add only what was agreed. Do not open what is private, of "
    "others, of a union, a doctor or a lawyer. They can stop at any moment. Ask for no password, and take none."
)
STOPPED = "It was stopped. Nothing more is looked at, and nothing follows from that by itself."


def scope_rows(row: CooperationRequest) -> list[SummaryRow]:
    """Exactly what is looked at and why nothing less would do; nothing for what is no session."""
    scope = selectors.scope_of(row)
    if scope is None:
        return []
    return [
        SummaryRow("Which account", scope.account),
        SummaryRow("From which day to which", f"{when.day(scope.first_day)} to {when.day(scope.last_day)}"),
        SummaryRow("With whom", scope.counterpart),
        SummaryRow("What kind of things", "\n".join(rules.CONTENT[kind] for kind in scope.kinds)),
        SummaryRow("Why it is necessary and in proportion", scope.necessity),
        SummaryRow("What asks less, and why it is not enough", scope.tried),
    ]


def captured_rows(row: CooperationRequest, *, look: bool = True) -> list[SummaryRow]:
    """What was shown, the first first. `look`: whether the reader may open the pictures."""
    found = selectors.captured_of(row)
    words = sealing.read(found) if found else {}
    return [
        SummaryRow(
            f"{rules.CONTENT[one.what]}, {when.day(one.day)}", words[one.uuid]["words_sealed"],
            f"/evidence/{one.exhibit.uuid}/" if one.exhibit and look else "", f"Look at {one.exhibit.label}" if one.exhibit else "",
        )
        for one in found
    ]  # fmt: skip


def handover_rows(row: CooperationRequest) -> list[SummaryRow]:
    made = selectors.handover_of(row)
    if made is None:
        return []
    words, account = sealing.read_one(made), row.kind == rules.TRUST_ACCOUNT_TRANSFER
    anew = {True: "Yes", False: "No", None: ""}[made.second_factor]
    rows = [
        ("Item in the password manager" if account else "Device", words["item_sealed"]),
        ("Second step of signing in set anew", anew),
        ("How it was", words["words_sealed"]),
        ("By", f"{made.done_by.name}, {when.moment(made.at)}"),
        ("Witnessed by", made.witness.name),
    ]
    return [SummaryRow(label, said) for label, said in rows if said]


def agreement_rows(row: CooperationRequest) -> list[SummaryRow]:
    if not rules.KINDS[row.kind].session:
        return []
    sides = (("Agreed for HR", row.hr_agreed_by), ("Agreed for data protection", row.dpo_agreed_by))
    return [SummaryRow(label, one.name if one else "Not yet") for label, one in sides]


def before_capturing(row: CooperationRequest) -> dict[str, object]:
    scope = selectors.scope_of(row)
    return {
        "options": [(kind, rules.CONTENT[kind]) for kind in scope.kinds] if scope else [],
        "between": f"From {when.day(scope.first_day)} to {when.day(scope.last_day)}, as agreed." if scope else "",
    }


def as_scoped(row: CooperationRequest) -> dict[str, object]:
    """What a draft says, for changing it."""
    scope = selectors.scope_of(row)
    return {**vars(scope), "kinds": list(scope.kinds)} if scope else {"trusts_own": row.trusts_own}


def witnesses(row: CooperationRequest, person: Person, at: datetime) -> list[tuple[str, str]]:
    return [(str(one.uuid), f"{one.name}, {one.job}") for one in selectors.attendants(row, at) if one != person]
