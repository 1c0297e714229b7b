"""What people see of roles, and do there."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.people.models import Placement
from foundation.people.rules import SLT
from foundation.roles import services
from foundation.roles.models import RoleRequest
from tests.told import told_once

pytestmark = pytest.mark.django_db


@told_once
def asked(ada, gus, alder, now):
    return services.ask(gus, SLT, alder, by=ada, at=now)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def sent(client, path, **said):
    return client.post(path, {"once": str(uuid4()), **said})


def stands(page):
    return re.search(r'name="version" value="(\w+)"', page.content.decode())[1]


def agreed(client, path):
    return sent(client, f"{path}agree/", version=stands(client.get(f"{path}agree/")))


def test_asked_for_on_a_page_and_agreed_on_another(client_of, ada, rhys, gus, cast):
    answer = sent(client_of(ada), "/roles/new/", who="GUS@northgate.example", what=SLT, where="alder")
    assert "Look at: Senior leader, Alder Academy" in text(client_of(rhys).get("/"))
    assert agreed(client_of(rhys), answer.url).url == answer.url
    page = text(client_of(gus).get(answer.url))
    assert "Agreed by Rhys Bowen" in page
    assert "If it is not right, take it back" in page


def test_of_whom_another_address_stands_since_it_is_shown_anew_first(client_of, asked, gus, rhys):
    client, path = client_of(rhys), f"/roles/{asked.uuid}/agree/"
    seen = stands(client.get(path))
    type(gus).objects.filter(pk=gus.pk).update(email="gus@elsewhere.example")
    answer = sent(client, path, version=seen)
    assert answer.status_code == 422
    assert "gus@elsewhere.example" in text(answer)
    assert sent(client, path, version=stands(answer)).status_code == 302


def test_among_several_such_a_one_is_not_agreed_to(client_of, ada, asked, gus, teo, alder, rhys, now):
    services.ask(teo, SLT, alder, by=ada, at=now)
    client = client_of(rhys)
    seen = re.findall(r'name="which" id="\w+" value="([^"]+)"', client.get("/roles/agree/").content.decode())
    type(gus).objects.filter(pk=gus.pk).update(name="Somebody Else")
    assert sent(client, "/roles/agree/", which=seen).status_code == 422
    assert set(RoleRequest.objects.values_list("state", flat=True)) == {"asked"}


def test_a_role_of_a_governor_is_given_at_once(client_of, ada, teo):
    sent(client_of(ada), "/roles/new/", who="teo@northgate.example", what="LGB_MEMBER", where="alder")
    assert Placement.objects.filter(person=teo, role="LGB_MEMBER").exists()
    assert not RoleRequest.objects.exists()


@pytest.mark.parametrize(("said", "why"), [
    ({"who": "nobody@northgate.example"}, "nobody’s e-mail address"), ({"who": "Teo Marsh"}, "nobody’s e-mail address"),
    ({"where": "trust"}, "a role of an academy"), ({"what": "HR"}, "a role of the trust"), ({"who": "ada@northgate.example"}, "themselves"),
    ({"who": "lou@northgate.example"}, "They have left"),
])
def test_what_cannot_be_is_said_at_its_field(client_of, ada, said, why):
    answer = sent(client_of(ada), "/roles/new/", **{"who": "gus@northgate.example", "what": SLT, "where": "alder", **said})
    assert answer.status_code == 422
    assert why in text(answer)


def test_who_may_agree_is_named(client_of, ada, asked):
    assert "Who can agree Cleo Marchetti, Chidi Obi, Rhys Bowen, Vera Lindqvist" in text(client_of(ada).get(f"/roles/{asked.uuid}/"))


def test_the_person_sees_it_on_their_first_page(client_of, asked, gus):
    assert "A role: Senior leader, Alder Academy For you." in text(client_of(gus).get("/"))
    assert "A second person has to agree" in text(client_of(gus).get("/roles/mine/"))


def test_a_colleague_sees_nothing_of_it(client_of, asked, teo):
    assert client_of(teo).get(f"/roles/{asked.uuid}/").status_code == 404
    assert "Senior leader" not in text(client_of(teo).get("/"))


def test_a_later_end_is_on_the_list(client_of, ada, sasha, now):
    row, last = Placement.objects.get(person=sasha), now.date() + timedelta(days=40)
    day = {f"last_{part}": getattr(last, part) for part in ("day", "month", "year")}
    sent(client_of(ada), f"/roles/held/{row.uuid}/end/", how="later", **day)
    assert f"until {last.day} {last:%b %Y}" in text(client_of(ada).get("/roles/"))


@pytest.mark.parametrize("first", ["hana", "teo", "gail", "sasha", "dee"])
def test_for_others_there_is_no_list(client_of, cast, first):
    assert client_of(cast[first]).get("/roles/").status_code == 404


def test_the_list_asks_no_more_for_more(client_of, ada, cast, alder, now, django_assert_max_num_queries):
    for one in ("teo", "tam", "gwen", "noor"):
        services.ask(cast[one], SLT, alder, by=ada, at=now)
    client = client_of(ada)
    client.get("/roles/")
    with django_assert_max_num_queries(12):
        client.get("/roles/")


def test_a_first_page_asks_no_more_for_more(client_of, ada, rhys, cast, alder, now):
    client, people = client_of(rhys), [cast[one] for one in ("teo", "tam", "gwen", "noor", "gus")]
    counts = []
    for one in people:
        services.ask(one, SLT, alder, by=ada, at=now)
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        counts.append(len(asked))
    assert len(set(counts)) == 1
