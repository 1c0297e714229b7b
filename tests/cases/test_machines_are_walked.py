"""Every (state, move, role) of every machine, against the table as DOMAIN 9.2, 9.3 and 9.5 have it. What is not mapped has no exit."""

import pytest

from cases.casefile import rules as case
from cases.disciplinary import rules as disciplinary
from cases.removals import rules as removal
from foundation.dossiers.rules import BARRING, WORKING, Refused, check, offered
from foundation.people.rules import ROLE_NAMES

RELATIONS = {case.APPOINTEE, case.SUCCESSOR, case.TASK_OWNER, removal.ON_BEHALF, removal.IN_CHARGE}
EVERYBODY = sorted(set(ROLE_NAMES) | BARRING | WORKING | RELATIONS)
HOLD = "hold:case_manager>HELD"
HOLDING = "take_on:HEAD,CEO,routed hand_over:case_manager take_over:successor not_take_over:successor "
HOLDING += "note:case_manager,investigator,HR,HEAD,CEO,routed add_task:case_manager,investigator end_task:case_manager,task_owner"
JOIN = "join:HEAD,CEO,routed"
ALWAYS = f"{HOLDING} tell:case_manager"
CASE = {
    "SCOPING": f"{ALWAYS} appoint:case_manager accept:appointee decline:appointee relieve:case_manager start:case_manager>INVESTIGATING "
    f"not_needed:case_manager>NO_CASE {JOIN} {HOLD}",
    "HELD": f"{HOLDING} {JOIN} decline:appointee relieve:case_manager review_hold:case_manager "
    + " ".join(f"release_{state.lower()}:case_manager>{state}" for state in case.HOLDABLE),
    "INVESTIGATING": f"{ALWAYS} appoint:case_manager accept:appointee decline:appointee relieve:case_manager find:investigator "
    "progress:case_manager,investigator "
    f"submit_report:investigator>DECISION_PENDING discontinue:case_manager>DECISION_PENDING {JOIN} {HOLD}",
    "DECISION_PENDING": f"{ALWAYS} advise:HR,CEO,routed weigh:case_manager "
    "return_report:case_manager>INVESTIGATING decide_no_case:case_manager>NO_CASE "
    f"decide_informal:case_manager>INFORMAL_ACTION decide_formal:case_manager>FORMAL {HOLD}",
    "NO_CASE": f"{ALWAYS} close:case_manager>CLOSED",
    "INFORMAL_ACTION": f"{ALWAYS} close:case_manager>CLOSED",
    "FORMAL": f"{ALWAYS} close:case_manager>CLOSED {HOLD}",
    "CLOSED": "ask_reopen:HEAD,CEO,routed reopen:HR,CEO,routed>INVESTIGATING not_reopen:HR,CEO,routed",
}
ASKS, ASKED = "case_manager,issuer,in_charge", "subject,on_behalf"
BEYOND = f"file:{ASKS}>PLATFORM_REPORTED not_done:{ASKS}>NON_COMPLIED give_up:{ASKS}>NOT_ACHIEVABLE"
REMOVAL = {
    "DRAFT": f"issue:{ASKS}>ISSUED wait:{ASKS}>AWAITING_POLICE_ADVICE file:{ASKS}>PLATFORM_REPORTED withdraw:{ASKS}>WITHDRAWN",
    "AWAITING_POLICE_ADVICE": f"issue:{ASKS}>ISSUED file:{ASKS}>PLATFORM_REPORTED withdraw:{ASKS}>WITHDRAWN",
    "ISSUED": f"serve:{ASKS},HR fate:{ASKS},HR "
    f"tell:{ASKS} ack:{ASKED}>ACKNOWLEDGED claim:{ASKED}>CLAIMED_REMOVED contest:{ASKED}>CONTESTED "
    f"name_checker:{ASKS} withdraw:{ASKS}>WITHDRAWN {BEYOND}",
    "ACKNOWLEDGED": f"claim:{ASKED}>CLAIMED_REMOVED contest:{ASKED}>CONTESTED name_checker:{ASKS} withdraw:{ASKS}>WITHDRAWN {BEYOND}",
    "CONTESTED": f"uphold:independent_senior>ISSUED give_way:independent_senior>WITHDRAWN name_judge:{ASKS}",
    "CLAIMED_REMOVED": f"verify:verifier>VERIFIED still_there:verifier>ISSUED name_checker:{ASKS}",
    "VERIFIED": f"still_gone:verifier reappeared:verifier>ISSUED reposted:verifier>DRAFT end:verifier>CLOSED name_checker:{ASKS}",
    "NON_COMPLIED": f"claim:{ASKED}>CLAIMED_REMOVED file:{ASKS}>PLATFORM_REPORTED give_up:{ASKS}>NOT_ACHIEVABLE name_checker:{ASKS}",
    "PLATFORM_REPORTED": f"verify:verifier>VERIFIED further:{ASKS}>PLATFORM_ESCALATED name_checker:{ASKS}",
    "PLATFORM_ESCALATED": f"verify:verifier>VERIFIED further:{ASKS} give_up:{ASKS}>NOT_ACHIEVABLE name_checker:{ASKS}",
    **dict.fromkeys(("NOT_ACHIEVABLE", "WITHDRAWN", "CLOSED"), ""),
}
ARRANGES, THEY = "HR,CEO,routed", "subject,on_behalf"
ENDS = f"ask_withdraw:case_manager withdraw:{ARRANGES}>WITHDRAWN"
HEARING = {
    "OPENED": f"schedule:{ARRANGES}>SCHEDULED {ENDS}",
    "SCHEDULED": f"invite:{ARRANGES} seat:{ARRANGES} declare:hearing_chair,panel say:{THEY} ask_day:{THEY} keep_day:{ARRANGES} "
    f"postpone:{ARRANGES} hear:hearing_chair>HEARD {ENDS}",
    "HEARD": f"decide:hearing_chair>DECIDED {ENDS}",
    "DECIDED": f"issue:{ARRANGES}>OUTCOME_ISSUED {ENDS}",
    "OUTCOME_ISSUED": f"conclude:{ARRANGES}>CONCLUDED",
    **dict.fromkeys(("APPEAL_LODGED", "APPEAL_HEARD", "APPEAL_DECIDED", "CONCLUDED", "WITHDRAWN"), ""),
}
TABLES = {
    "case": (case.CASE, CASE, case.STATES),
    "removal": (removal.REMOVAL, REMOVAL, removal.STATES),
    "disciplinary": (disciplinary.DISCIPLINARY, HEARING, disciplinary.STATES),
}


