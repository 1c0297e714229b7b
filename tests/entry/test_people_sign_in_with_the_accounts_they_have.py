"""Sign-in with a provider: who is joined gets in, by issuer and subject; everybody else reads one page."""

import json
from datetime import timedelta

import pytest

from foundation.people.models import Identity, User
from tests.entry.conftest import Walker, query_of


def test_whoever_is_joined_is_signed_in_and_goes_where_they_wanted(walker, join, teo):
    join(teo)
    answer = walker.through("teo", next="/reports/")
    assert (answer.status_code, answer["Location"]) == (302, "/reports/")
    assert walker.browser.session["_auth_user_id"] == str(teo.user.pk)


def test_nothing_is_asked_for_but_who_it_is_and_everything_that_binds_the_answer(walker, asked, join, teo):
    join(teo)
    walker.through("teo")
    said = asked()
    assert (said["response_type"], said["scope"], said["code_challenge_method"]) == ("code", "openid profile", "S256")
    assert min(len(said[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert query_of(Walker().go("google")["Location"])["scope"] == "openid"


def test_each_sign_in_has_its_own_state_nonce_and_challenge(walker, providers):
    first, second = (query_of(walker.go()["Location"]) for _ in range(2))
    assert {name for name in ("state", "nonce", "code_challenge") if first[name] == second[name]} == set()


def test_nothing_the_provider_said_is_kept(walker, join, teo):
    join(teo)
    walker.through("teo")
    kept = json.dumps(dict(walker.browser.session.items()))
    assert [word for word in ("A Name Nobody Keeps", "oid-teo", "eyJ", "verifier", "nonce") if word in kept] == []
    assert User.objects.get(pk=teo.user.pk).email == "teo@northgate.example"


def test_two_providers_work_at_once(join, teo, hana):
    join(teo)
    join(hana, "hana", key="google")
    at_microsoft, at_google = Walker(), Walker()
    at_microsoft.through("teo")
    at_google.through("hana", key="google")
    assert [one.browser.session["_auth_user_id"] for one in (at_microsoft, at_google)] == [str(teo.user.pk), str(hana.user.pk)]


def test_the_same_subject_at_two_issuers_is_two_people(walker, join, teo, hana):
    join(teo, "oid-someone")
    join(hana, "someone", key="google")
    walker.through("someone", key="google")
    assert walker.browser.session["_auth_user_id"] == str(hana.user.pk)


def test_an_address_joins_nobody(walker, providers, teo):
    """teo@northgate.example is what the provider says, and nobody is joined to it."""
    assert_refused(walker, walker.through("teo"))


def test_another_subject_with_the_same_address_is_not_signed_in(walker, join, teo):
    join(teo, "oid-of-somebody-before")
    assert_refused(walker, walker.through("teo"))


def test_a_provider_that_moves_under_its_old_word_finds_nobody(walker, providers, join, teo):
    row = join(teo)
    Identity.objects.filter(pk=row.pk).update(issuer="https://login.example/the-old-one")
    assert_refused(walker, walker.through("teo"))


def test_unknown_left_and_switched_off_read_the_same(join, lou, teo, hana, at):
    for person in (teo, hana):
        join(person)
    User.objects.filter(pk=hana.user.pk).update(is_active=False)
    teo.left_on = at.date() - timedelta(days=1)
    teo.save()
    pages = []
    for login in ("nobody", "teo", "hana"):
        walker = Walker()
        pages.append(assert_refused(walker, walker.through(login)))
    assert len(set(pages)) == 1


def test_whoever_leaves_while_signed_in_is_out(walker, join, teo, at):
    join(teo)
    walker.through("teo")
    teo.left_on = at.date() - timedelta(days=1)
    teo.save()
    assert walker.browser.get("/")["Location"].startswith("/accounts/login/")


def test_no_stranger_chooses_where_it_leads(walker, join, teo):
    join(teo)
    assert walker.through("teo", next="https://elsewhere.example/")["Location"] == "/"


def test_a_link_alone_begins_nothing(walker, providers):
    page = walker.browser.get("/accounts/openid/entra/?next=/reports/")
    assert "Sign in with Microsoft" in page.content.decode()
    assert "openid_begun" not in walker.browser.session


def test_a_provider_nobody_set_is_the_sign_in_page(client, db):
    for path in ("other/", "other/back/?code=1&state=2"):
        assert client.get(f"/accounts/openid/{path}")["Location"] == "/accounts/login/"


def assert_refused(walker, answer):
    text = answer.content.decode()
    assert answer.status_code == 422
    assert not walker.is_in
    assert "You are not signed in" in text
    return text


@pytest.mark.parametrize("key", ["entra", "google"])
def test_it_is_remembered_how_somebody_signed_in(walker, join, teo, key):
    join(teo, "oid-teo" if key == "entra" else "teo", key=key)
    walker.through("teo", key=key)
    (record,) = walker.browser.session["account_authentication_methods"]
    assert (record["method"], record["provider"]) == ("openid", key)
