from cases.removals.selectors import verifiers
from tmt_policy.demo import reporting, triaging, working
from tmt_policy.demo.reporting import Told


def who_can_check(cast, at, about, leader):
    report = reporting.send(Told(by=cast["teo"], about=(cast[about],), what="A post.", clauses=("C7.3c",)), at=at)
    triaging.claim(report, by=cast[leader], at=at)
    triaging.screen(report, by=cast[leader], at=at, harm="no", breach="no")
    triaging.assess(report, by=cast[leader], at=at, severity=2)
    triaging.propose(report, by=cast[leader], at=at)
    return verifiers(working.open_case(report, by=cast[leader], at=at), cast[leader], at)


def test_by_the_head_of_another_academy(cast, at):
    able = who_can_check(cast, at, "hana", "cleo")
    assert cast["olu"] in able
    assert not {cast["hana"], cast["cleo"]} & set(able)


def test_about_the_chief_executive_by_somebody_else_of_the_board(cast, at):
    """All heads are in the chief executive's line: without the Board nobody could be asked to remove anything."""
    assert who_can_check(cast, at, "cleo", "chidi") == [cast["vera"], cast["win"]]
