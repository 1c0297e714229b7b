"""Every state, every step, everybody: who may, who may not; the pages open exactly where the table says so."""

import pytest
from django.urls import reverse

from foundation.dossiers.rules import BARRING, ROUTED, TRIAGER, WORKING, Refused, check, offered
from foundation.dossiers.selectors import standing
from foundation.people.rules import CEO, DEPUTY_DSL, DPO, DSL, HEAD, HR, ROLE_NAMES, SLT, SYSTEM, TRUST_SG
from reports.concerns import rules as concerns
from reports.intake.rules import STATES
from reports.triage import rules
from reports.triage.selectors import ground
from tests.triage import scene

EVERYBODY = [*ROLE_NAMES, *BARRING, *WORKING]
LEADS = {DSL, DEPUTY_DSL, TRUST_SG}
ABOVE = {HEAD, CEO, ROUTED}
_ANSWERED = ("ADVICE_ONLY", "STRATEGY", "POLICE")
_STAYS = {"STRATEGY": "strategy", "POLICE": "police"}  # what is so already is not said again; advice may be asked for again
_NAMING = ("name_person", "name_target", "unname")
_ABOUT_PEOPLE = ("high_risk", "not_high", "tell_people", "spare_people", "describe")
MACHINES = {
    "steps": (rules.STEPS, STATES, {
        ("SUBMITTED", "let_in"): ABOVE, ("IN_TRIAGE", "let_in"): ABOVE,
        **{("IN_TRIAGE", name): {TRIAGER} for name in ("classify", "answer_rules", "weigh", "rate", "capture")},
        **{("IN_TRIAGE", name): {TRIAGER} for name in ("ask_lead", "propose_void", "propose_low")},
        **{(state, name): {TRIAGER, *ABOVE} for state in ("SUBMITTED", "IN_TRIAGE", "INFO_REQUESTED") for name in _NAMING},
        ("IN_TRIAGE", "concur"): LEADS | {CEO, ROUTED}, ("IN_TRIAGE", "keep"): {SLT, *ABOVE},
        ("IN_TRIAGE", "send_back"): {HR, *ABOVE}, ("IN_TRIAGE", "not_low"): ABOVE,
    }),
    "screening": (concerns.SCREENING, STATES, {("IN_TRIAGE", "screen"): {TRIAGER}}),
    "safeguarding": (concerns.SAFEGUARDING, concerns.SAFEGUARDING_STATES, {
        **{("FLAGGED", name): LEADS | {ROUTED} for name in ("consult", "call_police")},
        **{("FLAGGED", name): LEADS for name in ("clear", "below")},
        **{(state, "flag"): {TRIAGER, SYSTEM.token} for state in ("NOT_SAFEGUARDING", "BELOW")},
        **{("CONSULT_LADO", name): concerns.CONTACTS for name in ("advice", "strategy", "police")},
        **{(state, name): concerns.CONTACTS for state in _ANSWERED for name in concerns.ANSWERS_OF_THE_LADO if name != _STAYS.get(state)},
        **{(state, "outcome"): concerns.CONTACTS - {TRIAGER} for state in _ANSWERED},
        ("OUTCOME", "close"): LEADS | {ROUTED},
    }),
    "breach": (concerns.DATA_BREACH, concerns.BREACH_STATES, {
        **{("SUSPECTED", name): {DPO, CEO, ROUTED} for name in ("not_breach", "no_risk", "reportable")},
        ("REPORTABLE", "notify"): {DPO, CEO, ROUTED},
        **{(state, name): {DPO, CEO, ROUTED} for state in ("REPORTABLE", "NOTIFIED") for name in _ABOUT_PEOPLE},
        ("NO_RISK", "describe"): {DPO, CEO, ROUTED}, ("NOTIFIED", "close_breach"): {DPO, CEO, ROUTED},
    }),
}  # fmt: skip
PAGES = [
    page for page in rules.MOVES if page not in ("circumstances", "questions", "picture", "let-in", "name", "unname", "same")
]  # these lead elsewhere, or need somebody to let in or to name


@pytest.mark.parametrize("name", MACHINES)
def test_a_step_is_offered_to_whom_it_belongs(name):
    machine, states, may = MACHINES[name]
    for state in states:
        for symbol in EVERYBODY:
            assert set(offered(machine, state, {symbol})) == {move for (at, move), who in may.items() if at == state and symbol in who}


@pytest.mark.parametrize("name", MACHINES)
def test_a_step_of_another_state_is_refused(name):
    machine, states, may = MACHINES[name]
    for state in states:
        for move in {move for _, move in may} - set(machine.get(state, {})):
            with pytest.raises(Refused, match="moved on"):
                check(machine, state, move, EVERYBODY, {})


