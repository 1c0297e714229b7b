"""A report about tam, as far as a test needs it, through the services. `at` moves on by minutes, never by the real clock."""

import io
from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from cases.casefile import services as casefile
from cases.casefile.selectors import allegations_of, case_of, chosen_clauses, concerned
from cases.closing import services as closing
from cases.investigation import services as investigation
from cases.removals import services as removals
from cases.removals.grounds import addresses, under
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import STAFF, TRIAGER
from foundation.dossiers.selectors import standing
from foundation.evidence.selectors import exhibits_of
from reports.intake import selectors as intake_facts
from reports.intake import services as intake
from reports.intake.rules import DECLARATION, REPORT, Named

BRAND, DISREPUTE = "C7.3l", "C7.3a"  # no flag; flag "proportionality"
LOOKED = {"how": "signed_out", "seen": "The address says that it is not there."}
LONG = "Because the screenshot and what was said fit together, and nothing speaks against it."


def picture():
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(out, "PNG")
    return SimpleUploadedFile("shot.png", out.getvalue(), "image/png")


def later(at, minutes=1):
    return at + timedelta(minutes=minutes)


def sent(by, *people, at, image="no", child="no", outsiders=(), exhibit=True, mode="named"):
    """A report by `by` about `people` (and Named outsiders), sent."""
    report = intake.start_draft(by=by, at=at, danger="no", key=uuid4())
    subjects = [Named(STAFF, str(one.uuid)) for one in people] + list(outsiders)
    steps = {
        "conduct": {"subjects": subjects, "behalf": "own"},
        "leader": {"leader_involved": "no"},
        "readers": {"not_these": [], "mode": mode},
        "place": {"platform": "facebook", "platform_other": "", "live": "yes", "addresses": ["https://www.facebook.com/story/1"]},
        "seen": {"what": "A post that made fun of a parent."},
        "time": {"happened_on": None, "when": "Last week"},
        "child": {"child": child, "image": image},
    }
    if exhibit and image == "no":
        steps["picture"] = {"picture": picture(), "how_seen": "own_feed", "visibility": "public"}
    for step, cleaned in (steps | {"rules": {"rules": []}}).items():
        report = intake.answer(report, step, cleaned, by=by, at=at)
    return intake.submit(report, by=by, at=at, declaration=DECLARATION)


def proposed(report, by, *, at, codes=(BRAND,), severity=2):
    """Triage as far as a case needs it: taken on, judged, classified, proposed."""
    with transaction.atomic():
        report = move(report, REPORT, "start", by=by, at=at, standing=standing(by, report.dossier, at), facts={"conflict_declared": True})
        dossiers.add_party(report.dossier, by, TRIAGER, by=by, at=at, source="triage")
        report.harm, report.breach, report.severity, report.rationale_length = "no", "no", severity, 40
        for column in ("rationale_sealed", "severity_reason_sealed", "evidence_reason_sealed"):
            sealing.write(report, column, LONG)
        report.save()
        clauses = [one for one in report.policy_version.clauses.all() if one.code in codes]
        intake.classify(report, clauses=clauses, primary=clauses[0], by=by, at=at)
        report = move(
            report,
            REPORT,
            "propose",
            by=by,
            at=at,
            standing=standing(by, report.dossier, at),
            facts=intake_facts.facts(report),
            also={"proposed_at": at},
        )
    return report


def opened(report, by, *, at, codes=(BRAND,), conflict="", scope="What the post shows."):
    """A case about the report's first person who has none yet."""
    subject = concerned(report, at)[0]
    clauses, primary = chosen_clauses(report, subject, list(codes))
    return casefile.open_case(report, subject, by=by, at=at, clauses=clauses, primary=primary, scope=scope, conflict=conflict)


def fresh(case):
    return case_of(case.dossier)


def about_tam(cast, at, codes=(BRAND,), **report):
    """teo reported tam, sasha proposed a case, hana opened it."""
    return opened(
        proposed(sent(cast["teo"], cast["tam"], at=at, **report), cast["sasha"], at=at, codes=codes), cast["hana"], at=at, codes=codes
    )


def investigated(case, cast, at):
    """iona asked, accepted, tam told, begun."""
    hana, iona = cast["hana"], cast["iona"]
    appointment = investigation.appoint(case, iona, by=hana, at=at, version=fresh(case).version)
    investigation.answer(appointment, by=iona, at=at, answer="accepted", conflict="")
    casefile.tell(case, by=hana, at=at, version=fresh(case).version, how="in_person")
    return investigation.start(case, by=hana, at=at, version=fresh(case).version, terms="Find out who wrote it.")


def found(case, cast, at, finding="proven"):
    """Every allegation found, the report handed in."""
    for row in allegations_of(case):
        investigation.find(row, by=cast["iona"], at=at, version=fresh(case).version, finding=finding, reason=LONG)
    return investigation.submit_report(case, by=cast["iona"], at=at, version=fresh(case).version, heard="heard", summary="tam wrote it.")


def decided(case, cast, at, outcome="decide_informal"):
    closing.advise(case, by=cast["rhys"], at=at, version=fresh(case).version, advice="Act informally.")
    return closing.decide(
        case,
        by=cast["hana"],
        at=at,
        version=fresh(case).version,
        outcome=outcome,
        intent="inadvertent",
        reason=LONG,
        consistency="None known.",
        protected="no",
    )


def closed(case, cast, at):
    return closing.close(case, by=cast["hana"], at=at, version=fresh(case).version, retention="informal", learning="Nothing new.")


def drafted(case, cast, at, **changed):
    """hana asks for the report's first address to be removed, sasha is to check."""
    said = {
        "address": addresses(under(case))[0][1],
        "clause": allegations_of(case)[0].clause,
        "action": "delete",
        "why": "It makes fun of a parent.",
        "exhibit": next(iter(exhibits_of(case.dossier)), None),
        "reveals": "no",
        "verifier": cast["sasha"],
        **changed,
    }
    return removals.draft(case, by=cast["hana"], at=at, **said)


def issued(case, cast, at, **changed):
    row = drafted(case, cast, at, **changed)
    return removals.issue(row, by=cast["hana"], at=at, version=row.version)


def told(case, cast, at, how="in_person", **changed):
    row = issued(case, cast, at, **changed)
    return removals.tell(row, by=cast["hana"], at=at, version=row.version, how=how, why_not="On a trip" if how == "could_not" else "")
