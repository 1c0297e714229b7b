"""teo reports the headteacher in confidence, on a phone without scripts; cleo triages it and never reads who it was without saying why."""

from .steps import LONG, reported


def test_the_chief_executive_reads_a_member_of_staff(visitor):
    teo = visitor("teo", width=360, javascript=False)
    reference = reported(teo, "Hana Okafor", senior="Yes", confidential=True)
    cleo = visitor("cleo")
    cleo.go(f"/triage/{reference}/")
    assert cleo.reads("A member of staff who asked for confidentiality")
    assert not cleo.reads("Teo Marsh")
    cleo.answer(f"/triage/{reference}/take-on/", conflict="none")
    cleo.go(f"/triage/{reference}/")
    assert not cleo.reads("Teo Marsh")
    cleo.press("Look up")
    cleo.is_sound()
    cleo.fill("Why do you need to know?", LONG)
    cleo.press("Look up the name")
    assert cleo.reads("Teo Marsh")
    teo.go(f"/reports/{reference}/")
    assert teo.reads("Cleo Marchetti looked up who you are")
    assert teo.reads(LONG)