def rows(table):
    for state, moves in table.items():
        for move in moves.split():
            name, _, rest = move.partition(":")
            roles, _, target = rest.partition(">")
            yield state, name, set(roles.split(",")), target or state


@pytest.mark.parametrize("noun", TABLES)
def test_the_machine_is_the_table(noun):
    machine, table, states = TABLES[noun]
    assert set(states) == set(table)
    built = {(state, name, frozenset(move.roles), move.target) for state, moves in machine.items() for name, move in moves.items()}
    assert built == {(state, name, frozenset(roles), target) for state, name, roles, target in rows(table)}


@pytest.mark.parametrize("noun", TABLES)
def test_only_the_roles_of_the_table_are_offered_a_move_or_may_make_it(noun):
    machine, table, states = TABLES[noun]
    for state in states:
        moves = {name: roles for at, name, roles, _ in rows(table) if at == state}
        for role in EVERYBODY:
            assert set(offered(machine, state, {role})) == {name for name, roles in moves.items() if role in roles}, (state, role)
            for name in moves:
                if role not in moves[name]:
                    with pytest.raises(Refused, match="belongs to somebody else"):
                        check(machine, state, name, {role}, {})


@pytest.mark.parametrize("noun", TABLES)
def test_a_move_of_another_state_has_no_exit(noun):
    machine, table, states = TABLES[noun]
    names = {name for _, name, _, _ in rows(table)}
    for state in states:
        for name in names - {at_name for at, at_name, _, _ in rows(table) if at == state}:
            with pytest.raises(Refused, match="moved on since"):
                check(machine, state, name, set(EVERYBODY), {})