@pytest.fixture(params=["waiting", "taken", "proposed", "decided"])
def report(request, teo, tam, sasha, now):
    report = scene.sent(teo, tam, at=now)
    if request.param == "taken":
        scene.taken(report, sasha, at=now)
    if request.param == "proposed":
        scene.proposed(report, sasha, at=now, severity=4)
    if request.param == "decided":
        scene.ready(report, sasha, at=now)
        scene.step("no_breach", report, sasha, at=now, rationale=scene.REASON)
    return scene.fresh(report)


@pytest.mark.parametrize("first", ["sasha", "hana", "rhys"])
def test_a_page_opens_where_its_step_is_offered(report, cast, client_of, now, first):
    held = standing(cast[first], report.dossier, now)
    for purpose in PAGES:
        answer = client_of(cast[first]).get(f"/triage/{report.reference}/{purpose}/")
        if not held or (first == "rhys" and purpose not in ("agree", "concur", "reopen", "send-back", "agree-low")):
            assert answer.status_code == 404
        else:
            leads_on = 302 if rules.ground_of(purpose, ground(report)) else 200
            assert answer.status_code == (leads_on if rules.is_offered(purpose, report.state, held) else 422), purpose


@pytest.mark.parametrize("early, first", [("severity", "rules"), ("circumstances", "rules"), ("main-rule", "rules"), ("propose", "harm")])
def test_a_step_without_its_ground_leads_to_what_comes_first(teo, tam, sasha, client_of, now, early, first):
    report = scene.sent(teo, tam, at=now)
    scene.taken(report, sasha, at=now)
    assert client_of(sasha).get(f"/triage/{report.reference}/{early}/").url == f"/triage/{report.reference}/{first}/"
    shown = client_of(sasha).get(f"/triage/{report.reference}/")
    assert f"/{early}/" not in shown.content.decode()


def test_none_of_the_rules_is_an_answer_too(teo, tam, sasha, client_of, now):
    report = scene.sent(teo, tam, at=now)
    scene.taken(report, sasha, at=now)
    with pytest.raises(Refused, match="Choose the rules first"):
        scene.step("rate", report, sasha, at=now, severity=1, reason=scene.REASON)
    scene.step("choose_clauses", report, sasha, at=now, codes=[])
    assert client_of(sasha).get(f"/triage/{report.reference}/severity/").status_code == 200
    assert scene.step("rate", report, sasha, at=now, severity=1, reason=scene.REASON).severity == 1


@pytest.mark.parametrize("first", ["sasha", "hana"])
def test_a_report_s_page_links_only_to_pages_that_open(report, cast, client_of, first):
    client = client_of(cast[first])
    shown = client.get(reverse("triage:report", args=[report.reference]))
    hrefs = [item.href for item in (*shown.context["steps"], *shown.context["moves"]) if item.href and item.href.startswith("/triage/")]
    assert {client.get(href, follow=True).status_code for href in hrefs} <= {200}


def test_whose_turn_it_is():
    asked = {"harm": "no", "proposed": True, "severity": 4}
    assert rules.turn("SUBMITTED", {}) == rules.TAKE_ON
    assert rules.turn("IN_TRIAGE", {"harm": "possible", "flagged": True, "proposed": True}) == rules.SAFEGUARDING
    assert rules.turn("IN_TRIAGE", {"harm": "possible"}) == rules.LADO
    assert rules.turn("IN_TRIAGE", {"harm": ""}) == rules.DECIDE
    assert rules.turn("IN_TRIAGE", asked) == rules.AGREE
    assert rules.turn("IN_TRIAGE", asked | {"agreed": True}) == rules.turn("IN_TRIAGE", asked | {"severity": 3}) == rules.OPEN
    assert rules.turn("IN_TRIAGE", {"unread": True}) == rules.READ
    assert rules.turn("INFO_REQUESTED", {}) == rules.ANSWER
    assert rules.turn("INFO_REQUESTED", {"harm": "possible", "flagged": True}) == rules.SAFEGUARDING
    assert rules.turn("NO_BREACH", {}) == rules.DONE


@pytest.mark.parametrize(
    "standing, roles, may",
    [
        ({"HEAD"}, {"SLT"}, True),
        ({"SLT"}, {"SLT"}, False),
        ({"HEAD"}, {"HEAD"}, False),
        ({"CEO"}, {"HEAD"}, True),
        ({"HEAD"}, {"DSL"}, True),
        ({"SLT"}, set(), True),
        ({"CEO"}, {"CEO"}, False),
        ({"routed"}, {"CEO"}, True),
        (set(), set(), False),
        ({"DSL"}, set(), False),
    ],
)
def test_who_may_let_in_whom(standing, roles, may):
    assert rules.may_let_in(standing, roles) is may
