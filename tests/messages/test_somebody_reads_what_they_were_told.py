"""My messages: what was sent to me and what is on its way, as far as I may still know of it (DESIGN 3, 5)."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.dossiers.services import trust_dossier
from foundation.messages import inbox, pages, services
from foundation.messages.models import Message
from foundation.messages.selectors import may_still_be_told
from foundation.people.models import Person, User
from foundation.people.rules import SYSTEM, rights_of
from tests.messages.conftest import THING

pytestmark = pytest.mark.usefixtures("wordings")
DAY, OTHER = timedelta(days=1), UUID(int=5)


def stands(person, at, rights=frozenset({"report.read"}), after=""):
    """The rows of the page as (title, what became of it), newest first."""
    groups = pages.mine(Person.objects.get(pk=person.pk), rights, at, after)["groups"]
    return [(row.title, row.next_move or row.due_text or row.state) for group in groups for row in group["rows"]]


@pytest.fixture
def say(report, tam, hana, at):
    """say(): hana tells tam, or another, in person."""

    def say(to=tam, at=at):
        services.spoken(dossier=report, person=to, matter="removal", by=hana, how="in_person", at=at)

    return say


def test_it_reads_as_the_mail_had_it(tell, sasha, at):
    tell(sasha)
    services.send_due(at=at)
    [group] = pages.mine(sasha, rights_of(["SLT"]), at + timedelta(minutes=3), "")["groups"]
    [row] = group["rows"]
    assert (group["title"], row.title) == ("Today", "A report is waiting for you: R-4F7K-9QXT")
    assert row.state == "midday, sent to your e-mail 3 minutes ago"


def test_what_is_left_is_counted_when_it_was_sent(tell, sasha, at):
    tell(sasha, code="deadline.triage_normal", due_at=at + DAY)
    services.send_due(at=at)
    assert stands(sasha, at + 3 * DAY)[0][0] == "Reminder: R-4F7K-9QXT, due tomorrow, midday"


@pytest.mark.parametrize("changes, said", [
    ({"urgency": "digest"}, "Goes out tomorrow at 8am"),
    ({"not_before": None}, "On its way"),
])
def test_what_has_not_left_says_when_it_does(tell, sasha, at, changes, said):
    tell(sasha, **changes)
    assert stands(sasha, at) == [("A report is waiting for you: R-4F7K-9QXT", said)]


def test_what_did_not_arrive_says_whom_to_tell(server, tell, sasha, at):
    tell(sasha)
    tell(sasha)
    server.answers = ["451 later", "550 nobody here"]
    services.send_due(at=at)
    assert sorted(said for _, said in stands(sasha, at)) == [
        "Tried again today at 12:01pm", "Your e-mail address was refused: tell the system administrator.",
    ]


def test_it_is_the_reader_s_own(tell, sasha, hana, at):
    tell(hana)
    assert stands(sasha, at) == []


@pytest.mark.beats(7)
def test_whoever_lost_the_door_reads_nothing_of_it(tell, sasha, report, at):
    tell(sasha)
    services.send_due(at=at)
    dossiers.add_party(report, sasha, parts.NOT_THIS_PERSON, by=SYSTEM, at=at, source="reporter")
    assert stands(sasha, at) == []


def test_nothing_waits_in_sight_until_somebody_spoke(tell, tam, report, say, at):
    dossiers.disclose(report, tam, object_kind="removal", object_uuid=THING, by=SYSTEM, at=at)
    tell(tam, matter="removal", code="test.asked")
    tell(tam)
    assert stands(tam, at) == []
    say()
    assert "Something is asked of you" not in dict(stands(tam, at))
    services.send_due(at=at)
    assert dict(stands(tam, at))["Something is asked of you"] == "midday, sent to your e-mail just now"


def test_when_it_was_decided_is_not_told_either(tell, tam, report, say, at):
    dossiers.disclose(report, tam, object_kind="removal", object_uuid=THING, by=SYSTEM, at=at - 5 * DAY)
    tell(tam, matter="removal", code="test.asked", at=at - 5 * DAY)
    say()
    services.send_due(at=at)
    assert [group["title"] for group in pages.mine(tam, (), at, "")["groups"]] == ["Today"]


def test_without_an_address_it_has_come_all_the_same(tell, sam, report, at):
    dossiers.add_party(report, sam, parts.REPORTER, by=SYSTEM, at=at, source="form")
    assert tell(sam).state == "unreachable"
    assert stands(sam, at + DAY) == [("A report is waiting for you: R-4F7K-9QXT", "midday, here for you to read")]


def test_without_an_address_news_still_waits_for_a_word_and_its_hour(tell, sam, report, say, at):
    friday = at + timedelta(days=4, hours=4)
    dossiers.disclose(report, sam, object_kind="removal", object_uuid=THING, by=SYSTEM, at=at)
    assert tell(sam, matter="removal", code="test.asked").state == "unreachable"
    assert stands(sam, at + DAY) == []
    say(sam, at=friday)
    assert (stands(sam, friday), len(stands(sam, friday + 3 * DAY))) == ([], 1)


def test_what_was_withdrawn_is_gone(tell, sasha, at):
    tell(sasha)
    services.cancel_unsent(THING, at=at)
    assert stands(sasha, at) == []


def test_what_stands_there_is_what_would_still_be_sent(tell, cast, report, at):
    people = [cast[name] for name in ("teo", "tam", "sasha", "hana", "olu", "dee", "cleo", "gail")]
    dossiers.disclose(report, cast["tam"], object_kind="removal", object_uuid=THING, by=SYSTEM, at=at)
    for person in people:
        for changes in ({}, {"about": OTHER}, {"safety": True}, {"dossier": trust_dossier(by=SYSTEM, at=at)}):
            tell(person, **changes)
    for person in people:
        rows = Message.objects.filter(to=person)
        assert set(inbox.told(person, at).values_list("uuid", flat=True)) == may_still_be_told(person, rows, at) != set()


def test_a_page_one_has_no_right_to_is_not_linked(tell, sasha, at):
    tell(sasha)
    [row] = pages.mine(sasha, (), at, "")["groups"][0]["rows"]
    assert row.href == ""


def test_no_link_to_a_new_password_is_made_for_a_page(teo, at):
    services.queue(dossier=trust_dossier(by=SYSTEM, at=at), code="account.reset", to=teo, about=teo.uuid, reference="",
                   path="/accounts/password/reset/", at=at, by=SYSTEM)
    [row] = pages.mine(teo, (), at, "")["groups"][0]["rows"]
    assert (row.title, row.href) == ("Choose a new password", "")


@pytest.fixture
def sent_to_sasha(report, sasha, now):
    """sent_to_sasha(path): a message that leads there."""
    return lambda path: services.queue(dossier=report, code="test.waiting", to=sasha, about=THING, reference="R-4F7K-9QXT", path=path,
                                       at=now - DAY, by=SYSTEM)


def test_it_leads_to_what_it_is_about(sent_to_sasha, client_of, sasha):
    row = sent_to_sasha("/triage/")
    assert client_of(sasha).get(f"/messages/{row.uuid}/").url == "/triage/"


@pytest.mark.parametrize("path", ["/triage/R-4F7K-9QXT/", "/no/such/page/", "/assurance/"])
def test_a_page_that_has_closed_is_told_in_a_sentence(sent_to_sasha, client_of, sasha, path):
    answer = client_of(sasha).get(f"/messages/{sent_to_sasha(path).uuid}/", follow=True)
    assert answer.redirect_chain == [("/messages/", 302)]
    assert pages.OVER in answer.content.decode()


def test_what_was_told_to_another_leads_nowhere(sent_to_sasha, client_of, hana):
    hers, nobodys = (client_of(hana).get(f"/messages/{uuid}/") for uuid in (sent_to_sasha("/triage/").uuid, uuid4()))
    assert (hers.status_code, hers.content) == (404, nobodys.content)


def test_a_code_without_words_still_leads_there(tell, sasha, at):
    tell(sasha, code="nobody.worded")
    assert stands(sasha, at)[0][0] == "There is something for you"


def test_more_than_a_page_is_read_to_its_end(tell, sasha, at):
    for number in range(60):
        tell(sasha, reference=f"R-{number:04}", about=uuid4(), at=at + timedelta(seconds=number // 3))
    read, after = [], ""
    while True:
        found = inbox.page(sasha, at + DAY, after)
        read += [row.reference for row in found.rows]
        after = found.further
        if not after:
            break
    assert len(read) == len(set(read)) == 60
    assert [int(one[2:]) // 3 for one in read] == sorted((number // 3 for number in range(60)), reverse=True)


@pytest.mark.parametrize("after", ["", "nonsense", "2026-11-23T12:00:00+00:00~x", "0001-01-01T00:00:00+14:00~5", "%00"])
def test_any_mark_gets_a_page(client_of, sasha, after):
    assert client_of(sasha).get("/messages/", {"after": after}).status_code == 200


def test_more_rows_ask_no_more_questions(tell, client_of, sasha, now, django_assert_num_queries, django_assert_max_num_queries):
    client = client_of(sasha)
    client.get("/messages/")
    tell(sasha, at=now)
    with django_assert_max_num_queries(8) as few:
        client.get("/messages/")
    for _ in range(30):
        tell(sasha, about=uuid4(), at=now)
    with django_assert_num_queries(len(few)):
        page = client.get("/messages/").content.decode()
    assert len(re.findall("<li class=.tmt-tasks__row", page)) == inbox.LISTED


def test_sam_reads_it_once_they_can_sign_in(tell, client_of, sam, report, now):
    dossiers.add_party(report, sam, parts.REPORTER, by=SYSTEM, at=now, source="form")
    User.objects.create(email="sam@elsewhere.example", person=sam)
    tell(sam, at=now - DAY)
    page = client_of(sam).get("/messages/").content.decode()
    assert "R-4F7K-9QXT" in page
    assert "We have no e-mail address of yours" in page
