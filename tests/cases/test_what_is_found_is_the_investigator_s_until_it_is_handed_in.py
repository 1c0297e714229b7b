import pytest

from cases.casefile.selectors import allegations_of
from cases.investigation import services
from tests.cases.story import LONG, about_tam, fresh, investigated
from tests.told import told_once


@told_once
def case(cast, now):
    case = about_tam(cast, now)
    investigated(case, cast, now)
    [row] = allegations_of(case)
    services.find(row, by=cast["iona"], at=now, version=fresh(case).version, finding="partly", reason=LONG)
    return case


def read(client, case):
    pages = [f"/cases/{case.reference}/", f"/cases/{case.reference}/investigation/"]
    said = "".join(client.get(page).content.decode() for page in pages)
    return said + client.post(f"/cases/{case.reference}/decide/", {}).content.decode()


@pytest.mark.parametrize("first", ["hana", "rhys"])
def test_nobody_else_reads_it_before(case, cast, client_of, first):
    said = read(client_of(cast[first]), case)
    assert "Partly proven" not in said
    assert LONG not in said
    assert "Nothing found yet" in said


def test_the_investigator_reads_it(case, iona, client_of):
    assert "Partly proven" in read(client_of(iona), case)
    [row] = allegations_of(case)
    assert LONG in client_of(iona).get(f"/cases/{case.reference}/find/{row.uuid}/").content.decode()


def test_handed_in_all_who_work_on_it_do(case, cast, hana, now, client_of):
    services.submit_report(case, by=cast["iona"], at=now, version=fresh(case).version, heard="heard", summary="tam wrote it.")
    said = read(client_of(hana), case)
    assert "Partly proven" in said
    assert LONG in said
