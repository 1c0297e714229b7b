"""Who may take which move out of which state: the domain's section 9 written down once more, and every machine held to it (BEATS 14).

A move that is not in a table below has no exit; a machine that is not here fails. Moves of section 9 that nobody can make yet are left out.
Roles are in capitals, parts in one dossier are not; what is written in brackets is a part that exists in this one thing only.
"""

from importlib import import_module

import pytest

from cases.casefile.rules import STATES as CASE_STATES
from cases.cooperation.rules import STATES as COOPERATION_STATES
from cases.disciplinary.rules import STATES as DISCIPLINARY_STATES
from cases.removals.rules import STATES as REMOVAL_STATES
from foundation.dossiers.rules import BARRING, WORKING, Machine, Refused, check, offered
from foundation.people.rules import ROLE_NAMES
from reports.care.rules import STATES as CARE_STATES
from reports.concerns.rules import BREACH_STATES, SAFEGUARDING_STATES
from reports.intake.rules import STATES as REPORT_STATES
from reports.lowlevel.rules import STATES as LOW_LEVEL_STATES
from reports.targets.rules import STATES as SUPPORT_STATES
from tests.laws import house

# 9.1, the moves of a report itself
REPORT = """
    DRAFT          submit            SUBMITTED          reporter
    DRAFT          discard           DISCARDED          reporter
    DRAFT          expire            DISCARDED          system
    SUBMITTED      start             IN_TRIAGE          SLT HEAD CEO routed
    IN_TRIAGE      propose           IN_TRIAGE          triager
    IN_TRIAGE      no_breach         NO_BREACH          triager
    IN_TRIAGE      settle            INFORMAL_RESOLVED  triager
    IN_TRIAGE      refer             REFERRED_OUT       triager
    IN_TRIAGE      merge             DUPLICATE          triager
    IN_TRIAGE      void              VOID               SLT HEAD CEO routed
    IN_TRIAGE      low_level         LOW_LEVEL_CONCERN  HEAD CEO routed
    IN_TRIAGE      requeue           SUBMITTED          system
    INFO_REQUESTED requeue           SUBMITTED          system
    LOW_LEVEL_CONCERN reopen         IN_TRIAGE          HEAD HR CEO routed
    INFORMAL_RESOLVED reopen         IN_TRIAGE          HEAD HR CEO routed
    REFERRED_OUT   reopen            IN_TRIAGE          HEAD HR CEO routed
    NO_BREACH      reopen            IN_TRIAGE          HEAD HR CEO routed
    DUPLICATE      reopen            IN_TRIAGE          HEAD HR CEO routed
    VOID           reopen            IN_TRIAGE          HEAD HR CEO routed
    IN_TRIAGE      hand_back         SUBMITTED          triager
    IN_TRIAGE      link              LINKED_TO_CASE     HEAD CEO routed
    IN_TRIAGE      agree             IN_TRIAGE          HR CEO routed
    IN_TRIAGE      ask               INFO_REQUESTED     triager
    INFO_REQUESTED answer            IN_TRIAGE          reporter
    INFO_REQUESTED no_answer         IN_TRIAGE          system
    INFO_REQUESTED go_on             IN_TRIAGE          triager
    INFO_REQUESTED hand_back         SUBMITTED          triager
"""  # agree: where all of HR is in conflict, whoever stands in
# 9.1, what a triager writes down before deciding; the report stays where it is
SCREENING = """
    IN_TRIAGE      screen            IN_TRIAGE          triager
"""
STEPS = """
    SUBMITTED      let_in            SUBMITTED          HEAD CEO routed
    IN_TRIAGE      let_in            IN_TRIAGE          HEAD CEO routed
    SUBMITTED      name_person       SUBMITTED          HEAD CEO routed triager
    IN_TRIAGE      name_person       IN_TRIAGE          HEAD CEO routed triager
    INFO_REQUESTED name_person       INFO_REQUESTED     HEAD CEO routed triager
    IN_TRIAGE      classify          IN_TRIAGE          triager
    IN_TRIAGE      answer_rules      IN_TRIAGE          triager
    IN_TRIAGE      weigh             IN_TRIAGE          triager
    IN_TRIAGE      rate              IN_TRIAGE          triager
    IN_TRIAGE      capture           IN_TRIAGE          triager
    IN_TRIAGE      ask_lead          IN_TRIAGE          triager
    IN_TRIAGE      concur            IN_TRIAGE          DSL DEPUTY_DSL TRUST_SG CEO routed
    IN_TRIAGE      propose_void      IN_TRIAGE          triager
    IN_TRIAGE      propose_low       IN_TRIAGE          triager
    IN_TRIAGE      not_low           IN_TRIAGE          HEAD CEO routed
    IN_TRIAGE      send_back         IN_TRIAGE          HEAD HR CEO routed
    IN_TRIAGE      keep              IN_TRIAGE          SLT HEAD CEO routed
    SUBMITTED      name_target       SUBMITTED          HEAD CEO routed triager
    IN_TRIAGE      name_target       IN_TRIAGE          HEAD CEO routed triager
    INFO_REQUESTED name_target       INFO_REQUESTED     HEAD CEO routed triager
    SUBMITTED      unname            SUBMITTED          HEAD CEO routed triager
    IN_TRIAGE      unname            IN_TRIAGE          HEAD CEO routed triager
    INFO_REQUESTED unname            INFO_REQUESTED     HEAD CEO routed triager
"""
# 8.3, support for whoever was targeted; others than who was asked only where it has come to them
SUPPORT = """
    OPEN    talk      SPOKEN  supporter HEAD HR CEO routed
    OPEN    close     CLOSED  supporter HEAD HR CEO routed
    OPEN    hand_on   OPEN    supporter HEAD HR CEO routed
    OPEN    say_need  OPEN    target
    OPEN    withdraw  WITHDRAWN system
    SPOKEN  talk      SPOKEN  supporter HEAD HR CEO routed
    SPOKEN  close     CLOSED  supporter HEAD HR CEO routed
    SPOKEN  hand_on   SPOKEN  supporter HEAD HR CEO routed
    SPOKEN  say_need  SPOKEN  target
    SPOKEN  withdraw  WITHDRAWN system
"""
# 9.1, what is written between triage and the reporter, and among those who triage
MAILBOX = """
    SUBMITTED      add               SUBMITTED          reporter
    SUBMITTED      withdraw          SUBMITTED          reporter
    SUBMITTED      note              SUBMITTED          SLT HEAD CEO routed triager
    IN_TRIAGE      add               IN_TRIAGE          reporter
    IN_TRIAGE      write             IN_TRIAGE          triager
    IN_TRIAGE      receive           IN_TRIAGE          triager
    IN_TRIAGE      withdraw          IN_TRIAGE          reporter
    IN_TRIAGE      note              IN_TRIAGE          SLT HEAD CEO routed triager
    INFO_REQUESTED write             INFO_REQUESTED     triager
    INFO_REQUESTED receive           INFO_REQUESTED     triager
    INFO_REQUESTED withdraw          INFO_REQUESTED     reporter
    INFO_REQUESTED note              INFO_REQUESTED     SLT HEAD CEO routed triager
    DUPLICATE      add               DUPLICATE          reporter
    DUPLICATE      write             DUPLICATE          triager
    DUPLICATE      receive           DUPLICATE          triager
    DUPLICATE      withdraw          DUPLICATE          reporter
    DUPLICATE      note              DUPLICATE          SLT HEAD CEO routed triager
    LINKED_TO_CASE add               LINKED_TO_CASE     reporter
    LINKED_TO_CASE write             LINKED_TO_CASE     triager
    LINKED_TO_CASE receive           LINKED_TO_CASE     triager
    LINKED_TO_CASE withdraw          LINKED_TO_CASE     reporter
    LINKED_TO_CASE note              LINKED_TO_CASE     SLT HEAD CEO routed triager
"""
# 9.2, the safeguarding record; about the chief executive nobody of the queue is left, then the Board's person consults
SAFEGUARDING = """
    FLAGGED            consult       CONSULT_LADO       DSL DEPUTY_DSL TRUST_SG routed
    FLAGGED            call_police   POLICE             DSL DEPUTY_DSL TRUST_SG routed
    FLAGGED            below         BELOW              DSL DEPUTY_DSL TRUST_SG
    FLAGGED            clear         NOT_SAFEGUARDING   DSL DEPUTY_DSL TRUST_SG
    NOT_SAFEGUARDING   flag          FLAGGED            triager system
    BELOW              flag          FLAGGED            triager system
    CONSULT_LADO       advice        ADVICE_ONLY        DSL DEPUTY_DSL TRUST_SG HEAD CEO routed triager
    CONSULT_LADO       strategy      STRATEGY           DSL DEPUTY_DSL TRUST_SG HEAD CEO routed triager
    CONSULT_LADO       police        POLICE             DSL DEPUTY_DSL TRUST_SG HEAD CEO routed triager
    ADVICE_ONLY        advice        ADVICE_ONLY        DSL DEPUTY_DSL TRUST_SG HEAD CEO routed triager
    ADVICE_ONLY        strategy      STRATEGY           DSL DEPUTY_DSL TRUST_SG HEAD CEO routed triager
    ADVICE_ONLY        police        POLICE             DSL DEPUTY_DSL TRUST_SG HEAD CEO routed triager
    ADVICE_ONLY        outcome       OUTCOME            DSL DEPUTY_DSL TRUST_SG HEAD CEO routed
    STRATEGY           advice        ADVICE_ONLY        DSL DEPUTY_DSL TRUST_SG HEAD CEO routed triager
    STRATEGY           police        POLICE             DSL DEPUTY_DSL TRUST_SG HEAD CEO routed triager
    STRATEGY           outcome       OUTCOME            DSL DEPUTY_DSL TRUST_SG HEAD CEO routed
    POLICE             advice        ADVICE_ONLY        DSL DEPUTY_DSL TRUST_SG HEAD CEO routed triager
    POLICE             strategy      STRATEGY           DSL DEPUTY_DSL TRUST_SG HEAD CEO routed triager
    POLICE             outcome       OUTCOME            DSL DEPUTY_DSL TRUST_SG HEAD CEO routed
    OUTCOME            close         CLOSED             DSL DEPUTY_DSL TRUST_SG routed
"""
# 3.1, who knows where nobody may make public who it is about: whoever keeps the record, whatever its state
KNOWING = "\n".join(
    f"{state} {move} {state} DSL DEPUTY_DSL TRUST_SG HEAD CEO routed triager"
    for state in ("FLAGGED", "NOT_SAFEGUARDING", "BELOW", "POLICE", "CONSULT_LADO", "ADVICE_ONLY", "STRATEGY", "OUTCOME", "CLOSED")
    for move in ("tell_somebody", "agree_line")
)
# 9.2, the possible data breach; others than the data protection officer only where all of them are in conflict
DATA_BREACH = """
    SUSPECTED      not_breach        NOT_BREACH         DPO CEO routed
    SUSPECTED      no_risk           NO_RISK            DPO CEO routed
    SUSPECTED      reportable        REPORTABLE         DPO CEO routed
    NO_RISK        describe          NO_RISK            DPO CEO routed
    REPORTABLE     notify            NOTIFIED           DPO CEO routed
    REPORTABLE     high_risk         REPORTABLE         DPO CEO routed
    REPORTABLE     not_high          REPORTABLE         DPO CEO routed
    REPORTABLE     tell_people       REPORTABLE         DPO CEO routed
    REPORTABLE     spare_people      REPORTABLE         DPO CEO routed
    REPORTABLE     describe          REPORTABLE         DPO CEO routed
    NOTIFIED       high_risk         NOTIFIED           DPO CEO routed
    NOTIFIED       not_high          NOTIFIED           DPO CEO routed
    NOTIFIED       tell_people       NOTIFIED           DPO CEO routed
    NOTIFIED       spare_people      NOTIFIED           DPO CEO routed
    NOTIFIED       describe          NOTIFIED           DPO CEO routed
    NOTIFIED       close_breach      CLOSED             DPO CEO routed
"""
# 9.2, the case; others than HR advise only where all of HR is in conflict
CASE = """
    SCOPING            tell              SCOPING            case_manager
    SCOPING            appoint           SCOPING            case_manager
    SCOPING            accept            SCOPING            (appointee)
    SCOPING            decline           SCOPING            (appointee)
    SCOPING            relieve           SCOPING            case_manager
    SCOPING            start             INVESTIGATING      case_manager
    SCOPING            not_needed        NO_CASE            case_manager
    SCOPING            hold              HELD               case_manager
    HELD               decline           HELD               (appointee)
    HELD               relieve           HELD               case_manager
    HELD               review_hold       HELD               case_manager
    HELD               release_scoping   SCOPING            case_manager
    HELD               release_investigating INVESTIGATING  case_manager
    HELD               release_decision_pending DECISION_PENDING case_manager
    HELD               release_formal    FORMAL             case_manager
    INVESTIGATING      tell              INVESTIGATING      case_manager
    INVESTIGATING      appoint           INVESTIGATING      case_manager
    INVESTIGATING      accept            INVESTIGATING      (appointee)
    INVESTIGATING      decline           INVESTIGATING      (appointee)
    INVESTIGATING      relieve           INVESTIGATING      case_manager
    INVESTIGATING      progress          INVESTIGATING      investigator case_manager
    INVESTIGATING      find              INVESTIGATING      investigator
    INVESTIGATING      submit_report     DECISION_PENDING   investigator
    INVESTIGATING      discontinue       DECISION_PENDING   case_manager
    INVESTIGATING      hold              HELD               case_manager
    DECISION_PENDING   tell              DECISION_PENDING   case_manager
    DECISION_PENDING   advise            DECISION_PENDING   HR CEO routed
    DECISION_PENDING   weigh             DECISION_PENDING   case_manager
    DECISION_PENDING   return_report     INVESTIGATING      case_manager
    DECISION_PENDING   hold              HELD               case_manager
    DECISION_PENDING   decide_no_case    NO_CASE            case_manager
    DECISION_PENDING   decide_informal   INFORMAL_ACTION    case_manager
    DECISION_PENDING   decide_formal     FORMAL             case_manager
    NO_CASE            tell              NO_CASE            case_manager
    NO_CASE            close             CLOSED             case_manager
    INFORMAL_ACTION    tell              INFORMAL_ACTION    case_manager
    INFORMAL_ACTION    close             CLOSED             case_manager
    FORMAL             tell              FORMAL             case_manager
    FORMAL             close             CLOSED             case_manager
    FORMAL             hold              HELD               case_manager
    SCOPING            join              SCOPING            HEAD CEO routed
    HELD               join              HELD               HEAD CEO routed
    INVESTIGATING      join              INVESTIGATING      HEAD CEO routed
    CLOSED             ask_reopen        CLOSED             HEAD CEO routed
    CLOSED             reopen            INVESTIGATING      HR CEO routed
    CLOSED             not_reopen        CLOSED             HR CEO routed
"""
# before it is closed who holds it may change at any time, and those who work on it write notes and give tasks
CASE += "\n".join(
    f"{state} {move} {state} {roles}"
    for state in CASE_STATES
    if state != "CLOSED"
    for move, roles in (
        ("take_on", "HEAD CEO routed"),
        ("hand_over", "case_manager"),
        ("take_over", "(successor)"),
        ("not_take_over", "(successor)"),
        ("note", "case_manager investigator HR HEAD CEO routed"),
        ("add_task", "case_manager investigator"),
        ("end_task", "case_manager (task_owner)"),
    )
)
# 9.3; who says at once that it is gone need not acknowledge first, and the issuer writes down what somebody without a sign-in says
REMOVAL = """
    DRAFT              issue             ISSUED             issuer case_manager (in_charge)
    DRAFT              withdraw          WITHDRAWN          issuer case_manager (in_charge)
    DRAFT              wait              AWAITING_POLICE_ADVICE issuer case_manager (in_charge)
    DRAFT              file              PLATFORM_REPORTED  issuer case_manager (in_charge)
    ISSUED             serve             ISSUED             issuer case_manager HR (in_charge)
    ISSUED             fate              ISSUED             issuer case_manager HR (in_charge)
    AWAITING_POLICE_ADVICE issue         ISSUED             issuer case_manager (in_charge)
    AWAITING_POLICE_ADVICE file          PLATFORM_REPORTED  issuer case_manager (in_charge)
    AWAITING_POLICE_ADVICE withdraw      WITHDRAWN          issuer case_manager (in_charge)
    ISSUED             file              PLATFORM_REPORTED  issuer case_manager (in_charge)
    ISSUED             not_done          NON_COMPLIED       issuer case_manager (in_charge)
    ISSUED             give_up           NOT_ACHIEVABLE     issuer case_manager (in_charge)
    ACKNOWLEDGED       file              PLATFORM_REPORTED  issuer case_manager (in_charge)
    ACKNOWLEDGED       not_done          NON_COMPLIED       issuer case_manager (in_charge)
    ACKNOWLEDGED       give_up           NOT_ACHIEVABLE     issuer case_manager (in_charge)
    NON_COMPLIED       claim             CLAIMED_REMOVED    subject (on_behalf)
    NON_COMPLIED       file              PLATFORM_REPORTED  issuer case_manager (in_charge)
    NON_COMPLIED       give_up           NOT_ACHIEVABLE     issuer case_manager (in_charge)
    NON_COMPLIED       name_checker      NON_COMPLIED       issuer case_manager (in_charge)
    PLATFORM_REPORTED  verify            VERIFIED           verifier
    PLATFORM_REPORTED  further           PLATFORM_ESCALATED issuer case_manager (in_charge)
    PLATFORM_REPORTED  name_checker      PLATFORM_REPORTED  issuer case_manager (in_charge)
    PLATFORM_ESCALATED verify            VERIFIED           verifier
    PLATFORM_ESCALATED further           PLATFORM_ESCALATED issuer case_manager (in_charge)
    PLATFORM_ESCALATED give_up           NOT_ACHIEVABLE     issuer case_manager (in_charge)
    PLATFORM_ESCALATED name_checker      PLATFORM_ESCALATED issuer case_manager (in_charge)
    VERIFIED           reposted          DRAFT              verifier
    ISSUED             tell              ISSUED             issuer case_manager (in_charge)
    ISSUED             ack               ACKNOWLEDGED       subject (on_behalf)
    ISSUED             claim             CLAIMED_REMOVED    subject (on_behalf)
    ISSUED             contest           CONTESTED          subject (on_behalf)
    ISSUED             withdraw          WITHDRAWN          issuer case_manager (in_charge)
    ACKNOWLEDGED       claim             CLAIMED_REMOVED    subject (on_behalf)
    ACKNOWLEDGED       contest           CONTESTED          subject (on_behalf)
    ACKNOWLEDGED       withdraw          WITHDRAWN          issuer case_manager (in_charge)
    ISSUED             name_checker      ISSUED             issuer case_manager (in_charge)
    ACKNOWLEDGED       name_checker      ACKNOWLEDGED       issuer case_manager (in_charge)
    CLAIMED_REMOVED    name_checker      CLAIMED_REMOVED    issuer case_manager (in_charge)
    CONTESTED          name_judge        CONTESTED          issuer case_manager (in_charge)
    VERIFIED           name_checker      VERIFIED           issuer case_manager (in_charge)
    CONTESTED          uphold            ISSUED             independent_senior
    CONTESTED          give_way          WITHDRAWN          independent_senior
    CLAIMED_REMOVED    verify            VERIFIED           verifier
    CLAIMED_REMOVED    still_there       ISSUED             verifier
    VERIFIED           still_gone        VERIFIED           verifier
    VERIFIED           reappeared        ISSUED             verifier
    VERIFIED           end               CLOSED             verifier
"""
# 9.4; others than HR look at a refusal only where no one of HR is apart from it
_DATES = """
    {0} ask_date {0} subject (on_behalf)
    {0} give_time {0} investigator case_manager
    {0} keep_date {0} investigator case_manager
"""
_ANSWERS = """
    {0} supply COMPLETED subject (on_behalf)
    {0} supply_part PARTIAL subject (on_behalf)
    {0} paper COMPLETED investigator case_manager HR
    {0} decline DECLINED subject (on_behalf)
    {0} overdue OVERDUE_REVIEW investigator case_manager
    {0} withdraw WITHDRAWN investigator case_manager
"""
_WITH_HR = """
    {0} accept_refusal ACCEPTED_REFUSAL HR CEO routed
    {0} more_time ISSUED HR CEO routed
    {0} unreasonable UNREASONABLE HR CEO routed
    {0} reconsider ACKNOWLEDGED subject (on_behalf)
    {0} withdraw WITHDRAWN investigator case_manager
"""
COOPERATION = "".join([
    """
    DRAFT              rewrite           DRAFT              investigator
    DRAFT              approve           ISSUED             case_manager
    DRAFT              send_back         DRAFT              case_manager
    DRAFT              withdraw          WITHDRAWN          investigator case_manager
    DRAFT              agree_hr          DRAFT              HR
    DRAFT              agree_dpo         DRAFT              DPO
    DRAFT              object            DRAFT              HR DPO
    ISSUED             hand_over         COMPLETED          investigator case_manager
    ACKNOWLEDGED       hand_over         COMPLETED          investigator case_manager
    SCHEDULED          capture           SCHEDULED          (note_taker) (meeting_lead)
    SCHEDULED          stop              SCHEDULED          (note_taker) (meeting_lead) subject (on_behalf)
    ISSUED             tell              ISSUED             investigator case_manager
    ISSUED             serve             ISSUED             investigator case_manager HR
    ISSUED             fate              ISSUED             investigator case_manager HR
    ISSUED             ack               ACKNOWLEDGED       subject (on_behalf)
    ACKNOWLEDGED       lift              COMPLETED          investigator case_manager
    ACKNOWLEDGED       schedule          SCHEDULED          investigator case_manager
    ACKNOWLEDGED       companion         ACKNOWLEDGED       subject (on_behalf)
    SCHEDULED          schedule          SCHEDULED          investigator case_manager
    SCHEDULED          companion         SCHEDULED          subject (on_behalf)
    SCHEDULED          ask_date          SCHEDULED          subject (on_behalf)
    SCHEDULED          keep_date         SCHEDULED          investigator case_manager
    SCHEDULED          decline           DECLINED           subject (on_behalf)
    SCHEDULED          missed            OVERDUE_REVIEW     investigator case_manager
    SCHEDULED          minute            SCHEDULED          (note_taker)
    SCHEDULED          sign              SCHEDULED          subject (on_behalf)
    SCHEDULED          sign_not          SCHEDULED          subject (on_behalf)
    SCHEDULED          countersign       SCHEDULED          (meeting_lead)
    SCHEDULED          complete          COMPLETED          investigator case_manager
    SCHEDULED          withdraw          WITHDRAWN          investigator case_manager
    PARTIAL            enough            COMPLETED          investigator
    PARTIAL            ask_review        DECLINED           investigator case_manager
    ACCEPTED_REFUSAL   tell_review       ACCEPTED_REFUSAL   investigator case_manager HR CEO routed
    UNREASONABLE       tell_review       UNREASONABLE       investigator case_manager HR CEO routed
    UNREASONABLE       allege            UNREASONABLE       case_manager
    """,
    *(part.format(state) for state in ("ISSUED", "ACKNOWLEDGED", "PARTIAL") for part in (_DATES, _ANSWERS)),
    *(_WITH_HR.format(state) for state in ("DECLINED", "OVERDUE_REVIEW")),
])
# beside 9.1: how a reporter is after the end (8.3); whoever asks is HR or the trustee for whistleblowing, who may come in as a person
CARE = """
    FIRST              ask_first         SECOND             HR WB_TRUSTEE routed
    FIRST              decline           DECLINED           HR WB_TRUSTEE routed reporter
    FIRST              try_again         FIRST              HR WB_TRUSTEE routed
    FIRST              say               FIRST              reporter
    FIRST              stop              STOPPED            system
    FIRST              leave             LEFT               system
    SECOND             ask_second        DONE               HR WB_TRUSTEE routed
    SECOND             follow_up         SECOND             HR WB_TRUSTEE routed
    SECOND             decline           DECLINED           HR WB_TRUSTEE routed reporter
    SECOND             try_again         SECOND             HR WB_TRUSTEE routed
    SECOND             say               SECOND             reporter
    SECOND             stop              STOPPED            system
    SECOND             leave             LEFT               system
    DONE               say               DONE               reporter
    DONE               answer            DONE               HR WB_TRUSTEE routed
    DONE               decline           DECLINED           HR WB_TRUSTEE routed reporter
    DONE               stop              STOPPED            system
    DONE               leave             LEFT               system
    DECLINED           say               DECLINED           reporter
    DECLINED           answer            DECLINED           HR WB_TRUSTEE routed
    DECLINED           leave             LEFT               system
"""
# 9.10, a low-level concern; the system puts it before whoever decides when it is recorded
LOW_LEVEL = """
    RECORDED           present           HEAD_REVIEW        system
    RECORDED           withdraw          WITHDRAWN          system
    HEAD_REVIEW        withdraw          WITHDRAWN          system
    PATTERN_FLAG       withdraw          WITHDRAWN          system
    NO_ACTION          withdraw          WITHDRAWN          system
    ADVICE             withdraw          WITHDRAWN          system
    HEAD_REVIEW        no_action         NO_ACTION          HEAD CEO routed
    HEAD_REVIEW        advise            ADVICE             HEAD CEO routed
    HEAD_REVIEW        flag              PATTERN_FLAG       HEAD CEO routed
    PATTERN_FLAG       no_action         NO_ACTION          HEAD CEO routed
    PATTERN_FLAG       consult           CONSULT_LADO       HEAD CEO routed
    PATTERN_FLAG       raise_case        CASE               HEAD CEO routed
"""
# 9.5, up to its conclusion; appeals come later
DISCIPLINARY = """
    OPENED             schedule          SCHEDULED          HR (CEO) (routed)
    OPENED             ask_withdraw      OPENED             case_manager
    OPENED             withdraw          WITHDRAWN          HR (CEO) (routed)
    SCHEDULED          invite            SCHEDULED          HR (CEO) (routed)
    SCHEDULED          seat              SCHEDULED          HR (CEO) (routed)
    SCHEDULED          declare           SCHEDULED          hearing_chair panel
    SCHEDULED          say               SCHEDULED          subject on_behalf
    SCHEDULED          ask_day           SCHEDULED          subject on_behalf
    SCHEDULED          keep_day          SCHEDULED          HR (CEO) (routed)
    SCHEDULED          postpone          SCHEDULED          HR (CEO) (routed)
    SCHEDULED          hear              HEARD              hearing_chair
    SCHEDULED          ask_withdraw      SCHEDULED          case_manager
    SCHEDULED          withdraw          WITHDRAWN          HR (CEO) (routed)
    HEARD              decide            DECIDED            hearing_chair
    HEARD              ask_withdraw      HEARD              case_manager
    HEARD              withdraw          WITHDRAWN          HR (CEO) (routed)
    DECIDED            issue             OUTCOME_ISSUED     HR (CEO) (routed)
    DECIDED            ask_withdraw      DECIDED            case_manager
    DECIDED            withdraw          WITHDRAWN          HR (CEO) (routed)
    OUTCOME_ISSUED     conclude          CONCLUDED          HR (CEO) (routed)
"""
# machine → (its table, every state there is)
MACHINES = {
    "reports.intake.rules.REPORT": (REPORT, REPORT_STATES),
    "reports.concerns.rules.SCREENING": (SCREENING, REPORT_STATES),
    "reports.concerns.rules.SAFEGUARDING": (SAFEGUARDING, SAFEGUARDING_STATES),
    "reports.concerns.rules.KNOWING": (KNOWING, SAFEGUARDING_STATES),
    "reports.concerns.rules.breaches.DATA_BREACH": (DATA_BREACH, BREACH_STATES),
    "reports.mailbox.rules.MAILBOX": (MAILBOX, REPORT_STATES),
    "reports.care.rules.CARE": (CARE, CARE_STATES),
    "reports.lowlevel.rules.LOW_LEVEL": (LOW_LEVEL, LOW_LEVEL_STATES),
    "reports.targets.rules.SUPPORT": (SUPPORT, SUPPORT_STATES),
    "reports.triage.rules.STEPS": (STEPS, REPORT_STATES),
    "cases.casefile.rules.CASE": (CASE, CASE_STATES),
    "cases.removals.rules.REMOVAL": (REMOVAL, REMOVAL_STATES),
    "cases.cooperation.rules.machine.COOPERATION": (COOPERATION, COOPERATION_STATES),
    "cases.disciplinary.rules.machine.DISCIPLINARY": (DISCIPLINARY, DISCIPLINARY_STATES),
}
NO_EXIT, NOT_YOURS = "This can no longer be done", "This step belongs to somebody else"
RELATIONS = ("appointee", "successor", "task_owner", "on_behalf", "in_charge", "note_taker", "meeting_lead")
EVERYBODY = frozenset({*ROLE_NAMES, *BARRING, *WORKING, *RELATIONS, "STAFF", "system", "anonymous", ""})
every_machine = pytest.mark.parametrize("name", MACHINES)


