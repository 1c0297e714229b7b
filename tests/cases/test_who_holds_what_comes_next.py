"""A next move names who holds it, and nobody is asked for what they cannot do here."""


from cases.casefile import offers, services
from cases.removals import offers as removals
from tests.cases.story import about_tam, decided, found, fresh, investigated, told
from tests.told import told_once


def rows(found):
    return [(row.title, row.holder) for row in found]


@told_once
def formal(cast, now):
    return decided(found(investigated(about_tam(cast, now), cast, now), cast, now), cast, now, outcome="decide_formal")


def test_a_hearing_is_not_asked_of_hr_here_and_the_head_sees_that_it_waits(formal, rhys, hana, now):
    """HR has it in the list of hearings, and needs no second row."""
    assert [offers.tasks(person, now).needs_me for person in (rhys, hana)] == [[], []]
    assert [rows(offers.tasks(person, now).waiting) for person in (rhys, hana)] == [[], [("The hearing, and what follows from it", "HR")]]


def test_the_case_leads_to_the_hearing(formal, rhys, client_of):
    assert f'href="/hearings/{formal.disciplinary.reference}/"' in client_of(rhys).get(f"/cases/{formal.reference}/").content.decode()


def test_what_hr_is_asked_for_hr_can_do(cast, rhys, now, client_of):
    case = found(investigated(about_tam(cast, now), cast, now), cast, now)
    assert rows(offers.tasks(rhys, now).needs_me) == [("Record HR advice", "HR")]
    assert f"/cases/{case.reference}/advise/" in client_of(rhys).get(f"/cases/{case.reference}/").content.decode()


def test_a_case_nobody_manages_waits_for_somebody_to_take_it_on(cast, hana, cleo, now):
    case = about_tam(cast, now)
    services.step_back(fresh(case), by=hana, at=now, words="A friend of the family.")
    assert rows(offers.tasks(cleo, now).needs_me) == [("Take this case on", "nobody yet")]


def test_who_asked_for_a_removal_sees_who_has_it_and_not_whom_it_is_about(cast, hana, now):
    told(about_tam(cast, now), cast, now)
    assert rows(removals.tasks(hana, now).waiting) == [("Acknowledge and remove", "the person who was asked")]


def test_somebody_of_the_same_name_is_somebody_else(cast, hana, rhys, now):
    rhys.name = hana.name
    rhys.save()
    about_tam(cast, now)
    assert rows(offers.tasks(hana, now).needs_me) == [("Ask somebody to investigate", hana.name)]
    assert rows(offers.tasks(rhys, now).needs_me) == []