def rows(table):
    """(state, move, target, role) for every role of every line."""
    for line in filter(None, map(str.strip, table.splitlines())):
        state, move, target, *roles = line.split()
        yield from ((state, move, target, role.strip("()")) for role in roles)


def machine_of(name):
    module, _, last = name.rpartition(".")
    return getattr(import_module(module), last)


def refusal(machine, state, move, standing):
    """ "" where only the facts stand in the way, or nothing."""
    try:
        check(machine, state, move, standing, {})
    except Refused as refused:
        return next((words for words in (NO_EXIT, NOT_YOURS) if refused.sentence.startswith(words)), "")
    return ""


def test_every_machine_is_here():
    modules = [house.name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in house.code()]
    written = {f"{module}.{name}" for module in modules if "rules" in module.split(".")
               for name, kind in getattr(import_module(module), "__annotations__", {}).items() if kind == Machine}
    assert written == set(MACHINES)


def test_no_machine_hides_without_its_name():
    """A mapping of states to moves that says `: Machine` is found by the test above; another would not be."""
    said = r":\s*Machine\s*="
    assert [line for path in house.code() for line in house.lines_matching(path, r"\bMove\(\s*\"")
            if not house.lines_matching(path, said)] == []


@every_machine
def test_every_state_move_and_role(name):
    table, states = MACHINES[name]
    machine, expected = machine_of(name), set(rows(table))
    moves = {move for exits in machine.values() for move in exits} | {move for _, move, _, _ in expected} | {"unheard_of", ""}
    found = {(state, move, machine[state][move].target, role) for state in (*states, "UNHEARD_OF", "") for move in moves
             for role in EVERYBODY if not refusal(machine, state, move, {role})}
    assert found == expected


@pytest.mark.beats(14)
@every_machine
def test_what_is_not_mapped_has_no_exit_for_all_together(name):
    table, states = MACHINES[name]
    machine, mapped = machine_of(name), {(state, move) for state, move, _, _ in rows(table)}
    moves = {move for exits in MACHINES for move in (one[1] for one in rows(MACHINES[exits][0]))}
    open_ = {(state, move) for state in (*states, "UNHEARD_OF") for move in moves if refusal(machine, state, move, EVERYBODY) != NO_EXIT}
    assert open_ == mapped


@every_machine
def test_all_the_others_together_may_not(name):
    machine = machine_of(name)
    for state, exits in machine.items():
        for move, step in exits.items():
            assert refusal(machine, state, move, EVERYBODY - step.roles) == NOT_YOURS
            assert move not in offered(machine, state, EVERYBODY - step.roles)


@every_machine
def test_every_target_is_a_state(name):
    table, states = MACHINES[name]
    assert {state for row in rows(table) for state in (row[0], row[2])} <= set(states)
